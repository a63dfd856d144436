from __future__ import annotations

from collections.abc import Callable

from timeline.model import Article
from timeline.read import articles, text
from timeline.read.draft import Draft


def read(source: str) -> Draft:
    (draft,) = text.read(source.encode(), "a.txt")
    assert isinstance(draft, Draft)
    return draft


def test_entities_are_what_they_stand_for() -> None:
    told = read("Le&nbsp;3&#160;mai, l&rsquo;&eacute;t&eacute; &amp; &#x41; &lt; 5").text
    assert told == "Le\xa03\xa0mai, l’été & A < 5"
    kept = "https://example.org/?a=1&copy=2&para; AT&T; R&D &unknown; &"
    assert read(kept).text == kept.replace("&para;", "¶")


def test_form_feeds_end_pages() -> None:
    draft = read("The council met.\n\fIt agreed on\n\fa plan.\f\n \f\n")
    assert [draft.text[at:].split("\n")[0] for at in draft.pages] == [
        "The council met.", "It agreed on", "a plan.\f",
    ]  # fmt: skip
    assert read("One page.").pages == ()


def test_a_page_that_ends_within_a_line_ends_it() -> None:
    assert "The end.\n" in read("The end.\fThe beginning.").text


def test_a_quote_of_a_text_with_pages_knows_its_page(put: Callable[[str, str], str]) -> None:
    (article,) = articles([put("a.txt", "It rained.\n\fIt froze.")])
    assert isinstance(article, Article)
    assert article.page(article.text.index("froze")) == 2
