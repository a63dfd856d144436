"""One event of the page: what it says at a glance, and its quotes when it is opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from timeline.contract import DocumentRow, EventRow, MentionRow
from timeline.render import Page
from timeline.render.words import date, one_line

# What a reader must see before the title: the event did not simply happen.
SAID = {
    "planned": "planned",
    "possible": "possible",
    "ongoing": "under way",
    "denied": "denied",
}


def event(
    row: EventRow, page: Page, names: Mapping[str, DocumentRow], titles: Mapping[str, str]
) -> Iterator[str]:
    """The HTML of one event, closed; it opens with or without scripts.

    titles: those of the events on the page, by id.
    """
    yield f'<li id="e-{escape(row["id"])}" class="event is-{escape(row["status"])}"{_data(row)}>'
    yield "<details><summary>"
    yield f'<span class="when"><time>{escape(date(row["date"]))}</time></span>'
    yield f'<span class="what">{_status(row)}<span class="title"{_language(row)}>'
    yield f"{_text(row['title'])}</span>{_badges(row)}</span></summary>"
    yield '<div class="more">'
    yield from _facts(row, titles)
    yield from _conflicts(row)
    for mention in row["mentions"]:
        yield from _quote(mention, page, names)
    yield "</div></details></li>\n"


def _data(row: EventRow) -> str:
    """What the filters go by."""
    told = {
        "type": row["type"],
        "status": row["status"],
        "actors": "|".join(a["name"] for a in row["actors"]),
        "places": "|".join(p["name"] for p in row["places"]),
        "languages": "|".join(row["languages"]),
        "sources": "|".join(dict.fromkeys(m["document"] for m in row["mentions"])),
        "sure": f"{row['confidence']:.2f}",
        "start": row["start"] or row["end"] or "",
        "end": row["end"] or "",
    }
    return "".join(f' data-{name}="{escape(one_line(value))}"' for name, value in told.items())


def _language(row: EventRow) -> str:
    codes = row["languages"]
    return f' lang="{escape(codes[0])}"' if len(codes) == 1 else ""


def _status(row: EventRow) -> str:
    said = SAID.get(row["status"])
    return f'<span class="badge status">{said}</span> ' if said else ""


def _badges(row: EventRow) -> str:
    # "other" would tell nobody anything.
    typed = row["type"] != "other"
    parts = [f'<span class="badge type">{escape(row["type"])}</span>'] if typed else []
    if row["sources"] > 1:
        parts.append(f'<span class="badge">{row["sources"]} sources</span>')
    if row["conflicts"]:
        fields = ", ".join(c["field"] for c in row["conflicts"])
        parts.append(f'<span class="badge differ">sources differ: {escape(fields)}</span>')
    if row.get("decided"):
        parts.append('<span class="badge">edited by hand</span>')
    return f'<span class="badges">{" ".join(parts)}</span>' if parts else ""


def _facts(row: EventRow, titles: Mapping[str, str]) -> Iterator[str]:
    facts = {
        "Date": f"{date(row['date'])} ({row['date']})",
        "Who": "; ".join(_also(a["name"], a["aliases"]) for a in row["actors"]),
        "Where": "; ".join(p["name"] for p in row["places"]),
        "Amounts": "; ".join(a["text"] for a in row["amounts"]),
        "Sure": f"confidence {row['confidence']:.2f}, weight {row['salience']:.2f}",
        "Id": row["id"],
    }
    yield '<dl class="facts">'
    for name, value in facts.items():
        if value:
            yield f"<div><dt>{name}</dt><dd>{_text(value)}</dd></div>"
    if (whole := row.get("part_of")) is not None:
        named = escape(whole)
        if whole in titles:
            named = f'<a href="#e-{named}">{_text(titles[whole])}</a>'
        yield f"<div><dt>Part of</dt><dd>{named}</dd></div>"
    yield "</dl>"


def _also(name: str, aliases: Iterable[str]) -> str:
    others = [a for a in aliases if a != name]
    return f"{name} (also {', '.join(others)})" if others else name


def _conflicts(row: EventRow) -> Iterator[str]:
    for conflict in row["conflicts"]:
        yield f'<p class="differ">Sources differ on {escape(conflict["field"])}:</p>'
        yield '<ul class="differ">'
        for value in conflict["values"]:
            told = ", ".join(value["documents"])
            yield f"<li><b>{_text(value['value'])}</b> <cite>{_text(told)}</cite></li>"
        yield "</ul>"


def _quote(mention: MentionRow, page: Page, names: Mapping[str, DocumentRow]) -> Iterator[str]:
    """The quote marked in its passage, with the article's name and date below."""
    document = names.get(mention["document"])
    before, after = page.contexts.get((mention["document"], mention["start"]), ("", ""))
    language = f' lang="{escape(document["language"])}"' if document else ""
    yield f"<figure><blockquote{language}>"
    if before:
        yield f'<span class="around">{_text(before)}</span>'
    yield f"<mark>{_marked(mention)}</mark>"
    if after:
        yield f'<span class="around">{_text(after)}</span>'
    yield "</blockquote><figcaption>"
    yield f"<cite>{_text(_name(mention['document'], document))}</cite>"
    if document is not None and document["published"]:
        yield f", {escape(date(document['published']))}"
    yield f' <span class="how">{_text(_how(mention))}</span></figcaption></figure>'


def _name(name: str, document: DocumentRow | None) -> str:
    if document is None or not document["title"]:
        return name
    return f"{document['title']} ({name})"


def _how(mention: MentionRow) -> str:
    time = mention["time_expression"]
    by = f"by “{time['text']}”" if time else "by its context"
    status = "" if mention["status"] == "happened" else f"{mention['status']}, "
    return f"{status}dated {date(mention['date'])} {by}"


def _marked(mention: MentionRow) -> str:
    """The quote, the words that name the event and those that date it set off."""
    quote, offset = mention["quote"], mention["start"]
    spans = [("b", mention["trigger"]), ("u", mention["time_expression"])]
    cuts: list[tuple[int, int, str]] = []
    for tag, span in spans:
        if span is not None:
            start, end = span["start"] - offset, span["end"] - offset
            if 0 <= start < end <= len(quote):
                cuts.append((start, end, tag))
    cuts.sort()
    out, at = "", 0
    for start, end, tag in cuts:
        if start < at:  # one inside the other: "Monday's vote"
            continue
        out += f"{_text(quote[at:start])}<{tag}>{_text(quote[start:end])}</{tag}>"
        at = end
    return out + _text(quote[at:])


def _text(text: str) -> str:
    return escape(one_line(text))
