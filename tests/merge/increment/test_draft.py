"""What is made of an article where it is read is what merging makes of its mentions."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import fields

from merging import BELARUS, SOCHI, mention
from timeline.document_order import keyed_text
from timeline.merge.actors import Actors
from timeline.merge.features import Feature, features
from timeline.merge.increment import as_text, copied_texts, draft
from timeline.merge.whose_names import Collection, names_in
from timeline.model import Amount, DatedMention, Mentions

DAY = "2020-09-14"
ID, KEY = 'the "first" é.txt', '2020-09-14 0123456789abcdef the "first" é.txt'


def told(document: str) -> list[DatedMention]:
    paid = (Amount(value=1.5, unit="people", text="1.5 people"),)
    quotes = ("summit of Putin", "a meeting of Putin and Lukashenko", "loan to Lanvin", "meeting")
    one, two, three, four = quotes
    return [
        mention(document, "summit", DAY, people=("Putin",), places=(SOCHI,), quote=one, at=1),
        mention(
            document, "meeting", DAY, people=("Putin", "Lukashenko"), amounts=paid, quote=two, at=2
        ),
        mention(
            document,
            "loan",
            "2020",
            organisations=("Lanvin",),
            places=(BELARUS,),
            quote=three,
            at=3,
        ),
        mention(document, "meeting", DAY, people=("Merkel",), nominal=False, quote=four, at=4),
        mention(document, "summit", DAY, people=("Lanvin",), quote=one, at=5),
    ]


def plain(found: Sequence[Feature]) -> list[list[object]]:
    names = [f.name for f in fields(Feature) if f.name != "mention"]
    return [[getattr(f, name) for name in names] for f in found]


def drafted(mentions: Sequence[DatedMention], names: Collection) -> tuple[list[Feature], list[str]]:
    """The features of the mentions by a draft made under their id; the texts that were read."""
    made = Mentions.of(mentions)
    made.draft = draft.of(made)
    travelled: Mentions = pickle.loads(pickle.dumps(made))
    text, read = keyed_text(travelled.json, ID, KEY), list[str]()

    def reading(place: tuple[int, int]) -> DatedMention:
        read.append(text[place[0] : place[0] + place[1]])
        return as_text.mention(read[-1])

    one = draft.Draft(made.draft, KEY, reading)
    assert one.quotes == copied_texts.quotes({m.event.quote for m in mentions})
    assert one.names() == names_in(mentions)
    found = one.mentions()
    actors = Actors([m.mention for m in found], names, "en")
    return one.features(found, actors, range(9)), read


def test_a_draft_gives_the_features_of_the_mentions_and_reads_none_of_them() -> None:
    mentions = told(KEY)
    names = Collection(names_in(mentions))
    found, read = drafted(told(ID), names)
    assert not read
    assert plain(found) == plain(features(mentions, Actors(mentions, names, "en"), range(9)))


def test_actors_that_others_tell_apart_otherwise_are_told_apart_so() -> None:
    elsewhere = [mention("b", "visit", "2020", people=("Vladimir Putin", "Jeanne Lanvin"))] * 9
    mentions = told(KEY)
    names = Collection(names_in([*mentions, *elsewhere]))
    found, _ = drafted(told(ID), names)
    wanted = plain(features(mentions, Actors(mentions, names, "en"), range(9)))
    assert plain(found) == wanted
    assert wanted != plain(features(mentions, Actors(mentions, language="en"), range(9)))


def test_a_mention_is_read_when_more_of_it_is_asked() -> None:
    mentions = told(ID)
    found, read = drafted(mentions, Collection(names_in(mentions)))
    assert [f.mention.event.quote for f in found] == [m.event.quote for m in mentions]
    assert len(read) == len(mentions)


def test_of_mentions_that_are_only_text_there_is_none() -> None:
    assert draft.of(Mentions(Mentions.of(told(ID)).json)) == ""
