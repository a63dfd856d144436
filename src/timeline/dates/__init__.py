"""Time expressions of a text, the dates they stand for, and the date of an undated article."""

from timeline.dates.company import Around, Company, settle
from timeline.dates.document import date_document
from timeline.dates.levels import good_languages, languages, levels, reads
from timeline.dates.phrase import read_date
from timeline.dates.tagger import Mode, habits, tag

__all__ = [
    "Around",
    "Company",
    "Mode",
    "date_document",
    "good_languages",
    "habits",
    "languages",
    "levels",
    "read_date",
    "reads",
    "settle",
    "tag",
]
