"""Turn a folder of articles into a chronology people can trust.

    chronology, errors = timeline.extract(["data/raw"])
    chronology = timeline.load("data/out")  # as the command line stored it
    short = timeline.in_short(chronology)  # the days that matter most

What is public is imported when it is first asked for: `import timeline` alone costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.errors import (
        InputError,
        ModelMissing,
        NoText,
        StoreError,
        TimelineError,
        UsageError,
    )
    from timeline.model import (
        Actor,
        Amount,
        Article,
        Chronology,
        Conflict,
        Document,
        Event,
        Mention,
        Place,
        TimeExpression,
    )
    from timeline.pipeline import extract
    from timeline.run import Limits
    from timeline.shortened import in_short
    from timeline.stored import load

__version__ = "0.1.0"

__all__ = [
    "Actor", "Amount", "Article", "Chronology", "Conflict", "Document", "Event", "InputError",
    "Limits", "Mention", "ModelMissing", "NoText", "Place", "StoreError", "TimeExpression",
    "TimelineError", "UsageError", "extract", "in_short", "load",
]  # fmt: skip

_ERRORS = {"InputError", "ModelMissing", "NoText", "StoreError", "TimelineError", "UsageError"}
_HOMES = {"extract": "pipeline", "in_short": "shortened", "Limits": "run", "load": "stored"}


if not TYPE_CHECKING:  # so that type checkers know the public names and no others

    def __getattr__(name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        home = _HOMES.get(name, "errors" if name in _ERRORS else "model")
        value = getattr(import_module(f"timeline.{home}"), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
