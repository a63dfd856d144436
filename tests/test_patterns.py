"""No expression of the package takes a time that grows with the square of a text."""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import subprocess
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


def _faults(wanted: Callable[[re.Pattern[str]], bool]) -> Iterator[str]:
    for pattern, at, ways in every():
        if wanted(pattern) and not at.startswith(tuple(SHORT)):
            for fault in attacks.weaknesses(pattern, ways):
                yield f"{at} {pattern.pattern[:120]!r}: {fault}"
                break


def _some_rules() -> Collection[re.Pattern[str]]:
    """One rule of dates in 20, each time the same, for they are made alike; or all."""
    told = {p for p, _, _ in every() if _of_rules(p)}
    rules = sorted(told, key=lambda p: (len(p.pattern), p.pattern))
    return set(rules[:: 1 if os.environ.get("TIMELINE_ALL_RULES") else 20])


def apart(what: str) -> str:
    """What this file, run by itself, prints: in a process of its own, for other tests have
    expressions made that are not the package's."""
    command = [sys.executable, __file__, what]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_none_is_left_out() -> None:
    rules, others = map(int, apart("count").split())
    assert rules >= AT_LEAST_OF_RULES
    assert others >= AT_LEAST


def test_each_takes_a_time_in_proportion() -> None:
    assert not apart("written")


def test_each_rule_of_dates_takes_a_time_in_proportion() -> None:
    """A sample of them; TIMELINE_ALL_RULES=1 attacks all, for some minutes."""
    assert not apart("rules")


@pytest.mark.parametrize(
    ("told", "ways"),
    [
        (r"\s+$", ["search"]),
        (r"(a+)+b", ["match"]),
        (r"#[ ]+(\S.*?)[ ]*#*$", ["fullmatch"]),
        (r"\w+-?\w+@", ["finditer"]),
    ],
)
def test_an_expression_that_does_is_found_out(told: str, ways: list[str]) -> None:
    assert next(attacks.weaknesses(re.compile(told), ways), None)


@pytest.mark.parametrize(
    "told", [r"(?<!\s)\s++$", r"a{1,50}b", r"[^\s@]{1,64}@\S+", r"<[^<>]{0,200}>"]
)
def test_one_that_does_not_is_let_pass(told: str) -> None:
    assert not list(attacks.weaknesses(re.compile(told), ["search", "finditer"]))


if __name__ == "__main__":
    if sys.argv[1] == "count":
        of_rules = [_of_rules(p) for p, _, _ in every()]
        sys.stdout.write(f"{sum(of_rules)} {len(of_rules) - sum(of_rules)}")
    else:
        some = _some_rules() if sys.argv[1] == "rules" else ()
        for line in _faults(some.__contains__ if some else lambda p: not _of_rules(p)):
            sys.stdout.write(f"{line}\n")
