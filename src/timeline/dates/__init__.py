"""Time expressions of a text, and the dates they stand for."""

from timeline.dates.tagger import tag

__all__ = ["tag"]
