"""Why the mentions of an event are one event, and what was decided of it: a part of explain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TextIO

from timeline.cli import decision_ledger, names_file, streams
from timeline.contract import EventRow, reviewed
from timeline.decisions.added import BY_HAND
from timeline.errors import StoreError
from timeline.store import Store

if TYPE_CHECKING:
    from timeline.decisions import Ledger
    from timeline.merge.reasons import Link

# Of so many mentions every pair is shown; of more each one's best link to those before it.
_ALL = 4
# So many of an event, the first, are compared with each other if not all pairs are asked for.
_COMPARED = 100


def links(store: Store, event: EventRow, *, every: bool) -> list[dict[str, Any]]:
    """Pairs of mentions, numbered from 1, with the points and the reasons that make them one."""
    # What somebody quoted by hand no article gave: merging compared nothing with it.
    given = [(n, m) for n, m in enumerate(event["mentions"], 1) if BY_HAND not in m["rules"]]
    numbers = [n for n, _ in given]
    mentions = [m for _, m in (given if every else given[:_COMPARED])]
    if len(mentions) < 2:
        return []
    from timeline import recast

    try:
        with names_file.using(store):
            found = recast.Rebuilder(store.told).links(mentions)
    except StoreError as error:
        streams.report(error)
        return []
    if not every and len(mentions) > _ALL:
        found = _tree(found, len(mentions))
    return [
        {
            "mentions": [numbers[link.first], numbers[link.second]],
            "points": link.points,
            "reasons": dict(link.reasons),
        }
        for link in found
    ]


def _tree(found: Sequence[Link], size: int) -> list[Link]:
    """The strongest pairs that connect all mentions."""
    group = list(range(size))
    kept = []
    for link in sorted(found, key=lambda one: (-one.points, one.first, one.second)):
        a, b = group[link.first], group[link.second]
        if a != b:
            kept.append(link)
            group = [a if g == b else g for g in group]
    return sorted(kept, key=lambda one: (one.second, one.first))


def decided(store: Store, event: EventRow, ledger: Ledger) -> list[dict[str, Any]]:
    """The decisions that show in an event."""
    digest, notes = store.ruling()
    if digest != ledger.digest:
        return []
    found = []
    for note in notes:
        if event["id"] not in note["events"]:
            continue
        decision = ledger.decisions[note["number"] - 1]
        found.append(
            {
                "number": note["number"],
                "action": decision.action,
                "values": dict(decision.values),
                "reason": decision.reason or None,
                "time": decision.time or None,
                "author": decision.author or None,
                "events": [e.id for e in decision.events],
                "notes": decision_ledger.sentences(note),
            }
        )
    return found


def remarks(event: EventRow, decisions: Sequence[Any]) -> list[tuple[str, str]]:
    """(verdict, note or tag, what it says, by whom and when) of what people said of an event."""
    said = reviewed(event)
    told = [("verdict", said["verdict"], _VERDICT), ("note", said["note"], ("note",))]
    told += [("tag", tag, ("tag",)) for tag in said["tags"]]
    found = []
    for name, text, actions in told:
        if text:
            by = [d for d in decisions if d["action"] in actions and _is_of(d, name, text)]
            found.append((name, f"{text}{_signed(by[-1]) if by else ''}"))
    return found


_VERDICT = ("accept", "hide")


def _is_of(decision: dict[str, Any], name: str, text: str) -> bool:
    return name != "tag" or text in decision["values"].get("tags", "").split("; ")


def _signed(decision: dict[str, Any]) -> str:
    signed = ", ".join(filter(None, (decision["author"], decision["time"])))
    return f" ({signed})" if signed else ""


def tell(event: EventRow, found: Sequence[Any], decisions: Sequence[Any], out: TextIO) -> None:
    """Both in words, below the quotes."""
    from rich.padding import Padding
    from rich.text import Text

    from timeline.render.to_table import console
    from timeline.safe_text import clean

    screen = console(out)

    def told(text: Text, indent: int) -> None:
        screen.print(Padding(text, (0, 0, 0, indent), expand=False))

    if found:
        screen.print()
        asked = " (0 points of evidence and more join two mentions)"
        screen.print(Text.assemble(("why these are one event", "bold"), asked))
        for link in found:
            one, two = link["mentions"]
            head = (f"{one} and {two}, {link['points']:.1f} points: ", "bold")
            reasons = "; ".join(f"{aspect}: {said}" for aspect, said in link["reasons"].items())
            told(Text.assemble(head, clean(reasons)), 2)
    if decisions:
        screen.print()
        screen.print(Text("what was decided", style="bold"))
    for one in decisions:
        told(Text.assemble((f"{one['number']}. ", "bold"), clean(_said(one))), 2)
    for entry in event.get("decided", []):
        if entry["field"] is not None:
            sources = clean(entry["told"] or "nothing")
            told(Text(f"the sources’ {entry['field']}: {sources}"), 2)


def _said(decision: dict[str, Any]) -> str:
    """A decision in words: what was done, why, by whom and when, and what became of it."""
    values = ", ".join(f"{field}={value}" for field, value in decision["values"].items())
    others = ", ".join(dict.fromkeys(decision["events"])) if decision["action"] == "join" else ""
    said = " ".join(part for part in (decision["action"], values, others) if part)
    why = f": {decision['reason']}" if decision["reason"] else ""
    return f"{said}{why}{_signed(decision)}{''.join(f'; {note}' for note in decision['notes'])}"
