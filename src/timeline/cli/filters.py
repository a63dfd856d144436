"""The filters on stored events: the options, and the one query that is made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, Any

import typer

from timeline.cli import completions, names_file, stored_names
from timeline.cli.options import All, NamesFile, among, many, single
from timeline.contract import STATUSES, TYPES, VERDICTS
from timeline.errors import UsageError
from timeline.store import Query, Store
from timeline.store.query import UNDECIDED
from timeline.when import NotEdtfError, When, parse


def _at_least(help_: str) -> Any:
    return typer.Option(min=0, max=1, metavar="0..1", help=help_)


@dataclass(frozen=True)
class Filters:
    """Which stored events a command is about. Values of one filter are alternatives."""

    since: Annotated[
        str | None, single('Events on or after: 2020, 2020-08, 2020-08-09, "last month".', "DATE")
    ] = None
    until: Annotated[str | None, single("Events on or before.", "DATE")] = None
    on: Annotated[str | None, single("Events on this day, or in this month or year.", "DATE")] = (
        None
    )
    around: Annotated[
        str | None, single("Events near it: as long again on either side, 3 days at least.", "DATE")
    ] = None
    type_: Annotated[
        list[str] | None,
        many(
            "Events of this type, e.g. election,protest.",
            "TYPE",
            "--type",
            completed=completions.among(TYPES),
        ),
    ] = None
    actor: Annotated[
        list[str] | None,
        many(
            "Events with this person or body, however it is spelt.",
            "NAME",
            completed=completions.actors,
        ),
    ] = None
    place: Annotated[
        list[str] | None,
        many("Events at this place, or country code.", "NAME", completed=completions.places),
    ] = None
    status: Annotated[
        list[str] | None,
        many(
            f"Events of this status: {', '.join(STATUSES)}.",
            "STATUS",
            completed=completions.among(STATUSES),
        ),
    ] = None
    source: Annotated[
        list[str] | None,
        many("Events told by a document with this in its name, title or address.", "TEXT"),
    ] = None
    language: Annotated[
        list[str] | None,
        many(
            "Events told by a document in this language.", "CODE", completed=completions.languages
        ),
    ] = None
    grep: Annotated[
        str | None,
        single("Events with this regular expression in title, quotes or note.", "PATTERN"),
    ] = None
    verdict: Annotated[
        list[str] | None,
        many(
            "Events of this verdict: accepted, rejected (hidden ones, then) or none.",
            "VERDICT",
            completed=completions.among((*VERDICTS, UNDECIDED)),
        ),
    ] = None
    tag: Annotated[
        list[str] | None, many("Events that bear this tag.", "TAG", completed=completions.tags)
    ] = None
    min_confidence: Annotated[float, _at_least("Events at least this sure.")] = 0.0
    min_salience: Annotated[float, _at_least("Events at least this weighty.")] = 0.0
    names: NamesFile = None
    all_: All = False

    def query(self, **more: Any) -> Query:
        """What can be asked without a look at the store; more: other fields of the query.

        Raises UsageError.
        """
        first, last = self.window()
        verdicts = among("--verdict", self.verdict, (*VERDICTS, UNDECIDED))
        more["away"] = more.get("away", False) or "rejected" in verdicts
        return Query(
            since=first,
            until=last,
            types=among("--type", self.type_, TYPES),
            statuses=among("--status", self.status, STATUSES),
            sources=tuple(map(_sought, self.source or ())),
            grep=pattern(self.grep),
            min_confidence=self.min_confidence,
            min_salience=self.min_salience,
            everything=self.all_,
            verdicts=verdicts,
            tags=tags(self.tag or ()),
            **more,
        )

    def stored(self, query: Query, store: Store, say: Callable[[str], None]) -> Query:
        """The query with the languages, actors and places that are stored under what was given."""
        path = names_file.of(store, self.names)
        if self.names is not None:
            names_file.read(path)  # a mistake in a file that was asked for ends the command
        readable = names_file.warn(store, path, say)
        query = replace(query, languages=stored_names.languages(store, self.language or (), say))
        if self.actor:
            # Without a file that can be read filters go by the names that are stored.
            aliases = names_file.known(store, path if readable else None)
            query = replace(query, called=stored_names.actors(store, self.actor, aliases, say))
        if self.place:
            at, within = stored_names.places(store, self.place, say)
            query = replace(query, at=at, within=within)
        return query

    def window(self) -> tuple[str | None, str | None]:
        """(first day, last day) that the time filters leave between them, None where unbounded.

        Raises UsageError when --on or --around comes with another, or none can lie between.
        """
        told = {name: getattr(self, name) for name in ("since", "until", "on", "around")}
        given = {name: value for name, value in told.items() if value is not None}
        near = "on" if "on" in given else "around"
        if near in given:
            others = " and ".join(f"--{name}" for name in given if name != near)
            if others:
                raise UsageError(f"--{near}", f"it can't go with {others}", "give one of them")
            return _about(near, given[near])
        first, last = moment("--since", self.since), moment("--until", self.until)
        if first and last and _before(last, first):
            raise UsageError("--until", "it lies before --since", "swap them")
        return (first.start if first else None), (last.end if last else None)


_ADDRESS = re.compile(r"(?is)https?://(?:www\.)?([^#]+?)/?(?:#.*)?")


def _sought(source: str) -> str:
    """What is looked for of a source: of an address not how it is reached, nor a place on it."""
    told = _ADDRESS.fullmatch(source.strip())
    return told[1] if told else source


def tags(given: Sequence[str]) -> tuple[str, ...]:
    """The tags asked for. Raises UsageError for one that is empty."""
    told = tuple(" ".join(tag.split()) for one in given for tag in one.split(","))
    if "" in told:
        raise UsageError("--tag", "it names no tag", "write it like --tag summit")
    return told


def _before(one: When, other: When) -> bool:
    """Whether a span has ended when the other begins."""
    return one.last is not None and other.first is not None and one.last < other.first


def _about(name: str, value: str) -> tuple[str | None, str | None]:
    """The days of --on; those of --around with as many on either side, three at least."""
    told = moment(f"--{name}", value)
    assert told is not None
    if told.first_date is None or told.last_date is None:
        raise UsageError(f"--{name}", f"{value!r} has an open end", "use --since or --until")
    room = timedelta(0)
    if name == "around":
        room = max((told.last_date - told.first_date) + timedelta(1), timedelta(3))
    try:
        return (told.first_date - room).isoformat(), (told.last_date + room).isoformat()
    except OverflowError:
        return told.start, told.end


def moment(option: str, value: str | None) -> When | None:
    """The date or span a time filter names: EDTF, else a phrase such as "last month"."""
    if value is None:
        return None
    try:
        return parse(value)
    except NotEdtfError:
        from timeline import dates

    try:
        return dates.read_date(value, today=date.today())
    except UsageError as error:
        raise UsageError(option, f"{value!r}: {error.why}", error.how) from error


def pattern(text: str | None) -> re.Pattern[str] | None:
    """The regular expression of --grep. Raises UsageError for what is none."""
    if text is None:
        return None
    try:
        return re.compile(text, re.IGNORECASE)
    except re.error as error:
        why = f"{text!r} is no regular expression ({error})"
        raise UsageError("--grep", why, "escape special characters with \\") from error
