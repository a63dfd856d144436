"""Dating an undated article from its own words."""

import json
from pathlib import Path

import pytest

from timeline.dates import date_document

SHARED = Path(__file__).parents[2] / ".." / "shared"


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("A bridge opens\nThursday, March 9, 2023\nThe minister cut a ribbon.", "2023-03-09"),
        ("A bridge opens\n\nPublished on 9 March 2023 at 10:15\n\nThe minister cut a ribbon.", "2023-03-09"),
        ("PARIS, March 9, 2023 (Agency) - The minister cut a ribbon.", "2023-03-09"),
        ("A bridge opens\nBy Ann Other, 9 March 2023\nThe minister cut a ribbon.", "2023-03-09"),
        ("A bridge opens\n2023-03-09\nThe minister cut a ribbon.", "2023-03-09"),
    ],
)  # fmt: skip
def test_a_date_line_is_believed(text: str, published: str) -> None:
    dating = date_document(text, language="en")
    assert (dating.published, dating.how) == (published, "dateline")
    assert dating.confidence >= 0.8
    assert dating.evidence


def test_a_month_that_closes_a_line_of_credits_is_believed() -> None:
    text = "On bridges\n\nHarbour Institute - Paper 7 - March 2023\n\nBridges are old."
    dating = date_document(text, language="en")
    assert (dating.published, dating.how) == ("2023-03", "dateline")
    told = "On bridges\n\nThe old bridge was pulled down in March 2023\n\nBridges are old."
    assert date_document(told, language="en").published is None


def test_the_month_of_a_letter_goes_before_the_year_that_sums_give() -> None:
    told = "Dear members,\n\nTen years ago, on 12 May 2006, the bell was raised."
    dating = date_document(f"# Letter of the club\n\n*June 2016*\n\n{told}", language="en")
    assert (dating.published, dating.how) == ("2016-06", "dateline")
    other = date_document(f"# Letter of the club\n\n*June 2009*\n\n{told}", language="en")
    assert other.published == "2016"


def test_french_date_line() -> None:
    text = "Un pont s'ouvre\nPublié le jeudi 9 mars 2023 à 10h15\nLe ministre a coupé un ruban."
    assert date_document(text, language="fr").published == "2023-03-09"


def test_published_goes_before_updated() -> None:
    text = "Updated 12 March 2023\nPublished 9 March 2023\nThe minister cut a ribbon."
    assert date_document(text, language="en").published == "2023-03-09"


def test_weekday_and_day_fit_one_likely_year() -> None:
    # 9 March is a Thursday in 2017 and 2023; the text knows of 2021.
    text = "He said Thursday, March 9, that the works of 2021 had been late."
    dating = date_document(text, language="en")
    assert (dating.published, dating.how) == ("2023-03-09", "inferred")
    assert any("2023" in line for line in dating.evidence)


def test_without_a_bound_the_year_stays_unknown() -> None:
    dating = date_document("He said Thursday, March 9, that it was late.", language="en")
    assert (dating.published, dating.how, dating.confidence) == (None, "unknown", 0.0)


def test_articles_around_it_decide_between_years() -> None:
    text = "The ferry sank on Friday, September 11, with all its cargo."
    assert date_document(text, language="en").published is None
    near = date_document(text, language="en", nearby=["2020-08-30", "2020-10", "2013-01-01"])
    assert (near.published, near.how) == ("2020-09-11", "inferred")
    assert near.confidence < 0.7
    assert any("2020" in told for told in near.evidence)
    # A folder of another time, or of two fitting times, decides nothing.
    for others in (["2012-05-01"], ["2015-09-01", "2020-09-01"]):
        assert date_document(text, language="en", nearby=others).published is None


def test_what_is_announced_is_published_before() -> None:
    text = "Le sommet est prévu jeudi 9 mars. Les travaux de 2022 ont duré. Il a parlé lundi."
    dating = date_document(text, language="fr")
    assert dating.published == "2023-03-07"


def _decided(told: str) -> str | None:
    text = f"A vote\n\n20 March 2023\n\nThe ministers met here.\n\n{told}\n\nThey said little."
    return date_document(text, language="en").published


def test_a_day_decided_on_does_not_outdate_the_date_line() -> None:
    assert _decided("The president called an election for 4 July 2023.") == "2023-03-20"
    assert _decided("Parliament passed a tax that takes effect on 1 January 2024.") == "2023-03-20"
    # Several days told of as past, or one years later, show that it is of another day.
    assert _decided("It burned on 4 July 2023. It reopened on 9 August 2023.") is None
    assert _decided("The theatre burned on 4 July 2025.") is None


def test_full_date_told_in_the_past_with_its_weekday() -> None:
    text = "The bridge on March 9, 2023. Photo by the town.\n\nThe minister opened it on Thursday."
    dating = date_document(text, language="en")
    assert (dating.published, dating.how) == ("2023-03-09", "inferred")


def test_full_date_with_another_weekday_proves_nothing() -> None:
    text = "The bridge on March 9, 2023. Photo by the town.\n\nThe minister spoke on Monday."
    assert date_document(text, language="en").published is None


def test_essay_is_dated_by_the_latest_works_it_cites() -> None:
    cited = [f"Author {i}, A Work, {m} {y}" for i, (m, y) in enumerate(
        [("May", 2011), ("June", 2012), ("July", 2013), ("May", 2014), ("April", 2015), ("March", 2016),
         ("May", 2017), ("January", 2019), ("February", 2019), ("March", 2019), ("April", 2019)]
    )]  # fmt: skip
    dating = date_document("An essay.\n\n" + "\n\n".join(cited), language="en")
    assert (dating.published, dating.how) == ("2019", "inferred")
    assert dating.confidence <= 0.6


def test_history_is_not_dated_by_what_it_tells() -> None:
    months = ["January", "March", "May", "July", "August", "October"]
    text = " ".join(
        f"In {m} {y} the army crossed the river." for y in (1914, 1915, 1916) for m in months
    )
    assert date_document(text, language="en").published is None


def test_only_the_spans_trusted_are_read() -> None:
    text = "The minister cut a ribbon.\n\nPublished on 9 March 2023"
    assert date_document(text, language="en", spans=[(0, 26)]).published is None
    assert date_document(text, language="en", spans=[(0, len(text))]).published == "2023-03-09"


def test_a_caption_only_bounds_from_below() -> None:
    text = "The two in Rome on October 10, 2014\n\nThey meet this Thursday, March 9."
    assert date_document(text, language="en").published == "2017-03-09"


@pytest.mark.skipif(not (SHARED / "gold/seeds-documents.jsonl").exists(), reason="no gold here")
def test_articles_of_the_gold_set_are_dated() -> None:
    for line in (SHARED / "gold/seeds-documents.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        text = (SHARED / "seeds" / gold["document"]).read_text(encoding="utf-8")
        dating = date_document(text, language=gold["language"])
        assert dating.published in gold["accept_published"], gold["document"]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Issued on: 14/09/2020 - 18:58", "2020-09-14"),
        ("12 September 2020, 18:30 BST", "2020-09-12"),
        ("By AFP | September 14, 2020", "2020-09-14"),
        ("Mon 14 Sep 2020 15.36 BST", "2020-09-14"),
        ("AFP - September 14, 2020 - 10:31 pm", "2020-09-14"),
        ("2020-09-14T10:00:00Z", "2020-09-14"),
        ("Last modified on Tue 15 Sep 2020 05.00 BST", "2020-09-15"),
        ("Updated: Sep 15, 2020 / Published: Sep 14, 2020", "2020-09-14"),
        ("MONDAY 14TH SEPTEMBER 2020", "2020-09-14"),
        ("Minsk, September 14, 2020 — The two leaders", "2020-09-14"),
    ],
)
def test_the_shapes_date_lines_come_in(line: str, published: str) -> None:
    dating = date_document(f"Leaders meet\n\n{line}\n\nThey spoke for hours.\n", language="en")
    assert (dating.published, dating.how) == (published, "dateline")


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Publié le : 14/09/2020 - 18:58 Modifié le : 14/09/2020 - 19:20", "2020-09-14"),
        ("Le 14/09/2020 à 17:45", "2020-09-14"),
        ("14 septembre 2020 à 10h23", "2020-09-14"),
        ("Mis à jour le 15/09/2020 à 09:05", "2020-09-15"),
        ("(Minsk, 14 septembre 2020) - Les autorités parlent", "2020-09-14"),
        ("Rédigé par X le 14 Septembre 2020", "2020-09-14"),
    ],
)
def test_the_shapes_french_date_lines_come_in(line: str, published: str) -> None:
    dating = date_document(f"Une rencontre\n\n{line}\n\nIls ont parlé.\n", language="fr")
    assert (dating.published, dating.how) == (published, "dateline")


def test_an_ambiguous_date_line_is_settled_by_the_months_named() -> None:
    text = (
        "Leaders meet\n\nIssued on: 04/09/2020\n\nThey met in August and will meet in September.\n"
    )
    assert date_document(text, language="en").published == "2020-09-04"
    bare = "Leaders meet\n\nIssued on: 04/09/2020\n\nThey spoke.\n"
    assert date_document(bare, language="en").confidence <= 0.7


def test_a_caption_is_no_date_line() -> None:
    text = (
        "Leaders meet\n\nThe two leaders in Sochi, September 14, 2020. Photo agency\n\nThey spoke."
    )
    assert date_document(text, language="en").published is None


def test_in_french_too_the_day_of_writing_goes_before_one_announced() -> None:
    text = "Le ministre se rendra lundi 14 septembre à Lyon, a dit son bureau ce vendredi 11 septembre."
    found = date_document(text, language="fr", nearby=["2020-09-01"])
    assert found.published == "2020-09-11"


def test_the_date_line_of_an_article_in_two_languages() -> None:
    text = (
        "3 May 2012\n\nParliament approved the budget on Wednesday.\n\n"
        "Le Parlement a adopté mercredi le budget. Le ministre est parti jeudi pour Genève."
    )
    found = date_document(text, language="fr")
    assert (found.published, found.how) == ("2012-05-03", "dateline")
    assert date_document(text.split("\n\n", 1)[1], language="fr").published is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("| 4 May 1984 | 12 |", None),
        ("| 4 May 1984: Fire |\n\nThe council met.", None),
        ("# Mill\n\n| 4 May 1984 | Fire |\n| 6 May 1984 | Flood |", None),
        ("# Mill\n\nWhen | What\n---|---\n4 May 1984 | Fire\n6 May 1984 | Flood", None),
        ("| 4 May 1984 |\n\nThe council met.", "1984-05-04"),
        ("| Published | 4 May 1984 |\n\nThe council met.", "1984-05-04"),
    ],
)
def test_the_day_of_a_row_is_not_that_of_publication(text: str, day: str | None) -> None:
    assert date_document(text, language="en").published == day


def test_a_month_over_entries_that_days_lead_dates_them_and_not_the_article() -> None:
    text = "# The league\n\n## May 2019\n\n- 6: the vote was lost\n- 17: the hall burned\n"
    assert date_document(text, language="en").published is None
    text = "# The league\n\nMay 2019\n\n- the vote was lost\n- the hall burned\n"
    assert date_document(text, language="en").published == "2019-05"


@pytest.mark.parametrize(
    ("language", "head"),
    [
        (
            "en",
            "Ford Council\nDate: Thursday 6 February 2020, 19:30, Scout Hut\nPresent: A. Reed\n",
        ),
        ("en", "Minutes of Ford Council\nHeld on 6 February 2020 at the Scout Hut\n"),
        ("en", "From: A. Reed\nDate: 6 February 2020, Ford office\nSubject: the bridge\n"),
        ("fr", "Les Amis\nRéunion du jeudi 6 février 2020, salle des fêtes\nPrésents : A. Morel\n"),
    ],
)
def test_minutes_and_letters_are_of_the_day_their_head_gives(language: str, head: str) -> None:
    told = {"en": "The bridge shut on 9 January 2020.", "fr": "Le pont a fermé le 9 janvier 2020."}
    dating = date_document(f"{head}\n{told[language]}\n", language=language)
    assert (dating.published, dating.how) == ("2020-02-06", "dateline")


@pytest.mark.parametrize("label", ["Date:", "Held on"])
def test_the_day_of_what_is_announced_is_not_that_of_the_text(label: str) -> None:
    text = f"Choir in spring\n{label} 6 February 2020, Town Hall\nTickets: at the door\n\nCome!\n"
    assert date_document(text, language="en").published is None
