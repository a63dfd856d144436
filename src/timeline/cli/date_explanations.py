"""How each time expression was read, told in words: what `timeline dates --explain` prints.

Invariant: works on the rows of the dates command; everything told is in the record or in the
article's publication date, nothing is worked out a second time.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from timeline.safe_text import clean

# Key of a row under which the article's (publication date, how it is known) travel.
PUBLISHED = "published"
# Key of a row for the habits its article was read with, news or narrative.
MODE = "mode"
# Key of a row for the words around its expression, which stands between them.
AROUND = "around"

_WORDS = 22  # code points shown on each side of an expression
_LABEL = 17  # width of what stands before each line's content

_HOW = {
    "explicit": "the words say it all",
    "two-digit-year": "the year of two digits nearest to publication or to the years told",
    "day-month-order": "day and month may be the other way round",
    "weekday-and-date": "the year in which that day falls on that weekday",
    "nearest-year": "the year in which it lies nearest to publication",
    "nearest-season": "the season of that name nearest to publication",
    "year-of-publication": "the year of publication",
    "year-of-narrative": "the year the text is at",
    "year-of-neighbour": "the year of the date beside it",
    "last-before-publication": "the last one before publication",
    "next-after-publication": "the next one after publication",
    "relative-to-publication": "counted from publication",
    "relative-to-narrative": "counted from the date the text is at",
    "day-of-narrative": "on the day the text is at",
    "until-now": "a length of time that lasts until publication",
    "duration": "a length of time; not placed in the calendar",
    "set": "a time that recurs; not placed in the calendar",
    "vague": "no date is named",
    "no-such-day": "the calendar has no such day; left as it is written",
    "unresolved": "nothing to count it from; left unplaced",
    "stated": "the rule states the value",
}


def derivations(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One block of lines for each row, each document's name before its first."""
    document = None
    for row in rows:
        if row["document"] != document:
            document = row["document"]
            yield f"{clean(str(document))} ({_published(row[PUBLISHED])}; read as {row[MODE]})\n"
        yield _block(row)


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words of the same paragraph before and after text[start:end], cut at blanks."""
    before = text[max(0, start - _WORDS - 1) : start].rpartition("\n\n")[2]
    after = text[end : end + _WORDS + 1].partition("\n\n")[0]
    if len(before) > _WORDS:
        before = "… " + before.partition(" ")[2]
    if len(after) > _WORDS:
        after = after.rpartition(" ")[0] + " …"
    squeeze = str.maketrans("\n\t\r", "   ")
    return before.translate(squeeze).lstrip(), after.translate(squeeze).rstrip()


def _published(known: tuple[str | None, str]) -> str:
    published, how = known
    return "publication date unknown" if published is None else f"published {published}, {how}"


def _block(row: Mapping[str, Any]) -> str:
    text = " ".join(clean(row["text"]).split())
    lines = [f"  {row['start']}-{row['end']}  “{text}”"]

    def add(label: str, told: str) -> None:
        head, width = f"    {label:<13}", shutil.get_terminal_size().columns - 1
        # On the narrowest of terminals lines are cut where it likes.
        lines.extend(
            textwrap.wrap(
                told,
                max(width, _LABEL + 20),
                initial_indent=head,
                subsequent_indent=" " * _LABEL,
                break_on_hyphens=False,
            )
        )

    before, after = row[AROUND]
    add("in the text", clean(f"{before}[{text}]{after}"))
    mods = "".join(f", {k} {row[k]}" for k in ("mod", "quant", "freq") if row[k])
    add("value", f"{row['type']} {row['value']}{mods}")
    add("date", row["edtf"] or "none")
    if row["interval"]:
        add("with context", row["interval"])
    add("resolved", _how(row))
    add("rules", ", ".join(row["rules"]))
    if row["alternatives"]:
        add("or else", ", ".join(row["alternatives"]))
    add("confidence", f"{row['confidence']:.2f}")
    return "\n".join(lines) + "\n"


def _how(row: Mapping[str, Any]) -> str:
    how = row["how"]
    told = _HOW.get(how)
    if told is None and how.startswith("weekday-"):
        side, _, base = how.removeprefix("weekday-").partition("-")
        told = f"the weekday {side} {'publication' if base == 'publication' else 'the text’s date'}"
    published = row[PUBLISHED][0]
    against = f" ({published})" if published and "publication" in (told or how) else ""
    return f"{how}: {told}{against}" if told else f"{how}{against}"
