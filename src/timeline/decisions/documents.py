"""What decisions say of documents, by whatever name these go today.

Of two decisions that set one field of one document the later is heard. What is said is laid over an
article before it is read (fields.STAGED) or over its record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from timeline.decisions.finder import articles_of
from timeline.decisions.records import Decision


@dataclass(slots=True)
class Heard:
    """What became of a decision on a document.

    documents: the ids of those it is of; gone: it, where it isn't there, in words; overruled: the
    numbers of later decisions that it gives way to.
    """

    documents: tuple[str, ...]
    gone: tuple[str, ...] = ()
    overruled: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Hearing:
    """values: what is said of each document, by id and field; heard: of each decision, by number
    from 1."""

    values: Mapping[str, Mapping[str, str]]
    heard: Mapping[int, Heard]


def hear(decisions: Sequence[Decision], known: Mapping[str, str]) -> Hearing:
    """What the decisions say of today's documents. known: sha256 of each, by id."""
    values: dict[str, dict[str, str]] = {}
    by: dict[tuple[str, str], int] = {}
    heard: dict[int, Heard] = {}
    for number, decision in enumerate(decisions, 1):
        if (document := decision.document) is None:
            continue
        ids = tuple(articles_of(document.id, document.sha256, known))
        named = document.id or document.sha256
        gone = () if ids else (f"{named} is not in the chronology any more",)
        heard[number] = Heard(ids, gone)
        for id_ in ids:
            for name, value in decision.values.items():
                if (earlier := by.get((id_, name))) is not None:
                    heard[earlier].overruled.add(number)
                by[id_, name] = number
                values.setdefault(id_, {})[name] = value
    return Hearing(values, heard)


def may_concern(decisions: Sequence[Decision], id_: str, sha256: str) -> bool:
    """Whether any of the decisions may be on the document of that id and content."""
    name = PurePath(id_).name
    documents = (d.document for d in decisions if d.document is not None)
    return any(
        PurePath(told.id).name == name or (told.sha256 and sha256.startswith(told.sha256))
        for told in documents
    )
