"""A page of events begins with those that `timeline digest` chooses."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from driven import Run
from timeline.cli import in_short


def short(page: str) -> list[str]:
    """The ids of a page's digest, in its order."""
    told = page.partition('<section id="short"')[2].partition("</section>")[0]
    return re.findall(r'class="title" href="#e-([^"]*)"', told)


def lines(days: int, month: int = 1) -> str:
    return "".join(
        f"2020-{month:02d}-{n:02d} | election | happened | 0.9 | Vote {month} {n}\n"
        for n in range(1, days + 1)
    )


@pytest.fixture
def many(run: Run) -> Run:
    """A store of fifty-six days, three of which two articles tell of."""
    Path("in/a.txt").write_text(lines(28) + lines(28, 2), encoding="utf-8")
    Path("in/b.txt").write_text(lines(3), encoding="utf-8")
    assert run("extract", "in", "-q").code == 0
    return run


def digest(run: Run, *arguments: str) -> list[str]:
    return [json.loads(line)["id"] for line in run("digest", *arguments).out.splitlines()]


@pytest.mark.parametrize("filters", [(), ("--since", "2020-02"), ("--grep", "Vote 1", "--all")])
def test_the_page_begins_with_what_the_digest_of_its_filters_has(
    many: Run, filters: tuple[str, ...]
) -> None:
    told = digest(many, *filters)
    assert told
    assert short(many("show", *filters, "-f", "html").out) == told


def test_of_so_many_events_the_digest_is_chosen_from_these(many: Run) -> None:
    page = many("show", "--limit", "30", "-f", "html").out
    assert short(page)
    assert set(short(page)) < set(re.findall(r'<li id="e-([^"]*)"', page))


def test_a_short_page_has_no_digest(many: Run) -> None:
    assert short(many("show", "--since", "2020-02-20", "-f", "html").out) == []


def test_a_digest_that_is_nearly_all_is_not_told_twice(many: Run) -> None:
    page = many("show", "--until", f"2020-01-{in_short.LEAST}", "-f", "html").out
    assert page.count('<li id="e-') == in_short.LEAST
    told = digest(many, "--until", f"2020-01-{in_short.LEAST}")
    assert len(short(page)) in (0, len(told))
    assert bool(short(page)) == (len(told) <= in_short.MOST * in_short.LEAST)


def test_a_page_of_the_digest_has_its_events_alone(many: Run) -> None:
    page = many("digest", "-f", "html").out
    assert 'id="short"' not in page
    assert re.findall(r'<li id="e-([^"]*)"', page) == digest(many)


def test_what_was_rejected_is_not_on_the_digest(many: Run) -> None:
    first = digest(many)[0]
    many("hide", first, "-q")
    for arguments in ((), ("--hidden",)):
        told = short(many("show", *arguments, "-f", "html").out)
        assert told
        assert first not in told


def test_what_was_accepted_is_on_the_digest(many: Run) -> None:
    left = [json.loads(line)["id"] for line in many("show", "--jsonl").out.splitlines()]
    left = [id_ for id_ in left if id_ not in digest(many)]
    many("accept", left[-1], "-q")
    page = many("show", "-f", "html").out
    assert left[-1] in short(page)
    assert "accepted by hand" in page


def test_extract_and_merge_give_such_pages_too(many: Run) -> None:
    told = digest(many)
    assert short(many("extract", "in", "-f", "html").out) == told
    Path("mine.json").write_text(many("show", "--all", "--json").out, encoding="utf-8")
    merged = short(many("merge", "mine.json", "-f", "html").out)
    assert len(merged) == len(told)
