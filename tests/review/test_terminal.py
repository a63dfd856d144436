"""The review in a terminal: what keys do, through a pipe, a stand-in's keys and a real terminal."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desks import StandIn, reviewed, row
from timeline.cli import main
from timeline.errors import StoreError
from timeline.review import opener, terminal
from timeline.review.desk import Asked, Desk, Taken, Wanted
from timeline.review.keyboard import Ended, Lines
from timeline.review.screen import Screen


def three() -> StandIn:
    return StandIn(
        row("e1", "2020-08-09", title="Voters elect a mayor"),
        row("e2", "2020-08-10", title="Factory closes", type="economy", confidence=0.6),
        row("e3", "2020-08-11", title="Bank lends to town", type="finance", confidence=0.97),
    )


def piped(desk: Desk, *lines: str, wanted: Wanted | None = None) -> str:
    """What is shown of a review whose keys come a line each."""
    out = io.StringIO()
    source = io.BytesIO("".join(f"{line}\n" for line in lines).encode())
    screen = Screen(out, drawn=False)
    review = terminal.Review(desk, wanted or Wanted(), Lines(source, out), screen)
    review.go()
    return f"{out.getvalue()}{review.summary()}\n"


def asked(desk: StandIn) -> list[tuple[str, tuple[str, ...]]]:
    return [(a.action, a.ids) for a in desk.asked]


# -- keys ------------------------------------------------------------------------------------------


def test_each_verdict_is_a_decision_and_goes_on_to_the_next() -> None:
    desk = three()
    told = piped(desk, "a", "r", "q")
    assert asked(desk) == [("accept", ("e1",)), ("hide", ("e2",))]
    assert "1 of 3, 3 left" in told and "2 of 3, 2 left" in told and "3 of 3, 1 left" in told
    assert told.endswith("2 decisions taken, 1 of 3 left\n")


def test_the_end_of_the_input_ends_it_and_keeps_what_was_decided() -> None:
    desk = three()
    piped(desk, "a")
    assert asked(desk) == [("accept", ("e1",))]
    piped(desk, "", "n")  # the input ends where a text is asked for
    assert len(desk.asked) == 1


@pytest.mark.parametrize(
    ("keys", "at"), [(["", "b", "", ""], 3), (["b"], 1), ([" "], 2), (["", "", "", "", ""], 3)]
)
def test_on_and_back(keys: list[str], at: int) -> None:
    desk = three()
    piped(desk, *keys, "a")
    # A line of blanks is an empty one.
    assert asked(desk) == [("accept", (f"e{at}",))]


def test_the_first_and_the_last_are_told() -> None:
    assert "this is the first event" in piped(three(), "b")
    assert "this is the last event" in piped(three(), "", "", "")
    assert "this is the last event" in piped(three(), "", "", "a")


def test_a_key_that_is_none_is_told() -> None:
    desk = three()
    assert "x is no key: ? lists them" in piped(desk, "x", "\x1b[31mred")
    assert desk.asked == []


def test_a_verdict_that_is_there_already_is_no_decision() -> None:
    desk = StandIn(reviewed(row("e1", "2020-08-09"), "accepted"), row("e2", "2020-08-10"))
    told = piped(desk, "a", "a")
    assert "it is accepted already" in told
    assert asked(desk) == [("accept", ("e2",))]


def test_undo_takes_back_the_last_again_and_again() -> None:
    desk = three()
    told = piped(desk, "a", "a", "z", "z", "z")
    assert told.count("taken back: accept") == 2
    assert "nothing is left to undo of what was decided here" in told
    assert all(e["review"] is None for e in desk.stored.values())
    assert told.endswith("0 decisions taken, 3 of 3 left\n")


def test_undo_tells_that_another_took_it_back() -> None:
    desk = three()

    def other(key: str) -> Any:
        desk.before.clear()
        return StandIn.undo(desk, key)

    desk.undo = other  # type: ignore[method-assign]
    assert "it is not among the decisions any more" in piped(desk, "a", "z")
    assert "nothing is left to undo" in piped(desk, "r", "z", "z")


def test_an_error_is_told_and_nothing_is_lost() -> None:
    desk = three()
    desk.fails = StoreError("data/out", "somebody writes to it", "wait")
    told = piped(desk, "a", "q")
    assert "data/out: somebody writes to it; wait" in told
    assert "1 of 3, 3 left" in told and desk.asked == []


def test_note_and_tags() -> None:
    desk = three()
    told = piped(
        desk, "n", "call the clerk", "t", "draft, to check", "t", "-draft, votes", "n", "-"
    )
    assert [a.action for a in desk.asked] == ["note", "tag", "tag", "untag", "note"]
    assert desk.stored["e1"]["review"] == {"verdict": None, "note": None, "tags": ["to check", "votes"]}  # fmt: skip
    assert "note     call the clerk" in told and "tags     draft, to check" in told


def test_undo_takes_back_all_that_one_key_did() -> None:
    desk = StandIn(reviewed(row("e1"), None, None, "draft"))
    piped(desk, "t", "-draft, votes", "z")
    assert desk.stored["e1"]["review"] == {"verdict": None, "note": None, "tags": ["draft"]}


def test_edit_sets_one_field_and_asks_again_for_what_can_t_be() -> None:
    desk = three()
    told = piped(desk, "e", "t", "A new title", "e", "date", "someday", "2020-02", "e", "x", "q")
    assert [dict(a.values) for a in desk.asked] == [{"title": "A new title"}, {"date": "2020-02"}]
    assert "'someday' is not an EDTF date" in told


def test_an_edit_that_changes_nothing_is_no_decision() -> None:
    desk = three()
    piped(desk, "e", "t", "Voters elect a mayor", "e", "t", "", "n", "", "t", "")
    assert desk.asked == []


def test_join_with_neighbours_by_number_id_or_words() -> None:
    for line in ("1", "e2", "2020-08-10"):
        desk = three()
        piped(desk, "j", line, *(["1"] if line not in ("1", "e2") else []))
        assert asked(desk) == [("join", ("e1", "e2"))]
    desk = three()
    assert "no event has 'nowhere' in its title" in piped(desk, "j", "nowhere", "", "q")
    assert desk.asked == []


def test_split_takes_numbers_of_mentions() -> None:
    import made

    event = row("e1", mentions=tuple(made.mention(f"{n}.txt", "2020", f"Vote {n}") for n in "abc"))
    desk = StandIn(event)
    told = piped(desk, "s", "9", "2-3", "q")
    assert [(a.action, a.mentions) for a in desk.asked] == [("split", (2, 3))]
    assert "the event has the mentions 1 to 3" in told
    assert "the event has one mention" in piped(three(), "s")


def test_filters_choose_other_events() -> None:
    desk = three()
    told = piped(desk, "/", "--type finance", "a", "/", "--nothing x", "factory", "r", "/", "", "q")
    assert asked(desk) == [("accept", ("e3",)), ("hide", ("e2",))]
    assert "1 of 1, 1 left  --type finance" in told
    assert "--nothing: there is no such filter" in told
    assert "No event is left" in piped(desk, "/", "--type sport", "a", "q")


def test_what_is_decided_here_stays_where_only_what_is_left_is_shown() -> None:
    desk = three()
    told = piped(desk, "a", "b", "r", "q", wanted=Wanted(left=True))
    assert asked(desk) == [("accept", ("e1",)), ("hide", ("e1",))]
    assert "2 of 3, 2 left  --left" in told


@pytest.mark.parametrize(("order", "first"), [("surest", "e3"), ("doubtful", "e2")])
def test_the_order_that_is_wanted(order: Any, first: str) -> None:
    desk = three()
    piped(desk, "a", wanted=Wanted(order=order))
    assert asked(desk) == [("accept", (first,))]


def test_the_list_and_a_number_in_it() -> None:
    desk = three()
    told = piped(desk, "r", "l", "3", "a")
    assert "   1 - 9 Aug 2020" in told and "   3   11 Aug 2020  Bank lends to town" in told
    assert asked(desk) == [("hide", ("e1",)), ("accept", ("e3",))]


def test_the_keys_are_listed() -> None:
    told = piped(three(), "?")
    assert all(does in told for _, does in terminal.KEYS)


def test_the_source_is_opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[str] = []
    monkeypatch.setattr(opener, "open_", opened.append)
    desk = three()
    assert "a.txt: its file is gone" in piped(desk, "o")
    desk.files["a.txt"] = str(tmp_path / "a.txt")
    assert "opened" in piped(desk, "o")
    assert opened == [str(tmp_path / "a.txt")]


def test_an_event_without_a_source_has_none_to_open_or_to_part() -> None:
    event = row("e1")
    event["mentions"] = []
    told = piped(StandIn(event), "o", "s", "a")
    assert "the event has no source" in told and "the event has no mention" in told
    assert "1 decision taken" in told


# -- others at the same store ----------------------------------------------------------------------


class Typist:
    """Keys of somebody who sees the screen; what is no text happens meanwhile."""

    prefills = single = True

    def __init__(self, *typed: str | Callable[[], None]) -> None:
        self._typed = list(typed)
        self.offered: list[str] = []

    def key(self, wait: float | None = None) -> str:
        while self._typed:
            one = self._typed.pop(0)
            if isinstance(one, str):
                return one
            one()
            return "idle"
        raise Ended

    def text(
        self,
        prompt: str,
        value: str = "",
        choices: Sequence[str] = (),
        aside: Callable[[str], object] | None = None,
    ) -> str | None:
        self.offered.append(value)
        told = self._typed.pop(0)
        return told if isinstance(told, str) else None


def typed(desk: Desk, *keys: str | Callable[[], None], wanted: Wanted | None = None) -> str:
    out = io.StringIO()
    screen = Screen(out, drawn=True)
    terminal.Review(desk, wanted or Wanted(), Typist(*keys), screen).go()
    return out.getvalue()


def test_the_next_screen_shows_what_others_decided() -> None:
    desk = three()
    told = typed(desk, lambda: desk.change("e1", Asked("note", text="seen by Bo")), "q")
    assert "somebody decided meanwhile" in told and "seen by Bo" in told


def test_no_verdict_is_given_on_what_another_changed_unseen() -> None:
    desk = three()

    class Late(Typist):
        def key(self, wait: float | None = None) -> str:
            key = super().key(wait)
            if key == "a" and not desk.states:
                desk.change("e1", Asked("set", values={"title": "Another title"}))
            return key

    out = io.StringIO()
    terminal.Review(desk, Wanted(), Late("a", "a", "q"), Screen(out, drawn=True)).go()
    assert "it was changed meanwhile: look at it again" in out.getvalue()
    assert asked(desk) == [("accept", ("e1",))]


def test_an_event_that_is_gone_gives_way_to_the_next() -> None:
    desk = three()

    def join() -> None:
        desk.decide(Asked("join", ("e1", "e2")))
        desk.asked.clear()

    typed(desk, "enter", join, "a")
    assert asked(desk) == [("accept", ("e3",))]


# -- what is drawn ---------------------------------------------------------------------------------


def test_texts_are_offered_to_be_changed() -> None:
    desk = StandIn(reviewed(row("e1", title="Voters elect"), None, "ask", "draft", "votes"))
    keys = Typist("n", "ask Bo", "e", "t", "Voters elected", "t", "votes")
    terminal.Review(desk, Wanted(), keys, Screen(io.StringIO(), drawn=True)).go()
    assert keys.offered == ["ask", "Voters elect", "draft, votes"]
    assert [(a.action, a.tags) for a in desk.asked] == [("note", ()), ("set", ()), ("untag", ("draft",))]  # fmt: skip


def test_a_dialogue_that_is_left_decides_nothing() -> None:
    desk = three()
    typed(desk, "n", lambda: None, "e", "t", lambda: None, "j", lambda: None, "/", lambda: None)
    assert desk.asked == []


def test_the_join_list_is_turned_over_and_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("LINES", "20")
    desk = StandIn(*(row(f"e{n}", title=f"The {n}. council meets in town") for n in range(250)))

    class Turning(Typist):
        def text(self, *asked: Any, **how: Any) -> str | None:
            aside = asked[3]
            aside("down")
            aside("page down")
            monkeypatch.setenv("COLUMNS", "70")
            aside("redraw")
            return "16"

    out = io.StringIO()
    terminal.Review(desk, Wanted(), Turning("j"), Screen(out, drawn=True)).go()
    _, _, first, second, third, last, *_ = out.getvalue().split("\x1b[H")
    assert "more lines: page down" in first and "   1 " in first and "Esc: back" in first
    assert "… 1 more lines: page up" in second and "   2 " in second and "   1 " not in second
    assert "more lines: page up" in third and "   2 " not in third
    assert "council meets in town" in last and "council meets in town" not in third
    assert asked(desk) == [("join", ("e0", "e16"))]


def test_the_list_keeps_its_event_in_sight_in_another_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "30")
    desk = StandIn(*(row(f"e{n:02}", title=f"Council {n}") for n in range(40)))

    class Smaller(Typist):
        def key(self, wait: float | None = None) -> str:
            if (key := super().key(wait)) == "redraw":
                monkeypatch.setenv("LINES", "12")
            return key

    out = io.StringIO()
    keys = Smaller("l", *["down"] * 18, "redraw", "enter", "a")
    terminal.Review(desk, Wanted(), keys, Screen(out, drawn=True)).go()
    small = out.getvalue().split("\x1b[H")[-3]
    assert small.count("\n") == 11 and "Council 18" in small and "Council 0" not in small
    assert asked(desk) == [("accept", ("e18",))]


def test_more_than_is_listed_is_told() -> None:
    desk = StandIn(*(row(f"e{n:02}", title=f"Council {n}") for n in range(38)))
    told = piped(desk, "j", "", "q")
    assert "  12   " in told and "and 25 others: words search for them" in told


def test_undo_goes_back_to_where_the_key_was_pressed() -> None:
    desk = three()
    first, decide = desk.stored["e1"], desk.decide

    def into_the_first(asked: Asked) -> Taken:
        taken = decide(asked)  # the store may name what was joined by any of them
        del desk.stored["e2"]
        desk.stored["e1"] = first
        return replace(taken, events=(first,))

    desk.decide = into_the_first  # type: ignore[method-assign]
    told = piped(desk, "", "j", "e1", "z", "q")
    screens = re.findall(r"^(\d of \d), \d left$", told, re.MULTILINE)
    assert screens == ["1 of 3", "2 of 3", "1 of 2", "2 of 3"]


def test_which_of_several_sources_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    import made

    opened: list[str] = []
    monkeypatch.setattr(opener, "open_", opened.append)
    for many in (3, 11):
        names = [f"{n:02}.txt" for n in range(1, many + 1)]
        desk = StandIn(row("e1", mentions=tuple(made.mention(n, "2020", "Vote") for n in names)))
        desk.files = {name: f"/kept/{name}" for name in names}
        told = piped(desk, "o", str(many + 1), str(many), "o", "x", "q")
        assert f"there is no source {many + 1}: the event has {many}" in told
        assert f"1 to {many}" in told
        assert opened.pop().endswith(names[-1]) and not opened


def test_what_can_t_be_written_is_told_at_once_and_can_be_looked_at() -> None:
    desk = three()
    desk.unwritable = "data/out can't be written"
    told = piped(desk, "", "a", "n", "l", "3", "q")
    assert told.startswith("1 of 3") and "only to look at: data/out can't be written" in told
    assert told.count("decides nothing here") == 2 and "3 of 3" in told
    assert desk.asked == []


def test_a_key_that_names_no_field_is_told() -> None:
    assert "x is none of them" in piped(three(), "e", "x", "", "q")


def test_nothing_an_article_says_steers_the_terminal() -> None:
    hostile = "Vote\x1b]0;owned\x07 \x1b[2J\u202eback\u200b [bold]x[/]"
    desk = StandIn(row("e1", title=hostile))
    desk.stored["e1"]["mentions"][0]["quote"] = hostile
    desk.texts["a.txt"] = hostile
    for told in (piped(desk, "l", "1", "n", hostile, "q"), typed(desk, "l", "enter", "a")):
        drawn = re.sub(r"\x1b\[(?:[0-9;]*[mHJK]|2K)", "", told)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e\u200b]", drawn)
        assert "[bold]x[/]" in drawn


def test_long_events_are_turned_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("LINES", "20")
    desk = StandIn(row("e1", title=" ".join(f"word{n}" for n in range(200))))
    told = typed(desk, "page down", "page up")
    first, second, third = told.split("\x1b[H")[1:]
    assert "more lines: page down" in first and "word0 " in first
    assert "word0 " not in second and "word0 " in third
    assert all(len(line) <= 44 for line in first.splitlines())


# -- in a real terminal ----------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a store of five events, made by the stand-in pipeline."""
    import made
    from driven import FIRST, SECOND
    from timeline import pipeline, result_keys

    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "in/b.txt").write_text(SECOND, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("process", "merge", "mend"):
        monkeypatch.setattr(pipeline, name, getattr(made, name))
    monkeypatch.setattr(result_keys, "fingerprint", lambda: "rules 1")
    assert main(["extract", "in", "-q"]) == 0
    return tmp_path


def decided(folder: Path) -> list[dict[str, Any]]:
    file = folder / "data/out/decisions.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))["decision"] if file.exists() else []


# The terminal becomes the one that Ctrl-C is typed at.
_RUN = """\
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from timeline.cli import main
sys.exit(main(sys.argv[1:]))
"""


class InTerminal:
    """`timeline review --terminal` in a terminal of its own."""

    def __init__(self, folder: Path, *arguments: str, size: tuple[int, int] = (24, 80)) -> None:
        self.ours, theirs = pty.openpty()
        self.resize(*size)
        self.before = termios.tcgetattr(theirs)
        self.theirs = theirs
        environment = {**os.environ, "TERM": "xterm-256color"}
        for name in ("COLUMNS", "LINES", "NO_COLOR"):
            environment.pop(name, None)
        self.process = subprocess.Popen(
            [sys.executable, "-c", _RUN, "review", "--terminal", *arguments],
            cwd=folder,
            env=environment,
            start_new_session=True,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        )
        self.seen = ""

    def resize(self, rows: int, columns: int) -> None:
        fcntl.ioctl(self.ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def wait(self, words: str, seconds: float = 30) -> str:
        """What was written until these words were."""
        ends = time.monotonic() + seconds
        while words not in self.seen:
            ready, _, _ = select.select([self.ours], [], [], 0.2)
            if ready:
                try:
                    self.seen += os.read(self.ours, 65536).decode("utf-8", "replace")
                except OSError:  # the other end is closed
                    break
            assert time.monotonic() < ends, f"{words!r} never came: {self.seen[-2000:]!r}"
        told, _, self.seen = self.seen.partition(words)
        return told + words

    def type(self, keys: str) -> None:
        os.write(self.ours, keys.encode())

    def ended(self) -> int:
        code = self.process.wait(30)
        assert termios.tcgetattr(self.theirs) == self.before, "the terminal is not as it was"
        return code


@pytest.fixture
def in_terminal(store: Path) -> Any:
    begun: list[InTerminal] = []

    def begin(*arguments: str, **how: Any) -> InTerminal:
        begun.append(InTerminal(store, *arguments, **how))
        return begun[-1]

    yield begin
    for one in begun:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait()
        os.close(one.ours)
        os.close(one.theirs)


def test_single_keys_decide_and_ending_gives_the_terminal_back(
    in_terminal: Any, store: Path
) -> None:
    shown = in_terminal("--all", "--author", "Ana")
    told = shown.wait("q quit")
    assert "\x1b[?1049h" in told and "1 of 5, 5 left" in told
    shown.type("a")
    shown.wait("2 of 5, 4 left")
    shown.wait("q quit")
    shown.type("\x1b[D")  # the arrow back
    shown.wait("accepted")
    shown.wait("q quit")
    shown.type("n")
    shown.wait("> ")
    shown.type("Grüße\r")
    shown.wait("z takes it back")
    shown.resize(20, 40)
    os.kill(shown.process.pid, signal.SIGWINCH)
    shown.wait("of 5, 4 left")
    shown.wait("q quit")
    shown.type("\x1b[200~rrr\x1b[201~")
    shown.wait("pasted text is no key")
    shown.wait("q quit")
    shown.type("q")
    shown.wait("2 decisions taken, 4 of 5 left")
    assert shown.ended() == 0
    assert [(d["action"], d["author"]) for d in decided(store)] == [("accept", "Ana"), ("note", "Ana")]  # fmt: skip
    assert decided(store)[1]["note"] == "Grüße"


def test_ctrl_c_leaves_a_text_and_then_the_review(in_terminal: Any, store: Path) -> None:
    shown = in_terminal()
    shown.wait("q quit")
    shown.type("r")
    shown.wait("z takes it back")
    shown.wait("q quit")
    shown.type("n")
    shown.wait("> ")
    shown.type("half a th")
    shown.wait("half a th")
    shown.type("\x03")
    shown.wait("q quit")
    shown.type("\x03")
    shown.wait("interrupted")
    assert shown.ended() == 130
    assert [d["action"] for d in decided(store)] == ["hide"]


def test_escape_and_ctrl_c_leave_what_is_asked_at_once(in_terminal: Any, store: Path) -> None:
    shown = in_terminal("--all")
    shown.wait("q quit")
    for keys in ("n", "t", "j", "/", "et", "ed"):
        for leaves in ("\x1b", "\x03"):
            shown.type(keys)
            shown.wait("Esc: back)")
            shown.wait("> ")
            shown.type("half a\x1b[15~\x1b[H\x1b[A")
            shown.wait("half a")
            time.sleep(0.1)
            shown.type(leaves)
            shown.wait("q quit")
    for keys, prompt in (("e", "m amounts"), ("l", "Esc: back"), ("?", "any key")):
        shown.type(keys)
        shown.wait(prompt)
        shown.type("\x03")
        shown.wait("q quit")
    shown.type("q")
    shown.wait("0 decisions taken")
    assert shown.ended() == 0
    assert decided(store) == []


def test_a_prompt_is_drawn_anew_in_another_size(in_terminal: Any, store: Path) -> None:
    shown = in_terminal("--all")
    shown.wait("q quit")
    shown.type("n")
    shown.wait("> ")
    shown.type("Grüße, 日本")
    shown.wait("日本")
    shown.resize(20, 40)
    os.kill(shown.process.pid, signal.SIGWINCH)
    for words in ("1 of 5, 5 left", "note (Enter", "> Grüße, 日本"):
        shown.wait(words)
    shown.type("\x1b[200~ and\nmore\x1b[201~\x1b[H\x1b[15~Viele \r")
    shown.wait("z takes it back")
    shown.type("q")
    assert shown.ended() == 0
    assert decided(store)[0]["note"] == "Viele Grüße, 日本 and more"


def test_what_another_process_decides_shows(in_terminal: Any, store: Path) -> None:
    shown = in_terminal()
    shown.wait("q quit")
    assert main(["tag", "from elsewhere", "--since", "1900", "--yes", "-q"]) == 0
    shown.wait("from elsewhere")
    shown.wait("somebody decided meanwhile")
    shown.type("\x04")  # the end of the input
    shown.wait("0 decisions taken")
    assert shown.ended() == 0


def test_keys_come_a_line_each_from_a_pipe(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = io.TextIOWrapper(io.BytesIO(b"a\nr\n\xff\nq\n"), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", text)
    assert main(["review", "--terminal", "--order", "surest", "--left"]) == 0
    told = capsys.readouterr().out
    assert "2 decisions taken, 2 of 4 left" in told and "\x1b" not in told
    assert [d["action"] for d in decided(store)] == ["accept", "hide"]
