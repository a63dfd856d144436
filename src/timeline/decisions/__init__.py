"""The user's last word: what people decided of a chronology, kept as text and heard on every merge.

`text` is the file as text and `files` the file itself; `match` finds what a decision speaks of
among today's mentions, `parts` says which of them are one event, `apply` lays it all over what
merging made; `fields` is what can be set. Nothing here loads a model.
"""

from timeline.decisions.apply import Builder, Overlay, State, hidden, overlay, plan
from timeline.decisions.files import (
    FILE,
    Ledger,
    digest,
    read,
    save,
    with_decision,
    without_decision,
)
from timeline.decisions.match import Base, Finder
from timeline.decisions.records import ACTIONS, Anchor, Decision, Spoken, spoken
from timeline.decisions.text import DecisionsError, block

__all__ = [
    "ACTIONS", "FILE", "Anchor", "Base", "Builder", "Decision", "DecisionsError", "Finder",
    "Ledger", "Overlay", "Spoken", "State", "block", "digest", "hidden", "overlay", "plan", "read",
    "save", "spoken", "with_decision", "without_decision",
]  # fmt: skip
