"""Every format, with events whose every text carries what must not be shown."""

from __future__ import annotations

import io
import json
from typing import Any
from xml.etree import ElementTree

import pytest

from made import chronology, event, mention
from timeline import render
from timeline.cli.streams import safe
from timeline.contract import whole
from timeline.model import Conflict, ConflictValue
from unsafe import HOSTILE, KEPT, unsafe_in
from written import unpacked, written

TEXTS = (
    "table",
    "list",
    "csv",
    "tsv",
    "xlsx",
    "docx",
    "html",
    "markdown",
    "ics",
    "mermaid",
    "atom",
    "timelinejs",
    "jsonld",
)
DATED = ("date", "start", "end", "precision", "edtf", "value", "published")


def spoilt(told: Any) -> Any:
    """The same record with hostile text in every field that is no date."""
    if isinstance(told, dict):
        return {k: v if k in DATED and isinstance(v, str) else spoilt(v) for k, v in told.items()}
    if isinstance(told, list):
        return [spoilt(one) for one in told]
    return told + HOSTILE if isinstance(told, str) else told


def page() -> render.Page:
    differ = tuple(ConflictValue(value=v, documents=("a.txt", "b.txt")) for v in ("Graz", "Wien"))
    first = event(
        "e1",
        status="planned",
        mentions=(
            mention("a.txt", "2020-08-09", f"Voters {KEPT} go"),
            mention("b.txt", "2020", "No"),
        ),
        conflicts=(Conflict(field="places", values=differ),),
        title=f"Voters {KEPT} go",
    )
    rows = spoilt(chronology(first, event("e2", "2014", part_of="e1")).model_dump(mode="json"))
    told = ("https://example.org/", "https://example.org/\"'><b>" + KEPT.replace(" ", ""))
    for document, url in zip(rows["documents"], told, strict=True):
        document["url"] = url + HOSTILE * url.endswith("/")
    rows["events"][0]["mentions"][0]["page"] = 3
    rows["events"][0]["decided"] = [{"action": "set", "field": HOSTILE, "told": None, "reason": ""}]
    return render.Page(rows["documents"], rows["events"], quotes=True)


def told_as(name: str, of: render.Page) -> str:
    return unpacked(written(name, of))


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_unsafe_is_written(name: str) -> None:
    text = told_as(name, page())
    text.encode("utf-8")
    if name not in ("timelinejs", "jsonld"):
        text = text.replace("\r\n", "\n") if name in ("ics", "xlsx", "docx") else text
        assert unsafe_in(text.replace("\t", " ") if name == "tsv" else text) == []
    unfolded = text.replace("\r\n ", "").replace("\n", " ")
    assert KEPT.split()[0] in unfolded, "what writing needs is kept"


@pytest.mark.parametrize("name", ["table", "csv"])
def test_nothing_unsafe_stands_in_records(name: str) -> None:
    columns = (render.Column("a", "A"), render.Column("b", "B", wide=True))
    out = io.StringIO()
    rows = [{"a": HOSTILE, "b": [HOSTILE, KEPT]}]
    render.find_for_sheets(name).sheet(render.Sheet(columns, rows, group="a"), out)
    assert unsafe_in(out.getvalue()) == []


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_holds_every_text_as_it_is(name: str) -> None:
    of = page()
    text = told_as(name, of)
    text.encode("utf-8")
    told = (
        json.loads(text)["events"] if name == "json" else list(map(json.loads, text.splitlines()))
    )
    assert told == of.events


@pytest.mark.parametrize("name", ["json", "jsonl", "jsonld"])
def test_json_on_a_terminal_is_the_same_data_and_safe(name: str) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    of, out = page(), Terminal()
    render.find(name).chronology(of, safe(out, name))
    assert unsafe_in(out.getvalue()) == []
    plain = told_as(name, of)
    if name == "jsonl":
        assert out.getvalue().count("\n") == plain.count("\n")
    else:
        assert json.loads(out.getvalue()) == json.loads(plain)
    pipe = io.StringIO()
    assert safe(pipe, name) is pipe
    assert safe(out, "table") is out


def test_the_store_can_write_it_too() -> None:
    of = page()
    text = "".join(whole(of.documents, of.events))
    assert json.loads(text.encode("utf-8"))["events"] == of.events


INJECTED = (
    "</script><script>x()</script> ]]> <!-- \r\nATTENDEE:mailto:x@y \nEND:VEVENT %%{init: {}}%%"
)


@pytest.mark.parametrize("name", ["timelinejs", "jsonld"])
def test_json_for_pages_ends_no_script(name: str) -> None:
    rows = chronology(event("e1", title=INJECTED)).model_dump(mode="json")
    text = told_as(name, render.Page(rows["documents"], rows["events"]))
    assert "<" not in text
    assert "x()" in json.dumps(json.loads(text))


def test_no_text_adds_a_property_or_an_element() -> None:
    rows = chronology(event("e1", title=INJECTED, actors=(), places=())).model_dump(mode="json")
    of = render.Page(rows["documents"], rows["events"])
    names = [line.split(":")[0] for line in told_as("ics", of).replace("\r\n ", "").splitlines()]
    assert "ATTENDEE" not in names
    assert names.count("END") == 2
    feed = ElementTree.fromstring(told_as("atom", of))
    assert len(feed.findall(".//{*}entry/*")) == 6
    assert "<script" not in feed.findtext(".//{*}content", "")
    assert len(told_as("mermaid", of).splitlines()) == 4
