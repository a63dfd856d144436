import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import when
from timeline.render.words import date, figure
from timeline.safe_text import clean


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2020-08-09", "9 Aug 2020"),
        ("2020-08", "Aug 2020"),
        ("2020", "2020"),
        ("0079", "AD 79"),
        ("-0043", "44 BC"),
        ("-0043-03-15", "15 Mar 44 BC"),
        ("0000", "1 BC"),
        ("201X", "2010s"),
        ("19XX", "20th c."),
        ("20XX", "21st c."),
        ("10XX", "11th c."),
        ("00XX", "1st c."),
        ("-01XX", "-01XX"),
        ("2020-21", "spring 2020"),
        ("2020-22", "summer 2020"),
        ("2020-23", "autumn 2020"),
        ("2020-24", "winter 2020–21"),
        ("1999-24", "winter 1999–00"),
        ("2014~", "c. 2014"),
        ("2014?", "2014?"),
        ("2014%", "c. 2014?"),
        ("201X~", "c. 2010s"),
        ("2014/..", "2014 →"),
        ("2014-03-01/..", "1 Mar 2014 →"),
        ("../2016", "→ 2016"),
        ("/2016~", "→ c. 2016"),
        ("2005/2015", "2005 – 2015"),
        ("2005~/2015~", "c. 2005 – 2015"),
        ("2005/2015~", "2005 – c. 2015"),
        ("2020-08/2020-09", "Aug – Sep 2020"),
        ("2020-08/2021-01", "Aug 2020 – Jan 2021"),
        ("2020-08-09/2020-08-14", "9–14 Aug 2020"),
        ("2020-08-28/2020-09-02", "28 Aug – 2 Sep 2020"),
        ("2020-12-28/2021-01-02", "28 Dec 2020 – 2 Jan 2021"),
        ("2020-08-28/2020-09", "28 Aug 2020 – Sep 2020"),
        ("2020-08-03/2020-08-09", "3–9 Aug 2020"),
        ("2020-01/2020-03", "Q1 2020"),
        ("2020-10/2020-12", "Q4 2020"),
        ("2020-01~/2020-03~", "c. Jan – Mar 2020"),
        ("2020-21/2020-22", "spring 2020 – summer 2020"),
        ("199X/200X", "1990s – 2000s"),
    ],
)
def test_a_date_is_said_as_people_write_it(edtf: str, said: str) -> None:
    assert date(edtf) == said


DAYS = st.dates()
WHENS = st.one_of(
    DAYS.map(when.of_day),
    DAYS.map(lambda d: when.of_month(d.year, d.month)),
    st.integers(-999, 9999).map(when.of_year),
    st.integers(0, 9999).map(when.of_decade),
    st.integers(1, 99).map(when.of_century),
    st.builds(when.of_season, st.integers(1, 9998), st.integers(21, 24)),
    st.builds(when.of_quarter, st.integers(1, 9999), st.integers(1, 4)),
)


@given(WHENS, st.none() | WHENS, st.booleans())
def test_every_date_can_be_said_on_one_line(a: when.When, b: when.When | None, c: bool) -> None:
    for one in (a, when.about(a) if c else a):
        for told in (one, when.span(one, None), when.span(None, one)):
            said = date(told.edtf)
            assert said == clean(said)
            assert said
            assert "c. " in said or not told.approximate
    if b is not None and a.first and b.last and a.first <= b.last:
        assert date(when.span(a, b).edtf)


def test_a_figure_is_written_as_people_do() -> None:
    assert figure("1500000000 USD") == "1.5 billion USD"
    assert figure("2000000 EUR") == "2 million EUR"
    assert figure("12000 people") == "12,000 people"
    assert figure("300 people") == "300 people"
    assert figure("nan people") == "nan people"
    assert figure("2020-08-09") == "2020-08-09"


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2020-08-09", "9 août 2020"),
        ("2020-09-01", "1er sept. 2020"),
        ("2020-02", "févr. 2020"),
        ("201X", "années 2010"),
        ("18XX", "XIXe s."),
        ("00XX", "Ier s."),
        ("-0043-03-15", "15 mars 44 av. J.-C."),
        ("2014~", "v. 2014"),
        ("2014?", "2014\u202f?"),
        ("2020-24", "hiver 2020-2021"),
        ("2020-08-01/2020-08-14", "1er-14 août 2020"),
        ("2020-08-28/2020-09-02", "28 août – 2 sept. 2020"),
        ("2020-01/2020-03", "T1 2020"),
        ("2014/..", "2014 →"),
    ],
)
def test_a_date_is_said_in_french(edtf: str, said: str) -> None:
    assert date(edtf, "fr") == said


def test_amounts_are_said_in_french() -> None:
    assert figure("1500000000 USD", "fr") == "1,5 milliard USD"
    assert figure("2000000 EUR", "fr") == "2 millions EUR"
    assert figure("12000 people", "fr") == "12\u202f000 people"
    assert figure("Minsk", "fr") == "Minsk"
