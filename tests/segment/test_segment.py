from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.model import Article, Passage
from timeline.segment import blocks, segment

PARAGRAPH = (
    "The council met on Monday in the old town hall and agreed, after a long night of talks, to "
    "build the harbour again."
)
OTHER = (
    "Nobody had thought that it would come to this, the mayor said, when the storm of 2014 took "
    "the first of the quays away."
)


def article(text: str, *, fmt: str = "text", title: str | None = None) -> Article:
    return Article(id="a", path="a", text=text, format=fmt, sha256="0", title=title)


def kinds(text: str, *, fmt: str = "text", title: str | None = None) -> list[tuple[str, str]]:
    return [(p.kind, p.text) for p in passages(text, fmt=fmt, title=title)]


def passages(text: str, *, fmt: str = "text", title: str | None = None) -> tuple[Passage, ...]:
    found = segment(article(text, fmt=fmt, title=title), language="en")
    check(text, found)
    return found


def check(text: str, found: tuple[Passage, ...]) -> None:
    assert [p.index for p in found] == list(range(len(found)))
    assert all(a.end <= b.start for a, b in pairwise(found))
    for p in found:
        assert p.text
        assert p.text == p.text.strip()
        assert 0 <= p.start < p.end <= len(text)
        assert p.raw_span(0, len(p.text)) == (p.start, p.end)
        assert p.runs[0] == (0, p.start)
        assert list(p.runs) == sorted(set(p.runs))
        for i, char in enumerate(p.text):
            raw = text[p.raw(i)]
            assert char == raw or (char == " " and (raw.isspace() or raw in "<&")) or (char == "'" and raw in "’‘ʼ‛")  # fmt: skip


LINES = st.sampled_from(
    [PARAGRAPH, OTHER, "A short line", "", "", "# Title", "## Sub", "- item", "> quote", "---", "[^1]: Ann Author, « T », 2014.",
     "<sup>2</sup> It was so.", "| a | b |", "|---|---|", "and it goes on", '"', "(", "With AFP)", "1. one", "```", "=====",
     "— Test (@test) May 3, 2020", "Newsletter", "On the same subject", "By Ann Author", "**bold** l’été\u00a0[x](y)", "\u200b", "  indented",
     "![alt](x.png)", "Notes", "   ", "\r", "caption (left). AFP PHOTO / A", "¹ See Ann Author, “T”, 2014."]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(
    st.one_of(st.lists(LINES, max_size=14).map("\n".join), st.text(max_size=80)),
    st.sampled_from(["text", "markdown", "pdf"]),
)
def test_passages_lie_in_the_text_in_order_and_map_back(text: str, fmt: str) -> None:
    passages(text, fmt=fmt, title="A short line")


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=14).map("\n".join))
def test_no_word_is_lost(text: str) -> None:
    if "```" in text:
        return
    kept = " ".join(p.text for p in passages(text))
    for word in ("council", "mayor", "item", "quote", "indented", "alt", "Title"):
        assert kept.count(word) == text.count(word)


# -- paragraphs --------------------------------------------------------------------------------


def test_paragraphs_by_blank_lines_or_by_lines() -> None:
    for gap in ("\n\n", "\n", "\r\n\r\n"):
        assert kinds(PARAGRAPH + gap + OTHER) == [("body", PARAGRAPH), ("body", OTHER)]


def wrap(text: str, width: int) -> str:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


@pytest.mark.parametrize("width", [40, 60, 72])
@pytest.mark.parametrize("fmt", ["text", "markdown", "pdf", "eml"])
def test_hard_wrapped_lines_are_joined(width: int, fmt: str) -> None:
    text = f"{wrap(PARAGRAPH + ' ' + OTHER, width)}\n\n{wrap(OTHER, width)}\n"
    assert kinds(text, fmt=fmt) == [("body", f"{PARAGRAPH} {OTHER}"), ("body", OTHER)]


def test_wrapped_paragraphs_without_blank_lines_come_apart() -> None:
    text = "\n".join([wrap(PARAGRAPH, 48), wrap(OTHER, 48), wrap(PARAGRAPH, 48)])
    assert [t for _, t in kinds(text)] == [PARAGRAPH, OTHER, PARAGRAPH]


def test_short_lines_of_a_list_stay_apart() -> None:
    text = f"{PARAGRAPH}\n\nNORTH:\nQuays: 12\nCranes: 4\nShips: 177\n\n{OTHER}"
    assert [t for _, t in kinds(text)] == [
        PARAGRAPH,
        "NORTH:",
        "Quays: 12",
        "Cranes: 4",
        "Ships: 177",
        OTHER,
    ]


def test_a_sentence_broken_over_lines_is_put_together() -> None:
    text = (
        'The mayor, who had been silent for weeks, told the council " \n\nthat the plan\n\n ", as she put it,\n\n'
        "was the best that the town could have\n\n;\n\nit was not\n\nThe end of it.\n\n" + OTHER
    )
    assert [t for _, t in kinds(text)][:2] == [
        'The mayor, who had been silent for weeks, told the council " that the plan ", as she put it, '
        "was the best that the town could have ; it was not",
        "The end of it.",
    ]


def test_a_closing_mark_on_its_own_line_belongs_to_what_it_closes() -> None:
    text = f"“{PARAGRAPH}\n\n”\n\n{OTHER}"
    assert [t for _, t in kinds(text)] == [f"“{PARAGRAPH} ”", OTHER]


def test_sentences_do_not_run_on_into_clutter_or_past_a_rule() -> None:
    text = f"{OTHER}\n\n{PARAGRAPH[:-1]}\n\nread more\n\n---\n\nand that was that, the mayor said to all of them in the end."
    assert [k for k, _ in kinds(text)] == ["body", "body", "boilerplate", "body"]


def test_a_page_break_with_footnotes_keeps_both_halves_as_body() -> None:
    text = (
        f"{PARAGRAPH}\n\nIt was then that a bargain between the two\n\n---\n\n[^1]: Ann Author, « A Title », 2014.\n\n"
        "states was made, as everybody had thought it would be."
    )
    assert [k for k, _ in kinds(text)] == ["body", "body", "citation", "body"]


# -- head of the page --------------------------------------------------------------------------


def test_headline_caption_byline_and_text() -> None:
    text = (
        "Council agrees to build harbour again\n\n"
        "The mayor (left) and a councillor (right) on October 10, 2014. AFP PHOTO / ANN AUTHOR\n\n"
        f"Text by: The Test\n\n3 min\n\n{PARAGRAPH}\n\nWhat it will cost the town\n\n{OTHER}"
    )
    assert [k for k, _ in kinds(text)] == [
        "headline", "caption", "byline", "boilerplate", "body", "heading", "body",
    ]  # fmt: skip


def test_the_title_given_is_the_headline_where_it_stands() -> None:
    text = f"THE DAILY TEST\n\nHarbour: “a plan for all”\n\n{PARAGRAPH}"
    assert [k for k, _ in kinds(text, title='Harbour: "A plan for all"')] == [
        "byline",
        "headline",
        "body",
    ]


def test_a_text_may_have_no_headline() -> None:
    assert kinds(f"{PARAGRAPH}\n\n{OTHER}", title="Something else") == [
        ("body", PARAGRAPH),
        ("body", OTHER),
    ]


def test_a_dateline_is_no_headline() -> None:
    for line in (
        "GENEVA, Switzerland (AP) _",
        "NEW YORK (Reuters) -",
        "PARIS --",
        "BRUSSELS, March 3 (Xinhua) --",
    ):
        assert kinds(f"\n\n{line}\n\n{PARAGRAPH}\n")[0] == ("byline", line)


def test_markdown_author_above_the_title() -> None:
    text = f"**Ann Author**\n\nTest University,  \nGeneva\n\n# A harbour policy\n\n## Introduction\n\n{PARAGRAPH}"
    assert kinds(text) == [
        ("byline", "Ann Author"),
        ("byline", "Test University, Geneva"),
        ("headline", "A harbour policy"),
        ("heading", "Introduction"),
        ("body", PARAGRAPH),
    ]


def test_markdown_lines_that_are_bylines_stay_apart() -> None:
    text = f"# A harbour policy\n\nBy Ann Author\n3 March 2020\n{wrap(PARAGRAPH, 70)}"
    assert kinds(text, fmt="markdown") == [
        ("headline", "A harbour policy"),
        ("byline", "By Ann Author"),
        ("byline", "3 March 2020"),
        ("body", PARAGRAPH),
    ]


def test_front_matter_is_no_text() -> None:
    found = kinds(
        f"---\ntitle: A plan\ndate: 2020-08-19\n---\n\n# A plan\n\n{PARAGRAPH}", fmt="markdown"
    )
    assert [k for k, _ in found] == ["boilerplate", "headline", "body"]


@pytest.mark.parametrize(
    "above",
    [
        ["THE DAILY TEST"],
        ["The Daily Test", "World | Europe | Business | Sport"],
        ["L'ÉCHO DU TEST", "International"],
    ],
)
def test_a_masthead_is_no_headline(above: list[str]) -> None:
    found = kinds("\n\n".join([*above, "Council agrees to build harbour again", PARAGRAPH, OTHER]))
    assert found[len(above)] == ("headline", "Council agrees to build harbour again")
    assert {k for k, _ in found[: len(above)]} <= {"byline", "boilerplate"}


def test_a_short_headline_alone_is_one() -> None:
    for line in ("Harbour agreed", "HARBOUR AGREED", "The Harbour Plan"):
        assert kinds(f"{line}\n\n{PARAGRAPH}")[0] == ("headline", line)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("THE DAILY TEST - EUROPE DESK", "byline"),
        ("Dr. Ann Author, senior fellow", "byline"),
        ("Ann Author - The Daily Test", "byline"),
        ("A portrait by Ann Author for The Daily Test", "byline"),
        ("The Daily Test Review", "byline"),
        ("The harbour, seen from the old town. Photo: council handout", "caption"),
        ("The harbour on a screen. DAILY TEST / Ann Author", "caption"),
        ("The mayor in Geneva on 27 August. © Test Agency", "caption"),
        ("The mayor on the old quay, 27 August 2014", "caption"),
        ("What the council wants", "heading"),
        ("The councillors had been told of it.", "body"),
    ],
)
def test_lines_between_headline_and_text(line: str, kind: str) -> None:
    assert kinds(f"Council agrees to build harbour again\n\n{line}\n\n{PARAGRAPH}")[1] == (
        kind,
        line,
    )


# -- headings ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "$ 1.5 billion loan",
        "Une relation complexe",
        "2014: the storm",
        "**Why now?**",
        "The “old” quays",
    ],
)
def test_a_short_line_above_text_is_a_heading(line: str) -> None:
    for gap in ("\n\n", "\n"):
        assert [k for k, _ in kinds(gap.join(["A headline for it", PARAGRAPH, line, OTHER]))] == [
            "headline",
            "body",
            "heading",
            "body",
        ]


@pytest.mark.parametrize(
    "line",
    ["Why has it taken so long?", "It failed.", "“We will pay,” he said.", "The mayor said:"],
)
def test_a_short_sentence_or_question_is_text(line: str) -> None:
    assert kinds("\n\n".join(["A headline for it", PARAGRAPH, line, OTHER]))[2] == ("body", line)


def test_underlined_and_marked_headings() -> None:
    text = f"The harbour\n===========\n\n{PARAGRAPH}\n\nThe cost\n--------\n\n{OTHER}\n\n### Who pays? ###\n\n{OTHER}"
    assert [(k, t) for k, t in kinds(text) if k != "body"] == [
        ("headline", "The harbour"), ("heading", "The cost"), ("heading", "Who pays?"),
    ]  # fmt: skip


# -- other blocks ------------------------------------------------------------------------------


def test_lists_quotations_tables_and_pictures() -> None:
    text = (
        f"A headline for it\n\n{PARAGRAPH}\n\n- The quays were closed\n  in 2014.\n- The cranes were sold in 2015.\n\n"
        "> We will pay,\n> the mayor said.\n>\n> So be it.\n\n| Year | What |\n|------|------|\n| 2014 | Storm |\n\n"
        f"![The harbour in 2014](a.png)\n\n{OTHER}"
    )
    assert kinds(text)[2:-1] == [
        ("body", "The quays were closed in 2014."),
        ("body", "The cranes were sold in 2015."),
        ("quotation", "We will pay, the mayor said."),
        ("quotation", "So be it."),
        ("boilerplate", "Year What"),
        ("body", "2014 Storm"),
        ("caption", "The harbour in 2014"),
    ]


def test_an_embedded_post_is_a_quotation_with_its_signature() -> None:
    post = "The harbour will be built again, and we shall all be glad of it https://example.org/x"
    sign = "— The Test (@thetest) September 9, 2020"
    for gap in ("\n", "\n\n"):
        assert kinds(gap.join([PARAGRAPH, post, sign, OTHER]))[1] == ("quotation", f"{post} {sign}")


def test_an_interview_is_all_text() -> None:
    text = f"“A plan for all”, says the mayor\n\nThe Test: What do you expect?\n\nAnn Author: {PARAGRAPH}\n\nAnd then?\n\n{OTHER}"
    assert [k for k, _ in kinds(text)] == ["headline", "body", "body", "body", "body"]


# -- notes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["[^1]: ", "<sup>1</sup> ", "¹ ", "[1] "])
def test_footnotes_and_references(mark: str) -> None:
    text = (
        f"{PARAGRAPH}\n\n{mark}Ann Author, « A Title », Journal, vol. 3, May 2019, p. 4.\n\n"
        f"{mark}The group was founded in 1993 (see Ann Author, *op. cit.*, p. 5).\n"
    )
    assert kinds(text) == [
        ("body", PARAGRAPH),
        ("citation", "Ann Author, « A Title », Journal, vol. 3, May 2019, p. 4."),
        ("footnote", "The group was founded in 1993"),
        ("citation", "(see Ann Author, op. cit., p. 5)."),
    ]


def test_a_list_of_references() -> None:
    text = (
        f"{PARAGRAPH}\n\nReferences\n\n1. Ann Author, « A Title », Journal, 2019\n2. Bob Writer, *Harbours*, Test Press\n\n"
        f"## Afterwards\n\n{OTHER}"
    )
    assert [k for k, _ in kinds(text)][1:] == ["heading", "citation", "footnote", "heading", "body"]


def test_a_numbered_list_in_the_text_is_text() -> None:
    text = f"{PARAGRAPH}\n\n1. The quays were rebuilt in 2015.\n2. The cranes came back in 2016.\n\n{OTHER}"
    assert [k for k, _ in kinds(text)] == ["body"] * 4


# -- clutter -----------------------------------------------------------------------------------


def test_clutter_around_and_within_the_text() -> None:
    text = (
        f"A headline for it\n\n{PARAGRAPH}\n\nPublicity\n\nRead more\n\n► To read also: Storm takes quays away\n\n{OTHER}\n\n"
        "Ann Author\n\n(\n\nWith\n\nAFP)\n\nNewsletter Receive all the news directly in your mailbox\n\nI subscribe\n\n"
        "badge_EN\n\n  • Harbours\n\n  • The old town\n\nOn the same subject\n\nStorm takes quays away\n\n"
        '"We shall pay": what the mayor told them'
    )
    assert [k for k, _ in kinds(text)] == [
        "headline", "body", "boilerplate", "boilerplate", "boilerplate", "body", "byline", "byline",
        *["boilerplate"] * 8,
    ]  # fmt: skip


def test_links_end_where_text_begins_again() -> None:
    text = f"{PARAGRAPH}\n\nRelated articles\n\nStorm takes quays away\n\nMayor pays\n\n{OTHER}"
    assert [k for k, _ in kinds(text)] == [
        "body",
        "boilerplate",
        "boilerplate",
        "boilerplate",
        "body",
    ]


def test_a_list_of_links_below_the_text() -> None:
    text = (
        f"A headline for it\n\n{PARAGRAPH}\n\nREAD MORE\n• Five things to know about the harbour (August 7, 2020)\n"
        "• From the archive: the storm of 2010\n\n[Related: Who pays for the harbour?]\n\nLetters | Crossword | Obituaries"
    )
    assert [k for k, _ in kinds(text)] == ["headline", "body", *["boilerplate"] * 5]


def test_a_signature_below_an_email() -> None:
    text = f"{PARAGRAPH}\n\n-- \nAnn Author – Test correspondent\nHours: daily from 7 a.m.\n\nOn Fri, 18 Dec 2020, Bob <b@example.org> wrote:\n> {OTHER}"
    assert [k for k, _ in kinds(text, fmt="eml")] == ["body", *["boilerplate"] * 4, "quotation"]


def test_lines_of_facts_are_not_taken_for_wrapped_text() -> None:
    lines = ["Publié le 12/11/2021 à 08h14", "Par Anne Auteur, Le Test", "Lecture : 2 min"]
    text = (
        "Un titre pour le port\n\n"
        + "\n".join(lines)
        + f"\n\n{PARAGRAPH} {OTHER}\n\n{OTHER} {PARAGRAPH}"
    )
    assert [t for _, t in kinds(text)][1:4] == lines


def test_imprint_below_the_text() -> None:
    text = (
        f"{PARAGRAPH}\n\n---\n\n***Les opinions exprimées ici n'engagent que leur auteur.***\n\nWWW.EXAMPLE.ORG\n\n"
        "4 RUE DU TEST 75000 PARIS TÉL : 01 23 45 67 89 FAX 01 23 45 67 90\n\nISSN : 1234-5678\n\n© TEST—TOUS DROITS RÉSERVÉS"
    )
    assert [k for k, _ in kinds(text)] == ["body", *["boilerplate"] * 5]


# -- at large ----------------------------------------------------------------------------------


def test_an_empty_text_has_no_passages() -> None:
    for text in ("", "\n \n", "---\n", "\u200b", "\x00"):
        assert kinds(text) == []


@pytest.mark.parametrize(
    "unit",
    [f"{PARAGRAPH}\n\n", f"{PARAGRAPH} ", "a short line\n", "word ", "and so on\n\n", "[^1]: Ann Author, « T », 2014; it was so.\n",
     "> quote\n", "- item\n", "(", '" \n\n', "*a _b [c](", "| a | b |\n", "# \n", "\n"],
)  # fmt: skip
def test_time_grows_with_the_length(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        segment(article(text), language="en")
        return time.process_time() - start

    seconds(1000)
    # The least of a few, since other work on the machine only ever adds.
    small = min(seconds(8_000) for _ in range(3))
    large = min(seconds(64_000) for _ in range(2))
    # Eight times the text; work that grows with the square would take sixty-four times as long.
    assert large < 24 * max(small, 0.01)


def test_the_shared_articles() -> None:
    seeds = Path(__file__).parents[3] / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.skip("no shared articles here")
    for path in sorted(seeds.glob("*.txt")):
        found = passages(path.read_text("utf-8"))
        assert sum(p.kind == "headline" for p in found) == 1
        body = sum(len(p.text) for p in found if p.kind == "body")
        assert body > sum(len(p.text) for p in found if p.kind == "boilerplate")


def test_the_shared_articles_tell_their_events_in_passages_that_count() -> None:
    shared = Path(__file__).parents[3] / "shared"
    gold = shared / "gold" / "seeds-events.jsonl"
    if not gold.is_file():
        pytest.skip("no shared articles here")
    found = {p.name: passages(p.read_text("utf-8")) for p in (shared / "seeds").glob("*.txt")}
    for line in gold.read_text("utf-8").splitlines():
        event = json.loads(line)
        around = [
            p
            for p in found[event["document"]]
            if p.start <= event["start"] and event["end"] <= p.end
        ]
        assert len(around) == 1, event
        assert around[0].kind not in ("boilerplate", "byline", "citation"), event


@pytest.mark.parametrize(
    ("line", "told", "mark"),
    [
        ("# The fire #", "The fire", "title"),
        ("## The fire ##", "The fire", "heading"),
        ("## C #", "C", "heading"),
        ("## C# and C ## ", "C# and C", "heading"),
    ],
)
def test_a_heading_is_told_without_its_signs(line: str, told: str, mark: str) -> None:
    found = blocks.scan(f"{line}\n\nIt burned.\n")[0]
    assert f"{line}\n"[found.start : found.end] == told
    assert found.mark == mark


def test_what_hands_a_text_out_and_a_bare_date_are_no_headlines() -> None:
    def headline(text: str) -> str | None:
        found = segment(article(text), language="en")
        return next((p.text for p in found if p.kind == "headline"), None)

    told = "Orley sells its mill\n\nThe council of Orley sold the mill on Monday, it said."
    assert headline(f"FOR IMMEDIATE RELEASE\n\n{told}") == "Orley sells its mill"
    assert headline(f"# For immediate release\n\n# {told}") == "Orley sells its mill"
    assert headline(f"For immediate release – 3 May 2006\n\n{told}") == "Orley sells its mill"
    assert headline("Release of the mill\n\nThe council of Orley sold it.") == "Release of the mill"
    entries = "2006-05-04\n\nOrley sued the miller over the weir.\n\n2006-07-09\n\nHe won."
    assert headline(entries) is None


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("| The mill burnt down | Nobody was hurt there |", "The mill burnt down | Nobody was hurt there"),
        ("| 4 May 2021 | The mill burnt down |", "4 May 2021 The mill burnt down"),
        ("| The mill burnt down. | Nobody was hurt there |", "The mill burnt down. Nobody was hurt there"),
        ("| Orley | Mayor | Ann Reeve |", "Orley Mayor Ann Reeve"),
    ],
)  # fmt: skip
def test_bars_stay_between_cells_that_each_tell_something(row: str, told: str) -> None:
    (found,) = segment(article(f"{row}\n", fmt="markdown"), language="en")
    assert found.text == told


STAMPED = "03/05/2021 14:22    Old mill to reopen as a museum - The Test Courier"


@pytest.mark.parametrize("again", [1, 2])
def test_what_a_browser_prints_over_every_page_is_no_text(again: int) -> None:
    text = "\n\n".join(f"{STAMPED}\n\n{part}" for part in (PARAGRAPH, OTHER)[:again])
    assert [kind for kind, _ in kinds(text)] == ["boilerplate", "body"] * again


def test_lines_of_a_log_differ_in_their_time_and_are_text() -> None:
    text = "03/05/2021 14:22 The gate is open.\n\n03/05/2021 14:40 Two men leave in a van."
    assert [kind for kind, _ in kinds(text)] == ["body", "body"]
    assert kinds("03/05/2021 14:22 The gate is open.")[0][0] == "body"
