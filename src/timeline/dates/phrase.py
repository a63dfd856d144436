"""A date as a user types it: EDTF, a phrase our languages read, else what dateparser reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from timeline import when
from timeline.dates import rulebook
from timeline.dates.levels import with_events
from timeline.dates.tagger import tag
from timeline.errors import UsageError
from timeline.model import TimeExpression
from timeline.when import NotEdtfError, When

# Relative phrases are still read without a day to count from, only not placed.
_HELP = "write it like 2020-08-09, 2020-08, 2020, 9 August 2020 or août 2020"


def read_date(text: str, *, today: date | None = None, language: str | None = None) -> When:
    """The date a phrase names ("2020-08", "last month", "9 August 2020", "août 2020").

    today: the day relative phrases count from; without it they are refused. language: the only
    language to try, None for each that has a data file. Raises UsageError for anything else.
    """
    phrase = " ".join(text.split())
    with suppress(NotEdtfError):
        return when.parse(phrase)
    needs_today = False
    for found in _readings(phrase, today, language):
        other = [a for e in found for a in e.alternatives if e.how == "day-month-order"]
        if other and language is None:
            raise UsageError(text, f"it may be {found[0].edtf} or {other[0]}", _HELP)
        denotes = {e.denotes for e in found}
        if len(denotes) == 1 and (told := denotes.pop()) is not None:
            return when.parse(told)
        needs_today |= today is None and all(e.edtf is None for e in found)
    # dateparser guesses at figures it can't place ("2020-13"): only words are left to it.
    read = _foreign(phrase, today, language) if re.search(r"[^\W\d_]{2}", phrase) else None
    if read is not None:
        return read
    if needs_today:
        raise UsageError(text, "it counts from a day that is not known", _HELP)
    raise UsageError(text, "this is no date that can be read", _HELP)


def _readings(
    phrase: str, today: date | None, language: str | None
) -> Iterator[tuple[TimeExpression, ...]]:
    """The expressions of a phrase that holds nothing else, in each language that reads it."""
    published = None if today is None else today.isoformat()
    for code in _order(language):
        found = tag(phrase, language=code, published=published, mode="news")
        # "du 3 au 7 mai 2020": both ends carry the same interval.
        if not found or found[-1].end < len(phrase.rstrip(" .")):
            continue
        opener = phrase[: found[0].start].strip(" ,").lower()
        if not opener or opener in rulebook.openers(code):
            yield found


def _order(language: str | None) -> tuple[str, ...]:
    known = rulebook.available()
    if language is None:
        # Those of the first rank first: loading the others is seldom needed.
        return tuple(sorted(known, key=lambda code: (code not in with_events(), code)))
    code = language.lower().replace("_", "-").split("-")[0]
    return (code,) if code in known else ()


def _foreign(phrase: str, today: date | None, language: str | None) -> When | None:
    """What dateparser makes of the whole phrase, no more precise than it says it is."""
    # Imported here: it takes longer to load than everything else together.
    from dateparser.date import DateDataParser

    settings: dict[str, Any] = {"DATE_ORDER": "DMY", "PARSERS": ["absolute-time"]}
    if today is None:
        settings |= {"RELATIVE_BASE": datetime(2000, 1, 1), "REQUIRE_PARTS": ["year"]}
    else:
        settings["RELATIVE_BASE"] = datetime(today.year, today.month, today.day)
        settings["PARSERS"] = ["relative-time", "absolute-time"]
    try:
        parser = DateDataParser(
            languages=None if language is None else [language], settings=settings
        )
        data = parser.get_date_data(phrase)
    except (ValueError, OverflowError):
        return None
    found = data.date_obj
    if found is None:
        return None
    if data.period == "year":
        return when.of_year(found.year)
    if data.period == "month":
        return when.of_month(found.year, found.month)
    return when.of_week(found.date()) if data.period == "week" else when.of_day(found.date())
