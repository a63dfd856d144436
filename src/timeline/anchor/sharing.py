"""Dates handed on inside a sentence: from an event to what it frames, completes or is told with.

Nothing here overrides a date that an expression of its own gives; a clause that is only reported
shares no date with the one that reports it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from timeline import when
from timeline.anchor import defaults, measures, position, relations
from timeline.anchor.scene import SUBJECTS, Attachment, Scene, cases, denotes
from timeline.model import EventMention, TimeExpression
from timeline.syntax import Token

# Relations that stay inside one statement of fact: what is dated above is dated below.
SHARED_DOWN = {"xcomp", "obj", "obl:agent", "nsubj:pass", "appos", "attr", "nmod"}
# Below a verb of saying only its own object shares the day ("confirmed a loan on Monday").
SHARED_DOWN_FROM_SAYING = {"obj", "nsubj:pass"}
# Types of what one disaster does to many.
_HARMED = relations.HARM | {"death"}


def light_complement(scene: Scene, verb: Token) -> int | None:
    """The event named by the subject or object of a verb that is no trigger itself.

    "The election took place on 9 August", "une visite est programmée lundi".
    """
    if verb.pos not in {"VERB", "AUX"}:
        return None
    for dep in ("obj", "nsubj:pass", "nsubj", "attr", "xcomp", "obl", "obl:mod", "obl:arg"):
        for child in scene.sentence.children(verb.index):
            if child.dep != dep:
                continue
            if child.index in scene.at_token:
                return scene.at_token[child.index]
            if dep.startswith("obl"):
                continue
            # One step on: "la tenue du scrutin", "a series of protests".
            for below in scene.sentence.children(child.index):
                if below.dep in {"nmod", "appos"} and below.index in scene.at_token:
                    return scene.at_token[below.index]
    return None


def by_event(scene: Scene, best: dict[int, Attachment]) -> None:
    """Date a clause by the dated event that frames it: "since the election on 9 August, …"."""
    sentence = scene.sentence
    words = scene.words
    for i, found in list(best.items()):
        noun = _noun_of(scene, i)
        # "called a strike for Thursday" is not of Thursday itself.
        if noun is None or found.rule == "set-for":
            continue
        if measures.only_measures(scene.sentence, found.expression):
            continue  # "the first time since the election of 2020"
        above = sentence.tokens[noun.head]
        # "depuis la tenue du scrutin": the preposition hangs on the noun that carries it.
        if noun.dep == "nmod" and above.pos == "NOUN" and above.index not in scene.at_token:
            noun, above = above, sentence.tokens[above.head]
        if not noun.dep.startswith(("obl", "advcl", "nmod")):
            continue
        said = {c.text.lower() for c in sentence.children(noun.index) if c.dep in {"case", "mark"}}
        above = _across_colon(scene, noun, above)
        framed = scene.at_token.get(above.index, light_complement(scene, above))
        if framed is None or framed in best:
            continue
        if said & words["since"]:
            date = when.span(when.parse(found.date), None).edtf
            best[framed] = Attachment(found.expression, date, 0.75, "since-event")
        elif said & words["during"]:
            best[framed] = found.to("during-event", strength=0.75)


def _noun_of(scene: Scene, index: int) -> Token | None:
    """The noun that names an event: its trigger, or what a participle that bears it tells of: "at a
    session held on 3 May, members voted"."""
    mention, token = scene.mentions[index], scene.token(index)
    if mention.nominal:
        return token
    above = scene.sentence.tokens[token.head]
    return above if token.dep == "acl" and above.lemma.lower() == mention.lemma else None


def _across_colon(scene: Scene, noun: Token, above: Token) -> Token:
    """The verb behind a phrase that opens what follows a colon, wherever the parser hangs it."""
    tokens = scene.sentence.tokens
    if not any(t.text in ":;" for t in tokens[above.index + 1 : noun.index]):
        return above
    inside = scene.sentence.governed(noun.index)
    later = (t for t in tokens[noun.index + 1 :] if t.pos == "VERB" and t.index not in inside)
    return next(later, above)


def days_named(
    scene: Scene, best: dict[int, Attachment], expressions: Sequence[TimeExpression]
) -> None:
    """Date what stands on a noun for the day just named: "Sunday, the day of the vote"."""
    for expression in expressions:
        then = relations.when_then(scene, expression)
        if then is not None and then not in best and expression.edtf is not None:
            best[then] = Attachment(expression, expression.edtf, 0.85, "when-then")
        for t in relations.day_of(scene.sentence, expression):
            index = scene.at_token.get(t.index)
            if index is not None and index not in best:
                date = denotes(expression)
                best[index] = Attachment(expression, date, 0.85, "day-of")
                break


def inside(scene: Scene, best: dict[int, Attachment]) -> None:
    """Date what a clause tells of the dated event right before it: "a ruling from 2000, in which
    the board held …", « la guerre de 1911, pendant laquelle l'armée a perdu dix navires »."""
    tokens = scene.sentence.tokens
    for t in tokens:
        if t.text.lower() not in scene.words["in which"] or not t.dep.startswith("obl"):
            continue
        led = sorted(c.index for c in scene.sentence.children(t.index) if c.dep == "case")
        index = scene.at_token.get(t.head)
        if not led or index is None or index in best or led[0] < 2:
            continue
        if tokens[led[0]].text.lower() not in scene.words["during"]:
            continue
        before = tokens[led[0] - 1 - (tokens[led[0] - 1].text == ",")]
        for i, found in list(best.items()):
            trigger, time = scene.mentions[i].trigger, found.expression
            noun = scene.sentence.covering(trigger.start, trigger.end)[0]
            named = noun.pos in position.NOUNS and noun.index < before.index
            if named and time.start <= before.start < time.end:
                best[index] = found.to("during-event", strength=0.75)


def between(scene: Scene, best: dict[int, Attachment]) -> None:
    """Date the verb of a subject that an expression right before the verb dates."""
    for i, found in sorted(best.items()):
        if not scene.mentions[i].nominal or found.rule not in {
            "adjacent",
            "modifier",
        }:
            continue
        time = found.expression
        tokens = scene.sentence.covering(time.start, time.end)
        index = position.between(scene, tokens, scene.token(i)) if tokens else None
        if index is None or index in best:
            continue
        if not (_lies_ahead(scene, index) and defaults.gone_by(scene.sentence, found)):
            best[index] = found.to("between", strength=0.85)


def _lies_ahead(scene: Scene, index: int) -> bool:
    """Whether the verb of a subject tells a plan: « la défaite de lundi dernier doit lancer …»."""
    return scene.mentions[index].status in {"planned", "possible"}


def completed(scene: Scene, best: dict[int, Attachment]) -> None:
    """Date the verb by what completes it: « il était arrivé au pouvoir en 1987 »."""
    for i, found in sorted(best.items()):
        token = scene.token(i)
        above = scene.at_token.get(token.head)
        if above is None or above in best or not scene.mentions[i].nominal:
            continue
        if token.dep not in {"xcomp", "obl:arg"} and not _of_the_verb(scene, found, above, token):
            continue
        if _set_apart(scene, token):
            continue
        if found.rule in {"modifier", "adjacent"} and found.expression.end > token.end:
            best[above] = found.to("completed", strength=0.7)


def awarded(scene: Scene, best: dict[int, Attachment]) -> None:
    """A prize is given in the year that is part of its name: "was awarded the 2013 Orm Prize"."""
    for i, found in sorted(best.items()):
        token, above = scene.token(i), scene.at_token.get(scene.token(i).head)
        if above is None or above in best or not scene.mentions[i].nominal:
            continue
        verb = scene.mentions[above]
        prize = {scene.mentions[i].type, verb.type} == {"culture"} and token.dep == "obj"
        given = verb.tense == "past" and not verb.nominal and found.expression.end < token.start
        if prize and given and when.parse(found.date).precision == "year":
            best[above] = found.to("during-event", share=0.8)


def _of_the_verb(scene: Scene, found: Attachment, above: int, token: Token) -> bool:
    """True for the object of a past act with a date that no "of" makes its own.

    "broke off ties in 1979" tells when they broke, "contests the election of 1979" does not.
    """
    sentence = scene.sentence
    verb = scene.mentions[above]
    inside = sentence.covering(found.expression.start, found.expression.end)
    if token.dep != "obj" or verb.type == "statement" or verb.tense != "past" or not inside:
        return False
    before = sentence.tokens[inside[0].index - 1].text.lower()
    return before not in scene.words["attribute"] and before not in {"(", "["}


def backwards(scene: Scene, best: dict[int, Attachment]) -> None:
    """Give the date behind the last of coordinated nouns to those before it.

    "The siege of the town and the flight of its consuls in 1793", but "the war and the election
    of 1920".
    """
    words = scene.words
    for i, found in sorted(best.items()):
        token, time = scene.token(i), found.expression
        inside = scene.sentence.covering(time.start, time.end)
        above = scene.at_token.get(token.head)
        if token.dep != "conj" or above is None or above in best or not inside:
            continue
        if not (scene.mentions[i].nominal and scene.mentions[above].nominal):
            continue
        before = scene.sentence.tokens[inside[0].index - 1]
        own = before.text.lower() in words["attribute"] or before.pos != "ADP"
        if inside[0].index > token.index and not own and found.rule != "inside-trigger":
            best[above] = found.to("coordinated", share=0.7)


def share(scene: Scene, best: dict[int, Attachment], apart: set[int]) -> None:
    """Give the date of a dated event to the undated ones of its clause.

    apart: those that a length of time sets off from something undated.
    """
    for i, mention in sorted(scene.mentions.items(), key=lambda pair: pair[1].token):
        if i not in best and i not in apart:
            found = _shared(scene, best, scene.sentence.tokens[mention.token])
            if found is not None and not _aimed_at(scene, best, mention):
                best[i] = found


def _shared(scene: Scene, best: Mapping[int, Attachment], token: Token) -> Attachment | None:
    strength = 0.75
    for ancestor in _above(scene, token):
        source = scene.at_token.get(ancestor.index)
        if source is not None and token.dep == "nmod" and scene.token(source) != ancestor:
            return None  # of the noun in "development of a new model was begun in May"
        if token.dep == "conj":
            if not _carries_over(scene, best, source, token):
                return None
        else:
            saying = source is not None and scene.mentions[source].type == "statement"
            if token.dep not in (SHARED_DOWN_FROM_SAYING if saying else SHARED_DOWN):
                return None
            if _set_apart(scene, token):
                return None
        if source is not None and source in best:
            return best[source].to("shared", share=strength)
        token, strength = ancestor, strength * 0.9
    return None


def _above(scene: Scene, token: Token) -> Iterator[Token]:
    """What stands above a token, a conjunct hung on what it goes on from."""
    if (before := _told_with(scene, token)) is not None:
        yield before
        token = before
    yield from scene.sentence.ancestors(token.index)


def _told_with(scene: Scene, conjunct: Token) -> Token | None:
    """What a conjunct goes on from, where the parser hangs it on something else.

    "40 died, he said, and 90 were hurt": on what is said. « Il a confirmé le choix retenu en mai et
    décidé le report »: on the verb above, as the participle that tells of a noun has no object.
    """
    tokens, child = scene.sentence.tokens, scene.sentence.child
    head = tokens[conjunct.head]
    if conjunct.dep != "conj":
        return None
    past = head.morph.get("VerbForm") == "Part" and head.morph.get("Tense") == "Past"
    if head.dep == "acl" and past and child(head.index, "obj") is None:
        noun = tokens[head.head]
        return None if child(conjunct.index, "obj") is None else tokens[noun.head]
    source, said = scene.at_token.get(head.index), child(head.index, "ccomp")
    if source is None or scene.mentions[source].type != "statement":
        return None
    own = child(conjunct.index, *SUBJECTS) is not None
    return said if own and said is not None and said.index < head.index else None


def _aimed_at(scene: Scene, best: Mapping[int, Attachment], mention: EventMention) -> bool:
    """True for what a past act is only to bring about: "voted on Monday to leave the pact"."""
    token = scene.sentence.tokens[mention.token]
    source = scene.at_token.get(token.head)
    if token.dep != "xcomp" or mention.nominal or source is None or source not in best:
        return False
    told = scene.mentions[source].status
    return mention.status in {"planned", "possible"} and told not in {"planned", "possible"}


def _set_apart(scene: Scene, token: Token) -> bool:
    """True for "the last council before the truce": the truce is of another day."""
    words = scene.words
    apart = words["after"] | words["before"] | words["since"]
    return bool(cases(scene.sentence, token.index) & apart)


def _carries_over(
    scene: Scene, best: Mapping[int, Attachment], source: int | None, conjunct: Token
) -> bool:
    """Whether the date of the first of two coordinated events is the second's too.

    It is when it stands before both, or after both; of two verbs with one subject, too. "She
    has been a member since 1993 and he joined …" keeps it to the first.
    """
    if source is None or source not in best:
        return True
    time, first = best[source].expression, scene.mentions[source].trigger
    if scene.mentions[source].lemma in scene.words["born"]:
        return False
    if relations.later(scene.sentence, conjunct.index):
        return False
    second = scene.at_token.get(conjunct.index)
    if second is not None:
        told = [scene.mentions[i] for i in (source, second)]
        if [m.tense for m in told] == ["past", "present"] and _plainly_past(scene, source):
            return False  # "was arrested on Monday and is facing charges"
        if _HARMED.issuperset(m.type for m in told):
            return True  # "40 died in Saturday's earthquake and another 90 were injured"
    if time.end <= first.start or time.start >= conjunct.end:
        return True
    return not any(c.dep in SUBJECTS for c in scene.sentence.children(conjunct.index))


def _plainly_past(scene: Scene, source: int) -> bool:
    """Whether a past verb is no misread historic present: finite, or with an auxiliary."""
    token = scene.token(source)
    if any(c.dep.startswith("aux") for c in scene.sentence.children(token.index)):
        return True
    return token.morph.get("VerbForm") == "Fin" and token.morph.get("Tense") == "Past"
