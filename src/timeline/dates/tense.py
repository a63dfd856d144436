"""The tense around a time expression, from word lists alone: past, future, or None for no cue.

The nearest verb form in the clause before the expression decides, then the clause after it, then
the rest of the sentence. Word forms and endings come from the language file.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from timeline.dates.lex import BREAK, Tokens

# "possible" is a weak future: a modal, or a future told in another clause of the sentence.
Tense = Literal["past", "present", "future", "possible"]

BACK, AHEAD = 40, 18
PASSING = 16
UNTIL = 5  # tokens from "until" to the date of what it governs: "until her retirement in 1990"
NEAR, FAR = 4, 14  # how far an infinitive may be from a weekday, from a month


@dataclass(frozen=True, slots=True)
class Cues:
    """Verb forms. endings: (ending, tense), longest first; plain: words they spare.

    pairs: words that tell of the future with one after them; plainly: those of the latter that
    need no verb behind; unreal: modals that tell of the past before a perfect ("may have left");
    wishing: words that tell of the future before an infinitive, by its endings, with no more than
    clitics between ("compte se rendre");
    determined: words before a participle that tells no tense ("a fixed day").
    had: the auxiliaries of the pluperfect, pluperfect: those that are of no other tense;
    relative: the words that begin a relative clause. lasting: past forms of what goes on until an
    end; participles: endings of participles, which right before a date tell that it is past.
    literary: forms and, for words in lower case, endings of the tense that only histories are told
    in (the French passé simple).
    """

    words: Mapping[str, Tense]
    endings: tuple[tuple[str, Tense], ...]
    plain: frozenset[str]
    to: frozenset[str] = frozenset()
    not_verb: frozenset[str] = frozenset()
    possessive: frozenset[str] = frozenset()
    pairs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    plainly: frozenset[str] = frozenset()
    determined: frozenset[str] = frozenset()
    perfect: frozenset[str] = frozenset()
    be: frozenset[str] = frozenset()
    unreal: frozenset[str] = frozenset()
    wishing: frozenset[str] = frozenset()
    clitics: frozenset[str] = frozenset()
    infinitives: tuple[str, ...] = ()
    had: frozenset[str] = frozenset()
    pluperfect: frozenset[str] = frozenset()
    lasting: frozenset[str] = frozenset()
    participles: tuple[str, ...] = ()
    relative: frozenset[str] = frozenset()
    literary: frozenset[str] = frozenset()
    literary_endings: tuple[str, ...] = ()

    @staticmethod
    def of(data: Mapping[str, Any]) -> Cues:
        """Read the [tense] table of a language file."""
        table = data.get("tense", {})
        words: dict[str, Tense] = {}
        tenses: tuple[Tense, ...] = ("present", "past", "future", "possible")
        for tense in tenses:
            words.update(dict.fromkeys(table.get(tense, []), tense))
        literary = table.get("literary", [])
        words.update(dict.fromkeys(literary, "past"))
        endings = [(e, t) for t in ("past", "future") for e in table.get(f"{t}_endings", [])]
        return Cues(
            words,
            tuple(sorted(endings, key=lambda e: (-len(e[0]), e[0]))),  # type: ignore[arg-type]
            frozenset(table.get("plain", [])),
            frozenset(table.get("to", [])),
            frozenset(table.get("not_verb", [])),
            frozenset(table.get("possessive", [])),
            _pairs(table.get("pairs", [])),
            frozenset(table.get("plainly", [])),
            frozenset(table.get("determined", [])),
            frozenset(table.get("perfect", [])),
            frozenset(table.get("be", [])),
            frozenset(table.get("unreal", [])),
            frozenset(table.get("wishing", [])),
            frozenset(table.get("clitics", [])),
            tuple(table.get("infinitives", [])),
            frozenset(table.get("had", [])),
            frozenset(table.get("pluperfect", [])),
            frozenset(table.get("lasting", [])),
            tuple(table.get("participles", [])),
            frozenset(table.get("relative", [])),
            frozenset(literary),
            tuple(table.get("literary_endings", [])),
        )

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


def _pairs(listed: list[str]) -> dict[str, frozenset[str]]:
    pairs: dict[str, frozenset[str]] = {}
    for pair in listed:
        word, after = pair.split()
        pairs[word] = pairs.get(word, frozenset()) | {after}
    return pairs


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
        known: dict[str, bool] = {}
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
        or low in (",", ";", ":", "(", '"')
        or low in cues.to
        or low in cues.pairs
        or low in cues.perfect
        or low in cues.wishing
        or cues.of_word(low) is not None
        or cues.is_literary(word)
    )


def tense_at(tokens: Tokens, first: int, last: int, cues: Cues, near: int = NEAR) -> Tense | None:
    """Tense told around tokens [first, last). near: how far off an infinitive still counts."""
    if _possessive(tokens, last, cues):
        return "past"  # Tuesday's ruling has been made
    if _participle(tokens, first, cues):
        return "past"
    clause = True
    far: Tense | None = None
    telling = _telling(tokens, cues)
    here = bisect_left(telling, first)
    for i in reversed(telling[bisect_left(telling, first - BACK + 1, 0, here) : here]):
        if sentence_ends(tokens, i):
            break
        word = _word(tokens, i)
        if word in (",", ";", ":", "(", '"'):
            clause = False
            continue
        tense = _before(tokens, i, first, cues, near)
        if tense is not None:
            if clause:
                return tense
            far = tense
            break
    clause = True
    late: Tense | None = None
    here = bisect_left(telling, last, here)
    for i in telling[here : bisect_left(telling, last + AHEAD, here)]:
        if sentence_ends(tokens, i):
            break
        word = _word(tokens, i)
        if word in (",", ";", ":", "("):
            # An expression that opens its sentence is followed by a comma that closes nothing.
            clause = clause and i == last
            continue
        tense = _tense_of(tokens, i, word, cues)
        if _unreal(tokens, i, cues):
            tense = "past"
        if tense is not None:
            if clause:
                return tense
            late = tense
            break
    return _weakly(far) or _weakly(late)


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
    tense = _tense_of(tokens, i, word, cues)
    after = tokens.low(i + 1) if i + 1 < first else ""
    if _unreal(tokens, i, cues):
        return "past"
    if word in cues.wishing and _wishes(tokens, i + 1, first, cues):
        return "future"
    if after and after in cues.pairs.get(word, ()):
        if after in cues.plainly:
            tense = "future"  # a summit set for Washington
        elif i + 2 < first:
            # "is to meet", "due to arrive", but not "due to the storm"
            tense = _infinitive(tokens, i + 2, cues)
    if tense == "future" and any(tokens.low(j) in cues.lasting for j in range(max(0, i - 3), i)):
        return "past"  # "went on until Sunday"
    if tense == "past" and i:
        previous = tokens.low(i - 1)
        # "will be tried": the form before decides; "a still unspecified date" is an adjective.
        if previous in cues.be or (previous in cues.determined and word not in cues.words):
            tense = None
        # "will put", "will stay shut": the same form is an infinitive or an adjective.
        two = (previous, tokens.low(i - 2) if i > 1 else "")
        if tense is not None and any(cues.words.get(w) == "future" for w in two):
            tense = None
    if tense is None and word in cues.to and after and first - i <= near:
        tense = _infinitive(tokens, i + 1, cues)
    return tense


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
    telling = _telling(tokens, cues)
    here = bisect_left(telling, first)
    for i in reversed(telling[bisect_left(telling, first - BACK + 1, 0, here) : here]):
        if sentence_ends(tokens, i):
            break
        if cues.is_literary(_written(tokens, i)):
            return True
    here = bisect_left(telling, last, here)
    for i in telling[here : bisect_left(telling, last + AHEAD, here)]:
        if sentence_ends(tokens, i):
            break
        if cues.is_literary(_written(tokens, i)):
            return True
    return False


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
