"""timeline actors, places and names; --actor and --place; a file of names that changes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import made
from driven import Ended
from timeline.cli import main
from timeline.model import Actor, Place
from timeline.store import Store

Cli = Callable[..., Ended]


def person(name: str, *aliases: str) -> Actor:
    return Actor(name=name, kind="person", aliases=aliases)


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """A command line over a store of four events."""
    monkeypatch.chdir(tmp_path)
    london = Place(name="London", kind="city", country="GB")
    france = Place(name="France", kind="country", country="FR")
    paris = Place(name="Paris", kind="city", country="FR")
    nato = Actor(name="OTAN", kind="organisation", aliases=())
    events = [
        made.event(
            "e1", "2020-08-09", places=(london,), actors=(person("Mikhail Orlov", "Orlov"),)
        ),
        made.event(
            "e2",
            "2020-08-10",
            places=(paris, france),
            actors=(person("Mikhail Orlov", "Mikhaïl Orlow"),),
        ),
        made.event(
            "e3",
            "2020-09-01",
            places=(paris,),
            actors=(
                person("Anna Orlova"),
                nato,
                Actor(id="country:FR", name="France", kind="country", aliases=()),
            ),
            mentions=(made.mention("b.txt", "2020-09-01", "Orlova speaks"),),
        ),
        made.event("e4", "2020-09-02", places=(), actors=(person("Zoe Quint"),), salience=0.1),
    ]
    with Store.write(tmp_path / "data/out", "rules") as store:
        store.publish(made.chronology(*events))

    def go(*arguments: str) -> Ended:
        capsys.readouterr()
        code = main(arguments)
        told = capsys.readouterr()
        return Ended(code, told.out, told.err)

    return go


def test_actors_come_with_counts_codes_and_all_their_names(cli: Cli) -> None:
    ended = cli("actors", "--jsonl")
    assert ended.code == 0
    rows = ended.events
    assert [(r["name"], r["kind"], r["country"], r["events"], r["documents"]) for r in rows] == [
        ("Mikhail Orlov", "person", None, 2, 1),
        ("Anna Orlova", "person", None, 1, 1),
        ("France", "country", "FR", 1, 1),
        ("OTAN", "organisation", None, 1, 1),
    ]
    assert rows[0]["aliases"] == ["Mikhaïl Orlow", "Orlov"]
    assert (rows[0]["first"], rows[0]["last"]) == ("2020-08-09", "2020-08-10")
    assert ended.err == "timeline: 4 actors\n"


def test_actors_are_filtered(cli: Cli) -> None:
    def names(*options: str) -> list[str]:
        return [r["name"] for r in cli("actors", "--jsonl", *options).events]

    assert names("--since", "2020-09") == ["Anna Orlova", "France", "OTAN"]
    assert names("--until", "2020-08") == ["Mikhail Orlov"]
    assert names("--kind", "country,organisation") == ["France", "OTAN"]
    assert names("--like", "Orlof") == ["Mikhail Orlov"]
    assert names("--like", "nato") == ["OTAN"]
    assert names("--source", "b.txt") == ["Anna Orlova", "France", "OTAN"]
    assert names("--all", "--like", "quint") == ["Zoe Quint"]
    assert names("--limit", "1") == ["Mikhail Orlov"]
    assert cli("actors", "--like", "nobody", "--fail-empty").code == 3
    wrong = cli("actors", "--kind", "persn")
    assert wrong.code == 2
    assert "did you mean person?" in wrong.err


def test_actors_and_places_in_every_format(cli: Cli) -> None:
    for command, first in (("actors", "Mikhail Orlov"), ("places", "Paris")):
        assert json.loads(cli(command, "--json").out)[0]["name"] == first
        assert next(csv.DictReader(io.StringIO(cli(command, "--csv").out)))["name"] == first
        assert first in cli(command, "--format", "table").out.splitlines()[2]


def test_places_come_with_counts_and_codes(cli: Cli) -> None:
    rows = cli("places", "--jsonl").events
    assert [(r["name"], r["kind"], r["country"], r["events"], r["documents"]) for r in rows] == [
        ("Paris", "city", "FR", 2, 2),
        ("France", "country", "FR", 1, 1),
        ("London", "city", "GB", 1, 1),
    ]


def test_places_are_filtered(cli: Cli) -> None:
    def names(*options: str) -> list[str]:
        return [r["name"] for r in cli("places", "--jsonl", *options).events]

    assert names("--like", "Londres") == ["London"]
    assert names("--like", "FR") == ["Paris", "France"]
    assert names("--like", "France") == ["Paris", "France"]
    assert names("--kind", "country") == ["France"]
    assert names("--since", "2020-09") == ["Paris"]


def test_an_actor_is_found_under_every_spelling(cli: Cli) -> None:
    def ids(*options: str) -> list[str]:
        return [e["id"] for e in cli("show", "--jsonl", *options).events]

    assert ids("--actor", "Mikhail Orlov") == ids("--actor", "Орлов") == ["e1", "e2"]
    assert ids("--actor", "Michail Orlow") == ["e1", "e2"]
    assert ids("--actor", "Orlova") == ["e3"]
    assert ids("--actor", "NATO") == ["e3"]
    assert ids("--actor", "Orlova", "--actor", "Orlov") == ["e1", "e2", "e3"]


def test_whom_a_name_means_is_told_where_several_are_meant(cli: Cli) -> None:
    ended = cli("show", "--jsonl", "--actor", "orl")
    assert "--actor orl: " in ended.err
    assert "Anna Orlova" in ended.err
    assert "give the full name to choose" in ended.err
    assert "--actor" not in cli("show", "--jsonl", "--actor", "orl", "-q").err


def test_nobody_of_that_name(cli: Cli) -> None:
    ended = cli("show", "--jsonl", "--actor", "Ana Orlava", "--fail-empty")
    assert ended.code in (0, 3)
    ended = cli("show", "--jsonl", "--actor", "Quimt", "--all", "--fail-empty")
    assert ended.code == 3
    assert "nothing stored is called 'Quimt'; did you mean Zoe Quint?" in ended.err


def test_a_place_is_found_under_every_name(cli: Cli) -> None:
    def ids(place: str) -> list[str]:
        return [e["id"] for e in cli("show", "--jsonl", "--place", place).events]

    assert ids("Londres") == ids("london") == ["e1"]
    assert ids("Frankreich") == [] or ids("Frankreich") == ["e2", "e3"]
    assert ids("France") == ids("fr") == ["e2", "e3"]
    assert "did you mean London?" in cli("show", "--place", "Lodnon", "--jsonl").err


# -- names.toml --------------------------------------------------------------------------------


def test_a_changed_file_of_names_is_noticed(cli: Cli, tmp_path: Path) -> None:
    assert "names.toml" not in cli("show", "--jsonl").err
    (tmp_path / "data/out/names.toml").write_text('same = [["A Man", "Another"]]', "utf-8")
    for command in ("show", "actors"):
        told = cli(command, "--jsonl").err
        assert "bring it up to date with: timeline names\n" in told
    assert cli("show", "--jsonl", "-q").err == ""


def test_a_file_given_by_name_is_used_and_a_wrong_one_told(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('same = [["Zoe Quint", "Q"]]', "utf-8")
    found = cli("show", "--all", "--jsonl", "--actor", "Q", "--names", "mine.toml")
    assert [e["id"] for e in found.events] == ["e4"]
    (tmp_path / "mine.toml").write_text('sam = [["Zoe Quint", "Q"]]', "utf-8")
    wrong = cli("show", "--actor", "Q", "--names", "mine.toml")
    assert wrong.code == 1
    assert "mine.toml, line 1: 'sam' is unknown; did you mean same?" in wrong.err
    missing = cli("show", "--names", "nowhere.toml")
    assert missing.code == 2
    assert "there is no file nowhere.toml" in missing.err


def test_listing_and_filters_import_no_parser(cli: Cli, tmp_path: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from timeline.cli import main; main(['actors', '-q']); main(['places', '-q']);"
        " main(['show', '-q', '--actor', 'Orlov', '--place', 'Londres'])\n"
        "print([m for m in ('spacy', 'dateparser') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip().splitlines()[-1] == "[]"
