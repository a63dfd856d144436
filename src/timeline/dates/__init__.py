"""Time expressions of a text, the dates they stand for, and the date of an undated article."""

from timeline.dates.document import date_document
from timeline.dates.levels import levels, reads, with_events, with_own_tables
from timeline.dates.phrase import read_date
from timeline.dates.read_together import ReadTogether, TimesAround, Told, settle, told
from timeline.dates.tagger import Mode, habits, tag

__all__ = [
    "Mode",
    "ReadTogether",
    "TimesAround",
    "Told",
    "date_document",
    "habits",
    "levels",
    "read_date",
    "reads",
    "settle",
    "tag",
    "told",
    "with_events",
    "with_own_tables",
]
