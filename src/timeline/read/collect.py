"""Paths -> articles: what the user names is found, read once, in a fixed order, errors apart."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, cast

from timeline import content, web_address, when
from timeline.decode import REPLACED, sound
from timeline.errors import InputError, LeftOut, StageFailed, TimelineError, UsageError
from timeline.model import Article, PublishedHow
from timeline.read import addresses, characters, formats, labels, members, own, triage
from timeline.read.draft import Draft, Member
from timeline.read.each_once import MOST_ERRORS, AsBefore, Part, more, named
from timeline.read.paths import STDIN, find, suffix
from timeline.read.published import from_name, from_value
from timeline.run import InProcess, Passed, Reader
from timeline.safe_text import clean

_LONGEST_TOLD = 200  # characters of an address, in a warning


def articles(
    paths: Sequence[str],
    *,
    published: str | None = None,
    language: str | None = None,
    stdin: BinaryIO | None = None,
    max_bytes: int = 50_000_000,
    patience: float = content.PATIENCE,
    engine: Reader | None = None,
) -> Iterator[Article | TimelineError]:
    """Every article under `paths`, and one error for each thing that could not be read: an
    InputError, or an ArticleFailed where reading it broke; the rest of that file is lost then.

    paths: files, directories (read recursively in name order; what there isn't read gives a
    `NotRead` each), patterns with * ? [ ], and `-` for standard input (`stdin`, else the
    process's own). A file reached twice is read once. published, language: hold for every article,
    above what the files say. max_bytes: larger files are refused. patience: seconds that a pipe may
    stay silent. engine: where files are read, by default here.

    Raises UsageError at once when `published` is no date or there are no paths.
    """
    found = met(
        paths,
        lambda _: None,
        published=published,
        language=language,
        stdin=stdin,
        max_bytes=max_bytes,
        patience=patience,
        engine=engine,
    )
    return cast("Iterator[Article | TimelineError]", found)


def met(
    paths: Sequence[str],
    unchanged: Callable[[str], Sequence[Part] | None],
    *,
    published: str | None = None,
    language: str | None = None,
    stdin: BinaryIO | None = None,
    max_bytes: int = 50_000_000,
    patience: float = content.PATIENCE,
    engine: Reader | None = None,
) -> Iterator[Article | AsBefore | TimelineError]:
    """As `articles`, and an AsBefore for each file that need not be read.

    unchanged: what such a file holds, None for one that is to be read.
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
    found = list(find(paths))
    asked = File("", given, language, max_bytes, patience)
    names = frozenset(path for path in found if isinstance(path, str))
    files = _files(found, asked, stdin, unchanged)

    def again(path: str) -> Iterator[tuple[str, Article] | TimelineError]:
        return InProcess().read([replace(asked, path=path)])

    return named((engine or InProcess()).read(files), names, again)


def _files(
    there: Sequence[str | TimelineError],
    asked: File,
    stdin: BinaryIO | None,
    unchanged: Callable[[str], Sequence[Part] | None],
) -> Iterator[File | Passed | TimelineError]:
    """The files to read, those that only this process can read with what they hold."""
    for found in there:
        if isinstance(found, TimelineError):
            yield found
            continue
        file, own = replace(asked, path=found), _own(found)
        try:
            if not own and (parts := unchanged(found)) is not None:
                yield AsBefore(found, parts)
            else:
                yield file.taken(stdin) if own else file
        except InputError as error:
            yield error


def _own(path: str) -> bool:
    """Whether it is only this process's to read: its standard input, a pipe, `<(command)`."""
    return path == STDIN or path.startswith(("/dev/", "/proc/")) or not os.path.isfile(path)  # noqa: PTH113


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read, by whatever process. data: its bytes, where they were taken before."""

    path: str
    published: str | None
    language: str | None
    max_bytes: int
    patience: float
    data: bytes | None = None

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return _called(self.path)

    def taken(self, stdin: BinaryIO | None = None) -> File:
        """The same with its bytes. Raises InputError where they can't be read, or are too many."""
        return replace(self, data=self._bytes(stdin))

    def read(self) -> Iterator[tuple[str, Article] | TimelineError]:
        """Its articles, each with what tells it from others, and errors for parts of it.

        Raises InputError for the whole of it.
        """
        try:
            for item in self._all():
                if isinstance(item, TimelineError):
                    item.path = self.path
                yield item
        except TimelineError as error:
            error.path = self.path
            raise

    def _all(self) -> Iterator[tuple[str, Article] | TimelineError]:
        """All that the file gives; errors don't know yet which file they are about."""
        data = self._bytes() if self.data is None else self.data
        opened = members.Opened(self.max_bytes, len(data))
        try:
            for item in _drafts(self.path, self.name, data, opened):
                yield item if isinstance(item, TimelineError) else self._article(*item, data)
        except members.Exhausted as enough:
            why, how = f"{enough}; the rest is not read", "unpack it, and name what is in it"
            yield InputError(self.name, why, how)

    def _article(self, draft: Draft, fmt: str, data: bytes) -> tuple[str, Article] | StageFailed:
        where = _name(draft, self.path)
        try:
            article = item_to_article(draft, fmt, data, self.path, self.published, self.language)
        except Exception as error:
            return StageFailed(where, "read", error)
        return where, article

    def _bytes(self, stdin: BinaryIO | None = None) -> bytes:
        if self.path == STDIN:
            return content.of_stdin(stdin or sys.stdin.buffer, self.name, most=self.max_bytes)
        if addresses.is_address(self.path):
            return addresses.read(self.path, self.max_bytes)
        return content.read(self.path, self.name, most=self.max_bytes, patience=self.patience)


def _called(path: str) -> str:
    return "standard input" if path == STDIN else path


def _name(draft: Draft, path: str) -> str:
    """What tells the article from others: its file, and its line or number where there are many.

    The first article of a file has the file's own name, the second is `path#2`.
    """
    whole = path if draft.member is None else f"{path}/{draft.member}"
    if draft.line is not None:
        return f"{whole}:{draft.line}"
    return f"{whole}#{draft.number}" if (draft.number or 1) > 1 else whole


def expect(paths: Sequence[str]) -> int | None:
    """About how many articles and failures `articles` gives for these paths; None for `-`.

    A file counts as one, one of JSON Lines as its lines, a mailbox as its mails, a feed as the
    lines that begin an item; nothing else is opened.
    """
    if STDIN in paths:
        return None
    there = (found for found in find(paths) if not isinstance(found, LeftOut))
    return sum(_holds(found) if isinstance(found, str) else 1 for found in there)


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


def _drafts(
    path: str, name: str, data: bytes, opened: members.Opened, told: str | None = None
) -> Iterator[tuple[Draft, str] | TimelineError]:
    """Drafts with their format. told: that format, where it is known.

    Raises InputError for the whole file, Exhausted where the files within it are too much.
    """
    fmt = _format(path, name, data, told)
    # Lines of standard input are named as their ids are, the file as people call it.
    label = path if fmt == "jsonl" else name
    names, bad = members.Names(), 0
    for item in formats.found_in(fmt, data, label):
        if isinstance(item, Member):
            yield from _within(item, names.of(item.name), name, opened)
            continue
        told_of = _told_of(item, fmt, name)
        failed = isinstance(told_of, TimelineError) and not isinstance(told_of, LeftOut)
        bad += failed
        if not failed or bad <= MOST_ERRORS:
            yield told_of
    if bad > MOST_ERRORS:
        yield more(name, bad)


def _told_of(item: Draft | TimelineError, fmt: str, name: str) -> tuple[Draft, str] | TimelineError:
    if isinstance(item, Draft) and not item.text.strip():
        return InputError(name, "it holds no text", "leave it out, or fill it")
    return (item, fmt) if isinstance(item, Draft) else item


def _format(path: str, name: str, data: bytes, told: str | None) -> str:
    """The format of a file. Raises InputError where it is empty, another than its name says, or
    what timeline wrote."""
    if not data.strip(b" \t\r\n\f\xef\xbb\xbf"):
        blank = data.removeprefix(b"\xef\xbb\xbf")
        why = "it holds nothing but blanks" if blank else "it is empty"
        raise InputError(name, why, "leave it out, or fill it")
    known = told or (None if path == STDIN else formats.of_suffix(suffix(path), data))
    fmt = known or formats.sniff(data) or "text"
    formats.check(fmt, data, name)
    own.check(data, name)
    return fmt


def _within(
    member: Member, path: str, name: str, opened: members.Opened
) -> Iterator[tuple[Draft, str] | TimelineError]:
    """What a file within a file holds.

    path: its own there. name: that of the file it lies in, in messages.
    """
    inner = f"{name}/{path}"
    opened.count()
    if (left := triage.by_name(path, inner, told=member.format is not None)) is not None:
        yield left
        return
    try:
        data = opened.unpack(member, inner)
        if member.format is None and (left := triage.in_file(inner, data)) is not None:
            yield left
            return
        with opened.within():
            for item in _drafts(path, inner, data, opened, member.format):
                if isinstance(item, TimelineError):
                    yield item
                else:
                    yield _of_member(item[0], member, path, data), item[1]
    except InputError as error:
        yield error


def _of_member(draft: Draft, member: Member, path: str, data: bytes) -> Draft:
    """An article as that of the file within a file that it was found in."""
    alone = draft.line is None and draft.number is None and draft.member is None
    named = from_name(path) if alone and draft.published is None else None
    return replace(
        draft,
        member=f"{path}/{draft.member}" if draft.member else path,
        source=data if draft.source is None else draft.source,
        url=draft.url or member.url,
        published=named or draft.published,
        published_how="filename" if named else draft.published_how,
    )


def item_to_article(
    draft: Draft, fmt: str, data: bytes, path: str, published: str | None, language: str | None
) -> Article:
    """The article of a draft: the user's word first, then the file's, then its name.

    sha256 is of the whole file, or of its own part where a file holds several articles.
    """
    draft = characters.settled(_sound(draft), verbatim=fmt == "jsonl")
    date, how = _date(draft, path, published)
    source = data if draft.source is None else draft.source
    name = _name(draft, path)
    return Article(
        id=draft.id or name,
        path=path,
        part=None if draft.id else name[len(path) :],
        title=_stated(draft.title),
        author=_stated(draft.author),
        text=draft.text,
        published=date,
        published_how=how,
        language=_primary(language or draft.language),
        url=draft.url,
        format=fmt,
        sha256=hashlib.sha256(source).hexdigest(),
        warnings=(*draft.warnings, *_no_link(draft.url)),
        pages=draft.pages,
    )


def _stated(told: str | None) -> str | None:
    """A title or a name, None for what programs put in its place."""
    return None if told and labels.pattern("placeholders", "none").match(told) else told


def _no_link(url: str | None) -> Iterator[str]:
    """What is said of an address that nothing will be linked to."""
    if url and url.strip() and web_address.checked(url) is None:
        yield f"its address is no web link: {clean(url)[:_LONGEST_TOLD]}"


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
    alone = draft.line is None and draft.number is None and draft.member is None
    named = from_name(path) if alone and path != STDIN else None
    if named is not None:
        when.parse(named)
        return named, "filename"
    return None, "unknown"


def _primary(language: str | None) -> str | None:
    """`en` of en-GB, en_US or EN; None when it is no language code."""
    code = (language or "").replace("_", "-").split("-")[0].strip().lower()
    return code if 2 <= len(code) <= 3 and code.isascii() and code.isalpha() else None
