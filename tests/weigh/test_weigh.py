"""What is sure is printed, once; weights are readable."""

from __future__ import annotations

import math
import tomllib
from importlib import resources

from telling import passages
from timeline import dates, events, parse, weigh
from timeline.anchor import anchor
from timeline.model import DatedMention, Dating, PassageKind
from timeline.weigh import traits
from timeline.weigh.traits import Told

PUBLISHED = "2021-06-10"
NEWS = (
    "Police arrest miners in Chile",
    "Police arrested forty miners in Santiago on Wednesday after talks failed.",
    "The union said the company had refused to raise wages. Workers blocked the road to the mine.",
    "A spokesman told reporters that he was surprised. He described the offer as generous.",
    "The mine was opened in 1990. Its owner bought a smelter in 2004 and closed it in 2011.",
    "Analysts noted that prices rose. Traders were watching the port, a broker said.",
)
CHRONICLE = (
    "Norway and Chile, a history",
    "Norway recognised Chile in 1820. Chile opened an embassy in Oslo in 1910.",
    "In 1960 President Ana Lund visited Santiago. In 1965 both states signed a trade agreement.",
    "Norway imposed sanctions on Chile in September 1973. It lifted the sanctions in March 1990.",
    "In 1994 Chile joined the talks. In May 2003 President Ana Lund met Otto Braun in Oslo.",
    "Norway ratified the treaty in 2004. Chile elected a new parliament on 13 December 2009.",
)


def weighed(*lines: str) -> tuple[DatedMention, ...]:
    kinds: dict[int, PassageKind] = {0: "headline"}
    text, blocks = passages(*lines, kinds=kinds)
    sentences = parse.parse(text, blocks, language="en")
    found = events.find(text, sentences, blocks, document="a.txt", language="en")
    times = dates.tag(text, language="en", published=PUBLISHED)
    known = Dating(published=PUBLISHED, how="given", confidence=1.0)
    dated = anchor(text, found, sentences, times, blocks, known)
    return weigh.weigh(Told(text, dated, sentences, blocks, known))


def printed(mentions: tuple[DatedMention, ...]) -> list[DatedMention]:
    return [m for m in mentions if m.shown]


def test_news_prints_its_news_and_what_it_dates_but_no_mere_saying() -> None:
    mentions = weighed(*NEWS)
    kept = printed(mentions)
    assert len(mentions) >= 8
    assert {"arrest", "open", "buy", "close"} <= {m.event.lemma for m in kept}
    assert not [m.event.lemma for m in kept if m.event.lemma in ("say", "tell", "describe", "note")]


def test_a_chronicle_keeps_what_it_dates() -> None:
    mentions = weighed(*CHRONICLE)
    own = [m for m in mentions if traits.own(m)]
    assert len(own) >= 9
    assert len(printed(mentions)) >= 0.8 * len(own)


def test_an_article_with_one_event_keeps_it() -> None:
    mentions = weighed("Mine", "Police arrested Otto Braun in Oslo on Monday.")
    assert [m.event.lemma for m in printed(mentions)] == ["arrest"]


def test_what_hardly_names_an_event_is_not_kept_for_want_of_better() -> None:
    assert not printed(weighed("Mine", "He said on Monday it was late."))


def test_both_figures_are_shares_of_three_decimals_and_the_same_each_time() -> None:
    once, again = weighed(*NEWS), weighed(*NEWS)
    assert once == again
    for m in once:
        for value in (m.event.salience, m.confidence):
            assert 0 < value < 1
            assert round(value, 3) == value


def test_a_date_of_its_own_is_surer_than_the_publication_day() -> None:
    mentions = weighed(*NEWS)
    own = [m.confidence for m in mentions if m.how == "modifier"]
    guessed = [m.confidence for m in mentions if m.how in ("publication-day", "story-day")]
    assert sum(own) / len(own) > sum(guessed) / len(guessed)


def test_the_reasons_are_told_with_their_side_and_only_the_strongest() -> None:
    for m in weighed(*NEWS):
        told = [r for r in m.rules if r.startswith("salience")]
        assert len(told) <= weigh.REASONS
        assert all(r[len("salience")] in "+-" for r in told)
        assert not m.rules[0].startswith("salience")
    lead = next(m for m in weighed(*NEWS) if m.event.trigger.text == "arrested")
    assert {"salience+paragraph-1", "salience+word-in-headline"} & set(lead.rules)
    assert "salience+status-happened" not in lead.rules


def test_nothing_dated_is_nothing_weighed() -> None:
    told = Told("", (), (), (), Dating(published=None, how="unknown", confidence=0.0))
    assert weigh.weigh(told) == ()


def test_the_odds_stay_off_the_ends() -> None:
    assert 0 < weigh.odds(-1e9) < weigh.odds(0) < weigh.odds(1e9) < 1


def test_every_weight_is_a_finite_number_by_a_name() -> None:
    source = resources.files("timeline.weigh") / "weights.toml"
    data = tomllib.loads(source.read_text("utf-8"))
    assert set(data) == {"print", "salience", "confidence"}
    for table in data.values():
        assert list(table) == sorted(table)
        assert all(math.isfinite(w) and abs(w) < 50 for w in table.values())


def test_the_weights_say_what_an_editor_would() -> None:
    weight = weigh.weights().salience
    assert weight["paragraph-1"] > 0 > weight["paragraph-7"]
    assert weight["word-in-headline"] > 0
    assert weight["sign-reporting"] < 0
    assert weight["sign-trivial-word"] < 0 < weight["sign-weighty-word"]


def test_what_is_told_again_is_printed_once_but_what_others_did_is_not_it() -> None:
    same = weighed("Ship", "The ship sank on Monday off Oslo.", "It sank on Monday, police said.")
    assert [m.event.lemma for m in printed(same)] == ["sink"]
    other = weighed(
        "Courts",
        "On 3 May 2003 the court in Oslo jailed Otto Braun. On 3 May 2003 the court in Bergen"
        " jailed Ann Lee.",
    )
    assert [m.event.lemma for m in printed(other)] == ["jail", "jail"]


def test_what_belongs_to_a_verb_behind_it_does_not_hide_that() -> None:
    mentions = weighed(
        "Smith", "At the 2012 general election, Ann Smith was elected mayor of Leeds."
    )
    assert {m.event.lemma for m in printed(mentions)} == {"elect"}


def test_a_noun_or_a_bare_participle_belongs_to_the_verb_above_it() -> None:
    mentions = weighed("Bus", "A bus crashed in Oslo on 3 May 2003, killing two tourists.")
    assert {m.event.lemma for m in mentions} == {"crash", "kill"}
    assert [m.event.lemma for m in printed(mentions)] == ["crash"]
