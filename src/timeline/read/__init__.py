"""Files of any supported format -> Article. `articles` is the one entry point; `expect` counts them
beforehand.

A format is one module here with `read(data, name)` and one line in `formats.py`. Nothing slow is
imported before a file of that format is met.
"""

from __future__ import annotations

from timeline.read.collect import articles, expect, met
from timeline.read.each_once import AsBefore, Part
from timeline.read.ids import check as check_id

__all__ = ["AsBefore", "Part", "articles", "check_id", "expect", "met"]
