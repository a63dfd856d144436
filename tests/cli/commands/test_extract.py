import csv
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import made
from driven import Run
from timeline import pipeline, result_keys
from timeline.model import Chronology
from timeline.opening import Opened
from timeline.store import Store, files


def test_articles_are_read_stored_and_printed(run: Run, articles: Path) -> None:
    ended = run("extract", "in")
    assert ended.code == 0
    assert ended.titles == [
        "Factories close",
        "Protests against the reform",
        "Voters elect a new president",
        "Müller and Dupont to meet",
    ]
    assert ended.err == "timeline: 4 events, 1 trivial (--all), 2 documents\n"
    stored = Chronology.model_validate_json((articles / "data/out/chronology.json").read_text())
    assert len(stored.events) == 5


def test_a_link_out_of_the_folder_is_told_and_no_failure(run: Run, articles: Path) -> None:
    (articles / "in/up").symlink_to(articles)
    for command in (("extract", "in"), ("extract", "in", "--dry-run", "--language", "en")):
        ended = run(*command)
        assert ended.code == 0
        assert "in/up" in ended.out + ended.err
        assert "it is a link that leads out of the folder" in ended.out + ended.err
    assert "in/up: it is a link" in run("dates", "in", "--language", "en").err
    assert run("dates", "in", "--language", "en").code == 0


def test_json_is_the_whole_contract_and_stored_where_asked(run: Run, articles: Path) -> None:
    ended = run("extract", "in", "--format", "json", "--out-dir", "elsewhere", "--all")
    assert Chronology.model_validate_json(ended.out).documents[0].id == "in/a.txt"
    assert (articles / "elsewhere/chronology.json").read_text(encoding="utf-8") == ended.out
    assert not (articles / "data").exists()


def test_quotes_are_slices_of_the_article(run: Run, articles: Path) -> None:
    mentions = [m for e in run("extract", "in").events for m in e["mentions"]]
    assert len(mentions) == 5
    for m in mentions:
        text = (articles / m["document"]).read_text(encoding="utf-8")
        assert text[m["start"] : m["end"]] == m["quote"]


def test_unchanged_articles_are_not_read_again(
    run: Run, articles: Path, processed: list[str]
) -> None:
    first = run("extract", "in")
    (articles / "in/b.txt").write_text("2021 | visit | happened | 0.9 | A visit\n")
    second = run("extract", "in")
    assert processed == ["in/a.txt", "in/b.txt", "in/b.txt"]
    assert "Factories close" in first.titles
    assert "Factories close" not in second.titles
    assert "A visit" in second.titles


def test_a_run_adds_to_what_is_stored(run: Run, articles: Path) -> None:
    run("extract", "in/a.txt")
    ended = run("extract", "in/b.txt")
    (vote,) = [e for e in ended.events if e["type"] == "election"]
    assert vote["sources"] == 2
    assert ended.err == "timeline: 4 events, 1 trivial (--all), 2 documents\n"


def test_fresh_starts_anew(run: Run, processed: list[str]) -> None:
    run("extract", "in/a.txt")
    ended = run("extract", "in/b.txt", "--fresh")
    assert [e["sources"] for e in ended.events] == [1, 1]
    run("extract", "in/b.txt", "--fresh")
    assert processed == ["in/a.txt", "in/b.txt", "in/b.txt"]


def test_results_of_older_rules_are_made_anew(
    run: Run,
    processed: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run("extract", "in")
    monkeypatch.setattr(result_keys, "fingerprint", lambda: "rules 2")
    ended = run("extract", "in/a.txt")
    assert processed == ["in/a.txt", "in/b.txt", "in/a.txt"]
    assert "1 stored document was read by another version" in ended.err
    assert "another version" not in run("extract", "in").err


def test_a_repeat_run_writes_the_same_bytes(run: Run, articles: Path) -> None:
    export = articles / "data/out/chronology.json"
    first, stored = run("extract", "in", "--json"), export.read_bytes()
    again = run("extract", "in", "--json")
    assert (again.out, export.read_bytes()) == (first.out, stored)
    export.unlink()
    other = run("extract", "in/b.txt", "in/a.txt", "--json", "--fresh")
    assert (other.out, export.read_bytes()) == (first.out, stored)


def test_bad_inputs_are_told_and_the_good_ones_kept(run: Run, articles: Path) -> None:
    (articles / "in/empty.txt").touch()
    ended = run("extract", "in", "nowhere.txt")
    assert ended.code == 1
    assert len(ended.events) == 4
    lines = ended.err.splitlines()
    assert len(lines) == 3
    assert any(line.startswith("timeline: nowhere.txt: ") for line in lines)
    assert any(line.startswith("timeline: in/empty.txt: ") for line in lines)
    assert all(line.count("; ") == 1 for line in lines[:2])
    assert lines[2] == "timeline: 4 events, 1 trivial (--all), 2 documents, 2 inputs failed"
    assert run("show").titles == ended.titles


def test_its_own_output_among_the_articles_is_left_out(run: Run, articles: Path) -> None:
    before = run("extract", "in", "-o", "in/page.html")
    assert before.code == 0
    again = run("extract", "in", "--json")
    assert again.code == 0
    assert "in/page.html: it is a chronology that timeline wrote; left out" in again.err
    assert len(json.loads(again.out)["documents"]) == 2
    assert "in/page.html" not in run("extract", "in", "-q").err
    rehearsed = run("extract", "in", "--dry-run")
    assert rehearsed.code == 0
    assert "1 not read" in rehearsed.err
    named = run("extract", "in/page.html")
    assert named.code == 1
    assert "wrote; name the articles it was made of" in named.err


def test_nothing_readable_leaves_no_store(run: Run, articles: Path) -> None:
    ended = run("extract", "nowhere")
    assert (ended.code, ended.out) == (1, "")
    assert not (articles / "data").exists()


def test_articles_from_standard_input_are_printed_and_not_stored(run: Run, articles: Path) -> None:
    ended = run("extract", "-", stdin="2021 | visit | happened | 0.9 | A visit by Zoë\n")
    assert ended.titles == ["A visit by Zoë"]
    assert "nothing was stored" in ended.err
    assert not (articles / "data").exists()


def test_articles_from_standard_input_are_stored_where_asked(run: Run) -> None:
    line = json.dumps({"id": "n1", "text": "2021 | visit | happened | 0.9 | A visit\n"})
    ended = run("extract", "-", "in", "--out-dir", "kept", stdin=line + "\n")
    assert "nothing was stored" not in ended.err
    assert run("show", "--out-dir", "kept", "--source", "n1").titles == ["A visit"]


def test_an_article_that_takes_the_id_of_another_file_says_so(run: Run, articles: Path) -> None:
    for name in ("one", "two"):
        (articles / f"{name}.jsonl").write_text(
            json.dumps({"id": "7", "text": f"2021 | visit | happened | 0.9 | Visit {name}\n"})
        )
    assert "replaces" not in run("extract", "one.jsonl").err
    ended = run("extract", "two.jsonl")
    assert "timeline: 7: it replaces the stored article of that id from one.jsonl" in ended.err
    assert ended.titles == ["Visit two"]
    assert "replaces" not in run("extract", "two.jsonl").err


@pytest.mark.parametrize("order", [("b.jsonl", "in"), ("in", "b.jsonl"), ("b.jsonl in",)])
def test_an_id_that_is_another_files_name_takes_no_place(
    run: Run, articles: Path, order: tuple[str, ...]
) -> None:
    line = {"id": "in/a.txt", "text": "2021 | visit | happened | 0.9 | A false visit\n"}
    (articles / "b.jsonl").write_text(json.dumps(line) + "\n")
    for paths in (*order, "b.jsonl"):
        ended = run("extract", *paths.split())
    assert ended.code == 1
    assert "its id 'in/a.txt' is that of another file's article (in/a.txt)" in ended.err
    told = json.loads((articles / "data/out/chronology.json").read_text())
    assert {d["path"] for d in told["documents"]} == {"in/a.txt", "in/b.txt"}
    assert "A false visit" not in {e["title"] for e in told["events"]}


def test_an_id_that_is_a_files_name_may_move_with_its_article(run: Run, articles: Path) -> None:
    line = {"id": "in/a.txt", "text": "2021 | visit | happened | 0.9 | A visit\n"}
    (articles / "b.jsonl").write_text(json.dumps(line) + "\n")
    assert run("extract", "b.jsonl").code == 0
    (articles / "b.jsonl").rename(articles / "c.jsonl")
    assert run("extract", "c.jsonl").code == 0
    assert run("extract", "in").code == 0
    (articles / "in/a.txt").unlink()
    ended = run("extract", "c.jsonl")
    assert ended.code == 0
    assert "it replaces the stored article of that id from in/a.txt" in ended.err


def test_a_terminal_is_not_waited_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    ended = run("extract", "-")
    assert ended.code == 2
    assert "standard input is a terminal" in ended.err


def test_a_publication_date_and_a_language_can_be_given(run: Run) -> None:
    run("extract", "in/a.txt", "--published", "2020-08", "--language", "fr")
    (document,) = run("documents", "--jsonl").events
    assert (document["published"], document["published_how"]) == ("2020-08", "given")
    assert document["language"] == "fr"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--published", "last Tuesday"), "--published: 'last Tuesday' is not an EDTF date"),
        (("--published", "2021-02-30"), "no such day"),
        (("--format", "jsno"), "did you mean json?"),
        (("--format", ""), "--format: '' is unknown"),
        (("--json", "--csv"), "csv and json were both asked for"),
        (("--jsonl", "--format", "table"), "jsonl and table were both asked for"),
        (("--frehs",), "--fresh"),
    ],
)
def test_a_mistyped_option_is_explained_before_any_work(
    run: Run,
    processed: list[str],
    arguments: tuple[str, ...],
    said: str,
) -> None:
    ended = run("extract", "in", *arguments)
    assert ended.code == 2
    assert said in ended.err
    assert len(ended.err.splitlines()) == 1
    assert processed == []


def test_paths_must_be_given(run: Run) -> None:
    ended = run("extract")
    assert ended.code == 2
    assert "PATHS" in ended.err


def test_fail_empty_tells_an_empty_chronology(run: Run, articles: Path) -> None:
    (articles / "dull.txt").write_text("Nothing of note.")
    assert run("extract", "dull.txt").code == 0
    assert run("extract", "dull.txt", "--fail-empty").code == 3


def test_quiet_leaves_errors_only(run: Run) -> None:
    assert run("extract", "in", "-q").err == ""
    assert len(run("extract", "in", "nowhere", "-q").err.splitlines()) == 1


def test_a_warning_is_told_once(run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def process(known: Opened, nearby: Sequence[str] = ()) -> pipeline.Result:
        told, id_ = made.process(known), known.article.id
        warnings = ["no date", f"odd {id_}"] if id_ != "in/a.txt" else ["no date"]
        document = told.document.model_copy(update={"warnings": tuple(warnings)})
        return pipeline.Result(document, told.mentions)

    monkeypatch.setattr(pipeline, "process", process)
    ended = run("extract", "in")
    assert ended.code == 0
    assert ended.err.splitlines()[:2] == [
        "timeline: 2 documents: no date",
        "timeline: in/b.txt: odd in/b.txt",
    ]
    assert run("extract", "in", "-q").err == ""
    for n in range(20):
        (articles / f"in/c{n:02}.txt").write_text(f"{n}")
    lines = run("extract", "in").err.splitlines()
    assert len(lines) == 12
    assert lines[10] == "timeline: 12 more warnings: see timeline documents"


def test_csv_reads_back(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("extract", "in", "--csv").out)))
    assert [row["date"] for row in rows] == ["199X", "2014/..", "2020-08-09", "2020-09-14"]


def test_a_table_on_request(run: Run) -> None:
    out = run("extract", "in", "--format", "table").out
    assert "9 Aug 2020" in out
    assert "planned: Müller and Dupont to meet" in " ".join(out.split())


def test_a_store_in_use_is_not_touched(
    run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.2)
    with Store.write(articles / "data/out", "rules 1"):
        ended = run("extract", "in")
    assert ended.code == 1
    assert "another run is writing here" in ended.err
    assert ended.out == ""


def test_a_foreign_file_is_not_overwritten(run: Run, articles: Path) -> None:
    path = articles / "data/out/timeline.sqlite"
    path.parent.mkdir(parents=True)
    path.write_text("my notes, kept under an unlucky name\n" * 20)
    before = path.read_bytes()
    for arguments in (("extract", "in"), ("extract", "in", "--fresh"), ("show",)):
        ended = run(*arguments)
        assert ended.code == 1
        assert "damaged or no database; see what can be mended: timeline check" in ended.err
    assert path.read_bytes() == before


def test_an_interrupted_run_keeps_what_is_done(
    run: Run,
    articles: Path,
    processed: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    good = pipeline.process

    def process(article: object, nearby: Sequence[str] = ()) -> pipeline.Result:
        if processed:
            raise KeyboardInterrupt
        return good(article)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "process", process)
    ended = run("extract", "in")
    assert (ended.code, ended.out) == (130, "")
    assert "goes on from there" in ended.err
    assert run("show").code == 1
    monkeypatch.setattr(pipeline, "process", good)
    assert run("extract", "in").code == 0
    assert processed == ["in/a.txt", "in/b.txt"]


def test_a_bug_of_ours_says_so_and_keeps_what_is_done(
    run: Run,
    processed: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> Chronology:
        raise KeyError("spam")

    monkeypatch.setattr(pipeline, "mend", broken)
    ended = run("extract", "in")
    assert ended.code == 70
    assert ended.err.startswith("timeline: internal error: KeyError: 'spam'; this is a bug")
    assert "Traceback" not in ended.err
    ended = run("extract", "in", "--debug")
    assert ended.code == 70
    assert "Traceback" in ended.err
    assert ended.err.endswith("KeyError: 'spam'\n")
    monkeypatch.setenv("TIMELINE_DEBUG", "1")
    assert "Traceback" in run("extract", "in").err
    monkeypatch.setattr(pipeline, "mend", made.mend)
    assert run("extract", "in").code == 0
    assert processed == ["in/a.txt", "in/b.txt"]


def test_a_dash_for_the_output_stores_where_it_always_does(run: Run, articles: Path) -> None:
    ended = run("extract", "in", "-o", "-", "--json")
    assert json.loads(ended.out)["schema"] == "timeline/1"
    assert (articles / "data/out/chronology.json").exists()
    assert not (articles / "-").exists()
    assert run("documents", "--out-dir", "-").code == 2


def test_a_file_for_the_output_is_written_in_the_format_its_name_asks_for(
    run: Run, articles: Path
) -> None:
    ended = run("extract", "in", "-o", "days.csv", "--out-dir", "store")
    assert (ended.code, ended.out) == (0, "")
    assert (articles / "days.csv").read_text(encoding="utf-8").startswith("id,date,")
    assert (articles / "store/chronology.json").exists()


def test_a_file_in_no_directory_is_told_before_the_work(run: Run, processed: list[str]) -> None:
    ended = run("extract", "in", "-o", "no/days.csv")
    assert ended.code == 2
    assert ended.err == "timeline: no/days.csv: there is no directory no; make it: mkdir -p no\n"
    assert processed == []


def test_verbose_tells_of_each_article(run: Run) -> None:
    first = run("extract", "in", "-v").err.splitlines()
    assert first[0].startswith("timeline: in/a.txt: read, en, published at an unknown time, ")
    assert first[0].endswith("4 mentions")
    again = run("extract", "in", "-v").err.splitlines()
    assert "in/b.txt: unchanged" in again[1]


def test_files_directories_and_patterns_are_mixed(run: Run, articles: Path) -> None:
    (articles / "more").mkdir()
    (articles / "more/c.md").write_text("2021 | visit | happened | 0.9 | A third\n")
    run("extract", "in/a.txt", "in", "more/*.md", "-q")
    assert [d["id"] for d in run("documents").events] == ["in/a.txt", "in/b.txt", "more/c.md"]


def test_the_language_that_titles_are_asked_for_in_is_kept_with_the_chronology(
    run: Run, articles: Path
) -> None:
    assert run("extract", "in", "--prefer-language", "fr").code == 0
    with Store.read(articles / "data/out") as store:
        assert store.preferred_language() == "fr"
    run("extract", "in")
    with Store.read(articles / "data/out") as store:
        assert store.preferred_language() is None


def test_titles_are_asked_for_in_a_language_that_is_read(run: Run, articles: Path) -> None:
    ended = run("extract", "in", "--prefer-language", "xx")
    assert ended.code == 2
    assert "--prefer-language" in ended.err
