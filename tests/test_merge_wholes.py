"""What an event is a part of: said by its passage, or one town, two people and one day."""

from __future__ import annotations

import pytest

from made import event as made_event
from merging import MINSK, SOCHI, mention, run
from timeline.merge import wholes
from timeline.model import DatedMention, Event


def _pointed(quote: str, word: str, language: str) -> tuple[str, str] | None:
    start = quote.index(word)
    found = wholes.pointed(quote, start, start + len(word), language)
    return None if found is None else (found[0], quote[found[1] :].split(maxsplit=1)[0].strip(",."))


@pytest.mark.parametrize(
    ("language", "quote", "word", "kind", "noun"),
    [
        ("en", "The two met briefly at the annual summit in Graz.", "met", "summit", "summit"),
        ("en", "Forty people were arrested during the protests.", "arrested", "protest", "protests"),
        ("en", "On the sidelines of the conference, she signed a pact.", "signed", "summit",
         "conference"),
        ("en", "Monday, at the trial, he denied it all.", "denied", "trial", "trial"),
        ("en", "He wept on a visit to Graz.", "wept", "visit", "visit"),
        ("en", "Four people died in the attack on the depot.", "died", "attack", "attack"),
        ("en", "A girl was hurt in a fire on Friday.", "hurt", "disaster", "fire"),
        ("fr", "Quatre ouvriers sont morts dans l'incendie de l'usine.", "morts", "disaster",
         "incendie"),
        ("fr", "Il a rencontré son homologue lors du sommet.", "rencontré", "summit", "sommet"),
        ("fr", "Elle a été arrêtée pendant la grande manifestation.", "arrêtée", "protest",
         "manifestation"),
        ("fr", "En marge de la visite, ils ont signé un accord.", "signé", "visit", "visite"),
        ("fr", "La veille, en visite à Graz, M. Durand avait promis un prêt.", "promis", "visit",
         "visite"),
        ("fr", "Trois soldats tués au cours d’un exercice", "tués", "exercise", "exercice"),
    ],
)  # fmt: skip
def test_a_passage_leads_from_what_happens_to_the_whole(
    language: str, quote: str, word: str, kind: str, noun: str
) -> None:
    assert _pointed(quote, word, language) == (kind, noun)


@pytest.mark.parametrize(
    ("language", "quote", "word"),
    [
        ("en", "She resigned after the summit.", "resigned"),
        ("en", "He died in the house that burned down in the fire.", "died"),
        ("en", "They signed a pact, which was drafted at the summit.", "signed"),
        ("en", "He said that they met at the summit.", "said"),
        ("en", "It lasted for at least ten talks.", "lasted"),
        ("en", "The country is at war.", "is"),
        ("en", "At the table, the summit began.", "began"),
        ("fr", "Elle a démissionné après le sommet.", "démissionné"),
        ("fr", "Il dit que la loi fut votée lors du sommet.", "dit"),
        ("fr", "Le drapeau flotte au sommet.", "flotte"),
        ("de", "Sie trafen sich beim Gipfel.", "trafen"),
    ],
)
def test_a_passage_that_leads_nowhere(language: str, quote: str, word: str) -> None:
    assert _pointed(quote, word, language) is None


def _summit(name: str = "a", date: str = "2020-08-19", at: int = 0, **more: object) -> DatedMention:
    quote = str(more.pop("quote", "The summit lasted a while in that town."))
    return mention(name, "summit", date, quote=quote, at=at, **more)  # type: ignore[arg-type]


def _signed(name: str = "a", date: str = "2020-08-19", **more: object) -> DatedMention:
    quote = str(more.pop("quote", "A pact was signed at the summit."))
    return mention(
        name,
        "signed",
        date,
        "agreement",
        quote=quote,
        nominal=False,
        at=5,
        **more,  # type: ignore[arg-type]
    )


def _links(*mentions: DatedMention) -> list[tuple[str, str]]:
    events = run(*mentions)
    by_id = {e.id: e for e in events}
    return [(_word(e), _word(by_id[e.part_of])) for e in events if e.part_of is not None]


def _word(e: Event) -> str:
    return e.mentions[0].trigger.text


def test_a_part_points_to_the_whole_its_passage_names() -> None:
    assert _links(_summit(), _signed()) == [("signed", "summit")]
    assert _links(_summit(date="2020-08-18/2020-08-20"), _signed()) == [("signed", "summit")]


def test_in_french_too() -> None:
    whole = mention("a", "sommet", "2020-08-19", quote="Le sommet a duré.", language="fr")
    part = mention(
        "a", "signé", "2020-08-19", "agreement", quote="Ils ont signé un traité lors du sommet.",
        nominal=False, at=5, language="fr",
    )  # fmt: skip
    assert _links(whole, part) == [("signé", "sommet")]
    elsewhere = part.model_copy(update={"date": "2020-09-19"})
    assert _links(whole, elsewhere) == []


@pytest.mark.parametrize(
    "part",
    [
        _signed(date="2020-08-25"),
        _signed(date="2020-08"),
        _signed(quote="A pact was signed after the summit."),
        _signed(status="denied"),
        _signed("b"),
        _signed(quote="A pact was signed at the talks."),
    ],
    ids=["another day", "a wider date", "after it", "denied", "another article", "another noun"],
)
def test_what_is_no_part(part: DatedMention) -> None:
    assert _links(_summit(), part) == []


def test_of_two_wholes_of_one_article_none_is_taken_unless_the_noun_itself_is_one() -> None:
    two = [
        _summit(date="2020-08-19/2020-08-20", places=(SOCHI,)),
        _summit(date="2020-08-18/2020-08-21", places=(MINSK,), at=1),
    ]
    assert len(run(*two)) == 2
    assert _links(*two, _signed()) == []
    part = _signed()
    at = part.event.start + part.event.quote.index("summit")
    told = two[0].event.model_copy(
        update={
            "sentence": part.event.sentence,
            "trigger": two[0].event.trigger.model_copy(update={"start": at, "end": at + 6}),
        }
    )
    named = two[0].model_copy(update={"event": told})
    assert _links(named, two[1], part) == [("signed", "summit")]


BOTH = ("Vladimir Putin", "Angela Merkel")


@pytest.mark.parametrize(
    "more",
    [
        {"people": BOTH[:1], "places": (SOCHI,)},
        {"people": BOTH, "places": (MINSK,)},
        {"people": BOTH, "places": (SOCHI,), "sort": "accident"},
        {"people": BOTH, "places": (SOCHI,), "date": "2020-08-20"},
        {"people": BOTH, "places": (SOCHI,), "status": "denied"},
    ],
    ids=["one of them", "another town", "of no such type", "the next day", "denied"],
)
def test_less_is_not_enough_across_articles(more: dict[str, object]) -> None:
    told: dict[str, object] = {"date": "2020-08-19", "sort": "finance", **more}
    part = mention("b", "loan", **told)  # type: ignore[arg-type]
    assert _links(_summit(people=BOTH, places=(SOCHI,)), part) == []


def test_no_event_is_a_part_of_its_own_parts() -> None:
    talks = mention(
        "a", "talks", "2020-08-19", quote="The talks were held at the summit.", at=3, people=BOTH
    )
    summit = _summit(quote="The summit opened during the talks.")
    links = _links(talks, summit)
    assert ("summit", "talks") not in links


def test_a_card_is_read_back_as_it_was_kept() -> None:
    card = wholes.Card(("a", 3), 10, 12, "meeting", (("a", "summit", 4, 10),), (("a", "visit", 7),))
    assert wholes.unpacked(wholes.packed(card)) == card


def test_events_have_no_whole_unless_told() -> None:
    assert made_event().part_of is None


def _attack(word: str, quote: str, sort: str, day: str = "2020-08-19", at: int = 0) -> DatedMention:
    nominal = word == "attack"
    return mention("a", word, day, sort, quote=quote, nominal=nominal, at=at)


def test_the_dead_of_an_attack_are_a_part_of_it() -> None:
    whole = _attack("attack", "The attack on the depot came at dawn.", "conflict")
    dead = _attack("died", "Four people died in the attack.", "death", at=5)
    assert _links(whole, dead) == [("died", "attack")]
    later = _attack("died", "Four people died in the attack.", "death", "2020-08-21", at=5)
    assert _links(whole, later) == []


def test_what_is_said_of_an_attack_is_no_part_of_it() -> None:
    whole = _attack("attack", "The attack on the depot came at dawn.", "conflict")
    said = _attack("saw", "The mayor saw the hand of rivals in the attack.", "statement", at=5)
    assert _links(whole, said) == []


def test_a_meeting_at_a_summit_is_the_summit_but_for_two_who_meet_there() -> None:
    def meeting(quote: str, *people: str) -> DatedMention:
        return mention(
            "a",
            "met",
            "2020-08-19",
            people=people,
            quote=quote,
            told="no words",
            nominal=False,
            at=5,
        )

    assert _links(_summit(), meeting("Leaders of ten states met at the summit.")) == []
    two = meeting("Anna Berg met Piotr Lis at the summit.", "Anna Berg", "Piotr Lis")
    assert _links(_summit(), two) == [("met", "summit")]


def test_the_start_of_a_summit_names_the_summit() -> None:
    start = mention("a", "start of the summit", "2020-08-19", quote="The start of the summit.")
    event = start.event.model_copy(update={"lemma": "start"})
    assert _links(start.model_copy(update={"event": event}), _signed()) == [
        ("signed", "start of the summit")
    ]
