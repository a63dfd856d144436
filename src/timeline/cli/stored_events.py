"""The one stored event that an id means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline import decisions
from timeline.cli import streams
from timeline.contract import EventRow
from timeline.decisions import added
from timeline.decisions.blocks import adding
from timeline.errors import UsageError
from timeline.store import Store

if TYPE_CHECKING:
    from timeline.decisions import Ledger


def by_id(store: Store, wanted: str, ledger: Ledger) -> EventRow:
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
    if (followed_ := followed(store, wanted, ledger)) is not None:
        streams.say(f"{wanted}: it is {followed_['id']} now (“{followed_['title']}”)")
        return followed_
    near = store.near(wanted)
    meant = ", ".join(f"{id_} ({title})" for id_, title in near)
    how = f"did you mean {meant}? see timeline show --all" if near else "see timeline show --all"
    raise UsageError("ID", f"no event's id begins with {wanted!r}", how)


def followed(store: Store, wanted: str, ledger: Ledger) -> EventRow | None:
    """The event that holds most of what a decision spoke of under that id."""
    for now, parts in added.parts(adding(ledger.decisions), store.ruling()[1]).items():
        if wanted and any(one.id.startswith(wanted) for one in parts):
            return store.event(now)
    spoken = [s for d in ledger.decisions for s in d.events if wanted and s.id.startswith(wanted)]
    for one in reversed(spoken):
        spots = decisions.Finder(store).find(one).spots
        if spots:
            ids = [spot[0] for spot in spots]
            return store.event(max(ids, key=lambda i: (ids.count(i), -ids.index(i))))
    return None
