from pathlib import Path
from typing import Any

import pytest

from made import chronology, document, event, mention
from timeline.contract import quoted
from timeline.render import Page
from timeline.render.citations import beside, from_anywhere, in_html, in_text
from written import AT_WORDS, MIRROR, SOURCES, sourced, write


def page(folder: str = "", **how: Any) -> Page:
    told = chronology(sourced(), documents=SOURCES).model_dump(mode="json")
    return Page(told["documents"], told["events"], folder=folder, **how)


def cited(of: Page) -> list[list[Any]]:
    return [of.cited(m, spots) for m, spots in quoted(of.events[0])]


def test_a_quote_is_cited_with_its_page_and_its_place_on_the_web() -> None:
    (report, mirror), (web,), (trap,) = cited(page())
    assert (report.text, report.web, report.file) == ("The report, p. 14", None, None)
    assert (mirror.text, mirror.web) == ("The mirror, p. 3", f"{MIRROR}#page=3")
    assert (web.text, web.web) == ("The page", AT_WORDS)
    assert (trap.text, trap.web) == ("The trap", None)
    assert in_text([report, mirror, mirror]) == "The report, p. 14; also in The mirror, p. 3"
    assert in_html([report, mirror]) == (
        f'The report, p. 14; also in <a href="{MIRROR}#page=3" rel="noreferrer">The mirror</a>, p. 3'
    )


def test_a_file_is_linked_from_where_the_output_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    out = str(tmp_path / "out")
    assert cited(page(out))[0][0].file is None, "there is no such file"
    for name in ("report.pdf", "page.html"):
        Path(name).write_text("x")
    (report, _), (web,), _ = cited(page(out))
    assert report.file == "../report.pdf#page=14"
    assert web.file is not None
    assert web.file.startswith("../page.html#:~:text=The%20court")
    assert cited(page())[0][0].file is None, "nobody knows where the output lies"


@pytest.mark.parametrize(
    ("path", "folder", "link"),
    [
        ("in/a b.txt", "", "in/a%20b.txt"),
        ("in/a b.txt", "in", "./a%20b.txt"),
        ("in/x:y.txt", "in", "./x%3Ay.txt"),
        ("in/a b.txt", "out/deep", "../../in/a%20b.txt"),
        ("in/none.txt", "", None),
        ("in", "", None),
        ("", "", None),
        ("in/a\0b", "", None),
    ],
)
def test_a_link_to_a_file(
    path: str, folder: str, link: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for name in ("in/a b.txt", "in/x:y.txt"):
        Path(name).write_text("x")
    assert beside(path, str(tmp_path / folder), absolute=False) == link


def test_no_link_tells_how_the_machine_is_laid_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    file = tmp_path / "work/a.txt"
    file.write_text("x")
    above, below = str(tmp_path), str(tmp_path / "work/out")
    assert beside(str(file), above, absolute=False) == "work/a.txt"
    assert beside(str(file), below, absolute=False) is None
    assert beside(str(file), below, absolute=True) == "../a.txt"
    assert beside("a.txt", "/elsewhere/entirely", absolute=False) is None
    assert (beside("a.txt", "/elsewhere/entirely", absolute=True) or "").endswith("/work/a.txt")


def test_what_lies_in_an_archive_leads_to_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("box.zip").write_text("x")
    inside = mention("box.zip/in/a.pdf", "2020", "Voters go", page=3)
    box = document("box.zip/in/a.pdf", path="box.zip", title=None)
    text, _ = write("html", event(mentions=(inside,)), documents=[box], folder=str(tmp_path))
    assert '<a href="./box.zip">box.zip/in/a.pdf</a></cite>, p. 3' in text


def test_a_terminal_links_to_the_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a b.txt").write_text("x")
    assert from_anywhere("a b.txt") == f"file://{tmp_path}/a%20b.txt"
    assert from_anywhere("c.txt") is None
    assert from_anywhere("a\0b") is None
