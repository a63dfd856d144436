"""Whether two names are one person's: spelling folded, sounds coded, the weakest part deciding.

Two parts agree when a weighted edit distance between their folded spellings is small (vowels and
consonants that transliterations confuse cost little, any other difference a full point) and their
Daitch-Mokotoff codes meet. A full name agrees with another only when each part of the shorter has
its own partner: relatives with one surname stay apart. A surname alone may stand for a full name.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import permutations

from rapidfuzz.distance import DamerauLevenshtein

from timeline.names import data, fold, phonetic

# Set on pairs of spellings of Slavic, Arabic and Western names; bench/names.py prints what it does.
THRESHOLD = 0.85
_MOST_PARTS = 5
# Names of so few letters must be the same; those of so few more nearly.
_TINY = 3
_SHORT = 5

# One convention's letters to one symbol; S any sh, ch, tch, sz; c any ts. Order matters.
_RULES = tuple(
    (re.compile(pattern), symbol)
    for pattern, symbol in (
        (r"schtsch|shtch|chtch|shch|szcz|stsch", "S"),
        (r"^ch(?=[rlm])", "h"),
        (r"tsch|tch|tsh|cz|sch|sh|sz|ch", "S"),
        (r"dzh|dj|zh", "j"),
        (r"kh|gh", "h"),
        (r"ph", "f"),
        (r"([dtrb])h", r"\1"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"ou(?=sk)", "ov"),
        (r"^(?:ye|ie)", "e"),
        (r"ou|oo", "u"),
        (r"w", "v"),
        (r"gu(?=[eiy])", "g"),
        (r"c$|c(?=[aouklrt])", "k"),
        (r"ts|tz", "c"),
        (r"y", "i"),
        (r"i{2,}|ij$", "i"),
        (r"ie", "e"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[^aeiou].)e$|(?<=[a-zS]{2}[^aeiou])e$", ""),
    )
)
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
    if not one.names or not two.names or one.junior != two.junior:
        return 0.0
    if one.ordinal and two.ordinal and one.ordinal != two.ordinal:
        return 0.0
    if one.initials and two.initials and not _initials_agree(one.initials, two.initials):
        return 0.0
    short, long = (one, two) if len(one.names) <= len(two.names) else (two, one)
    if len(short.names) == 1 and len(long.names) > 1:
        return _surname_score(short, long)
    score = _aligned(short.names, long.names)
    if score < THRESHOLD and len(one.names) != len(two.names):
        # Parts written apart or together: Jin Ping, Jinping.
        score = max(score, _part_score("".join(one.names), "".join(two.names)))
    return score


class Parts:
    """A person's name in comparable parts, given names first as written."""

    __slots__ = ("initials", "junior", "names", "ordinal", "surnames")

    def __init__(self, names: tuple[str, ...], initials: str, ordinal: str, junior: bool) -> None:
        self.names, self.initials, self.ordinal, self.junior = names, initials, ordinal, junior
        first = len(names) > 1 and names[0] in _given_data()["surname_first"]
        # Of three parts and more any but the first may be the surname (Spanish double surnames).
        self.surnames = names[:1] if first else names[1:] if len(names) > 2 else names[-1:]


_ROMAN = re.compile(r"(?:ii|iii|iv|vi{0,3}|ix|xi{0,3}|xiv|xvi{0,3}|xv|xix|xx|xxi{0,3}|ier|1er)")
_HYPHEN = re.compile(r"(?<=\w)[-‐‑'’ʼ](?=\w)")


@lru_cache(maxsize=65536)
def parts(name: str) -> Parts:
    """Split a name, its titles and particles left out ("President V. Putin": putin, v)."""
    text = fold.latin(without_titles(_HYPHEN.sub("-", name)))
    names: list[str] = []
    initials, ordinal, junior = "", "", False
    for word in re.findall(r"[a-z0-9'-]+\.?", text):
        bare = word.rstrip(".").strip("'-")
        if bare in ("jr", "junior", "sr", "senior"):
            junior = junior or bare in ("jr", "junior")
        elif _ROMAN.fullmatch(bare) and names and not word.endswith("."):
            ordinal = "ier" if bare == "1er" else bare
        elif bare == "i" and names and not word.endswith("."):
            ordinal = "ier"
        elif len(bare) == 1:
            initials += bare
        elif bare:
            pieces = bare.split("-")
            # A particle tied on with a hyphen goes (al-Assad), other hyphens close up (Jin-ping).
            while len(pieces) > 1 and pieces[0] in _particles():
                pieces.pop(0)
            bare = "".join(pieces).replace("'", "")
            if bare:
                names.append(bare)
    kept = [n for n in names if n not in _particles()]
    return Parts(tuple(kept or names)[:_MOST_PARTS], initials, ordinal, junior)


def without_titles(name: str) -> str:
    """The name without leading titles; a name of titles only keeps its last word."""
    words = name.split()
    # An article is left out only with the title it goes before.
    if len(words) > 2 and words[0].casefold() in ("the", "le", "la") and _title(words[1:]):
        words = words[1:]
    while size := _title(words):
        words = words[size:]
    return " ".join(words)


def _title(words: list[str]) -> int:
    """How many words at the start are a title; something must be left after it."""
    for n in (4, 3, 2, 1):
        if n < len(words) and " ".join(words[:n]).casefold().rstrip(".") in _titles():
            return n
    return 0


def _initials_agree(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def _surname_score(short: Parts, long: Parts) -> float:
    best = max(_part_score(short.names[0], s) for s in long.surnames)
    # "V. Putin" against "Vladimir Putin": the initial must be the given name's.
    given = [n for n in long.names if n not in long.surnames] or long.names[:1]
    if short.initials and not any(_initial(short.initials[0], n) for n in given):
        return 0.0
    return best * (1.0 if best < THRESHOLD else 0.98)


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
    if _given_class(a) is not None and _given_class(a) == _given_class(b):
        return 0.95
    one, two = spelling(a), spelling(b)
    if min(len(one), len(two)) <= _TINY:
        return 0.99 if one == two and len(a) == len(b) else 0.0
    if one == two:
        return 0.99
    size = max(len(one), len(two))
    # Every edit costs a quarter at least: most pairs end here, in a microsecond.
    if DamerauLevenshtein.distance(one, two, score_cutoff=4) > min(4, size * 0.45):
        return 0.0
    # In a short name one letter tells people apart (Orban, Urban).
    weight = 1.75 if size <= _SHORT else 1.5
    score = max(0.0, 1 - weight * _cost(one, two) / size)
    if score >= THRESHOLD and not phonetic.codes(a) & phonetic.codes(b) and score < 0.9:
        score = THRESHOLD - 0.01
    return score


@lru_cache(maxsize=65536)
def spelling(part: str) -> str:
    """One part's spelling with the conventions of different languages brought together."""
    text = part
    for pattern, symbol in _RULES:
        text = pattern.sub(symbol, text)
    return text


def _cost(a: str, b: str) -> float:
    """Weighted Levenshtein distance between two folded spellings."""
    extra = [_LOOSE.get(y, 1.0) for y in b]
    extra[-1] = max(extra[-1], _LAST)
    row = [0.0]
    for cost in extra:
        row.append(row[-1] + cost)
    for i, x in enumerate(a):
        drop = _LOOSE.get(x, 1.0) if i < len(a) - 1 else max(_LAST, _LOOSE.get(x, 1.0))
        previous, row = row, [row[0] + drop]
        for j, y in enumerate(b):
            swap = 0.0 if x == y else _SWAPS.get((x, y), 1.0)
            # First letters are the least confused: but for a few even a cheap swap is dear there.
            if swap and i == j == 0:
                swap = min(1.0, swap + (0.1 if (x, y) in _INITIAL_SWAPS else 0.6))
            row.append(min(previous[j] + swap, previous[j + 1] + drop, row[j] + extra[j]))
    return row[-1]


# -- data --------------------------------------------------------------------------------------


@cache
def _given_data() -> dict[str, frozenset[str]]:
    own = data.read("given.toml")
    return {k: frozenset(own[k]) for k in ("surname_first", "particles")}


@cache
def _given_classes() -> dict[str, int]:
    table: dict[str, int] = {}
    for i, names in enumerate(data.read("given.toml")["same"]):
        for name in names:
            table.setdefault(spelling(name), i)
    return table


def _given_class(part: str) -> int | None:
    return _given_classes().get(spelling(part))


def _particles() -> frozenset[str]:
    return _given_data()["particles"]


@cache
def _titles() -> frozenset[str]:
    return data.all_words("titles")
