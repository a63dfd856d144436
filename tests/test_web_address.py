import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.web_address import LONGEST, at_page, at_words, checked, is_pdf, shown


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("https://example.org", "https://example.org"),
        (" HTTP://Example.org:8080/A?b=c&d#e ", "http://example.org:8080/A?b=c&d#e"),
        ("https://example.org/Минск", "https://example.org/%D0%9C%D0%B8%D0%BD%D1%81%D0%BA"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ("https://example.org/'\"<>()", "https://example.org/'%22%3C%3E()"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://example.org/é x?q=a b#c d", "https://example.org/%C3%A9%20x?q=a%20b#c%20d"),
        ("https://example.org/a\u00a0b", "https://example.org/a%C2%A0b"),
        ("https://example.org/a\u202eb", "https://example.org/a%E2%80%AEb"),
        ("https://example.org/@user", "https://example.org/@user"),
    ],
)
def test_pages_of_the_web_may_be_linked(told: str, address: str) -> None:
    assert checked(told) == address
    assert checked(address) == address


@pytest.mark.parametrize(
    "told",
    [
        None, "", "example.org", "//example.org", "/a", "javascript:alert(1)", "JavaScript://x/%0aalert(1)",
        "data:text/html,x", "file:///etc/passwd", "vbscript:x", "mailto:a@b.example", "https:example.org",
        "https:///x", "https://", "https://bank.example@evil.example", "https://a:b@example.org",
        "https://example.org\\@evil.example", "https://example.org:99999", "https://example.org:x",
        "https://exa mple.org", "https://example.org/a\tb", "https://a.example/\u2028b", "java\nscript:x",
        "https://example.org/a\x00b", "https://example.org/a\x1bb", "https://[::1",
        "https://a..b/", "https://example.org/\ud800", "https://\ud800.example/", f"https://a.example/{'a' * LONGEST}",
    ],
)  # fmt: skip
def test_nothing_else_may(told: str | None) -> None:
    assert checked(told) is None


@given(st.text() | st.text("htps:/@\\.#?[]%ex \t\n\x00é\u202e").map("http://".__add__))
def test_what_comes_through_can_stand_in_any_link(told: str) -> None:
    found = checked(told)
    assert found is None or re.fullmatch(r"https?://[^@/\s<>\"\\]+([/?#][!-~]*)?", found)
    assert found is None or checked(found) == found


def test_an_address_is_shown_with_the_letters_of_its_script_alone() -> None:
    for told, said in (
        ("https://example.org/", "example.org"),
        ("https://example.org/Минск/b", "example.org/Минск/b"),
        ("https://example.org/a\u202eb%20c%2Fd", "example.org/a%E2%80%AEb%20c%2Fd"),
        ("https://example.org/%FF", "example.org/%FF"),
    ):
        assert shown(checked(told) or "") == said


def directive(words: str) -> list[str]:
    _, _, told = at_words("https://example.org/", words).partition("#:~:text=")
    assert re.fullmatch(r"[A-Za-z0-9._~%,]*", told), "dashes, commas and ampersands part directives"
    return [unquote(side) for side in told.split(",")]


@pytest.mark.parametrize(
    ("words", "sides"),
    [
        ("The vote, held on Monday", ["The vote, held on Monday"]),
        ("“A well-known vote & more.”", ["A well-known vote & more"]),
        ("- 4: the vote\n   was held", ["4: the vote was held"]),
        (
            "One two three four five six seven eight nine ten eleven.",
            ["One two three four five", "seven eight nine ten eleven"],
        ),
        ("Of one block\n\nand of another", ["Of one block", "and of another"]),
        ("…", [""]),
        ("", [""]),
    ],
)
def test_a_quote_is_led_to_by_its_first_and_last_words(words: str, sides: list[str]) -> None:
    assert directive(words) == sides


@given(st.text())
def test_any_quote_makes_a_short_link(words: str) -> None:
    sides = directive(words)
    assert len(sides) <= 2
    assert len(",".join(sides)) <= max(len(words), 201)


def test_what_an_address_says_of_a_place_on_the_page_is_kept() -> None:
    assert at_words("https://a.example/b#c", "Vote") == "https://a.example/b#c:~:text=Vote"
    assert at_words("https://a.example/#c:~:text=x", "Vote") == "https://a.example/#c:~:text=Vote"
    assert at_page("https://a.example/b.pdf#c", 3) == "https://a.example/b.pdf#page=3"
    assert at_page("https://a.example/b.pdf#c", None) == "https://a.example/b.pdf#c"


def test_a_pdf_is_told_by_its_name() -> None:
    assert is_pdf("https://a.example/B.PDF?x=1#y")
    assert not is_pdf("https://a.example/b?c=d.pdf")
