import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import chronology, event
from timeline import elsewhere
from timeline.contract import whole
from timeline.elsewhere.title_names import found_actors, found_places
from timeline.errors import InputError
from timeline.model import Review
from timeline.render import Page, to_csv
from written import MIRROR, SOURCES, WEB, sourced


def read(path: Path, content: str | bytes, language: str | None = "en") -> elsewhere.Finished:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return elsewhere.read(str(path), lambda _: language)


def wrong(path: Path, content: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        read(path, content)
    return str(caught.value).removeprefix(str(path))


MADE = chronology(event("e1"), event("e2", "2014/.."))
TOLD = MADE.model_dump(mode="json")


# -- ours --------------------------------------------------------------------------------------


def test_our_json_is_read_as_it_is(tmp_path: Path) -> None:
    found = read(tmp_path / "a.json", "".join(whole(TOLD["documents"], TOLD["events"])))
    assert found.documents == MADE.documents
    assert tuple(e.event for e in found.entries) == MADE.events


@pytest.mark.parametrize("shape", ["lines", "array", "one"])
def test_events_without_their_documents_are_read_too(tmp_path: Path, shape: str) -> None:
    events = TOLD["events"][:1] if shape == "one" else TOLD["events"]
    text = json.dumps(events) if shape == "array" else "\n".join(map(json.dumps, events)) + "\n"
    found = read(tmp_path / "a.jsonl", text)
    assert [e.event.id for e in found.entries] == [e["id"] for e in events]
    assert [(d.id, d.language) for d in found.documents] == [("a.txt", "en")]


def test_events_written_before_decisions_were_are_read(tmp_path: Path) -> None:
    old = [{k: v for k, v in e.items() if k != "decided"} for e in TOLD["events"]]
    found = read(tmp_path / "a.json", json.dumps({"documents": TOLD["documents"], "events": old}))
    assert tuple(e.event for e in found.entries) == MADE.events


def broken(**changes: Any) -> str:
    return json.dumps({**TOLD, "events": [TOLD["events"][0], {**TOLD["events"][1], **changes}]})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", ": it is empty; leave it out"),
        ("{", ":1: this is no JSON (expecting property name enclosed in double quotes)"),
        ('{"a": 1}\n{"b": }\n', ":2: this is no JSON (expecting value)"),
        ('{"schema": "timeline/9", "events": []}', ": its schema is 'timeline/9'; only timeline/1"),
        ('{"events": 5}', ": documents and events are no lists"),
        ("[5]", ": event 1: input should be an object"),
        ("[" * 100000, "nested too deeply"),
        (b"{\n\xff", ":2: this is no JSON (expecting property name"),
        ("Just prose.\nTwo lines.\n", ": it is neither JSON nor a table with the columns"),
    ],
)
def test_what_can_not_be_read_says_why(tmp_path: Path, content: str | bytes, said: str) -> None:
    assert said in wrong(tmp_path / "a.json", content)


M = TOLD["events"][1]["mentions"][0]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"date": "9 Aug"}, "date: value error, '9 aug' is not an edtf date"),
        ({"date": "2020-13-45"}, "date: value error"),
        ({"date": "99999-01-01"}, "date: value error"),
        ({"mentions": None}, "mentions: input should be a valid array"),
        ({"mentions": None}, "mentions: input should be a valid array"),
        ({"more": 1}, "more: extra inputs are not permitted"),
        ({"title": "\ud800"}, "title: it holds what is no character"),
        ({"actors": [{"name": "a\0b", "kind": "person"}]}, "actors.0.name: it holds what is no"),
        ({"title": ["a", "list"]}, "title: input should be a valid string"),
        ({"title": "x" * 3000}, "title: it is longer than 2000 characters"),
        ({"confidence": 1e999}, "confidence: the number is too large"),
        ({"sources": 10**30}, "sources: the number is too large"),
        ({"start": "2014-01-02"}, "start: it is not that of the date 2014/.., which is 2014-01-01"),
        ({"end": "2013-01-01"}, "end: it is not that of the date"),
        ({"languages": ["x" * 50]}, "languages: one of them is no code"),
        ({"mentions": [{**M, "start": -1}]}, "mentions.0.start: input should be greater than"),
        ({"mentions": [{**M, "start": 9, "end": 3}]}, "mentions.0.quote: it is not as long as"),
        ({"mentions": [{**M, "trigger": {**M["trigger"], "end": 999}}]}, "mentions.0.trigger.text"),
        (
            {"mentions": [{**M, "time_expression": {**M["time_expression"], "edtf": "soon"}}]},
            "soon",
        ),
    ],
)
def test_a_wrong_event_is_told_and_the_others_kept(
    tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    found = read(tmp_path / "a.json", broken(**changes).replace("Infinity", "1e999"))
    assert [e.event.id for e in found.entries] == ["e1"]
    (error,) = found.errors
    assert f"{tmp_path / 'a.json'}: event 2: " in str(error)
    assert said in str(error)
    assert len(str(error).splitlines()) == 1


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1" * 5000, "1e999"])
def test_numbers_that_are_none_are_told(tmp_path: Path, number: str) -> None:
    good, bad = (json.dumps(e) for e in TOLD["events"])
    bad = bad.replace('"sources": 1', f'"sources": {number}')
    found = read(tmp_path / "a.jsonl", f"{good}\n{bad}\n")
    assert [e.event.id for e in found.entries] == ["e1"]
    assert len(found.errors) == 1
    with pytest.raises(InputError):
        read(tmp_path / "b.json", bad)


def test_wrong_documents_are_told_and_the_events_kept(tmp_path: Path) -> None:
    documents = [*TOLD["documents"], *TOLD["documents"], {"id": 5}, None]
    found = read(tmp_path / "a.json", json.dumps({**TOLD, "documents": documents}))
    assert found.documents == MADE.documents
    assert len(found.entries) == 2
    assert ["document 2: id: 'a.txt' is that" in str(e) for e in found.errors] == [
        True,
        False,
        False,
    ]


def test_lines_that_are_no_json_are_told_and_the_others_kept(tmp_path: Path) -> None:
    good = [json.dumps(e) for e in TOLD["events"]]
    text = "\n".join([good[0], "{", "[" * 100_000, "5", good[1]])
    found = read(tmp_path / "a.jsonl", text)
    assert [e.event.id for e in found.entries] == ["e1", "e2"]
    said = [str(e).removeprefix(str(tmp_path)) for e in found.errors]
    assert said[0].startswith("/a.jsonl:2: this is no JSON (expecting property name")
    assert said[1].startswith("/a.jsonl:3: this is no JSON (it is nested too deeply)")
    assert said[2].startswith("/a.jsonl:4: input should be an object")


def test_other_encodings_are_read_where_they_say_so(tmp_path: Path) -> None:
    text = "date\ttitle\n2020\tMüller gagne\n"
    found = read(tmp_path / "a.csv", text.encode("utf-16"))
    assert [e.event.title for e in found.entries] == ["Müller gagne"]
    assert found.notes == ()
    found = read(tmp_path / "b.csv", text.encode("latin-1"))
    assert [e.event.title for e in found.entries] == ["Müller gagne"]
    (note,) = found.notes
    assert note.startswith("not UTF-8; read as cp1252;")
    plain = text.replace("ü", "u").encode("utf-16-le")
    assert "it holds NUL" in wrong(tmp_path / "c.csv", plain)
    assert "it holds NUL" in wrong(tmp_path / "d.csv", b"\x7fELF\x02\x01\x01\0\0\0")


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (b"Infinity", "sources: Infinity is no number"),
        (b"NaN", "sources: NaN is no number"),
        (b"9" * 5000, "sources: the number is too large"),
        (b'"\xe9"', "sources: it holds what is no character"),
        (b'"\xed\xa0\x80"', "sources: it holds what is no character"),
        (b'"\\udc00"', "sources: it holds what is no character"),
        (b'"\0"', "sources: it holds what is no character"),
    ],
)
def test_one_bad_value_costs_one_event(tmp_path: Path, bad: bytes, said: str) -> None:
    good, wrong_one = (json.dumps(e) for e in TOLD["events"])
    told = wrong_one.encode().replace(b'"sources": 1', b'"sources": ' + bad)
    found = read(tmp_path / "a.json", b'{"events": [' + told + b", " + good.encode() + b"]}")
    assert [e.event.id for e in found.entries] == ["e1"]
    assert [said in str(e) and ": event 1: " in str(e) for e in found.errors] == [True]


def test_one_bad_byte_costs_one_row_of_a_table_in_utf_8(tmp_path: Path) -> None:
    rows = [f"202{n},Müller gagne à Évian {n}\n" for n in range(5)]
    rows[2] = "2022,Bad \udce9 here\n"
    rows[4] = "2024,Bad \0 here\n"
    content = ("date,title\n" + "".join(rows)).encode("utf-8", "surrogateescape")
    found = read(tmp_path / "a.csv", content)
    assert [e.event.date for e in found.entries] == ["2020", "2021", "2023"]
    assert [str(e).removeprefix(str(tmp_path)) for e in found.errors] == [
        f"/a.csv:{n}: title: it holds what is no character; mend it, and save it as UTF-8"
        for n in (4, 6)
    ]


@pytest.mark.parametrize("bad", ['2021,"Torn', '2021,"To"rn"', '2021,"' + "x" * 200_000 + '"'])
@pytest.mark.parametrize("after", ["Two", '"Two"'])
def test_a_torn_row_costs_no_other(tmp_path: Path, bad: str, after: str) -> None:
    found = read(tmp_path / "a.csv", f"date,title\n2020,One\n{bad}\n2022,{after}\n")
    assert [e.event.title for e in found.entries] == ["One", "Two"]
    (error,) = found.errors
    assert "a.csv:3: this is no table (" in str(error)


def test_a_table_of_torn_rows_ends(tmp_path: Path) -> None:
    found = read(tmp_path / "a.csv", "date,title\n2020,One\n" + '2021,"a"b\n' * 5000)
    assert [e.event.title for e in found.entries] == ["One"]
    assert "96 more rows" in str(found.errors[-1])


def test_a_cell_of_many_megabytes_is_told(tmp_path: Path) -> None:
    assert "this is no table (field larger" in wrong(
        tmp_path / "a.csv", "date,title\n2020," + "x" * 10_000_000
    )
    told = wrong(tmp_path / "b.csv", "date,title\n" + "9" * 100_000 + ",One\n")
    assert "is no EDTF date" in told
    assert len(told) < 300
    assert "the language 'a/../b' is no code" in wrong(
        tmp_path / "c.csv", "date,title,language\n2020,One,a/../b\n"
    )


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no such file or directory\); check its name"):
        elsewhere.read(str(tmp_path / "none.json"), lambda _: None)


# -- tables ------------------------------------------------------------------------------------

TABLE = """\
Date;Event;Type;Actors;Where;Language;URL
2020-08-09;"A vote, ""free"" and fair";election;Ana Müller; Graz ;;https://example.org/1
2014/..;La réforme de la ville
dure;;;;fr;
;;;;;;
"""


def test_a_table_needs_dates_and_titles_only(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    found = read(path, "title,date\nSnow falls,2020-01\n")
    (entry,) = found.entries
    assert (entry.event.title, entry.event.date, entry.event.precision) == (
        "Snow falls", "2020-01", "month",
    )  # fmt: skip
    assert (entry.event.type, entry.event.status) == ("other", "happened")
    assert [d.id for d in found.documents] == [str(path)]


def test_all_columns_are_heard(tmp_path: Path) -> None:
    text = TABLE.replace("ville\ndure", "ville dure")
    found = read(tmp_path / "a.csv", "\ufeff" + text)
    one, two = (e.event for e in found.entries)
    assert (one.title, one.type) == ('A vote, "free" and fair', "election")
    assert [a.name for a in one.actors] == ["Ana Müller"]
    assert [(p.name, p.country) for p in one.places] == [("Graz", "AT")]
    assert one.mentions[0].rules == ("table", "source:https://example.org/1")
    assert (two.title, two.date, two.languages) == (
        "La réforme de la ville dure",
        "2014/..",
        ("fr",),
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_quotes_are_what_stands_in_the_file(tmp_path: Path, delimiter: str) -> None:
    rows = ["date{d}title{d}type", '2020{d}"He said ""no"""{d}other', "2021{d}Plain{d}"]
    text = "\r\n".join(row.format(d=delimiter) for row in rows)
    path = tmp_path / "a.csv"
    found = read(path, text)
    for entry in found.entries:
        (m,) = entry.event.mentions
        assert text[m.start : m.end] == m.quote
        assert m.quote.replace('""', '"') == entry.event.title


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
            lambda t: t.strip()
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_title_is_found_in_its_file(titles: list[str]) -> None:
    import csv
    import io

    from timeline.elsewhere import spreadsheet

    out = io.StringIO()
    csv.writer(out).writerows([("date", "title"), *(("2020", t) for t in titles)])
    text = out.getvalue()
    found = spreadsheet.read("t.csv", text, "", lambda _: "en")
    assert [e.event.title for e in found.entries] == [" ".join(t.split()) for t in titles]
    for entry in found.entries:
        (m,) = entry.event.mentions
        assert text[m.start : m.end] == m.quote != ""


def test_bad_rows_are_told_one_by_one_and_the_others_kept(tmp_path: Path) -> None:
    rows = ["2020,One,", "9 Aug,Two,", ",Three,", "2020,,", "2020,Five,meting"]
    found = read(tmp_path / "a.csv", "\n".join(["date,title,type", *rows]))
    assert [e.event.title for e in found.entries] == ["One"]
    told = [str(e).removeprefix(str(tmp_path)) for e in found.errors]
    assert told[0].startswith("/a.csv:3: '9 Aug' is no EDTF date; write it like 2020-08-09")
    assert told[1].startswith("/a.csv:4: the row has no date")
    assert told[2].startswith("/a.csv:5: the row has no title")
    assert told[3].startswith("/a.csv:6: the type 'meting' is unknown; choose from election")


def test_many_bad_rows_are_counted(tmp_path: Path) -> None:
    text = "date,title\n2020,Good\n" + "soon,Bad\n" * 50
    found = read(tmp_path / "a.csv", text)
    assert len(found.errors) == 6
    assert "45 more rows can't be read" in str(found.errors[-1])
    assert "'soon' is no EDTF date" in wrong(tmp_path / "b.csv", "date,title\nsoon,Bad\n")


def test_a_torn_quote_is_told(tmp_path: Path) -> None:
    assert "this is no table" in wrong(tmp_path / "a.csv", 'date,title\n2020,"Torn\n')


def test_our_own_csv_is_a_table(tmp_path: Path) -> None:
    out = io.StringIO()
    to_csv.chronology(Page(TOLD["documents"], TOLD["events"]), out)
    found = read(tmp_path / "a.csv", out.getvalue())
    assert [(e.event.title, e.event.date, e.event.type) for e in found.entries] == [
        (e.title, e.date, e.type) for e in MADE.events
    ]
    assert found.errors == ()


def test_our_csv_keeps_where_its_events_stand(tmp_path: Path) -> None:
    made = chronology(sourced(), documents=SOURCES).model_dump(mode="json")
    out = io.StringIO()
    to_csv.chronology(Page(made["documents"], made["events"]), out)
    found = read(tmp_path / "a.csv", out.getvalue())
    (event_,) = (e.event for e in found.entries)
    (told,) = event_.mentions
    places = [(told.document, told.page), *((again.document, again.page) for again in told.also_in)]
    assert places == [
        ("report.pdf", 14), (MIRROR, 3), (WEB, None), ("bad", None),
    ]  # fmt: skip
    known = {d.id: d for d in found.documents}
    assert {id_: d.url for id_, d in known.items() if d.url} == {MIRROR: MIRROR, WEB: WEB}
    assert known[WEB].title == "page.html"
    assert {d.path for d in known.values()} == {str(tmp_path / "a.csv")}
    assert len({d.sha256 for d in known.values()}) == len(known) == 5


@pytest.mark.parametrize(
    ("cells", "document", "url", "page"),
    [
        ("Reuters,https://example.org/1,", "https://example.org/1", "https://example.org/1", None),
        (",https://example.org/a;b,p. 7", "https://example.org/a;b", "https://example.org/a;b", 7),
        ("report.pdf,,14", "report.pdf", None, 14),
        ("report.pdf,,", "a.csv", None, None),
        ("report.pdf,javascript:alert(1),", "a.csv", None, None),
        (",see the archive,", "a.csv", None, None),
        ("report.pdf,,fourteen", "a.csv", None, None),
        ("report.pdf,,99999999999999999999", "a.csv", None, None),
        (",,14", "a.csv", None, None),
    ],
)
def test_a_row_leads_to_the_source_that_it_names(
    cells: str, document: str, url: str | None, page: int | None, tmp_path: Path
) -> None:
    found = read(tmp_path / "a.csv", f"date,title,source,url,page\n2020,A vote,{cells}\n")
    (told,) = found.entries[0].event.mentions
    assert (told.document.removeprefix(f"{tmp_path}/"), told.page) == (document, page)
    assert {d.id: d.url for d in found.documents}[told.document] == url


# -- who and where -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "language", "actors"),
    [
        ("Angela Merkel receives Mark Rutte in Berlin", "en", [("Angela Merkel", "person"), ("Mark Rutte", "person")]),
        ("Angela Merkel reçoit Mark Rutte à Berlin", "fr", [("Angela Merkel", "person"), ("Mark Rutte", "person")]),
        ("Poland closes its border", "en", [("Poland", "country")]),
        ("Protests grow", "en", []),
        ("Thousands March As Strike Spreads Across Country", "en", []),
        ("NATO deploys troops", "en", [("NATO", "organisation")]),
    ],
)  # fmt: skip
def test_actors_are_found_in_titles(
    title: str, language: str, actors: list[tuple[str, str]]
) -> None:
    assert [(a.name, a.kind) for a in found_actors(title, language)] == actors


def test_places_are_found_in_titles() -> None:
    assert [p.name for p in found_places("Angela Merkel arrives in Berlin", "en")] == ["Berlin"]


def test_a_table_s_verdicts_notes_and_tags_are_read_back(tmp_path: Path) -> None:
    said = Review(verdict="accepted", note="=ask; them", tags=("a b", "c"))
    rows = chronology(event("e1", review=said), event("e2")).model_dump(mode="json")
    out = io.StringIO()
    to_csv.chronology(Page(rows["documents"], rows["events"]), out)
    found = read(tmp_path / "a.csv", out.getvalue())
    assert [entry.event.review for entry in found.entries] == [said, None]
    told = wrong(tmp_path / "b.csv", "date,title,verdict\n2020,Vote,maybe\n")
    assert "the verdict 'maybe' is unknown; choose from accepted, rejected" in told
