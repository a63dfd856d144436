"""Actors are found by id, by any of their names, by another spelling, by an acronym."""

from __future__ import annotations

from pathlib import Path

from timeline.names.aliases import NONE, read
from timeline.names.finding import Known, country_code, meant

SEEN = [
    Known("person:svetlana-tikhanovskaya", "Svetlana Tikhanovskaya", "person",
          ("Sviatlana Tsikhanouskaya", "Tikhanovskaya", "Tsikhanouskaya")),
    Known("person:sergei-tikhanovsky", "Sergei Tikhanovsky", "person", ()),
    Known("person:kane", "Kane", "person", ()),
    Known("person:idriss-kane", "Idriss Kane", "person", ("Kane",)),
    Known("organisation:united-nations", "United Nations", "organisation", ("ONU",)),
    Known("country:BY", "Belarus", "country", ("Minsk",)),
]  # fmt: skip


def test_names_are_asked_for_by_parts_spellings_and_acronyms() -> None:
    def found(wanted: str) -> list[str]:
        return [s.name for s in meant(wanted, SEEN, NONE)]

    assert found("Tikhanovskaïa") == ["Svetlana Tikhanovskaya"]
    assert found("Тихановская") == ["Svetlana Tikhanovskaya"]
    assert found("tikhanov") == ["Svetlana Tikhanovskaya", "Sergei Tikhanovsky"]
    assert found("UN") == ["United Nations"]
    assert found("Bélarus") == found("Byelorussia") == ["Belarus"]
    assert found("Weißrussland") == []
    assert found("Novak") == []


def test_an_id_or_a_whole_name_chooses_one() -> None:
    assert [s.id for s in meant("Kane", SEEN, NONE)] == ["person:kane"]
    assert [s.id for s in meant("person:idriss-kane", SEEN, NONE)] == ["person:idriss-kane"]
    assert [s.id for s in meant("country:by", SEEN, NONE)] == ["country:BY"]


def test_a_listed_name_finds_all_the_others(tmp_path: Path) -> None:
    path = tmp_path / "names.toml"
    path.write_text('same = [["Idriss Kane", "The Colonel"]]', encoding="utf-8")
    aliases = read(path)
    assert [s.name for s in meant("The Colonel", SEEN, aliases)] == ["Idriss Kane"]


def test_codes_of_countries() -> None:
    assert country_code("Belarus") == country_code("Biélorussie") == "BY"
    assert country_code("Moscow") == "RU"
    assert country_code("Narnia") is None
