"""A stored chronology as records, and the texts that its quotes are of."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import timeline
from driven import FIRST
from made import chronology, document, event, mention
from timeline.model import Article, Chronology
from timeline.store import Source, Store

TEXT = "Two meet in Graz.\nThey part."


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    article = Article(id="a.txt", path="a.txt", text=TEXT, format="text", sha256="0")
    told = (mention("a.txt", "2020-02-01", "Two meet in Graz."),)
    with Store.write(tmp_path / "out", "rules") as store:
        source = Source("a.txt", "0", "a.txt", article.model_dump_json())
        store.keep("key", document("a.txt"), (), source)
        store.keep("key b", document("b.txt"), ())
        documents = [document("a.txt"), document("b.txt")]
        events = (event("e1", mentions=told), event("e2", mentions=told, shown=False))
        store.publish(chronology(*events, documents=documents))
    return tmp_path / "out"


def test_a_stored_chronology_is_that_of_its_json(stored: Path) -> None:
    loaded = timeline.load(stored)
    told = (stored / "chronology.json").read_text("utf-8")
    assert [e.id for e in loaded.events] == ["e1", "e2"]
    assert loaded == Chronology.model_validate_json(told)
    assert loaded.model_dump_json() == Chronology.model_validate_json(told).model_dump_json()


def test_quotes_stand_in_the_texts_of_a_stored_chronology(
    stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(stored.parent)
    loaded = timeline.load("out")
    monkeypatch.chdir("/")
    mention = loaded.events[0].mentions[0]
    assert loaded.text(mention.document)[mention.start : mention.end] == mention.quote
    assert loaded.text(loaded.documents[0]) == TEXT
    with pytest.raises(TypeError, match="a document or its id, not int"):
        loaded.text(7)  # type: ignore[arg-type]
    assert loaded.text("a.txt") == pickle.loads(pickle.dumps(loaded)).text("a.txt") == TEXT


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ("a.tx", "a.tx: no document has this id; did you mean 'a.txt'? see the ids of its"),
        ("b.txt", "b.txt: its text isn't kept with this chronology; take it from"),
    ],
)
def test_a_text_that_is_not_there(stored: Path, document: str, told: str) -> None:
    with pytest.raises(KeyError) as raised:
        timeline.load(stored).text(document)
    assert isinstance(raised.value, timeline.NoText)
    assert str(raised.value).startswith(told)


def test_a_chronology_read_from_json_has_no_texts(stored: Path) -> None:
    read = Chronology.model_validate_json((stored / "chronology.json").read_text("utf-8"))
    with pytest.raises(timeline.NoText, match="isn't kept with this chronology"):
        read.text("a.txt")


def test_a_chronology_that_was_extracted_knows_its_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FIRST, "utf-8")
    made, errors = timeline.extract([str(path)], language="en", published="2020-08-19")
    path.unlink()
    assert not errors
    assert made.text(str(path)) == FIRST
    assert "_texts" not in made.model_dump_json()
