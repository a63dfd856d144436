"""What names a result."""

from __future__ import annotations

from timeline import result_keys
from timeline.model import Article


def article(text: str, published: str | None = None) -> Article:
    return Article(
        id="a",
        path="a",
        text=text,
        format="text",
        sha256="0" * 64,
        published=published,
    )


def test_the_fingerprint_is_stable_and_in_the_key() -> None:
    assert result_keys.fingerprint() == result_keys.fingerprint()
    one, two = (
        article("The mill opened on Monday."),
        article("The mill opened on Monday.", published="2019-05-10"),
    )
    assert result_keys.cache_key(one) != result_keys.cache_key(two)
