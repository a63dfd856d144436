"""What merging made of articles where they were read."""

from __future__ import annotations

from timeline.store.drafts import Drafts, pack


def test_a_draft_is_of_one_article_read_in_one_way() -> None:
    kept = Drafts()
    kept.put("a", "key", pack("a draft é"))
    kept.put("b", "key", pack("another"))
    assert (kept.of("a", "key"), kept.of("b", "key")) == ("a draft é", "another")
    assert kept.of("a", "other key") == kept.of("c", "key") == ""


def test_the_later_one_counts_even_if_it_is_none() -> None:
    kept = Drafts()
    for key, draft in (("one", "first"), ("two", "second")):
        kept.put("a", key, pack(draft))
    assert (kept.of("a", "one"), kept.of("a", "two")) == ("", "second")
    kept.put("a", "two", pack(""))
    assert kept.of("a", "two") == ""
