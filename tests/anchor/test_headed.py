"""Events below a date that heads them, from text to dated mentions."""

from __future__ import annotations

from timeline import pipeline
from timeline.model import Article


def told(text: str, language: str = "en", published: str | None = None) -> dict[str, str]:
    """The date of each event by its trigger; of equal triggers the last."""
    article = Article(
        id="a", path="a", text=text, language=language, published=published,
        published_how="given" if published else "unknown", format="text", sha256="0",
    )  # fmt: skip
    return {m.event.trigger.text: m.date for m in pipeline.process(article).mentions}


LOG = """Log of the yard

3 August 2020

The board adopts the plan. It had rejected an earlier one.

5 August 2020

A crane collapses near the gate. The mast broke yesterday.
"""


def test_a_heading_dates_what_stands_below_in_the_present_too() -> None:
    found = told(LOG)
    assert found["adopts"] == "2020-08-03"
    assert found["collapses"] == "2020-08-05"


def test_relative_words_count_from_the_heading_and_what_had_been_before_is_not_of_its_day() -> None:
    found = told(LOG)
    assert found["broke"] == "2020-08-04"
    assert "rejected" not in found


def test_below_a_wide_heading_a_date_of_the_sentence_counts() -> None:
    text = (
        "The works\n\n1869–1914\n\nThe firm built a second yard.\n\n1914–1945\n\n"
        "The bombs of 14 May 1941 spared the works. The owners sold the barges."
    )
    found = told(text)
    assert found["built"] == "1869/1914"
    assert found["spared"] == "1941-05-14"
    assert found["sold"] == "1914/1945"


def test_the_line_counts_before_the_section() -> None:
    text = (
        "Québec : l'année 1960\n\nJanvier\n\n- 7 janvier : les ministres prêtent serment.\n"
        "- 9 janvier : la ville inaugure un pont.\n- 12 janvier : une usine brûle.\n"
    )
    found = told(text, "fr")
    assert found["inaugure"] == "1960-01-09"
    assert found["brûle"] == "1960-01-12"


def test_without_headings_nothing_changes() -> None:
    text = "Yard closes\n\nThe yard closed on Monday. Its crane collapsed in 1987.\n"
    found = told(text, published="2020-08-05")
    assert (found["closed"], found["collapsed"]) == ("2020-08-03", "1987")
