"""No expression of the package takes a time that grows with the square of a text."""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import sys
from collections.abc import Callable, Collection, Iterator
from types import ModuleType

import pytest

import attacks
import timeline
from timeline import dates

# (expression, where it stands, how it is asked)
Expression = tuple[re.Pattern[str], str, Collection[str]]

# Expressions that are asked of few characters, or look no further than so many, and how many.
SHORT = {
    "timeline.dates.mend._LAST": "_NEAR: 40 code points",
    "timeline.parse.unmarked._MARKS": "1000 characters of a link",
    "timeline.segment.clean_text._COMMENT": "2000 characters of a comment",
    "timeline.languages.detect._NOISE": "_SAMPLE code points of an article",
}
# As many expressions are known to be in the package, those of the rules of dates apart.
AT_LEAST, AT_LEAST_OF_RULES = 280, 300


def _modules() -> list[ModuleType]:
    names = [m.name for m in pkgutil.walk_packages(timeline.__path__, "timeline.")]
    return [importlib.import_module(n) for n in names if not n.endswith("__main__")]


@pytest.fixture(scope="module")
def every() -> list[Expression]:
    """(expression, where it stands, how it is asked), those that are made when first used too."""
    for language in ("en", "fr"):
        dates.tag("On 3 May 2020.", language=language, published="2020-08-09")
        dates.date_document("Paris, 3 May 2020.", language=language)
    modules = _modules()
    found: list[Expression] = [
        (pattern, at, [way]) for m in modules for pattern, at, way in attacks.written(m)
    ]
    for pattern, at in attacks.patterns(modules).items():
        if isinstance(pattern.pattern, str):
            module, _, name = at.rpartition(".")
            found.append((pattern, at, attacks.uses(sys.modules[module], name)))
    return found


def _of_rules(pattern: re.Pattern[str]) -> bool:
    return attacks.PRIVATE.search(pattern.pattern) is not None


def test_none_is_left_out(every: list[Expression]) -> None:
    rules = sum(_of_rules(p) for p, _, _ in every)
    assert rules >= AT_LEAST_OF_RULES and len(every) - rules >= AT_LEAST


def _faults(every: list[Expression], wanted: Callable[[re.Pattern[str]], bool]) -> Iterator[str]:
    for pattern, at, ways in every:
        if wanted(pattern) and not at.startswith(tuple(SHORT)):
            for fault in attacks.weaknesses(pattern, ways):
                yield f"{at} {pattern.pattern[:120]!r}: {fault}"
                break


def test_each_takes_a_time_in_proportion(every: list[Expression]) -> None:
    assert not list(_faults(every, lambda pattern: not _of_rules(pattern)))


def test_each_rule_of_dates_takes_a_time_in_proportion(every: list[Expression]) -> None:
    """One in 20, each time the same, for they are made alike; TIMELINE_ALL_RULES=1 attacks all, for
    ten minutes."""
    rules = sorted(
        {p for p, _, _ in every if _of_rules(p)}, key=lambda p: (len(p.pattern), p.pattern)
    )
    some = set(rules[:: 1 if os.environ.get("TIMELINE_ALL_RULES") else 20])
    assert not list(_faults(every, lambda pattern: pattern in some))


@pytest.mark.parametrize(
    ("told", "ways"),
    [
        (r"\s+$", ["search"]),
        (r"(a+)+b", ["match"]),
        (r"#[ ]+(\S.*?)[ ]*#*$", ["fullmatch"]),
        (r"\w+@\w+", ["finditer"]),
    ],
)
def test_an_expression_that_does_is_found_out(told: str, ways: list[str]) -> None:
    assert list(attacks.weaknesses(re.compile(told), ways))


@pytest.mark.parametrize(
    "told", [r"(?<!\s)\s++$", r"a{1,50}b", r"[^\s@]{1,64}@\S+", r"<[^<>]{0,200}>"]
)
def test_one_that_does_not_is_let_pass(told: str) -> None:
    assert not list(attacks.weaknesses(re.compile(told), ["search", "finditer"]))
