"""A stand-in for the store that a review works on, for tests of the review."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import made
from timeline.contract import DocumentRow, EventRow, MentionRow
from timeline.errors import UsageError
from timeline.review.desk import Asked, Counts, Taken, Wanted
from timeline.store.listing import Choices, Listed


def row(id_: str = "e1", date: str = "2020-08-09", **changes: Any) -> EventRow:
    """An event as the store hands it out."""
    told = json.loads(made.event(id_, date, **changes).model_dump_json())
    told["review"] = None
    return told  # type: ignore[no-any-return]


def reviewed(
    event: EventRow, verdict: str | None = None, note: str | None = None, *tags: str
) -> EventRow:
    """The event with what people said of it."""
    event["review"] = {"verdict": verdict, "note": note, "tags": list(tags)}
    return event


class StandIn:
    """A desk that keeps its events in memory, and what it was asked for in `asked`."""

    def __init__(self, *events: EventRow, texts: Mapping[str, str] | None = None) -> None:
        self.stored = {e["id"]: e for e in events}
        self.texts = dict(texts or {})
        self.asked: list[Asked] = []
        self.before: list[tuple[str, dict[str, EventRow]]] = []
        self.states = 0
        self.files: dict[str, str] = {}
        self.fails: Exception | None = None
        self.unwritable = ""

    def events(self, wanted: Wanted) -> tuple[list[EventRow], Counts]:
        """See Desk."""
        rows = [self.stored[one.id] for one in self.listed(wanted)]
        verdicts = [_review(e)["verdict"] for e in rows]
        counts = (verdicts.count(v) for v in (None, "accepted", "rejected"))
        return rows, Counts(*counts)

    def listed(self, wanted: Wanted) -> list[Listed]:
        """See Desk. It knows the filters grep, which it takes as a word, and type."""
        if unknown := wanted.filters.keys() - {"grep", "type"}:
            raise UsageError(f"--{min(unknown)}", "there is no such filter", "choose from others")
        words = [w for ws in wanted.filters.get("grep", ()) for w in ws.split()]
        types = wanted.filters.get("type", ())
        found = [
            _listed(e)
            for e in self.stored.values()
            if all(w.lower() in e["title"].lower() for w in words)
            and (not types or e["type"] in types)
            and (not wanted.left or _review(e)["verdict"] is None)
        ]
        keys = {"surest": lambda e: -e.confidence, "doubtful": lambda e: e.confidence}
        return sorted(found, key=keys.get(wanted.order, lambda e: e.date))

    def choices(self) -> Choices:
        """See Desk."""
        return Choices(("Ana Müller",), ("Graz",), ("draft",))

    def event(self, id_: str) -> EventRow | None:
        """See Desk."""
        return self.stored.get(id_)

    def contexts(self, mentions: Sequence[MentionRow]) -> list[tuple[str, str] | None]:
        """See Desk."""
        texts = [self.texts.get(m["document"]) for m in mentions]
        return [
            None if text is None else (text[: m["start"]], text[m["end"] :])
            for m, text in zip(mentions, texts, strict=True)
        ]

    def documents(self) -> list[DocumentRow]:
        """See Desk."""
        names = {m["document"] for e in self.stored.values() for m in e["mentions"]}
        return [json.loads(made.document(name).model_dump_json()) for name in sorted(names)]

    def names(self) -> Mapping[str, str]:
        """See Desk."""
        return {}

    def text(self, document: str) -> str | None:
        """See Desk."""
        return self.texts.get(document)

    def file(self, document: str) -> str | None:
        """See Desk."""
        return self.files.get(document)

    def read_only(self) -> str:
        """See Desk."""
        return self.unwritable

    def decide(self, asked: Asked) -> Taken:
        """See Desk. Of what was asked for it does accept, hide, note, tag, untag, set of a title,
        and join."""
        if self.fails is not None:
            raise self.fails
        if missing := [id_ for id_ in asked.ids if id_ not in self.stored]:
            raise UsageError("ID", f"no event's id begins with {missing[0]!r}", "see the list")
        self.asked.append(asked)
        key = f"{asked.action} {len(self.asked)}"
        self.before.append((key, json.loads(json.dumps(self.stored))))
        for id_ in asked.ids:
            self.change(id_, asked)
        if asked.action == "join":
            for id_ in asked.ids[1:]:
                del self.stored[id_]
        self.states += 1
        shown = tuple(self.stored[id_] for id_ in asked.ids if id_ in self.stored)
        return Taken(key, f"{asked.action} “{shown[0]['title']}”", shown)

    def change(self, id_: str, asked: Asked) -> None:
        """Do to one event what is asked for; as another person does it, unless `decide` calls."""
        event = self.stored[id_]
        review = _review(event)
        match asked.action:
            case "accept" | "hide":
                review["verdict"] = "accepted" if asked.action == "accept" else "rejected"
            case "note":
                review["note"] = asked.text or None
            case "tag":
                review["tags"] = sorted({*review["tags"], *asked.tags})
            case "untag":
                review["tags"] = [t for t in review["tags"] if t not in asked.tags]
            case "set":
                event.update(asked.values)  # type: ignore[typeddict-item]
            case _:
                pass
        event["review"] = review  # type: ignore[typeddict-item]
        self.states += 1

    def undo(self, key: str) -> Taken:
        """See Desk. What was decided after it is taken back with it."""
        places = [n for n, (k, _) in enumerate(self.before) if k == key]
        if not places:
            raise UsageError("undo", "it is not among the decisions any more", "see the list")
        stored = self.before[places[-1]][1]
        asked = self.asked[int(key.split()[1]) - 1]
        del self.before[places[-1] :]
        self.stored = stored
        self.states += 1
        return Taken(key, f"{asked.action} “…”", tuple(stored[id_] for id_ in asked.ids))

    def version(self) -> str:
        """See Desk."""
        return str(self.states)


def _review(event: EventRow) -> dict[str, Any]:
    return dict(event["review"] or {"verdict": None, "note": None, "tags": []})


def _listed(event: EventRow) -> Listed:
    review = _review(event)
    return Listed(
        event["id"], event["title"], event["date"], event["start"], event["end"], event["type"],
        event["status"], event["confidence"], event["sources"], review["verdict"],
        tuple(review["tags"]), bool(review["note"]),
    )  # fmt: skip
