"""names.toml: what it joins and parts, what it shows, and how its mistakes are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from merging import mention
from merging import run as merged
from timeline.names import aliases
from timeline.names.aliases import NONE, read, using
from timeline.names.names_toml import NamesError

GOOD = """\
# Ours
same = [
  ["Robert Carter", "Bobby C.", "Captain Cool"],
  ["Blue River Trust", "BRT"],
]
different = [
  ["Idriss Kane", "Mahamat Idriss Kane"],
]

[kind]
"Hubert" = "organization"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "names.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_no_aliases(tmp_path: Path) -> None:
    found = read(tmp_path / "names.toml")
    assert found is NONE
    assert not found
    assert found.digest == ""
    assert aliases.current() is NONE


def test_a_listed_name_is_found_however_it_is_spelt(tmp_path: Path) -> None:
    found = read(written(tmp_path, GOOD))
    carter = found.find("captain cool")
    assert carter is not None
    assert carter.shown == "Robert Carter"
    assert found.find("Captain COOL") is carter
    assert found.find("Rob Carter") is carter
    assert found.find("President Robert Carter") is carter
    assert found.find("Hubert") is not None
    assert found.find("Carter") is None
    assert found.find("Alma Carter") is None


def test_those_that_are_different_are_two(tmp_path: Path) -> None:
    found = read(written(tmp_path, GOOD))
    father, son = found.find("Idriss Kane"), found.find("Mahamat Idriss Kane")
    assert father is not None
    assert son is not None
    assert father is not son
    assert found.find("Mahamat Idris Kane") is son


def test_kinds_are_given_or_told_by_the_name(tmp_path: Path) -> None:
    found = read(written(tmp_path, GOOD))
    kinds = {one.shown: one.kind_told for one in found.named}
    assert kinds == {
        "Robert Carter": "person",
        "Blue River Trust": "organisation",
        "Idriss Kane": "person",
        "Mahamat Idriss Kane": "person",
        "Hubert": "organisation",
    }


def test_one_list_needs_no_second_brackets(tmp_path: Path) -> None:
    found = read(written(tmp_path, 'same = ["One Man", "Another"]\n'))
    assert [one.names for one in found.named] == [("One Man", "Another")]


def test_a_byte_order_mark_and_an_empty_file_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "names.toml"
    path.write_bytes(b"\xef\xbb\xbf" + b'same = [["A Man", "Another"]]')
    assert len(read(path).named) == 1
    assert read(written(tmp_path, "")).named == ()


@pytest.mark.parametrize(
    ("text", "line", "why", "how"),
    [
        ('\nsme = [["A", "B"]]', 2, "'sme' is unknown", "did you mean same"),
        ('colour = "red"', 1, "'colour' is unknown", "there are same, different, kind"),
        ('same = [\n  ["A", "B"\n  ["C"],\n]', 3, "can't be read", "comma between names"),
        ("same = [\n  [“A”, “B”],\n]", 2, "can't be read", "straight quotes"),
        ('same = [\n  ["A", "B"],\n  ["C"],\n]', 3, "one name only", "another name"),
        ("same = [[]]", 1, "no names", "another name"),
        ('same = "A"', 1, "no lists of names", 'same = [["One name", "Another"]]'),
        ("same = [[1, 2]]", 1, "1 is no name in quotes", "same = "),
        ('same = [["A", " "]]', 1, "is no name", "take it out"),
        ('same = [["A", "B"],\n["B", "C"]]', 2, "in two lists of same", "one list"),
        ('same = [["A", "B"]]\ndifferent = [["a", "B"]]', 2, "the same and different", "one of"),
        ('[kind]\n"X" = "bird"', 2, "'bird' is no kind", "person, organisation, country, group"),
        ("kind = 3", 1, "kind holds no names", "[kind]"),
    ],
)
def test_mistakes_are_told_with_their_line(
    tmp_path: Path, text: str, line: int, why: str, how: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(NamesError) as caught:
        read(path)
    assert caught.value.what == f"{path}, line {line}"
    assert why in caught.value.why
    assert how in caught.value.how


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "names.toml"
    path.write_bytes("same = [\n['Müller', 'Muller']]".encode("latin-1"))
    with pytest.raises(NamesError, match=r"line 2: it is not UTF-8 text"):
        read(path)


# -- in merging --------------------------------------------------------------------------------

WHEN = "2021-05-03"


def actors(*events: object) -> list[list[str]]:
    return sorted(sorted(a.name for a in e.actors) for e in events)  # type: ignore[attr-defined]


def test_names_that_are_the_same_join_events(tmp_path: Path) -> None:
    told = [
        mention("a", "arrest", WHEN, "justice", people=("Robert Carter",)),
        mention("b", "arrest", WHEN, "justice", people=("Zed Zanetti",)),
    ]
    assert len(merged(*told)) == 2
    with using(read(written(tmp_path, 'same = [["Zed Zanetti", "Robert Carter"]]'))):
        (one,) = merged(*told)
    assert actors(one) == [["Zed Zanetti"]]
    assert one.actors[0].aliases == ("Robert Carter",)


def test_names_that_differ_part_actors(tmp_path: Path) -> None:
    told = [
        mention("a", "arrest", WHEN, "justice", people=("Idriss Kane",)),
        mention("b", "arrest", WHEN, "justice", people=("Mahamat Idriss Kane",)),
    ]
    assert len(merged(*told)) == 1
    with using(read(written(tmp_path, GOOD))):
        assert actors(*merged(*told)) == [["Idriss Kane"], ["Mahamat Idriss Kane"]]


def test_a_surname_follows_its_listed_owner(tmp_path: Path) -> None:
    told = [
        mention("a", "arrest", WHEN, "justice", people=("Idriss Kane",)),
        mention("a", "speech", "2021-05-09", "statement", people=("Kane",), at=1),
        mention("b", "visit", "2021-06-09", "visit", people=("Mahamat Idriss Kane",)),
    ]
    with using(read(written(tmp_path, GOOD))):
        assert actors(*merged(*told)) == [["Idriss Kane"], ["Idriss Kane"], ["Mahamat Idriss Kane"]]


def test_the_kind_is_the_users(tmp_path: Path) -> None:
    told = mention("a", "launch", WHEN, "science", people=("Hubert",))
    with using(read(written(tmp_path, GOOD))):
        (one,) = merged(told)
    assert [(a.name, a.kind) for a in one.actors] == [("Hubert", "organisation")]


def test_the_example_in_the_docs_is_right(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs/names.md").read_text("utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    shown = [one.shown for one in read(written(tmp_path, example)).named]
    assert shown == [
        "Robert Carter",
        "Blue River Trust",
        "Idriss Kane",
        "Mahamat Idriss Kane",
        "Hubert",
    ]
