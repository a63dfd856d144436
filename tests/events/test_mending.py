"""Who acts where the parser hangs a clause wrongly."""

import pytest

from telling import event

CASES = [
    ("fr", "annoncé",
     "Un incendie a ravagé 400 hectares de forêt depuis samedi, ont annoncé lundi les pompiers.",
     "Les pompiers annoncent qu'un incendie a ravagé 400 hectares de forêt"),
    ("fr", "déclaré",
     "« La situation reste très préoccupante », a déclaré le maire de la commune, Sophie "
     "Lartigue.", "Sophie Lartigue déclare que la situation reste très préoccupante"),
    ("fr", "déprogrammé",
     "Le nombre de malades a doublé en dix jours et les hôpitaux ont déprogrammé des opérations.",
     "Les hôpitaux déprogramment des opérations"),
    ("fr", "interpellé",
     "La police a dispersé des manifestants qui lançaient des pierres et interpellé 37 personnes.",
     "La police interpelle 37 personnes"),
    ("en", "killing",
     "Lee noted Hurricane Ada inflicted more than $100 billion in damages while killing over 100.",
     "Hurricane Ada kills over 100"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "trigger", "text", "title"), CASES)
def test_title(language: str, trigger: str, text: str, title: str) -> None:
    assert event(language, trigger, text).title == title


def test_a_subject_of_its_own_is_kept() -> None:
    text = "Le maire a démissionné lundi et son adjointe a annoncé une enquête."
    assert event("fr", "démissionné", text).title.startswith("Le maire démissionne")
