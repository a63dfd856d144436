"""A text as dates are read in it, read once for all who ask of the same text one after the other.

When an article was published, what dates its events and what kind of text it is are all told by the
same expressions; finding them is most of what each of these questions costs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from timeline.dates import engine, rulebook
from timeline.dates.mend import Mended, mend
from timeline.dates.tokens import Tokens


@dataclass(frozen=True, slots=True)
class TextRead:
    """A text put together again, its tokens, and the expressions the rules find in them."""

    mended: Mended
    tokens: Tokens
    _found: tuple[engine.Found, ...]

    def found(self) -> list[engine.Found]:
        """The expressions in text order, the caller's own to change."""
        return [replace(f) for f in self._found]


@lru_cache(maxsize=1)
def text_read(text: str, language: str) -> TextRead:
    """A text read in a language. Raises UsageError for one that there are no rules for."""
    data = rulebook.load(language)
    mended = mend(text, data)
    tokens = data.tokenize(mended.text)
    return TextRead(mended, tokens, tuple(engine.find(tokens, data)))
