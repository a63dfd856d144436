import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.contract import line
from timeline.safe_text import clean, embeddable, escaped, lines, one_line

UNSEEN = "\u180e\u200b\u2060\u2064\ufeff\ufff9\U000e0041\ud800\udfff\uffff"
DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROLS = "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0))))


def test_clean_leaves_nothing_that_steers_a_terminal() -> None:
    assert clean("a\x1b[31mb\x07 \r\n\tc\x9b2Jd\u202ee\u2066f") == "a[31mb c2Jdef"
    assert clean("  é 中 🎉  ") == "é 中 🎉"


@pytest.mark.parametrize("character", [*UNSEEN, *DIRECTION])
def test_what_is_not_seen_is_dropped(character: str) -> None:
    assert clean(f"a{character}b") == "ab"


@pytest.mark.parametrize("character", CONTROLS)
def test_controls_are_dropped_and_line_ends_are_blanks(character: str) -> None:
    assert clean(f"a{character}b") in ("ab", "a b")
    assert (clean(f"a{character}b") == "a b") == (character in "\t\n\v\f\r\x85")


def test_separators_of_lines_and_paragraphs_are_blanks() -> None:
    assert clean("a\u2028b\u2029c") == "a b c"


@pytest.mark.parametrize(
    "text",
    [
        "שלום עולם", "مرحبا", "می\u200cخواهم", "ක්\u200dෂ", "അവന്\u200d", "e\u0301te\u0301", "ﬁ",
        "👩\u200d👩\u200d👧", "👩🏽\u200d⚕\ufe0f", "❤\ufe0f\u200d🔥",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "co\u00adop", "‘a’ – “b”",
    ],
)  # fmt: skip
def test_what_writing_needs_is_kept(text: str) -> None:
    assert clean(text) == text
    assert one_line(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("pay\u200cpal", "paypal"), ("a\u200db", "ab"), ("👩\u200d is", "👩 is"),
        ("می\u200c\u200cخ", "می\u200cخ"), ("🏴\U000e0041", "🏴"),
    ],
)  # fmt: skip
def test_joiners_and_tags_that_join_nothing_are_dropped(text: str, left: str) -> None:
    assert clean(text) == left


def test_one_line_keeps_the_blanks_at_its_ends() -> None:
    assert one_line("\n a\n\nb \x1b") == " a b "


def test_lines_keep_their_indentation() -> None:
    assert lines("a\x1b\n  b\u202e\tc\u2028d\n") == "a\n  b c d\n"


@given(st.text(st.characters(categories=None) | st.sampled_from(UNSEEN + DIRECTION)))
def test_escaped_json_is_the_same_data_and_safe(text: str) -> None:
    told = json.dumps([text], ensure_ascii=False)
    assert json.loads(escaped(told)) == [text]
    escaped(told).encode("utf-8")
    bad = {c for c in escaped(told) if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")}
    assert not bad
    assert not set(escaped(told)) & set(DIRECTION + UNSEEN)


@given(st.text(st.characters(categories=None) | st.sampled_from(UNSEEN + DIRECTION)))
def test_what_is_clean_stays_so(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    clean(text).encode("utf-8")


def test_a_line_of_json_shows_what_is_not_seen() -> None:
    told = {"title": "a\u202eb\u200bc\u2066d \u00e9\u00a0e"}
    assert line(told) == '{"title": "a\\u202eb\\u200bc\\u2066d \u00e9\u00a0e"}'
    assert json.loads(line(told)) == told
    assert "\\u202e" in embeddable(json.dumps(told, ensure_ascii=False))
