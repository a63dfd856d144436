"""Levels of languages, what every language file must hold, and languages from locale data."""

import sys

import pytest

from timeline import dates
from timeline.dates import locales, rulebook
from timeline.dates.productions import PRODUCTIONS

GOOD = dates.with_own_tables()
PUBLISHED = "2020-09-16"


def test_levels() -> None:
    levels = dates.levels()
    assert dates.with_events() == ("en", "fr")
    assert [c for c, level in levels.items() if level == "full"] == ["en", "fr"]
    assert [c for c, level in levels.items() if level == "good"] == ["de", "es", "it", "nl", "pt"]
    assert {"ru", "pl", "uk", "tr", "sv", "ja"} <= {c for c, x in levels.items() if x == "basic"}


def test_what_is_read_and_what_is_not() -> None:
    assert dates.reads("pt-BR")
    assert dates.reads("zh_hans")
    assert not dates.reads("xx")


@pytest.mark.parametrize("code", GOOD)
def test_rules_and_classes_hang_together(code: str) -> None:
    lang = rulebook.load(code)
    names = [r.name for r in lang.rules]
    assert len(names) == len(set(names))
    assert {r.make for r in lang.rules} <= set(PRODUCTIONS)
    groups = (pairs for r in lang.rules for pairs in r.groups.values())
    asked = {c for pairs in groups for _, classes in pairs for c in classes}
    assert sorted(c for c in asked - {"Name", "Word"} if not lang.classes.get(c)) == []


@pytest.mark.parametrize("code", [c for c in GOOD if c not in dates.with_events()])
def test_triggers_are_classes_of_the_language(code: str) -> None:
    lang = rulebook.load(code)
    assert [t for t in lang.options["triggers"] if not lang.classes.get(t)] == []


@pytest.mark.parametrize("code", GOOD)
def test_words_are_complete_and_in_lower_case(code: str) -> None:
    words = rulebook.data(code)["words"]
    assert set(words["month"]) == {str(i) for i in range(1, 13)}
    assert set(words["weekday"]) == {str(i) for i in range(7)}
    assert set(words["season"]) == {"SP", "SU", "FA", "WI"}
    assert {"since", "until", "between"} <= set(words["signal"])
    for name, table in words.items():
        lists = table.values() if isinstance(table, dict) else [table]
        listed = [w for some in lists for w in some]
        assert [w for w in listed if w != w.lower() or w != w.strip() or not w] == [], name


@pytest.mark.parametrize(
    ("code", "text", "number"),
    [
        ("de", "einundzwanzig", 21), ("de", "neunundneunzig", 99), ("de", "dreihundert", 300), ("nl", "tweeëntwintig", 22),
        ("nl", "vijfenvijftig", 55), ("it", "ventuno", 21), ("it", "trentotto", 38), ("it", "ventitré", 23),
        ("es", "treinta y cinco", 35), ("es", "ciento veinte", 120), ("pt", "vinte e um", 21), ("pt", "cento e vinte", 120),
    ],
)  # fmt: skip
def test_numbers_in_words(code: str, text: str, number: int) -> None:
    tokens = rulebook.load(code).tokenize(text)
    assert [v.get("num") for v in tokens.values] == [number]


@pytest.mark.parametrize(("text", "decade"), [("1990er", 1990), ("90er", 90), ("1990ern", 1990)])
def test_decades_written_as_one_word(text: str, decade: int) -> None:
    tokens = rulebook.load("de").tokenize(text)
    assert [v.get("decade") for v in tokens.values] == [decade]


@pytest.mark.parametrize(
    ("code", "text", "edtf"),
    [
        ("ru", "9 августа 2020 года", "2020-08-09"), ("ru", "август 2020", "2020-08"), ("ru", "вчера", "2020-09-15"),
        ("ru", "3 дня назад", "2020-09-13"), ("ru", "10 лет назад", "2010"), ("ru", "через 5 дней", "2020-09-21"),
        ("ru", "на прошлой неделе", "2020-09-07/2020-09-13"), ("ru", "понедельник", "2020-09-14"), ("ru", "09.08.2020", "2020-08-09"),
        ("pl", "9 sierpnia 2020", "2020-08-09"), ("pl", "3 dni temu", "2020-09-13"), ("pl", "za 5 dni", "2020-09-21"),
        ("uk", "9 серпня 2020", "2020-08-09"), ("uk", "через 2 тижні", "2020-09-30"), ("uk", "минулого тижня", "2020-09-07/2020-09-13"),
        ("tr", "9 Ağustos 2020", "2020-08-09"), ("tr", "3 gün önce", "2020-09-13"), ("tr", "geçen hafta", "2020-09-07/2020-09-13"),
        ("sv", "9 augusti 2020", "2020-08-09"), ("sv", "för 3 dagar sedan", "2020-09-13"), ("sv", "om 2 veckor", "2020-09-30"),
        ("ja", "2020年8月9日", "2020-08-09"), ("ja", "8月9日", "2020-08-09"), ("ja", "昨日", "2020-09-15"), ("ja", "3日前", "2020-09-13"),
        ("ja", "先週", "2020-09-07/2020-09-13"), ("zh", "2020年8月9日", "2020-08-09"), ("zh", "3天前", "2020-09-13"),
        ("hu", "2020. augusztus 9", "2020-08-09"), ("hi", "9 अगस्त 2020", "2020-08-09"), ("ar", "قبل 3 أيام", "2020-09-13"),
    ],
)  # fmt: skip
def test_basic_languages(code: str, text: str, edtf: str) -> None:
    found = dates.tag(text, language=code, published=PUBLISHED)
    assert [(e.start, e.end, e.edtf) for e in found] == [(0, len(text), edtf)]


@pytest.mark.parametrize(
    ("code", "text"),
    [("ru", "Он купил 2020 яблок."), ("pl", "Ma 3 psy i 12 kotów."), ("sv", "Det kostar 2020 kronor."), ("ja", "三人の子供"), ("tr", "2020 lira")],
)  # fmt: skip
def test_basic_languages_leave_the_rest_alone(code: str, text: str) -> None:
    assert dates.tag(text, language=code, published=PUBLISHED) == ()


@pytest.mark.parametrize("code", locales.codes())
def test_every_locale_compiles_and_reads_figures(code: str) -> None:
    (found,) = dates.tag("2020-08-09", language=code)
    assert found.edtf == "2020-08-09"


def test_months_of_every_locale_are_read() -> None:
    """Each locale reads the 9th of August 2020 with its own name of the month."""
    unread = []
    for code in locales.codes():
        if code in dates.with_own_tables():
            continue
        raw = locales.data(code)
        names = [n for n in raw["words"]["month"]["8"] if not any(c.isdigit() for c in n)]
        texts = [t for n in names for t in (f"9 {n} 2020", f"2020 {n} 9")]
        read = {e.edtf for t in texts for e in dates.tag(t, language=code)}
        if (
            names
            and "2020-08-09" not in read
            and code not in ("ja", "zh", "zh-Hant", "zh-Hans", "yue")
        ):
            unread.append(code)
    assert unread == []


def test_dateparser_itself_is_not_loaded() -> None:
    import subprocess

    code = "import sys; from timeline import dates; dates.tag('вчера', language='ru'); print('dateparser' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_date_of_an_article_is_read_in_the_good_languages() -> None:
    for code, text in {
        "de": "MINSK, 19. August 2020 – Die Wahlkommission hat getagt.",
        "es": "MINSK, 19 de agosto de 2020 – La comisión se reunió.",
        "it": "MINSK, 19 agosto 2020 – La commissione si è riunita.",
        "pt": "MINSK, 19 de agosto de 2020 – A comissão reuniu-se.",
        "nl": "MINSK, 19 augustus 2020 – De commissie kwam bijeen.",
    }.items():
        assert dates.date_document(text, language=code).published == "2020-08-19", code
