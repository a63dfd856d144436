from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.segment.clean_text import EMPTY, Clean, clean

PIECES = st.sampled_from(
    ["a", "Été", " ", "\n", "\u00a0", "\u00ad", "\u200b", "’", "*", "**", "_", "`", "[x](y)", "[^1]",
     "<sup>1</sup>", "<sup>th</sup>", "<br>", "&amp;", "&nbsp;", "\\$", "¹", "m²", "-\n", "(", "]", "\x00",
     "![i](u)", "[12]", "~~", "<!-- c -->", "\r\n"]
)  # fmt: skip
RAW = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=60))


def of(raw: str, *, hyphens: bool = False) -> str:
    return clean(raw, 0, len(raw), hyphens=hyphens).text


def check(raw: str, c: Clean) -> None:
    assert [p for p, _ in c.runs] == sorted({p for p, _ in c.runs})
    assert [r for _, r in c.runs] == sorted({r for _, r in c.runs})
    places = [c.raw(i) for i in range(len(c.text))]
    assert places == sorted(set(places))
    for char, at in zip(c.text, places, strict=True):
        if char == " ":
            assert raw[at].isspace() or raw[at] in "<&"
        elif char == "'":
            assert raw[at] in "'’‘ʼ‛"
        else:
            assert raw[at] == char
    if c.text:
        assert c.runs[0] == (0, c.start)
        assert c.text == c.text.strip()
        assert "  " not in c.text
        assert 0 <= c.start < c.end <= len(raw)
    else:
        assert c == EMPTY


@settings(max_examples=120, deadline=None)
@given(RAW, st.booleans())
def test_every_character_maps_to_its_raw_one(raw: str, hyphens: bool) -> None:
    check(raw, clean(raw, 0, len(raw), hyphens=hyphens))


@settings(max_examples=100, deadline=None)
@given(RAW, st.integers(0, 80), st.integers(0, 80))
def test_a_slice_keeps_the_map(raw: str, a: int, b: int) -> None:
    whole = clean(raw, 0, len(raw))
    a, b = min(a, len(whole.text)), min(b, len(whole.text))
    part = whole.slice(a, b)
    check(raw, part)
    assert part.text == whole.text[a:b].strip(" ")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  two   words \n\t here ", "two words here"),
        ("l’été\u00a0: 10\u202f000 euros", "l'été : 10 000 euros"),
        ("Mos\u00adcow \u200band\ufeff Minsk", "Moscow and Minsk"),
        ("**bold** and *it’s* __strong__ _so_ ~~gone~~", "bold and it's strong so gone"),
        ("***all of it.***", "all of it."),
        ("2 * 3 * 4, snake_case_name and _x", "2 * 3 * 4, snake_case_name and _x"),
        ("see [the report](https://x.org/a_(b)) and ![a map](m.png)", "see the report and a map"),
        ("see [the report][1], [Russia] said", "see the report, [Russia] said"),
        ("Three countries<sup>1</sup>, two[^2], one[3].¹²", "Three countries, two, one."),
        (
            "It sank on 2 May 2011.1 The owner sold it in 2012.14",
            "It sank on 2 May 2011. The owner sold it in 2012.",
        ),
        ("It rose to 2011.5 points, by 2011.25.", "It rose to 2011.5 points, by 2011.25."),
        ("August 9<sup>th</sup>, 5 km<sup>2</sup> and 3 m²", "August 9th, 5 km2 and 3 m²"),
        (r"\$100 billion \*not\* a_b", "$100 billion *not* a_b"),
        ("AT&amp;T&nbsp;paid<br>one `code`", "AT&T paid one code"),
        ("a<!-- hidden -->b <em>c</em> <3", "ab c <3"),
        ("a < b and c > d", "a < b and c > d"),
    ],
)
def test_marks_go_and_words_stay(raw: str, text: str) -> None:
    assert of(raw) == text
    check(raw, clean(raw, 0, len(raw)))


def test_offsets_point_at_the_raw_words() -> None:
    raw = "In **Geneva**, the\n  ministers’\u00a0talks<sup>4</sup> ended."
    c = clean(raw, 0, len(raw))
    assert c.text == "In Geneva, the ministers' talks ended."
    for word, at in (
        ("Geneva", "Geneva"),
        ("ministers'", "ministers’"),
        ("talks ended", "talks<sup>4</sup> ended"),
    ):
        i = c.text.index(word)
        assert raw[c.raw(i) : c.raw(i + len(word) - 1) + 1] == at


def test_words_split_at_a_line_end_are_mended_when_asked() -> None:
    raw = "The minis-\nter of self-\nemployed people. The self-employed, Franco-\nBelgian"
    assert (
        of(raw, hyphens=True)
        == "The minister of self-employed people. The self-employed, Franco- Belgian"
    )
    assert of(raw).startswith("The minis- ter")
    check(raw, clean(raw, 0, len(raw), hyphens=True))


def test_ranges_can_be_left_out() -> None:
    raw = "> one\n> two"
    assert clean(raw, 0, len(raw), [(0, 2), (6, 8)]).text == "one two"
    assert clean(raw, 2, len(raw), [(0, 2), (6, 8)]).runs == ((0, 2), (4, 8))


@pytest.mark.parametrize(
    "piece", ["*a ", "[a", "[[a](", "_ ", "`", "<sup>", "(", "&", "a*", "![", "\\"]
)
def test_time_grows_with_length(piece: str) -> None:
    raw = piece * (100_000 // len(piece))
    # Work that grows with the square of the length would take minutes here.
    check(raw, clean(raw, 0, len(raw)))
