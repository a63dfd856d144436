"""Actors as events show them, put together, and found by any of their names."""

from __future__ import annotations

import random
from pathlib import Path

from timeline.names.aliases import NONE, read
from timeline.names.gathering import Seen, country_code, gather, meant

SEEN = [
    Seen("Svetlana Tikhanovskaya", "person", ("Tikhanovskaya",)),
    Seen("Sviatlana Tsikhanouskaya", "person", ("Tsikhanouskaya",)),
    Seen("Sergei Tikhanovsky", "person", ()),
    Seen("Kane", "person", ()),
    Seen("Idriss Kane", "person", ()),
    Seen("United Nations", "organisation", ("ONU",)),
    Seen("Nations unies", "organisation", ()),
    Seen("Belarus", "country", ("Minsk",)),
    Seen("Biélorussie", "country", ()),
    Seen("voters", "group", ()),
    Seen("Voters", "group", ()),
]


def test_spellings_come_together_and_relatives_stay_apart() -> None:
    keys = gather(SEEN, NONE)
    one, other, husband, surname, full, un, onu, belarus, french, voters, more = (
        keys[s] for s in SEEN
    )
    assert one == other != husband
    assert surname != full
    assert un == onu
    assert belarus == french == "country:BY"
    assert voters == more


def test_the_order_is_of_no_account() -> None:
    shuffled = list(SEEN)
    random.Random(3).shuffle(shuffled)
    assert gather(shuffled, NONE) == gather(SEEN, NONE)


def test_a_full_name_found_by_merging_holds_its_forms_together() -> None:
    seen = [
        Seen("Robert Carter", "person", ("Captain Robert Cool",)),
        Seen("Captain Robert Cool", "person", ()),
    ]
    keys = gather(seen, NONE)
    assert len(set(keys.values())) == 1


def test_names_are_asked_for_by_parts_spellings_and_acronyms() -> None:
    def found(wanted: str) -> list[str]:
        return [s.name for s in meant(wanted, SEEN, NONE)]

    assert found("Tikhanovskaïa") == ["Svetlana Tikhanovskaya", "Sviatlana Tsikhanouskaya"]
    assert found("Тихановская") == ["Svetlana Tikhanovskaya", "Sviatlana Tsikhanouskaya"]
    assert found("UN") == ["United Nations", "Nations unies"]
    assert found("Bélarus") == ["Belarus", "Biélorussie"] or found("Bélarus") == ["Belarus"]
    assert found("Weißrussland") == []
    assert found("Byelorussia") == ["Belarus", "Biélorussie"]
    assert found("Novak") == []


def test_a_listed_name_finds_all_the_others(tmp_path: Path) -> None:
    path = tmp_path / "names.toml"
    path.write_text('same = [["Idriss Kane", "The Colonel"]]', encoding="utf-8")
    aliases = read(path)
    assert [s.name for s in meant("The Colonel", SEEN, aliases)] == ["Idriss Kane"]


def test_codes_of_countries() -> None:
    assert country_code("Belarus") == country_code("Biélorussie") == "BY"
    assert country_code("Moscow") == "RU"
    assert country_code("Narnia") is None
