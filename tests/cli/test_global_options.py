import json
import os

import pytest

from driven import Run
from timeline.cli import global_options
from timeline.errors import UsageError


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIMELINE_ERROR_FORMAT", raising=False)
    # Set and unset again, so that what a test sets is taken back after it.
    monkeypatch.setenv("NO_COLOR", "")
    monkeypatch.setattr(global_options.SETTINGS, "error_format", "text")


def test_they_are_taken_out_wherever_they_stand() -> None:
    assert global_options.take(["show", "--no-color", "--since", "2020"]) == [
        "show",
        "--since",
        "2020",
    ]
    assert os.environ["NO_COLOR"] == "1"
    assert global_options.take(["--error-format", "json", "show"]) == ["show"]
    assert global_options.SETTINGS.error_format == "json"
    assert global_options.take(["x", "--", "--no-color"]) == ["x", "--", "--no-color"]


@pytest.mark.parametrize("given", [["--error-format"], ["--error-format=yaml"]])
def test_a_wrong_value_is_wrong_usage(given: list[str]) -> None:
    with pytest.raises(UsageError):
        global_options.take(given)


def test_errors_are_objects_when_asked_for(run: Run) -> None:
    ended = run("show", "--error-format", "json", "--since", "never")
    (told,) = [json.loads(line) for line in ended.err.splitlines()]
    assert (told["level"], told["code"], told["exit_code"]) == ("error", "usage", ended.code)
    assert told["what"] == "--since"
    assert told["how"]


def test_the_parsers_complaints_are_objects_too(run: Run) -> None:
    told = json.loads(run("shw", "--error-format=json").err)
    assert told["code"] == "usage"
    assert "show" in told["message"]


def test_notes_are_objects_and_data_stays_as_it_is(run: Run) -> None:
    ended = run("extract", "in", "--error-format", "json", "--jsonl")
    assert all(json.loads(line)["level"] == "note" for line in ended.err.splitlines())
    assert ended.events


def test_the_environment_can_ask_for_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_ERROR_FORMAT", "json")
    assert json.loads(run("shw").err)["level"] == "error"


def test_help_tells_of_them(run: Run) -> None:
    assert "--error-format" in run("--help").out
