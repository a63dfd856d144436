from datetime import date

from icalendar import Calendar

from made import document, event
from timeline.model import Actor
from written import MIRROR, NASTY, SOURCES, WEB, nasty, sourced, write


def components(text: str) -> list:  # type: ignore[type-arg]
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_a_day_ends_on_the_next_and_keeps_its_edtf() -> None:
    text, left = write("ics", event("e1", "2020-08-09"))
    (one,) = components(text)
    assert (one["DTSTART"].dt, one["DTEND"].dt) == (date(2020, 8, 9), date(2020, 8, 10))
    assert str(one["X-TIMELINE-EDTF"]) == "2020-08-09"
    assert left == []


def test_what_takes_longer_than_a_week_is_left_out_and_counted() -> None:
    dates = ("2020-08-09", "2020-08-03/2020-08-09", "2020-08-03/2020-08-10", "2020-08", "2020")
    events = [event(f"e{n}", date) for n, date in enumerate(dates)]
    text, left = write("ics", *events)
    assert [str(one["X-TIMELINE-EDTF"]) for one in components(text)] == list(dates[:2])
    assert left == ["3 events left out: longer than 7 days (--ranges)"]
    text, left = write("ics", *events, ranges=True)
    assert ([str(one["X-TIMELINE-EDTF"]) for one in components(text)], left) == (list(dates), [])


def test_a_month_is_its_days_and_still_a_month() -> None:
    (one,) = components(write("ics", event("e1", "2020-02"), ranges=True)[0])
    assert (one["DTSTART"].dt, one["DTEND"].dt) == (date(2020, 2, 1), date(2020, 3, 1))
    assert str(one["X-TIMELINE-EDTF"]) == "2020-02"


def test_open_ends_are_left_out_and_counted() -> None:
    text, left = write("ics", event("e1", "2014/.."), event("e2", "2020-08-09"))
    assert len(components(text)) == 1
    assert left == ["1 event left out: ics can't hold open dates"]


def test_status_is_told_in_title_and_field() -> None:
    (one,) = components(write("ics", event("e1", status="planned"))[0])
    assert str(one["STATUS"]) == "TENTATIVE"
    assert str(one["SUMMARY"]).startswith("planned: ")


def test_lines_are_folded_and_texts_come_back_whole() -> None:
    text, _ = write("ics", event("e1", title="Ünïcode; with, marks \\ and more " * 8), nasty())
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    first, second = components(text)
    assert str(first["SUMMARY"]) == ("Ünïcode; with, marks \\ and more " * 8).strip()
    assert str(second["SUMMARY"]) == NASTY


def test_the_same_events_give_the_same_bytes() -> None:
    assert write("ics", event()) == write("ics", event())


def test_who_takes_part_stands_in_the_description_and_by_id() -> None:
    actors = (
        Actor(id="person:ana-muller", name="Ana Müller", kind="person"),
        Actor(id="country:AT", name="Austria", kind="country"),
    )
    one, none = components(write("ics", event("e1", actors=actors), event("e2", actors=()))[0])
    assert str(one["DESCRIPTION"]).splitlines()[1] == "Who: Ana Müller, Austria"
    told = one["X-TIMELINE-ACTOR"]
    assert [str(name) for name in told] == ["Ana Müller", "Austria"]
    assert [name.params["X-ID"] for name in told] == ["person:ana-muller", "country:AT"]
    assert "Who:" not in str(none["DESCRIPTION"])


def test_an_address_is_its_url_and_quotes_tell_page_and_address() -> None:
    one, other = components(
        write("ics", sourced(), event("e2"), documents=(*SOURCES, document("a.txt")))[0]
    )
    assert str(one["URL"]) == f"{MIRROR}#page=3"
    told = str(one["DESCRIPTION"])
    assert f"(report.pdf, p. 14; mirror, p. 3, {MIRROR})" in told
    assert f"(page.html, {WEB})" in told
    assert "javascript" not in told
    assert "URL" not in other
