"""The title that stands for an event."""

from merging import SOCHI, document, mention
from timeline.merge import merge
from timeline.model import DatedMention, Event


def told(name: str, lemma: str, language: str, **more: object) -> DatedMention:
    at = {"people": ("Angela Merkel",), "places": (SOCHI,), "title": f"{name}: {lemma}"}
    return mention(name, lemma, "2020-09-14", language=language, **{**at, **more})  # type: ignore[arg-type]


ENGLISH = told("a", "meeting", "en", salience=0.9)
FRENCH = told("b", "rencontre", "fr", salience=0.4)


def merged(*mentions: DatedMention, languages: str, prefer: str | None = None) -> Event:
    names = sorted({m.event.document for m in mentions})
    documents = [document(n, language=c) for n, c in zip(names, languages.split(), strict=True)]
    (event,) = merge(mentions, documents, prefer)
    return event


def test_the_title_is_in_the_language_of_most_articles() -> None:
    plain = told("c", "rencontre", "fr", salience=0.2)
    assert merged(ENGLISH, FRENCH, plain, languages="en fr fr").title == "b: rencontre"
    assert merged(ENGLISH, FRENCH, languages="en fr").title == "a: meeting"


def test_where_no_source_is_in_that_language_the_title_is_in_another() -> None:
    assert merged(FRENCH, told("c", "rencontre", "fr"), languages="en en").title == "c: rencontre"


def test_the_language_that_is_preferred_goes_before_that_of_most_articles() -> None:
    assert merged(ENGLISH, FRENCH, languages="en fr", prefer="fr").title == "b: rencontre"


def test_in_one_language_the_title_dated_by_its_own_words_goes_first() -> None:
    late = told("a", "meeting", "en", direct=False)
    assert merged(late, told("b", "meeting", "en"), languages="en en").title == "b: meeting"
