"""Decisions that were edited by hand, laid over the chronology before it is shown.

Every command that shows something looks for them; where there are none, it needs no more than this.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from timeline import decisions
from timeline.cli import streams
from timeline.errors import StoreError, TimelineError
from timeline.store import Store


def freshen(folder: Path, say: Callable[[str], None]) -> None:
    """Lay decisions that were edited by hand over the stored chronology; says what hinders it."""
    try:
        with Store.read(folder, checked=False) as store:
            laid = store.laid()[0]
    except StoreError:
        return  # the command itself says it
    try:
        if laid != decisions.digest(folder):
            from timeline.cli import decision_ledger

            _, notes = decision_ledger.change(folder, lambda _, ledger: ledger, waiting=None)
            decision_ledger.tell(decisions.read(folder), notes, say)
    except TimelineError as error:
        streams.report(error)
        streams.say("shown is the chronology as it was before decisions.toml was changed")
