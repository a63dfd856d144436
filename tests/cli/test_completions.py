"""What a shell is offered for the value of an option, in the words of each shell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from driven import Run
from timeline.cli.command_group import ASKS_FOR_COMPLETIONS

Ask = Callable[..., list[str]]
HOSTILE = "2020-08-09 | election | happened | 0.9 | Polls \\$(touch a) `touch b` \\\"; touch c # '(x) open\n"


@pytest.fixture
def ask(run: Run, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """What a shell is offered for the last of some words."""

    def go(*words: str, shell: str = "bash") -> list[str]:
        typed = ("timeline", *words)
        monkeypatch.setenv(ASKS_FOR_COMPLETIONS, f"complete_{shell}")
        monkeypatch.setenv("COMP_WORDS", "\n".join(typed))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", " ".join(typed))
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
        ended = run()
        monkeypatch.delenv(ASKS_FOR_COMPLETIONS)
        assert ended.err == ""
        return list(filter(None, ended.out.splitlines()))

    return go


@pytest.fixture
def stored(run: Run) -> Run:
    assert run("extract", "in", "-q").code == 0
    return run


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("show --type elec", ["election"]),
        ("show --type protest,elec", ["protest,election"]),
        ("show --status plan", ["planned"]),
        ("show --verdict no", ["none"]),
        ("show --format ht", ["html"]),
        ("actors --format ht", []),
        ("explain --format j", ["json", "jsonl"]),
        ("show --layout h", ["horizontal"]),
        ("digest --ui f", ["fr"]),
        ("show --sort sa", ["salience"]),
        ("show --language f", ["fr"]),
        ("extract in --kind na", ["narrative"]),
        ("extract in --engine d", ["dask"]),
        ("dates in --mode na", ["narrative"]),
        ("review --order sure", ["surest"]),
        ("help sho", ["show"]),
        ("completion fi", ["fish"]),
        ("show --place P", []),
        ("show --out-dir nowhere --actor M", []),
        ("explain e", []),
    ],
)
def test_choices_need_no_store(ask: Ask, words: str, expected: list[str]) -> None:
    assert ask(*words.split()) == expected


def test_what_is_stored_is_offered(ask: Ask, stored: Run) -> None:
    first, *others = (event["id"] for event in stored("show", "--all", "--jsonl").events)
    for command in ("explain", "hide", "accept", "join", "split", "set"):
        assert first in ask(command, first[:5])
    assert first not in ask("hide", first, "")
    assert ask("hide", first, others[0][:5]) == [others[0]]
    assert stored("tag", first, "summit, big").code == 0
    assert ask("show", "--tag", "su") == ["summit"]
    assert ask("show", "--tag", "big,su") == ["big,summit"]
    assert ask("documents", "--text", "in/") == ["in/a.txt", "in/b.txt"]
    assert any("Müller" in name for name in ask("show", "--actor", "M"))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_is_answered_in_its_words(ask: Ask, stored: Run, shell: str) -> None:
    first = stored("show", "--jsonl").events[0]
    told = "\n".join(ask("explain", first["id"][:6], shell=shell))
    assert first["id"] in told
    assert (first["title"][:20] in told) == (shell != "bash")
    assert "election" in "\n".join(ask("show", "--type", "ele", shell=shell))


def test_bash_gets_names_as_they_would_be_typed(ask: Ask, stored: Run) -> None:
    first = stored("show", "--all", "--jsonl").events[0]["id"]
    assert stored("tag", first, "two words").code == 0
    assert ask("show", "--tag", "two") == ["two\\ words"]
    assert ask("show", "--tag", '"two') == ["two words"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_what_an_article_says_is_no_command_to_a_shell(
    ask: Ask, run: Run, articles: Path, shell: str
) -> None:
    (articles / "in/c;$(touch d).txt").write_text(HOSTILE, encoding="utf-8")
    assert run("extract", "in", "-q").code == 0
    told = "\n".join(ask("explain", "", shell=shell))
    assert ("Polls" in told) == (shell != "bash")
    told += "\n".join(ask("documents", "--text", "in/", shell=shell))
    assert not set("$`\\;#<>|&") & set(told.replace("\\\\:", ""))


def test_a_mistake_in_the_settings_is_not_told_into_the_line(ask: Ask, articles: Path) -> None:
    (articles / "timeline.toml").write_text("nonsense = 1\n", encoding="utf-8")
    assert ask("show", "--type", "elec") == ["election"]
