import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from driven import Run


def around(page: str) -> list[str]:
    """The passages that quotes stand in."""
    return re.findall(r'<span class="around">(.*?)</span>', page, re.DOTALL)


@pytest.mark.parametrize("what", ["gone", "changed"])
def test_the_page_shows_each_quote_in_its_passage_wherever_the_files_are(
    run: Run, what: str
) -> None:
    run("extract", "in", "-q")
    page = around(run("show", "-f", "html").out)
    assert page
    if what == "gone":
        shutil.rmtree("in")
    else:
        Path("in/a.txt").write_text("Something else.")
    assert around(run("show", "-f", "html").out) == page


def test_without_its_text_a_quote_stands_alone_on_the_page(run: Run) -> None:
    run("extract", "in", "-q")
    page = run("show", "-f", "html").out
    with closing(sqlite3.connect("data/out/timeline.sqlite")) as db, db:
        db.execute("DELETE FROM source")
    without = run("show", "-f", "html").out
    assert '<span class="around">' not in without
    assert without.count("<mark>") == page.count("<mark>")
