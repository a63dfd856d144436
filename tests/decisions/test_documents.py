"""What decisions say of documents, by whatever name these go today."""

from __future__ import annotations

from timeline.decisions import Decision, SpokenDocument, block, hear
from timeline.decisions.documents import may_concern
from timeline.decisions.sketch import sketch
from timeline.decisions.toml_text import parse

A, B = "aaaa0000", "bbbb0000"


def said(id_: str, sha256: str = "", drawn: str = "", **values: str) -> Decision:
    return Decision("set", (), values, document=SpokenDocument(id_, sha256, drawn))


def test_a_document_is_known_by_its_content_whatever_it_is_called() -> None:
    heard = hear([said("a.txt", A, title="T")], {"a.txt": B, "b/moved.txt": A})
    assert heard.values == {"b/moved.txt": {"title": "T"}}


def test_an_edited_document_is_known_by_its_name_then_by_that_of_its_file() -> None:
    decision = said("in/a.txt", A, title="T")
    assert hear([decision], {"in/a.txt": B}).values == {"in/a.txt": {"title": "T"}}
    assert hear([decision], {"to/a.txt": B}).values == {"to/a.txt": {"title": "T"}}
    lost = hear([decision], {"to/a.txt": B, "or/a.txt": B})
    assert lost.values == {}
    assert lost.heard[1].gone == ("in/a.txt is not in the chronology any more",)


def test_a_file_that_another_article_overwrote_is_not_what_was_spoken_of() -> None:
    text = "The mill burned down in March, and nobody was hurt."
    decision = said("in/a.txt", A, sketch(text), title="T")
    edited = {"in/a.txt": text.replace("March", "May")}
    assert hear([decision], {"in/a.txt": B}, edited.get).values == {"in/a.txt": {"title": "T"}}
    for name in ("in/a.txt", "to/a.txt"):
        heard = hear([decision], {name: B}, {name: "A new mayor was chosen on Sunday."}.get)
        assert heard.values == {}
        assert heard.heard[1].documents == ()
        why = "holds another text than the one that this was said of; timeline set says it again"
        assert heard.heard[1].gone == (f"{name} {why}",)
    # A text that isn't kept can't be told from an edit.
    assert hear([decision], {"in/a.txt": B}).values == {"in/a.txt": {"title": "T"}}


def test_copies_of_one_text_are_spoken_of_together() -> None:
    heard = hear([said("a.txt", A, title="T")], {"a.txt": A, "b.txt": A})
    assert sorted(heard.values) == ["a.txt", "b.txt"]


def test_the_later_of_two_is_heard_field_by_field() -> None:
    decisions = [said("a", A, title="1", url="u"), Decision("hide", ()), said("a", A, title="2")]
    heard = hear(decisions, {"a": A})
    assert heard.values == {"a": {"title": "2", "url": "u"}}
    assert {n: sorted(h.overruled) for n, h in heard.heard.items()} == {1: [3], 3: []}


def test_whether_a_decision_may_concern_an_article_is_quickly_told() -> None:
    decisions = [said("in/a.txt", A, title="T")]
    assert may_concern(decisions, "in/a.txt", B)
    assert may_concern(decisions, "to/a.txt", B)
    assert may_concern(decisions, "b.txt", A)
    assert not may_concern(decisions, "b.txt", B)


def test_a_decision_is_read_as_it_was_written() -> None:
    decision = said('in/"a".txt', A, "0123abcd", published="2008-06-09", title="")
    (read,) = parse(block(decision), "decisions.toml")
    assert (read.document, dict(read.values)) == (decision.document, decision.values)
