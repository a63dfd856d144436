"""The user's last word: what people decided of a chronology, kept as text and heard on every merge.

`toml_text` is the file as text and `files` the file itself; `finder` finds what a decision speaks
of among today's mentions, `grouping` says which of them are one event, `apply` lays it all over
what merging made; `documents` hears what is said of documents, `fields` is what can be set. Nothing
here loads a model, and nothing is imported before it is asked for: every command looks whether the
file has changed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.decisions.apply import Base, Builder, Overlay, State, hidden, overlay, plan
    from timeline.decisions.content import FILE, digest
    from timeline.decisions.documents import Hearing, hear
    from timeline.decisions.files import Ledger, read, saving, with_decision, without_decision
    from timeline.decisions.finder import Finder
    from timeline.decisions.records import (
        Anchor,
        Decision,
        Spoken,
        SpokenDocument,
        spoken,
        spoken_document,
    )
    from timeline.decisions.toml_text import DecisionsError, block

__all__ = [
    "FILE", "Anchor", "Base", "Builder", "Decision", "DecisionsError", "Finder", "Hearing",
    "Ledger", "Overlay", "Spoken", "SpokenDocument", "State", "block", "digest", "hear", "hidden",
    "overlay", "plan", "read", "saving", "spoken", "spoken_document", "with_decision",
    "without_decision",
]  # fmt: skip

_HOMES = {
    "apply": ("Base", "Builder", "Overlay", "State", "hidden", "overlay", "plan"),
    "content": ("FILE", "digest"),
    "files": ("Ledger", "read", "saving", "with_decision", "without_decision"),
    "finder": ("Finder",),
    "documents": ("Hearing", "hear"),
    "records": ("Anchor", "Decision", "Spoken", "SpokenDocument", "spoken", "spoken_document"),
    "toml_text": ("DecisionsError", "block"),
}

if not TYPE_CHECKING:  # so that type checkers know the public names and no others

    def __getattr__(name: str) -> Any:
        for home, names in _HOMES.items():
            if name in names:
                value = getattr(import_module(f"{__name__}.{home}"), name)
                globals()[name] = value
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
