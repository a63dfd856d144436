"""What the commands that decide share: the store and its decisions.toml changed together.

The file comes first and the store after it, inside one transaction that says which file it was
made of: whatever happens in between, the next command sees that the two differ and makes it good.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline import decisions
from timeline.cli import naming, output
from timeline.contract import EventRow
from timeline.errors import StoreError, TimelineError, UsageError
from timeline.store import Layer, Store

if TYPE_CHECKING:
    from timeline.decisions import Decision, Ledger

# Notes on decisions printed; `timeline decisions` has them all.
MOST_NOTES = 10


def now() -> str:
    """The time of a decision, RFC 3339. The one clock there is."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def layer(store: Store, ledger: Ledger) -> Layer:
    """What the decisions make of the chronology that is in the store's tables."""
    from timeline import recast

    with naming.using(store):
        made = decisions.overlay(store, ledger.decisions, recast.Rebuilder(store.told))
    notes = [
        {
            "number": s.number,
            "in_force": not s.idle,
            "overruled_by": list(s.overruled),
            "gone": list(s.gone),
            "events": list(s.events),
        }
        for s in made.states
    ]
    return Layer(
        replaced=made.replaced,
        shown=[e for e in made.shown if not decisions.hidden(e)],
        hidden=[e for e in made.shown if decisions.hidden(e)],
        digest=ledger.digest,
        notes=notes,
    )


def change(folder: Path, make: Callable[[Store, Ledger], Ledger]) -> tuple[Ledger, list[Any]]:
    """Change the decisions and what is made of them; the new ones and what is told of them.

    make: the new decisions, from a store that shows what the present ones make. Nothing is changed
    when it raises.
    """
    Store.read(folder).close()  # says best what is wrong where there is no chronology
    with Store.write(folder, "") as store:
        ledger = decisions.read(folder)
        if store.ruling()[0] != ledger.digest:
            store.decide(lambda base: layer(base, ledger))
        wanted = make(store, ledger)

        def decide(base: Store) -> Layer:
            made = layer(base, wanted)
            decisions.save(wanted)
            return made

        store.decide(decide)
        return wanted, store.ruling()[1]


def record(
    folder: Path,
    decide: Callable[[Store, Ledger], Decision],
    format_name: str,
    *,
    quiet: bool,
) -> None:
    """Take a decision, show the events it made, say what it overrules."""
    ledger, notes = change(
        folder, lambda store, old: decisions.with_decision(old, decide(store, old))
    )
    number = len(ledger.decisions)
    with Store.read(folder) as store:
        found = [store.event(id_) for id_ in notes[number - 1]["events"]]
        output.page(store, [e for e in found if e is not None], format_name)
    if not quiet:
        output.say(f"{where(ledger, number)}; timeline undo takes it back")
        tell(ledger, notes, {n["number"] for n in notes if number in n["overruled_by"]})


def freshen(folder: Path, *, quiet: bool = False) -> None:
    """Lay decisions that were edited by hand over the stored chronology; says what hinders it."""
    try:
        with Store.read(folder) as store:
            laid = store.ruling()[0]
    except StoreError:
        return  # the command itself says it
    try:
        if laid != decisions.digest(folder):
            _, notes = change(folder, lambda _, ledger: ledger)
            if not quiet:
                tell(decisions.read(folder), notes)
    except TimelineError as error:
        output.report(error)
        output.say("shown is the chronology as it was before decisions.toml was changed")


def known(folder: Path, *, quiet: bool = False) -> Ledger:
    """The decisions as far as they can be read, laid over the chronology."""
    freshen(folder, quiet=quiet)
    try:
        return decisions.read(folder)
    except StoreError:
        return decisions.Ledger(folder, "", "", ())


def tell(ledger: Ledger, notes: Sequence[Any], only: set[int] | None = None) -> None:
    """Say what of the decisions is gone or overruled; only: those of these numbers."""
    told = [
        f"{where(ledger, note['number'])}: {said}"
        for note in notes
        if only is None or note["number"] in only
        for said in sentences(note)
    ]
    for line in told[:MOST_NOTES]:
        output.say(line)
    if len(told) > MOST_NOTES:
        output.say(f"{len(told) - MOST_NOTES} more: see timeline decisions")


def where(ledger: Ledger, number: int) -> str:
    """A decision by number, action and line: decision 3 (hide “…”, decisions.toml:12)."""
    decision = ledger.decisions[number - 1]
    return f"decision {number} ({about(decision)}, {decisions.FILE}:{decision.line})"


def about(decision: Decision) -> str:
    """A decision in a few words."""
    events = decision.events[:1] if decision.action == "split" else decision.events
    return f"{decision.action} {' and '.join(map(named, events))}"


def named(spoken: decisions.Spoken) -> str:
    """An event that was spoken of, by its title, else its id."""
    return f"“{spoken.title}”" if spoken.title else spoken.id or "an event"


def sentences(note: Any) -> list[str]:
    """What a user should know of a decision."""
    kept = "the decision is kept" if note["in_force"] else "nothing is left of it, it is kept"
    told = [f"{'; '.join(note['gone'])}; {kept}"] if note["gone"] else []
    if note["overruled_by"]:
        later = " and ".join(map(str, note["overruled_by"]))
        told.append(f"it gives way to the later decision {later}")
    return told


def event(store: Store, wanted: str, ledger: Ledger) -> EventRow:
    """The one event whose id begins so, or that once had such an id and was decided on.

    Raises UsageError with the candidates.
    """
    found = store.lookup(wanted) if wanted else []
    if len(found) == 1:
        return found[0]
    if found:
        length = store.id_length()
        these = ", ".join(f"{e['id'][:length]} ({e['title']})" for e in found[:5])
        more = f" and {len(found) - 5} more" if len(found) > 5 else ""
        raise UsageError("ID", f"{wanted!r} begins several ids: {these}{more}", "give more of it")
    if (followed := _followed(store, wanted, ledger)) is not None:
        output.say(f"{wanted}: it is {followed['id']} now (“{followed['title']}”)")
        return followed
    near = store.near(wanted)
    meant = ", ".join(f"{id_} ({title})" for id_, title in near)
    how = f"did you mean {meant}? see timeline show --all" if near else "see timeline show --all"
    raise UsageError("ID", f"no event's id begins with {wanted!r}", how)


def _followed(store: Store, wanted: str, ledger: Ledger) -> EventRow | None:
    """The event that holds most of what a decision spoke of under that id."""
    spoken = [s for d in ledger.decisions for s in d.events if wanted and s.id.startswith(wanted)]
    for one in reversed(spoken):
        spots = decisions.Finder(store).find(one).spots
        if spots:
            ids = [spot[0] for spot in spots]
            return store.event(max(ids, key=lambda i: (ids.count(i), -ids.index(i))))
    return None
