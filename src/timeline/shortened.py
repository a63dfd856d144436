"""A short chronology of one that is at hand, for those who work with it in Python."""

from __future__ import annotations

from timeline.digest import digest
from timeline.model import Chronology


def in_short(
    chronology: Chronology,
    *,
    days: int | None = None,
    per_day: int | None = None,
    everything: bool = False,
) -> Chronology:
    """The days of a chronology that matter most and the events that stand for them, by date.

    All its documents, a few of its events, each with its line for a title: what `timeline digest`
    shows. days: how many days, by default those that stand out, about 15. per_day: events a day at
    most, 1 by default. everything: what is not shown by default may stand for a day too. Raises
    ValueError for less than one of either.
    """
    if any(number is not None and number < 1 for number in (days, per_day)):
        raise ValueError("days and per_day are whole numbers from 1 on, or None")
    told = chronology.model_dump(mode="json")
    told["events"] = digest(
        told["events"], told["documents"], days=days, per_day=per_day, everything=everything
    )
    return Chronology.model_validate(told).with_texts_of(chronology)
