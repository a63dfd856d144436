"""PDFs as pages are laid out: columns, furniture, paragraphs over pages, scans, tables."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from hashlib import md5
from itertools import pairwise

import pytest

from timeline.errors import InputError
from timeline.model import Article
from timeline.read import articles
from timeline.read.draft import Draft, Found
from timeline.read.pdf import pdf as portable

Pdf = Callable[..., bytes]
Put = Callable[[str, bytes | str], str]
Drawn = tuple[float, float, float, str]

LEFT = [
    "The council met on Monday and",
    "agreed to a plan that had been",
    "talked about for years. It will",
    "cost nine million, and the mayor",
    "said that work begins in May.",
]
RIGHT = [
    "Fishermen marched to the quay",
    "on Tuesday and blocked it with",
    "their boats. The police came at",
    "noon and arrested three men, of",
    "whom two were freed at night.",
]
THIRD = [
    "A storm broke the old pier on",
    "Friday, and the ferry did not",
    "sail for a week. The owners had",
    "asked for help in March, but the",
    "ministry never answered them.",
]
PICTURE = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q"


def one(items: Iterator[Found]) -> Draft:
    (draft,) = list(items)
    assert isinstance(draft, Draft)
    return draft


def read(data: bytes) -> Draft:
    return one(portable.read(data, "a.pdf"))


def drawn(x: float, y: float, lines: Sequence[str], size: float = 11) -> list[Drawn]:
    """Lines one below another."""
    return [(x, y - 14 * i, size, text) for i, text in enumerate(lines)]


def by_rows(*columns: Sequence[Drawn]) -> list[Drawn]:
    """Columns drawn line by line over all of them, as programs for tables and typewriters do."""
    return [line for row in zip(*columns, strict=True) for line in row]


# -- paragraphs --------------------------------------------------------------------------------


def test_paragraphs_follow_the_layout(pdf: Pdf) -> None:
    first = ["The council met on Monday and agreed to a plan", "that had been (long) talked about."]
    second = ["A second paragraph then begins, and it also", "runs over two lines."]
    lines = [(50, 780, 18, "Harbour plan agreed"), *drawn(50, 740, first), *drawn(50, 690, second)]
    assert read(pdf([lines])).text.split("\n\n") == [
        "Harbour plan agreed",
        " ".join(first),
        " ".join(second),
    ]


def test_paragraphs_are_told_by_their_first_line_set_in(pdf: Pdf) -> None:
    lines = drawn(50, 700, LEFT)
    again = [(x + 12 * (i == 0), y, s, t) for i, (x, y, s, t) in enumerate(drawn(50, 630, RIGHT))]
    text = read(pdf([[*lines, *again]])).text
    assert text.split("\n\n") == [" ".join(LEFT), " ".join(RIGHT)]


def test_lines_that_no_room_ended_stay_lines(pdf: Pdf) -> None:
    lines = ["By Jane Doe", "Saturday 3 October 2020", "Town edition"]
    assert read(pdf([drawn(50, 700, lines)])).text == "\n".join(lines)
    items = ["- The council agreed to the", "plan for the harbour.", "- It costs nine million and"]
    assert "harbour.\n- It" in read(pdf([drawn(50, 700, items)])).text


def test_a_line_as_wide_as_the_page_goes_on_though_capitals_begin_the_next(pdf: Pdf) -> None:
    lines = [
        "The harbour was closed for nine days, and ships lay off the coast. The minister, Anna",
        "Holt, went there on Monday.",
    ]
    assert read(pdf([drawn(72, 700, lines, 12)])).text == " ".join(lines)
    short = ["The harbour was closed by the minister, Anna", "Holt, and the mayor"]
    assert read(pdf([drawn(72, 700, short, 12)])).text == "\n".join(short)


def test_long_lines_of_a_list_of_years_stay_lines(pdf: Pdf) -> None:
    lines = [
        "1998 The harbour is closed for nine days, and ships lie off the coast in the storms",
        "1999 The minister goes there",
    ]
    assert read(pdf([drawn(72, 700, lines, 12)])).text == "\n".join(lines)


def test_hyphens_at_line_ends_keep_their_line(pdf: Pdf) -> None:
    lines = drawn(50, 700, ["The minis-", "ter said so."])
    assert read(pdf([lines])).text == "The minis-\nter said so."


def test_the_tall_letter_of_an_opening_is_part_of_its_word(pdf: Pdf) -> None:
    lines = drawn(80, 700, ["he council met on Monday", "and agreed."])
    for page in ([(50, 672, 40, "T"), *lines], [*lines, (50, 672, 40, "T")]):
        assert read(pdf([page])).text == "The council met on Monday and agreed."


def test_a_byline_above_columns_stands_alone(pdf: Pdf) -> None:
    byline = (50, 730, 11, "By Jane Doe, 3 October 2020")
    page = [byline, *by_rows(drawn(50, 700, LEFT), drawn(300, 700, RIGHT))]
    assert read(pdf([page])).text.split("\n\n")[0] == byline[3]


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_turned_pages_are_read_as_they_are_seen(pdf: Pdf, turned: int) -> None:
    top = 782 if turned == 180 else 535
    shown = by_rows(drawn(50, top, LEFT), drawn(300, top, RIGHT))
    page = []
    for x, y, _, text in shown:
        place = {
            90: (0, 1, -1, 0, 595 - y, x),
            180: (-1, 0, 0, -1, 595 - x, 842 - y),
            270: (0, -1, 1, 0, y, 842 - x),
        }[turned]
        page.append(b"BT /F1 11 Tf %d %d %d %d %.1f %.1f Tm (%s) Tj ET" % (*place, text.encode()))
    draft = read(pdf([page], page=b"/Rotate %d" % turned))
    assert draft.text.split("\n\n") == [" ".join(LEFT), " ".join(RIGHT)]


# -- columns -----------------------------------------------------------------------------------


def test_two_columns_drawn_row_by_row_below_a_headline(pdf: Pdf) -> None:
    headline = (50, 760, 24, "Harbour plan agreed after a long night of talks")
    page = [headline, *by_rows(drawn(50, 700, LEFT), drawn(300, 700, RIGHT))]
    assert read(pdf([page])).text.split("\n\n") == [headline[3], " ".join(LEFT), " ".join(RIGHT)]


def test_three_narrow_columns_and_what_stands_below_them(pdf: Pdf) -> None:
    columns = (drawn(30, 700, LEFT, 9), drawn(200, 700, RIGHT, 9), drawn(370, 700, THIRD, 9))
    below = "Nobody of the ministry wanted to say anything on Saturday, when this paper had asked."
    page = [*by_rows(*columns), (30, 600, 11, below)]
    assert read(pdf([page])).text.split("\n\n") == [*map(" ".join, (LEFT, RIGHT, THIRD)), below]


def test_columns_whose_lines_are_not_level(pdf: Pdf) -> None:
    page = [*drawn(50, 700, LEFT), *drawn(300, 694, RIGHT)]
    assert read(pdf([page])).text.split("\n\n") == [" ".join(LEFT), " ".join(RIGHT)]


def test_a_column_that_begins_a_line_higher_goes_on_with_the_one_before(pdf: Pdf) -> None:
    broken = [*LEFT[:4], "said that building starts when"]
    rest = ["the money is there, which may", *RIGHT[1:]]
    page = [(50, 760, 18, "Harbour plan agreed"), *drawn(50, 700, broken), *drawn(300, 714, rest)]
    assert read(pdf([page])).text.split("\n\n") == ["Harbour plan agreed", " ".join(broken + rest)]


def test_a_date_above_the_right_column_is_none_of_its_lines(pdf: Pdf) -> None:
    page = [(390, 714, 11, "4 May 1999"), *drawn(50, 700, LEFT), *drawn(300, 700, RIGHT)]
    assert read(pdf([page])).text.split("\n\n")[0] == "4 May 1999"


def test_a_sentence_goes_on_in_the_next_column_past_a_caption(pdf: Pdf) -> None:
    broken = [*LEFT[:4], "said that building starts when"]
    caption = (300, 714, 8, "The quay as it is. Photo: J. Doe")
    rest = ["the money is there, which may", *RIGHT[1:]]
    page = [*drawn(50, 700, broken), caption, *drawn(300, 686, rest)]
    text = read(pdf([page])).text
    assert "building starts when the money is there" in text
    assert text.split("\n\n")[0] == caption[3]


def test_a_table_stays_in_rows_and_is_told(pdf: Pdf) -> None:
    days = ["12 May 2019", "3 June 2019", "18 August 2019", "2 March 2020"]
    said = ["The council agreed.", "The pier broke.", "Work began.", "The quay was opened."]
    page = by_rows(drawn(50, 700, days), drawn(200, 700, said))
    draft = read(pdf([page]))
    assert draft.text.splitlines() == [f"| {a}: {b} |" for a, b in zip(days, said, strict=True)]
    assert draft.warnings == ("a table on page 1 was read row by row: check what it dates",)


def test_cells_of_several_lines_are_of_their_row(pdf: Pdf) -> None:
    page = [
        (50, 700, 11, "12 May"), (200, 700, 11, "The council agreed to the"), (400, 700, 11, "9 m"),
        (50, 686, 11, "2019"), (200, 686, 11, "plan for the harbour."),
        (50, 666, 11, "3 June 2019"), (200, 666, 11, "The pier broke."), (400, 666, 11, "2 m"),
        (50, 639, 11, "mid-July 2020"), (200, 646, 11, "The quay was opened by"),
        (400, 639, 11, "1 m"), (200, 632, 11, "the minister."),
    ]  # fmt: skip
    assert read(pdf([page])).text.splitlines() == [
        "| 12 May 2019: The council agreed to the plan for the harbour (9 m). |",
        "| 3 June 2019: The pier broke (2 m). |",
        "| mid-July 2020: The quay was opened by the minister (1 m). |",
    ]


def test_a_line_with_an_empty_first_cell_goes_on_with_its_row(pdf: Pdf) -> None:
    page = [
        (50, 700, 11, "1998"), (200, 700, 11, "The council agreed to the"),
        (200, 686, 11, "plan for the harbour."), (50, 672, 11, "1999"),
        (200, 672, 11, "The pier broke."), (50, 658, 11, "2003"), (200, 658, 11, "It opened."),
    ]  # fmt: skip
    assert read(pdf([page])).text.splitlines() == [
        "| 1998: The council agreed to the plan for the harbour. |",
        "| 1999: The pier broke. |",
        "| 2003: It opened. |",
    ]


def boxes(xs: Sequence[int], ys: Sequence[int], apart: int = 0) -> list[bytes]:
    """A rectangle for each cell between neighbouring positions."""
    return [
        b"%d %d %d %d re S" % (a + apart, low + apart, b - a - 2 * apart, high - low - 2 * apart)
        for a, b in pairwise(xs)
        for high, low in pairwise(ys)
    ]


CENTRED = [
    (50, 686, 11, "4 May 1998"), (120, 700, 11, "The bank lends the firm nine million and"),
    (120, 686, 11, "asks for the two ships that it owns, which"), (120, 672, 11, "it later sells."),
    (50, 650, 11, "17 June"), (50, 636, 11, "1999"), (120, 643, 11, "The owner flees to Oran."),
    (50, 614, 11, "March 2001"), (120, 614, 11, "The bank fails."),
]  # fmt: skip


@pytest.mark.parametrize("apart", [0, 1])
def test_drawn_cells_are_read_row_by_row_wherever_their_text_stands(pdf: Pdf, apart: int) -> None:
    draft = read(pdf([[*CENTRED, *boxes([48, 117, 400], [714, 666, 628, 604], apart)]]))
    assert draft.text.splitlines() == [
        "| 4 May 1998: The bank lends the firm nine million and asks for the two ships that it "
        "owns, which it later sells. |",
        "| 17 June 1999: The owner flees to Oran. |",
        "| March 2001: The bank fails. |",
    ]
    assert draft.warnings == ("a table on page 1 was read row by row: check what it dates",)


def test_cells_that_stand_in_the_middle_of_their_row_without_lines(pdf: Pdf) -> None:
    above = (50, 728, 11, "What became of the firm.")
    draft = read(pdf([[above, *CENTRED, (50, 592, 11, "May 2002"), (120, 592, 11, "It ends.")]]))
    rows = draft.text.splitlines()[2:]
    assert draft.text.startswith(f"{above[3]}\n\n")
    assert rows[0].startswith("| 4 May 1998: The bank lends the firm nine million and asks for")
    assert rows[1:] == [
        "| 17 June 1999: The owner flees to Oran. |",
        "| March 2001: The bank fails. |",
        "| May 2002: It ends. |",
    ]


def test_lines_of_one_row_may_overlap_and_be_further_apart_in_the_next(pdf: Pdf) -> None:
    page = [
        (120, 709, 11, "The bank lends the firm nine"), (50, 700, 11, "4 May"),
        (120, 695, 11, "million and buys a ship."), (50, 686, 11, "1998"),
        (50, 650, 11, "17 June"), (120, 650, 11, "The owner flees to Oran and"),
        (50, 635, 11, "1999"), (120, 635, 11, "is not seen again."),
        (50, 600, 11, "May 2001"), (120, 600, 11, "The bank fails."),
    ]  # fmt: skip
    assert read(pdf([page])).text.splitlines() == [
        "| 4 May 1998: The bank lends the firm nine million and buys a ship. |",
        "| 17 June 1999: The owner flees to Oran and is not seen again. |",
        "| May 2001: The bank fails. |",
    ]


def test_cells_that_stand_close_to_the_next_are_told_from_it(pdf: Pdf) -> None:
    days = ["12 May 2019", "3 June 2019", "18 August 2019", "2 March 2020"]
    said = ["Council voted.", "The pier broke down.", "Work began.", "The quay was opened."]
    places = ["Oran", "Varna", "Leith", "Oran"]
    end = 160 + 111.3  # where the longest of them ends, a space that is wide for words behind it
    columns = drawn(50, 700, days), drawn(160, 700, said), drawn(end + 6.5, 700, places)
    assert read(pdf([by_rows(*columns)])).text.splitlines() == [
        f"| {day}: {told.removesuffix('.')} ({place}). |"
        for day, told, place in zip(days, said, places, strict=True)
    ]


@pytest.mark.parametrize("heights", [(666, 628, 604), (714, 666, 628)])
def test_lines_below_or_above_rows_alone_tell_them(pdf: Pdf, heights: tuple[int, ...]) -> None:
    ends = ((48, 117), (117, 400))
    lines = [b"%d %d m %d %d l S" % (a, y, b, y) for y in heights for a, b in ends]
    above = (50, 728, 11, "Of the firm is told in many a paper, and of how it all came to an end.")
    text = read(pdf([[above, *CENTRED, *lines]])).text
    assert [row[:17] for row in text.splitlines()[2:]] == [
        "| 4 May 1998: The", "| 17 June 1999: T", "| March 2001: The",
    ]  # fmt: skip
    assert text.startswith(above[3])


def test_lines_below_links_make_no_table(pdf: Pdf) -> None:
    links = drawn(50, 700, ["Politics of today", "Sports of today.", "Weather of today"])
    lines = [b"50 %d m 130 %d l S" % (y - 2, y - 2) for _, y, _, _ in links]
    assert "|" not in read(pdf([[*links, *drawn(50, 600, LEFT), *lines]])).text


def test_a_frame_around_cells_is_no_cell_and_what_stands_outside_is_no_row(pdf: Pdf) -> None:
    above, below = (50, 750, 11, "What became of the firm."), (50, 560, 11, "So it ended.")
    frame = boxes([30, 420], [734, 584])
    page = [above, *CENTRED, below, *frame, *boxes([48, 117, 400], [714, 666, 628, 604])]
    blocks = read(pdf([page])).text.split("\n\n")
    assert (blocks[0], blocks[-1]) == (above[3], below[3])
    assert blocks[1].count("|") == 6


def test_a_cell_as_high_as_two_rows_is_in_both(pdf: Pdf) -> None:
    page = [
        (50, 686, 11, "4 May 1998"), (150, 700, 11, "The bank lends nine million."),
        (150, 672, 11, "The firm buys a ship."), (50, 640, 11, "May 1999"),
        (150, 640, 11, "The owner flees."), *boxes([48, 145], [714, 660]),
        *boxes([145, 400], [714, 688, 660]), *boxes([48, 145, 400], [660, 630]),
    ]  # fmt: skip
    assert read(pdf([page])).text.splitlines() == [
        "| 4 May 1998: The bank lends nine million. |",
        "| 4 May 1998: The firm buys a ship. |",
        "| May 1999: The owner flees. |",
    ]


def test_a_table_in_a_cell_is_part_of_it(pdf: Pdf) -> None:
    page = [
        (50, 700, 11, "4 May 1998"), (150, 700, 11, "The bank lends nine million:"),
        (165, 680, 11, "in May"), (255, 680, 11, "four,"), (165, 665, 11, "in June"),
        (255, 665, 11, "five."), (50, 640, 11, "May 1999"), (150, 640, 11, "The owner flees."),
        *boxes([48, 145, 400], [714, 655, 630]), *boxes([160, 250, 350], [692, 677, 661]),
    ]  # fmt: skip
    assert read(pdf([page])).text.splitlines() == [
        "| 4 May 1998: The bank lends nine million: in May four, in June five. |",
        "| May 1999: The owner flees. |",
    ]


def test_boxes_of_running_text_are_no_table(pdf: Pdf) -> None:
    page = [
        *drawn(50, 700, LEFT), *drawn(300, 700, RIGHT),
        *drawn(50, 600, THIRD), *drawn(300, 600, LEFT[1:]),
        *boxes([45, 295, 550], [715, 620, 530]),
    ]  # fmt: skip
    draft = read(pdf([page]))
    assert "|" not in draft.text
    assert draft.warnings == ()


def test_lines_that_enclose_nothing_make_no_table(pdf: Pdf) -> None:
    lines = [b"40 712 m 400 712 l S", b"40 690 m 400 690 l S", b"117 720 m 117 600 l S"]
    assert "|" not in read(pdf([[*CENTRED[:4], *lines]])).text


def test_very_many_drawn_lines_are_read_in_bounded_time(pdf: Pdf) -> None:
    grid = [b"%d 0 m %d 842 l S" % (x, x) for x in range(5, 590, 5)]
    grid += [b"0 %d m 595 %d l S" % (y, y) for y in range(5, 840, 5)]
    start = time.process_time()
    assert read(pdf([[(50, 700, 11, "The bank fails."), *grid * 40]])).text == "The bank fails."
    assert time.process_time() - start < 5


def test_rows_without_a_date_stay_rows(pdf: Pdf) -> None:
    page = by_rows(drawn(50, 700, ["Quays", "Cranes", "Piers"]), drawn(200, 700, ["3", "12", "1"]))
    assert read(pdf([page])).text == "| Quays | 3 |\n| Cranes | 12 |\n| Piers | 1 |"


def test_wide_spaces_within_running_text_make_no_table(pdf: Pdf) -> None:
    lines = [
        ("agreed to the", "plan for the"),
        ("harbour and the", "quay that was"),
        ("broken by", "the storm."),
    ]
    page = [
        d
        for i, (a, b) in enumerate(lines)
        for d in ((50, 700 - 14 * i, 11, a), (150, 700 - 14 * i, 11, b))
    ]
    draft = read(pdf([[(50, 714, 11, "The council met on Monday and"), *page]]))
    assert "|" not in draft.text
    assert draft.warnings == ()


def test_a_list_with_its_marks_apart_is_no_table(pdf: Pdf) -> None:
    said = ["The council agreed.", "The pier broke.", "Work began."]
    page = by_rows(drawn(50, 700, ["•"] * 3), drawn(80, 700, said))
    draft = read(pdf([page]))
    assert draft.text.splitlines() == [f"• {a}" for a in said]
    assert draft.warnings == ()


# -- pages -------------------------------------------------------------------------------------


def test_furniture_is_dropped_and_paragraphs_run_on(pdf: Pdf) -> None:
    bodies = ["The minister said on", "Monday that talks had", "ended well for all."]
    pages = [
        [(50, 810, 9, f"The Daily Test, page {i}"), (50, 700, 11, body), (290, 30, 9, str(i))]
        for i, body in enumerate(bodies, start=1)
    ]
    draft = read(pdf(pages))
    assert draft.text == " ".join(bodies)
    assert [draft.text[at:].split()[0] for at in draft.pages] == ["The", "Monday", "ended"]
    two = [
        [(50, 810, 9, "Saturday 3 October 2020"), *page[1:2], (50, 30, 9, "Test - Page 1 of 2")]
        for page in pages[:2]
    ]
    draft = read(pdf(two))
    assert draft.text.startswith("Saturday 3 October 2020\n\nThe minister said on")
    assert draft.text.count("October") == 1
    assert (draft.published, draft.title) == (None, None)


def test_heads_of_odd_and_even_pages(pdf: Pdf) -> None:
    body = [f"It {verb} on a Monday of May." for verb in ("rained", "snowed", "cleared", "froze")]
    pages = [
        [(50, 810, 9, "THE GAZETTE" if i % 2 else "Harbour plans"), (50, 700, 11, text)]
        for i, text in enumerate(body)
    ]
    assert read(pdf(pages)).text.split("\n\n") == ["Harbour plans", *body]


def test_heads_that_change_with_the_chapter_are_told_by_their_number(pdf: Pdf) -> None:
    days = ("Monday", "Tuesday", "Friday", "Sunday")
    pages = [
        [(50, 810, 9, f"Chapter {day}: A quay {i}"), (50, 700, 11, f"The pier broke on {day}.")]
        for i, day in enumerate(days, start=6)
    ]
    text = read(pdf(pages)).text
    assert text.count("Chapter") == 1  # the first page keeps its head
    assert text.count("pier broke") == 4


@pytest.mark.parametrize(
    "numbers", [["iv", "v", "vi"], ["IV", "V", "VI"], ["1998", "1999", "2000"], ["– 7 –"]]
)
def test_page_numbers(pdf: Pdf, numbers: list[str]) -> None:
    bodies = ["It opened.", "It rained.", "It closed."][: len(numbers)]
    pages = [
        [(50, 700, 11, text), (290, 30, 9, number)]
        for text, number in zip(bodies, numbers, strict=True)
    ]
    assert read(pdf(pages)).text.split("\n\n") == bodies


@pytest.mark.parametrize("heads", [["1998", "1999", "2000"], ["I", "V"], ["1998"]])
def test_years_and_parts_that_head_pages_are_no_page_numbers(pdf: Pdf, heads: list[str]) -> None:
    pages = [[(50, 780, 14, head), (50, 700, 11, "The quay opened.")] for head in heads]
    assert [p for p in read(pdf(pages)).text.split("\n\n") if p in heads] == heads


def test_what_two_pages_begin_with_by_chance_is_kept(pdf: Pdf) -> None:
    pages = [
        [(50, y, 11, "The council met on Monday."), (50, y - 14, 11, said)]
        for y, said in ((780, "It agreed."), (700, "It refused."))
    ]
    assert read(pdf(pages)).text.count("The council met") == 2


def test_pages_of_one_head_keep_their_own_first_lines(pdf: Pdf) -> None:
    pages = [[(50, 780, 14, text)] for text in ("Spring came.", "Summer came.", "Winter came.")]
    assert read(pdf(pages)).text.split("\n\n") == ["Spring came.", "Summer came.", "Winter came."]


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        (["3/4/21, 10:12 AM", "Quay | Paper"], ["https://paper.example/quay", "1/1"]),
        (["Quay | Paper", "https://paper.example/quay"], ["1 of 1", "04/03/2021, 10:12"]),
        (["04.03.2021, 10:12", "Quay"], ["https://paper.example/quay", "1/1"]),
    ],
)
def test_what_a_browser_prints_is_no_text_but_its_address(
    pdf: Pdf, head: list[str], foot: list[str]
) -> None:
    page = [
        (25, 820, 8, head[0]), (300, 820, 8, head[1]), *drawn(50, 700, LEFT),
        (25, 15, 8, foot[0]), (480, 15, 8, foot[1]),
    ]  # fmt: skip
    draft = read(pdf([page]))
    assert draft.text == " ".join(LEFT)
    assert (draft.url, draft.published) == ("https://paper.example/quay", None)


def test_a_page_that_ends_in_an_address_keeps_it(pdf: Pdf) -> None:
    draft = read(pdf([[*drawn(50, 700, LEFT), (50, 600, 11, "More at https://paper.example/a")]]))
    assert draft.text.endswith("https://paper.example/a")
    assert draft.url is None


def test_a_note_at_the_foot_does_not_break_the_sentence_above_it(pdf: Pdf) -> None:
    first = drawn(50, 700, [*LEFT[:4], "said that building starts when"])
    above = drawn(50, 760, ["An old quarrel had ended."])
    note = (50, 60, 8, "1 See the report of the council.")
    second = drawn(50, 780, ["the money is there, which may", *RIGHT[1:]])
    draft = read(pdf([[*above, *first, note], second]))
    assert "building starts when the money is there" in draft.text
    assert draft.text.index(note[3]) < draft.text.index(LEFT[0]) < draft.pages[1]
    assert draft.text[draft.pages[1] :].startswith("the money")


def test_numbers_of_notes_are_told_from_what_they_follow(pdf: Pdf) -> None:
    page = [
        (50, 700, 11, "The quay"), (95.5, 704, 7, "1"), (103, 700, 11, "opened in 2019"),
        (178, 704, 7, "2"), (188, 700, 11, "and closed in 2020."),
    ]  # fmt: skip
    assert read(pdf([page])).text == "The quay¹ opened in 2019 [2] and closed in 2020."


def test_roman_numbers_of_notes_are_told_from_what_they_follow(pdf: Pdf) -> None:
    raised = b"BT /F1 11 Tf 1 0 0 1 50 700 Tm (It fell in 2004.) Tj /F1 6 Tf 4 Ts (ii) Tj ET"
    page = [raised, (150, 700, 11, "It rose again."), (50, 660, 11, "King George vi")]
    assert read(pdf([page])).text == "It fell in 2004.[^ii] It rose again.\n\nKing George vi"


def test_each_quote_is_on_its_page(pdf: Pdf, put: Put) -> None:
    pages = [drawn(50, 700, LEFT), [], drawn(50, 700, RIGHT)]
    (article,) = articles([put("a.pdf", pdf(pages))])
    assert isinstance(article, Article)
    assert article.page(article.text.index("council")) == 1
    assert article.page(article.text.index("boats")) == 3


# -- scans and what can't be read --------------------------------------------------------------


def test_scanned_pages_among_others_are_told(pdf: Pdf) -> None:
    draft = read(pdf([drawn(50, 700, LEFT), [PICTURE], [PICTURE, (50, 20, 8, "Scan 0417")], []]))
    assert draft.warnings == (
        "2 of 4 pages have no text (scanned?): 2, 3; run text recognition on it, e.g. ocrmypdf",
    )


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (b"0.8 g 100 100 300 400 re f", True),
        (b"1 w 100 100 m 300 400 l S", True),
        (b"1 g 0 0 595 842 re f", False),  # white paper
        (b"0 g 50 800 495 1 re f", False),  # the line below a head
        (b"100 100 300 400 re n", False),
    ],
)
def test_pages_that_are_drawn_and_hold_no_text_are_told(pdf: Pdf, seen: bytes, told: bool) -> None:
    draft = read(pdf([[(50, 700, 11, "The bank fails.")], [seen]]))
    assert any(w.startswith("1 of 2 pages has no text") for w in draft.warnings) is told


def test_a_page_with_a_picture_behind_its_text_is_no_scan(pdf: Pdf) -> None:
    assert read(pdf([[PICTURE, *drawn(50, 700, LEFT)]])).warnings == ()


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda pdf: pdf([[(50, 700, 11, "x")]], locked=True), "password"),
        (lambda pdf: pdf([[(50, 700, 11, "x")]])[:150], "damaged"),
        (lambda pdf: pdf([[]]), "it holds no text"),
        (lambda pdf: pdf([[PICTURE]] * 12), r"its 12 pages hold no text \(scanned\?\); .*ocrmypdf"),
    ],
)
def test_what_cannot_be_read(pdf: Pdf, make: Callable[[Pdf], bytes], why: str) -> None:
    with pytest.raises(InputError, match=why):
        list(portable.read(make(pdf), "a.pdf"))


def rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def encrypted(data: bytes) -> bytes:
    """A PDF as programs write it that only forbid to print or copy: its user's password is empty."""
    empty = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
    owner = rc4(md5(empty).digest()[:5], empty)
    key = md5(empty + owner + (-4).to_bytes(4, "little", signed=True) + b"\0").digest()[:5]

    def stream(m: re.Match[bytes]) -> bytes:
        of_object = md5(key + int(m[1]).to_bytes(3, "little") + b"\0\0").digest()[:10]
        return m[0].replace(m[2], rc4(of_object, m[2]))

    hidden = re.sub(rb"(\d+) 0 obj\n<<[^>]*>>\nstream\n(.*?)\nendstream", stream, data, flags=re.S)
    told = (owner.hex().encode(), rc4(key, empty).hex().encode())
    lock = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<00> <00>]" % told
    )
    return hidden.replace(b"trailer << ", b"trailer << " + lock)


def test_a_file_that_opens_without_its_password_is_read(pdf: Pdf) -> None:
    data = encrypted(pdf([drawn(50, 700, LEFT)]))
    assert b"council" not in data
    assert read(data).text == " ".join(LEFT)


def test_a_title_is_taken_where_the_page_shows_it(pdf: Pdf) -> None:
    page = [(50, 780, 18, "Harbour plan agreed"), *drawn(50, 700, LEFT)]
    dated = b"/CreationDate (D:20210304101200Z) "
    shown = read(pdf([page], info=dated + b"/Title (Harbour plan agreed)"))
    assert (shown.title, shown.published) == ("Harbour plan agreed", None)
    on_the_web = read(pdf([page], info=b"/Title (Harbour plan agreed - The Paper)"))
    assert on_the_web.title == "Harbour plan agreed"
    for other in (b"draft-3.doc", b"the mayor", b"The council met on Monday"):
        assert read(pdf([page[1:]], info=b"/Title (%s)" % other)).title is None
        assert read(pdf([page], info=b"/Title (%s)" % other)).title == "Harbour plan agreed"


def test_what_stands_in_by_far_the_largest_type_is_the_title(pdf: Pdf) -> None:
    head, date = (50, 780, 11, "Journal of Harbours, vol. 12 (1990)"), (50, 715, 13, "4 May 1990")
    page = [head, (50, 740, 22, "Fire at Varna"), date, *drawn(50, 690, LEFT)]
    assert read(pdf([page])).title == "Fire at Varna"
    two = [head, (50, 740, 13, "Fire at Varna"), date, *drawn(50, 690, LEFT)]
    assert read(pdf([two])).title is None
    number = [head, (50, 740, 22, "1990"), *drawn(50, 690, LEFT)]
    assert read(pdf([number])).title is None


def test_comments_are_left_out_and_told(pdf: Pdf) -> None:
    note = b"/Annots [<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (Cut this) >> %s]"
    link = b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Contents (A link) >>"
    draft = read(pdf([drawn(50, 700, LEFT)], page=note % link))
    assert draft.text == " ".join(LEFT)
    assert draft.warnings == ("1 comment was left out",)
    two = note % b"<< /Type /Annot /Subtype /Highlight /Rect [0 0 9 9] /Contents (Why?) >>"
    assert read(pdf([drawn(50, 700, LEFT)], page=two)).warnings == ("2 comments were left out",)


def test_files_that_hang_on_a_document_are_articles_beside_it(pdf: Pdf, put: Put) -> None:
    data = pdf([drawn(50, 700, LEFT)], attached=(b"notes-2021-05-04.txt", b"It rained."))
    found = [a for a in articles([put("a.pdf", data)]) if isinstance(a, Article)]
    told = {a.id: (a.text, a.published) for a in found}
    assert told == {
        "a.pdf": (" ".join(LEFT), None),
        "a.pdf/notes-2021-05-04.txt": ("It rained.", "2021-05-04"),
    }
    empty = pdf([[]], attached=(b"a.txt", b"It rained."))
    member, error = articles([put("b.pdf", empty)])
    assert isinstance(member, Article)
    assert isinstance(error, InputError)


def test_what_is_typed_into_a_form_is_read_where_it_stands(pdf: Pdf) -> None:
    field = b"<< /Type /Annot /Subtype /Widget /FT /%s /T (day) /Rect [120 698 300 712] /V %s >>"
    page = [(50, 700, 11, "Date of vote:"), (50, 660, 11, "Signed by the mayor.")]
    filled = b"/Annots [%s]" % (field % (b"Tx", b"(4 May\r2021)"))
    assert read(pdf([page], page=filled)).text.split("\n")[0] == "Date of vote: 4 May"
    box = b"/Annots [%s]" % (field % (b"Btn", b"/Yes"))
    assert "Yes" not in read(pdf([page], page=box)).text


@pytest.mark.parametrize("words", [["x"], ["It", "opened", "and"], ["a b c d e f", "Zz"]])
def test_pages_of_very_many_words_are_read_in_bounded_time(pdf: Pdf, words: list[str]) -> None:
    page = [
        (3.0 + 11 * (i % 53), 840 - 0.7 * (i // 53), 2, words[i % len(words)])
        for i in range(30_000)
    ]
    begun = time.process_time()
    read(pdf([page]))
    assert time.process_time() - begun < 20
