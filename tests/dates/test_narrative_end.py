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
