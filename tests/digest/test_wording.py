import pytest

from made import mention
from timeline.contract import MentionRow
from timeline.digest import wording
from timeline.digest.wording import line
from timeline.model import MentionTime, Trigger

DAY = "2021-05-03"


def told(
    quote: str, title: str, word: str, date: str | None = None, edtf: str = DAY, how: str = "x"
) -> MentionRow:
    """A mention whose event this word names and these words date; the quote is all of its text."""

    def span(text: str) -> tuple[int, int]:
        start = quote.index(text)
        return start, start + len(text)

    start, end = span(word)
    time = None
    if date is not None:
        first, last = span(date)
        time = MentionTime(
            text=date, start=first, end=last, type="DATE", value=edtf, edtf=edtf, how=how
        )
    made = mention(
        "a.txt", DAY, quote, title=title, time_expression=time,
        trigger=Trigger(text=word, start=start, end=end),
    )  # fmt: skip
    return made.model_dump(mode="json")  # type: ignore[return-value]


LONG = ", and nobody in the hall who had come to hear them spoke a word about it" * 2


@pytest.mark.parametrize(
    ("quote", "title", "word", "date", "expected"),
    [
        # What the title does without comes back.
        ("The court freed Ana Berg, a nurse, for lack of proof.", "The court freed Ana Berg",
         "freed", None, "The court freed Ana Berg, a nurse, for lack of proof"),
        # Its date goes, with the word that leads to it.
        ("On Monday, the court freed Ana Berg.", "The court freed Ana Berg",
         "freed", "Monday", "The court freed Ana Berg"),
        ("The court on Monday freed Ana Berg.", "The court freed Ana Berg",
         "freed", "Monday", "The court freed Ana Berg"),
        ("The court freed Ana Berg on 3 May 2021.", "The court freed Ana Berg",
         "freed", "3 May 2021", "The court freed Ana Berg"),
        ("3 May 2021 The court frees Ana Berg.", "The court frees Ana Berg",
         "frees", "3 May 2021", "The court frees Ana Berg"),
        ("Le tribunal a libéré Ana Berg lundi à Lyon.", "Le tribunal a libéré Ana Berg",
         "libéré", "lundi", "Le tribunal a libéré Ana Berg à Lyon"),
        # A comma behind it stays.
        ("Ana Berg died on Monday, leaving two sons.", "Ana Berg died",
         "died", "Monday", "Ana Berg died, leaving two sons"),
        # What can't do without its date keeps it.
        ("Ana Berg won Monday's vote in Graz.", "Ana Berg won",
         "won", "Monday", "Ana Berg won Monday's vote in Graz"),
        ("Shops were shut until Monday in all of Graz.", "Shops were shut",
         "shut", "Monday", "Shops were shut until Monday in all of Graz"),
        # A name that the title puts in for a pronoun stands in the line too.
        ("He freed Ana Berg for lack of proof.", "[Jan Holm] freed Ana Berg",
         "freed", None, "[Jan Holm] freed Ana Berg for lack of proof"),
        ("In the end, he freed Ana Berg for lack of proof.", "[Jan Holm] freed Ana Berg",
         "freed", None, "[Jan Holm] freed Ana Berg for lack of proof"),
        ("In Graz he freed her for lack of proof.", "In Graz he freed [Ana Berg]",
         "freed", None, "In Graz he freed her for lack of proof"),
        ("In Graz he met the judge.", "In Graz he met the judge [Ana Berg]",
         "met", None, "In Graz he met the judge [Ana Berg]"),
        ("Told that he had won, she left.", "Told that [Jan Holm] had won she left",
         "left", None, "Told that [Jan Holm] had won, she left"),
        # But not beside the same name in the line.
        ("Speaking in Graz, Jan Holm denied all.", "[Jan Holm] speaking in Graz",
         "Speaking", None, "Speaking in Graz, Jan Holm denied all"),
        # Where a report is from and by whom.
        ("GRAZ (Agency) - The court freed Ana Berg.", "The court freed Ana Berg",
         "freed", None, "The court freed Ana Berg"),
        ("Ana Berg - a nurse - left Graz at dawn.", "Ana Berg left Graz",
         "left", None, "Ana Berg - a nurse - left Graz at dawn"),
        # Two texts run together at a date between them.
        ("The trial of Ana Berg 3 May 2021 The court hears Jan Holm.", "The court hears Jan Holm",
         "hears", "3 May 2021", "The court hears Jan Holm"),
        # Quotation marks stay in pairs.
        ("“I know nothing of it, said Ana Berg.", "I know nothing of it",
         "know", None, "I know nothing of it, said Ana Berg"),
        ("Ana Berg called it “a lie” in court.", "Ana Berg called it “a lie”",
         "called", None, "Ana Berg called it “a lie” in court"),
        ("Ana Berg lebt „in Graz“ bei Jan Holm.", "Ana Berg lebt „in Graz“",
         "lebt", None, "Ana Berg lebt „in Graz“ bei Jan Holm"),
    ],
)  # fmt: skip
def test_a_line_is_the_sentence_without_its_date(
    quote: str, title: str, word: str, date: str | None, expected: str
) -> None:
    how = "explicit" if date and "2021" in date else "x"
    assert line(told(quote, title, word, date, how=how)) == (expected, True)


def test_a_time_of_day_is_no_mere_date() -> None:
    quote = "At 7.20 local time, the court freed Ana Berg."
    made = told(quote, "The court freed Ana Berg", "freed", "7.20")
    assert made["time_expression"] is not None
    made["time_expression"]["type"] = "TIME"
    assert line(made).text == quote.rstrip(".")


@pytest.mark.parametrize(
    ("date", "edtf", "text"),
    [
        ("2021-05", "2021-05", "Ana Berg left Graz for Lyon"),
        ("2021-05", "2021-04", "Ana Berg left Graz in May for Lyon"),
        ("2021-05/..", "2021-05/..", "Ana Berg left Graz in May for Lyon"),
    ],
)
def test_a_date_goes_that_is_the_events_own_and_no_span(date: str, edtf: str, text: str) -> None:
    quote = "Ana Berg left Graz in May for Lyon."
    made = told(quote, "Ana Berg left Graz", "left", "May", edtf=edtf)
    assert line({**made, "date": date}).text == text


def test_a_long_sentence_ends_where_one_of_its_parts_does() -> None:
    quote = f"The court freed Ana Berg for lack of proof{LONG}."
    text, sound = line(told(quote, "The court freed Ana Berg", "freed"))
    assert sound
    assert text == f"The court freed Ana Berg for lack of proof{LONG[: len(LONG) // 2]}"


def test_a_long_sentence_loses_what_stands_before_a_comma() -> None:
    quote = f"After all that was said of it in the weeks before{LONG}, the court freed Ana Berg."
    assert line(told(quote, "The court freed Ana Berg", "freed")).text == "The court freed Ana Berg"


def test_who_says_it_stays() -> None:
    quote = f"Jan Holm said the court freed Ana Berg for lack of proof{LONG}."
    text = line(told(quote, "The court freed Ana Berg", "freed")).text
    assert text.startswith("Jan Holm said the court freed Ana Berg for lack of proof")


def test_a_line_that_is_cut_off_within_a_part_is_not_sound() -> None:
    rest = " ".join(["and so on"] * 12)
    assert line(told(f"The court freed Ana Berg {rest}.", "The court freed Ana Berg", "freed")) == (
        "The court freed Ana Berg",
        False,
    )


def test_an_afterthought_of_a_sentence_is_not_sound() -> None:
    quote = "Jan Holm, who is 26, ran the paper of those who went on strike after Ana Berg left."
    assert not line(told(quote, "Ana Berg left", "left")).sound


def test_a_name_within_another_sentence_takes_nothing_of_it() -> None:
    quote = "The nurse who was there when he died has said nothing of it."
    assert line(told(quote, "[Jan Holm] died", "died")) == ("[Jan Holm] died", False)


def test_the_title_stands_where_its_words_are_not_found() -> None:
    assert line(told("The court freed her.", "A judge freed her", "freed")) == (
        "A judge freed her",
        False,
    )


def test_words_are_the_quotes_own_in_their_order_and_few() -> None:
    quote = f"On Monday the court, he said, freed Ana Berg for lack of proof{LONG}."
    words = line(told(quote, "The court freed Ana Berg", "freed", "Monday")).text.split()
    source = iter(word.strip(",.").casefold() for word in quote.split())
    assert all(word.strip(",.").casefold() in source for word in words)
    assert len(words) <= max(wording.MOST, wording.WHOLE)
