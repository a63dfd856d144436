"""What articles read together tell of each other's time."""

from timeline.dates import ReadTogether, TimesAround, date_document, settle
from timeline.model import Dating

QUAKE = (
    "LISBON, March 9 (Agency) -- Rescue teams from Setubal and Almada said Thursday that the "
    "bridge at Barreiro had fallen. Mayor Teresa Valadares visited Barreiro and Setubal."
)
REPORT = (
    "The inquiry into the fall of the bridge at Barreiro heard teams from Setubal and Almada. "
    "Former mayor Teresa Valadares spoke. The bridge had fallen on March 8, 2017, at night."
)
OTHER = (
    "The harvest in Lleida was poor, growers from Balaguer and Mollerussa said. "
    "It had been good in Balaguer until hail fell on May 3, 2011."
)
FOLDER = [(text, "en") for text in (QUAKE, REPORT, OTHER)]


def company(*texts: tuple[str, str]) -> ReadTogether:
    made = ReadTogether()
    for text, language in texts:
        made.add(text, language)
    return made


def test_only_articles_of_one_matter_tell_days() -> None:
    around = company(*FOLDER).around(QUAKE, "en")
    assert around == TimesAround(nearby=("2017-03-08",), alike=())
    # Nothing is told of an article by itself.
    assert company((REPORT, "en")).around(REPORT, "en") == TimesAround()
    assert company(*FOLDER).around(OTHER, "en") == TimesAround()


def test_a_dateline_takes_its_year_from_articles_of_its_matter() -> None:
    assert date_document(QUAKE, language="en").published is None
    around = company(*FOLDER).around(QUAKE, "en")
    found = date_document(QUAKE, language="en", nearby=around.nearby)
    # 9 March is a Thursday in 2017 and in 2023.
    assert (found.published, found.how) == ("2017-03-09", "inferred")
    assert any("2017" in told for told in found.evidence)


def test_the_order_of_the_articles_does_not_matter() -> None:
    there, back = company(*FOLDER), company(*reversed(FOLDER))
    for text, language in FOLDER:
        assert there.around(text, language) == back.around(text, language)


def test_articles_dated_on_the_way_help_with_the_rest() -> None:
    late = (
        "Teams from Setubal and Almada looked for cars below the bridge at Barreiro. "
        "People in Barreiro thanked mayor Teresa Valadares."
    )
    undated = [*FOLDER, (late, "en")]

    def date(index: int, around: TimesAround) -> Dating:
        text, language = undated[index]
        return date_document(text, language=language, nearby=around.nearby, alike=around.alike)

    around = settle(company(*undated), undated, date)
    assert around[3].alike == ("2017-03-09",)
    found = date(3, around[3])
    assert (found.published, found.confidence) == ("2017", 0.5)
    assert date(2, around[2]).published is None


def test_articles_of_two_years_or_before_the_text_decide_nothing() -> None:
    told = "They spoke of the bridge at Barreiro."
    assert date_document(told, language="en", alike=["2017-03-09", "2018-01-01"]).published is None
    assert date_document(told, language="en", alike=["2017-03-09", "2017-05"]).published == "2017"
    later = "They spoke of the bridge, which had been closed in 2019."
    assert date_document(later, language="en", alike=["2017-03-09"]).published is None


def test_a_date_further_down_is_not_the_day_of_writing() -> None:
    text = "The mayor spoke of the bridge.\n\n" * 40 + "It fell on Wednesday, March 8, at night."
    assert date_document(text, language="en", nearby=["2017-03-10"]).published is None
