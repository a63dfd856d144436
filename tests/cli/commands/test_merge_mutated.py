"""Chronologies to merge with something wrong in them, whatever it is: told, and never a crash."""

from __future__ import annotations

import copy
import io
import json
import os
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made import chronology, event, mention
from timeline.cli import main

MANY = int(os.environ.get("MERGE_EXAMPLES", "60"))

TOLD: dict[str, Any] = json.loads(
    json.dumps(
        chronology(
            event("e1", mentions=(mention("a.txt", "2020-08-09", "Election won by Ana Müller."),)),
            event("e2", "2014/..", part_of="e1", title="Protests go on in Graz"),
            event("e3", "2020-08", mentions=(mention("b.txt", "2020-08", "Müller met Dupont."),)),
        ).model_dump(mode="json")
    )
)
TABLE = (
    "date,title,type,status,actors,places,language,source\n"
    '2020-08-09,"Ana Müller wins, at last",election,happened,Ana Müller; Jean Dupont,Graz,en,x\n'
    "2021-02,Snow falls in Oslo,,,,,,\n2014/..,La réforme de la ville,,,,,fr,\n"
)
ODD: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(
        [None, True, -1, 0, 10**18, 10**30, -0.5, 1e308, float("inf"), float("nan"), "", " ", "\0",
         "\ud800", "2020-13-45", "99999-01-01", "0000", "2020/2019", "-9999", "9999-12-31", "..",
         "/", "e1", "e2", "a.txt", "person:x", "\u202e", "en", "fr", "xx", "x" * 3000, [], {}, [[]],
         [None], {"a": 1}, "verb:meeting:meet", "table", "from:", "anchor:", "'", '"', "%s{}", "*"]
    ),
    st.text(max_size=12), st.integers(), st.floats(),
)  # fmt: skip


def spots(told: Any) -> list[tuple[Any, ...]]:
    """The ways to all values in a JSON value."""
    found: list[tuple[Any, ...]] = []
    inner = told.items() if isinstance(told, dict) else enumerate(told)
    for key, value in inner:
        found.append((key,))
        if isinstance(value, dict | list):
            found += [(key, *rest) for rest in spots(value)]
    return found


SPOTS = spots(TOLD)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A chronology as JSON in which one to three values are others, gone or doubled."""
    told = copy.deepcopy(TOLD)
    for spot in draw(st.lists(st.sampled_from(SPOTS), min_size=1, max_size=3)):
        try:
            inner = told
            for key in spot[:-1]:
                inner = inner[key]
            how = draw(st.sampled_from(["other", "other", "gone", "doubled", "deep"]))
            if how == "other":
                inner[spot[-1]] = draw(ODD)
            elif how == "gone":
                del inner[spot[-1]]
            elif how == "deep":
                inner[spot[-1]] = [inner[spot[-1]]]
            elif isinstance(inner, list):
                inner.append(copy.deepcopy(inner[spot[-1]]))
        except (KeyError, IndexError, TypeError):  # an earlier change took it away
            continue
    if draw(st.booleans()) and isinstance(told.get("events"), list):
        return "\n".join(json.dumps(e) for e in told["events"])
    return json.dumps(told)


@st.composite
def torn(draw: st.DrawFn) -> bytes:
    """A file's bytes with some cut out, doubled or replaced."""
    content = draw(st.sampled_from([TABLE, TABLE.replace(",", ";"), json.dumps(TOLD)])).encode()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(content)))
        until = min(len(content), at + draw(st.integers(0, 12)))
        new = draw(st.one_of(st.binary(max_size=6), st.sampled_from(
            [b",", b'"', b"\n", b"\r", b";", b"\t", b"\xff\xfe", b"\xef\xbb\xbf", b"\0", b"2020-02-30"]
        )))  # fmt: skip
        content = content[:at] + new + content[until:]
    return content


def merged(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["merge", *arguments])
    return code, out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("merge")
    (folder / "good.json").write_text(json.dumps(TOLD), encoding="utf-8")
    return folder


def check(here: Path, content: bytes, how: str) -> None:
    (here / "bad").write_bytes(content)
    code, out, err = merged(str(here / "bad"), str(here / "good.json"), "--all", "--format", how)
    assert code in (0, 1), err
    assert "Traceback" not in err
    failed = [line for line in err.splitlines() if "not UTF-8; read as" not in line]
    assert (code == 1) == (f"{here / 'bad'}" in "\n".join(failed))
    if how == "json":
        events = json.loads(out, parse_constant=pytest.fail)["events"]
        assert len(events) >= 3
    out.encode()


FORMATS = st.sampled_from(["json", "jsonl", "csv", "table", "html", "ics", "markdown", "list"])
some = settings(
    max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


@some
@given(mutated(), FORMATS)
def test_wrong_values_are_told_one_by_one(here: Path, content: str, how: str) -> None:
    check(here, content.encode("utf-8", "surrogatepass"), how)


@some
@given(torn(), FORMATS)
def test_torn_files_are_told(here: Path, content: bytes, how: str) -> None:
    check(here, content, how)
