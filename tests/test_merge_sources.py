"""What a further source changes of an event, and what it leaves; copies through the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from merging import MINSK, SOCHI, document, mention, run, told_by
from timeline.cli import main
from timeline.contract import documents
from timeline.merge import copies, merge
from timeline.model import DatedMention, Event

FIRST = mention(
    "a",
    "meet",
    "2020-09-14",
    people=("Vladimir Putin", "Alexander Lukashenko"),
    places=(SOCHI,),
    nominal=False,
    title="Putin and Lukashenko meet in Sochi",
)


def _with(*more: DatedMention) -> Event:
    published = {"a": "2020-09-14"}
    names = sorted({m.event.document for m in (FIRST, *more)})
    found = merge(
        (FIRST, *more), [document(n, published=published.get(n, "2020-10-03")) for n in names]
    )
    (event,) = (e for e in found if "a" in {m.document for m in e.mentions})
    return event


@pytest.mark.parametrize(
    "weaker",
    [
        {"date": "2020-09", "direct": True},
        {"date": "2020-09-14", "direct": False},
        {"date": "2020-09-15", "direct": True, "confidence": 0.3},
        {"date": "2020-09-14", "status": "planned", "salience": 0.2, "confidence": 0.2},
    ],
)
@pytest.mark.parametrize("name", ["0", "b"])
def test_a_weaker_source_changes_neither_id_nor_title_nor_date(
    weaker: dict[str, object], name: str
) -> None:
    alone = _with()
    told: dict[str, object] = {"date": "2020-09-14", "people": ("Putin", "Lukashenko")} | weaker
    event = _with(mention(name, "meeting", places=(SOCHI,), **told))  # type: ignore[arg-type]
    assert event.sources == 2
    assert (event.id, event.title, event.date) == (alone.id, alone.title, alone.date)
    assert event.status == alone.status


def test_an_event_apart_changes_nothing_of_another() -> None:
    alone = _with()
    other = mention("b", "protest", "2020-09-13", "protest", places=(MINSK,))
    assert _with(other) == alone


def test_the_date_told_by_more_sources_is_shown_and_the_other_kept() -> None:
    events = run(
        *(
            mention(
                name, "election", day, "election", people=("Alexander Lukashenko",), places=(MINSK,)
            )
            for name, day in (("a", "2020-08-09"), ("b", "2020-08-09"), ("c", "2020-08-10"))
        )
    )
    (event,) = events
    assert event.date == "2020-08-09"
    (conflict,) = event.conflicts
    assert conflict.field == "date"
    assert [(v.value, v.documents) for v in conflict.values] == [
        ("2020-08-09", ("a", "b")),
        ("2020-08-10", ("c",)),
    ]


COPIED = [f"They told it for the {n} time in so many words" for n in range(1, 6)]


def _printed(name: str, day: str, **more: object) -> list[DatedMention]:
    """An article of five passages, the last of an election on that day."""
    told = [
        mention(name, "meet", f"2020-0{n}-11", at=n, quote=q, people=("Ana Müller",))
        for n, q in enumerate(COPIED[:4], 1)
    ]
    quote = "The election went on in Minsk till night fell"
    vote = mention(
        name,
        "election",
        day,
        "election",
        places=(MINSK,),
        at=9,
        quote=quote,
        **more,  # type: ignore[arg-type]
    )
    return [*told, vote]


def _vote(*articles: list[DatedMention]) -> Event:
    (event,) = (e for e in run(*(m for a in articles for m in a)) if e.type == "election")
    return event


def test_copies_add_nothing_to_what_their_original_tells() -> None:
    own = [
        mention(name, "election", "2020-08-09", "election", places=(MINSK,)) for name in ("x", "y")
    ]
    copied = [_printed(name, "2020-08-10") for name in ("a", "b", "c")]
    event = _vote(*copied, own)
    assert told_by(event) == {"a", "b", "c", "x", "y"}
    assert (event.date, event.sources) == ("2020-08-09", 3)
    denied = [_printed(name, "2020-08-09", status="denied") for name in ("a", "b", "c")]
    assert _vote(*denied, own).status == "happened"


AGENCY = (
    "VILNIUS, 2 March 2021. The foreign ministers of Lithuania and Latvia met in Vilnius on"
    " Monday to discuss the border. On 15 February 2021 the parliament in Riga adopted a law on"
    " asylum after a long debate. The Latvian government resigned on 20 February 2021 because of"
    " the dispute over that law. On 25 February 2021 thousands of people protested in Riga against"
    " the new rules at the border. The European Commission criticised the law on 26 February 2021."
)
OWN = "On 25 February 2021 some five thousand people protested in Riga against the law on asylum."


def _extract(folder: Path, articles: dict[str, str], capsys: pytest.CaptureFixture[str]) -> str:
    path = folder / "in.jsonl"
    rows = ({"id": n, "published": "2021-03-02", "text": text} for n, text in articles.items())
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    code = main(["extract", str(path), "--out-dir", str(folder / "out"), "--all", "--json", "-q"])
    assert code == 0
    return capsys.readouterr().out


def test_an_agency_text_in_two_outlets_is_one_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {"herald": AGENCY, "post": AGENCY, "own": OWN}
    events = json.loads(_extract(tmp_path, told, capsys))["events"]
    printed = {e["sources"] for e in events if set(documents(e)) == {"herald", "post"}}
    assert printed == {1}
    (protest,) = (e for e in events if "own" in {m["document"] for m in e["mentions"]})
    assert set(documents(protest)) == {"herald", "post", "own"}
    told_in = {m["document"]: [r["document"] for r in m["also_in"]] for m in protest["mentions"]}
    assert told_in in ({"herald": ["post"], "own": []}, {"post": ["herald"], "own": []})
    assert protest["sources"] == 2


@pytest.mark.parametrize(
    "format_name", ["csv", "jsonl", "list", "html", "markdown", "ics", "timelinejs", "atom"]
)
def test_a_copied_quote_is_printed_once_with_both_papers_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], format_name: str
) -> None:
    _extract(tmp_path, {"herald": AGENCY, "post": AGENCY}, capsys)
    asked = ["show", "--all", "--quotes", "--grep", "resigned", "-f", format_name]
    assert main([*asked, "--out-dir", str(tmp_path / "out"), "-q"]) == 0
    told = " ".join(capsys.readouterr().out.replace("\r\n ", "").split())
    quote = "The Latvian government resigned on 20 February 2021 because of the dispute"
    plain = re.sub(r"</?(?:b|u|mark)>", "", told)
    assert plain.count(quote) == 1
    assert "herald" in told
    assert "post" in told


def test_explain_tells_where_a_quote_stands_once_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events = json.loads(_extract(tmp_path, {"herald": AGENCY, "post": AGENCY}, capsys))["events"]
    (fall,) = (e["id"] for e in events if "resigned" in e["title"])
    assert main(["explain", fall, "-f", "table", "--out-dir", str(tmp_path / "out"), "-q"]) == 0
    told = capsys.readouterr().out
    assert told.count("government resigned on") == 1
    assert ("also in: post" in told) != ("also in: herald" in told)


def test_a_copy_points_to_the_first_published_with_its_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published = {"agency": "2021-03-02", "early": "2021-03-01", "late": "2021-03-02"}
    path = tmp_path / "in.jsonl"
    rows = [{"id": n, "published": day, "text": AGENCY} for n, day in published.items()]
    rows.append({"id": "own", "published": "2021-03-01", "text": OWN})
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    out = str(tmp_path / "out")
    assert main(["extract", str(path), "--out-dir", out, "--all", "--json", "-q"]) == 0
    told = json.loads(capsys.readouterr().out)
    found = {d["id"]: d["copy_of"] for d in told["documents"]}
    assert found == {"agency": "early", "early": None, "late": "early", "own": None}
    assert main(["documents", "--out-dir", out, "--jsonl", "-q"]) == 0
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {d["id"]: d["copy_of"] for d in listed} == found
    assert main(["documents", "--out-dir", out, "--format", "table", "-q"]) == 0
    assert "Copy of" in capsys.readouterr().out


def test_of_equals_the_first_id_is_the_original() -> None:
    origin = {"a": "a", "b": "a", "c": "a", "d": "d"}
    assert copies.originals(origin, {"a": "", "b": "2021-03-01", "c": "2021-03-01"}) == {
        "a": "b",
        "c": "b",
    }
    assert copies.originals(origin, {}) == {"b": "a", "c": "a"}


def test_articles_that_come_one_by_one_give_what_they_give_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {"herald": AGENCY, "post": AGENCY.replace("Monday", "Tuesday"), "own": OWN}
    for folder in ("one", "all"):
        (tmp_path / folder).mkdir()
    for n in range(1, len(told) + 1):
        _extract(tmp_path / "one", dict(list(reversed(told.items()))[:n]), capsys)
    _extract(tmp_path / "all", told, capsys)
    one, whole = (tmp_path / name / "out/chronology.json" for name in ("one", "all"))
    assert one.read_text("utf-8").replace("/one/", "/") == whole.read_text("utf-8").replace(
        "/all/", "/"
    )


def test_explain_tells_the_whole_of_a_part_and_the_parts_of_a_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "The leaders of Austria and Poland held a summit in Vienna on 19 August 2020. They signed"
        " a treaty on trade at the summit on 19 August 2020."
    )
    told = json.loads(_extract(tmp_path, {"a": text}, capsys))
    (part,) = (e for e in told["events"] if e["part_of"] is not None)
    (whole,) = (e for e in told["events"] if e["id"] == part["part_of"])
    assert "treaty" in part["mentions"][0]["quote"]
    out = ["--out-dir", str(tmp_path / "out")]
    assert main(["explain", part["id"], *out, "--format", "table"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert f"part of: {whole['title']} ({whole['id']})" in shown
    assert main(["explain", whole["id"], *out, "--format", "table"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert f"has as a part: {part['title']} ({part['id']})" in shown
    assert main(["explain", whole["id"], *out, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["parts"] == [part["id"]]
