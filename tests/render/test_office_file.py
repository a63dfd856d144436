import io
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from made import chronology, document
from timeline.render import Page
from timeline.render.office_file import CORE, made_on, put_together, to_file


def test_the_part_that_says_what_made_it_is_first_and_not_packed() -> None:
    made, out = io.BytesIO(), io.BytesIO()
    with ZipFile(made, "w") as parts:
        for name in ("a.xml", CORE, "b.xml"):
            parts.writestr(name, f"<{name}>" * 100)
    put_together(made, out, {"b.xml": [b"<one>", b"<two>"]})
    with ZipFile(out) as parts:
        told = parts.infolist()
        assert [one.filename for one in told] == [CORE, "a.xml", "b.xml"]
        assert [one.compress_type for one in told] == [ZIP_STORED, ZIP_DEFLATED, ZIP_DEFLATED]
        assert {one.date_time for one in told} == {(1980, 1, 1, 0, 0, 0)}
        assert parts.read("b.xml") == b"<one><two>"
        assert parts.read("a.xml") == b"<a.xml>" * 100


@pytest.mark.parametrize(
    ("published", "day"),
    [(("2020-08", "2019-03-01", "2020-01-02"), "2020-01-02"), ((None, "2020"), "1980-01-01")],
)
def test_it_was_made_on_the_day_of_the_newest_article(
    published: tuple[str | None, ...], day: str
) -> None:
    several = [document(f"{n}.txt", published=told) for n, told in enumerate(published)]
    rows = chronology(documents=several).model_dump(mode="json")["documents"]
    assert made_on(Page(rows, ())).date().isoformat() == day


def test_a_link_to_a_file_leads_to_all_of_it() -> None:
    assert to_file("./a%23.html#:~:text=x") == "./a%23.html"
    assert to_file(None) is None
