"""Whose an expression is by where it stands, for the places that parsers often get wrong."""

from __future__ import annotations

from collections.abc import Sequence

from timeline import when
from timeline.anchor.scene import FENCED, Attachment, Owner, Scene, cases, signals
from timeline.model import TimeExpression
from timeline.syntax import Sentence, Token

# Nouns in these places tell a time of their own: "after the election on 9 August".
BACKDROP = {"obl", "obl:mod", "nmod", "nsubj", "nsubj:pass", "conj", "obl:tmod"}
_CLOSING = frozenset({",", ".", ";", ":", "–", "—", ")"})
# How far before the expression "it was" may begin.
_CLEFT = 5
# How a noun that only describes another hangs on it; how many words an inserted saying has.
_ASIDE = {"appos", "conj", "nmod", "parataxis"}
_SAID = 7
NOUNS = {"NOUN", "PROPN", "PRON"}
# Words that may stand between a sentence's first word and the expression it opens with.
_FILLERS = {"ADP", "DET", "PUNCT", "ADV", "CCONJ", "ADJ", "SCONJ"}


def opening(scene: Scene, tokens: Sequence[Token]) -> int | None:
    """The main event of a sentence that opens with an expression and a comma.

    tokens: those of the expression. "Saturday, the firm, a partner since 1993, left": the parser
    may hang the day on the apposition. So it may hang the day of "On Wednesday Rovers travel to
    Leeds" on the name behind it.
    """
    all_ = scene.sentence.tokens
    first, last = tokens[0].index, tokens[-1].index
    if last + 1 >= len(all_) or first > 3:
        return None
    if all_[last + 1].text != "," and not _named_behind(scene, tokens):
        return None
    if any(t.pos not in _FILLERS for t in all_[:first]):
        return None
    root = next((t.index for t in all_ if t.head == t.index), -1)
    return scene.at_token.get(root) if root > last else None


def _named_behind(scene: Scene, tokens: Sequence[Token]) -> bool:
    """Whether a preposition governs the expression, yet it hangs on the noun right behind it."""
    all_ = scene.sentence.tokens
    last = tokens[-1]
    above = all_[last.head]
    if tokens[0].index == 0 or all_[tokens[0].index - 1].pos != "ADP":
        return False
    close = above.index == last.index + 1 and above.pos in {"NOUN", "PROPN"}
    return close and above.index not in scene.at_token and last.dep in {"compound", "nmod", "amod"}


def opening_participle(scene: Scene, tokens: Sequence[Token]) -> int | None:
    """The participle that opens what stands between commas, of a date before the second one.

    "Appointed director of the works in 1984, she …", « Anne Roy, née Morel à Nice en 1868, … ».
    """
    all_ = scene.sentence.tokens
    start = next((t.index + 1 for t in reversed(all_[: tokens[0].index]) if t.text == ","), 0)
    index, first = scene.at_token.get(start), all_[start]
    after = tokens[-1].index + 1
    between = all_[start + 1 : tokens[0].index]
    if index is None or first.pos != "VERB" or first.morph.get("VerbForm") != "Part":
        return None
    if start and (
        first.morph.get("Tense") != "Past" or after >= len(all_) or all_[after].text != ","
    ):
        return None
    other = any(t.pos in {"VERB", "AUX"} or t.index in scene.at_token for t in between)
    return None if other else index


def behind_saying(scene: Scene, tokens: Sequence[Token]) -> int | None:
    """The verb of saying right before the expression: "said on Monday she would resign".

    Without "that" the parser may hang the day on what is said.
    """
    at = scene.before(tokens)
    index = scene.at_token.get(at)
    if index is None or scene.mentions[index].nominal or scene.mentions[index].type != "statement":
        return None
    last = tokens[-1].index
    said = [t for t in scene.sentence.children(at) if t.dep == "ccomp" and t.index > last]
    return index if said else None


def instrument(scene: Scene, tokens: Sequence[Token]) -> int | None:
    """The verb of what is done by a paper of that day: "by letter of 7 May she was dismissed".

    The paper has no article, or opens its sentence.
    """
    sentence = scene.sentence
    noun = sentence.tokens[tokens[0].head]
    inside = {t.index for t in tokens}
    while noun.index in inside and noun.head != noun.index:
        noun = sentence.tokens[noun.head]
    if noun.dep == "nmod" and sentence.tokens[noun.head].pos == "NOUN":
        noun = sentence.tokens[noun.head]  # « par contrat à durée limitée du 3 mai »
    case = sentence.child(noun.index, "case")
    paper = noun.pos == "NOUN" and noun.index not in scene.at_token and noun.index < tokens[0].index
    if not paper or case is None or case.text.lower() not in scene.words["paper"]:
        return None
    if case.index and sentence.child(noun.index, "det") is not None:
        return None
    return scene.at_token.get(noun.head) if sentence.tokens[noun.head].pos == "VERB" else None


def origin(scene: Scene, tokens: Sequence[Token]) -> int | None:
    """The object that a verb acts on and a bare "from" dates: "reverses a ruling from 2000"; what
    somebody did "from 2000" began then, and a ruling "from 2000 to 2004" lasted."""
    all_, first, last = scene.sentence.tokens, tokens[0].index, tokens[-1].index
    if first < 2 or all_[first - 1].text.lower() not in scene.words["from figure"]:
        return None
    noun = all_[first - 2]
    index = scene.at_token.get(noun.index)
    if index is None or not scene.mentions[index].nominal or noun.dep not in {"obj", "nsubj:pass"}:
        return None
    goes_on = any(t.text.lower() in scene.words["until"] for t in all_[last + 1 : last + 2])
    return None if goes_on or scene.at_token.get(noun.head) is None else index


def set_for(scene: Scene, tokens: Sequence[Token]) -> Owner | None:
    """Whose a day is that something is set for: "called a strike for Thursday".

    That of the event named right before, never that of the past verb; None for other times.
    """
    all_ = scene.sentence.tokens
    at = tokens[0].index - 1
    words = scene.words
    bare = len(tokens) == 1 and tokens[0].pos in {"NOUN", "PROPN"}
    if at < 1 or all_[at].text.lower() not in words["for"] or not bare:
        return None
    index = scene.at_token.get(at - 1)
    if index is not None:
        return Owner(index, 0.9, "set-for")
    for above in scene.sentence.ancestors(tokens[0].index):
        index = scene.at_token.get(above.index)
        if index is not None:
            past = scene.mentions[index].tense == "past" and not scene.mentions[index].nominal
            return FENCED if past and scene.mentions[index].status == "happened" else None
    return None


def before_relative(scene: Scene, tokens: Sequence[Token]) -> int | None:
    """The noun that a time and a relative clause stand behind: "was shut after a crash in Orm two
    weeks ago that killed ten"; what sets the scene is of then, what the verb tells is not."""
    all_, first, last = scene.sentence.tokens, tokens[0].index, tokens[-1].index
    words = scene.words
    behind = [t.text.lower() for t in all_[last + 1 : last + 2]]
    if not words["whose"].issuperset(behind) or not behind:
        return None
    for i in scene.told_last():
        t = scene.token(i)
        if t.index < first and scene.mentions[i].nominal and t.dep.startswith(("obl", "nmod")):
            between = any(b.pos in {"VERB", "AUX"} for b in all_[t.index + 1 : first])
            led = scene.marks(t.index, "case") & (words["after"] | words["since"])
            return i if led and not between else None
    return None


def chosen(scene: Scene, token: Token) -> bool:
    """Whether a day, by its head, is what is chosen for something, not when: "set Monday as the new
    date"."""
    behind = scene.sentence.tokens[token.index + 1 : token.index + 2]
    as_ = any(t.text.lower() in scene.words["as what"] for t in behind)
    return as_ and token.dep in {"obj", "nsubj:pass"}


def behind_participle(scene: Scene, tokens: Sequence[Token], above: int) -> int | None:
    """The event of a participle right before the expression, where the parser hangs the expression
    on the noun that the participle tells of: "une étude publiée lundi".

    above: the token that governs the expression.
    """
    at = scene.before(tokens)
    index = scene.at_token.get(at)
    if index is None or scene.mentions[index].nominal:
        return None
    t = scene.sentence.tokens[at]
    return (
        index if t.dep == "acl" and above in (t.head, scene.sentence.tokens[t.head].head) else None
    )


def between(scene: Scene, tokens: Sequence[Token], dated: Token) -> int | None:
    """The verb right behind an expression that stands right behind its subject.

    "The service in February passed its rival": whatever the noun is dated by it, the verb is. Where
    a place stands between, the subject must be what is dated: "a crash in Spain in March killed
    ten". dated: the noun that the expression dates.
    """
    all_ = scene.sentence.tokens
    at, after = tokens[0].index - 1, tokens[-1].index + 1
    while at >= 0 and all_[at].pos in {"ADP", "DET"}:
        at -= 1
    if at < 0:
        return None
    if at in scene.sentence.governed(dated.index) and not _marked(all_[dated.index + 1 : at + 1]):
        at = dated.index
    if not all_[at].dep.startswith("nsubj"):
        return None
    while after < len(all_) and all_[after].pos in {"AUX", "ADV"}:
        after += 1
    if after >= len(all_) or all_[after].pos != "VERB":
        return None
    return scene.at_token.get(after) if all_[at].head == after else None


def _marked(tokens: Sequence[Token]) -> bool:
    """Whether a verb or a mark stands among some words."""
    return any(t.pos in {"VERB", "AUX", "PUNCT"} for t in tokens)


def set_off(scene: Scene, tokens: Sequence[Token], expression: TimeExpression) -> int | None:
    """The noun that a full date between commas stands behind.

    "After the march in the capital, on 16 August, the opposition …": the date is the march's. A
    bare weekday there is as often that of the verb.
    """
    at = scene.before(tokens)
    if not _apart(scene.sentence, at, tokens[-1].index + 1):
        return None
    day = expression.edtf is None or when.parse(expression.edtf).precision == "day"
    if day and not any(c.isdigit() for c in expression.text):
        return None
    for i in scene.told_last():
        t = scene.token(i)
        framing = scene.mentions[i].nominal and t.dep.startswith(("obl", "nmod"))
        if t.index < at and framing and scene.marks(t.index) & setting(scene):
            inside = scene.sentence.governed(t.index)
            return i if set(range(t.index, at)) <= inside else None
    return None


def _apart(sentence: Sentence, before: int, after: int) -> bool:
    """Whether a comma opens what lies between two words, and a mark or the end closes it."""
    behind = [t.text for t in sentence.tokens[after : after + 1]]
    return before > 0 and sentence.tokens[before].text == "," and _CLOSING.issuperset(behind)


def setting(scene: Scene) -> frozenset[str]:
    """Prepositions that set one event beside another: "after the vote", "during the talks"."""
    words = scene.words
    return words["after"] | words["before"] | words["since"] | words["during"]


def aside(sentence: Sentence, noun: Token, time: Token) -> bool:
    """True for a noun that describes another between commas, with a time of its own.

    "Ann Lee, director since 2019, resigned", « Verdier, propriétaire depuis 1937, vend »: the time
    is that of the office, not of the verb.
    """
    if noun.pos != "NOUN" or noun.dep not in _ASIDE or noun.index >= time.index:
        return False
    below = {c.dep for c in sentence.children(noun.index)}
    if "cc" in below or ("case" in below and not _lasting(sentence, noun, time)):
        return False
    inside = sentence.subtree(noun.index)
    first = next((t.index for t in inside if t.text != ","), noun.index)
    end = next((t for t in sentence.tokens[time.index :] if t.text in _CLOSING), None)
    opens = first > 0 and sentence.tokens[first - 1].text == ","
    return opens and end is not None and end.text == ","


def _lasting(sentence: Sentence, noun: Token, time: Token) -> bool:
    """True for « en poste depuis 2003 », not for "at home on Monday"."""
    since = signals(sentence.language)["since"]
    return time.head == noun.index and not cases(sentence, time.index).isdisjoint(since)


def cleft(scene: Scene, tokens: Sequence[Token]) -> int | None:
    """The event of what follows "it was in 1928 that", « c'est en 1928 que »."""
    all_ = scene.sentence.tokens
    words = scene.words
    after = tokens[-1].index + 1
    if after >= len(all_) or all_[after].text.lower() not in words["that"]:
        return None
    opens = all_[max(0, tokens[0].index - _CLEFT) : tokens[0].index]
    if not any(t.text.lower().replace("’", "'") in words["it is"] for t in opens):
        return None
    for t in all_[after:]:
        if t.index in scene.at_token and t.pos == "VERB":
            return scene.at_token[t.index]
    return None


def only_then(scene: Scene, tokens: Sequence[Token]) -> int | None:
    """The verb that is denied until then: « les femmes n'obtinrent le droit de vote qu'en 1944 ».

    In the languages that say so with half a negation, and the word for "that" before the time.
    """
    all_ = scene.sentence.tokens
    words = scene.words
    at = tokens[0].index - 1
    while at > 0 and all_[at].pos in {"ADP", "DET"} and all_[at].text.lower() not in words["only"]:
        at -= 1
    if at < 1 or all_[at].text.lower() not in words["only"]:
        return None
    for t in reversed(all_[:at]):
        if t.text in _CLOSING:
            return None
        if t.text.lower() in words["not"]:
            later = (scene.at_token.get(v.index) for v in all_[t.index : at] if v.pos == "VERB")
            return next((i for i in later if i is not None), None)
    return None


def part(scene: Scene, owners: dict[int, list[Attachment]]) -> None:
    """Hand on the second of two expressions of one event to the event it stands beside.

    "Must pay by June the tranche of the loan promised on 14 May": the participle is nearer.
    "Borrowed money in May and hired a chief two months later": the second verb is nearer.
    "Joined the pact, signed in Tashkent in 1992, in 1993": what stands behind the second comma
    belongs to the verb above.
    """
    for owner in sorted(owners):
        found = sorted(owners[owner], key=lambda a: a.expression.start)
        if len(found) < 2 or found[0].date == found[-1].date:
            continue
        late = found[-1]
        first = scene.sentence.covering(late.expression.start, late.expression.end)[0].index
        wanted = _participle(scene, owner, found[0], first)
        if wanted is None:
            wanted = _conjunct(scene, owner, found[0], first)
        if wanted is None:
            wanted = _outer(scene, owner, found[0], first)
        if wanted is not None and wanted not in owners:
            owners[owner].remove(late)
            owners[wanted] = [late]


def _participle(scene: Scene, owner: int, early: Attachment, first: int) -> int | None:
    for i in scene.told_last():
        t = scene.token(i)
        if t.index < first and i != owner:
            beside = t.dep == "acl" and scene.mentions[i].trigger.start > early.expression.end
            between = scene.sentence.tokens[t.index + 1 : first]
            return i if beside and not any(b.text in _CLOSING for b in between) else None
    return None


def _conjunct(scene: Scene, owner: int, early: Attachment, first: int) -> int | None:
    for i in scene.told_last():
        t = scene.token(i)
        if t.index >= first or i == owner or t.start < early.expression.end:
            continue
        if t.dep == "conj" and t.pos == scene.token(owner).pos:
            above = scene.token(owner).index
            return i if above in {a.index for a in scene.sentence.ancestors(t.index)} else None
    return None


def _outer(scene: Scene, owner: int, early: Attachment, first: int) -> int | None:
    t = scene.token(owner)
    tokens = scene.sentence.tokens
    at = first - 1
    while at >= 0 and tokens[at].pos in {"ADP", "DET"}:
        at -= 1
    participle = t.dep == "advcl" and scene.sentence.child(t.index, "nsubj", "mark") is None
    if not (participle or t.dep in {"acl", "acl:relcl"}) or at < 1 or tokens[at].text != ",":
        return None
    if early.expression.end > tokens[at].start or tokens[t.index - 1].text != ",":
        return None
    return scene.above(owner)
