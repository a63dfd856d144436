import pandas
import polars

from made import chronology, document, event, mention
from timeline.flat import COLUMNS, LISTS, row


def test_records_have_the_columns_of_the_csv_and_keep_lists() -> None:
    (record,) = chronology(event("e1", "2020-08")).to_records()
    assert tuple(record) == COLUMNS
    assert (record["date"], record["start"], record["end"]) == (
        "2020-08", "2020-08-01", "2020-08-31",
    )  # fmt: skip
    assert all(isinstance(record[name], list) for name in LISTS)


def test_a_pandas_frame() -> None:
    frame = chronology(event("e1"), event("e2")).to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.columns) == list(COLUMNS)
    assert list(frame["id"]) == ["e1", "e2"]
    assert chronology().to_pandas().shape == (0, len(COLUMNS))


def test_a_polars_frame() -> None:
    frame = chronology(event("e1"), event("e2")).to_polars()
    assert isinstance(frame, polars.DataFrame)
    assert frame.columns == list(COLUMNS)
    assert frame["languages"].to_list() == [["en"], ["en"]]
    assert chronology().to_polars().shape == (0, len(COLUMNS))


def test_what_two_documents_tell_is_one_list_of_pages_each() -> None:
    told = tuple(
        mention("a.pdf", "2020", "Vote", page=page, start=page, end=page + 4) for page in (14, 3)
    )
    (record,) = chronology(event(mentions=(*told, mention("b.txt", "2020", "Vote")))).to_records()
    assert (record["documents"], record["pages"]) == (["a.pdf", "b.txt"], ["3, 14", None])
    assert record["urls"] == []
    made = chronology(event(), documents=[document(url="https://example.org/")])
    assert made.to_pandas()["urls"][0] == ["https://example.org/"]
    assert made.to_polars()["urls"].to_list() == [["https://example.org/"]]
    hostile = chronology(event(), documents=[document(url="javascript:alert(1)")])
    assert hostile.to_records()[0]["urls"] == []


def test_what_sources_differ_on_stands_in_a_row() -> None:
    differ = [
        {"field": "date", "values": [
            {"value": "2020-08-09", "documents": ["a"]},
            {"value": "2020-08-10", "documents": ["b", "c"]}]},
        {"field": "places", "values": [{"value": "Graz", "documents": ["a"]}]},
    ]  # fmt: skip
    made = chronology(event("e1")).model_dump(mode="json")["events"][0] | {"conflicts": differ}
    told = row(made, {}, {"a": "a.txt"})[COLUMNS.index("conflicts")]
    assert told == "date: 2020-08-09 (a.txt); 2020-08-10 (b, c) | places: Graz (a.txt)"
