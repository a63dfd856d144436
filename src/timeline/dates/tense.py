"""The tense around a time expression, from word lists alone: past, future, or None for no cue.

The nearest verb form in the clause before the expression decides, then the clause after it, then
the rest of the sentence. Word forms and endings come from the language file.

The tree of a parsed sentence is not asked: the tense of the governing verb gives fewer right values
(value F1 of 76.3 by words, 75.6 by the tree, 75.0 with neither on aquaint; 81.8, 81.4, 80.6 on
timebank; 89.1, 86.5, 86.0 on fr-timebank), and where words tell nothing it changes one value.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import takewhile
from typing import Any, Literal

from timeline.dates.tokens import BREAK, Tokens

# "possible" is a weak future: a modal, or a future told in another clause of the sentence.
Tense = Literal["past", "present", "future", "possible"]

# A form of two tenses is of the later one of these.
TENSES: tuple[Tense, ...] = ("present", "past", "future", "possible")
BACK, AHEAD = 40, 18
PASSING = 16
MARKS = (",", ";", ":", "(")  # that close a clause
UNTIL = 5  # tokens from "until" to the date of what it governs: "until her retirement in 1990"
MOST_KEPT = 20_000  # words met of which it is kept what they may tell
_OF_DAYS = ("weekday", "dd", "dth")  # what tokens of a day hold
NEAR, FAR = 4, 14  # how far an infinitive may be from a weekday, from a month


@dataclass(frozen=True, slots=True)
class Cues:
    """Verb forms, as the [tense] table of a language file lists them.

    words: form -> tense; endings: (ending, tense), longest first; plain: words they spare. pairs:
    words that tell of the future with one after them; plainly: those of the latter that need no
    verb behind. literary, literary_endings: forms and, for words in lower case, endings of the
    tense that only histories are told in (the French passé simple). telling: whether a word may
    tell anything, of the words met so far.
    """

    words: Mapping[str, Tense]
    endings: tuple[tuple[str, Tense], ...]
    pairs: Mapping[str, frozenset[str]]
    plain: frozenset[str]
    plainly: frozenset[str]
    to: frozenset[str]  # before an infinitive
    not_verb: frozenset[str]  # that "to" may stand before all the same
    possessive: frozenset[str]
    determined: frozenset[str]  # before a participle that tells no tense ("a fixed day")
    perfect: frozenset[str]
    be: frozenset[str]
    unreal: frozenset[str]  # modals that tell of the past before a perfect ("may have left")
    unmet: frozenset[str]  # before what did not come to be ("could have left")
    wishing: frozenset[str]  # of the future before an infinitive, or clitics and one
    clitics: frozenset[str]
    had: frozenset[str]  # auxiliaries of the pluperfect
    pluperfect: frozenset[str]  # those of them that are of no other tense
    onward: frozenset[str]  # right before a day that something is decided on for
    setting: frozenset[str]  # right before a day that `set_as` follows: "set Monday as"
    set_as: frozenset[str]
    calling_off: frozenset[str]  # last words of verbs of which a coming day's event is the object
    bygone: frozenset[str]  # right before a time from which on something has been so
    lasting: frozenset[str]  # past forms of what goes on until an end
    relative: frozenset[str]  # that begin a relative clause
    literary: frozenset[str]
    infinitives: tuple[str, ...]  # their endings
    participles: tuple[str, ...]  # endings that right before a date tell that it is past
    literary_endings: tuple[str, ...]
    telling: dict[str, bool] = field(default_factory=dict, init=False, compare=False)

    @staticmethod
    def of(data: Mapping[str, Any]) -> Cues:
        """Read the [tense] table of a language file."""
        table = data.get("tense", {})
        literary: dict[str, Tense] = dict.fromkeys(table.get("literary", []), "past")
        words = {word: t for t in TENSES for word in table.get(t, [])} | literary
        endings = [(e, t) for t in TENSES for e in table.get(f"{t}_endings", [])]
        pairs: dict[str, frozenset[str]] = {}
        for word, after in map(str.split, table.get("pairs", [])):
            pairs[word] = pairs.get(word, frozenset()) | {after}
        kinds = {"frozenset[str]": frozenset, "tuple[str, ...]": tuple}
        lists = {
            f.name: kinds[f.type](table.get(f.name, ()))
            for f in fields(Cues)
            if isinstance(f.type, str) and f.type in kinds
        }
        longest = sorted(endings, key=lambda e: (-len(e[0]), e[0]))
        return Cues(words, tuple(longest), pairs, **lists)

    def of_word(self, word: str) -> Tense | None:
        """The tense a single word form tells, None for most words."""
        tense = self.words.get(word)
        if tense is not None or word in self.plain or len(word) < 4:
            return tense
        for ending, told in self.endings:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return told
        return None

    def is_literary(self, word: str) -> bool:
        """Whether a word, as it is written, is a form of the tense of histories."""
        if word in self.literary:
            return True
        spared = len(word) < 4 or not word[0].islower() or word in self.plain or word in self.words
        return not spared and word.endswith(self.literary_endings)


def sentence_ends(tokens: Tokens, index: int) -> bool:
    """Whether the token closes a sentence: a mark before white space and a capital, or a gap."""
    if tokens.chars[index] == BREAK:
        return True
    text, start = tokens.text, tokens.starts[index]
    mark = text[start]
    if mark in "!?":
        return True
    if mark != "." or tokens.ends[index] - start != 1:
        return False
    if index + 1 >= len(tokens.starts):
        return True
    after = tokens.starts[index + 1]
    if after == start + 1:
        return False
    # A single capital or a title before the dot is an abbreviation, not an end.
    previous = tokens.ends[index - 1] - tokens.starts[index - 1] if index else 0
    return previous > 1 and not text[after].islower()


def _telling(tokens: Tokens, cues: Cues) -> list[int]:
    """The tokens that may tell a tense or end a clause, found once for a whole text."""
    if tokens.telling is None:
        text = tokens.text
        known = cues.telling
        if len(known) > MOST_KEPT:
            known.clear()
        found: list[int] = []
        for i, (start, end) in enumerate(zip(tokens.starts, tokens.ends, strict=True)):
            word = text[start:end]
            tells = known.get(word)
            if tells is None:
                tells = known[word] = _tells(word, cues)
            if tells:
                found.append(i)
        tokens.telling = found
    return tokens.telling


def _tells(word: str, cues: Cues) -> bool:
    low = word.lower().replace("’", "'")
    return (
        word[0] in ".!?\n"
        or low in MARKS
        or low == '"'
        or low in cues.to
        or low in cues.pairs
        or low in cues.perfect
        or low in cues.wishing
        or cues.of_word(low) is not None
        or cues.is_literary(word)
    )


def _around(tokens: Tokens, first: int, last: int, cues: Cues) -> tuple[list[int], list[int]]:
    """The telling tokens of the sentence before tokens [first, last), nearest first, and behind."""
    telling = _telling(tokens, cues)
    here, after = bisect_left(telling, first), bisect_left(telling, last)
    back = telling[bisect_left(telling, first - BACK + 1, 0, here) : here]
    ahead = telling[after : bisect_left(telling, last + AHEAD, after)]
    return _in_sentence(tokens, reversed(back)), _in_sentence(tokens, ahead)


def _in_sentence(tokens: Tokens, indexes: Iterable[int]) -> list[int]:
    return list(takewhile(lambda i: not sentence_ends(tokens, i), indexes))


def tense_at(tokens: Tokens, first: int, last: int, cues: Cues, near: int = NEAR) -> Tense | None:
    """Tense told around tokens [first, last). near: how far off an infinitive still counts."""
    if (beside := _by_neighbours(tokens, first, last, cues)) is not None:
        return beside
    back, ahead = _around(tokens, first, last, cues)
    told, own = _nearest(tokens, back, lambda i: _before(tokens, i, first, cues, near), '"')
    if told is not None and own:
        return told
    # An expression that opens its sentence is followed by a comma that closes nothing.
    ahead = [i for i in ahead if i != last or tokens.low(i) not in MARKS]
    late, own = _nearest(tokens, ahead, lambda i: _behind(tokens, i, cues), "")
    if late is not None and own:
        return late
    return _weakly(told) or _weakly(late)


def _by_neighbours(tokens: Tokens, first: int, last: int, cues: Cues) -> Tense | None:
    """What the words right beside an expression tell."""
    if _names_a_day(tokens, first, last) and _decided_on(tokens, first, last, cues):
        return "future"
    # Tuesday's ruling has been made.
    if _possessive(tokens, last, cues) or _participle(tokens, first, cues):
        return "past"
    before = tokens.low(first - 1) if first else ""
    if before in cues.bygone:
        return "past"  # "which has been closed since 4 July, will open"
    # "called an election for 4 July", but "the figures for January"
    return "future" if before in cues.onward and _names_a_day(tokens, first, last) else None


def _decided_on(tokens: Tokens, first: int, last: int, cues: Cues) -> bool:
    """Whether a day is that of what is called off, or set for something: "called off a Sunday
    launch", "set Monday as the new date"; not what had been set before."""
    before = [tokens.low(i) for i in range(first - 1, max(-1, first - 3), -1)]
    behind = tokens.low(last) if last < len(tokens.starts) else ""
    if before and before[0] in cues.setting and behind in cues.set_as:
        return not _told_as_before(tokens, first, cues)
    return len(before) > 1 and before[0] in cues.determined and before[1] in cues.calling_off


def _told_as_before(tokens: Tokens, first: int, cues: Cues) -> bool:
    """Whether the sentence before a token is in the pluperfect."""
    for i in range(first - 1, -1, -1):
        if sentence_ends(tokens, i):
            return False
        if tokens.low(i) in cues.pluperfect:
            return True
    return False


def _names_a_day(tokens: Tokens, first: int, last: int) -> bool:
    return any(not tokens.values[i].keys().isdisjoint(_OF_DAYS) for i in range(first, last))


def _nearest(
    tokens: Tokens, indexes: Iterable[int], tell: Callable[[int], Tense | None], mark: str
) -> tuple[Tense | None, bool]:
    """The first tense that a token tells, and whether no mark closes the clause before it."""
    own = True
    for i in indexes:
        word = _word(tokens, i)
        if word in MARKS or word == mark:
            own = False
        elif (tense := tell(i)) is not None:
            return tense, own
    return None, own


def _behind(tokens: Tokens, i: int, cues: Cues) -> Tense | None:
    """The tense that token i tells of an expression before it; what governs another tells none."""
    if "signal" in tokens.values[i]:
        return None
    return "past" if _unreal(tokens, i, cues) else _tense_of(tokens, i, _word(tokens, i), cues)


def _participle(tokens: Tokens, first: int, cues: Cues) -> bool:
    """ "La grève, entamée lundi, …": a participle right before, with no future auxiliary to it."""
    if not cues.participles or first < 1:
        return False
    word = _word(tokens, first - 1)
    if word in cues.words or not word.endswith(cues.participles) or len(word) < 5:
        return False
    near = range(max(0, first - 4), first - 1)
    return all(cues.of_word(_word(tokens, i)) not in ("future", "possible") for i in near)


def _weakly(tense: Tense | None) -> Tense | None:
    """What another clause tells: its future may not be this one's."""
    return "possible" if tense == "future" else tense


def _before(tokens: Tokens, i: int, first: int, cues: Cues, near: int) -> Tense | None:
    """The tense that token i tells of an expression after it, at token `first`."""
    word = _word(tokens, i)
    if _unreal(tokens, i, cues):
        return "past"
    if word in cues.wishing and _wishes(tokens, i + 1, first, cues):
        return "future"
    tense = _tense_of(tokens, i, word, cues)
    after = tokens.low(i + 1) if i + 1 < first else ""
    if i + 2 < first and after not in cues.plainly and after in cues.pairs.get(word, ()):
        # "is to meet", "due to arrive", but not "due to the storm"
        tense = _infinitive(tokens, i + 2, cues)
    previous = [tokens.low(j) for j in range(i - 1, max(-1, i - 4), -1)]
    if tense == "future" and not cues.lasting.isdisjoint(previous):
        # "Went on until Sunday", but "could have gone on until April": then still to come.
        return "past" if cues.unmet.isdisjoint(previous) else "future"
    if tense == "past" and _is_none(word, previous, cues):
        tense = None
    if tense is None and word in cues.to and after and first - i <= near:
        tense = _infinitive(tokens, i + 1, cues)
    return tense


def _is_none(word: str, previous: Sequence[str], cues: Cues) -> bool:
    """Whether a form of the past tells none, by the words before it, the nearest first."""
    # "will be tried": the form before decides; "a still unspecified date" is an adjective.
    beside = previous[:1]
    if not cues.be.isdisjoint(beside):
        return True
    if word not in cues.words and not cues.determined.isdisjoint(beside):
        return True
    # "will put", "will stay shut": the same form is an infinitive or an adjective.
    return any(cues.words.get(w) == "future" for w in previous[:2])


def _wishes(tokens: Tokens, at: int, first: int, cues: Cues) -> bool:
    """Whether an infinitive follows, behind clitics at most: "(compte) se rendre"."""
    while at < first and tokens.low(at) in cues.clitics:
        at += 1
    return at < first and tokens.low(at).endswith(cues.infinitives)


def _unreal(tokens: Tokens, i: int, cues: Cues) -> bool:
    """Whether a modal stands before a perfect: "may have reached" tells of the past."""
    if i + 1 >= len(tokens.starts) or tokens.low(i) not in cues.unreal:
        return False
    return tokens.low(i + 1) in cues.perfect


def _tense_of(tokens: Tokens, index: int, word: str, cues: Cues) -> Tense | None:
    tense = cues.of_word(word)
    after = tokens.low(index + 1) if index + 1 < len(tokens.starts) else ""
    if after in cues.plainly and after in cues.pairs.get(word, ()):
        return "future"  # "won't"
    if tense is None and word and cues.is_literary(_written(tokens, index)):
        return "past"
    return tense


def _written(tokens: Tokens, index: int) -> str:
    return tokens.text[tokens.starts[index] : tokens.ends[index]]


def literary_at(tokens: Tokens, first: int, last: int, cues: Cues) -> bool:
    """Whether the sentence of tokens [first, last) has a verb in the tense of histories."""
    if not (cues.literary or cues.literary_endings):
        return False
    back, ahead = _around(tokens, first, last, cues)
    return any(cues.is_literary(_written(tokens, i)) for i in (*back, *ahead))


def _word(tokens: Tokens, index: int) -> str:
    """The token in lower case, empty where it can't be a verb: a long code, a month's name."""
    if tokens.ends[index] - tokens.starts[index] > 24 or "month" in tokens.values[index]:
        return ""
    return tokens.low(index)


def _infinitive(tokens: Tokens, index: int, cues: Cues) -> Tense | None:
    """ "to" before a verb tells of what is still to come."""
    start = tokens.starts[index]
    if not tokens.text[start].islower() or tokens.low(index) in cues.not_verb:
        return None
    return "future"


def _possessive(tokens: Tokens, last: int, cues: Cues) -> bool:
    if last >= len(tokens.starts):
        return False
    mark = tokens.low(last)
    if mark == "'" and last + 1 < len(tokens.starts):
        return tokens.low(last + 1) in cues.possessive
    return mark.startswith("'") and mark[1:] in cues.possessive


def in_passing(tokens: Tokens, first: int, cues: Cues, *, narrative: bool) -> bool:
    """Whether the clause before tells of what had been done before: "who had met last Friday".

    In a history any clause in the pluperfect, in the news a relative clause only.
    """
    had = False
    for i in range(first - 1, max(-1, first - PASSING), -1):
        word = tokens.low(i)
        if sentence_ends(tokens, i) or word in (",", ";", ":"):
            return False
        if (had and word in cues.relative) or (narrative and word in cues.pluperfect):
            return True
        had = had or word in cues.had
    return False


def beside_the_story(tokens: Tokens, first: int, last: int, cues: Cues) -> bool:
    """Whether a date stands in brackets, ends an apposition ("owner since 1934,") or is the end of
    what a relative clause tells ("where she stayed until 1990", "who would die in 1950")."""
    until = ahead = False
    for i in range(first - 1, max(-1, first - PASSING), -1):
        word, values = tokens.low(i), tokens.values[i]
        if sentence_ends(tokens, i) or word == ")":
            return False
        if word == "(":
            return True
        signal = values.get("signal")
        until |= signal == "until" and first - i <= UNTIL
        if (until or ahead) and word in cues.relative:
            return True
        ahead |= cues.of_word(word) == "future"
        if word == ",":
            return not until and _apposition(tokens, i + 1, first, last, cues)
    return False


def _apposition(tokens: Tokens, begin: int, first: int, last: int, cues: Cues) -> bool:
    """Whether tokens [begin, last) stand between commas, with "since" in them and no verb."""
    if last >= len(tokens.starts) or tokens.low(last) not in (",", ")"):
        return False
    inside = range(begin, first)
    since = any(tokens.values[i].get("signal") == "since" for i in inside[-3:])
    return since and len(inside) > 1 and not any(_tells_tense(tokens, i, cues) for i in inside)


def _tells_tense(tokens: Tokens, i: int, cues: Cues) -> bool:
    return cues.of_word(_word(tokens, i)) is not None


def lasts_until_now(tokens: Tokens, first: int, cues: Cues) -> bool:
    """Whether the clause before says that something has been going on: "has lasted for a month"."""
    telling = _telling(tokens, cues)
    here = bisect_left(telling, first)
    for i in reversed(telling[bisect_left(telling, first - 13, 0, here) : here]):
        if sentence_ends(tokens, i):
            return False
        if tokens.low(i) in cues.perfect:
            return True
    return False
