from timeline.contract import ActorRow
from timeline.names.namer import Namer

ANA: ActorRow = {"id": "person:ana-lind", "name": "Ana Lind", "kind": "person", "aliases": ["Lind"]}


def test_places_are_those_of_the_gazetteer() -> None:
    namer = Namer()
    assert namer.place("Graz") == {"name": "Graz", "kind": "city", "country": "AT"}
    assert namer.place("Allemagne") == {"name": "Allemagne", "kind": "country", "country": "DE"}
    assert namer.place("The mill") == {"name": "The mill", "kind": "place", "country": None}


def test_an_event_keeps_its_own_actors() -> None:
    asked: list[int] = []

    def known() -> list[tuple[str, str, str, tuple[str, ...], int]]:
        asked.append(1)
        return [("person:mo-lund", "Mo Lund", "person", (), 2)]

    namer = Namer(known, lambda: "fr")
    assert namer.actor("Lind", None, [ANA]) is ANA
    assert namer.actor("Lund", None, [ANA])["id"] == "person:mo-lund"
    assert namer.actor("Germany", None, [])["name"] == "Allemagne"
    assert asked == [1]
