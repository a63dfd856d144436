"""Decisions of a file, each read when it is asked for."""

from __future__ import annotations

from pathlib import Path

from timeline import decisions
from timeline.decisions import blocks, toml_text
from timeline.decisions.records import Decision, Spoken, SpokenDocument

EVENT = Spoken("e1", "2020-08-09", "It elects a president")
TOLD = (
    Decision("hide", (EVENT,), reason='he said "[[decision]]"', time="2026-01-02T03:04:05Z"),
    Decision("set", (), {"title": "A"}, document=SpokenDocument("document a.txt", "0" * 16)),
    Decision("note", (EVENT,), {"note": "the document says so"}),
    Decision("add", (Spoken("a1", "2020", "Somebody adds it"),), {"date": "2020", "title": "S"}),
)
TEXT = f"{toml_text.HEAD}\n" + "\n# mine\n".join(map(toml_text.block, TOLD))


def test_each_is_what_it_is_when_all_are_read() -> None:
    whole = toml_text.parse(TEXT, "d.toml")
    lazy = blocks.Blocks(TEXT, "d.toml")
    assert len(lazy) == 4
    assert [lazy[n] for n in range(4)] == list(whole)
    assert lazy[-1] == whole[-1]
    assert lazy[1:3] == whole[1:3]
    assert blocks.Blocks(TEXT, "d.toml") == whole
    assert [d.line for d in lazy] == [d.line for d in whole]


def test_those_on_documents_and_those_that_add_are_found_in_the_text() -> None:
    for told in (toml_text.parse(TEXT, "d.toml"), blocks.Blocks(TEXT, "d.toml")):
        assert list(blocks.on_documents(told)) == [2]
        assert list(blocks.adding(told)) == [4]


def test_a_file_says_of_what_it_was_made(tmp_path: Path) -> None:
    (tmp_path / decisions.FILE).write_text(TEXT, encoding="utf-8")
    whole = decisions.read(tmp_path)
    one = decisions.with_decision(whole, TOLD[0])
    assert one.since() == ((1, 2, 3, 4, 0), whole.digest)
    less = decisions.without_decision(one, 2, 5)
    assert less.since() == ((1, 3, 4), whole.digest)
    assert less.decisions == toml_text.parse(less.text, str(tmp_path / decisions.FILE))
    again = decisions.read(tmp_path, whole.digest)
    assert again == whole
    assert again.since() == ((1, 2, 3, 4), whole.digest)
