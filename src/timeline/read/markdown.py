"""Markdown: the raw text is the article's text; front matter and the first heading describe it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from timeline.errors import InputError
from timeline.read.decode import decode
from timeline.read.draft import Draft
from timeline.read.published import from_value

_YAML = re.compile(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
_TOML = re.compile(r"\s*\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|$)", re.S)
_PAIR = re.compile(r"([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*)")
_TITLE = re.compile(r"^#[ \t]+(\S.*?)[ \t]*#*[ \t]*$", re.M)
_DATE_KEYS = ("date", "published", "publishdate", "pubdate", "publication_date", "date_published")
_MARKUP = re.compile(r"[*_`]{1,3}|<[^<>]{1,40}>")


def read(data: bytes, name: str) -> Iterator[Draft | InputError]:
    """The whole file as one article."""
    text, warnings = decode(data, name)
    fields, end = front_matter(text)
    notes = list(warnings)
    published = None
    given = next((fields[k] for k in _DATE_KEYS if fields.get(k)), None)
    if given is not None:
        published = from_value(given)
        if published is None:
            notes.append(f"the front matter's date {given!r} is no date; it was ignored")
    heading = _TITLE.search(text, end)
    title = str(fields["title"]) if fields.get("title") else None
    if title is None and heading:
        title = _MARKUP.sub("", heading[1]).strip() or None
    yield Draft(
        text=text,
        title=title,
        published=published,
        published_how="metadata" if published else "unknown",
        language=str(fields.get("lang") or fields.get("language") or "") or None,
        url=str(fields.get("url") or fields.get("canonical") or "") or None,
        warnings=tuple(notes),
    )


def front_matter(text: str) -> tuple[dict[str, object], int]:
    """The fields of YAML or TOML front matter by lower-case name, and where it ends (0: none).

    Of YAML only `name: value` lines are read: that is where titles and dates stand.
    """
    if m := _TOML.match(text):
        try:
            return {k.lower(): v for k, v in tomllib.loads(m[1]).items()}, m.end()
        except tomllib.TOMLDecodeError:
            return {}, m.end()
    m = _YAML.match(text)
    if m is None or ":" not in m[1]:
        return {}, 0
    fields: dict[str, object] = {}
    for line in m[1].split("\n"):
        if pair := _PAIR.fullmatch(line.rstrip()):
            value = pair[2].strip()
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1]
            fields.setdefault(pair[1].lower(), value)
    return (fields, m.end()) if fields else ({}, 0)
