"""Events and flat records printed in the format asked for, and the line said below them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from timeline import render
from timeline.cli import destination, streams, under_way
from timeline.contract import reviewed
from timeline.errors import Exit
from timeline.render import Column, Sheet

if TYPE_CHECKING:
    from timeline.contract import EventRow
    from timeline.store import Query, Selection, Store


@dataclass(frozen=True)
class _Printer:
    """Prints to standard output, or to a file; says more on standard error unless it is quiet.

    force: whether the file may be one that timeline did not write.
    """

    format_name: str
    quiet: bool
    file: str | None = None
    bom: bool = False
    force: bool = False

    def check(self, columns: Sequence[str] = ()) -> None:
        """Raise, before any work is done, where nothing can or should be written.

        columns: those asked for, of events.
        """
        destination.check(self.file)
        if self.file not in (None, "-") and not self.force:
            from timeline.cli import overwriting

            overwriting.check(self.file, columns)

    @property
    def table(self) -> bool:
        """Whether people read what is printed, and would rather see nothing than a bare header."""
        return self.format_name in streams.FOR_PEOPLE

    def opened(self) -> AbstractContextManager[Any]:
        """What to write to."""
        return destination.opened(self.file, self.format_name, bom=self.bom)

    def say(self, message: str) -> None:
        """One line on standard error, unless that is to be quiet."""
        if not self.quiet:
            streams.say(message)


@dataclass(frozen=True)
class SheetPrinter(_Printer):
    """Prints flat records."""

    def __post_init__(self) -> None:
        """Raise UsageError for a format that can't hold them, a file that can't or shouldn't be."""
        render.find_for_sheets(self.format_name)
        self.check()

    def write(
        self, columns: tuple[Column, ...], rows: Iterable[Mapping[str, Any]], group: str = ""
    ) -> None:
        """Print the records; no table where there are none. group: the field a table heads by."""
        self.write_all(Sheet(columns, rows, group or None))

    def write_all(self, *sheets: Sheet) -> None:
        """Print sheets, a blank line between two."""
        empty = (isinstance(s.rows, Sequence) and not s.rows for s in sheets)
        some = [s for s, bare in zip(sheets, empty, strict=True) if not (self.table and bare)]
        # A file that is there is never left holding what was asked for last time.
        if not some and self.file in (None, "-"):
            return
        with self.opened() as out:
            for number, sheet in enumerate(some):
                if number:
                    out.write("\n")
                render.find_for_sheets(self.format_name).sheet(sheet, out)


@dataclass(frozen=True)
class EventPrinter(_Printer):
    """Prints events. how: fields of the page to render; columns: the only ones to print, if any."""

    how: Mapping[str, Any] = field(default_factory=dict)
    columns: Sequence[str] = ()

    def __post_init__(self) -> None:
        """Raise UsageError for an unknown format, a file that can't or shouldn't be written."""
        render.find(self.format_name)
        self.check(self.columns)

    def select(self, store: Store, query: Query) -> Selection:
        """What a query asks for; outside of memory where the format writes events one by one."""
        return store.select(query, spooled=render.streams(self.format_name))

    def show(
        self, store: Store, selection: Selection, lacking: str = "", query: Query | None = None
    ) -> None:
        """Print selected events, and say what was left out. lacking: what wasn't read, in words.

        query: what they were asked for by; a page of them begins with their digest.
        """
        documents = self.write(store, selection.events, query)
        self.tell(selection, documents, lacking, _hint(store, selection, query))

    def show_columns(
        self, store: Store, selection: Selection, names: Sequence[str], query: Query
    ) -> None:
        """Print these columns of selected events, and say what was left out."""
        from timeline import flat
        from timeline.cli import event_columns

        documents = store.each_document()
        told = event_columns.sheet(
            selection.events,
            names,
            flat.addresses(documents),
            store.names(documents),
            store.id_length() if self.table else None,
        )
        if selection.events or not self.table or self.file not in (None, "-"):
            with self.opened() as out:
                render.find_for_sheets(self.format_name).sheet(told, out)
        self.tell(selection, len(documents), hint=_hint(store, selection, query))

    def tell(self, selection: Selection, documents: int, lacking: str = "", hint: str = "") -> None:
        """Say how much was printed, what was left out, and what to do about it."""
        left_out = {
            "more (--limit)": selection.cut,
            "trivial (--all)": selection.hidden,
            "rejected (--hidden)": selection.away,
        }
        told = [streams.count(len(selection.events), "event")]
        told += [f"{number} {what}" for what, number in left_out.items() if number]
        told.append(streams.count(documents, "document"))
        if (lost := render.untold(self.format_name)) and (many := _reviewed(selection, lost)):
            what = f"{' or '.join(lost)} that {self.format_name} can't hold"
            told.append(f"{streams.count(many, 'event')} with {what}")
        told += [lacking] if lacking else []
        self.say(", ".join(told) + (f"; {hint}" if hint else ""))

    def write(self, store: Store, events: Collection[EventRow], query: Query | None = None) -> int:
        """Print events, as `show` does; the number of documents there are."""
        documents = store.each_document()
        # A file that is there is never left holding what was asked for last time.
        if events or not self.table or self.file not in (None, "-"):
            around: Mapping[Any, Any] = {}
            short: Sequence[EventRow] = ()
            rows = cast("Sequence[EventRow]", events)
            if self.format_name == "html":
                from timeline.cli import quote_context

                around = quote_context.around(store, events)
            if query is not None and render.has_digest(self.format_name):
                from timeline.cli import in_short

                short = in_short.chosen(store, query, rows)
            folder = destination.folder_of(self.file)
            page = render.Page(
                documents,
                rows,
                store.id_length(),
                around,
                digest=short,
                folder=folder,
                file_of=store.file,
                shown=store.names(documents),
                **self.how,
            )
            with self.opened() as out:
                since = query.since if query is not None and self.table else None
                left_out = under_way.chronology(self.format_name, page, since, out)
            for told in left_out:
                streams.say(told)
            if (most := render.most(self.format_name)) is not None and len(events) > most:
                many = f"{len(events)} events are many for {self.format_name}"
                self.say(f"{many}: see --min-salience, --since, or timeline digest")
        return len(documents)


def _hint(store: Store, selection: Selection, query: Query | None) -> str:
    """What to do where nothing is found; "" where something is, or what was left out says it."""
    if selection.events or selection.hidden or selection.away or store.folder is None:
        return ""
    if query is not None and not query.narrow:
        return "timeline documents tells how each was read"
    return "leave a filter out, or see what there is: timeline stats"


def _reviewed(selection: Selection, fields: Sequence[str]) -> int:
    """The number of events of whose review one of these fields says anything."""
    told = (cast("dict[str, Any]", reviewed(event)) for event in selection.events)
    return sum(any(review[name] for name in fields) for review in told)


def empty_exit(found: Collection[Any], fail_empty: bool) -> Exit:
    """3 when nothing matched and that is to count as failure."""
    return Exit.EMPTY if fail_empty and not found else Exit.OK
