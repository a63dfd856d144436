from typing import Any, cast

import pytest

from made import event, mention
from merged_rows import MergedRows
from timeline.contract import EventRow
from timeline.decisions import Finder, spoken
from timeline.model import Trigger

QUOTE = "On Sunday the voters of the country elected a new president in the first round."


class Base(MergedRows):
    """A chronology of some events."""

    def __init__(self, *events: Any, **digests: str) -> None:
        self.rows = [cast("EventRow", e.model_dump(mode="json")) for e in events]
        self.told = digests

    def digests(self) -> dict[str, str]:
        names = sorted({m["document"] for e in self.rows for m in e["mentions"]})
        return {name: self.told.get(name[0], "") for name in names}


def told(
    document: str = "a.txt", quote: str = QUOTE, word: str = "elected", at: int = 0, **more: Any
) -> Any:
    start = at + quote.index(word)
    trigger = Trigger(text=word, start=start, end=start + len(word))
    fields = {"start": at, "end": at + len(quote), "trigger": trigger, "time_expression": None}
    return mention(document, more.pop("date", "2020-08-09"), quote, **fields, **more)


def one(id_: str, *mentions: Any) -> Any:
    return event(id_, mentions=mentions)


OTHER = told(quote="The parliament elected a new speaker on Monday.", at=500)
SPOKEN = spoken(Base(one("e1", told())).rows[0])


@pytest.mark.parametrize(
    "now",
    [
        told(),
        told(at=90),
        told(quote=QUOTE.replace("Sunday", "Sunday last"), at=7),
        told(date="2020-08"),
        told(quote=QUOTE.replace("first round", "first of two rounds"), date="2020-08-10", at=3),
        told(word="elected a new president"),
    ],
    ids=["same", "moved", "a word more", "date", "reworded", "trigger"],
)
def test_a_mention_is_found_though_it_changed(now: Any) -> None:
    found = Finder(Base(one("e7", OTHER), one("e8", OTHER, now))).find(SPOKEN)
    assert found.spots == (("e8", 1),)
    assert found.gone == ()


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (
            OTHER,
            "a.txt no longer tells of “On Sunday the voters of the country elected a new president …”",
        ),
        (told(quote=QUOTE, word="voters"), "a.txt no longer tells of"),
        (told(document="b.txt", date="2020-08-10"), "a.txt is not in the chronology any more"),
    ],
    ids=["other words", "other trigger", "other document"],
)
def test_what_is_gone_is_said(now: Any, said: str) -> None:
    found = Finder(Base(one("e1", now))).find(SPOKEN)
    assert found.spots == ()
    (gone,) = found.gone
    assert gone.startswith(said)


def test_an_article_that_went_by_another_path_is_known_by_its_name() -> None:
    base = Base(one("e8", told(document="elsewhere/a.txt")))
    assert Finder(base).find(SPOKEN).spots == (("e8", 0),)


def test_a_file_s_name_that_two_have_is_nobody_s() -> None:
    base = Base(one("e2", told(document="x/a.txt")), one("e3", told(document="y/a.txt")))
    assert Finder(base).find(SPOKEN).spots == ()


def test_a_mention_is_found_in_an_article_that_was_edited_and_renamed() -> None:
    now = told(document="b.txt", at=40)
    unlike = told(document="c.txt", quote="The parliament elected a new speaker on Monday.")
    assert Finder(Base(one("e7", unlike), one("e8", now))).find(SPOKEN).spots == (("e8", 0),)
    # Of two events that it fits the one that was spoken of is meant, and nobody's is left alone.
    again = told(document="c.txt")
    assert Finder(Base(one("e1", now), one("e8", again))).find(SPOKEN).spots == (("e1", 0),)
    found = Finder(Base(one("e7", now), one("e8", again))).find(SPOKEN)
    assert found.spots == ()
    assert found.gone == ("a.txt is not in the chronology any more",)


@pytest.mark.parametrize(
    "other",
    [
        told(document="b.txt", date="2020-08-10"),
        told(document="b.txt", word="voters"),
        told(
            document="b.txt", quote="On Sunday the board elected a treasurer in the second round."
        ),
    ],
    ids=["another day", "another word", "other words"],
)
def test_what_is_only_alike_is_not_found_in_another_article(other: Any) -> None:
    assert Finder(Base(one("e1", other))).find(SPOKEN).spots == ()


def test_a_removed_article_is_not_another_that_its_decision_speaks_of() -> None:
    both = Base(one("e1", told(), told(document="b.txt")))
    stays, away = (spoken(both.rows[0], [m]) for m in both.rows[0]["mentions"])
    finder = Finder(Base(one("e2", told(document="b.txt"))))
    assert finder.find(stays, (stays, away)).spots == ()
    assert finder.find(away, (stays, away)).spots == (("e2", 0),)


def test_what_an_edit_took_out_is_not_looked_for_elsewhere() -> None:
    base = Base(one("e1", OTHER), one("e2", told(document="b.txt")))
    assert Finder(base).find(SPOKEN).spots == ()


KNOWN = spoken(Base(one("e1", told())).rows[0], digests={"a.txt": "abc" * 20})


def test_an_article_is_known_by_what_it_holds_whatever_it_is_called() -> None:
    moved = one("e8", told(document="b.txt"))
    other = one("e9", told(document="a.txt"))
    assert Finder(Base(other, moved, b="abc" * 20)).find(KNOWN).spots == (("e8", 0),)
    # Nobody holds it any more: the one of its name was edited.
    assert Finder(Base(other, moved, a="d")).find(KNOWN).spots == (("e9", 0),)


def test_of_two_copies_the_one_of_its_name_is_meant() -> None:
    copies = one("e8", told(document="b.txt")), one("e9", told(document="a.txt"))
    same = {"a": "abc" * 20, "b": "abc" * 20}
    assert Finder(Base(*copies, **same)).find(KNOWN).spots == (("e9", 0),)
    assert Finder(Base(copies[0], **same)).find(KNOWN).spots == (("e8", 0),)


def test_of_two_mentions_of_one_word_the_date_decides() -> None:
    now = Base(one("e1", told(date="2020-08-16")), one("e2", told()))
    assert Finder(now).find(SPOKEN).spots == (("e2", 0),)


def test_long_quotes_are_kept_about_their_trigger() -> None:
    long = told(quote=f"{'Before it much was said. ' * 20}{QUOTE} {'Afterwards more was. ' * 20}")
    kept = spoken(Base(one("e1", long)).rows[0]).mentions[0]
    assert "elected" in kept.quote
    assert len(kept.quote) <= 160
    assert Finder(Base(one("e3", long))).find(spoken(Base(one("e1", long)).rows[0])).spots


def test_an_id_alone_names_its_event() -> None:
    bare = type(SPOKEN)("e1")
    base = Base(one("e1", told(), OTHER))
    assert Finder(base).find(bare).spots == (("e1", 0), ("e1", 1))
    assert Finder(base).find(type(SPOKEN)("e2")).gone == ("no event has the id e2",)
