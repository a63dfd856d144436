"""The one id and the one name of an actor: the main language, bodies, countries, groups."""

from __future__ import annotations

from merging import mention, run
from timeline.merge.actors import Actors
from timeline.model import Actor, DatedMention, Event


def _one(event: Event) -> Actor:
    (actor,) = event.actors
    return actor


def _told(document: str, language: str, **who: tuple[str, ...]) -> DatedMention:
    return mention(document, "vote", "2020-08-09", "election", language=language, **who)  # type: ignore[arg-type]


def test_a_name_is_in_the_language_of_most_articles() -> None:
    union = [("a", "en", "EU"), ("b", "fr", "Union européenne"), ("c", "fr", "UE")]
    events = run(*(_told(d, code, organisations=(name,)) for d, code, name in union))
    assert {(a.id, a.name) for e in events for a in e.actors} == {
        ("organisation:european-union", "Union européenne")
    }
    events = run(
        *(
            _told(d, code, organisations=(n,))
            for d, code, n in [*union, ("d", "en", "EU"), ("e", "en", "EU")]
        )
    )
    assert {a.name for e in events for a in e.actors} == {"European Union"}


def test_countries_go_by_code_and_are_named_by_the_gazetteer() -> None:
    events = run(_told("a", "fr", countries=("Minsk",)), _told("b", "fr", countries=("Bélarus",)))
    assert {(a.id, a.name) for e in events for a in e.actors} == {("country:BY", "Biélorussie")}


def test_a_person_has_the_fullest_name_of_the_main_language() -> None:
    told = [
        _told("a", "en", people=("Maria Orlova",)),
        _told("b", "en", people=("Orlova",)),
        _told("c", "fr", people=("Maria Orlova-Petrovna",)),
        _told("d", "fr", people=("Mariya Orlova",)),
    ]
    actors = Actors(told)
    shown = {
        actors.shown(actors.key(d, n, "person"))
        for d, n in [("a", "Maria Orlova"), ("b", "Orlova"), ("d", "Mariya Orlova")]
    }
    assert [s.name for s in shown] == ["Maria Orlova"]
    assert {a.name for e in run(*told[:2]) for a in e.actors} == {"Maria Orlova"}


def test_a_given_name_alone_is_its_articles_person_and_no_other_ones() -> None:
    alone = mention("a", "trial", "2020-08-10", "justice", people=("Maria",))
    full = mention("a", "vote", "2020-08-09", "election", people=("Maria Orlova",), at=1)
    other = mention("b", "trial", "2021-08-10", "justice", people=("Maria",))
    names = {_one(e).name for e in run(alone, full)}
    assert names == {"Maria Orlova"}
    assert {_one(e).name for e in run(alone, full, other)} == {"Maria Orlova", "Maria"}
    # Two of one given name in an article: nobody knows which is meant.
    sister = mention("a", "vote", "2020-08-11", "election", people=("Maria Kane",), at=2)
    assert "Maria" in {_one(e).name for e in run(alone, full, sister)}


def test_a_body_taken_for_a_people_once_is_one_body() -> None:
    events = run(
        _told("a", "en", organisations=("Lanvin",)),
        mention("b", "trial", "2020-09-01", "justice", groups=("Lanvin",)),
    )
    assert {a.id for e in events for a in e.actors} == {"organisation:lanvin"}


def test_a_group_is_shown_without_the_capital_of_its_sentence_and_apart_from_its_kinds() -> None:
    names = ("Miners", "miners", "Polish miners")
    told = [
        mention(f"d{n}", "strike", f"2020-08-0{n + 1}", groups=(g,)) for n, g in enumerate(names)
    ]
    found = {_one(e).id: _one(e).name for e in run(*told)}
    assert len(found) == 2
    assert "miners" in found.values()
    assert "Miners" not in found.values()


def test_streets_roles_and_towns_are_no_actors() -> None:
    for who in (
        {"organisations": ("Independence Avenue",)},
        {"people": ("The president",)},
        {"people": ("AK-47s",)},
        {"people": ("Benghazi",)},
    ):
        (event,) = run(_told("a", "en", **who))
        assert event.actors == (), who
    (event,) = run(_told("a", "en", people=("Ana Benghazi",)))
    assert _one(event).name == "Ana Benghazi"
