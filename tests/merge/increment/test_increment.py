"""Mending a merging: what came first makes no difference, and little is looked at again."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from merging import BELARUS, MINSK, POLAND, SOCHI, document, mention
from raw_samples import results
from timeline import pipeline
from timeline.merge import merge
from timeline.merge.increment import Changes, Mender, as_text, draft
from timeline.model import Amount, DatedMention, Event, Mentions
from timeline.store import Kept, Store

Articles = Mapping[str, Sequence[DatedMention]]


class Growing:
    """A chronology mended step by step beside one made anew each time."""

    def __init__(self, rules: str = "rules") -> None:
        self.db = sqlite3.connect(":memory:")
        self.events: dict[str, Event] = {}
        self.rules = rules

    def language(self, name: str) -> str:
        """Articles whose names begin with f are in French."""
        return "fr" if name.startswith("f") else "en"

    def mend(self, articles: Articles) -> Changes:
        kept = {name: _kept(mentions, self.language(name)) for name, mentions in articles.items()}
        changes = Mender(self.db, kept, self.rules).mend()
        if changes.whole:
            self.events = {}
        for id_ in changes.gone:
            del self.events[id_]
        for row in changes.made:
            assert row["id"] not in self.events
            self.events[row["id"]] = Event.model_validate(row)
        assert self.db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return changes

    def agrees(self, articles: Articles) -> None:
        told = [m for name in sorted(articles) for m in articles[name]]
        documents = [document(name, language=self.language(name)) for name in sorted(articles)]
        anew = merge(told, documents)
        assert sorted(e.model_dump_json() for e in self.events.values()) == sorted(
            e.model_dump_json() for e in anew
        )


def _kept(mentions: Sequence[DatedMention], language: str = "en") -> Kept:
    """Of every other article what was made of it where it was read is at hand."""
    told = Mentions.of(mentions)
    made = draft.of(told) if len(told.json) % 2 else ""
    return Kept(told.json, "2020-09-14", language, lambda: told.json, lambda: made)


# -- small worlds ------------------------------------------------------------------------------

PEOPLE = (
    "Vladimir Putin", "Poutine", "Putin", "Alexander Lukashenko", "Loukachenko",
    "Viktor Lukashenko", "Aleksandr Lukashenka", "Angela Merkel", "Merkel", "Merkle",
    "Lanvin", "EBU",
)  # fmt: skip
BODIES = (
    "European Union", "EU", "Angela Merkel", "Eastern Broadcasting Union", "EBU", "Putin", "Lanvin",
    "Union",
)  # fmt: skip
GROUPS = ("Lanvin", "EBU", "Union", "protesters", "Merkel")
LEMMAS = (
    "meet",
    "summit",
    "vote",
    "election",
    "protest",
    "sign",
    "loan",
    "visit",
    "sanction",
    "gather",
)
DATES = (
    "2020-08-09", "2020-08-10", "2020-08-12", "2020-08", "2020", "2020-08-09/..", "2020-09-14",
    "2020-09-15", "2020-09", "201X", "2020-08/..", "2020-08-10~", "2020-08-08/2020-08-10",
    "2020-08~",
)  # fmt: skip
LOAN = Amount(value=1.5e9, currency="USD", text="$1.5 billion")

told = st.fixed_dictionaries(
    {
        "pointing": st.booleans(),
        "lemma": st.sampled_from(LEMMAS),
        "date": st.sampled_from(DATES),
        "people": st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True).map(tuple),
        "organisations": st.lists(st.sampled_from(BODIES), max_size=1).map(tuple),
        "groups": st.lists(st.sampled_from(GROUPS), max_size=1).map(tuple),
        "language": st.sampled_from(["en", "en", "fr"]),
        "places": st.sampled_from([(), (SOCHI,), (MINSK,), (BELARUS,), (POLAND,)]),
        "amounts": st.sampled_from([(), (), (LOAN,)]),
        "status": st.sampled_from(["happened", "ongoing", "planned"]),
        "how": st.sampled_from(["modifier", "modifier", "publication-day", "narrative"]),
        "sort": st.sampled_from(["meeting", "protest", "finance"]),
    }
)
worlds = st.lists(st.lists(told, min_size=1, max_size=4), min_size=3, max_size=7)
steps = st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=2, max_size=6)


def _world(told_by: Iterable[Sequence[Mapping[str, object]]]) -> dict[str, list[DatedMention]]:
    def made(name: str, at: int, row: Mapping[str, object]) -> DatedMention:
        told = {k: v for k, v in row.items() if k not in ("pointing", "how")}
        if row["pointing"]:
            told["quote"] = f"They had a {row['lemma']} at the summit."
        how = row["how"]
        plain = mention(name, at=at, direct=how == "modifier", **told)  # type: ignore[arg-type]
        return plain.model_copy(update={"how": how})

    return {
        f"d{n}": [made(f"d{n}", at, row) for at, row in enumerate(rows)]
        for n, rows in enumerate(told_by)
    }


@pytest.fixture(autouse=True)
def _always_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small worlds change by a large part each time: they are mended all the same."""
    monkeypatch.setattr("timeline.merge.increment._MOST", 100.0)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(worlds, steps)
def test_whatever_comes_and_goes_the_events_are_those_of_all_that_is_there(
    told_by: list[list[dict[str, object]]], changes: list[tuple[int, bool]]
) -> None:
    world = _world(told_by)
    names = sorted(world)
    there = {name: world[name] for name in names[::2]}
    chronology = Growing()
    chronology.mend(there)
    chronology.agrees(there)
    for n, shorten in changes:
        name = names[n % len(names)]
        if name in there and shorten and len(there[name]) > 1:
            there = {**there, name: there[name][1:]}
        elif name in there:
            there = {k: v for k, v in there.items() if k != name}
        else:
            there = {**there, name: world[name]}
        chronology.mend(there)
        chronology.agrees(there)


calls = st.lists(st.sets(st.integers(0, 6), min_size=1), min_size=1, max_size=3)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(worlds, calls, st.sets(st.integers(0, 6), max_size=3))
def test_however_articles_are_spread_over_calls_the_events_are_those_of_all_at_once(
    monkeypatch: pytest.MonkeyPatch,
    told_by: list[list[dict[str, object]]],
    told_in: list[set[int]],
    gone: set[int],
) -> None:
    # As if the collection were large: next to nothing is remembered.
    for what in ("increment.rest._AT_HAND", "weighing._AT_HAND", "increment.texts_at_hand._WHOLE"):
        monkeypatch.setattr(f"timeline.merge.{what}", 1)
    world = _world(told_by)
    there: dict[str, list[DatedMention]] = {}
    chronology = Growing()
    for call in told_in:
        # An article may come again as it was, or with another beside it.
        there |= {name: world[name] for n in call if (name := f"d{n}") in world}
        chronology.mend(there)
    for name in (f"d{n}" for n in gone):
        there.pop(name, None)
    chronology.mend(there)
    chronology.agrees(there)
    chronology.mend(world)
    chronology.agrees(world)


# -- what is looked at ---------------------------------------------------------------------------


def _meeting(name: str, date: str, *people: str) -> list[DatedMention]:
    return [mention(name, "meet", date, people=people, places=(SOCHI,))]


def test_nothing_new_changes_nothing_and_other_rules_change_all() -> None:
    articles = {"a": _meeting("a", "2020-09-14", "Vladimir Putin")}
    chronology = Growing()
    assert chronology.mend(articles).whole
    assert chronology.mend(articles) == Changes(False, (), (), {})
    chronology.rules = "other rules"
    assert chronology.mend(articles).whole


def test_an_article_more_makes_only_the_events_it_touches_anew() -> None:
    days = [f"2020-{month:02d}-11" for month in range(1, 13)]
    articles = {f"a{n}": _meeting(f"a{n}", day, "Angela Merkel") for n, day in enumerate(days)}
    chronology = Growing()
    chronology.mend(articles)
    articles["b"] = _meeting("b", days[3], "Angela Merkel")
    changes = chronology.mend(articles)
    assert len(changes.made) == 1
    assert {m["document"] for e in changes.made for m in e["mentions"]} == {"a3", "b"}
    chronology.agrees(articles)


def test_a_full_name_that_comes_later_tells_whose_surname_an_earlier_article_had() -> None:
    articles = {
        "a": _meeting("a", "2020-09-14", "Lukashenko"),
        "b": _meeting("b", "2019-03-02", "Angela Merkel"),
    }
    chronology = Growing()
    chronology.mend(articles)
    articles["c"] = _meeting("c", "2018-01-05", "Alexander Lukashenko")
    changes = chronology.mend(articles)
    names = {a["name"] for e in changes.made for a in e["actors"]}
    assert names == {"Alexander Lukashenko"}
    assert len(changes.made) == 2
    chronology.agrees(articles)
    del articles["c"]
    chronology.mend(articles)
    chronology.agrees(articles)


def test_a_copy_that_comes_first_in_the_alphabet_becomes_the_one_copied() -> None:
    text = [
        mention("m", "meet", f"2020-0{n}-11", at=n, quote=f"they meet for the {n} time in a year")
        for n in range(1, 6)
    ]

    def printed(name: str) -> list[DatedMention]:
        return [
            m.model_copy(update={"event": m.event.model_copy(update={"document": name})})
            for m in text
        ]

    articles = {name: printed(name) for name in ("m", "z")}
    chronology = Growing()
    chronology.mend(articles)
    assert {e.sources for e in chronology.events.values()} == {1}
    articles["a"] = printed("a")
    chronology.mend(articles)
    chronology.agrees(articles)
    assert {e.sources for e in chronology.events.values()} == {1}


def test_the_titles_change_their_language_with_that_of_most_articles() -> None:
    def meeting(name: str, lemma: str, language: str) -> list[DatedMention]:
        told = {"people": ("Vladimir Putin",), "places": (SOCHI,), "language": language}
        return [mention(name, lemma, "2020-09-14", title=f"{name} {lemma}", **told)]  # type: ignore[arg-type]

    articles = {"e1": meeting("e1", "meet", "en"), "f1": meeting("f1", "rencontrer", "fr")}
    chronology = Growing()
    chronology.mend(articles)
    chronology.agrees(articles)
    assert {e.title for e in chronology.events.values()} == {"e1 meet"}
    articles["f2"] = _meeting("f2", "2019-01-05", "Angela Merkel")
    chronology.mend(articles)
    chronology.agrees(articles)
    assert "f1 rencontrer" in {e.title for e in chronology.events.values()}


def test_two_copies_may_go_together() -> None:
    quotes = [f"they meet for the {n} time in a year" for n in range(1, 6)]
    articles = {
        name: [
            mention(name, "meet", f"2020-0{n}-11", at=n, quote=q) for n, q in enumerate(quotes, 1)
        ]
        for name in ("a", "m", "z")
    }
    chronology = Growing()
    chronology.mend(articles)
    chronology.mend({"z": articles["z"]})
    chronology.agrees({"z": articles["z"]})


SUMMIT_QUOTE = "The summit went on and on."
SIGNED_QUOTE = "A pact was signed at the summit."


def test_a_whole_that_comes_goes_or_is_named_otherwise_is_told_by_its_parts() -> None:
    def whole(name: str, day: str, quote: str = SUMMIT_QUOTE) -> DatedMention:
        return mention(name, "summit", day, places=(SOCHI,), quote=quote)

    part = mention("a", "signed", "2020-09-14", "agreement", quote=SIGNED_QUOTE, at=5)
    alone = {"a": [part], "z": _meeting("z", "2019-03-02", "Angela Merkel")}
    chronology = Growing()
    chronology.mend(alone)
    assert {e.part_of for e in chronology.events.values()} == {None}
    articles = {**alone, "a": [whole("a", "2020-09-14"), part]}
    chronology.mend(articles)
    chronology.agrees(articles)
    before = {e.part_of for e in chronology.events.values()} - {None}
    assert len(before) == 1
    # An article first in the alphabet now names the whole, another day's event, the part.
    articles["0"] = [whole("0", "2020-09-14", f"{SUMMIT_QUOTE} then")]
    changes = chronology.mend(articles)
    chronology.agrees(articles)
    after = {e.part_of for e in chronology.events.values()} - {None}
    assert len(after) == 1
    assert after != before
    assert {e["title"] for e in changes.made} >= {SIGNED_QUOTE}
    del articles["0"]
    chronology.mend(articles)
    chronology.agrees(articles)
    chronology.mend(alone)
    chronology.agrees(alone)
    assert {e.part_of for e in chronology.events.values()} == {None}


def test_copies_are_told_with_every_merging() -> None:
    quotes = [f"they meet for the {n} time in a year" for n in range(1, 6)]
    told = {
        name: [
            mention(name, "meet", f"2020-0{n}-11", at=n, quote=q) for n, q in enumerate(quotes, 1)
        ]
        for name in ("m", "z")
    }
    chronology = Growing()
    assert chronology.mend({"m": told["m"]}).copies == {}
    assert chronology.mend(told).copies == {"z": "m"}
    assert chronology.mend(told).copies == {"z": "m"}
    assert chronology.mend({"z": told["z"]}).copies == {}


@pytest.mark.parametrize("drafted", [True, False])
def test_mentions_may_be_kept_in_another_order_than_they_are_compared_in(drafted: bool) -> None:
    late = mention("a", "vote", "2020-09-14", people=("Angela Merkel",), at=3)
    early = mention("a", "meet", "2020-08-09", places=(MINSK,), at=1)
    last = mention("a", "visit", "2021-01-02", places=(SOCHI,), at=5)
    told = Mentions.of((late, early, last))
    made = draft.of(told) if drafted else ""
    db = sqlite3.connect(":memory:")
    kept = {"a": Kept(told.json, "2020-09-14", "en", lambda: told.json, lambda: made)}
    found = Mender(db, kept).mend().made
    anew = merge(list(told), [document("a")])
    assert [e["date"] for e in sorted(found, key=lambda e: str(e["date"]))] == [
        e.date for e in sorted(anew, key=lambda e: e.date)
    ]


def test_a_mention_is_read_back_as_it_was_kept() -> None:
    m = mention("a", "loan", "2020-09-14", people=("Putin",), places=(SOCHI,), amounts=(LOAN,))
    text = json.dumps([json.loads(m.model_dump_json())] * 2)
    found = list(as_text.mentions(text))
    back = [as_text.mention(text[at : at + size]) for (at, size), _ in found]
    assert back == [told for _, told in found] == [m, m]
    assert back[0].model_dump_json() == m.model_dump_json()


@pytest.mark.parametrize("text", ["{}", "[]", '{"event": 3}', '{"event": {"spam": 1}}', "3"])
def test_what_is_no_mention_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match="no "):
        as_text.mention(text)


# -- the sample articles ---------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_samples_give_one_chronology_in_whatever_order_they_come(
    tmp_path: Path, seed: int
) -> None:
    samples = results()
    with Store.write(tmp_path / "anew", "rules") as store:
        store.publish(pipeline.merge(samples))
    order = random.Random(seed).sample(samples, len(samples))
    with Store.write(tmp_path / "mended", "rules") as store:
        for n, result in enumerate(order):
            store.keep(f"key {n}", result.document, result.mentions)
            if n % 4 == 3 or result is order[-1]:
                store.merge(pipeline.mend)
    anew, mended = (tmp_path / name / "chronology.json" for name in ("anew", "mended"))
    assert mended.read_bytes() == anew.read_bytes()
