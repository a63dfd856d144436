"""One event as lines for a terminal: what is said of it, and what each source says, in its passage.

All texts are `Text`, of cleaned words: nothing an article says steers the terminal or is markup.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from timeline.contract import ConflictRow, DocumentRow, EventRow, MentionRow, Spot, reviewed, spots
from timeline.render.citations import on_page
from timeline.render.styles import COLOURS, Links
from timeline.render.to_table import STATUS_STYLE
from timeline.render.words import date, figure
from timeline.review import passages
from timeline.review.passages import Passage
from timeline.review.screen import wrapped
from timeline.review.sureness import by_hand, sureness
from timeline.safe_text import clean
from timeline.web_address import checked
from timeline.web_address import shown as shown_address

if TYPE_CHECKING:
    from rich.console import Console

_LABEL = 9


@dataclass(frozen=True, slots=True)
class Sources:
    """What is known of the documents of a chronology.

    names: what they are called, by id, of those not called by it. file: the path of a document's
    file, "" where it is gone.
    """

    documents: Mapping[str, DocumentRow]
    names: Mapping[str, str]
    file: Callable[[DocumentRow], str]

    def called(self, document: str) -> str:
        """What a document is called."""
        return clean(self.names.get(document, document))

    def titled(self, document: str) -> str:
        """What a document is called, with its title."""
        known = self.documents.get(document)
        title = clean(known["title"] or "") if known is not None else ""
        return f"{self.called(document)}: {title}" if title else self.called(document)


def lines(
    screen: Console,
    width: int,
    event: EventRow,
    contexts: Sequence[tuple[str, str] | None],
    sources: Sources,
) -> list[Text]:
    """All that a person needs to judge an event. contexts: the text around each mention's quote."""
    told = _head(screen, width, event)
    for label, said in _facts(event, sources):
        told += wrapped(screen, said, width, Text(f"{label:<{_LABEL}}", style="dim"))
    links = Links(sources.documents.values(), screen, sources.file)
    for passage in passages.of(event["mentions"], contexts):
        told.append(Text())
        lead = Text(f"{', '.join(str(number) for number, _ in passage.mentions)}. ", style="bold")
        marked = passages.marked(passage, bare=screen.color_system is None)
        told += wrapped(screen, marked, width, lead)
        told += _source(screen, width, passage, sources, links)
    return told


def _head(screen: Console, width: int, event: EventRow) -> list[Text]:
    when = Text(date(event["date"]), style="bold cyan")
    how = f"{event['date']}, {event['precision']}{', approximate' * event['approximate']}"
    when.append(f"  {clean(how)}", style="dim")
    what = Text(clean(event["title"]), style=f"bold {STATUS_STYLE.get(event['status'], '')}")
    kind = Text(clean(event["type"]), style=COLOURS.get(event["type"], ""))
    kind.append(
        f", {clean(event['status'])}", style="bold" if event["status"] != "happened" else ""
    )
    return [
        line for said in (when, what, kind) for line in wrapped(screen, said, width)
    ]  # fmt: skip


def _sure(event: EventRow) -> str:
    """How sure an event is, by how many sources."""
    sure = f"{sureness(event['confidence'])} ({event['confidence']:.2f})"
    many = f", {event['sources']} source{'' if event['sources'] == 1 else 's'}"
    if (hand := by_hand(event)) is not None:
        sure, many = clean(hand), many if event["mentions"] else ""
    return f"{sure}{many}{'' if event['shown'] else ', shown with --all only'}"


def _facts(event: EventRow, sources: Sources) -> list[tuple[str, Text]]:
    """What is said of an event, each with its label."""
    review = reviewed(event)
    facts = [
        ("who", Text("; ".join(clean(_actor(a["name"], a["kind"])) for a in event["actors"]))),
        ("where", Text("; ".join(clean(p["name"]) for p in event["places"]))),
        ("amounts", Text("; ".join(clean(a["text"]) for a in event["amounts"]))),
        ("sure", Text(_sure(event))),
    ]
    facts += [("differ", _differing(conflict, sources)) for conflict in event["conflicts"]]
    facts += [
        ("set", Text(f"{one['field']}, told was {clean(one['told']) or 'none'}"))
        for one in event["decided"]
        if one["field"] is not None and one["told"] is not None
    ]
    facts.append(("note", Text(clean(review["note"] or ""))))
    facts.append(("tags", Text(clean(", ".join(review["tags"])))))
    facts.append(("verdict", _verdict(event, review["verdict"])))
    return [(label, said) for label, said in facts if said.plain]


def _differing(conflict: ConflictRow, sources: Sources) -> Text:
    """What sources differ on, and which says what."""
    say = figure if conflict["field"] == "amounts" else str
    values = (
        f"{clean(say(v['value']))} ({', '.join(map(sources.called, v['documents']))})"
        for v in conflict["values"]
    )
    return Text(f"on {conflict['field']}: {' | '.join(values)}", style="yellow")


def _actor(name: str, kind: str) -> str:
    return name if kind == "person" else f"{name} ({kind})"


def _verdict(event: EventRow, verdict: str | None) -> Text:
    """The verdict, who gave it and why."""
    if verdict is None:
        return Text("none yet", style="dim")
    said = Text(verdict, style="bold green" if verdict == "accepted" else "bold red")
    given = [d for d in event["decided"] if d["action"] in ("accept", "hide")]
    if given and (author := given[-1]["author"]):
        said.append(f" by {clean(author)}")
    if given and (reason := given[-1]["reason"]):
        said.append(f": {clean(reason)}")
    return said


def _source(
    screen: Console, width: int, passage: Passage, sources: Sources, links: Links
) -> list[Text]:
    """Where the passage stands, and what its mentions were dated by."""
    lead = Text("   ")
    mention = passage.mentions[0][1]
    there = spots(mention)
    name = Text(sources.titled(mention["document"]))
    name.stylize(links.style(there[0], mention["quote"]))
    if page := on_page(there[0]):
        name.append(f", {page}")
    told = wrapped(screen, name, width, lead)
    known = sources.documents.get(mention["document"])
    address = None if known is None else checked(known["url"])
    if address is not None:
        linked = links.web(mention["document"], mention["quote"]) + Style(dim=True)
        told += wrapped(screen, Text(shown_address(address), linked), width, lead)
    for number, m in passage.mentions:
        many = f"{number}: " if len(passage.mentions) > 1 else ""
        told += wrapped(screen, Text(many + _dated(m), style="dim"), width, lead)
    also = "; ".join(_at(spot, sources) for spot in there[1:])
    if also:
        told += wrapped(screen, Text(f"also in {also}", style="dim"), width, lead)
    if passage.around is None:
        how = "its article's text is not kept: no passage"
        told += wrapped(screen, Text(how, style="dim"), width, lead)
    return told


def _dated(mention: MentionRow) -> str:
    time = mention["time_expression"]
    by = f"by “{clean(time['text'])}” ({clean(time['how'])})" if time else "by its context"
    status = "" if mention["status"] == "happened" else f", {clean(mention['status'])}"
    return f"dated {date(mention['date'])} {by}{status}, {sureness(mention['confidence'])}"


def _at(spot: Spot, sources: Sources) -> str:
    return ", ".join(filter(None, (sources.called(spot.document), on_page(spot))))
