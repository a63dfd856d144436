"""Each word has one number, whichever model asks for it."""

import numpy
import pytest

from timeline.parse import models
from timeline.parse.quick import met
from timeline.parse.quick.met import COLUMNS, Met, rows_as_keys


def test_a_word_has_its_number_again() -> None:
    nlp = models.load("en")
    words = Met(nlp.vocab)
    first = words.numbers([nlp.make_doc("the old town"), nlp.make_doc("the town")])
    # The last "town" has no blank behind it either.
    assert first.tolist() == [0, 1, 2, 0, 2]
    assert words.numbers([nlp.make_doc("the town hall")]).tolist() == [0, 3, 4]
    assert words.count == 5


def test_words_tell_what_their_documents_tell() -> None:
    nlp = models.load("fr")
    words = Met(nlp.vocab)
    doc = nlp.make_doc("Le maire\n de la ville")
    words.numbers([doc])
    asked = words.since(2)
    assert len(asked) == words.count - 2
    wanted: list[int | str] = ["SHAPE", "NORM", "IS_SPACE"]
    assert (
        asked.to_array(["SHAPE", "NORM", "IS_SPACE"]).tolist() == doc.to_array(wanted)[2:].tolist()
    )
    orth = nlp.vocab.strings["ORTH"]
    assert asked.to_array(orth).tolist() == doc.to_array("ORTH")[2:].tolist()


def test_numbers_begin_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(met, "MOST", 2)
    nlp = models.load("en")
    words = Met(nlp.vocab)
    words.numbers([nlp.make_doc("one two three")])
    assert (words.begun, words.count) == (0, 3)
    assert words.numbers([nlp.make_doc("three")]).tolist() == [0]
    assert (words.begun, words.count) == (1, 1)


def test_vectors_found_by_another_column(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Met.answers(models.load("fr").vocab)
    monkeypatch.setattr(met, "COLUMNS", tuple(c for c in COLUMNS if c != "ORTH"))
    assert not Met.answers(models.load("fr").vocab)


def test_rows_are_keys_by_what_they_hold() -> None:
    table = numpy.array([[1, 2, 9], [1, 3, 9], [1, 2, 8]], dtype="uint64")
    first, second, third = rows_as_keys(table[:, :2])
    assert first == third != second
