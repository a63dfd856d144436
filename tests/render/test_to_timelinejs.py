import json

import pytest

from made import event
from written import MIRROR, SOURCES, nasty, sourced, write


def slides(*events: object) -> list:  # type: ignore[type-arg]
    return json.loads(write("timelinejs", *events)[0])["events"]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("edtf", "start", "end", "display"),
    [
        ("2020-08-09", {"year": 2020, "month": 8, "day": 9}, None, None),
        ("2020-08", {"year": 2020, "month": 8}, None, "Aug 2020"),
        ("2020~", {"year": 2020}, None, "c. 2020"),
        ("1961/1968", {"year": 1961}, {"year": 1968}, "1961 – 1968"),
        ("2014/..", {"year": 2014}, None, "2014 →"),
        ("-0043-03-15", {"year": -43, "month": 3, "day": 15}, None, None),
    ],
)
def test_dates_are_told_no_finer_than_known(
    edtf: str, start: dict[str, int], end: dict[str, int] | None, display: str | None
) -> None:
    (slide,) = slides(event("e1", edtf))
    assert slide["start_date"] == start
    assert slide.get("end_date") == end
    assert slide.get("display_date") == display


def test_what_has_no_beginning_is_left_out_and_counted() -> None:
    text, left = write("timelinejs", event("e1", "../2015"))
    assert json.loads(text)["events"] == []
    assert left == ["1 event left out: timelinejs can't hold open dates"]


def test_texts_are_escaped_html() -> None:
    (slide,) = slides(nasty())
    assert "<script" not in slide["text"]["headline"] + slide["text"]["text"]
    assert "&lt;script&gt;" in slide["text"]["headline"]


def test_quotes_link_to_their_sources_and_tell_the_page() -> None:
    told = json.loads(write("timelinejs", sourced(), documents=SOURCES)[0])
    text = told["events"][0]["text"]["text"]
    assert (
        f'The report (report.pdf), p. 14; also in <a href="{MIRROR}#page=3" rel="noreferrer">The mirror'
        in text
    )
    assert "javascript" not in text
