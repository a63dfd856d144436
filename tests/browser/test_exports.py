"""Exports read by the JavaScript that they are made for, in Chromium.

`npm install @knight-lab/timelinejs mermaid` puts it into `node_modules`, here or in the folder that
NODE_MODULES names; without it these tests skip and say so.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from made import event, mention
from timeline.model import Event
from written import NASTY, SOURCES, nasty, sourced, write

Visit = Callable[..., Any]
ROOT = Path(os.environ.get("NODE_MODULES") or Path(__file__).parents[2] / "node_modules")
DATES = ("2020-08-09", "2020-08", "2020", "2020~", "199X", "2014/..", "1961/1968", "2020-21",
         "0800", "-0043-03-15", "2020-08-03/2020-08-09")  # fmt: skip
ODD = ("a: b; c%%d", "section x #1", "::icon(fa)", "title y", "%%{init: {}}%%", "a : b", "--- x",
       "<br> & <b>", "classDef a", "accTitle: x", "\\n $$x$$ `y`", "end", "{x}", "x" * 300)  # fmt: skip


def script(path: str) -> str:
    file = ROOT / path
    if not file.is_file():
        pytest.skip(f"no {path} here: npm install @knight-lab/timelinejs mermaid")
    return file.read_text("utf-8").replace("</script", "<\\/script")


def events() -> list[Event]:
    dated = [event(f"d{n}", date, title=f"Told {n}") for n, date in enumerate(DATES)]
    odd = [event(f"o{n}", "2020-08-09", title=title) for n, title in enumerate(ODD)]
    quoted = event("q1", mentions=(mention("page.html", "2020", NASTY),), status="denied")
    return [*dated, *odd, sourced("s1"), nasty(), quoted]


def test_timelinejs_takes_every_slide(visit: Visit) -> None:
    code = script("@knight-lab/timelinejs/dist/js/timeline.js")
    style = script("@knight-lab/timelinejs/dist/css/timeline.css")
    text, left = write("timelinejs", *events(), documents=SOURCES)
    page = visit(
        f"<!doctype html><meta charset='utf-8'><style>{style}</style>"
        f"<div id='t' style='height:600px'></div><script>{code}</script>"
    )
    told = page.evaluate(
        """async (told) => {
            const made = new TL.Timeline("t", JSON.parse(told), {hash_bookmark: false});
            await new Promise((done) => made.on("loaded", done));
            return {valid: [made.config.isValid(), made.config.getErrors("; ")], ids: made.config.events.map((one) => one.unique_id),
                    headlines: [...document.querySelectorAll(".tl-slide h2")].map((h) => h.textContent),
                    markers: document.querySelectorAll(".tl-timemarker").length,
                    groups: document.querySelectorAll(".tl-timegroup").length,
                    scripts: document.querySelectorAll("#t script").length,
                    shown: [...document.querySelectorAll(".tl-slide .tl-headline-date")].map((h) => h.textContent)};
        }""",
        text,
    )
    assert left == []
    assert told["valid"] == [True, ""]
    slides = json.loads(text)["events"]
    assert sorted(told["ids"]) == sorted(slide["unique_id"] for slide in slides)
    assert told["markers"] == len(slides)
    assert told["groups"] == told["scripts"] == 0
    for one in events():
        assert any(one.title in h for h in told["headlines"]), one.title
    assert {"Aug 2020", "c. 2020", "1990s", "2014 →", "1961 – 1968"} <= {
        date.strip() for date in told["shown"]
    }
    assert [said for said in page.said if "net::ERR" not in said] == []


def test_mermaid_reads_every_event_as_it_was_told(visit: Visit) -> None:
    code = script("mermaid/dist/mermaid.min.js")
    text, _ = write("mermaid", *events(), documents=SOURCES)
    page = visit(f"<!doctype html><meta charset='utf-8'><script>{code}</script>")
    told = page.evaluate(
        """async (told) => {
            mermaid.initialize({startOnLoad: false, securityLevel: "strict"});
            const diagram = await mermaid.mermaidAPI.getDiagramFromText(told);
            const {svg} = await mermaid.render("made", told);
            document.body.innerHTML = svg;
            return {kind: (await mermaid.parse(told)).diagramType,
                    sections: diagram.db.getSections(),
                    tasks: diagram.db.getTasks().map((t) => [t.section, t.task, t.events]),
                    text: document.body.textContent,
                    scripts: document.body.querySelectorAll("script").length};
        }""",
        text,
    )
    assert told["kind"] == "timeline"
    assert told["scripts"] == 0
    assert "2020" in told["sections"] and "44 BC" in told["sections"]
    assert sum(len(entries) for _, _, entries in told["tasks"]) == len(events())
    squeezed = "".join(told["text"].split())
    for one in events():
        assert "".join(one.title.split()) in squeezed, one.title
    assert page.said == []
