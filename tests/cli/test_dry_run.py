from pathlib import Path

from driven import Run


def states(run: Run, *arguments: str) -> dict[str, str]:
    told = run("extract", "--dry-run", "--language", "en", *arguments).events
    return {row["document"]: row["state"] for row in told}


def extracted(run: Run) -> None:
    assert run("extract", "in", "-q", "--language", "en").code == 0


def test_nothing_is_written(run: Run, articles: Path, processed: list[str]) -> None:
    assert states(run, "in") == {"in/a.txt": "new", "in/b.txt": "new"}
    assert not (articles / "data").exists()
    assert processed == []


def test_what_is_unchanged_changed_and_new_is_told_apart(run: Run, articles: Path) -> None:
    extracted(run)
    before = {p.name: p.read_bytes() for p in (articles / "data/out").iterdir()}
    (articles / "in/b.txt").write_text("2021 | visit | happened | 0.9 | Something else\n")
    (articles / "in/c.txt").write_text("2022 | visit | happened | 0.9 | Yet another\n")
    assert states(run, "in") == {"in/a.txt": "unchanged", "in/b.txt": "changed", "in/c.txt": "new"}
    assert {p.name: p.read_bytes() for p in (articles / "data/out").iterdir()} == before


def test_a_fresh_run_reads_all_and_drops_what_is_not_given(run: Run) -> None:
    extracted(run)
    told = states(run, "in/a.txt", "--fresh")
    assert told == {"in/a.txt": "outdated", "in/b.txt": "dropped"}


def test_what_would_fail_is_a_row_and_the_exit_code(run: Run, articles: Path) -> None:
    (articles / "in/empty.txt").write_text("")
    ended = run("extract", "--dry-run", "in", "nowhere.txt")
    assert ended.code == 1
    failed = {row["document"]: row["note"] for row in ended.events if row["state"] == "fails"}
    assert failed["nowhere.txt"] == "there is no such file or directory; check the spelling"
    assert failed["in/empty.txt"].startswith("it is empty")
    assert ended.err == "timeline: 2 new, 2 would fail; nothing was written\n"


def test_it_reads_standard_input_and_makes_a_table(run: Run) -> None:
    ended = run("extract", "--dry-run", "-", "-f", "table", stdin="Voters went to the polls.")
    assert "new" in ended.out
    assert "State" in ended.out
    assert run("extract", "--dry-run", "in", "-f", "ics").code == 2
