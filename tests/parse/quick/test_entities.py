"""Entities found for all words at once are those that spaCy's recogniser finds one by one."""

from typing import Any

import pytest

from timeline.parse import models
from timeline.parse.quick.entities import _TOGETHER, Entities
from timeline.parse.quick.met import Met

TEXTS = {
    "en": (
        "Angela Merkel met Emmanuel Macron in Paris on Tuesday, 3 May 2016.",
        "",
        "The European Court of Human Rights fined the U.S. Food and Drug Administration $2.5bn",
        "nobody came",
        "Shares of General Motors\n\nfell 3.5 per cent. Toyota's rose",
        "Bosnia\nand Herzegovina",
    ),
    "fr": (
        "Emmanuel Macron a rencontré Angela Merkel à Berlin.",
        "La Cour européenne des droits de l'homme siège à Strasbourg",
        "personne n'est venu",
    ),
}  # fmt: skip


class Recogniser:
    """The recogniser of a language and the words it has met."""

    def __init__(self, language: str) -> None:
        nlp: Any = models.load(language)
        self.met = Met(nlp.vocab)
        self.entities = Entities(nlp.get_pipe("ner"), self.met)

    def find(self, docs: list[Any]) -> list[list[tuple[int, int, str]]]:
        return self.entities.find(docs, self.met.numbers(docs))


def documents(language: str) -> list[Any]:
    """The texts parsed, without entities."""
    nlp = models.load(language)
    return list(nlp.pipe(TEXTS[language], disable=["ner", "lemmatizer", "attribute_ruler"]))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_entities_are_those_of_the_recogniser(language: str) -> None:
    pipe: Any = models.load(language).get_pipe("ner")
    assert Entities.known(pipe)
    theirs = list(pipe.pipe(documents(language)))
    found = Recogniser(language).find(documents(language))
    assert found == [[(e.start, e.end, e.label_) for e in doc.ents] for doc in theirs]
    assert sum(map(len, found)) > len(TEXTS[language]) - 2


def test_a_row_of_names_is_one_entity_found_in_proportion(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As the recogniser finds it; each name begins one of its own that another covers."""
    nlp: Any = models.load("fr")
    pipe: Any = nlp.get_pipe("ner")
    rows = (40, 200)
    ours = [nlp.make_doc(" ".join(["Anna"] * n)) for n in rows]
    theirs = list(pipe.pipe(nlp.make_doc(doc.text) for doc in ours))
    recogniser = Recogniser("fr")
    asked: list[int] = []
    goes = recogniser.entities._goes

    def counted(rows: Any, starts: Any, *rest: Any) -> Any:
        asked.append(len(starts))
        return goes(rows, starts, *rest)

    monkeypatch.setattr(recogniser.entities, "_goes", counted)
    found = recogniser.find(ours)
    assert found == [[(e.start, e.end, e.label_) for e in doc.ents] for doc in theirs]
    assert max(end - start for start, end, _ in found[1]) > _TOGETHER
    assert sum(asked) < (_TOGETHER + 2) * sum(rows)


def test_documents_are_marked_as_the_recogniser_marks_them() -> None:
    pipe: Any = models.load("en").get_pipe("ner")
    docs = documents("en")
    recogniser = Recogniser("en")
    recogniser.entities.put(docs, recogniser.met.numbers(docs))
    for ours, theirs in zip(docs, pipe.pipe(documents("en")), strict=True):
        assert [(t.ent_iob_, t.ent_type_) for t in ours] == [
            (t.ent_iob_, t.ent_type_) for t in theirs
        ]


def test_no_entity_crosses_the_start_of_a_sentence() -> None:
    nlp: Any = models.load("en")
    (doc,) = nlp.pipe(["He met Angela Merkel there"], disable=["ner", "parser"])
    assert Recogniser("en").find([doc]) == [[(2, 4, "PERSON")]]
    for token in doc:
        token.is_sent_start = token.i in (0, 3)
    assert all(end <= 3 or start >= 3 for start, end, _ in Recogniser("en").find([doc])[0])


def test_nothing_to_find() -> None:
    nlp: Any = models.load("en")
    recogniser = Recogniser("en")
    assert recogniser.find([]) == []
    assert recogniser.find([nlp.make_doc("")]) == [[]]


def test_a_recogniser_of_another_build_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp: Any = models.load("en")
    pipe = nlp.get_pipe("ner")
    assert not Entities.known(nlp.get_pipe("parser"))
    monkeypatch.setitem(pipe.cfg, "beam_width", 4)
    assert not Entities.known(pipe)
    monkeypatch.setitem(pipe.cfg, "beam_width", 1)
    monkeypatch.setitem(pipe.model.attrs, "unseen_classes", {3})
    assert not Entities.known(pipe)
