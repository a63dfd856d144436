"""What of a page is its article, and what stands beside it."""

from __future__ import annotations

import pytest

from timeline.errors import InputError
from timeline.read.draft import Draft
from timeline.read.web import html

LONG = "The council of the town agreed to rebuild the old quay, which had been closed since the storm. "


def read(body: str, head: str = "") -> Draft:
    (draft,) = html.read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")
    assert isinstance(draft, Draft)
    return draft


def article(within: str, head: str = "") -> str:
    """The blocks of an article but for its headline and its paragraphs of filler."""
    body = f"<main><article><h1>A plan for the quay</h1><p>{LONG * 3}</p>{within}<p>{LONG * 4}</p></article></main>"
    told = read(body, head).text.split("\n\n")
    return "\n\n".join(b for b in told if not b.startswith(LONG) and b != "A plan for the quay")


LINK = "<a href='/x'>Another quay, in another town, is closed</a>"


@pytest.mark.parametrize(
    "beside",
    [
        "<div class='related'><p>It is a card.</p></div>", "<div class='relatedArticles'><p>A card.</p></div>",
        "<section class='m-newsletter__box'><p>Each day in your mail.</p></section>",
        "<div id=comments><p>Bob: I doubt that it will ever be built, as they say.</p></div>",
        "<p hidden>It is hidden.</p>", "<div style='display: none'><p>It is hidden.</p></div>",
        "<span class='sr-only'>It is for readers of screens.</span>", "<noscript><p>Enable it.</p></noscript>",
        f"<p>Lire aussi : {LINK}</p>", f"<p><strong>À lire aussi</strong></p><ul><li>{LINK}</li></ul>",
        f"<p>READ MORE: {LINK}</p>", f"<div><h3>Sur le même sujet</h3><p>{LINK}</p><p>Le 4 mai, on l'a dit.</p></div>",
        f"<p>{LINK}</p>", "<p>Inscrivez-vous à notre newsletter</p>", "<p>Follow us on Twitter</p>",
        "<p>Advertisement</p>", "<p>Publicité</p>", "<aside><p>About the paper and those who write it.</p></aside>",
        "<p>which had been closed since the storm</p>",
    ],
)  # fmt: skip
def test_what_stands_beside_is_left_out(beside: str) -> None:
    assert article(beside) == ""


@pytest.mark.parametrize(
    ("within", "wanted"),
    [
        # Each looks like one of those above, and is text.
        ("<p>Lire aussi les petits caractères, dit-il, est un devoir du maire.</p>",
         "Lire aussi les petits caractères, dit-il, est un devoir du maire."),
        ("<p>Inscrivez-vous avant le 4 mai 2021 à la mairie de Lamotte.</p>",
         "Inscrivez-vous avant le 4 mai 2021 à la mairie de Lamotte."),
        ("<p>See also how the mayor, on 4 May 2021, was <a href='/x'>told</a> of it.</p>",
         "See also how the mayor, on 4 May 2021, was told of it."),
        ("<p>Publicité et affichage sont interdits sur le quai depuis 1999.</p>",
         "Publicité et affichage sont interdits sur le quai depuis 1999."),
        ("<p>Le stade, réservé aux abonnés, rouvrira le 4 mai.</p>",
         "Le stade, réservé aux abonnés, rouvrira le 4 mai."),
        ("<aside><ul><li>1957: it opens.</li><li>1988: it closes.</li></ul></aside>",
         "- 1957: it opens.\n- 1988: it closes."),
        ("<figure><img><figcaption>The quay on 3 May 2021 <span class=credit>AFP</span></figcaption></figure>",
         "The quay on 3 May 2021"),
        ("<p>It is 12 m<sup>2</sup> wide<sup><a href='#n1'>1</a></sup>, he said<a href='#n2'>[2]</a>.</p>",
         "It is 12 m2 wide, he said."),
        ("<p>It fell.</p>", "It fell."),
        ("<p>⠃⠗ is braille for br.</p>", "⠃⠗ is braille for br."),
        ("<p><a href='mailto:quay@example.org'>quay@example.org</a></p>", "quay@example.org"),
        ("<h2>What it costs</h2><p>It costs much.</p>", "## What it costs\n\nIt costs much."),
    ],
)  # fmt: skip
def test_what_is_text_stays(within: str, wanted: str) -> None:
    assert article(within) == wanted


@pytest.mark.parametrize("named", ["social", "promo-sidebar", "comments-off", "wp-related"])
def test_what_holds_most_of_a_page_is_its_article_whatever_its_name(named: str) -> None:
    lines = "".join(f"<div>{LONG * 2}It is {n}.</div>" for n in range(6))
    draft = read(f"<h1>A plan</h1><div class='{named}'>{lines}</div><div>About the paper</div>")
    assert draft.text.count(LONG) == 12


def test_the_standfirst_is_kept_and_the_byline_is_not() -> None:
    head = (
        "<div class=head><h1>A plan</h1><p class=chapo>The quay is to be rebuilt, says the mayor at last.</p>"
        "<p>By Jo Lee</p><p>Jo Lee, 4 May 2021, 10:30</p></div>"
    )
    meta = "<meta property='article:published_time' content='2021-05-04'>"
    draft = read(f"{head}<div class=body><p>{LONG * 4}</p></div>", meta)
    assert draft.text.split("\n\n")[:2] == [
        "A plan",
        "The quay is to be rebuilt, says the mayor at last.",
    ]
    assert "Jo Lee" not in draft.text
    assert draft.published == "2021-05-04"


def test_days_that_are_headings_are_kept() -> None:
    meta = "<meta property='article:published_time' content='2021-05-04'>"
    told = article("<h2>4 May 2021</h2><p>The quay fell.</p>", meta)
    assert told == "## 4 May 2021\n\nThe quay fell."


def test_entries_of_a_live_page_have_their_times() -> None:
    entry = "<article class=post><div><time>{}</time></div><div><p>{}</p></div></article>"
    entries = entry.format("11h42", LONG * 3) + entry.format("10h05", "The quay was closed at ten.")
    linked = '<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>'
    draft = read(f"<main><h1>A storm</h1><p>{LONG * 4}</p><div>{entries}</div></main>", linked)
    blocks = draft.text.split("\n\n")
    assert blocks[-3:] == [(LONG * 3).strip(), "10h05", "The quay was closed at ten."]


def test_the_text_of_a_page_that_a_program_fills_is_in_its_linked_data() -> None:
    linked = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{LONG * 5}"}}</script>'
    draft = read("<h1>A plan</h1><div id=app></div>", linked)
    assert draft.text == f"A plan\n\n{(LONG * 5).strip()}"


@pytest.mark.parametrize(
    "body", ["<div id=root></div>", "<noscript>You need to enable JavaScript.</noscript>"]
)
def test_a_page_without_text_says_that_it_needs_a_program(body: str) -> None:
    with pytest.raises(InputError, match="made by a program"):
        read(body)


@pytest.mark.parametrize(
    ("head", "within", "told"),
    [
        ("", "<p>Cet article est réservé aux abonnés</p>", True),
        ("", "<p>Subscribe to continue reading</p>", True),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>', "", True),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": true}</script>', "", False),
        ("", f"<p>{LONG * 20}</p><p>Already a subscriber? Log in</p>", False),
        ("", "<p>The quay is for subscribers of the ferry.</p>", False),
    ],
)  # fmt: skip
def test_a_page_that_shows_a_beginning_says_so(head: str, within: str, told: bool) -> None:
    draft = read(f"<article><h1>A plan</h1><p>{LONG * 3}</p>{within}</article>", head)
    assert bool(draft.warnings) == told
    if told:
        assert "only the beginning" in draft.warnings[0]
