"""Reading a parsed sentence: who does what in a clause, in both languages' trees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from timeline.events.lexicon import Lexicon, lexicon
from timeline.syntax import Entity, Sentence, Token, remembered

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass")
AUXILIARIES = ("aux", "aux:pass", "aux:tense", "aux:caus", "cop")
NAME_PARTS = ("compound", "flat", "flat:name", "fixed")
VERBAL = ("VERB", "AUX")
NOMINAL = ("NOUN", "PROPN")

# What may make one word with a verb ("took place", "took to the streets", "bodies were found").
_COMPANIONS = (
    "compound:prt", "obj", "advmod", "expl:comp", "expl:pass", "iobj", "xcomp", "obl", "obl:arg",
    "obl:mod", "obl:agent", "fixed", "nsubj:pass",
)  # fmt: skip
# Verbs that with a noun in full bloom are not the phrase with the bare noun.
_LIGHT = frozenset({"take", "have", "make", "give", "avoir", "prendre", "faire", "tenir"})
_BARE_ARTICLES = frozenset({"the", "le"})

_THOSE = ("ceux", "celles", "celui", "celle", "those")
_CLOSING = ("»", "”", '"', "''")
# A clause that may leave out its subject, which the clause above tells.
_SHARING = ("conj", "xcomp", "advcl", "ccomp")
_RELATIVE = ("which", "who", "whom", "that")
_DASHES = ("-", "–", "—")

# Where the clause of a verb is over at the latest; how far before "n'" its conjunction may stand.
_PARTING = frozenset({",", ";", ":", "."})
_NEAR = 8

# How a time may hang on what it dates.
_DATING = (
    "obl", "nmod", "advmod", "nummod", "amod", "compound", "obj", "dep", "appos", "parataxis",
)  # fmt: skip

_YEAR = re.compile(r"(?:1[0-9]|20)\d\d(?:s|-\d\d)?|'\d\ds")
_ORDINAL = re.compile(r"[0-3]?\d(?:st|nd|rd|th|er)")


def lemma(token: Token) -> str:
    """Lower-case lemma with plain apostrophes."""
    return token.lemma.lower()


@remembered
def auxiliaries(sentence: Sentence, index: int) -> tuple[Token, ...]:
    """Auxiliaries and copula of a verb or predicate, in text order."""
    return tuple(t for t in sentence.children(index) if t.dep in AUXILIARIES)


def particle(sentence: Sentence, index: int) -> Token | None:
    """The particle of a phrasal verb."""
    return sentence.child(index, "compound:prt")


@remembered
def known_verb(sentence: Sentence, index: int, words: Lexicon) -> str:
    """`verb_key` by all the verbs that the lexicon knows."""
    return verb_key(sentence, index, words.known_verbs)


def verb_key(sentence: Sentence, index: int, known: frozenset[str]) -> str:
    """Lemma of a verb, with its particle or a fixed companion where the lexicon lists the pair."""
    base = lemma(sentence.tokens[index])
    reflexive = ""
    for t in sentence.children(index):
        if t.dep in _COMPANIONS:
            pair = f"{base}_{lemma(t)}"
            # "took her place" is not "took place".
            full = t.dep in ("obj", "obl", "obl:mod") and any(
                c.dep == "nmod:poss" or (c.dep == "det" and lemma(c) not in _BARE_ARTICLES)
                for c in sentence.children(t.index)
            )
            if pair in known and not (full and base in _LIGHT):
                if lemma(t) != "se":
                    return pair
                # "se rendre aux urnes" is more than "se rendre".
                reflexive = pair
    return reflexive or base


@remembered
def is_passive(sentence: Sentence, index: int) -> bool:
    """True for a passive verb with an auxiliary, and for a bare past participle below a noun."""
    # "was seized and taken away": the second is passive where the first is
    told = (_passive_itself(sentence, t) for t in sentence.shared(index, "conj"))
    return bool(next((passive for passive in told if passive is not None), False))


def _passive_itself(sentence: Sentence, token: Token) -> bool | None:
    """Whether a verb is passive, None where that is left to the one it is coordinated with."""
    helped = auxiliaries(sentence, token.index)
    if _always_active(sentence, token, helped):
        return False
    participle = is_participle(token)
    # The English parser at times calls the "been" of a passive a plain auxiliary.
    if sentence.child(token.index, "aux:pass", "nsubj:pass") is not None or (
        participle and any(t.dep == "aux" and t.text.lower() == "been" for t in helped)
    ):
        return True
    if token.dep == "conj" and token.morph.get("VerbForm") == "Part":
        own = helped or sentence.child(token.index, "nsubj")
        return None if not own and sentence.tokens[token.head].pos == "VERB" else False
    return participle and not helped and token.dep in ("acl", "advcl", "root")


def _always_active(sentence: Sentence, token: Token, helped: Sequence[Token]) -> bool:
    """True for "s'est levée", "est parti" and "ont confirmé", whatever the parser makes of them."""
    below = sentence.children(token.index)
    return (
        any(t.morph.get("Reflex") == "Yes" and t.dep != "obj" for t in below)
        or lemma(token) in lexicon(sentence.language).grammar["etre"]
        or (bool(helped) and all(lemma(t) == "avoir" for t in helped))
    )


def is_participle(token: Token) -> bool:
    """True for a past participle form."""
    return token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") == "Past"


@remembered
def conjuncts(sentence: Sentence, index: int) -> list[Token]:
    """The token and what is coordinated with it, in text order."""
    found = {index: sentence.tokens[index]}
    queue = [index]
    while queue:
        at = sentence.tokens[queue.pop()]
        for t in sentence.children(at.index):
            alike = t.pos == at.pos or {t.pos, at.pos} <= {"NOUN", "PROPN", "PRON"}
            if t.dep == "conj" and alike and t.index not in found:
                found[t.index] = t
                queue.append(t.index)
    return [found[i] for i in sorted(found)]


def enumerated(sentence: Sentence, index: int) -> list[Token]:
    """As `conjuncts`, with all of "l'Espagne, l'Italie et Malte" that the parser hangs as a noun's.

    What is so listed may yet be in apposition: it takes part, but no title lists it.
    """
    found = {t.index: t for t in conjuncts(sentence, index)}
    for at in list(found.values()):
        for t in sentence.children(at.index):
            if t.index not in found and _listed(sentence, at, t):
                found |= {c.index: c for c in conjuncts(sentence, t.index)}
    return [found[i] for i in sorted(found)]


def _listed(sentence: Sentence, head: Token, t: Token) -> bool:
    if t.dep not in ("nmod", "appos") or t.pos != "PROPN" or head.pos != "PROPN":
        return False
    first, second = entity_at(sentence, head.index), entity_at(sentence, t.index)
    if first is None or second is None or first.label != second.label or first is second:
        return False
    comma = any(c.text == "," for c in sentence.tokens[head.index + 1 : t.index])
    more = any(c.dep == "conj" for c in sentence.children(t.index))
    return comma and more and not cases(sentence, t.index)


def relative_head(sentence: Sentence, token: Token) -> Token:
    """What a relative pronoun stands for; any other token is returned as it is."""
    if token.pos == "PRON" and (
        token.morph.get("PronType") == "Rel" or token.text.lower() in _RELATIVE
    ):
        before = sentence.tokens[token.index - 1] if token.index else token
        if before.text.lower() in _THOSE:
            # "the stories of those who were freed": the parser hangs the clause on the stories.
            return before
        for above in sentence.ancestors(token.index):
            if above.dep == "acl:relcl":
                return sentence.tokens[above.head]
    return token


def closes_quotation(sentence: Sentence, verb: int) -> bool:
    """True for a verb right behind a quotation ("… », a lancé la maire")."""
    first = min([verb, *(t.index for t in auxiliaries(sentence, verb))]) - 1
    while first >= 0 and sentence.tokens[first].text in (",", "-", "–", "—"):
        first -= 1
    return first >= 0 and sentence.tokens[first].text in _CLOSING


def _own_subject(sentence: Sentence, index: int) -> Token | None:
    """The subject that hangs on a verb itself."""
    # "mid-October, parliament voted": the parser takes the hyphen for the subject.
    own = [t for t in sentence.children(index) if t.dep in SUBJECTS and t.text not in _DASHES]
    if not own:
        return None
    first = own[0]
    if first.dep == "nsubj" and first.index > index and first.pos == "NOUN":
        # "a déclaré lundi Anne Petit": the parser may take the day for a second subject.
        return next((t for t in own if t.pos == "PROPN"), first)
    return first


@remembered
def subject(sentence: Sentence, index: int) -> Token | None:
    """The subject of a verb or predicate, shared and controlled subjects included."""
    seen: set[int] = set()
    while index not in seen:
        seen.add(index)
        own = _own_subject(sentence, index)
        if own is not None:
            return relative_head(sentence, own)
        token = sentence.tokens[index]
        head = sentence.tokens[token.head]
        if token.dep == "acl:relcl" or (token.dep == "acl" and head.pos in NOMINAL):
            return head
        if token.dep not in _SHARING or (token.dep == "ccomp" and auxiliaries(sentence, index)):
            return None
        controller = sentence.child(token.head, "obj", "iobj") if token.dep == "xcomp" else None
        if controller is not None and controller.index < index:
            return controller
        index = token.head
    return None


@remembered
def direct_object(sentence: Sentence, index: int, words: Lexicon) -> Token | None:
    """The object of a verb; a weekday the parser took for one is passed over."""
    own = (t for t in sentence.children(index) if t.dep == "obj")
    found = next((t for t in own if not is_time(sentence, t.index, words)), None)
    return found or (_named_object(sentence, index, words) if words.own.names_misread else None)


def _named_object(sentence: Sentence, index: int, words: Lexicon) -> Token | None:
    """A name right behind its verb, which the parser takes for its predicate."""
    token = sentence.tokens[index]
    if token.pos != "VERB" or lemma(token) in words.grammar["becoming"]:
        return None
    for t in sentence.children(index):
        entity = entity_at(sentence, t.index)
        behind = entity is not None and entity.first == index + 1
        if t.dep == "xcomp" and t.pos == "PROPN" and behind and not cases(sentence, t.index):
            return t
    return None


@remembered
def cases(sentence: Sentence, index: int) -> str:
    """The prepositions of a noun as one lower-case string ("because_of")."""
    return "_".join(t.text.lower() for t in sentence.children(index) if t.dep in ("case", "fixed"))


@remembered
def is_time(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """True when the token heads a time expression: a month, a weekday, a year, "last week"."""
    open_ = [sentence.tokens[index]]
    seen: set[int] = set()
    while open_:
        token = open_.pop()
        if token.index in seen or token.pos in VERBAL or token.dep in ("aux", "mark"):
            continue
        seen.add(token.index)
        if _names_time(sentence, token, words):
            return True
        if lemma(token) in words.phase_nouns:
            # "the end of August"
            open_ += (t for t in sentence.children(token.index) if t.dep.startswith("nmod"))
    return False


def _names_time(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    text = token.text.lower()
    figures = text[0].isdigit() or text[0] == "'"
    if figures and _YEAR.fullmatch(text):
        return True
    if words.own.months_capitalised and text in words.time["months"] and token.text[0].islower():
        return False
    if text in words.time["words"] or (
        lemma(token) in words.time["words"] and token.pos in ("NOUN", "PROPN", "ADV")
    ):
        return True
    months = words.time["months"]
    below = sentence.children(token.index)
    if figures and _ORDINAL.fullmatch(text):
        return any(t.text.lower() in months for t in (*below, sentence.tokens[token.head]))
    # "14" of "14 septembre", where the number heads the date.
    return token.pos == "NUM" and any(t.text.lower() in months for t in below)


@remembered
def dated(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """Whether any of `times` modifies the token."""
    return any(True for _ in times(sentence, index, words))


def times(sentence: Sentence, index: int, words: Lexicon) -> Iterator[Token]:
    """Heads of the time expressions that modify the token itself.

    Of a verb those too that the parser hangs on what completes it: « elle dirigea l'institut de
    1984 à 1991 », "became a judge in 1997", but not "read the report of 1997".
    """
    yield from own_times(sentence, index, words)
    if sentence.tokens[index].pos != "VERB":
        return
    above = sentence.tokens[sentence.tokens[index].head]
    if above.pos == "AUX" and sentence.tokens[index].dep == "ccomp":
        yield from own_times(sentence, above.index, words)  # "it was in 1928 that the town got …"
    for t in sentence.children(index):
        if is_paper(sentence, t, words):
            for part in (t, *sentence.children(t.index)):
                yield from own_times(sentence, part.index, words)
            continue
        completes = t.index > index and t.dep.startswith(("obj", "obl", "xcomp"))
        # "was set to land on Monday", with a noun that is none
        if completes and t.pos not in VERBAL and sentence.child(t.index, "mark") is None:
            yield from _times_behind(sentence, t, words)


def _times_behind(sentence: Sentence, t: Token, words: Lexicon) -> Iterator[Token]:
    """The times behind what completes a verb, save one that says of when that is."""
    for when in own_times(sentence, t.index, words):
        near = (*sentence.children(t.index), *sentence.children(when.index))
        reaches = any(
            c.index > when.index and cases(sentence, c.index) and is_time(sentence, c.index, words)
            for c in near
        )
        of = cases(sentence, when.index) in words.grammar["of"] and not reaches
        if when.index > t.index and not of:
            yield when


def is_paper(sentence: Sentence, t: Token, words: Lexicon) -> bool:
    """True for the paper by which something is done ("by letter of 7 May she was dismissed").

    It has no article, or opens its sentence.
    """
    if lemma(t) not in words.grammar["papers"] or not t.dep.startswith("obl"):
        return False
    if cases(sentence, t.index) not in words.grammar["by_paper"]:
        return False
    bare = sentence.child(t.index, "det", "nmod:poss") is None
    return bare or sentence.subtree(t.index)[0].index == 0


def own_times(sentence: Sentence, index: int, words: Lexicon) -> Iterator[Token]:
    """Heads of the time expressions that hang on the token."""
    for t in sentence.children(index):
        if t.dep.startswith(_DATING) and is_time(sentence, t.index, words):
            yield t


def entity_at(sentence: Sentence, index: int) -> Entity | None:
    """The named entity that holds the token."""
    return sentence.entity_at(index)


@remembered
def polarity_negative(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """True when the token itself is negated ("did not", "no agreement", "aucune réunion")."""
    negative = words.status["negation"]
    found = [
        t
        for t in sentence.children(index)
        if t.text.lower() in negative
        and t.dep in ("advmod", "det", "cc", "aux", "neg", "cc:preconj")
    ]
    if found and all(t.text.lower() in words.status["half"] for t in found):
        return _denies_alone(sentence, found[0].index, index, words)
    return bool(found)


def _denies_alone(sentence: Sentence, half: int, index: int, words: Lexicon) -> bool:
    """Whether half a negation ("ne") denies its verb without the other half.

    It does not before "que" (« ne fut abrogée qu'en 1974 » tells when it was), nor where it is
    there for form's sake (« avant que la ligne n'atteigne la vallée »).
    """
    stop = next((t.index for t in sentence.tokens[index:] if t.text in _PARTING), None)
    clause = [t.text.lower() for t in sentence.tokens[half:stop]]
    if any(word in words.status["halves"] for word in clause):
        return True
    if any(t in words.status["only"] for t in clause[index - half :]):
        return False
    before = sentence.tokens[max(0, half - _NEAR) : half]
    return not any(t.text.lower() in words.status["formal"] for t in before)


@remembered
def clause_verb(sentence: Sentence, index: int) -> int | None:
    """The verb or predicate that governs the token, or None in a verbless sentence."""
    for above in sentence.ancestors(index):
        if above.pos in VERBAL or any(
            t.dep in ("cop", *SUBJECTS) for t in sentence.children(above.index)
        ):
            return above.index
    return None
