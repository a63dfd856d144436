"""What one article tells twice: whole short articles read from retold.toml, and made-up mentions."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from merging import mention
from timeline import languages, pipeline
from timeline.merge import retold
from timeline.merge.features import Feature, chain, features
from timeline.merge.retold import Manner, anew, chains, retellings
from timeline.merge.unlike import by_keys
from timeline.model import Article

CASES = tomllib.loads(Path(__file__).with_name("retold.toml").read_text("utf-8"))["article"]
DAY = "2021-03-04"


@cache
def read(text: str, title: str | None, language: str) -> tuple[Feature, ...]:
    """The mentions of one short article, as merging sees them."""
    whole = f"{title}\n\n{text}" if title else text
    article = Article(
        id="a.txt",
        path="a.txt",
        title=title,
        text=whole,
        published="2021-03-10",
        published_how="given",
        language=language,
        format="txt",
        sha256=hashlib.sha256(whole.encode()).hexdigest(),
    )
    return tuple(features(pipeline.process(article).mentions))


def find(found: tuple[Feature, ...], trigger: str) -> Feature:
    """The mention whose trigger holds a word, with #2 the second one."""
    word, _, number = trigger.partition("#")
    hits = [f for f in found if word in f.mention.event.trigger.text.casefold()]
    told = [f.mention.event.trigger.text for f in found]
    assert len(hits) >= int(number or 1), f"{trigger} not among {told}"
    return hits[int(number or 1) - 1]


def _pairs(key: str) -> list[Any]:
    return [
        pytest.param(case, *pair, id=f"{case['language']}: {case['kind']}")
        for case in CASES
        for pair in case.get(key, ())
    ]


def joined(case: dict[str, Any], one: str, two: str) -> bool:
    found = read(case["text"], case.get("title"), case["language"])
    a, b = find(found, one), find(found, two)
    return any(a in chain and b in chain for chain in chains(retellings(found)))


@pytest.mark.parametrize(("case", "one", "two"), _pairs("again"))
def test_it_is_told_again(case: dict[str, Any], one: str, two: str) -> None:
    assert joined(case, one, two)


@pytest.mark.parametrize(("case", "one", "two"), _pairs("apart"))
def test_it_is_another(case: dict[str, Any], one: str, two: str) -> None:
    assert not joined(case, one, two)


def test_of_several_the_nearest_is_meant() -> None:
    told = features(
        [
            mention("a", "visit", "2021-03-01", at=0, quote="a visit of Ann Lee in Oslo"),
            mention("a", "visit", "2021-03-04", at=1, quote="a visit of Tom Hale in Bonn"),
            *(mention("a", "storm", "2021-03-04", at=n) for n in range(2, 6)),
            mention("a", "visit", "2021-03-09", at=6, quote="the visit", direct=False),
        ]
    )
    links = [link for link in retellings(told) if link.mention is told[-1]]
    assert [(link.antecedent, link.manner) for link in links] == [(told[1], Manner.NAMED)]


def test_a_default_day_keeps_nothing_apart_and_a_day_of_its_own_does() -> None:
    first = mention("a", "visit", "2021-03-01", at=0, quote="a visit of Ann Lee in Oslo")
    by_default, by_itself = (
        mention("a", "visit", "2021-03-09", direct=direct, at=1, quote="the visit was short")
        for direct in (False, True)
    )
    default, own = features([first, by_default]), features([first, by_itself])
    assert len(retellings(default)) == 1
    assert retellings(own) == []


def test_links_make_chains() -> None:
    told = features(
        [mention("a", "storm", "2021-03-04", at=n, quote="the storm blew") for n in range(4)]
    )
    assert chains(retellings(told)) == [told]


def test_an_article_without_mentions_tells_nothing() -> None:
    assert retellings([]) == []


def test_the_work_grows_with_the_mentions_not_with_their_square(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Any] = []
    related = retold.related

    def counted(one: Any, two: Any) -> Any:
        asked.append(one)
        return related(one, two)

    monkeypatch.setattr(retold, "related", counted)

    def work(size: int) -> int:
        asked.clear()
        days = (mention("a", "storm", "2021-03-04", "disaster", at=n) for n in range(size))
        retellings(features(list(days)))
        return len(asked)

    assert work(400) < 2.2 * work(200)


def keyed(found: Sequence[Feature], chance: Random) -> list[Feature]:
    """The same mentions, their persons by other keys."""
    keys = sorted(frozenset().union(*(f.persons for f in found)))
    others = {key: chance.choice(keys) for key in keys}
    people = ([others[k] if chance.random() < 0.9 else k for k in sorted(f.named)] for f in found)
    named = map(frozenset, people)
    return [replace(f, persons=n, named=n, chain=-1) for f, n in zip(found, named, strict=True)]


def test_after_keys_changed_chains_are_those_of_all_told_anew() -> None:
    named, chance, moved = ("Ann Lee", "Tom Hale", "Eve Dow"), Random(1), 0
    for _ in range(80):
        told = []
        for at in range(20):
            who, lemma = chance.sample(named, chance.randrange(3)), chance.choice(("visit", "trip"))
            quote = f"{chance.choice(('a', 'the'))} {lemma} of {' and '.join(who) or 'them'}"
            one = mention("a", lemma, DAY, people=tuple(who), at=at, quote=quote, direct=False)
            told.append(one)
        before, looked_at = features(told), set[retold.Pair]()
        chain(before, looked_at)
        after = keyed(before, chance)
        changed = {(a, b) for a, b in looked_at if differ(before, after, a, b)}
        firsts = [f.chain for f in before]
        found = anew(after, firsts, looked_at, changed)
        chain(after)
        assert found == [f.chain for f in after]
        moved += found != firsts
    assert moved > 10


def differ(before: Sequence[Feature], after: Sequence[Feature], a: int, b: int) -> bool:
    return by_keys(before[a], before[b]) != by_keys(after[a], after[b])


def test_what_no_changed_key_touches_is_not_told_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    told, looked_at = (
        features([mention("a", "storm", DAY, at=n) for n in range(9)]),
        set[Any](),
    )
    chain(told, looked_at)
    monkeypatch.setattr(retold, "telling", lambda _: pytest.fail("told anew"))
    firsts = [f.chain for f in told]
    assert looked_at
    assert anew(told, firsts, looked_at, ()) == firsts


@pytest.mark.parametrize("language", languages.having("retold"))
def test_wide_nouns_name_kinds_and_kinds_name_concepts(language: str) -> None:
    kinds = tomllib.loads(Path(retold.__file__).with_name("retold.toml").read_text("utf-8"))
    nouns = languages.table(language, "retold")["wide_nouns"]
    known = languages.table(language, "meanings")["concepts"]
    assert set(nouns) == set(kinds)
    assert {c for named in kinds.values() for c in named.split()} <= set(known)
