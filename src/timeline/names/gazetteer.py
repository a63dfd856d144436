"""Places by gazetteer: countries (CLDR), cities (GeoNames), regions (own list). Never by likeness.

The index maps a key (plain words joined by spaces) to an entry. Countries and regions are read
wherever they stand capitalised; cities by how sure their name is:
- sure: capitals, cities of 300 thousand people and more, and the exonyms of our own lists;
- unsure: smaller ones (15 thousand people and more where English or French is spoken, 50 thousand
  elsewhere), names of up to four letters, and those in traps.toml (common words, given names):
  only after a locative ("in Split").
GeoNames' other spellings of a city are used only where they are the same name written by another
convention (Sotchi, Sochi): the many foreign ones collide with words of English and French.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from timeline.names import cities, data, fold
from timeline.names.cities import Entry

if TYPE_CHECKING:
    from timeline.model import Place

_NO_COUNTRY = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}
_NO_REGION = {"001"}


@cache
def territory_names(language: str) -> dict[str, str]:
    """CLDR's names of countries and world regions in one language, by code."""
    from babel import Locale, UnknownLocaleError

    try:
        territories = Locale(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {str(code): str(territories[code]) for code in territories}


@cache
def country_name(code: str, language: str = "en") -> str:
    """The name shown of a country, by its ISO code, in a chronology of that language.

    The one its press uses, else CLDR's; English where we have no names in the language; the code
    itself when it is unknown.
    """
    told = language if language in data.LANGUAGES else "en"
    name = data.language(told)["shown_countries"].get(code)
    name = name or territory_names(told).get(code, code)
    return re.sub(r" \(.*\)", "", name)


@cache
def country_entries(language: str) -> dict[str, Entry]:
    """Countries and regions by key: our own names for them first, then CLDR's."""
    index: dict[str, Entry] = {}

    def add(name: str, english: str, kind: str, country: str | None) -> None:
        bare = name.replace(".", "")
        acronym = bare if bare.isupper() else None
        index.setdefault(fold.key(name), Entry(english, kind, country, acronym=acronym))

    own = data.language(language)
    for name, (english, country) in own["regions"].items():
        add(name, english, "region", country or None)
    for code, names in own["countries"].items():
        for name in names:
            add(name, country_name(code), "country", code)
    for code, name in territory_names(language).items():
        if code.isdigit() and code not in _NO_REGION:
            add(name, territory_names("en")[code], "region", None)
        elif len(code) == 2 and code not in _NO_COUNTRY:
            add(re.sub(r" \(.*\)", "", name), country_name(code), "country", code)
    return index


@cache
def _index(language: str) -> tuple[dict[str, Entry], dict[str, int]]:
    """(entries by key, longest name in words by its first word) for texts of one language."""
    found, named = cities.index()
    index = dict(found)
    # An English text may name a city as the French do and the other way round; the text's own
    # language comes last, so that it decides.
    for code in sorted(data.LANGUAGES, key=lambda c: (c == language, c)):
        for alias, target in data.language(code)["cities"].items():
            entry = named.get(target)
            if entry and (code == language or fold.key(alias) not in index):
                acronym = alias if alias.isupper() else None
                index[fold.key(alias)] = entry._replace(sure=True, acronym=acronym)
    # Countries in every language of ours too: quoted titles and tweets mix them.
    countries = dict(country_entries(language))
    # In French Mexico is the city: what the text's own language says comes first.
    own = {fold.key(alias) for alias in data.language(language)["cities"]}
    for code in data.LANGUAGES:
        for key, entry in country_entries(code).items():
            if key not in own:
                countries.setdefault(key, entry)
    index.update(countries)
    longest: dict[str, int] = {}
    for key in index:
        first, n = key.split(" ", 1)[0], key.count(" ") + 1
        if longest.get(first, 0) < n:
            longest[first] = n
    return index, longest


@cache
def capital_keys(language: str) -> dict[str, str]:
    """Country codes by the keys of their capitals' names; a name two capitals share is left out."""
    index, _ = _index(language)
    table: dict[str, str] = {}
    for key, entry in index.items():
        if entry.kind == "city" and entry.capital and entry.country:
            table[key] = entry.country
    return table


def lookup(name: str, language: str) -> Place | None:
    """The place a whole name denotes, however unsure out of context; None when there is none."""
    found = entry(name, language)
    return found.place if found else None


def entry(name: str, language: str) -> Entry | None:
    """The same as the index has it, for those who can't wait for pydantic."""
    index, _ = _index(language)
    key = fold.key(name)
    found = index.get(key) or index.get(_without_article(key))
    if found and found.acronym and found.acronym not in name.replace(".", ""):
        return None
    return found


def same_place(a: str, b: str) -> bool:
    """Whether two names denote one place of the gazetteer, in any of our languages.

    A name that no index of ours has is looked for among GeoNames' other spellings.
    """
    one, two = _denoted(a), _denoted(b)
    if one and two:
        return not one.isdisjoint(two)
    known, unknown = (one, b) if one else (two, a)
    other = cities.spelled(unknown) if known else None
    return other is not None and other in known


def _denoted(name: str) -> frozenset[Place]:
    found = (lookup(name, language) for language in data.LANGUAGES)
    return frozenset(place for place in found if place is not None)


def _without_article(key: str) -> str:
    return re.sub(r"^(the|le|la|les|l|du|de la|des) ", "", key)


# -- matching ----------------------------------------------------------------------------------


@lru_cache(maxsize=1024)  # the names of an article come again and again
def places(text: str, language: str) -> tuple[tuple[int, int, Place], ...]:
    """Places named in a text: (start, end, place), offsets into it, in order, never overlapping.

    Only capitalised words count, the longest name wins; a city's name inside a longer proper name
    ("Jack London", "Washington Post") is none.
    """
    index, longest = _index(language)
    starts = [at for at, word in fold.capitalised(text) if word in longest]
    if not starts:
        return ()
    tokens = list(fold.words_of(text))
    found: list[tuple[int, int, Place]] = []
    i = 0
    for at in starts:
        if at < i:
            continue
        i = at
        n = longest[fold.plain(tokens[i].key)]
        while n:
            entry = _entry(text, tokens, i, n, index)
            if entry and entry.kind != "region":
                entry = _beside(text, tokens, i, n, entry, language)
            if entry and _stands(text, tokens, i, n, entry, language, found):
                found.append((tokens[i].start, tokens[i + n - 1].end, entry.place))
                i += n
                break
            n -= 1
    return tuple(found)


# "Paris, Texas", "Birmingham (Alabama)", "Cambridge, in Massachusetts", « Tripoli, au Liban ».
_IN = re.compile(r",? \(?|, (?:in|dans (?:le |la |l.)|au|en|aux) ?")
_STATE_OF = re.compile(r"(?:state of|[Éé]tat (?:de|américain de)(?: la)?) $")


def _beside(
    text: str, tokens: list[fold.Word], i: int, n: int, entry: Entry, language: str
) -> Entry:
    """The place of that name in the country or region that stands beside it."""
    from timeline.names import article_places

    if entry.kind == "country":
        state = _STATE_OF.search(text, max(0, tokens[i].start - 24), tokens[i].start)
        return article_places.named_beside(entry, "US") if state else entry
    at, last = tokens[i + n - 1].end, i + n
    gap = ""
    while last < len(tokens) and last < i + n + 3:
        gap = text[at : tokens[last].start]
        if _capital(tokens[last].text) or len(gap) > 14:
            break
        last += 1
    if last >= len(tokens) or ("," not in gap and "(" not in gap) or not _IN.fullmatch(gap):
        return entry
    index, longest = _index(language)
    for size in range(longest.get(fold.plain(tokens[last].key), 0), 0, -1):
        around = _entry(text, tokens, last, size, index)
        if around is not None and around.kind != "city" and around.country is not None:
            # What a town is said to lie in is as good as "in" before it.
            return article_places.named_beside(entry, around.country)._replace(sure=True)
    return entry


def _capital(word: str) -> bool:
    return word[:1].isupper()


def _entry(
    text: str, tokens: list[fold.Word], i: int, n: int, index: dict[str, Entry]
) -> Entry | None:
    part = tokens[i : i + n]
    if len(part) < n or not _capital(part[-1].text):
        return None
    if any(not _joined(text, a, b) for a, b in pairwise(part)):
        return None
    entry = index.get(" ".join(fold.plain(t.key) for t in part))
    if entry and entry.acronym and entry.acronym != "".join(t.text.replace(".", "") for t in part):
        return None
    return entry


def _joined(text: str, a: fold.Word, b: fold.Word) -> bool:
    gap = text[a.end : b.start]
    if not gap or gap in ("'", "’", "-", "‑") or (gap.isspace() and gap.count("\n") < 2):
        return True
    return gap.strip() == "." and a.key in ("st", "ste", "mt", "ft")


def _stands(
    text: str,
    tokens: list[fold.Word],
    i: int,
    n: int,
    entry: Entry,
    language: str,
    found: list[tuple[int, int, Place]],
) -> bool:
    """Whether a matched name is used as that place here."""
    before = _in_front(text, tokens, i)
    after = _capital_behind(text, tokens, i + n)
    if after is not None and after.key in data.all_words("after"):
        return False
    # States give their names to teams, firms and people ("Indiana Jones", "Texas Instruments").
    state = entry.kind == "region" and entry.country == "US"
    if entry.kind != "city" and not (state and after):
        return True
    if _begins_name(before, found, language):
        return False
    # Before another capitalised word a name is mostly part of a longer one ("Vladimir Putin", "in
    # Jackson Square"); the great cities are so often named that they stand ("Moscow Mayor").
    if _goes_on(after, language) and (state or _common(entry)):
        return False
    led = before is not None and before.key in data.words(language, "locative")
    return state or entry.sure or led


def _common(entry: Entry) -> bool:
    """Whether a city's name is mostly something else's too."""
    return not entry.great or fold.key(entry.name) in _given_names()


def _in_front(text: str, tokens: list[fold.Word], i: int) -> fold.Word | None:
    """The word that stands right in front of a name, in its line."""
    return tokens[i - 1] if i and _adjacent(text, tokens[i - 1], tokens[i]) else None


def _capital_behind(text: str, tokens: list[fold.Word], at: int) -> fold.Word | None:
    """The capitalised word that follows a name behind a space, at a place among the tokens."""
    if at >= len(tokens) or not _capital(tokens[at].text):
        return None
    return tokens[at] if _spaced(text, tokens[at - 1], tokens[at]) else None


def _begins_name(
    before: fold.Word | None, found: list[tuple[int, int, Place]], language: str
) -> bool:
    """Whether the word in front may begin a longer name: it is no place and no title."""
    if before is None:
        return False
    place = bool(found) and found[-1][1] == before.end
    harmless = ("function", "titles")
    return (
        _capital(before.text)
        and not place
        and not any(before.key in data.words(language, kind) for kind in harmless)
    )


def _goes_on(after: fold.Word | None, language: str) -> bool:
    """Whether the word behind may make a longer name."""
    if after is None or after.key in data.words(language, "function"):
        return False
    return after.key not in data.all_words("titles")


@cache
def _given_names() -> frozenset[str]:
    return frozenset(data.read("traps.toml")["given"])


def _spaced(text: str, a: fold.Word, b: fold.Word) -> bool:
    gap = text[a.end : b.start]
    return gap.isspace() and gap.count("\n") < 2


def _adjacent(text: str, a: fold.Word, b: fold.Word) -> bool:
    gap = text[a.end : b.start]
    return gap in (" ", "\u00a0", "'", "’", "-") or (gap.isspace() and gap.count("\n") < 2)
