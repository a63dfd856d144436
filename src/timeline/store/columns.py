"""The mentions of an article column by column, which packs to less than one record after the other.

A list of records becomes one record of columns; what a quote has already is not said again: the
words of a trigger, an argument or a time that stand within it are told by where they stand, a title
by which of its words it takes. Nor is a quote where the article's text is at hand. Places are told
from the one before, lengths for ends.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

Record = dict[str, Any]

MALFORMED = (ValueError, TypeError, LookupError, AttributeError, RecursionError, StopIteration)
"""What is raised by what was not folded so."""

_NULLS, _LENGTHS, _SAME, _NAMES, _ALL = "?", "#", "=", "$", "*"
# Names are numbered where each stands so often.
_AGAIN = 2
# Stands where a text says what is known from elsewhere.
_KNOWN = 0
# What of a record is words at its place.
_WORDS = ("text", "name")
_FORMS = 4


def folded(text: str, article: str | None = None) -> str | None:
    """The columns of a JSON list of mentions, JSON; None where it wouldn't come back as it was.

    article: the text that they are of, None where `unfolded` hasn't got it.
    """
    try:
        told = json.loads(text)
        _shorten(told, article)
        found = _dumped(_column(told))
        return found if unfolded(found, article) == text else None
    except MALFORMED:
        return None


def unfolded(text: str, article: str | None = None) -> str:
    """The JSON list of mentions that was folded so."""
    told = _values(json.loads(text))
    _lengthen(told, article)
    return _dumped(told)


def _dumped(told: Any) -> str:
    from pydantic_core import to_json  # not for those who only show what is stored

    return to_json(told).decode()


# -- columns -----------------------------------------------------------------------------------


def _column(values: list[Any]) -> Any:
    """Values as they are, or in fewer words where they are all of a kind."""
    for fewer in (_by_field, _in_one, _numbered, _once):
        if (found := fewer(values)) is not None:
            return found
    return values


def _by_field(values: list[Any]) -> Record | None:
    """Records with the same fields, some of them perhaps null, field by field."""
    there = [v for v in values if v is not None]
    if not there or not all(isinstance(v, dict) for v in there):
        return None
    names = list(there[0])
    if not all(list(v) == names for v in there):
        return None
    fields = {name: _column([v[name] for v in there]) for name in names}
    return {_NULLS: _column([int(v is None) for v in values]), **fields}


def _in_one(values: list[Any]) -> Record | None:
    """Lists as one, with their lengths."""
    if not values or not all(isinstance(v, list) for v in values):
        return None
    every = [one for v in values for one in v]
    return {_LENGTHS: _column([len(v) for v in values]), _ALL: _column(every)}


def _once(values: list[Any]) -> Record | None:
    """One value that is all there is, with how often it comes."""
    if len(values) > 1 and all(v == values[0] for v in values):
        return {_SAME: len(values), _ALL: values[0]}
    return None


def _numbered(values: list[Any]) -> Record | None:
    """Names that come again and again by their numbers; None where they don't."""
    if not all(isinstance(v, str) for v in values):
        return None
    numbers = {name: n for n, name in enumerate(dict.fromkeys(values))}
    if not 1 < len(numbers) <= len(values) // _AGAIN:
        return None
    return {_NAMES: list(numbers), _ALL: [numbers[v] for v in values]}


def _values(column: Any) -> list[Any]:
    """The values that a column was made of."""
    if isinstance(column, list):
        return column
    if _SAME in column:
        return [column[_ALL]] * int(column[_SAME])
    if _NAMES in column:
        return [column[_NAMES][n] for n in column[_ALL]]
    if _LENGTHS in column:
        every = iter(_values(column[_ALL]))
        return [list(islice(every, n)) for n in _values(column[_LENGTHS])]
    nulls = _values(column.pop(_NULLS))
    names = list(column)
    rows = zip(*map(_values, column.values()), strict=True)
    # Each row has as many values as there are names.
    return [None if null else dict(zip(names, next(rows), strict=False)) for null in nulls]


# -- what is known from elsewhere --------------------------------------------------------------


def _spans(mention: Record) -> Iterator[Record]:
    """What of a mention stands somewhere in the text, but for its own quote."""
    event = mention["event"]
    frame = event["frame"]
    yield event["trigger"]
    for one in (frame["subject"], frame["object"], frame["content"], mention["time_expression"]):
        if one is not None:
            yield one
    yield from frame["others"]
    yield from event["participants"]


def _shorten(mentions: list[Record], article: str | None) -> None:
    """Leave out what `_lengthen` knows."""
    before, at = "", 0
    for mention in mentions:
        event = mention["event"]
        quote, start = event["quote"], event["start"]
        for one in _spans(mention):
            begun, ended = one["start"] - start, one["end"] - start
            one["start"], one["end"] = begun, ended - begun
            words = _words(quote, begun, ended, start, article)
            if "head" in one and one["head"] == _last(one["text"]):
                one["head"] = _KNOWN
            for name in filter(one.__contains__, _WORDS):
                one[name] = _KNOWN if one[name] == words else _picked(one[name], words)
        named = f"{event['type']}:{event['lemma']}"
        event["rules"] = [rule.removesuffix(named) for rule in event["rules"]]
        event["title"] = _picked(event["title"], quote)
        known = before if article is None else article[start : event["end"]]
        event["start"], event["end"] = start - at, event["end"] - start
        event["quote"] = _KNOWN if quote == known else quote
        before, at = quote, start


def _lengthen(mentions: list[Record], article: str | None) -> None:
    """Put in what `_shorten` left out."""
    before, at = "", 0
    for mention in mentions:
        event = mention["event"]
        start = event["start"] = event["start"] + at
        event["end"] += start
        known = before if article is None else article[start : event["end"]]
        quote = event["quote"] = known if event["quote"] == _KNOWN else event["quote"]
        event["title"] = _put_together(event["title"], quote)
        named = f"{event['type']}:{event['lemma']}"
        event["rules"] = [f"{rule}{named}" if rule[-1:] == ":" else rule for rule in event["rules"]]
        for one in _spans(mention):
            begun, ended = one["start"], one["start"] + one["end"]
            one["start"], one["end"] = begun + start, ended + start
            words = _words(quote, begun, ended, start, article)
            for name in filter(one.__contains__, _WORDS):
                told = one[name]
                one[name] = words if told == _KNOWN else _put_together(told, words)
            if one.get("head") == _KNOWN:
                one["head"] = _last(one["text"])
        before, at = quote, start


def _words(quote: str, begun: int, ended: int, start: int, article: str | None) -> str:
    """What stands there. begun, ended: from where the quote starts; start: that."""
    if article is None:
        return quote[begun:ended] if begun >= 0 else ""
    return article[begun + start : ended + start] if begun + start >= 0 else ""


def _last(text: str) -> str:
    return text[text.rfind(" ") + 1 :]


def _forms(word: str) -> tuple[str, ...]:
    """A word of a quote as a title may have it."""
    large = word[:1].upper() + word[1:]
    return word, large, word[:-1], large[:-1]


def _picked(title: str, quote: str) -> list[int | str]:
    """The words of a title: how many of the quote are left out before one, and its form; one that
    isn't the quote's as it is."""
    words = quote.split(" ")
    found: list[int | str] = []
    at = 0
    for word in title.split(" "):
        rest = word[1:]
        for where in range(at, len(words)):
            # Few begin like it, and making the forms of all takes longer.
            if words[where][1:].startswith(rest) and word in (forms := _forms(words[where])):
                found.append((where - at) * _FORMS + forms.index(word))
                at = where + 1
                break
        else:
            found.append(word)
    return found


def _put_together(picked: list[int | str], quote: str) -> str:
    words = quote.split(" ")
    found: list[str] = []
    at = 0
    for one in picked:
        if isinstance(one, str):
            found.append(one)
        else:
            at += one // _FORMS
            form = one % _FORMS
            found.append(_forms(words[at])[form] if form else words[at])
            at += 1
    return " ".join(found)
