from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from timeline.language import detect, foreign

SUPPORTED = ("en", "fr")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The minister met her counterpart in Geneva on Monday.", "en"),
        ("The harbour will be rebuilt by the end of next year, the council said.", "en"),
        ("La ministre a rencontré son homologue à Genève lundi.", "fr"),
        ("Le port sera reconstruit d’ici la fin de l’année prochaine.", "fr"),
        ("Selon le quotidien « The Times », l'accord a été signé à Londres mardi.", "fr"),
        ("He told Le Monde that the talks in Aix-en-Provence had failed again.", "en"),
    ],
)
def test_supported_languages_are_told(text: str, code: str) -> None:
    assert detect(text, SUPPORTED) == code
    assert detect(text * 500, SUPPORTED) == code


@pytest.mark.parametrize(
    "text",
    [
        "Die Ministerin traf am Montag in Genf ihren Amtskollegen aus Wien.",
        "Министр встретилась в понедельник с коллегой в Женеве.",
        "La ministra se reunió el lunes con su homólogo en Ginebra.",
        "La ministra ha incontrato lunedì il suo omologo a Ginevra.",
        "De minister ontmoette maandag haar collega in Genève.",
        "Minister spotkała się w poniedziałek w Genewie ze swoim odpowiednikiem.",
        "部长周一在日内瓦会见了对方。两国将继续谈判。",
        "اجتمعت الوزيرة مع نظيرها في جنيف يوم الاثنين",
    ],
)
def test_other_languages_are_none_of_them(text: str) -> None:
    assert detect(text, SUPPORTED) is None
    assert detect(text * 200, SUPPORTED) is None


@pytest.mark.parametrize(
    "text", ["", "   ", "Minsk", "3 min", "12 34 56", "https://example.org/a/b/c/d"]
)
def test_too_little_to_tell(text: str) -> None:
    assert detect(text, SUPPORTED) is None


def test_only_the_languages_asked_for_count() -> None:
    text = "La ministre a rencontré son homologue à Genève lundi."
    assert detect(text, ("en",)) is None
    assert detect(text, ("fr",)) == "fr"
    assert detect(text, ()) is None


def test_real_articles(tmp_path: Path) -> None:
    seeds = Path(__file__).parent.parent.parent / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.skip("no shared articles here")
    found = {p.name[:3]: detect(p.read_text("utf-8"), SUPPORTED) for p in seeds.glob("*.txt")}
    assert found == {"000": "en", "001": "en", "002": "fr", "003": "en", "004": "en"}


def test_the_model_is_loaded_only_when_asked() -> None:
    code = "import sys, timeline.language; sys.exit('py3langid' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_passage_in_another_language_is_told() -> None:
    french = "Le ministre a signé la loi dans la salle des fêtes, et les députés sont partis."
    english = "The minister signed the law in the hall, and the deputies had left by then."
    assert foreign(french, "en") == "fr"
    assert foreign(english, "fr") == "en"
    assert foreign(french, "fr") is None
    assert foreign(english, "en") is None


def test_a_few_foreign_words_make_no_foreign_passage() -> None:
    told = "The paper Le Monde said that La Poste and the Galeries des Arts were on strike."
    assert foreign(told, "en") is None
    assert foreign("La Poste", "en") is None
