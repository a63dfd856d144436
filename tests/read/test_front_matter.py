"""Front matter at the head of plain text, and what only looks like it."""

from __future__ import annotations

import pytest

from timeline.read import front_matter, text
from timeline.read.draft import Draft

BELOW = "\nThe ferry company closed its line to the island on Monday.\n"


def read(source: str) -> Draft:
    (draft,) = text.read(source.encode(), "a.txt")
    assert isinstance(draft, Draft)
    return draft


def test_plain_text_is_described_by_its_front_matter() -> None:
    draft = read(
        f"---\ntitle: The ferry ends\ndate: 2014-03-12\nurl: https://a.example/f\n---{BELOW}"
    )
    assert (draft.title, draft.published) == ("The ferry ends", "2014-03-12")
    assert draft.url == "https://a.example/f"
    assert draft.text.endswith(BELOW)


def test_a_list_and_names_of_ones_own_may_stand_among_the_fields() -> None:
    draft = read(f"---\ndate: 2014-03-12\ntags:\n  - sea\n- pier\nbox: 7\n---{BELOW}")
    assert draft.published == "2014-03-12"


def test_a_day_that_cannot_be_read_is_told() -> None:
    draft = read(f"---\ntitle: The ferry ends\ndate: some day\n---{BELOW}")
    assert draft.published is None
    assert any("front matter's date" in warning for warning in draft.warnings)


@pytest.mark.parametrize(
    "head",
    [
        "---\nDate: 5 June 2014\nPlace: the old hall\n---",
        "---\nThe pier burned down.\ntitle: none\n---",
        "---\nanna: Where were you?\nben: At sea.\n---",
        "title: The ferry ends\ndate: 2014-03-12\n",
        "---\ntitle: The ferry ends\ndate: 2014-03-12\n",
        "---\n---",
        "",
    ],
)
def test_what_only_looks_like_it_is_text(head: str) -> None:
    assert not front_matter.stands_at_head(head + BELOW)
    draft = read(head + BELOW)
    assert (draft.title, draft.published) == (None, None)
