"""Where an article that tells a life or a history comes back to the days it was written in.

An obituary goes back by years and ends with "a fall in November": the months of its last paragraphs
are those before publication.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.dates.engine import Found
from timeline.dates.lex import BREAK, Tokens
from timeline.dates.place import Context

# A story whose last year is further back than this has not come up to its own day.
GAP = 40
NEVER = 10**9


def returns(tokens: Tokens, found: Sequence[Found], context: Context) -> int:
    """The token from which on a history is told as news; NEVER where it stays one.

    From the paragraph behind the last that names a year before publication, in an article that
    begins without one: a history names its years from its first paragraph on.
    """
    published = context.day()
    if published is None or not context.narrative or context.latest_year is None:
        return NEVER
    if published.year - context.latest_year > GAP:
        return NEVER
    past = [f for f in found if (y := f.meaning.year) is not None and y < published.year]
    opening = tokens.chars.find(BREAK)
    if not past or opening < 0 or past[0].first < opening:
        return NEVER
    after = tokens.chars.find(BREAK, past[-1].last)
    return NEVER if after < 0 else after
