"""Tokens: classes of figures, and offsets that never overlap."""

import pytest

from timeline.dates import rulebook
from timeline.dates.tokens import digit_signatures, digits
from timeline.dates.vocabulary import roman


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("7", "dd", 7), ("31", "dd", 31), ("1998", "yyyy", 1998), ("98", "yy", 98), ("1990s", "decade", 1990),
        ("'90s", "decade", 90), ("'98", "yyq", 98), ("4th", "dth", 4), ("12:30", "clock", (12, 30)), ("18h30", "clock", (18, 30)),
        ("2020-08-09", "iso", (2020, 8, 9, ())), ("2020/8/9", "iso", (2020, 8, 9, ())), ("09/08/2020", "slashed", (9, 8, 2020, 4, "/")),
        ("1,500", "num", 1500), ("1.5", "num", 1.5), ("30,4", "num", 30.4),
    ],
)  # fmt: skip
def test_figures(text: str, name: str, value: object) -> None:
    classes, values = digits(text)
    assert name in classes
    assert values[name] == value
    assert classes in digit_signatures()


@pytest.mark.parametrize(
    "text", ["25:00", "12:75", "1.2.3", "99/99/2020", "123456789", "1995s", "0th", "2020-13-01"]
)
def test_figures_that_are_no_dates(text: str) -> None:
    classes, _ = digits(text)
    assert not classes & {"clock", "iso", "slashed", "decade", "dth", "yyyy"}
    assert classes in digit_signatures()


def test_roman_numerals() -> None:
    assert [roman(n) for n in (1, 4, 9, 19, 21)] == ["i", "iv", "ix", "xix", "xxi"]


def test_tokens_are_in_order_and_cover_words() -> None:
    text = "On Aug. 9, 2020, at 8:30 p.m.; see https://example.org/2020/08/09 or twenty-six."
    tokens = rulebook.load("en").tokenize(text)
    assert len(tokens.starts) == len(tokens.ends) == len(tokens.values) == len(tokens.chars)
    spans = list(zip(tokens.starts, tokens.ends, strict=True))
    assert all(a < b for a, b in spans)
    assert all(spans[i][1] <= spans[i + 1][0] for i in range(len(spans) - 1))
    words = [text[a:b] for a, b in spans]
    assert "Aug." in words
    assert "p.m." in words
    assert "twenty-six" in words
    assert "https://example.org/2020/08/09" in words
