"""What the words around an expression make of it: since, until, from … to, between … and, for.

Intervals are EDTF spans that never claim more precision than the expressions they are made of.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

from timeline import when
from timeline.dates import engine
from timeline.dates.context import Ask, Placed
from timeline.dates.meaning import Meaning
from timeline.dates.point import FINENESS, UNIT_OF, Point
from timeline.dates.tokens import Tokens
from timeline.when import NotEdtfError, When, month_length

# Words that may stand between a signal and what it governs, by class.
_SPANS = {("and", "between"), *(("to", s) for s in ("from", "since", None, "signal"))}
_MONTHS = {"M": 1, "Q": 3, "Y": 12}
_SKIP = ("approx", "det", "the", "only")


def signal(tokens: Tokens, found: engine.Found) -> str | None:
    """The signal that governs an expression (since, until, from, between, for …), None for none."""
    if found.last < len(tokens.values) and "onward" in tokens.values[found.last]:
        return "since"
    for i in range(found.first - 1, max(-1, found.first - 4), -1):
        values = tokens.values[i]
        if "signal" in values:
            return str(values["signal"])
        if not any(c in values for c in _SKIP):
            return None
    return None


def connector(tokens: Tokens, a: engine.Found, b: engine.Found) -> str | None:
    """What joins two neighbours: "to", "and", "dash", "ended", None when more stands between."""
    found = None
    for i in range(a.last, min(b.first, a.last + 3)):
        values = tokens.values[i]
        kind = next((k for k in ("to", "and", "dash", "slash", "ended") if k in values), None)
        if kind == "dash" and _opens_an_item(tokens, i):
            return None
        if kind is None and not any(c in values for c in _SKIP):
            return None
        found = found or kind
    return found if b.first - a.last <= 2 else None


def _opens_an_item(tokens: Tokens, dash: int) -> bool:
    """Whether a dash begins a line and a blank follows it, as before the item of a list."""
    above = tokens.text[tokens.ends[dash - 1] : tokens.starts[dash]] if dash else ""
    return "\n" in above and tokens.text[tokens.ends[dash] : tokens.ends[dash] + 1].isspace()


def in_order(
    tokens: Tokens, a: engine.Found, first: Placed, b: engine.Found, second: Placed, tense: Ask
) -> None:
    """Put the two ends of a range in order, where one has no year or no week of its own.

    "Monday to Friday" told in the past began the week before, else it ends the week after. "From
    May to November" is of last year while this November can't have been; "from November 1942 to
    March" goes on into the next year.
    """
    m, n = a.meaning, b.meaning
    if m.kind != "date" or n.kind != "date" or not _ranged(tokens, a, b):
        return
    if first.point is None or second.point is None or (m.dated and n.dated):
        return
    if m.weekday is not None and n.weekday is not None:
        if not m.dated and not n.dated and second.point.key < first.point.key:
            placed, days = (first, -7) if tense() == "past" else (second, 7)
            _put(placed, placed.point.shift("day", days))  # type: ignore[union-attr]
    elif _names_part(m) and _names_part(n):
        if n.dated or (not m.dated and tense() == "past"):
            _to_year(first, second, until=True)
        else:
            _to_year(second, first, until=False)


def _names_part(m: Meaning) -> bool:
    """Whether an expression names a month, season or feast, so that a year is all it may lack."""
    return m.month is not None or m.season is not None or m.feast is not None


def _ranged(tokens: Tokens, a: engine.Found, b: engine.Found) -> bool:
    join = connector(tokens, a, b)
    return join in ("to", "dash") or (join == "and" and signal(tokens, a) == "between")


def _to_year(moved: Placed, other: Placed, *, until: bool) -> None:
    """Move one end of a range to the year nearest to the other's, before or behind it."""
    point, there = moved.point, other.point
    assert point is not None and there is not None
    year = there.year
    if until and point.key[1:] > there.key[1:]:
        year -= 1
    elif not until and point.key[1:] < there.key[1:]:
        year += 1
    there_is = point.unit != "day" or point.day <= month_length(year, point.month)
    then = replace(point, year=year)
    if year != point.year and there_is and then.written:
        _put(moved, then)


def _put(placed: Placed, point: Point | None) -> None:
    if point is not None:
        placed.point, placed.value = point, point.value


def intervals(
    tokens: Tokens,
    found: Sequence[engine.Found],
    placed: Sequence[Placed],
    edtfs: Sequence[When | None],
    published: Point | None,
) -> list[tuple[str | None, str | None]]:
    """For each expression (interval EDTF or None, signal or None)."""
    signals = [signal(tokens, f) for f in found]
    out: list[str | None] = [None] * len(found)
    pairs = pairwise(zip(found, placed, edtfs, strict=True))
    for i, ((f, one, a), (g, two, b)) in enumerate(pairs):
        join = connector(tokens, f, g)
        one_span = _one_span(join, signals[i], one) or (
            join == "and" and out[i] is None and _consecutive(f, one, g, two)
        )
        length = _stretch_to(join, f.meaning, two) or _length_from(tokens, f, g, two)
        if both := length or (one_span and _spanned(a, b)):
            out[i] = out[i + 1] = both
    alone = zip(found, placed, edtfs, signals, strict=True)
    for i, (f, one, edtf, name) in enumerate(alone):
        if out[i] is None:
            bound = _late_season(one) or edtf
            out[i] = _night(f, one) or _open(_bounding(tokens, f, name, one, edtf), bound)
        out[i] = out[i] or _lasting(f, one, name, published)
    return list(zip(out, signals, strict=True))


def _spanned(first: When | None, last: When | None) -> str | None:
    """From one date to another, None where that is none."""
    if first is not None and last is not None:
        with suppress(NotEdtfError):
            return when.span(first, last).edtf
    return None


def _stretch_to(join: str | None, m: Meaning, last: Placed) -> str | None:
    """ "The three months to 30 June", "the year to March": the months that end there."""
    point, months = last.point, _months(m)
    if point is None or not months or join not in ("to", "ended"):
        return None
    whole = point.unit == "day" and point.day == month_length(point.year, point.month)
    end = point.at("month") if whole else point
    if end.unit not in ("day", "month"):
        return None
    back = end.shift("month", 1 - months if end.unit == "month" else -months)
    begin = back if end.unit == "month" or back is None else back.shift("day", 1)
    return None if begin is None else when.span(begin.when, end.when).edtf


def _length_from(tokens: Tokens, f: engine.Found, g: engine.Found, first: Placed) -> str | None:
    """ "For 15 years from 1894": that long from then on."""
    m, unit = f.meaning, UNIT_OF.get(f.meaning.unit or "")
    if m.kind != "duration" or not m.count or m.count != int(m.count) or unit is None:
        return None
    between = tokens.values[f.last : g.first]
    if not between or between[0].get("signal") not in ("from", "since"):
        return None
    if not all(any(c in values for c in _SKIP) for values in between[1:]):
        return None
    point = first.point
    if point is None or FINENESS[point.unit] < FINENESS[unit]:
        return None
    last = point.off(unit, int(m.count))
    if last is None:
        return None
    return _spanned(point.when, when.about(last.when) if m.mod else last.when)


def _months(m: Meaning) -> int:
    """How many months a length or "the year", "the quarter" has, 0 for what is none of these."""
    length = m.kind == "duration" and m.count is not None and m.count == int(m.count)
    named = m.kind == "unit" and m.rel == 0 and not m.deictic
    return _MONTHS.get(m.unit or "", 0) * int(m.count or 1) if length or named else 0


def _one_span(join: str | None, name: str | None, placed: Placed) -> bool:
    """Whether the words between two dates, with the signal before, make one span of them."""
    if join in ("dash", "slash"):
        return placed.point is not None
    return (join, name) in _SPANS


def _consecutive(a: engine.Found, first: Placed, b: engine.Found, second: Placed) -> bool:
    """ "On 3 and 4 March", "this year and next": one stretch, as nothing lies between the two."""
    one, two = first.point, second.point
    if one is None or two is None or one.unit != two.unit or one.part or two.part:
        return False
    numbered = a.meaning.day is not None and b.meaning.day is not None
    if not (numbered and one.unit == "day") and not (a.rule == b.rule == "units-beside"):
        return False
    return one.shift(one.unit, 1) == two


def _night(f: engine.Found, placed: Placed) -> str | None:
    """ "The night of 8 to 9 January": part of both days."""
    point = placed.point
    if f.meaning.how != "night-of-two-days" or point is None or point.unit != "day":
        return None
    after = point.shift("day", 1)
    return None if after is None else when.span(point.when, after.when).edtf


def _late_season(placed: Placed) -> When | None:
    """The end of a season, as a bound: about its last month."""
    point = placed.point
    if placed.mod != "END" or point is None or point.unit != "season":
        return None
    last = point.when.last
    return None if last is None else when.about(when.of_month(last[0], last[1]))


def _bounding(
    tokens: Tokens, f: engine.Found, name: str | None, placed: Placed, edtf: When | None
) -> str | None:
    """The signal that bounds a time. "Before the end of the year" is until then; where "before"
    does not stand right beside its time, it is a noun's own."""
    if name != "before":
        return name
    if not f.first or "signal" not in tokens.values[f.first - 1]:
        return None
    year = edtf is not None and edtf.precision == "year"
    return "until" if year and placed.mod in ("END", "MID") else name


def _year_before(edtf: When) -> When | None:
    """The latest year before one that is named: nothing done "before 2030" is of that year."""
    if edtf.precision != "year" or edtf.first is None or edtf.first[0] < 2:
        return None
    return when.of_year(edtf.first[0] - 1)


def _open(name: str | None, edtf: When | None) -> str | None:
    if edtf is None or edtf.first is None or edtf.last is None:
        return None
    if name == "since":
        return when.span(edtf, None).edtf
    if name == "until":
        return when.span(None, edtf).edtf
    if name == "before" and (last := _year_before(edtf)) is not None:
        return when.span(None, last).edtf
    return None


def _lasting(
    f: engine.Found, placed: Placed, name: str | None, published: Point | None
) -> str | None:
    """A length of time that ends or begins at the publication day."""
    m = f.meaning
    if m.kind != "duration" or m.count is None or published is None or published.unit != "day":
        return None
    way = _way(m, placed, name)
    unit = UNIT_OF.get(m.unit or "")
    if not way or unit is None or unit == "weekend" or m.count != int(m.count):
        return None
    other = published.off(unit, way * int(m.count))
    if other is None:
        return None
    far = when.about(other.when) if m.mod is not None or unit == "week" else other.when
    # Both ends as exact as the unit: "for a month" on 11 May is April to May.
    near = (published.at(other.unit) if other.unit in ("month", "year") else published).when
    with suppress(NotEdtfError):
        return (when.span(near, far) if way > 0 else when.span(far, near)).edtf
    return None


def _way(m: Meaning, placed: Placed, name: str | None) -> int:
    """1 for a length that begins at publication, -1 for one that ends there, 0 for neither."""
    if m.rel == 1 or name == "in":
        return 1
    lasted = name == "for" and placed.how == "until-now"
    return -1 if m.rel == -1 or name == "since" or lasted else 0
