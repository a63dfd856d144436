from pathlib import Path

import pytest

from driven import Run
from timeline.cli import settings
from timeline.cli.app import program


@pytest.fixture
def stored(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    assert run("extract", "in", "-q").code == 0
    given = ("LIMIT", "SHOW_LIMIT", "CONFIG", "SORT", "LIMIT_SECONDS", "LIMIT_MB")
    for name in (f"TIMELINE_{end}" for end in given):
        monkeypatch.delenv(name, raising=False)
    return run


def test_flags_go_before_variables_before_the_file_before_defaults(
    stored: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = len(stored("show", "--jsonl").events)
    assert every >= 4
    Path("timeline.toml").write_text("[show]\nlimit = 3\n")
    assert len(stored("show", "--jsonl").events) == 3
    monkeypatch.setenv("TIMELINE_LIMIT", "2")
    assert len(stored("show", "--jsonl").events) == 2
    monkeypatch.setenv("TIMELINE_SHOW_LIMIT", "1")
    assert len(stored("show", "--jsonl").events) == 1
    assert len(stored("show", "--jsonl", "--limit", "4").events) == 4


def test_a_name_outside_a_table_holds_for_every_command_that_has_it(stored: Run) -> None:
    Path("timeline.toml").write_text("limit = 1\n")
    assert len(stored("show", "--jsonl").events) == 1
    assert "1 actor, " in stored("actors").err


@pytest.mark.parametrize(
    "text",
    [
        'out_dir = "elsewhere"\n', '[show]\nout_dir = "elsewhere"\n', '[show]\noutput = "in/a.txt"\n',
        '[merge]\noutput = "in/a.txt"\n', "[extract]\nfresh = true\n", "fresh = false\n",
        'names = "/etc/hostname"\n', "absolute_paths = true\n",
    ],
)  # fmt: skip
def test_a_strangers_file_says_neither_where_to_write_nor_what_to_drop(
    stored: Run, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    before = Path("in/a.txt").read_bytes(), Path("data/out/timeline.sqlite").read_bytes()
    Path("timeline.toml").write_text(text)
    for arguments in (("show",), ("extract", "in/b.txt"), ("merge", "in/a.txt")):
        ended = stored(*arguments)
        assert ended.code == 2
        assert "can't stand in a file that was only found here" in ended.err
        assert ended.err.count("\n") == 1
    assert (Path("in/a.txt").read_bytes(), Path("data/out/timeline.sqlite").read_bytes()) == before
    assert not Path("elsewhere").exists()


def test_a_strangers_file_sets_no_pattern_that_could_take_any_time(stored: Run) -> None:
    Path("timeline.toml").write_text('[show]\ngrep = "(\\\\w+\\\\s?)+x"\n')
    ended = stored("show")
    assert (ended.code, ended.out) == (2, "")
    assert "timeline.toml: grep can't stand in a file that was only found here" in ended.err


def test_what_a_strangers_file_leaves_out_is_told_in_one_line(
    stored: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "timeline: timeline.toml: --since 2020 --limit 1 hold\n"
    Path("timeline.toml").write_text('limit = 1\n[show]\nsince = 2020\nsort = "title"\n')
    assert stored("show", "--jsonl").err.startswith(told)
    assert "timeline.toml: --since 2020 holds\n" in stored("show", "--jsonl", "--limit", "2").err
    assert "timeline.toml" not in stored("show", "--jsonl", "-q").err
    assert "timeline.toml" not in stored("show", "--limit", "2", "--since", "2019").err
    monkeypatch.setenv("TIMELINE_CONFIG", "timeline.toml")  # the user knows of it
    assert "timeline.toml" not in stored("show", "--jsonl").err


def test_the_users_own_file_may_say_where(stored: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("mine.toml").write_text('out_dir = "elsewhere"\n')
    monkeypatch.setenv("TIMELINE_CONFIG", "mine.toml")
    assert "elsewhere" in stored("show").err
    assert "elsewhere" in stored("documents").err
    monkeypatch.delenv("TIMELINE_CONFIG")
    monkeypatch.setenv("TIMELINE_OUT_DIR", "there")
    assert "there" in stored("documents").err


def test_lists_take_lists_and_variables_take_commas(
    stored: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("timeline.toml").write_text('[show]\ntype = ["meeting", "protest"]\n')
    assert {e["type"] for e in stored("show", "--jsonl").events} == {"meeting", "protest"}
    monkeypatch.setenv("TIMELINE_TYPE", "election,economy")
    assert {e["type"] for e in stored("show", "--jsonl").events} == {"election", "economy"}


def test_config_tells_what_holds_and_why(stored: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = stored("config", "--csv")
    assert "*,out_dir,data/out,default" in bare.out.splitlines()
    assert "*,limit_seconds,60,default" in bare.out.splitlines()
    assert len(bare.out.splitlines()) < 25
    assert "everything is at its default" in bare.err
    assert "show,sort,date,default" in stored("config", "--all", "--csv").out
    Path("timeline.toml").write_text('[show]\nsort = "title"\n')
    monkeypatch.setenv("TIMELINE_SHOW_LIMIT", "1")
    told = stored("config", "--csv").out.splitlines()
    assert told[1:3] == ["show,sort,title,timeline.toml", "show,limit,1,TIMELINE_SHOW_LIMIT"]
    assert "*,out_dir,data/out,default" in told
    every = stored("config", "--all", "--csv").out
    assert "show,sort,title,timeline.toml" in every
    assert "show,out_dir,data/out,default" in every


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[show]\nlimt = 3\n", "[show] limt is unknown; did you mean limit?"),
        ("[shw]\nlimit = 3\n", "[shw] is unknown; did you mean show?"),
        ("zzz = 1\n", "zzz is unknown; timeline config --all lists the names"),
        ("[show]\nsort = [1]\n", "sort takes one value"),
        ("[show]\nsort = true\n", "sort takes text or a number"),
        ("[show\n", "this can't be read as TOML"),
        ("limit = " + "[" * 100_000, "it is nested too deeply"),
        ("limit = " + "9" * 5000, "a number with more than 100 digits"),
        ("[show]\nlimit = 'many'\n", "valid integer"),
    ],
)
def test_a_mistake_in_the_file_is_told(stored: Run, text: str, told: str) -> None:
    Path("timeline.toml").write_text(text)
    ended = stored("show")
    assert ended.code == 2
    assert told in ended.err


def test_a_file_that_was_named_must_be_there(stored: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_CONFIG", "nowhere.toml")
    ended = stored("show")
    assert ended.code == 2
    assert "nowhere.toml" in ended.err


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("limit", "many", "{}: Invalid value for '--limit'"),
        ("since", "soon", "--since from {}: "),
        ("format", "nonsense", "--format from {}: 'nonsense' is unknown"),
        ("sort", "nonsense", "--sort from {}: 'nonsense' is unknown"),
    ],
)
def test_a_wrong_value_is_told_with_where_it_came_from(
    stored: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    Path("timeline.toml").write_text(f"[show]\n{name} = {value!r}\n")
    ended = stored("show")
    assert ended.code == 2
    assert told.format("timeline.toml") in ended.err
    monkeypatch.setenv(f"TIMELINE_{name}".upper(), value)
    assert told.format(f"TIMELINE_{name}".upper()) in stored("show").err
    assert "TIMELINE_" not in stored("show", f"--{name}={value}").err


def test_a_format_on_the_command_line_goes_before_one_of_the_settings(
    stored: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMELINE_FORMAT", "csv")
    assert stored("show", "--json").out.startswith('{"schema"')
    assert stored("show").out.startswith("id,date,")
    assert stored("show", "-f", "md").out.startswith("# Chronology")
    assert stored("show", "-o", "page.html").code == 0
    assert Path("page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "both asked for" in stored("show", "--json", "-f", "csv").err


def test_an_empty_variable_is_not_set(stored: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NAMES", "LIMIT", "SORT", "ERROR_FORMAT", "CONFIG", "OUT_DIR"):
        monkeypatch.setenv(f"TIMELINE_{name}", "")
    assert stored("show").code == 0


def test_a_variable_that_sets_nothing_is_told(stored: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_DEBUG", "")
    assert stored("show", "-q").err == ""
    monkeypatch.setenv("TIMELINE_LIMMIT", "3")
    ended = stored("show")
    assert ended.code == 0
    told = "timeline: TIMELINE_LIMMIT is no setting; timeline config --all lists those there are"
    assert ended.err.splitlines()[0] == told
    assert stored("show", "-q").err == ""


def test_a_file_that_is_not_utf_8_is_told(stored: Run) -> None:
    Path("timeline.toml").write_bytes(b'[show]\nsort = "\xe9"\n')
    assert (
        "timeline.toml, line 2: it is not UTF-8 text (byte 16); save it as UTF-8"
        in stored("show").err
    )


def test_the_names_known_are_those_of_the_options() -> None:
    found = {name for _, known in settings.commands(program(loaded=True)) for name in known}
    assert found == settings.NAMES


@pytest.mark.parametrize(
    ("variables", "text", "loaded"),
    [
        ({"TIMELINE_LIMIT": "1"}, "", {"digest"}),
        ({"TIMELINE_SHOW_LIMIT": "1"}, "", {"digest", "show"}),
        ({}, "limit = 1\n", {"digest"}),
        ({}, "[show]\nlimit = 1\n", {"digest", "show"}),
        ({"TIMELINE_LIMIT_MB": "9"}, "", {"digest", "extract"}),
    ],
)
def test_settings_load_no_command_but_those_they_are_for(
    tmp_path: Path, variables: dict[str, str], text: str, loaded: set[str]
) -> None:
    group = program()
    if text:
        (tmp_path / "timeline.toml").write_text(text)
    settings.read(group, variables, tmp_path, ["digest", "--days", "3"])
    assert settings.unknown(group, variables) == []
    assert {n for n, known in settings.commands(group) if known} == loaded


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('sort = "nonsense"', "--sort of show from timeline.toml: 'nonsense' is unknown"),
        ('since = "soon"', "--since of show from timeline.toml: 'soon': "),
        ('limit = "many"', "--limit of show from timeline.toml: Invalid value"),
        ('type = ["meeting", "x"]', "--type of show from timeline.toml: 'x' is unknown"),
        ('format = "x"', "--format of show from timeline.toml: 'x' is unknown"),
    ],
)
def test_config_tells_values_that_an_option_does_not_take(
    stored: Run, line: str, told: str
) -> None:
    Path("timeline.toml").write_text(f'[show]\n{line}\nplace = "Minsk"\n')
    ended = stored("config", "--csv")
    assert ended.code == 2
    assert ended.err.startswith(f"timeline: {told}")
    assert ended.err.count("\n") == 1
    assert "show,place,Minsk,timeline.toml" in ended.out
