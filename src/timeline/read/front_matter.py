"""Front matter: fields of YAML or TOML at the head of a text, between lines of `---` or `+++`."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from timeline import user_toml
from timeline.read.draft import Draft
from timeline.read.published import stated

# Longer front matter is an attack or a mistake, and so is a heading that stands deeper.
_LONGEST = 50_000
# The parser's time grows with the square of what is open in YAML; lists of tags are few.
_MOST_OPEN = 200
_PAIR = re.compile(r"^([A-Za-z][\w-]{0,40})[ \t]*[:=][ \t]*(\S.{0,500})$", re.M)
_TOML = re.compile(r"^\+{3,}[ \t]*$", re.M)
_DATE_KEYS = ("date", "published", "publishdate", "pubdate", "publication_date", "date_published")
# What writers of notes and of sites describe a text by, the names above among them.
_KEYS = frozenset(_DATE_KEYS) | {
    *("title", "subtitle", "author", "authors", "byline", "lang", "language", "url", "canonical"),
    *("link", "source", "publisher", "publication", "slug", "layout", "tags", "keywords", "id"),
    *("category", "categories", "description", "summary", "draft", "updated"),
}
# Longer than this, it is no front matter of a text that need not be Markdown.
_FENCED = re.compile(r"\s*---[ \t]*\n((?:(?!---[ \t]*$).*\n){1,40}?)---[ \t]*$", re.M)
_KEY = re.compile(r"([A-Za-z][\w-]{0,40}):(?:[ \t]|$)")


def stands_at_head(text: str) -> bool:
    """Whether a text that need not be Markdown plainly begins with front matter.

    Lines of "name: value", or what belongs to them, between two lines of "---"; a title or a day is
    among them, and at least two of the names, or all of them, are those that such fields have. A
    notice between two rules ("Date: …", "Place: …") is none.
    """
    fenced = _FENCED.match(text[:_LONGEST])
    if fenced is None:
        return False
    lines = [line for line in fenced[1].split("\n") if line.strip()]
    keys = [m[1].lower() for line in lines if (m := _KEY.match(line))]
    if not keys or any(
        not _KEY.match(s) and not s.startswith((" ", "\t", "-", "#")) for s in lines
    ):
        return False
    known = sum(key in _KEYS for key in keys)
    described = "title" in keys or any(key in _DATE_KEYS for key in keys)
    return described and (known >= 2 or known == len(keys))


def describe(draft: Draft, fields: dict[str, Any]) -> Draft:
    """An article as the fields above it describe it, and a warning of a day nobody can read."""
    published, unread = stated(_first(fields, *_DATE_KEYS), "the front matter's date")
    return replace(
        draft,
        title=_first(fields, "title"),
        published=published,
        language=_first(fields, "lang", "language"),
        url=_first(fields, "url", "canonical"),
        warnings=(*draft.warnings, *unread),
    )


def parse(text: str) -> tuple[dict[str, Any], str]:
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
