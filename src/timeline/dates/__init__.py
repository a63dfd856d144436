"""Time expressions of a text, the dates they stand for, and the date of an undated article."""

from timeline.dates.document import date_document
from timeline.dates.language import available as languages
from timeline.dates.phrase import read_date
from timeline.dates.tagger import tag

__all__ = ["date_document", "languages", "read_date", "tag"]
