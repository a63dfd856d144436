from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from timeline.languages import detect as language
from timeline.languages.detect import detect, foreign

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
    code = "import sys, timeline.languages.detect; sys.exit('py3langid' in sys.modules)"
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


ENGLISH = (
    "The council of the town voted on Monday to close the bridge that was built by the railway in "
    "the last century. It had been repaired for two years, and the costs have risen from three to "
    "nine million. The mayor said that the old stones were sold to a builder with a yard in the "
    "north, and that a new bridge is to be opened for walkers by the end of the year."
)
FRENCH = (
    "Le conseil de la ville a voté lundi la fermeture du pont que les chemins de fer ont construit "
    "au siècle dernier. Les travaux qui ont été menés dans la vallée pour une durée de deux ans "
    "sont terminés, et le coût est passé de trois à neuf millions. La maire, qui est élue par les "
    "habitants, a dit que des pierres sont vendues sur place."
)


@pytest.mark.parametrize(("text", "code"), [(ENGLISH, "en"), (FRENCH, "fr")])
def test_what_is_plain_needs_no_model(
    text: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_identifier", None)
    language._ranked.cache_clear()
    assert detect(text, SUPPORTED) == code
    assert detect(text, [c for c in SUPPORTED if c != code]) is None


@pytest.mark.parametrize(
    "text",
    [
        "El consell de la vila va votar dilluns que es tanqui el pont que les companyies van fer "
        "en el segle passat. Les obres, que han durat dos anys i que la gent de les dues ribes va "
        "seguir amb paciència, s'han acabat, i la despesa ha pujat de tres a nou milions. La "
        "batllessa ha dit que les pedres velles es vendran i que la nova passera s'obrirà aviat.",
        "De raad van de stad stemde maandag voor het sluiten van de brug die in de vorige eeuw is "
        "gebouwd. Het werk was na twee jaar klaar, en de kosten zijn van drie naar negen miljoen "
        "gestegen. De burgemeester had gezegd dat de oude stenen werden verkocht en dat er voor "
        "het eind van het jaar een nieuwe brug voor wandelaars komt, als het weer goed blijft.",
    ],
)
def test_neighbours_are_not_plainly_ours(text: str) -> None:
    assert language._plainly(text) is None
    assert detect(text, SUPPORTED) is None


def test_half_in_another_language_is_not_plain() -> None:
    german = "Der Rat der Stadt hat am Montag beschlossen, die alte Brücke zu schließen. " * 6
    assert language._plainly(ENGLISH + german) is None
    assert language._plainly(ENGLISH + FRENCH) is None
    assert language._plainly(ENGLISH + "Городской совет решил закрыть мост. " * 4) is None
