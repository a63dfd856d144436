"""Markdown: the raw text is the article's text; front matter and the first heading describe it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from timeline import user_toml
from timeline.decode import decode
from timeline.read.draft import Draft, Found
from timeline.read.published import stated

_TITLE = re.compile(r"^#[ \t]+(\S.*)$", re.M)
_DATE_KEYS = ("date", "published", "publishdate", "pubdate", "publication_date", "date_published")
_MARKUP = re.compile(r"[*_`]{1,3}|<[^<>]{1,40}>")
# Longer front matter is an attack or a mistake, and so is a heading that stands deeper.
_LONGEST = 50_000
# The parser's time grows with the square of what is open in YAML; lists of tags are few.
_MOST_OPEN = 200
_PAIR = re.compile(r"^([A-Za-z][\w-]{0,40})[ \t]*[:=][ \t]*(\S.{0,500})$", re.M)
_TOML = re.compile(r"^\+{3,}[ \t]*$", re.M)


def read(data: bytes, name: str) -> Iterator[Found]:
    """The whole file as one article."""
    text, warnings = decode(data, name)
    fields, body = front_matter(text)
    published, unread = stated(_first(fields, *_DATE_KEYS), "the front matter's date")
    title = _first(fields, "title")
    if title is None and (heading := _TITLE.search(body)):
        title = _MARKUP.sub("", _without_closing(heading[1])).strip() or None
    yield Draft(
        text=text,
        title=title,
        published=published,
        language=_first(fields, "lang", "language"),
        url=_first(fields, "url", "canonical"),
        warnings=(*warnings, *unread),
    )


def _without_closing(heading: str) -> str:
    """A heading without the number signs that may close it."""
    told = heading.rstrip(" \t")
    return told.rstrip("#").rstrip(" \t") or told[:1]


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The fields of YAML or TOML front matter by lower-case name, and the first of what is below.

    YAML's values are texts, so that a date stays as it is written. Where it is no YAML, as with a
    title that holds a colon, what its plain lines say; where it has none, it is text.
    """
    text = text[:_LONGEST].lstrip()
    if not text.startswith(("---", "+++")):
        return {}, text
    import frontmatter
    import yaml  # type: ignore[import-untyped]
    from frontmatter.default_handlers import BaseHandler, YAMLHandler

    class Yaml(YAMLHandler):
        def load(self, fm: str, **_: object) -> Any:
            if fm.count("[") + fm.count("{") <= _MOST_OPEN:
                with suppress(yaml.YAMLError, ValueError, RecursionError):
                    return yaml.load(fm, Loader=yaml.BaseLoader)  # texts, lists and tables only
            return _lines(fm)

    class Toml(BaseHandler):
        FM_BOUNDARY = _TOML

        def load(self, fm: str) -> dict[str, Any]:
            try:
                return user_toml.loads(fm)
            except user_toml.NotTomlError:
                return {}

    fields, body = frontmatter.parse(text, handler=Yaml() if text[0] == "-" else Toml())
    return {str(key).lower(): value for key, value in fields.items()}, body


def _lines(matter: str) -> dict[str, Any]:
    """What the plain lines of front matter say."""
    return {key: value.strip(" \t\"'") for key, value in _PAIR.findall(matter)}


def _first(fields: dict[str, Any], *names: str) -> str | None:
    """What the first of these fields that says something says; lists and tables say nothing."""
    told = (
        str(v).strip() for n in names if isinstance(v := fields.get(n), str | int | float | date)
    )
    return next((value for value in told if value), None)
