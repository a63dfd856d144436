"""JSON-LD with schema.org's Event, Place, Person, Organization, Article and Quotation.

startDate and endDate are ISO 8601 dates no finer than what was told (2020-08 for a month). Tags
are keywords; a note is a Comment that the event is the subject of, as an Event has no comments.
An event that was planned is EventScheduled. Of one that is denied, possible or ongoing schema.org
has no status (EventCancelled says that it was planned and then called off, which no denial says),
so the description tells it, for programs that know schema.org alone.
What schema.org has no property for (the EDTF date, our status, type and verdict) stands in
additionalProperty.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO
from urllib.parse import quote

from timeline.contract import DocumentRow, EventRow, documents, quoted, reviewed
from timeline.render import Page
from timeline.render.bounds import bounds
from timeline.render.citations import Citation, on_the_web
from timeline.render.json_members import write_members
from timeline.safe_text import clean

# Events are taken one by one and need not be in memory.
STREAMS = True

_STATUS = {
    "planned": "Planned: the sources say that it is to happen.",
    "possible": "Possible: the sources say that it may have happened, or may happen.",
    "denied": "Denied: a source says that it did not happen.",
    "ongoing": "Ongoing: it had not ended when the sources told of it.",
}
VOCABULARY = "https://schema.org/"
KINDS = {"person": "Person", "org": "Organization", "organisation": "Organization",
         "country": "Country"}  # fmt: skip


def chronology(page: Page, out: TextIO) -> None:
    """Write one graph: the events, and the articles they are told in."""
    head = json.dumps({"@context": {"@vocab": VOCABULARY}}, indent=1)
    out.write(head.removesuffix("\n}") + ',\n "@graph": [')
    write_members(_graph(page), out, depth=2)
    out.write("]\n}\n")


def _graph(page: Page) -> Iterator[dict[str, Any]]:
    told: set[str] = set()
    for event in page.events:
        told.update(documents(event))
        yield _event(event, page)
    yield from (_article(d, page) for d in page.documents if d["id"] in told)


def _event(event: EventRow, page: Page) -> dict[str, Any]:
    begin, end = bounds(event)
    review, status = reviewed(event), event["status"]
    told: dict[str, Any] = {
        "@id": _urn("event", event["id"]),
        "@type": "Event",
        "name": clean(event["title"]),
        "eventStatus": "https://schema.org/EventScheduled" if status == "planned" else None,
        "description": _STATUS.get(status),
        "startDate": begin,
        "endDate": end,
        "location": [_place(p["name"], p["country"]) for p in event["places"]],
        "participant": [
            {"@type": KINDS.get(a["kind"], "Thing"), "@id": _urn("actor", a["id"]),
             "name": clean(a["name"]), "alternateName": [clean(n) for n in a["aliases"]]}
            for a in event["actors"]
        ],
        "keywords": list(map(clean, review["tags"])),
        "subjectOf": [
            *({"@id": _urn("document", name)} for name in documents(event)),
            *(_quotation(m["quote"], one) for m, spots in quoted(event)
              for one in page.cited(m, spots)),
            *([{"@type": "Comment", "text": clean(review["note"])}] if review["note"] else []),
        ],
        "additionalProperty": [
            {"@type": "PropertyValue", "name": name, "value": value}
            for name, value in (
                ("date", event["date"]),
                ("type", event["type"]),
                ("status", event["status"]),
                ("confidence", event["confidence"]),
                ("verdict", review["verdict"]),
            )
            if value is not None
        ],
    }  # fmt: skip
    return {key: value for key, value in told.items() if value}


def _place(name: str, country: str | None) -> dict[str, Any]:
    told: dict[str, Any] = {"@type": "Place", "name": clean(name)}
    if country:
        told["address"] = {"@type": "PostalAddress", "addressCountry": country}
    return told


def _quotation(words: str, cited: Citation) -> dict[str, Any]:
    """The words of an article, with the page and the address at which they stand."""
    told = {
        "@type": "Quotation",
        "text": clean(words),
        "isPartOf": {"@id": _urn("document", cited.spot.document)},
        "pageStart": cited.spot.page,
        "url": cited.web,
    }
    return {key: value for key, value in told.items() if value}


def _article(document: DocumentRow, page: Page) -> dict[str, Any]:
    told = {
        "@id": _urn("document", document["id"]),
        "@type": "Article",
        "headline": document["title"],
        "url": on_the_web(document),
        "datePublished": document["published"],
        "inLanguage": document["language"],
        "identifier": page.called(document["id"]),
    }
    return {key: value for key, value in told.items() if value}


def _urn(kind: str, id_: str) -> str:
    return f"urn:timeline:{kind}:{quote(id_, errors='replace')}"
