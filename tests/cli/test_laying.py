"""One decision laid by itself is what laying all of them anew makes of it."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from driven import Run
from timeline import decisions
from timeline.cli import deciding, decision_ledger, laying
from timeline.cli.options import Signed
from timeline.errors import TimelineError
from timeline.store import Store, file_sums, seals
from timeline.store.files import EXPORT, STORE
from timeline.store.layout import PUBLISHED

# Documents, events, actors and rules as people know them, whatever their numbers in the file.
_VIEWS = {
    "event_row": "event",
    "mention_of": "mention",
    "repeat_of": "event_document",
    "actor_of": "event_actor",
    "place_of": "place",
    "amount_of": "amount",
    "conflict_of": "conflict",
}
ANA = Signed("because", "Ana M.")
_TABLES = [t for t in PUBLISHED if t != "document"] + ["document"]


def rows_of(db: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    """All that a table holds, but for its own numbers; rules and words are told where they are
    named."""
    if table in ("rule", "word"):
        return []
    name = _VIEWS.get(table, table)
    known = {"event", "actor", "document", "passage"}
    told = [row[1] for row in db.execute(f"PRAGMA table_info({name})")]
    left_out = {"number"} if name in known else set()
    if table in ("mention_of", "passage"):
        left_out |= {"passage", "document"}
    columns = ", ".join(f'"{column}"' for column in told if column not in left_out)
    return db.execute(f"SELECT {columns} FROM {name}").fetchall()


def tables(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the published half, whatever their order in the file."""
    db = sqlite3.connect(folder / STORE)
    try:
        return {t: sorted(rows_of(db, t), key=repr) for t in _TABLES}
    finally:
        db.close()


def sound(folder: Path) -> None:
    """The seals hold, and the note is that of the file."""
    db = sqlite3.connect(folder / STORE)
    assert seals.broken(db) is None
    for words in ("event_search", "mention_search"):
        db.execute(f"INSERT INTO {words}({words}, rank) VALUES ('integrity-check', 1)")
    db.close()
    noted = seals.noted(folder / STORE)
    with (folder / STORE).open("rb") as file:
        assert noted is not None and noted[:3] == file_sums.of(file)[:3]


def laid_anew(pristine: Path, like: Path, target: Path) -> Path:
    """A store of the same decisions, all laid at once."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(pristine, target)
    if (like / decisions.FILE).exists():
        shutil.copy(like / decisions.FILE, target / decisions.FILE)
        decision_ledger.change(target, lambda _, ledger: ledger)
    return target


def drawn(chance: random.Random, folder: Path) -> Callable[[Store, Any], Any]:
    """Some change of the decisions."""
    with Store.read(folder) as store:
        rows = [e for d in store.digests() for e in store.events_of(d)]
    rows = sorted({e["id"]: e for e in rows}.values(), key=lambda e: e["id"])
    some = chance.sample(rows, min(len(rows), chance.choice([1, 1, 1, 2, 3])))
    ids = [e["id"] for e in some]
    whole = max(rows, key=lambda e: (len(e["mentions"]), chance.random()))
    date = f"2020-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"
    values = chance.choice(
        [{"date": date}, {"type": "politics"}, {"title": f"Told {date}"}, {"where": "Minsk"}]
    )
    decide = chance.choice([
        lambda: deciding.hide(ids, ANA),
        lambda: deciding.accept(ids, ANA),
        lambda: deciding.note(ids, f"note {date}", ANA),
        lambda: deciding.tag(ids, [f"t{chance.randint(1, 3)}"], ANA, off=chance.random() < 0.3),
        lambda: deciding.set_values(ids, values, ANA),
        lambda: deciding.join(ids, ANA),
        lambda: deciding.split(whole["id"], ["1"], ANA),
        None,
        None,
    ])  # fmt: skip

    def make(store: Store, ledger: Any) -> Any:
        if decide is None:
            count = len(ledger.decisions)
            return decisions.without_decision(ledger, chance.randint(1, max(1, count)))
        return decisions.with_decision(ledger, decide()(store, ledger))

    return make


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_part_laid_anew_is_what_all_laid_anew_makes(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    assert run("extract", "in", "-q").code == 0
    pristine, one = tmp_path / "pristine", tmp_path / "one"
    shutil.copytree("data/out", pristine)
    shutil.copytree("data/out", one)
    campaign(pristine, one, tmp_path / "all", monkeypatch, seed, 25)


def campaign(
    pristine: Path,
    one: Path,
    other: Path,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
    steps: int,
) -> None:
    """Draw changes, and compare what each left with all decisions laid anew."""
    parts: list[bool] = []
    part = laying.part

    def spy(*given: Any) -> Any:
        found = part(*given)
        parts.append(found is not None)
        return found

    monkeypatch.setattr(laying, "part", spy)
    chance = random.Random(seed)
    before = tables(pristine)
    taken = 0
    for _ in range(steps):
        try:
            decision_ledger.change(one, drawn(chance, one))
        except TimelineError:
            continue
        taken += 1
        sound(one)
        anew = laid_anew(pristine, one, other)
        made, wanted = tables(one), tables(anew)
        for name in _TABLES:
            assert made[name] == wanted[name], (name, (one / decisions.FILE).read_text())
        assert (one / EXPORT).read_bytes() == (anew / EXPORT).read_bytes()
    assert taken > steps // 3 and sum(parts) > taken // 3
    while decisions.read(one).decisions:
        decision_ledger.change(one, lambda _, ledger: decisions.without_decision(ledger, 1))
        sound(one)
    assert tables(one) == before
    assert (one / EXPORT).read_bytes() == (pristine / EXPORT).read_bytes()
