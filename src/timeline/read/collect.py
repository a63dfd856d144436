"""Paths -> articles: what the user names is found, read once, in a fixed order, errors apart."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from timeline import content, when
from timeline.errors import InputError, UsageError
from timeline.model import Article, PublishedHow
from timeline.read import formats
from timeline.read.decode import REPLACED, sound
from timeline.read.draft import Draft
from timeline.read.paths import STDIN, find, suffix
from timeline.read.published import from_name, from_value

# Of one file so many errors are told one by one.
_MOST_ERRORS = 1_000


def articles(
    paths: Sequence[str],
    *,
    published: str | None = None,
    language: str | None = None,
    stdin: BinaryIO | None = None,
    max_bytes: int = 50_000_000,
) -> Iterator[Article | InputError]:
    """Every article under `paths`, and one InputError for each thing that could not be read.

    paths: files, directories (read recursively in name order; hidden files and unknown suffixes
    are passed over), patterns with * ? [ ], and `-` for standard input (`stdin`, else the
    process's own). A file reached twice is read once. published, language: hold for every article,
    above what the files say. max_bytes: larger files are refused.

    Raises UsageError at once when `published` is no date or there are no paths.
    """
    if not paths:
        raise UsageError("paths", "there is nothing to read", "name a file, a directory or -")
    given = None
    if published is not None:
        given = from_value(published)
        if given is None:
            raise UsageError(
                f"published {published!r}", "it is no date", "write it as 2020-08-19 or 2020-08"
            )
    return _articles(paths, given, language, stdin, max_bytes)


def _articles(
    paths: Sequence[str],
    published: str | None,
    language: str | None,
    stdin: BinaryIO | None,
    max_bytes: int,
) -> Iterator[Article | InputError]:
    taken: dict[str, str] = {}

    def given(item: tuple[Draft, str, bytes], path: str) -> Article | InputError:
        article = item_to_article(*item, path, published, language)
        where = _name(item[0], path)
        if article.id in taken:
            why = f"its id {article.id[:100]!r} is that of {taken[article.id]}"
            return InputError(where, why, "give each article an id of its own")
        taken[article.id] = where
        return article

    for found in find(paths):
        if isinstance(found, InputError):
            yield found
            continue
        bad = 0
        for item in _whole(found, stdin, max_bytes):
            told = item if isinstance(item, InputError) else given(item, found)
            bad += isinstance(told, InputError)
            if isinstance(told, Article) or bad <= _MOST_ERRORS:
                yield told
        if bad > _MOST_ERRORS:
            why = f"{bad - _MOST_ERRORS} more of what it holds could not be read"
            yield InputError(_called(found), why, "mend what was named first")


def _whole(
    path: str, stdin: BinaryIO | None, max_bytes: int
) -> Iterator[tuple[Draft, str, bytes] | InputError]:
    """What `_read` gives, and one InputError for what ends it, whatever a reader raises.

    Readers raise InputError for what they know to be wrong. Of another error, which is ours or a
    library's, `__cause__` has the place.
    """
    try:
        yield from _read(path, stdin, max_bytes)
    except InputError as e:
        yield e
    except Exception as e:
        told = f"{type(e).__name__}: {e}".strip(": ").split("\n", 1)[0][:200]
        broken = InputError(
            _called(path),
            f"it broke the reader ({told})",
            "check the file, or give its text; --debug shows where",
        )
        broken.__cause__ = e
        yield broken


def _called(path: str) -> str:
    return "standard input" if path == STDIN else path


def _name(draft: Draft, path: str) -> str:
    """What tells the article from others: its file, and its line or number where there are many.

    The first article of a file has the file's own name, the second is `path#2`.
    """
    if draft.line is not None:
        return f"{path}:{draft.line}"
    return f"{path}#{draft.number}" if (draft.number or 1) > 1 else path


def expect(paths: Sequence[str]) -> int | None:
    """About how many articles and errors `articles` gives for these paths; None for `-`.

    A file counts as one, one of JSON Lines as its lines, a mailbox as its mails, a feed as the
    lines that begin an item; nothing else is opened.
    """
    if STDIN in paths:
        return None
    return sum(_holds(found) if isinstance(found, str) else 1 for found in find(paths))


def _holds(path: str) -> int:
    told = formats.SUFFIXES.get(suffix(path))
    if told is None or told.begins is None or path.endswith(".json") or not os.path.isfile(path):  # noqa: PTH113
        return 1  # what is no file can be read only once
    try:
        with open(path, "rb") as handle:  # noqa: PTH123 - the path is kept as the user wrote it
            return max(1, sum(1 for line in handle if told.begins.match(line)))
    except OSError:
        return 1


# -- reading -----------------------------------------------------------------------------------


def _read(
    path: str, stdin: BinaryIO | None, max_bytes: int
) -> Iterator[tuple[Draft, str, bytes] | InputError]:
    """Drafts with their format and the whole file's bytes. Raises InputError for the whole file."""
    name = _called(path)
    data = _bytes(path, name, stdin, max_bytes)
    if not data.strip(b" \t\r\n\f\xef\xbb\xbf"):
        raise InputError(name, "it is empty", "leave it out, or fill it")
    known = None if path == STDIN else formats.of_suffix(suffix(path), data)
    fmt = known or formats.sniff(data) or "text"
    formats.check(fmt, data, name)
    # Lines of standard input are named as their ids are, the file as people call it.
    label = path if fmt == "jsonl" else name
    for item in formats.drafts(fmt, data, label):
        if isinstance(item, Draft) and not item.text.strip():
            yield InputError(name, "it holds no text", "leave it out, or fill it")
        else:
            yield item if isinstance(item, InputError) else (item, fmt, data)


def _bytes(path: str, name: str, stdin: BinaryIO | None, max_bytes: int) -> bytes:
    if path == STDIN:
        return content.of_stdin(stdin or sys.stdin.buffer, name, most=max_bytes)
    return content.read(path, name, most=max_bytes)


def item_to_article(
    draft: Draft, fmt: str, data: bytes, path: str, published: str | None, language: str | None
) -> Article:
    """The article of a draft: the user's word first, then the file's, then its name.

    sha256 is of the whole file, or of its own part where a file holds several articles.
    """
    draft = _sound(draft)
    date, how = _date(draft, path, published)
    source = data if draft.source is None else draft.source
    return Article(
        id=draft.id or _name(draft, path),
        path=path,
        title=draft.title,
        author=draft.author,
        text=draft.text,
        published=date,
        published_how=how,
        language=_primary(language or draft.language),
        url=draft.url,
        format=fmt,
        sha256=hashlib.sha256(source).hexdigest(),
        warnings=draft.warnings,
    )


def _sound(draft: Draft) -> Draft:
    """The same without what no file or table can hold: half a surrogate pair, a NUL."""
    changes: dict[str, str] = {}
    for field in ("text", "title", "author", "language", "url", "id"):
        told = getattr(draft, field)
        if told and (clean := sound(told)) != told:
            changes[field] = clean
    warnings = tuple(map(sound, draft.warnings))
    if "text" in changes:
        warnings = (*warnings, REPLACED)
    return replace(draft, **changes, warnings=warnings)  # type: ignore[arg-type]


def _date(draft: Draft, path: str, published: str | None) -> tuple[str | None, PublishedHow]:
    if published is not None:
        return published, "given"
    if draft.published is not None:
        return draft.published, draft.published_how
    # A date in the name of a file of many articles is that of the collection.
    alone = draft.line is None and draft.number is None
    named = from_name(path) if alone and path != STDIN else None
    if named is not None:
        when.parse(named)
        return named, "filename"
    return None, "unknown"


def _primary(language: str | None) -> str | None:
    """`en` of en-GB, en_US or EN; None when it is no language code."""
    code = (language or "").replace("_", "-").split("-")[0].strip().lower()
    return code if 2 <= len(code) <= 3 and code.isascii() and code.isalpha() else None
