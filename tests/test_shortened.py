import pytest

import timeline
from made import chronology, event

TEXT = "Two meet in Graz.\nThey part."


def test_a_short_chronology_keeps_documents_and_texts() -> None:
    days = [event(f"e{n}", f"2020-08-0{n}", sources=n) for n in (1, 2, 3)]
    long = event("e9", "2014/..")
    whole = chronology(*days, long).with_texts({"a.txt": TEXT}.get)
    short = timeline.in_short(whole, days=2)
    assert len(short.events) == 2
    assert {e.id for e in short.events} < {e.id for e in days}
    assert short.documents == whole.documents
    assert short.text("a.txt") == TEXT
    assert len(timeline.in_short(whole).events) == len(days)


@pytest.mark.parametrize("bad", [{"days": 0}, {"per_day": -1}])
def test_a_chronology_of_no_days_is_a_mistake(bad: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="from 1 on"):
        timeline.in_short(chronology(event()), **bad)  # type: ignore[arg-type]
