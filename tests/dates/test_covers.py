"""What English and French are to cover, phrase by phrase: each line once went wrong or easily may."""

import pytest

from timeline.dates import habits, tag

PUBLISHED = "2020-09-16"  # a Wednesday

# language, text, value of its last expression, its EDTF date (None for none)
READ = [
    # absolute, in every common order and script
    ("en", "They signed on 9-Aug-2020.", "2020-08-09", "2020-08-09"),
    ("en", "They signed on the ninth of August 2020.", "2020-08-09", "2020-08-09"),
    ("en", "They signed on Sun., Aug. 9, 2020.", "2020-08-09", "2020-08-09"),
    ("fr", "Ils ont signé le dimanche 1er mars 2020.", "2020-03-01", "2020-03-01"),
    # years, decades, centuries, quarters, halves, fiscal years
    ("en", "In '98 they won.", "1998", "1998"),
    ("fr", "Ils ont gagné en '98.", "1998", "1998"),
    ("fr", "Ils ont gagné en 98.", "1998", "1998"),
    ("en", "In FY2019 it earned more.", "2019", "2019"),
    ("en", "In FY19 it earned more.", "2019", "2019"),
    ("fr", "au T3 2019", "2019-Q3", "2019-07/2019-09"),
    ("fr", "au second semestre 2018", "2018-H2", "2018-07/2018-12"),
    ("fr", "au 1er semestre 2018", "2018-H1", "2018-01/2018-06"),
    ("en", "in the 1st century AD", "00", "00XX"),
    ("fr", "au Ier siècle après J.-C.", "00XX", "00XX"),
    # seasons, feasts
    ("en", "They met in winter 2019-20.", "2019-WI", "2019-24"),
    ("fr", "pendant l'hiver 2019-2020", "2019-WI", "2019-24"),
    ("fr", "le jeudi de l'Ascension 2019", "2019-05-30", "2019-05-30"),
    ("fr", "le dimanche de Pâques 2019", "2019-04-21", "2019-04-21"),
    # rough dates
    ("en", "They met about 10 August 2020.", "2020-08-10", "2020-08-10~"),
    ("en", "He was born circa 1450.", "1450", "1450~"),
    ("fr", "vers le 10 août 2020", "2020-08-10", "2020-08-10~"),
    # before our era
    ("en", "On 15 March 44 B.C. he died.", "BC0044-03-15", "-0043-03-15"),
    ("fr", "le 15 mars 44 av. J.-C.", "BC0044-03-15", "-0043-03-15"),
    ("fr", "en 480 avant notre ère", "BC0480", "-0479"),
    ("fr", "en 79 apr. J.-C.", "0079", "0079"),
    # the Julian era as written, leap days
    ("en", "on 4 October 1582", "1582-10-04", "1582-10-04"),
    ("en", "on 14 October 1066", "1066-10-14", "1066-10-14"),
    ("fr", "le 29 février 2020", "2020-02-29", "2020-02-29"),
    # impossible dates stay as they are written
    ("en", "on 29 February 2021", "2021-02-29", None),
    ("en", "on February 31", "XXXX-02-31", None),
    ("fr", "le 31 février 2020", "2020-02-31", None),
    ("fr", "le 30 février", "XXXX-02-30", None),
    # weekdays by tense, of a week
    ("fr", "Il compte se rendre lundi à Minsk.", "2020-09-21", "2020-09-21"),
    ("fr", "Il souhaite rencontrer lundi le ministre.", "2020-09-21", "2020-09-21"),
    ("fr", "Il se rendra lundi à Minsk.", "2020-09-21", "2020-09-21"),
    ("fr", "Il s'est rendu lundi à Minsk.", "2020-09-14", "2020-09-14"),
    ("fr", "Il a tenu compte lundi de la grève.", "2020-09-14", "2020-09-14"),
    ("en", "They met on Monday last week.", "2020-09-07", "2020-09-07"),
    ("fr", "Ils se sont vus lundi de la semaine dernière.", "2020-09-07", "2020-09-07"),
    ("en", "They met that Friday.", "2020-09-11", "2020-09-11"),
    # counted from the date the story is at
    ("en", "It began on 3 March 2015. The next day they left.", "2015-03-04", "2015-03-04"),
    ("en", "It began on 3 March 2015. Three days after that they left.", "2015-03-06", "2015-03-06"),
    ("en", "It began on 3 March 2015. A fortnight later they left.", "2015-03-17", "2015-03-17"),
    ("en", "It began on 3 March 2015. That Friday they left.", "2015-03-06", "2015-03-06"),
    ("en", "It began in 2015. In December of that year they left.", "2015-12", "2015-12"),
    ("fr", "Cela a commencé le 3 mars 2015. Le lendemain, il partit.", "2015-03-04", "2015-03-04"),
    ("fr", "Cela a commencé le 3 mars 2015. Trois jours plus tard, il partit.", "2015-03-06", "2015-03-06"),
    ("fr", "Cela a commencé le 3 mars 2015. L'avant-veille, il partit.", "2015-03-01", "2015-03-01"),
    ("fr", "Cela a commencé en 2015. Cette année-là, il partit.", "2015", "2015"),
    # times and zones
    ("en", "They met at 1430 GMT on Monday.", "2020-09-14T14:30", "2020-09-14"),
    # "following" without an article is a preposition
    ("en", "They were arrested following Tuesday's march.", "2020-09-15", "2020-09-15"),
    ("en", "He left following Friday night protests.", "2020-09-11TNI", "2020-09-11"),
    ("en", "They met the following Tuesday.", "2020-09-22", "2020-09-22"),
    ("en", "They met at noon on Monday.", "2020-09-14T12:00", "2020-09-14"),
    ("fr", "Ils se sont vus à 20h30 lundi.", "2020-09-14T20:30", "2020-09-14"),
    # sets
    ("en", "They meet every Tuesday and Thursday.", "XXXX-WXX-4", None),
    ("fr", "Ils se voient deux fois par semaine.", "P1W", None),
    ("fr", "Ils se voient chaque été.", "XXXX-SU", None),
]  # fmt: skip

INTERVALS = [
    ("en", "from 2010 onwards", "2010/.."),
    ("en", "They worked from Monday to Friday.", "2020-09-07/2020-09-11"),
    ("fr", "de lundi à vendredi, ils ont travaillé", "2020-09-07/2020-09-11"),
    ("en", "from 264 to 146 BC", "-0263/-0145"),
    ("fr", "de 264 à 146 av. J.-C.", "-0263/-0145"),
]

NO_DATES = [
    ("en", "It cost $2020."),
    ("en", "The Peugeot 2008 sold well."),
    ("en", "The Sunday Times reported it."),
    ("en", "A 1998-strong crowd came."),
    ("en", "It is of 0 AD."),
    ("fr", "Il est mort à l'âge de 66 ans."),
    ("fr", "un homme de 66 ans"),
    ("fr", "Avril Lavigne chante."),
    ("fr", "la Peugeot 2008"),
    ("fr", "la résolution 1973"),
    ("fr", "la rue du 4 septembre"),
    ("fr", "la place du 8-Mai-1945"),
]


@pytest.mark.parametrize(("language", "text", "value", "edtf"), READ)
def test_is_read(language: str, text: str, value: str, edtf: str | None) -> None:
    last = tag(text, language=language, published=PUBLISHED)[-1]
    assert (last.value, last.edtf) == (value, edtf)


@pytest.mark.parametrize(("language", "text", "edtf"), INTERVALS)
def test_spans_of_time(language: str, text: str, edtf: str) -> None:
    found = tag(text, language=language, published=PUBLISHED)
    assert {e.interval for e in found} == {edtf}


@pytest.mark.parametrize(("language", "text"), NO_DATES)
def test_is_no_date(language: str, text: str) -> None:
    assert [e.text for e in tag(text, language=language, published=PUBLISHED)] == []


@pytest.mark.parametrize("text", ["31 February 2020", "29 February 2021", "February 30"])
def test_an_impossible_date_has_no_date_and_says_why(text: str) -> None:
    (found,) = tag(f"It was on {text}.", language="en", published=PUBLISHED)
    assert (found.text, found.edtf, found.how) == (text, None, "no-such-day")
    assert found.confidence <= 0.1


def test_a_weekday_that_contradicts_its_date_is_told() -> None:
    (found,) = tag("They met on Sunday 10 August 2020.", language="en")
    assert (found.edtf, found.alternatives) == ("2020-08-10", ("2020-08-09",))
    assert found.confidence < 1
    (julian,) = tag("They fought on Saturday 14 October 1066.", language="en")
    assert (julian.edtf, julian.alternatives) == ("1066-10-14", ())


def test_the_habits_are_decided_from_the_text_unless_named() -> None:
    history = " ".join(f"In {year} they built a bridge." for year in range(1801, 1813))
    assert habits(history, language="en", published=PUBLISHED) == "narrative"
    assert habits("They met on Monday.", language="en", published=PUBLISHED) == "news"
    assert habits(history, language="en", published=PUBLISHED, mode="news") == "news"
