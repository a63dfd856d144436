"""Time expressions hung on triggers by syntax."""

from support import expression, mention, sentence
from timeline.anchor.clause import attach, head, placed


def dates(tree: str, words: list[str], times: dict[str, str], **changes: object) -> dict[str, str]:
    """Trigger word -> date it is given."""
    text, parsed = sentence(tree)
    mentions = [mention(text, parsed, w, **changes) for w in words]
    found = attach(mentions, [parsed], [expression(text, p, d) for p, d in times.items()])
    return {words[i]: str(a.date) for i, a in found.items()}


def test_a_modifier_dates_the_verb_it_hangs_on() -> None:
    tree = "Merkel/PROPN/nsubj/1 met/VERB/ROOT/1 Macron/PROPN/obj/1 on/ADP/case/4 Monday/NOUN/obl/1"
    assert dates(tree, ["met"], {"Monday": "2020-08-17"}) == {"met": "2020-08-17"}


def test_each_of_two_verbs_keeps_its_own_date_though_the_other_is_nearer() -> None:
    tree = (
        "The/DET/det/1 minister/NOUN/nsubj/2 said/VERB/ROOT/2 Friday/NOUN/obl:tmod/2 "
        "that/SCONJ/mark/7 the/DET/det/6 bridge/NOUN/nsubj/7 opened/VERB/ccomp/2 "
        "in/ADP/case/9 2019/NUM/obl/7"
    )
    times = {"Friday": "2021-03-05", "2019": "2019"}
    assert dates(tree, ["said", "opened"], times) == {"said": "2021-03-05", "opened": "2019"}


def test_the_date_of_saying_does_not_date_what_is_said() -> None:
    tree = (
        "Rescuers/NOUN/nsubj/1 said/VERB/ROOT/1 Friday/NOUN/obl:tmod/1 that/SCONJ/mark/6 "
        "the/DET/det/5 dam/NOUN/nsubj/6 burst/VERB/ccomp/1"
    )
    got = dates(tree, ["said", "burst"], {"Friday": "2021-03-05"}, type="statement")
    assert got == {"said": "2021-03-05"}


def test_coordinated_verbs_share_the_date_of_the_first() -> None:
    tree = (
        "On/ADP/case/1 Monday/NOUN/obl/3 police/NOUN/nsubj/3 raided/VERB/ROOT/3 offices/NOUN/obj/3 "
        "and/CCONJ/cc/6 arrested/VERB/conj/3 editors/NOUN/obj/6"
    )
    got = dates(tree, ["raided", "arrested"], {"Monday": "2021-03-01"})
    assert got == {"raided": "2021-03-01", "arrested": "2021-03-01"}


def test_a_noun_with_a_date_keeps_it_from_the_verb_above() -> None:
    tree = (
        "Voters/NOUN/nsubj/1 contest/VERB/ROOT/1 the/DET/det/3 election/NOUN/obj/1 "
        "of/ADP/case/5 2019/NUM/nmod/3"
    )
    assert dates(tree, ["contest", "election"], {"2019": "2019"}) == {"election": "2019"}


def test_a_light_verb_hands_its_date_to_the_noun_that_names_the_event() -> None:
    tree = (
        "The/DET/det/1 election/NOUN/nsubj/2 took/VERB/ROOT/2 place/NOUN/obj/2 "
        "in/ADP/case/5 2019/NUM/obl/2"
    )
    assert dates(tree, ["election"], {"2019": "2019"}) == {"election": "2019"}


def test_an_expression_inside_the_trigger_dates_it() -> None:
    text, parsed = sentence("Exercise/NOUN/ROOT/0 Shield-2017/PROPN/appos/0")
    m = mention(text, parsed, "Shield-2017")
    found = attach([m], [parsed], [expression(text, "2017", "2017")])
    assert found[0].rule == "inside-trigger"


def test_a_relative_clause_keeps_its_date_to_itself() -> None:
    tree = (
        "The/DET/det/1 bank/NOUN/nsubj/6 which/PRON/nsubj/3 collapsed/VERB/acl:relcl/1 "
        "in/ADP/case/5 2008/NUM/obl/3 reopened/VERB/ROOT/6"
    )
    assert dates(tree, ["collapsed", "reopened"], {"2008": "2008"}) == {"collapsed": "2008"}
    # Its own verb being no trigger, the date must still not cross the clause border.
    assert dates(tree, ["reopened"], {"2008": "2008"}) == {}


def test_recurring_and_unplaced_expressions_date_nothing() -> None:
    text, parsed = sentence(
        "They/PRON/nsubj/1 marched/VERB/ROOT/1 every/DET/det/3 Sunday/NOUN/obl/1"
    )
    weekly = expression(text, "every Sunday", None, type="SET", value="XXXX-WXX-7")
    assert not placed(weekly)
    assert attach([mention(text, parsed, "marched")], [parsed], [weekly]) == {}


def test_the_head_of_an_expression_is_the_token_that_hangs_outside_it() -> None:
    text, parsed = sentence("met/VERB/ROOT/0 on/ADP/case/3 9/NUM/nummod/3 August/PROPN/obl/0")
    found = head(parsed, expression(text, "9 August", "2020-08-09"))
    assert found is not None
    assert found.text == "August"


def test_a_date_right_behind_a_background_noun_is_that_nouns() -> None:
    # The parser hangs the date on the verb; the words stand with the noun.
    tree = (
        "He/PRON/nsubj/1 fled/VERB/ROOT/1 after/ADP/case/4 the/DET/det/4 election/NOUN/obl/1 "
        "on/ADP/case/6 Sunday/PROPN/obl/1"
    )
    assert dates(tree, ["fled", "election"], {"Sunday": "2020-08-09"}) == {"election": "2020-08-09"}


def test_a_framing_event_dates_its_clause() -> None:
    tree = (
        "{}/ADP/case/2 the/DET/det/2 summit/NOUN/obl/6 on/ADP/case/4 Sunday/PROPN/nmod/2 "
        "leaders/NOUN/nsubj/6 quarrelled/VERB/ROOT/6"
    )
    day = {"Sunday": "2020-08-09"}
    words = ["summit", "quarrelled"]
    during = dates(tree.format("During"), words, day)
    assert during == {"summit": "2020-08-09", "quarrelled": "2020-08-09"}
    since = dates(tree.format("Since"), words, day)
    assert since == {"summit": "2020-08-09", "quarrelled": "2020-08-09/.."}
    assert dates(tree.format("After"), words, day) == {"summit": "2020-08-09"}


def test_a_participle_tells_of_its_noun() -> None:
    tree = "Sanctions/NOUN/nsubj/4 imposed/VERB/acl/0 in/ADP/case/3 2004/NUM/obl/1 hurt/VERB/ROOT/4"
    assert dates(tree, ["Sanctions", "hurt"], {"2004": "2004"}) == {"Sanctions": "2004"}


def test_the_date_of_a_thing_dates_no_verb() -> None:
    tree = (
        "He/PRON/nsubj/1 offered/VERB/ROOT/1 an/DET/det/3 atlas/NOUN/obj/1 of/ADP/case/5 "
        "1850/NUM/nmod/3"
    )
    assert dates(tree, ["offered"], {"1850": "1850"}) == {}
    named = "They/PRON/nsubj/1 sold/VERB/ROOT/1 Suite/PROPN/obj/1 2011/NUM/nummod/2"
    assert dates(named, ["sold"], {"2011": "2011"}) == {}


def test_a_date_behind_the_first_of_two_verbs_is_not_the_seconds_with_a_subject_of_its_own() -> (
    None
):
    tree = (
        "It/PRON/nsubj/1 joined/VERB/ROOT/1 in/ADP/case/3 1993/NUM/obl/1 and/CCONJ/cc/6 "
        "it/PRON/nsubj/6 grew/VERB/conj/1"
    )
    assert dates(tree, ["joined", "grew"], {"1993": "1993"}) == {"joined": "1993"}


def test_the_narrower_of_two_dates_wins() -> None:
    tree = (
        "Crowds/NOUN/nsubj/1 marched/VERB/ROOT/1 on/ADP/case/3 Sunday/PROPN/obl/1 "
        "for/ADP/case/6 the/DET/det/6 weekend/NOUN/obl/1"
    )
    times = {"Sunday": "2020-09-13", "the weekend": "2020-09-12/2020-09-13"}
    assert dates(tree, ["marched"], times) == {"marched": "2020-09-13"}


def test_a_bare_day_behind_a_noun_is_the_verbs() -> None:
    tree = (
        "Varsovie/PROPN/nsubj/2 a/AUX/aux:tense/2 fermé/VERB/ROOT/2 la/DET/det/4 "
        "frontière/NOUN/obj/2 mardi/NOUN/nmod/4"
    )
    assert dates(tree, ["fermé"], {"mardi": "2021-11-09"}) == {"fermé": "2021-11-09"}


def test_a_date_that_names_the_event_is_not_the_span_since_it() -> None:
    tree = (
        "Many/ADJ/nsubj/1 fled/VERB/ROOT/1 since/ADP/case/4 Sunday/PROPN/nmod:poss/4 "
        "vote/NOUN/obl/1"
    )
    text, parsed = sentence(tree)
    mentions = [mention(text, parsed, "vote"), mention(text, parsed, "fled")]
    sunday = expression(text, "Sunday", "2020-08-09", interval="2020-08-09/..")
    found = attach(mentions, [parsed], [sunday])
    assert found[0].date == "2020-08-09"
    assert found[1].date == "2020-08-09/.."


def test_a_date_behind_a_place_is_the_events() -> None:
    tree = (
        "Elections/NOUN/ROOT/0 in/ADP/case/2 Norland/PROPN/nmod/0 of/ADP/case/4 "
        "9-August/PROPN/nmod/2"
    )
    got = dates(tree, ["Elections"], {"9-August": "2020-08-09"})
    assert got == {"Elections": "2020-08-09"}
