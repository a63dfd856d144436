"""The spaCy component: found by name, and its results lie in the document."""

import subprocess
import sys
from typing import Any

import pytest
import spacy

from timeline.errors import UsageError

TEXT = "They met on Monday. The treaty was signed on 9 August 2020 and lasts for two years."


def pipeline(code: str = "en", /, **config: Any) -> Any:
    nlp = spacy.blank(code)
    nlp.add_pipe("timeline_dates", config=config)
    return nlp


def test_the_component_is_found_by_its_entry_point() -> None:
    code = (
        "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('timeline_dates');"
        "print([t.value for t in nlp('on 9 August 2020')._.timexes])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['2020-08-09']"


def test_timexes_and_spans() -> None:
    doc = pipeline(published="2020-09-16")(TEXT)
    told = doc._.timexes
    assert [(t.text, t.value, t.edtf) for t in told] == [
        ("Monday", "2020-09-14", "2020-09-14"),
        ("9 August 2020", "2020-08-09", "2020-08-09"),
        ("two years", "P2Y", None),
    ]
    assert all(doc.text[t.start : t.end] == t.text for t in told)
    spans = doc.spans["timexes"]
    assert [(s.text, s.label_, s.kb_id_) for s in spans] == [
        (t.text, t.type, t.value) for t in told
    ]


def test_without_a_publication_date_nothing_is_guessed() -> None:
    doc = pipeline()("They met on Monday.")
    assert [t.edtf for t in doc._.timexes] == [None]


def test_a_document_has_its_own_publication_date() -> None:
    nlp = pipeline(published="2020-09-16")
    doc = nlp.make_doc("They met on Monday.")
    doc._.published = "2021-09-16"
    assert [t.edtf for t in nlp(doc)._.timexes] == ["2021-09-13"]
    assert [t.edtf for t in nlp("They met on Monday.")._.timexes] == ["2020-09-14"]


def test_the_language_is_the_pipeline_s_unless_given() -> None:
    assert [t.edtf for t in pipeline("fr")("le 9 août 2020")._.timexes] == ["2020-08-09"]
    assert [t.edtf for t in pipeline("de")("am 9. August 2020")._.timexes] == ["2020-08-09"]
    doc = pipeline("xx", language="es")("el 9 de agosto de 2020")
    assert [t.edtf for t in doc._.timexes] == ["2020-08-09"]


def test_the_mode_is_passed_on() -> None:
    text = "In May 1940 the army marched. It took a town. It took a port. In June it stood at the coast."
    news = pipeline(published="2020-09-16", mode="news")(text)._.timexes
    story = pipeline(published="2020-09-16", mode="narrative")(text)._.timexes
    assert [t.edtf for t in news] == ["1940-05", "2020-06"]
    assert [t.edtf for t in story] == ["1940-05", "1940-06"]


def test_spans_are_widened_to_whole_tokens() -> None:
    doc = pipeline()("the 1990s-style jacket of the 2010s")
    assert len(doc.spans["timexes"]) == len(doc._.timexes)


@pytest.mark.parametrize(
    "config", [{"language": "xx"}, {"mode": "poem"}, {"published": "16 September"}]
)
def test_settings_that_make_no_sense_are_refused(config: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        pipeline(**config)


def test_a_document_s_own_date_must_be_edtf() -> None:
    nlp = pipeline()
    doc = nlp.make_doc("They met on Monday.")
    doc._.published = "yesterday"
    with pytest.raises(UsageError, match="published"):
        nlp(doc)


def test_many_documents_go_through_a_pipe() -> None:
    docs = list(pipeline(published="2020-09-16").pipe(["on 9 August 2020", "no date", "yesterday"]))
    assert [len(d._.timexes) for d in docs] == [1, 0, 1]


def test_the_dates_alone_do_not_import_spacy() -> None:
    code = "import sys; from timeline import dates; dates.tag('on 9 August 2020', language='en'); print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
