"""What decisions say of documents, by whatever name these go today.

A file that was overwritten by another article's is not what was spoken of: an edit keeps some of a
text's words.

Of two decisions that set one field of one document the later is heard. What is said is laid over an
article before it is read (fields.STAGED) or over its record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from timeline.decisions.finder import articles_of
from timeline.decisions.records import Decision, SpokenDocument
from timeline.decisions.sketch import is_edit


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


def hear(
    decisions: Sequence[Decision] | Mapping[int, Decision],
    known: Mapping[str, str],
    text: Callable[[str], str | None] = lambda _: None,
) -> Hearing:
    """What the decisions say of today's documents.

    decisions: all, or some by their numbers from 1. known: sha256 of each document, by id. text:
    what one holds, by id; None where that isn't known.
    """
    values: dict[str, dict[str, str]] = {}
    by: dict[tuple[str, str], int] = {}
    heard: dict[int, Heard] = {}
    some = decisions if isinstance(decisions, Mapping) else dict(enumerate(decisions, 1))
    for number, decision in some.items():
        if (document := decision.document) is None:
            continue
        found = articles_of(document.id, document.sha256, known)
        ids = tuple(id_ for id_ in found if _is(document, id_, known[id_], text))
        heard[number] = Heard(ids, () if ids else (_gone(document, found),))
        for id_ in ids:
            for name, value in decision.values.items():
                if (earlier := by.get((id_, name))) is not None:
                    heard[earlier].overruled.add(number)
                by[id_, name] = number
                values.setdefault(id_, {})[name] = value
    return Hearing(values, heard)


def _is(document: SpokenDocument, id_: str, sha256: str, text: Callable[[str], str | None]) -> bool:
    """Whether one that bears its name or its content is a document that was spoken of."""
    if not document.sketch or (document.sha256 and sha256.startswith(document.sha256)):
        return True
    told = text(id_)
    return told is None or is_edit(document.sketch, told)


def _gone(document: SpokenDocument, others: Sequence[str]) -> str:
    if others:
        why = "holds another text than the one that this was said of"
        return f"{others[0]} {why}; timeline set says it again"
    return f"{document.id or document.sha256} is not in the chronology any more"


def may_concern(decisions: Sequence[Decision], id_: str, sha256: str) -> bool:
    """Whether any of the decisions may be on the document of that id and content."""
    name = PurePath(id_).name
    documents = (d.document for d in decisions if d.document is not None)
    return any(
        PurePath(told.id).name == name or (told.sha256 and sha256.startswith(told.sha256))
        for told in documents
    )
