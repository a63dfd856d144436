"""Finished chronologies become one, by the rules of merging."""

from collections.abc import Sequence
from typing import Any

from merging import MINSK, SOCHI, document, mention
from timeline import recast
from timeline.elsewhere import Entry, Finished, spreadsheet
from timeline.merge import merge
from timeline.model import Chronology, DatedMention, Decided, Event

PUTIN, LUKASHENKO, MERKEL = "Vladimir Putin", "Alexander Lukashenko", "Angela Merkel"


def told(name: str, *, day: str = "2020-09-14", verb: str = "meet") -> list[DatedMention]:
    return [
        mention(name, verb, day, people=(PUTIN, LUKASHENKO), places=(SOCHI,)),
        mention(name, "election", "2020-08-09", "election", people=(LUKASHENKO,), at=1),
    ]


def finished(path: str, *articles: tuple[str, Sequence[DatedMention]], sha: str = "0") -> Finished:
    documents = [document(n).model_copy(update={"sha256": sha * 64}) for n, _ in articles]
    made = merge([m for _, mentions in articles for m in mentions], documents)
    # As it comes from a file: no rule says what the lemma was.
    return Finished(path, tuple(documents), tuple(Entry(e) for e in made))


def merged(*found: Finished) -> Chronology:
    return recast.merge_finished(found)[0]


def titles(made: Chronology) -> list[str]:
    return [e.title for e in made.events]


def came_from(event: Event) -> set[str]:
    return {r for m in event.mentions for r in m.rules if r.startswith("from:")}


A = finished("a.json", ("a", told("a")))
B = finished("b.json", ("b", told("b")))


def test_one_chronology_stays_as_it_is() -> None:
    made = merged(A)
    assert [e.model_copy(update={"mentions": ()}) for e in made.events] == [
        e.event.model_copy(update={"mentions": ()}) for e in A.entries
    ]
    assert all(came_from(e) == {"from:a.json"} for e in made.events)


def test_what_two_tell_is_one_event_that_knows_both() -> None:
    made = merged(A, B)
    assert len(made.events) == 2
    for event in made.events:
        assert came_from(event) == {"from:a.json", "from:b.json"}
        assert event.sources == 2
        assert {m.document for m in event.mentions} == {"a", "b"}
    assert {e.id for e in made.events} <= {e.event.id for e in (*A.entries, *B.entries)}
    assert [d.id for d in made.documents] == ["a", "b"]


def test_the_order_of_the_files_changes_nothing() -> None:
    assert merged(A, B) == merged(B, A)


def test_a_chronology_merged_with_itself_is_itself() -> None:
    twice = merged(A, Finished("copy.json", A.documents, A.entries))
    assert [(e.id, e.title, e.sources, len(e.mentions)) for e in twice.events] == [
        (e.event.id, e.event.title, e.event.sources, len(e.event.mentions)) for e in A.entries
    ]


def test_events_that_one_file_tells_apart_stay_apart() -> None:
    _, meeting = (e.event for e in A.entries)
    parts = [Entry(meeting.model_copy(update={"id": f"e{n}"})) for n in range(2)]
    split = Finished("a.json", A.documents, tuple(parts))
    assert len(merged(split).events) == 2
    with_b = merged(split, B)
    assert sorted(len(e.mentions) for e in with_b.events) == [1, 1, 2]


def test_documents_of_one_name_and_other_content_stay_two() -> None:
    one = finished("x/a.json", ("doc", told("doc")))
    two = finished("y/b.json", ("doc", told("doc", verb="visit")), sha="1")
    made = merged(one, two)
    assert [d.id for d in made.documents] == ["b.json:doc", "doc"]
    known = {d.id for d in made.documents}
    assert {m.document for e in made.events for m in e.mentions} == known


def test_what_was_decided_stays() -> None:
    decided = Decided(action="set", field="title", told="x", reason="seen")
    entries = [
        Entry(e.event.model_copy(update={"title": "Ours", "decided": (decided,)}))
        if e.event.type == "meeting" else e for e in A.entries
    ]  # fmt: skip
    made = merged(B, Finished("a.json", A.documents, tuple(entries)))
    (event,) = (e for e in made.events if e.type == "meeting")
    assert (event.title, event.decided) == ("Ours", (decided,))
    assert len(event.mentions) == 2


def csv(text: str, path: str = "t.csv", language: str = "en") -> Finished:
    return spreadsheet.read(path, text, "0" * 64, lambda _: language)


def test_a_table_s_rows_join_what_they_tell_of() -> None:
    rows = (
        "date,title\n2020-09-14,Putin and Lukashenko meet in Sochi\n"
        "2020-08-09,Election in Belarus goes to Alexander Lukashenko\n2021-01-05,Snow falls in Vienna\n"
    )
    made = merged(A, csv(rows))
    assert len(made.events) == 3
    by_day = {e.date: e for e in made.events}
    assert came_from(by_day["2020-09-14"]) == {"from:a.json", "from:t.csv"}
    assert by_day["2020-09-14"].type == "meeting"
    assert came_from(by_day["2021-01-05"]) == {"from:t.csv"}
    assert by_day["2020-08-09"].type == "election"
    (snow,) = by_day["2021-01-05"].mentions
    assert (snow.quote, snow.document) == ("Snow falls in Vienna", "t.csv")


def test_other_events_of_the_day_stay_apart() -> None:
    made = merged(A, csv("date,title\n2020-09-14,Merkel visits Paris\n"))
    assert len(made.events) == 3


def test_tables_of_two_languages_meet() -> None:
    english = csv("date,title\n2020-09-14,Vladimir Putin and Alexander Lukashenko meet in Sochi\n")
    french = csv(
        "date,title\n2020-09-14,Rencontre de Vladimir Poutine et d'Alexandre Loukachenko à Sotchi\n",
        "f.csv", "fr",
    )  # fmt: skip
    made = merged(english, french)
    assert len(made.events) == 1
    assert made.events[0].languages == ("en", "fr")


def test_conflicting_dates_of_one_event_are_told() -> None:
    late = finished("late.json", ("late", told("late", day="2020-09-15")))
    made = merged(A, late)
    (meeting,) = (e for e in made.events if e.type == "meeting")
    assert [c.field for c in meeting.conflicts] == ["date"]


def test_every_quote_of_a_merged_chronology_is_still_there() -> None:
    rows = "date,title\n2020-08-16,Protest in Minsk\n"
    found = csv(rows)
    made, kept = recast.merge_finished([A, B, found])
    for event in made.events:
        for m in event.mentions:
            if m.document == "t.csv":
                assert rows[m.start : m.end] == m.quote
    assert [d.id for d, _ in kept] == ["a", "b", "t.csv"]
    known: dict[str, Any] = {d.id: mentions for d, mentions in kept}
    assert len(known["a"]) == 2
    assert MINSK in known["t.csv"][0].event.places


def test_a_part_keeps_its_whole_under_whatever_id_it_has_now() -> None:
    signed = mention(
        "b", "signed", "2020-09-14", "agreement", quote="A pact was signed at the meeting.", at=5
    )
    meeting = mention(
        "b",
        "meeting",
        "2020-09-14",
        people=(PUTIN, LUKASHENKO),
        places=(SOCHI,),
        quote="Vladimir Putin and Alexander Lukashenko had a meeting.",
    )
    other = finished("b.json", ("b", [meeting, signed]))
    (whole,) = (e.event.part_of for e in other.entries if e.event.part_of)
    made = merged(A, other)
    (part,) = (e for e in made.events if e.part_of)
    (now,) = (e for e in made.events if e.id == part.part_of)
    assert {m.document for m in now.mentions} == {"a", "b"}
    ids = {e.event.id for e in A.entries}
    assert now.id in {whole, *ids}


def test_pages_and_addresses_come_through() -> None:
    def paged(found: Finished, page: int) -> Finished:
        entries = []
        for entry in found.entries:
            told = [m.model_copy(update={"page": page}) for m in entry.event.mentions]
            made = entry.event.model_copy(update={"mentions": tuple(told)})
            entries.append(Entry(made, entry.language))
        url = f"https://example.org/{page}"
        documents = tuple(d.model_copy(update={"url": url}) for d in found.documents)
        return Finished(found.path, documents, tuple(entries))

    for made, pages in (
        (merged(paged(A, 3)), {"a": 3}),
        (merged(paged(A, 3), paged(B, 14)), {"a": 3, "b": 14}),
    ):
        assert len(made.events) == 2
        assert all({m.document: m.page for m in e.mentions} == pages for e in made.events)
        assert [d.url for d in made.documents] == [
            f"https://example.org/{n}" for n in pages.values()
        ]
