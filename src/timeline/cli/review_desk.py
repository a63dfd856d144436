"""The store as a review sees it (review/desk.py), made of what the commands are made of."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from timeline import decisions, when
from timeline.cli import deciding, decision_ledger, edited_decisions, quote_context
from timeline.cli.filters import Filters
from timeline.cli.options import Signed
from timeline.contract import reviewed
from timeline.decisions.fields import FIELDS, check, named
from timeline.errors import UsageError
from timeline.review.desk import Asked, Counts, Taken, Wanted
from timeline.store import Store
from timeline.store.files import STORE
from timeline.store.query import Query, Sort

if TYPE_CHECKING:
    from timeline.contract import DocumentRow, EventRow, MentionRow
    from timeline.decisions import Decision, Ledger
    from timeline.store.listing import Choices, Listed

_SORTS: Mapping[str, tuple[Sort, bool]] = {
    "date": ("date", False),
    "surest": ("confidence", False),
    "doubtful": ("confidence", True),
}


class ReviewDesk:
    """A store's folder as a review sees it. author: who reviews, "" where nobody knows."""

    def __init__(self, folder: Path, author: str = "") -> None:
        self._folder, self.author = folder, author
        # Of the store when it was last looked through for damage.
        self._sound = ""

    def events(self, wanted: Wanted) -> tuple[list[EventRow], Counts]:
        """See Desk."""
        filters, query = _asked(wanted)
        edited_decisions.freshen(self._folder, _quiet)
        with Store.read(self._folder) as store:
            found = list(store.select(filters.stored(query, store, _quiet)).events)
        verdicts = [reviewed(e)["verdict"] for e in found]
        counts = Counts(
            verdicts.count(None), verdicts.count("accepted"), verdicts.count("rejected")
        )
        kept = [
            e
            for e, verdict in zip(found, verdicts, strict=True)
            if (not wanted.left or verdict is None) and (wanted.rejected or verdict != "rejected")
        ]
        return kept, counts

    def listed(self, wanted: Wanted) -> list[Listed]:
        """See Desk."""
        filters, query = _asked(wanted)
        edited_decisions.freshen(self._folder, _quiet)
        version = self.version()
        with Store.read(self._folder, checked=version != self._sound) as store:
            found = store.listed(filters.stored(query, store, _quiet))
        self._sound = version
        return [
            e
            for e in found
            if (not wanted.left or e.verdict is None)
            and (wanted.rejected or e.verdict != "rejected")
        ]

    def choices(self) -> Choices:
        """See Desk."""
        with Store.read(self._folder, checked=False) as store:
            return store.choices()

    def event(self, id_: str) -> EventRow | None:
        """See Desk."""
        with Store.read(self._folder, checked=False) as store:
            return store.event(id_)

    def contexts(self, mentions: Sequence[MentionRow]) -> list[tuple[str, str] | None]:
        """See Desk."""
        with Store.read(self._folder, checked=False) as store:
            return quote_context.contexts(store, mentions)

    def documents(self) -> list[DocumentRow]:
        """See Desk."""
        with Store.read(self._folder, checked=False) as store:
            return store.documents()

    def names(self) -> Mapping[str, str]:
        """See Desk."""
        with Store.read(self._folder, checked=False) as store:
            return store.names(store.documents())

    def text(self, document: str) -> str | None:
        """See Desk."""
        with Store.read(self._folder, checked=False) as store:
            return store.text(document)

    def file(self, document: str) -> str | None:
        """See Desk."""
        with Store.read(self._folder, checked=False) as store:
            found = next((d for d in store.documents() if d["id"] == document), None)
            return None if found is None else store.file(found) or None

    def read_only(self) -> str:
        """See Desk."""
        # What is written: the database, the decisions, and files beside them while it is done.
        there = (self._folder / STORE, self._folder / decisions.FILE)
        for path in (self._folder, *(p for p in there if p.exists())):
            if not os.access(path, os.W_OK):
                return f"{path} can't be written"
        return ""

    def decide(self, asked: Asked) -> Taken:
        """See Desk."""
        decide = self._decision(asked)

        def make(store: Store, old: Ledger) -> Ledger:
            return decisions.with_decision(old, decide(store, old))

        ledger, notes = decision_ledger.change(self._folder, make, waiting=None)
        number = len(ledger.decisions)
        self._sound = self.version()  # it was looked through before it was written
        decision, note = ledger.decisions[-1], notes[-1]
        ended = [ledger.decisions[n["number"] - 1] for n in notes if n["overruled_by"] == [number]]
        with Store.read(self._folder, checked=False) as store:
            shown = [store.event(id_) for id_ in note["events"]]
            spoken = [e.id for e in decision.events]
            gone = [id_ for id_ in spoken if store.event(id_) is None]
        return Taken(
            _key(decision),
            decision_ledger.about(decision),
            tuple(e for e in shown if e is not None),
            tuple(gone),
            # Those before the last had given way to it.
            (*map(_in_place_of, ended[-1:]), *decision_ledger.sentences(note)),
        )

    def undo(self, key: str) -> Taken:
        """See Desk."""
        gone: list[decisions.Decision] = []

        def make(_: Store, old: Ledger) -> Ledger:
            # A decision that is taken back is mostly among the last.
            numbers = range(len(old.decisions), 0, -1)
            number = next((n for n in numbers if _key(old.decisions[n - 1]) == key), None)
            if number is None:
                why = "it is not among the decisions any more"
                raise UsageError("undo", why, "see timeline decisions")
            gone.append(old.decisions[number - 1])
            return decisions.without_decision(old, number)

        decision_ledger.change(self._folder, make, waiting=None)
        with Store.read(self._folder, checked=False) as store:
            shown = [store.event(e.id) for e in gone[0].events]
        return Taken(key, decision_ledger.about(gone[0]), tuple(e for e in shown if e is not None))

    def version(self) -> str:
        """See Desk."""
        # Without opening the store: see seals.WRITTEN.
        files = (self._folder / name for name in (STORE, decisions.FILE))
        stats = [path.stat() if path.exists() else None for path in files]
        return " ".join(f"{s.st_mtime_ns}-{s.st_size}" if s else "-" for s in stats)

    def _decision(self, asked: Asked) -> deciding.Decide:
        signed = Signed(asked.reason, self.author)
        match asked.action:
            case "accept":
                return deciding.accept(asked.ids, signed)
            case "hide":
                return deciding.hide(asked.ids, signed)
            case "note":
                return deciding.note(asked.ids, asked.text, signed)
            case "tag" | "untag":
                return deciding.tag(asked.ids, asked.tags, signed, off=asked.action == "untag")
            case "join":
                return deciding.join(asked.ids, signed)
            case "split":
                return deciding.split(asked.ids[0], list(map(str, asked.mentions)), signed)
            case "set":
                values = _checked(asked.values)
                if not values:
                    raise UsageError("set", "it sets nothing", f"give {', '.join(FIELDS)}")
                return deciding.set_values(asked.ids, values, signed)
            case "add":
                values = _checked(asked.values)
                if lacking := [name for name in ("date", "title") if name not in values]:
                    raise UsageError("add", f"it has no {lacking[0]}", "give date and title")
                return deciding.add(values, signed, asked.document, asked.text, _quiet)
            case _:
                raise UsageError(asked.action, "it can't be done here", "use the command line")


def _key(decision: Decision) -> str:
    """What names a decision to `undo`: the SHA-256 of how it is written."""
    return sha256(decisions.block(decision).encode()).hexdigest()


def _in_place_of(decision: Decision) -> str:
    """What is said of a decision that the one just taken overrules, by the clock of this place."""
    at = ""
    if decision.time:
        taken = datetime.fromisoformat(decision.time).astimezone()
        today = taken.date() == datetime.now().astimezone().date()
        at = f", {taken:%H:%M}" if today else f", {taken:%Y-%m-%d %H:%M}"
    by = f", by {decision.author}" if decision.author else ""
    return f"in place of “{decision_ledger.about(decision)}”{at}{by}"


def _checked(values: Mapping[str, str]) -> dict[str, str]:
    """Values by field as they are kept; a date is read as filters read one, if it has a year of
    its own. Raises UsageError."""
    read = dict(values)
    if "date" in read:
        read["date"] = _date(read["date"])
    return {named(name): check(name, value) for name, value in read.items()}


def _date(value: str) -> str:
    try:
        return str(when.parse(value))
    except when.NotEdtfError:
        from timeline import dates

    try:
        return str(dates.read_date(value))
    except UsageError as error:
        raise UsageError(f"date={value}", error.why, error.how) from error


def _asked(wanted: Wanted) -> tuple[Filters, Query]:
    """The filters, and the query that is made of them without a look at the store."""
    sort, reverse = _SORTS[wanted.order]
    filters = _filters(wanted.filters)
    query = filters.query(sort=sort, reverse=reverse, away=True)
    everything = wanted.everything or filters.all_
    return filters, replace(query, everything=everything, words=wanted.words)


def _quiet(_: str) -> None:
    """What commands say on standard error a review doesn't."""


def _filters(told: Mapping[str, Sequence[str]]) -> Filters:
    """The filters of `timeline show` from what would be typed. Raises UsageError."""
    hints = get_type_hints(Filters)
    names = {f.name.strip("_").replace("_", "-"): f.name for f in fields(Filters)}
    given: dict[str, Any] = {}
    for option, values in told.items():
        if option not in names:
            how = f"choose from {', '.join(sorted(names))}"
            raise UsageError(f"--{option}", "there is no such filter", how)
        if not values:
            continue
        name = names[option]
        hint = str(hints[name])
        if "list" in hint:
            given[name] = list(values)
        elif "bool" in hint:
            given[name] = values[-1] not in ("", "0", "false")
        elif "float" in hint:
            given[name] = _share(option, values[-1])
        elif "Path" in hint:
            given[name] = Path(values[-1])
        else:
            given[name] = values[-1]
    return Filters(**given)


def _share(option: str, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0.0 <= number <= 1.0:
        raise UsageError(f"--{option}", f"{value!r} is no number from 0 to 1", "write it like 0.8")
    return number
