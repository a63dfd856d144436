"""Events dated by what the article has told already, or by its publication day."""

from dataclasses import replace

from support import expression, mention, sentence
from timeline.anchor import anchor
from timeline.model import DatedMention, Dating, Passage

NEWS = Dating(published="2021-03-06", how="metadata", confidence=1.0)
MONTH = Dating(published="2021-03", how="inferred", confidence=0.5)

FIRST = "Leaders/NOUN/nsubj/1 met/VERB/ROOT/1 on/ADP/case/3 Friday/NOUN/obl/1"
SECOND = (
    "Despite/ADP/case/2 the/DET/det/2 meeting/NOUN/obl/4 they/PRON/nsubj/4 approved/VERB/ROOT/4 "
    "aid/NOUN/obj/4"
)


def passage(index: int, start: int, text: str) -> Passage:
    end = start + len(text)
    return Passage(index=index, kind="body", start=start, end=end, text=text, runs=((0, start),))


def two_sentences(published: Dating, *, apart: bool = False) -> list[DatedMention]:
    one, first = sentence(FIRST)
    two, second = sentence(SECOND, number=1, passage=int(apart), at=len(one) + 2)
    text = f"{one}. {two}"
    passages = [passage(0, 0, one), passage(1, len(one) + 2, two)]
    mentions = [
        mention(text, first, "met", type="meeting", lemma="meet"),
        mention(text, second, "meeting", type="meeting", lemma="meeting"),
        mention(text, second, "approved", type="finance"),
    ]
    friday = expression(text, "Friday", "2021-03-05")
    return list(anchor(text, mentions, [first, second], [friday], passages, published))


def test_what_is_done_during_an_event_named_again_is_of_its_day() -> None:
    one, first = sentence(FIRST)
    two, second = sentence(
        SECOND.replace("Despite", "During"), number=1, passage=1, at=len(one) + 2
    )
    text = f"{one}. {two}"
    mentions = [
        mention(text, first, "met", type="meeting", lemma="meet"),
        mention(text, second, "meeting", type="meeting", lemma="meeting"),
        mention(text, second, "approved", type="finance"),
    ]
    friday = expression(text, "Friday", "2021-03-05")
    passages = [passage(0, 0, one), passage(1, len(one) + 2, two)]
    late = Dating(published="2021-03-20", how="metadata", confidence=1.0)
    approved = anchor(text, mentions, [first, second], [friday], passages, late)[2]
    assert (approved.date, approved.how) == ("2021-03-05", "same-event")
    assert "anchor:during-event" in approved.rules


def test_a_definite_noun_is_dated_by_the_event_it_refers_back_to() -> None:
    met, meeting, _ = two_sentences(NEWS)
    assert (met.date, met.how) == ("2021-03-05", "modifier")
    assert (meeting.date, meeting.how) == ("2021-03-05", "same-event")
    assert meeting.confidence < met.confidence


def test_a_past_tense_verb_takes_the_day_its_paragraph_tells_of() -> None:
    approved = two_sentences(NEWS)[2]
    assert (approved.date, approved.how) == ("2021-03-05", "narrative")
    assert approved.time_expression is None


def test_in_another_paragraph_it_takes_the_day_the_article_tells_of() -> None:
    approved = two_sentences(NEWS, apart=True)[2]
    assert (approved.date, approved.how) == ("2021-03-05", "story-day")


def test_an_article_that_tells_of_days_long_past_gives_its_publication_day() -> None:
    late = Dating(published="2021-03-20", how="metadata", confidence=1.0)
    approved = two_sentences(late, apart=True)[2]
    assert (approved.date, approved.how) == ("2021-03-20", "publication-day")


def test_a_publication_month_dates_nothing() -> None:
    kept = [m.event.trigger.text for m in two_sentences(MONTH, apart=True)]
    assert kept == ["met", "meeting"]


def test_plans_and_background_without_a_date_make_no_event() -> None:
    text, parsed = sentence("Leaders/NOUN/nsubj/1 met/VERB/ROOT/1")
    passages = [passage(0, 0, text)]
    for changes in (
        {"status": "planned", "tense": "future"},
        {"tense": "present", "salience": 0.1},
        {"tense": "none"},
        {"passage_kind": "footnote"},
    ):
        m = mention(text, parsed, "met", **changes)
        assert anchor(text, [m], [parsed], [], passages, NEWS) == ()


def test_the_quote_is_widened_to_show_the_time_expression() -> None:
    text, parsed = sentence(FIRST)
    narrow = mention(text, parsed, "met", start=0, end=11, quote=text[:11])
    friday = expression(text, "Friday", "2021-03-05")
    (dated,) = anchor(text, [narrow], [parsed], [friday], [passage(0, 0, text)], NEWS)
    assert dated.event.quote == "Leaders met on Friday"
    assert text[dated.event.start : dated.event.end] == dated.event.quote


def test_the_pluperfect_is_background() -> None:
    text, parsed = sentence("Leaders/NOUN/nsubj/2 had/AUX/aux/2/have met/VERB/ROOT/2")
    tokens = list(parsed.tokens)
    tokens[1] = replace(tokens[1], morph={"Tense": "Past"})
    parsed = replace(parsed, tokens=tuple(tokens))
    assert anchor(text, [mention(text, parsed, "met")], [parsed], [], [], NEWS) == ()


def test_a_noun_inside_a_time_expression_is_no_event() -> None:
    text, parsed = sentence(
        "Talks/NOUN/nsubj/1 stalled/VERB/ROOT/1 at/ADP/case/4 the/DET/det/4 end/NOUN/obl/1 "
        "of/ADP/case/6 August/PROPN/nmod/4"
    )
    mentions = [mention(text, parsed, "stalled"), mention(text, parsed, "end")]
    time = expression(text, "the end of August", "2020-08")
    (dated,) = anchor(text, mentions, [parsed], [time], [passage(0, 0, text)], NEWS)
    assert (dated.event.trigger.text, dated.date) == ("stalled", "2020-08")
