"""Times that only measure: "its lowest level since 1997", "up from 14,164 in October 2007".

They say how rare or how large the thing told is, and date nothing of their sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline import when
from timeline.anchor.scene import Scene, cases, signals
from timeline.model import Amount, TimeExpression
from timeline.names import amounts
from timeline.syntax import Sentence, Token

_CLOSING = frozenset(',;:.–—()"“”«»')
# How far before a time the word that it is compared by may stand.
_REACH = 14
# How a time is placed that counts from another one: "a year earlier", "six months ago".
_COUNTED = frozenset({"year-earlier", "relative-to-publication", "relative-to-narrative"})
# How what is put off hangs on the verb.
_PUT_OFF = frozenset({"obj", "nsubj:pass", "nsubj"})


def only_measures(sentence: Sentence, expression: TimeExpression) -> bool:
    """Whether an expression is told for comparison alone."""
    inside = sentence.covering(expression.start, expression.end)
    before = _segment(sentence.tokens[: inside[0].index])
    counted = expression.how in _COUNTED and _from_a_figure(sentence, before)
    return (
        counted
        or _compared(sentence, before)
        or (_reckoned(sentence, expression, before) and any(_ranks(sentence, t) for t in before))
    )


def since_what(scene: Scene, expression: TimeExpression) -> int | None:
    """The event that a rank is told since, with a date of its own: « la première fois depuis
    l'élection d'août 2020 »."""
    tokens, found = scene.sentence.tokens, None
    first = scene.sentence.covering(expression.start, expression.end)[0].index
    for t in reversed(tokens[max(0, first - _REACH) : first]):
        if t.text.lower() in scene.words["since"]:
            return found
        if t.pos == "VERB":
            return None
        index = scene.at_token.get(t.index)
        if index is not None and scene.mentions[index].nominal:
            found = index
    return None


def _segment(tokens: Sequence[Token]) -> list[Token]:
    """The tokens right before, back to a mark or a verb that tells."""
    found: list[Token] = []
    for t in reversed(tokens[-_REACH:]):
        told = t.pos in {"VERB", "AUX"} and t.dep not in {"case", "mark", "acl", "amod"}
        if t.text in _CLOSING or told:
            break
        found.append(t)
    return found[::-1]


def _compared(sentence: Sentence, before: Sequence[Token]) -> bool:
    words = signals(sentence.language)
    tokens = sentence.tokens
    for t in before:
        low = t.text.lower()
        after = tokens[t.index + 1]
        if low in words["compared"] and not (low in words["than"] and after.pos == "NUM"):
            return True  # "more than 900" only counts
        if low in words["reference"] and after.text.lower() in words["to"]:
            return True  # "a premium to the closing price on 11 October"
        # « Contre 3 % en mai », but « contre la réforme en mai ».
        if low in words["versus"] and (after.pos in {"NUM", "SYM"} or after.text[0].isdigit()):
            return True
    return False


def _from_a_figure(sentence: Sentence, before: Sequence[Token]) -> bool:
    """Whether a figure alone stands before it that something comes from: "from 5.6% a year ago"."""
    words = signals(sentence.language)
    at = next((n for n, t in enumerate(before) if t.text.lower() in words["from figure"]), -1)
    told = before[at + 1 :] if at >= 0 else []
    while told and told[-1].pos in {"ADP", "DET", "PUNCT"}:
        told = told[:-1]
    if not told or all(t.pos == "NUM" for t in told):
        return bool(told)
    text = " ".join(t.text for t in told)
    found = amounts(text, sentence.language)
    return len(found) == 1 and found[0][:2] == (0, len(text)) and _sized(found[0][2])


def _sized(amount: Amount) -> bool:
    """Whether it is money, a share or a bare number, no count of things ("from 42 stations")."""
    return amount.currency is not None or amount.unit in (None, "%")


def _reckoned(sentence: Sentence, expression: TimeExpression, before: Sequence[Token]) -> bool:
    """Whether it is a stretch that ends now: since December, since the flood of 2015, in 25 years,
    in the past decade."""
    if "signal:since" in expression.rules or expression.type == "DURATION":
        return True
    for t in reversed(before):
        if t.pos == "VERB":
            return False  # "its first flight since the freeze decreed in March"
        if t.text.lower() in signals(sentence.language)["since"]:
            return t.dep != "mark"  # "the worst since a ferry in Korea sank in 2014"
    return False


def _ranks(sentence: Sentence, token: Token) -> bool:
    """The first, the lowest, le plus bas: of the like within the stretch."""
    words = signals(sentence.language)
    if token.text.lower() in words["ranks"]:
        return True
    if token.pos in {"ADJ", "ADV"} and token.morph.get("Degree") == "Sup":
        return True
    # « Son plus bas niveau », « la baisse la plus forte »: "plus" behind a word that marks one.
    marked = sentence.tokens[token.index - 1].pos == "DET" if token.index else False
    return token.text.lower() in words["most"] and marked


def put_off(scene: Scene, token: Token) -> int | None:
    """The event that is put off to a day: "the match was postponed to April 7" plays it then.

    token: the head of that day's expression.
    """
    sentence, words = scene.sentence, scene.words
    verb = sentence.tokens[token.head]
    if not _puts_off(scene, verb):
        return None
    if not cases(sentence, token.index) & (words["until"] | words["for"]):
        return None
    for t in sentence.children(verb.index):
        index = scene.at_token.get(t.index)
        if t.dep in _PUT_OFF and index is not None and t.pos == "NOUN":
            return index
    return None


def _puts_off(scene: Scene, verb: Token) -> bool:
    """Whether a verb puts something off, by itself or with a particle ("put back")."""
    behind = scene.sentence.tokens[verb.index + 1 : verb.index + 2]
    told = {verb.lemma.lower(), *(f"{verb.lemma.lower()} {t.text.lower()}" for t in behind)}
    return not told.isdisjoint(scene.words["putting off"])


def result_of(scene: Scene, expression: TimeExpression, token: Token, owner: int) -> bool:
    """Whether a time is that of what the verb tells of, not its own.

    A year or quarter of the figures a firm tells of ("reported a loss for 2008"), the day to which
    something is put off ("postponed to April 7"). token: the expression's head.
    """
    words, before = scene.words, cases(scene.sentence, token.index)
    verb = scene.token(owner).lemma.lower()
    if before & words["until"] and _puts_off(scene, scene.token(owner)):
        return True
    # « L'ouverture est annoncée pour 2023 »: no firm's figures.
    other = scene.mentions[owner].nominal or scene.mentions[owner].found_by == "light"
    if verb not in words["reporting"] or other or not expression.denotes:
        return False
    stretch = when.parse(expression.denotes).precision not in {"day", "week", "decade", "century"}
    return bool(before & words["for"]) and stretch
