"""Events of thousands of mentions: made in time in proportion to them, with the same outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from merging import document, mention
from timeline.merge import disagreements, measures, merge, record
from timeline.merge.features import features
from timeline.model import Amount, DatedMention


def toll(name: str, dead: float) -> DatedMention:
    amount = Amount(value=dead, unit="people", text=f"{dead} people")
    quote = f"The flood killed {dead} people, {name} said"
    return mention(name, "killed", "2020-08-10", "death", amounts=(amount,), quote=quote)


def tolls(count: int) -> list[DatedMention]:
    return [toll(f"d{n:05}", 100 + 13 * n) for n in range(count)]


def asked(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> list[int]:
    """Counts the calls of a function."""
    calls = [0]
    known: Callable[..., object] = getattr(module, name)

    def counting(*told: object) -> object:
        calls[0] += 1
        return known(*told)

    monkeypatch.setattr(module, name, counting)
    return calls


def test_thousands_of_tolls_are_compared_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disagreements, "_VALUES", 20)
    calls = asked(monkeypatch, disagreements, "_agree")
    published = {f"d{n:05}": "2020-08-10" for n in range(300)}
    (conflict,) = disagreements.conflicts(features(tolls(300)), published)
    assert calls[0] == 20 * 19 / 2
    assert len(conflict.values) == 20
    assert conflict.values[0].documents == ("d00000",)


def test_few_tolls_are_all_compared() -> None:
    (conflict,) = disagreements.conflicts(features(tolls(60)), {})
    assert len(conflict.values) == 60


def test_thousands_of_dates_are_compared_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disagreements, "_VALUES", 20)
    calls = asked(monkeypatch, disagreements, "_one_date")
    told = [mention(f"d{n:03}", "met", f"20{n % 100:02}-0{1 + n // 100}-10") for n in range(300)]
    (conflict,) = disagreements.conflicts(features(told), {})
    assert calls[0] <= 20 * 20
    assert len(conflict.values) == 20


def test_amounts_are_told_once_however_many(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = asked(monkeypatch, measures, "same")
    values = [100, 103, 200, 98, 100, 190, 1000, 205, 0, -100]
    found = _amounts(toll(f"d{n}", value) for n, value in enumerate(values))
    assert found == [1000, 200, 100, 0]
    calls[0] = 0
    assert len(_amounts(toll(f"d{n}", 1.1**n) for n in range(300))) == 300
    assert calls[0] <= 2 * 300


def _amounts(told: Iterable[DatedMention]) -> list[float]:
    return [a.value for a in record._amounts(features(list(told)))]


def test_the_outcome_of_a_crowd_does_not_depend_on_its_order() -> None:
    told = [
        mention(f"d{n % 7}", "met", "2020-08-10", quote=f"They met at noon, take {n}", at=50 * n)
        for n in range(200)
    ]
    documents = [document(f"d{n}", "2020-08-11") for n in range(7)]
    assert merge(told, documents) == merge(told[::-1], documents[::-1])
