"""The language of most articles: in it a chronology names its events and its actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping


def main_language(languages: Mapping[str, int] | Iterable[str]) -> str:
    """The language told most often, of equals the first in the alphabet; "" where there is none.

    languages: the code of each article, as "en", or how many articles there are of each code.
    """
    count = Counter(languages)
    return min((code for code in count if code), key=lambda code: (-count[code], code), default="")
