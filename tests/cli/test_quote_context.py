from pathlib import Path

from driven import Run


def test_the_page_shows_each_quote_in_its_passage(run: Run) -> None:
    run("extract", "in", "-q")
    page = run("show", "-f", "html").out
    assert '<span class="around">' in page
    Path("in/a.txt").unlink()
    Path("in/b.txt").unlink()
    without = run("show", "-f", "html").out
    assert '<span class="around">' not in without
    assert without.count("<mark>") == page.count("<mark>")


def test_other_formats_do_not_read_the_articles_again(run: Run) -> None:
    run("extract", "in", "-q")
    told = run("show", "--json").out
    Path("in/a.txt").unlink()
    assert run("show", "--json").out == told
