"""When a page was published: what its metadata, its visible lines and its address bear out.

Every statement of a day is heard with a weight; the day that most of the page bears out is taken,
as it is printed: where metadata is kept in UTC, the day a reader sees wins. htmldate
(A. Barbaresi, JOSS 5(51), 2020) is heard as one witness among others, and only for days that the
page spells out, since it also makes days of years.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, partial
from importlib import resources
from itertools import islice
from typing import Any

from timeline.model import PublishedHow
from timeline.read import labels
from timeline.read.printed_days import Printed, printed_days
from timeline.read.published import from_url, from_value
from timeline.read.web.page_lines import Line, holders, is_other, lines

_PUBLISHED_CLASS = re.compile(
    r"publi|posted|entry-date|post-date|dateline|date-line|parution", re.I
)
_UPDATED_CLASS = re.compile(r"updat|modif|maj\b|revis", re.I)
_DATE_CLASS = re.compile(r"date|time|publi|posted|byline|meta|parution", re.I)
_UTC = re.compile(r"T\d{2}:.{0,40}(?:Z|\+00:?00)$")
# What some pages put around linked data, to hide it from old browsers.
_WRAPPED = re.compile(
    r"^(?:/\*.{0,99}?\*/|//)?\s{0,9}<!(?:--|\[CDATA\[)|(?:-->|\]\]>)[\s/*]{0,99}$"
)
# A page states its day a few times; of each kind of statement so many are tried, since reading a
# date that is written out takes a few thousandths of a second.
_TRIED = 200
_FEW = 30
# Pages that are larger have their dates in their head; htmldate's time grows with the page.
LARGEST = 1_000_000
_SEARCHED = 250_000
# A clock would make the result depend on the day it is run.
_LATEST = datetime(2099, 12, 31)
# A line that dates holds few words else; a paragraph of so many ends the head of an article.
_WORDS = 14
_LONG = 160
_PARAGRAPH = 240
_SHORT = 50
_ABOVE, _BELOW = 8, 25


@dataclass(frozen=True, slots=True)
class Dated:
    """When a page was published: EDTF or None, how that is known, and what to tell the user."""

    day: str | None = None
    how: PublishedHow = "unknown"
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Witness:
    """One statement of a day or, where it says no more, of a month or a year."""

    day: str
    weight: int
    how: PublishedHow
    utc: bool = False


def published(
    tree: Any, meta: dict[str, str], url: str | None, title: str | None, size: int
) -> Dated:
    """When a page was published.

    tree: the parsed page, left as it is. meta: its meta elements by lower-case name. size: of its
    source, in characters. Linear in the size; above a million characters htmldate isn't asked.
    """
    seen = lines(tree)
    heard = [*_from_metadata(tree, meta), *_from_lines(tree, seen, title)]
    address = from_url(url or "")
    if address is not None:
        heard.append(_Witness(address, 4 if len(address) == 10 else 1, "metadata"))
    if size <= LARGEST and (
        guess := _htmldate(tree, seen, thorough=not heard and size <= _SEARCHED)
    ):
        heard.append(_Witness(guess, 3, "inferred"))
    if not heard:
        heard = [*_last_resort(seen, title)]
    day, how = _borne_out(heard)
    return Dated(day, how, () if day else tuple(_doubts(seen, title)))


def _near(seen: Sequence[Line], title: str | None) -> Iterator[Line]:
    """The lines about the headline that don't stand beside the article."""
    top = _headline(seen, title)
    yield from (s for s in seen[max(0, top - _ABOVE) : top + _BELOW] if not s.other)


def _doubts(seen: Sequence[Line], title: str | None) -> Iterator[str]:
    """What to say of a day near the headline that may be read in two ways."""
    for line in _near(seen, title):
        for printed in () if line.row else printed_days(line.text[:_LONG]):
            if len(printed.days) > 1:
                one, two = printed.days
                told = line.text[printed.start : printed.end]
                yield f"its date {told} may be {one} or {two}: give it with --published"
                return


def _borne_out(heard: Sequence[_Witness]) -> tuple[str | None, PublishedHow]:
    """The day with the most weight behind it; of equals the finer, then the one heard first."""
    if not heard:
        return None, "unknown"
    local = [w.day for w in heard if not w.utc and len(w.day) == 10]
    settled = [_as_printed(w, local) for w in heard]
    score: dict[str, int] = {}
    for day in dict.fromkeys(w.day for w in settled):
        score[day] = sum(w.weight for w in settled if day.startswith(w.day))
    best = max(score, key=lambda day: (score[day], len(day)))
    hows = {w.how for w in settled if best.startswith(w.day)}
    order: tuple[PublishedHow, ...] = ("metadata", "dateline", "inferred")
    return best, next(how for how in order if how in hows)


def _as_printed(witness: _Witness, local: Sequence[str]) -> _Witness:
    """The day a reader sees, where the page states the same moment in UTC."""
    if not witness.utc:
        return witness
    day = date.fromisoformat(witness.day)
    for other in local:
        if abs((date.fromisoformat(other) - day).days) == 1:
            return replace(witness, day=other)
    return witness


# -- metadata ----------------------------------------------------------------------------------


def _stated(value: object, weight: int) -> Iterator[_Witness]:
    found = from_value(value)
    # Older ones are numbers of other kinds: nobody published a page's article then.
    if found and found >= "1700":
        utc = len(found) == 10 and bool(_UTC.search(str(value)))
        yield _Witness(found, weight, "metadata", utc)


def _from_metadata(tree: Any, meta: dict[str, str]) -> Iterator[_Witness]:
    names = _meta_names()
    yield from _first(5, (value for key, value in meta.items() if key in names["published"]))
    yield from _first(3, (meta[key] for key in names["unsure"] if key in meta))
    yield from _from_linked_data(tree)
    yield from _first(4, _marked_by_name(tree))
    yield from _first(4, _marked_by_class(tree))


def _first(weight: int, values: Iterable[str | None]) -> Iterator[_Witness]:
    """The first of these values that is a date."""
    tried = islice(values, _TRIED)
    yield from islice((w for v in tried for w in _stated((v or "").strip(), weight)), 1)


@cache
def _meta_names() -> dict[str, tuple[str, ...]]:
    """Names of meta elements that hold the day of publication, surely or not."""
    told = (resources.files(__package__) / "page_meta.toml").read_text("utf-8")
    return {kind: tuple(names) for kind, names in tomllib.loads(told).items()}


def _from_linked_data(tree: Any) -> Iterator[_Witness]:
    blocks = (e for e in tree.iter("script") if "ld+json" in (e.get("type") or ""))
    tries = iter(range(_TRIED))
    linked = [found for e in blocks if (found := _linked(e.text_content(), tries))]
    if linked:
        yield from _stated(*max(linked, key=lambda found: found[1]))


def _marked_by_name(tree: Any) -> Iterator[str | None]:
    """What elements say that are named datePublished, as microdata and RDFa have it."""
    for element in tree.iter("time", "span", "div", "p", "abbr", "meta", "a"):
        named = (element.get("itemprop") or element.get("property") or "").casefold()
        if named.rpartition(":")[2] == "datepublished" or element.get("pubdate") is not None:
            stated = element.get("datetime") or element.get("content")
            # What holds more than a few elements is no day; and each look costs its length.
            small = next(islice(element.iter(), _FEW, None), None) is None
            yield stated or (element.text_content() if small else None)


def _marked_by_class(tree: Any) -> Iterator[str | None]:
    """What times say whose class marks them as the publication."""
    for element in tree.iter("time"):
        above = element.getparent()
        marks = " ".join(e.get("class") or "" for e in (element, above) if e is not None)
        beside = any(is_other(a) for a in element.iterancestors())
        if _PUBLISHED_CLASS.search(marks) and not (_UPDATED_CLASS.search(marks) or beside):
            yield element.get("datetime")


def _linked(source: str, tries: Iterator[int]) -> tuple[object, int] | None:
    """datePublished in a block of linked data, with its weight: of an article, else of a page.

    tries: one for each value that may still be read on the page.
    """
    source = _WRAPPED.sub("", source.strip())
    source = re.sub(r"^\s{0,9}(?:<!--|//\s{0,9}<!\[CDATA\[)", "", source).strip().rstrip(";")
    try:
        # Programs leave raw line ends and tabs in strings.
        queue: list[object] = [json.loads(source, strict=False)]
    except (ValueError, RecursionError):
        return None if next(tries, None) is None else _loosely(source)
    page: object = None
    for value in queue:  # grows as it is read
        if isinstance(value, list):
            queue.extend(value)
        elif isinstance(value, dict):
            kind = str(value.get("@type", ""))
            stated = value.get("datePublished")
            if stated is not None and next(tries, None) is None:
                break
            if from_value(stated):
                if re.search(r"Article|Posting|Report|Review", kind):
                    return stated, 5
                page = page or (stated if "Page" in kind else None)
            queue.extend(v for v in (value.get("@graph"), value.get("mainEntity")) if v)
    return None if page is None else (page, 2)


def _loosely(source: str) -> tuple[object, int] | None:
    """The first datePublished of a block that is no JSON."""
    m = re.search(r"[\"']datePublished[\"']\s{0,99}:\s{0,99}[\"']([^\"'<>]{8,40})[\"']", source)
    return (m[1], 4) if m and from_value(m[1]) else None


# -- visible lines -----------------------------------------------------------------------------


def _from_lines(tree: Any, seen: Sequence[Line], title: str | None) -> Iterator[_Witness]:
    """Days in the lines around the headline, down to the first paragraph of some length."""
    top = _headline(seen, title)
    day_first = _day_first(tree, seen)
    best: list[_Witness] = []
    for at in range(max(0, top - _ABOVE), min(len(seen), top + _BELOW)):
        line = seen[at]
        if at > top and len(line.text) > _PARAGRAPH and not line.other:
            break
        if not line.other and at != top:
            best += _line_days(line, day_first, above=at < top)
    if best:
        yield max(best, key=lambda w: w.weight)
    else:
        yield from islice(_from_foot(seen, day_first), 1)


def _from_foot(seen: Sequence[Line], day_first: bool | None) -> Iterator[_Witness]:
    """A statement's or an agency's date may stand below its last paragraph."""
    paragraphs = (i for i, s in enumerate(seen) if len(s.text) > _PARAGRAPH and not s.other)
    ends = max(paragraphs, default=None)
    for line in seen[ends + 1 : ends + 8] if ends is not None else ():
        named = _DATE_CLASS.search(line.marks) or labels.pattern("page", "source").match(line.text)
        for found in () if line.other else _line_days(line, day_first, above=True):
            if found.weight >= 4 or named:
                yield replace(found, weight=2)


def _line_days(line: Line, day_first: bool | None, *, above: bool) -> Iterator[_Witness]:
    """What a line says of the day of publication: a day labelled so, else its first day."""
    if len(line.text) > _LONG:
        return
    days = _days_in(line, day_first)
    rest = line.text
    for start, end, _ in reversed(days):
        rest = rest[:start] + rest[end:]
    if not days or len(rest.split()) > _WORDS:
        return
    weekday = labels.weekday()
    # A headline may tell of a day; a heading that is a day dates what is below it.
    if line.level and re.sub(rf"\b(?:{weekday})\b|\W", "", rest, flags=re.I):
        return
    # "The wall (built 12 May 1874) is of stone." is text.
    sentence = re.search(r"[.!?]$", rest) and len(rest.split()) > 5
    before = 0
    for start, end, day in days:
        label = re.sub(rf"\W*\b(?:{weekday})\b\W*$", "", line.text[before:start], flags=re.I)
        before = end
        published = _labelled(label)
        if (
            day is None
            or published is False
            or (not published and (sentence or _is_of_another_thing(line, start)))
        ):
            continue
        utc = start == end and bool(_UTC.search(dict(line.times).get(start, "")))
        yield _Witness(day, 4 if published else 2 if above else 3, "dateline", utc)
        return


def _is_of_another_thing(line: Line, start: int) -> bool:
    """Whether a day that no label vouches for is none of the page's: "When: 21 May 2022", that of a
    row of a table, of a change."""
    named = line.text[:start].rstrip().endswith(":")
    return line.row or named or bool(_UPDATED_CLASS.search(line.marks))


def _days_in(line: Line, day_first: bool | None) -> list[tuple[int, int, str | None]]:
    """Where each day of a line begins and ends, and which it is, None if that can't be told."""
    days = [(p.start, p.end, _reading(p, day_first)) for p in printed_days(line.text)]
    spelled = [start for start, _, _ in days]
    for at, value in line.times:
        # The text of a <time> is what readers see; its attribute may be in UTC.
        if not any(at <= start <= at + 40 for start in spelled) and (day := from_value(value)):
            days.append((at, at, day if len(day) == 10 else None))
    return sorted(days, key=lambda day: day[:2])


def _labelled(label: str) -> bool | None:
    """Whether what stands before a day calls it that of publication, False for a later one."""
    new = max((m.end() for m in labels.pattern("page", "published").finditer(label)), default=-1)
    old = max((m.end() for m in labels.pattern("page", "updated").finditer(label)), default=-1)
    if new < 0 and labels.pattern("page", "dated").match(label):
        new = 0
    return None if new < 0 and old < 0 else new > old


def _reading(printed: Printed, day_first: bool | None) -> str | None:
    if len(printed.days) == 1 or day_first is None:
        return printed.day
    return printed.days[0] if day_first else printed.days[1]


def _day_first(tree: Any, seen: Sequence[Line]) -> bool | None:
    """Whether 04/05/2021 is 4 May on this page: by its other dates, else by its language."""
    for line in seen:
        for printed in printed_days(line.text):
            numbers = re.fullmatch(
                r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}", line.text[printed.start : printed.end]
            )
            if numbers and max(int(numbers[1]), int(numbers[2])) > 12:
                return int(numbers[1]) > 12
    root = tree.getroottree().getroot()
    code = (root.get("lang") or "").casefold()
    return True if any(code == c or code.startswith(f"{c}-") for c in labels.day_first()) else None


def _headline(seen: Sequence[Line], title: str | None) -> int:
    """The line of the headline: the title's own heading, else the first heading, else the top."""
    wanted = re.sub(r"\W+", " ", title or "").strip().casefold()
    headings = [i for i, line in enumerate(seen) if line.level and not line.other]
    for at in headings:
        shown = re.sub(r"\W+", " ", seen[at].text).strip().casefold()
        # Pages add their own name to the title; the heading does not.
        if wanted and (shown == wanted or (len(shown) > 15 and wanted.startswith(shown))):
            return at
    firsts = [i for i in headings if seen[i].level == 1]
    return (firsts or headings or [0])[0]


def _last_resort(seen: Sequence[Line], title: str | None) -> Iterator[_Witness]:
    """The day of the last change near the headline, of a page that states no other."""
    updated = labels.pattern("page", "updated")
    for line in _near(seen, title):
        if len(line.text) > _LONG or not updated.search(line.text):
            continue
        day = next((p.day for p in printed_days(line.text) if p.day), None)
        if day is not None:
            yield _Witness(day, 1, "inferred")
            return


# -- htmldate ----------------------------------------------------------------------------------


def _htmldate(tree: Any, seen: Sequence[Line], *, thorough: bool) -> str | None:
    """What htmldate finds in the article's own part of the page, where the page spells it out.

    thorough: search the text as well, and believe only what stands almost alone in a line.
    """
    import logging

    import htmldate

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    own = deepcopy(tree)
    kept = holders(own)
    for element in list(own.iter("nav", "aside", "footer", "figcaption", "div", "ul", "section")):
        if element.getparent() is not None and element not in kept and is_other(element):
            element.drop_tree()
    # The address has been heard already.
    for element in [e for e in own.iter("link", "meta") if _is_address(e)]:
        element.drop_tree()
    try:
        # The tree, never its source: a text that is an address would be downloaded.
        ask = partial(htmldate.find_date, own, original_date=True, max_date=_LATEST)
        found = ask(extensive_search=False)
        if found is None and thorough:
            found = ask(extensive_search=True)
            return found if found is not None and _almost_alone(found, seen) else None
    except Exception:  # one witness less, whatever it stumbles over
        return None
    if not isinstance(found, str):
        return None
    return found if _spelled_out(found, own, seen) else None


def _almost_alone(day: str, seen: Sequence[Line]) -> bool:
    return any(
        witness.day == day
        for line in seen
        if not line.other and len(line.text) <= _SHORT
        for witness in _line_days(line, None, above=True)
    )


def _is_address(element: Any) -> bool:
    named = element.get("rel") or element.get("property") or element.get("name") or ""
    return named.casefold() in ("canonical", "og:url")


def _spelled_out(day: str, tree: Any, seen: Sequence[Line]) -> bool:
    shown = (line.text for line in seen if not (line.other or line.row))
    if any(day == printed.day for text in shown for printed in printed_days(text)):
        return True
    import lxml.etree

    source = lxml.etree.tostring(tree, encoding="unicode")
    return any(day.replace("-", sign) in source for sign in ("-", "/", "", "."))
