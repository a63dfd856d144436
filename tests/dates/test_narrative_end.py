"""Where a life that is told by years comes back to the days before publication."""

from __future__ import annotations

from timeline.dates import tag

LIFE = (
    "She was born in Hull in 1931. She joined the museum in 1956. In 1962 she married Leo, and in "
    "1965 they moved to Leeds. She was made keeper in 1970 and found a moss in 1974. In 1980 she "
    "wrote a book, and in 1986 another. In 1999 she won a medal. In March she fell."
)
END = "A fall in November left her weak. She was moved to a home at Christmas."


def test_the_last_paragraphs_of_an_obituary_are_of_its_own_days() -> None:
    text = f"Ann Moss, who has died aged 94, was a botanist.\n\n{LIFE}\n\n{END}"
    found = {e.text: e.edtf for e in tag(text, language="en", published="2025-06-17")}
    assert found["November"] == "2024-11"
    assert found["Christmas"] == "2024-12-25"
    assert found["March"] == "1999-03"


def test_a_history_that_begins_with_its_years_stays_one() -> None:
    text = f"{LIFE}\n\n{END}"
    found = {e.text: e.edtf for e in tag(text, language="en", published="2025-06-17")}
    assert found["November"] == "1999-11"


OBITUARY = f"Ann Moss, who has died aged 94, was a botanist.\n\n{LIFE}\n\n"


def value(text: str, words: str, language: str = "en") -> str | None:
    return {e.text: e.edtf for e in tag(text, language=language, published="2025-06-17")}[words]


def test_the_death_that_an_obituary_prints_is_just_before_it() -> None:
    text = f"{OBITUARY}She died on 11 June. Her husband, whom she married in 1962, survives her."
    assert value(text, "11 June") == "2025-06-11"
    # Too long before, of another matter, or a history that opens with no death: the story's year.
    assert value(f"{OBITUARY[:-2]} Leo died on 2 August.", "2 August") == "1999-08-02"
    assert value(f"{OBITUARY[:-2]} The book was sold on 11 June.", "11 June") == "1999-06-11"
    assert value(f"{LIFE} Leo died on 11 June.", "11 June") == "1999-06-11"


def test_a_french_obituary_too_prints_a_death_just_before_it() -> None:
    life = (
        "Elle naît à Lille en 1931. Elle entre au musée en 1956. En 1962 elle épouse Léo, et en "
        "1965 ils vont à Lyon. En 1970 elle devient conservatrice, en 1974 elle trouve une mousse. "
        "En 1980 elle écrit un livre, et en 1986 un autre. En 1999 elle reçoit une médaille."
    )
    text = f"La botaniste Anne Mousse est morte à 94 ans.\n\n{life} Elle sera inhumée le 20 juin. "
    assert value(f"{text}Elle est morte le 11 juin.", "le 11 juin", "fr") == "2025-06-11"
    assert value(text, "le 20 juin", "fr") == "2025-06-20"
    gone = text.replace("morte à 94 ans", "morte à 70 ans, en 2001")
    assert value(f"{gone}Elle est morte le 11 mai.", "le 11 mai", "fr") == "1999-05-11"


def test_what_a_life_says_is_to_come_is_not_in_its_past() -> None:
    assert value(f"{OBITUARY}She will be buried on 20 June.", "20 June") == "2025-06-20"
    old = LIFE.replace("19", "18")
    assert value(f"{old} The fair, he wrote, will open on 20 June.", "20 June") == "1899-06-20"


def test_what_is_to_come_is_not_of_the_year_of_a_past_aside() -> None:
    text = "Last October the court gave the wreck to the town. Boats are to be booked by 3 June. "
    told = f"{text}The hall was painted on 9 May."
    found = {e.text: e.edtf for e in tag(told, language="en", published="2016")}
    assert (found["3 June"], found["9 May"]) == ("2016-06-03", "2016-05-09")
    past = "Last October the court met. The hall was painted on 9 November."
    assert tag(past, language="en", published="2016")[-1].edtf == "2015-11-09"
