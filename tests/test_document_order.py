"""The order of documents, and what merging makes by it, whatever they are called."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import made
from merging import MINSK, SOCHI, document, mention
from timeline import document_order, extract, pipeline
from timeline.model import Article, Chronology
from timeline.pipeline import Result

RAW = Path(__file__).parents[1] / "data" / "raw"
ids = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(ids, st.sampled_from([None, "2020", "2020-08", "2020-08-09"]))
def test_an_id_is_had_back_from_its_key(id_: str, published: str | None) -> None:
    assert document_order.id_of(document_order.key(id_, published, "0" * 64)) == id_


def test_documents_stand_by_their_day_then_by_what_they_hold() -> None:
    told = [
        ("z", "2020-08-09", "b"),
        ("a", "2020-08-09", "c"),
        ("b", None, "a"),
        ("c", "2021", "a"),
    ]
    assert [document_order.id_of(k) for k in sorted(document_order.key(*t) for t in told)] == [
        "z", "a", "c", "b",
    ]  # fmt: skip


def test_a_key_stands_where_an_id_stood_and_nowhere_else() -> None:
    quoted = made.process(
        Article(
            id='a "b".txt', path="a", format="text", sha256="0",
            text='2020 | visit | happened | 0.9 | He wrote "document":"a \\"b\\".txt" and left\n',
        )
    )  # fmt: skip
    told = json.dumps([m.model_dump(mode="json") for m in quoted.mentions], separators=(",", ":"))
    keyed = json.loads(document_order.keyed_text(told, 'a "b".txt', "k"))
    assert [m["event"]["document"] for m in keyed] == ["k"]
    assert keyed[0]["event"]["quote"] == quoted.mentions[0].event.quote


def results(names: Sequence[str]) -> list[Result]:
    """Articles of one day that tell of two events in words that nothing ranks."""
    told = []
    for n, name in enumerate(names):
        people = ("Vladimir Putin", "Alexander Lukashenko")
        written = (  # the name stands in the quotes of these
            mention(f"{n}", "meet", "2020-09-14", people=people, places=(SOCHI,), at=n % 2),
            mention(f"{n}", "protest", "2020-08-16", "protest", places=(MINSK,), at=2 + n % 2),
        )
        of = {"document": name}
        mentions = tuple(
            m.model_copy(update={"event": m.event.model_copy(update=of)}) for m in written
        )
        known = document(name).model_copy(update={"sha256": f"{n}" * 64})
        told.append(Result(known, mentions))
    return told


def unlabelled(chronology: Chronology, names: Sequence[str]) -> list[dict[str, Any]]:
    """The events with the numbers of the documents in the place of their ids."""
    told = json.dumps(chronology.model_dump(mode="json")["events"], ensure_ascii=False)
    for n, name in enumerate(names):
        told = told.replace(json.dumps(name, ensure_ascii=False), f'"{n}"')
    found: list[dict[str, Any]] = json.loads(told)
    return found


@settings(max_examples=25, deadline=None)
@given(st.permutations(["a", "zz/b", "/x/c", "ü", "C"]), st.randoms())
def test_names_change_nothing_but_the_names(names: list[str], random: Any) -> None:
    shuffled = results(names)
    random.shuffle(shuffled)
    plain = ["0a", "1b", "2c", "3d", "4e"]
    one = unlabelled(pipeline.merge(results(plain)), plain)
    assert unlabelled(pipeline.merge(shuffled), names) == one


@pytest.mark.parametrize("names", [list("abcdefghi"), list("ihgfedcba")])
def test_samples_that_are_renamed_give_the_same_events(tmp_path: Path, names: list[str]) -> None:
    chosen = [
        "eastern-wire-2021-05.jsonl", "eu-summit-preview.txt", "sochi-talks.html",
        "tikhanovskaya-vilnius.txt", "note-14-union-state.md",
    ]  # fmt: skip
    for name, letter in zip(chosen, names, strict=False):
        shutil.copy(RAW / name, tmp_path / f"{letter}{Path(name).suffix}")
    renamed, errors = extract([str(tmp_path)])
    plain, _ = extract([str(RAW / name) for name in chosen])
    assert not errors
    by_content = {d.sha256: d.id for d in plain.documents}
    told = json.dumps(renamed.model_dump(mode="json")["events"], ensure_ascii=False)
    for d in renamed.documents:
        told = told.replace(json.dumps(d.id), json.dumps(by_content[d.sha256]))
    assert json.loads(told) == plain.model_dump(mode="json")["events"]


# -- copies ------------------------------------------------------------------------------------


def held(id_: str, **more: Any) -> dict[str, Any]:
    return vars(made.document(id_, sha256="0" * 64, **more))


def test_of_files_that_are_the_same_the_first_published_is_the_original() -> None:
    told = [
        held("a.txt", published=None, published_how="unknown"),
        held("b.txt", published="2020-08-11", published_how="filename"),
        held("c.txt", published="2020-08-10", published_how="filename"),
        held("d.html"),
        held("e.txt", language="fr"),
        held("f.txt", words=7),
    ]
    assert document_order.copied(told) == {"c.txt": ["b.txt", "a.txt"]}
    told.append(held("g.txt", published="2021", published_how="given"))
    assert document_order.copied(told) == {"g.txt": ["c.txt", "b.txt", "a.txt"]}


NOTE = "The council of Graz opened the bridge on Monday. It burned down in 1999."


def test_a_copy_is_told_once_though_its_name_dates_it_otherwise(tmp_path: Path) -> None:
    for name in ("2020-08-12 note.txt", "2021-03-04 note.txt", "note.txt"):
        (tmp_path / name).write_text(NOTE, encoding="utf-8")
    found, _ = extract([str(tmp_path)])
    first, *others = (str(tmp_path / d.id) for d in found.documents)
    assert [d.copy_of for d in found.documents] == [None, first, first]
    assert {e.date for e in found.events} == {"2020-08-10", "1999"}
    for e in found.events:
        (m,) = e.mentions
        assert (m.document, [r.document for r in m.also_in]) == (first, others)
        assert (e.sources, e.conflicts) == (1, ())


def test_a_text_in_two_formats_is_told_once(tmp_path: Path) -> None:
    import docx

    lines = [
        "Vladimir Putin met Alexander Lukashenko in Sochi on 14 September 2020.",
        "The European Union imposed sanctions on forty officials on 2 October 2020.",
        "Voters in Belarus elected a president of the republic on 9 August 2020.",
        "Police arrested three thousand people in Minsk on 10 August 2020.",
        "The opposition leader fled to Lithuania with her children on 11 August 2020.",
    ]
    (tmp_path / "a.txt").write_text("\n\n".join(lines), encoding="utf-8")
    word = docx.Document()
    for line in lines:
        word.add_paragraph(line)
    word.save(str(tmp_path / "b.docx"))
    found, _ = extract([str(tmp_path)], published="2020-10-03")
    one, two = found.documents
    assert (one.copy_of, two.copy_of) in [(None, one.id), (two.id, None)]
    assert len(found.events) >= 5
    assert {e.sources for e in found.events} == {1}
    assert {len(m.also_in) for e in found.events for m in e.mentions} == {1}
