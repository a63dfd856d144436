"""What merging is told of the articles of a store."""

from __future__ import annotations

import json

from timeline.model import Document, Mentions
from timeline.store import Store
from timeline.store.collected import Collected


def kept(*told: tuple[str, str, str | None]) -> Store:
    """A store of articles: id, sha256 and day of each."""
    store = Store.memory("rules")
    for id_, sha256, published in told:
        document = Document(
            id=id_,
            path=id_,
            title=None,
            published=published,
            published_how="unknown" if published is None else "given",
            language="en",
            words=3,
            sha256=sha256 * 64,
        )
        mentions = Mentions(json.dumps([{"document": id_}], separators=(",", ":")))
        store.keep(f"key of {id_}", document, mentions)
    return store


def test_articles_go_by_keys_that_sort_by_their_days() -> None:
    with kept(("a.txt", "1", None), ("b.txt", "2", "2020-08")) as store:
        found = Collected(store._db)
        names = sorted(found)
        assert [name.split(" ")[2] for name in names] == ["b.txt", "a.txt"]
        dated, undated = (found[name] for name in names)
        assert (dated.version, dated.published, dated.language) == ("key of b.txt", "2020-08", "en")
        assert undated.published == ""
        assert json.loads(dated.mentions()) == [{"document": names[0]}]


def test_a_copy_is_a_document_and_not_merged() -> None:
    with kept(("b.txt", "1", "2020"), ("a.txt", "1", "2021"), ("c.txt", "2", "2022")) as store:
        found = Collected(store._db)
        assert found.same == {"b.txt": ["a.txt"]}
        assert len(found) == 2
        original = next(name for name in found if name.endswith("b.txt"))
        assert found[original].version == "key of b.txt a.txt"
        other = next(name for name in found if name.endswith("c.txt"))
        told = [(d["id"], d["copy_of"]) for d in found.documents({original: other})]
        assert told == [("a.txt", "c.txt"), ("b.txt", "c.txt"), ("c.txt", None)]
