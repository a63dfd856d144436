"""Whether two names are one person's: spelling folded, sounds coded, the weakest part deciding.

Two parts agree when a weighted edit distance between their folded spellings is small (vowels and
consonants that transliterations confuse cost little, any other difference a full point) and their
Daitch-Mokotoff codes meet. A full name agrees with another only when each part of the shorter has
its own partner: relatives with one surname stay apart. A surname alone may stand for a full name.
Where that fails, what one convention alone explains is tried: a double surname cut short, a given
name written as one word or two, Chinese before pinyin, letters without vowels, the short vowels of
Arabic.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate, permutations
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from timeline.names import arabic, data, east_asian, phonetic
from timeline.names.person_parts import Parts, parts
from timeline.names.spelling import readings, skeleton, spelling

# Set on pairs of spellings of Slavic, Arabic and Western names; bench/names.py prints what it does.
THRESHOLD = 0.85
_EXPLAINED = 0.9  # the score of names that differ only by what a convention explains
_TINY, _SHORT = 3, 5  # names of so few letters must be the same; of so few more nearly

_CHEAP = {
    "ao": 0.3, "ae": 0.4, "ei": 0.3, "ou": 0.4, "uv": 0.3, "fv": 0.3, "gk": 0.4, "ij": 0.35,
    "cz": 0.35, "ct": 0.4, "gh": 0.4, "sz": 0.35, "Sj": 0.5, "bv": 0.6, "dt": 0.6, "hk": 0.5,
    "cS": 0.5, "Ss": 0.5, "cs": 0.5, "ck": 0.4, "dj": 0.4, "kS": 0.7, "eo": 0.6,
}  # fmt: skip
_PAIRS = [((pair[0], pair[1]), cost) for pair, cost in _CHEAP.items()]
_SWAPS = {(a, b): cost for (x, y), cost in _PAIRS for a, b in ((x, y), (y, x))}
# Gaddafi and Kadhafi, Tsikhanouski and Tikhanovski, Ianoukovytch and Janukowytsch.
_INITIAL_SWAPS = {
    (a, b) for x, y in ("gk", "ct", "cz", "ij", "ei", "ou", "hk", "gh") for a, b in ((x, y), (y, x))
}
# Letters that come and go: the i of ya and ie, the h of Mohammed, the vowel of Aleksand(e)r;
# at the end of a word a letter more is another name (Karza, Karzai).
_LOOSE = {"i": 0.25, "h": 0.3, "j": 0.4, "e": 0.65, "a": 0.7}
_LAST = 1.2
_FIRST = 0.8
# A last o or a tells names apart (Barroso, Barrosa) but where Belarusian speaks one as the other.
_ENDINGS = {"ao": 1.0, "oa": 1.0}
_AKANYE = frozenset("kl")


def same_person(a: str, b: str) -> bool:
    """Whether the two names may be one person's."""
    return person_score(a, b) >= THRESHOLD


def person_score(a: str, b: str) -> float:
    """How alike two names are as names of one person, 0 to 1 (THRESHOLD and above: the same).

    Titles and particles are left out, alphabets made Latin; the order of the parts is free.
    """
    if a == b:
        return 1.0
    one, two = parts(a), parts(b)
    if _apart_by_marks(one, two):
        return 0.0
    # Of equals the first in the alphabet is the short one: the score is the same both ways.
    short, long = sorted((one, two), key=lambda p: (len(p.names), p.names))
    score = _paired(short, long)
    if THRESHOLD <= score < _EXPLAINED and one.eastern and two.eastern:
        # Short syllables, of which a vowel tells people apart (Wang Yang, Wang Yong).
        score = THRESHOLD - 0.01
    if score < THRESHOLD and (one.special or two.special) and _explained(short, long):
        return _EXPLAINED
    return score


def forget() -> None:
    """Drop what is at hand of names compared: 200 MB after very many."""
    for told in (parts, _part_score, _spelling_score, _spelt, _near):
        told.cache_clear()


class Sought:
    """A name that is told from very many others, to be compared with few of them."""

    def __init__(self, name: str) -> None:
        self._of = parts(name)
        self._near = [_near(part) for part in self._of.names]
        self._joined = _Near("".join(self._of.names))

    def may_have(self, surname: str) -> bool:
        """Whether it may be a name of somebody of a given name and that surname, both plain."""
        names = self._of.names
        if self._of.special or not 0 < len(names) < 3:
            return True
        score = _spelling_score if len(names) == 1 else _part_score
        return any(max(score(a, surname), score(surname, a)) >= THRESHOLD for a in names)

    def may_be(self, names: Sequence[str]) -> bool:
        """Whether a plain name of some parts is worth comparing: all that agree are."""
        if self._of.special:
            return True
        if len(self._near) <= len(names):
            aligned = all(any(near[b] for b in names) for near in self._near)
        else:
            aligned = all(any(near[b] for near in self._near) for b in names)
        return aligned or (len(self._near) != len(names) and self._joined["".join(names)])


class _Spelt(NamedTuple):
    """A part of a name. known: it is a given name of several spellings."""

    part: str
    spelling: str
    known: bool


@lru_cache(maxsize=65536)
def _spelt(part: str) -> _Spelt:
    """See _Spelt."""
    return _Spelt(part, spelling(part), bool(_given_classes(part)))


class _Near(dict[str, bool]):
    """Whether other parts may agree with one."""

    def __init__(self, part: str) -> None:
        super().__init__()
        self._spelt = _spelt(part)

    def __missing__(self, other: str) -> bool:
        self[other] = found = _may_agree(self._spelt, _spelt(other))
        return found


@lru_cache(maxsize=256)
def _near(part: str) -> _Near:
    """Names that begin alike are sought one after the other."""
    return _Near(part)


def _may_agree(one: _Spelt, other: _Spelt) -> bool:
    """Whether two parts are worth comparing: see _part_score."""
    return (
        not _far(one.spelling, other.spelling)
        or (one.known and other.known)
        or one.part.endswith(other.part)
        or other.part.endswith(one.part)
    )


def _apart_by_marks(one: Parts, two: Parts) -> bool:
    """Whether nothing can make two names one: no name, another ordinal, other initials."""
    if not one.names or not two.names or one.junior != two.junior:
        return True
    if one.ordinal and two.ordinal and one.ordinal != two.ordinal:
        return True
    initials = sorted((one.initials, two.initials), key=len)
    return not initials[1].startswith(initials[0])


def _paired(short: Parts, long: Parts) -> float:
    """The score of the parts of two names against each other."""
    if len(short.names) == 1 and len(long.names) > 1:
        return _surname_score(short, long)
    score = _aligned(short.names, long.names)
    if score < THRESHOLD and len(short.names) != len(long.names):
        # Parts written apart or together: Jin Ping, Jinping.
        return max(score, _part_score("".join(short.names), "".join(long.names)))
    return score


def _surname_score(short: Parts, long: Parts) -> float:
    # Lewis is not Louis as a surname, nor Michel Michael, though they are as given names.
    best = max(_spelling_score(short.names[0], s) for s in long.surnames)
    # "V. Putin" against "Vladimir Putin": the initial must be the given name's.
    given = [n for n in long.names if n not in long.surnames] or long.names[:1]
    if short.initials and not any(_initial(short.initials[0], n) for n in given):
        return 0.0
    if best < THRESHOLD and long.arabic:
        best = _EXPLAINED if any(arabic.same(short.names[0], s) for s in long.surnames) else best
    return best * (1.0 if best < THRESHOLD else 0.98)


def _explained(short: Parts, long: Parts) -> bool:
    """Whether a convention that one of the two names follows makes them one."""
    if short.bare != long.bare:
        return _same_consonants(short.names, long.names)
    if short.eastern or long.eastern:
        return (
            short.eastern
            and long.eastern
            and east_asian.same(short.names, long.names, short.aspirated != long.aspirated)
        )
    if _aligned_but_short_vowels(short, long):
        return True
    if len(short.pieces) == len(long.pieces) > 1:
        scores = (_part_score(a, b) for a, b in zip(short.pieces, long.pieces, strict=True))
        return min(scores) >= THRESHOLD
    # A double surname cut short is written as in full: Brett is not the Bret of Brett-Smith.
    return len(short.names) == len(long.names) and any(
        piece in b.names
        and _aligned((*a.names[:i], piece, *a.names[i + 1 :]), b.names) >= THRESHOLD
        for a, b in ((short, long), (long, short))
        for i, pieces in a.doubled
        for piece in pieces
    )


def _aligned_but_short_vowels(short: Parts, long: Parts) -> bool:
    """Whether each part of the shorter of two Arabic names has a partner, short vowels aside."""
    return (short.arabic and long.arabic) and any(
        all(map(_same_sound, short.names, others))
        for others in permutations(long.names, len(short.names))
    )


def _same_sound(a: str, b: str) -> bool:
    return _part_score(a, b) >= THRESHOLD or arabic.same(a, b)


def _same_consonants(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    if len(one) != len(two) or len(one) < 2:
        return False
    return all(skeleton(a) == skeleton(b) != "" for a, b in zip(one, two, strict=True))


def _initial(letter: str, name: str) -> bool:
    if name[0] == letter:
        return True
    # Viktor as Wiktor, Yuri as Iouri, Evgeny as Yevgeny.
    return {letter, name[0]} in ({"v", "w"}, {"y", "i"}, {"y", "e"}, {"y", "j"}, {"a", "o"})


def _aligned(short: tuple[str, ...], long: tuple[str, ...]) -> float:
    """The best pairing of the shorter name's parts, judged by its weakest pair."""
    if short == long:
        return 1.0
    table = [[_part_score(a, b) for b in long] for a in short]
    if any(max(row) < THRESHOLD for row in table):
        return min(max(row) for row in table)
    return max(
        min(row[k] for row, k in zip(table, order, strict=True))
        for order in permutations(range(len(long)), len(short))
    )


@lru_cache(maxsize=262144)
def _part_score(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if _apart(a) & _apart(b):
        return 0.0
    if _given_classes(a) & _given_classes(b):
        return 0.95
    short, long = sorted((a, b), key=len)
    if len(short) > 4 and long in (f"el{short}", f"al{short}"):
        return 0.95  # ELBARADEI: capitals alone don't tell the article from the name
    return _spelling_score(a, b)


@lru_cache(maxsize=262144)
def _spelling_score(a: str, b: str) -> float:
    if a == b:
        return 1.0
    one, two = spelling(a), spelling(b)
    if min(len(one), len(two)) <= _TINY:
        return 0.99 if one == two and (len(a) == len(b) or min(len(a), len(b)) > _SHORT) else 0.0
    if one == two:
        return 0.99
    if _far(one, two):
        return 0.0
    score = _likeness(one, two)
    if score >= 0.9 or (score >= THRESHOLD and phonetic.codes(a) & phonetic.codes(b)):
        return score
    if any(_likeness(x, two) >= _EXPLAINED for x in readings(a)[1:]) or any(
        _likeness(one, y) >= _EXPLAINED for y in readings(b)[1:]
    ):
        return _EXPLAINED
    return min(score, THRESHOLD - 0.01)


def _far(one: str, two: str) -> bool:
    """Whether two folded spellings are too far apart to agree; so most pairs end, in a microsecond.

    Every edit costs a quarter at least.
    """
    most = min(4, max(len(one), len(two)) * 0.45)
    return DamerauLevenshtein.distance(one, two, score_cutoff=4) > most


def _likeness(one: str, two: str) -> float:
    """One less the weighted distance of two folded spellings by their length."""
    if not one or not two:
        return 0.0
    size = max(len(one), len(two))
    # In a short name one letter tells people apart (Orban, Urban).
    weight = 1.75 if size <= _SHORT else 1.5
    return max(0.0, 1 - weight * _cost(one, two) / size)


def _cost(a: str, b: str) -> float:
    """Weighted Levenshtein distance between two folded spellings."""
    drops, extra = _gaps(a), _gaps(b)
    last = len(a) - 1, len(b) - 1
    ends = _ENDINGS.get(a[-1] + b[-1], 0.0) if a[-2:-1] not in _AKANYE else 0.0
    row = list(accumulate(extra, initial=0.0))
    for i, (x, drop) in enumerate(zip(a, drops, strict=True)):
        previous, row = row, [row[0] + drop]
        for j, y in enumerate(b):
            swap = 0.0 if x == y else _SWAPS.get((x, y), 1.0)
            # First letters are the least confused: but for a few even a cheap swap is dear there.
            if swap and i == j == 0:
                swap = min(1.0, swap + (0.1 if (x, y) in _INITIAL_SWAPS else 0.6))
            elif ends and (i, j) == last:
                swap = max(swap, ends)
            row.append(min(previous[j] + swap, previous[j + 1] + drop, row[j] + extra[j]))
    return row[-1]


def _gaps(spelling: str) -> list[float]:
    """What it costs to leave out each letter; the first and the last are left out least."""
    costs = [_LOOSE.get(x, 1.0) for x in spelling]
    costs[-1] = max(costs[-1], _LAST)
    costs[0] = max(_LOOSE.get(spelling[0], 1.0), _FIRST)
    return costs


# -- data --------------------------------------------------------------------------------------


@cache
def _classes() -> dict[str, frozenset[int]]:
    table: dict[str, set[int]] = {}
    for i, names in enumerate(data.read("given.toml")["same"]):
        for name in names:
            table.setdefault(spelling(name), set()).add(i)
    return {name: frozenset(numbers) for name, numbers in table.items()}


@lru_cache(maxsize=65536)
def _given_classes(part: str) -> frozenset[int]:
    """The lines of given.toml a name stands on."""
    return _classes().get(spelling(part), _NONE)


@cache
def _twins() -> dict[str, frozenset[int]]:
    lines = enumerate(data.read("given.toml")["apart"])
    return {name: frozenset((i,)) for i, names in lines for name in names}


def _apart(part: str) -> frozenset[int]:
    """The line of names that differ by little and are a man's and a woman's."""
    return _twins().get(part, _NONE)


_NONE: frozenset[int] = frozenset()
