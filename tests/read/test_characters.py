from __future__ import annotations

import unicodedata

import pytest

from timeline.read.characters import settled
from timeline.read.draft import Draft

FRENCH = "Le café d’Évian a fermé à 8 h : « C’est fini », dit l’hôtelier, cœur serré. "
GARBLED = FRENCH.encode().decode("cp1252")


def of(text: str, **changes: object) -> Draft:
    return settled(Draft(text=text, **changes), verbatim=False)  # type: ignore[arg-type]


def test_letters_are_composed() -> None:
    apart = unicodedata.normalize("NFD", FRENCH)
    draft = of(apart, title="Café", author="Zoé")
    assert (draft.text, draft.title, draft.author) == (FRENCH, "Café", "Zoé")
    assert draft.warnings == ()


def test_soft_hyphens_and_signs_without_width_go() -> None:
    assert (
        of("En sep\u00adtem\u00ad\n  bre,\u200b il\u2060 a\ufeff plu.").text
        == "En septembre, il a plu."
    )
    # A joiner makes letters, and signs of direction order them.
    assert of("می\u200cخواهم \u200fو").text == "می\u200cخواهم \u200fو"


def test_pages_begin_where_they_did() -> None:
    first, second = (unicodedata.normalize("NFD", text) for text in ("L’été à ", "Évian."))
    draft = of(first + second, pages=(0, len(first), len(first)))
    assert [draft.text[at:] for at in draft.pages] == ["L’été à Évian.", "Évian.", "Évian."]


def test_mojibake_all_through_is_mended_and_told() -> None:
    draft = of(GARBLED * 2, title="LâŽ… Ã©tÃ©")
    assert draft.text == FRENCH * 2
    assert "were mended" in draft.warnings[0]
    assert (
        of("Il va Ã Paris, cÃ´tÃ© mÃ©tro, dÃ©jÃ  vu.").text == "Il va à Paris, côté métro, déjà vu."
    )


def test_mojibake_in_places_is_told_and_left() -> None:
    text = f"{FRENCH * 3} Ã©tÃ©, dÃ©jÃ\u00a0"
    draft = of(text)
    assert draft.text == text
    assert draft.warnings == (
        "4 letters are garbled (like Ã© for é); save the source again as UTF-8",
    )


@pytest.mark.parametrize("text", [FRENCH, "«Spaß», «Straß» und «Fraß»", "SÃO PAULO Â", "Île Ô»"])
def test_what_is_rare_is_no_mojibake(text: str) -> None:
    assert of(text) == Draft(text=text)


def test_what_a_program_hands_over_keeps_every_character() -> None:
    text = unicodedata.normalize("NFD", FRENCH) + "\u00ad" + "Ã©" * 9
    draft = settled(Draft(text=text), verbatim=True)
    assert draft.text == text
    assert "9 letters are garbled" in draft.warnings[0]
