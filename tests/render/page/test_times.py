from made import chronology, event
from timeline.render.interface import interface
from timeline.render.page.times import Time, times


def test_years_are_counted_and_their_months_where_they_are_many() -> None:
    many = [event(f"m{n}", f"2020-0{n % 2 + 3}-0{n + 1}") for n in range(7)]
    told = [event("a", "1163"), *many, event("y", "2020"), event("x", "2021-05-01")]
    events = chronology(*told).model_dump(mode="json")["events"]
    assert times(events, interface("fr")) == [
        Time("t1163", "1163", 1),
        Time("t2020", "2020", 8, (Time("t2020-03", "mars", 4), Time("t2020-04", "avr.", 3))),
        Time("t2021", "2021", 1),
    ]
