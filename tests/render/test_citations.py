import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

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
    assert (report.text, report.web, report.file) == ("The report (report.pdf), p. 14", None, None)
    assert (mirror.text, mirror.web) == ("The mirror (mirror), p. 3", f"{MIRROR}#page=3")
    assert (web.text, web.web) == ("The page (page.html)", AT_WORDS)
    assert (trap.text, trap.web) == ("The trap (bad)", None)
    assert (
        in_text([report, mirror, mirror])
        == "The report (report.pdf), p. 14; also in The mirror (mirror), p. 3"
    )
    assert in_html([report, mirror]) == (
        f'The report (report.pdf), p. 14; also in <a href="{MIRROR}#page=3" rel="noreferrer">The mirror</a>, p. 3'
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


def in_files(*names: str, **titles: str) -> list[Any]:
    """Events' quotes as cited from files that are there, in the folder of the output."""
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("x")
    return [document(name, title=titles.get(Path(name).stem, Path(name).stem)) for name in names]


@pytest.mark.parametrize("name", ["Annex #2.pdf", "what?.pdf", "100%.PDF"])
def test_a_pdf_of_any_name_is_opened_at_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    told = event(mentions=(mention(name, "2020", "Voters go", page=3),))
    text, _ = write("html", told, documents=in_files(name), folder=str(tmp_path))
    assert re.findall(r'href="(\./[^"]+)#page=3"', text) == [f"./{quote(name)}"]


def test_titles_that_repeat_are_told_apart_by_their_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = in_files("a/x.txt", "b/x.txt", "b/y.txt", x="Minutes", y="Report")
    told = event(mentions=tuple(mention(d.id, "2020", "Voters go") for d in files))
    text, _ = write("markdown", told, documents=files, folder=str(tmp_path))
    assert "— [Minutes](a/x.txt) (a/x.txt)\n" in text
    assert "— [Minutes](b/x.txt) (b/x.txt)\n" in text
    assert "— [Report](b/y.txt)\n" in text, "its link tells which"
    text, _ = write("markdown", told, documents=files)
    assert "— Report (y.txt)\n" in text, "there is no link"


def test_a_link_to_the_mail_tells_which_of_its_attachments_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (mail,) = in_files("in/case.eml", case="The case")
    inside = document("in/case.eml/minutes.txt", path=mail.path, title="Minutes")
    told = event(mentions=tuple(mention(d.id, "2020", "Voters go") for d in (mail, inside)))
    text, _ = write("markdown", told, documents=(mail, inside), folder=str(tmp_path))
    assert "— [The case](in/case.eml)\n" in text
    assert "— [Minutes](in/case.eml) (case.eml/minutes.txt)\n" in text


@pytest.mark.parametrize("name", ["csv", "ics", "jsonld", "html", "markdown", "atom"])
def test_people_are_told_where_a_file_is_now(name: str) -> None:
    moved = document("old/a.eml/x.txt", path="new/b.eml", title=None)
    told = event(mentions=(mention(moved.id, "2020", "Voters go"),))
    shown = {moved.id: "new/b.eml/x.txt"}
    text, _ = write(name, told, documents=[moved], shown=shown)
    assert "b.eml/x.txt" in text.replace("\r\n ", "")
    assert "old/a.eml" not in re.sub(r'"urn:[^"]*"', "", text)
