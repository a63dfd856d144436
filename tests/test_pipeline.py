"""The whole flow on small articles of our own, and what it does when a part of it can't work."""

from __future__ import annotations

import gc
import hashlib
import pickle
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from made import document
from timeline import parse, pipeline
from timeline.errors import InputError, ModelMissing, TimelineError
from timeline.model import Article, Dating, Mentions
from timeline.opening import Opened
from timeline.run import Failure

ENGLISH = """Norland votes for a new parliament

Norland held a parliamentary election on 4 May 2019. Turnout was high.

Prime Minister Anna Berg met the Danish president in Copenhagen on Tuesday.
"""
FRENCH = """La Norlande a voté

L'élection législative du 4 mai 2019 a changé la donne.
"""


def article(text: str, **changes: Any) -> Article:
    digest = hashlib.sha256(text.encode()).hexdigest()
    fields: dict[str, Any] = {
        "id": "a.txt",
        "path": "a.txt",
        "text": text,
        "published": "2019-05-09",
        "published_how": "given",
        "format": "text",
        "sha256": digest,
    }
    return Article(**(fields | changes))


def test_every_mention_points_at_the_words_it_came_from() -> None:
    source = article(ENGLISH)
    result = pipeline.process(source)
    assert result.document.language == "en"
    assert result.document.title == "Norland votes for a new parliament"
    assert result.mentions
    for m in result.mentions:
        assert source.text[m.event.start : m.event.end] == m.event.quote
        assert source.text[m.event.trigger.start : m.event.trigger.end] == m.event.trigger.text
        if m.time_expression is not None:
            t = m.time_expression
            assert source.text[t.start : t.end] == t.text


def test_the_day_it_happened_is_not_the_day_it_was_printed() -> None:
    by_type = {m.event.type: m.date for m in pipeline.process(article(ENGLISH)).mentions}
    assert by_type["election"] == "2019-05-04"
    assert by_type["meeting"] == "2019-05-07"


def test_one_event_in_two_languages() -> None:
    results = [
        pipeline.process(article(ENGLISH, id="a.txt")),
        pipeline.process(article(FRENCH, id="b.txt")),
    ]
    elections = [e for e in pipeline.merge(results).events if e.type == "election"]
    (election,) = [e for e in elections if e.sources == 2]
    assert election.languages == ("en", "fr")
    assert election.date == "2019-05-04"


def test_the_order_of_the_articles_does_not_matter() -> None:
    results = [
        pipeline.process(article(ENGLISH, id="a.txt")),
        pipeline.process(article(FRENCH, id="b.txt")),
    ]
    forth = pipeline.merge(results).model_dump_json()
    assert pipeline.merge(reversed(results)).model_dump_json() == forth


def test_works_cited_make_no_events() -> None:
    text = ENGLISH + "\n[^1]: J. Doe, *The Collapse of Norland*, Harbour Press, 12 March 2011.\n"
    dates = {m.date for m in pipeline.process(article(text, format="markdown")).mentions}
    assert "2019-05-04" in dates
    assert not any(d.startswith("2011") for d in dates)


def test_an_unsupported_language_is_said_and_gives_no_events() -> None:
    german = (
        "Die Bundesregierung hat am Montag in Berlin neue Maßnahmen gegen die Krise beschlossen. "
    )
    result = pipeline.process(article(german * 5))
    assert result.mentions == ()
    assert result.document.language == "und"
    assert "--language" in result.document.warnings[0]
    told = pipeline.process(article(german, language="de"))
    assert told.document.warnings == ("language de is not supported: no events were sought",)


def test_without_its_model_an_article_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ModelMissing("French", "no model is installed", "install one")

    monkeypatch.setattr(parse, "parse", missing)
    with pytest.raises(ModelMissing) as caught:
        pipeline.process(article(FRENCH, language="fr"))
    why = "it can't be read for events (French: no model is installed); install one"
    assert str(caught.value) == f"{article(FRENCH).id}: {why}"


def test_an_article_in_two_languages_is_read_in_both() -> None:
    both = ENGLISH + "\n" + FRENCH.splitlines()[-1] + " Le scrutin des communes est pour juin.\n"
    result = pipeline.process(article(both))
    assert result.document.language == "en"
    assert result.document.warnings == ("parts of the article are in another language: fr",)
    told = {(m.event.language, m.event.type, m.date) for m in result.mentions}
    assert ("en", "election", "2019-05-04") in told
    assert ("fr", "election", "2019-05-04") in told
    starts = [m.event.trigger.start for m in result.mentions]
    assert starts == sorted(starts)


def test_the_other_languages_model_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    parse_ = parse.parse

    def partly(*args: Any, language: str) -> Any:
        if language == "fr":
            raise ModelMissing("French", "no model is installed", "install one")
        return parse_(*args, language=language)

    monkeypatch.setattr(parse, "parse", partly)
    both = ENGLISH + "\n" + FRENCH.splitlines()[-1] + " Le scrutin des communes est pour juin.\n"
    result = pipeline.process(article(both))
    assert {m.event.language for m in result.mentions} == {"en"}
    assert result.document.warnings == ("French: no model is installed; install one",)


def test_the_collector_waits_while_an_article_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    enabled: list[bool] = []

    def parsed(*args: Any, **kwargs: Any) -> Any:
        enabled.append(gc.isenabled())
        return whole(*args, **kwargs)

    whole = parse.parse
    monkeypatch.setattr(parse, "parse", parsed)
    pipeline.process(article("The council met on 3 May 2020."))
    assert enabled == [False]
    assert gc.isenabled()


def test_an_article_of_one_line() -> None:
    result = pipeline.process(article("Norland elected a new president on Sunday."))
    assert [(m.event.type, m.date) for m in result.mentions] == [("election", "2019-05-05")]
    assert result.document.warnings == ()


@pytest.mark.parametrize("text", ["", "  \n", "3 min", "Oslo"])
def test_an_article_that_says_nothing(text: str) -> None:
    result = pipeline.process(article(text))
    assert result.mentions == ()
    assert "no events were sought" in result.document.warnings[0]


def test_a_text_of_some_length_without_an_event_says_so() -> None:
    text = "The garden is green and the wall is of old stone, and no path leads to the gate. "
    told = "no dated event was found in it"
    assert told in pipeline.process(article(text * 3)).document.warnings
    # A short one may well tell of nothing; of one in a language that isn't read that is said.
    assert pipeline.process(article(text)).document.warnings == ()
    german = "Der Garten ist grün, die Mauer ist aus altem Stein, und kein Weg führt zum Tor. "
    assert told not in pipeline.process(article(german * 5)).document.warnings
    full = text * 3 + "\n\nNorland elected a new president on Sunday.\n"
    assert told not in pipeline.process(article(full)).document.warnings


def test_without_a_publication_date_relative_dates_stay_open() -> None:
    text = "A bridge collapsed in the harbour on Tuesday.\n\nNobody was hurt when it fell.\n"
    result = pipeline.process(article(text, published=None, published_how="unknown"))
    assert result.document.published is None
    assert "publication date unknown" in result.document.warnings[0]
    assert result.mentions == ()


class Kept:
    """A cache in memory."""

    def __init__(self) -> None:
        self.results: dict[str, pipeline.Result] = {}
        self.failures: dict[str, Failure] = {}

    def get(self, key: str) -> pipeline.Result | None:
        return self.results.get(key)

    def source(self, id_: str) -> str | None:
        return next((r.document.path for r in self.results.values() if r.document.id == id_), None)

    def known_as(self, article: Article) -> Article:
        return article

    def met(self, article: Article) -> None:
        pass

    def put(self, key: str, result: pipeline.Result, article: Article) -> None:
        self.results[key] = result

    def unchanged(self, path: str) -> None:
        """Everything is read."""

    def as_before(self, id_: str) -> None:
        """Of no file is known that it is as it was."""

    def read_from(self, source: Article, known: Article) -> None: ...

    def read_badly(self, path: str) -> None: ...

    def read_all(self) -> None: ...

    def settle(self) -> None:
        pass

    def failure(self, id_: str) -> Failure | None:
        return self.failures.get(id_)

    def fail(self, id_: str, key: str, why: str, given: int) -> bool:
        self.failures[id_] = Failure(key, why, given, stays=False)
        return False


class Unchanged(Kept):
    """Knows each file, of many articles, as it was. asked: of which articles it was."""

    def __init__(self, known: pipeline.Result, parts: int) -> None:
        super().__init__()
        self._known, self._parts = known, parts
        self.asked: list[str] = []

    def unchanged(self, path: str) -> Any:
        ids = (f"{path}#{n}" for n in range(self._parts))
        return [SimpleNamespace(where=f"#{n}", id=i, known=i) for n, i in enumerate(ids)]

    def as_before(self, id_: str) -> Any:
        self.asked.append(id_)
        return self._known


def test_of_a_file_that_is_as_it_was_one_article_at_a_time_is_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("", encoding="utf-8")
    known = Unchanged(pipeline.Result(document("a.txt"), ()), 200)
    for n, _ in enumerate(pipeline.run([str(path)], cache=known), 1):
        assert len(known.asked) == n
    assert len(known.asked) == 200


def test_an_unchanged_article_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    read: list[str] = []
    process = pipeline.process

    def counted(source: Opened, around: Any = None) -> pipeline.Result:
        read.append(source.article.id)
        return process(source, around)

    monkeypatch.setattr(pipeline, "process", counted)
    kept = Kept()
    first, _ = pipeline.extract([str(path)], published="2019-05-09", cache=kept)
    again, _ = pipeline.extract([str(path)], published="2019-05-09", cache=kept)
    assert len(read) == 1
    assert first == again
    pipeline.extract([str(path)], published="2019-05-10", cache=kept)
    path.write_text(ENGLISH + "\nMore.\n", encoding="utf-8")
    pipeline.extract([str(path)], published="2019-05-10", cache=kept)
    assert len(read) == 3


def test_one_bad_input_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    seen: list[str] = []
    chronology, errors = pipeline.extract([str(tmp_path)], on_progress=seen.append)
    assert [type(e) for e in errors] == [InputError]
    assert "empty.txt" in str(errors[0])
    # Told twice: undated, it is read when all others are known.
    assert [d.path for d in chronology.documents] == [str(tmp_path / "good.txt")]
    assert seen == [str(tmp_path / "good.txt")] * 2


def test_an_undated_article_is_dated_by_its_company(tmp_path: Path) -> None:
    (tmp_path / "2020-08-30-fog.txt").write_text(ENGLISH, encoding="utf-8")
    undated = tmp_path / "a-ferry.txt"
    undated.write_text(
        "A ferry sinks in the harbour\n\nThe ferry Gullwing sank in the harbour of Norhaven on "
        "Friday, September 11, and the captain was arrested by the police the same day.\n",
        encoding="utf-8",
    )
    kept = Kept()
    documents = pipeline.extract([str(tmp_path)], cache=kept)[0].documents
    found = {Path(d.path).name: (d.published, d.published_how) for d in documents}
    assert found["a-ferry.txt"] == ("2020-09-11", "inferred")
    assert len(kept.results) == 2
    (alone,) = pipeline.extract([str(undated)])[0].documents
    assert alone.published is None


def test_an_article_that_breaks_a_stage_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from timeline import events
    from timeline.errors import StageFailed

    whole = events.find

    def find(text: str, *rest: object, **known: object) -> object:
        if "ZZZ" in text:
            raise RecursionError("maximum recursion depth exceeded")
        return whole(text, *rest, **known)  # type: ignore[arg-type]

    monkeypatch.setattr(events, "find", find)
    told = "The court in Oslo jailed two men on 3 May 2003 after a long trial."
    (tmp_path / "a.txt").write_text(told)
    (tmp_path / "b.txt").write_text(f"{told} ZZZ")
    (tmp_path / "c.txt").write_text(told.replace("Oslo", "Bergen"))
    found = list(pipeline.run([str(tmp_path)], published="2003-05-10"))
    failed = [f for f in found if isinstance(f, StageFailed)]
    assert [type(f.__cause__) for f in failed] == [RecursionError]
    assert failed[0].what.endswith("b.txt")
    assert len([f for f in found if isinstance(f, pipeline.Result)]) == 2


def test_a_date_of_two_readings_is_flagged() -> None:
    text = "New wall for Mill Lane\n\nPublished: {}\n\nThe plan was adopted by the council.\n"
    article = Article(
        id="a", path="a", text=text.format("04/05/2021"), language="en", published=None,
        published_how="unknown", format="text", sha256="",
    )  # fmt: skip
    (warning,) = pipeline.outline(article).document.warnings
    assert "2021-04-05" in warning
    assert "2021-05-04" in warning
    plain = article.model_copy(update={"text": text.format("14/05/2021")})
    assert pipeline.outline(plain).document.warnings == ()


def test_the_record_of_an_article_says_who_wrote_it() -> None:
    from timeline.pipeline import outline

    text = "The council of the town met on Monday and agreed to rebuild the old quay."
    article = Article(
        id="a.eml#2", path="a.eml", author="Jane Doe", text=text, format="eml", sha256="0"
    )
    document = outline(article).document
    assert (document.id, document.author) == ("a.eml#2", "Jane Doe")


def test_the_user_s_word_on_the_kind_of_text_is_kept(tmp_path: Path) -> None:
    text = "Port\n\nMiners marched in Oslo on Monday.\n\nThe owners closed the yard.\n"
    (tmp_path / "a.txt").write_text(text)

    def dates_of(**known: Any) -> tuple[Any, set[str]]:
        (found,) = pipeline.run([str(tmp_path)], published="2020-08-05", **known)
        assert isinstance(found, pipeline.Result)
        closed = {m.date for m in found.mentions if m.event.lemma == "close"}
        return found.document, closed

    document, closed = dates_of()
    assert (document.kind, closed) == ("news", {"2020-08-03"})
    document, closed = dates_of(kind="reference")
    assert (document.kind, document.kind_by) == ("reference", ("given",))


def test_what_the_company_cannot_date_is_one_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def beside(known: Opened, around: Any) -> Dating:
        if "ZZZ" in known.article.text:
            raise OverflowError("date value out of range")
        return whole(known, around)

    whole = Opened.beside
    monkeypatch.setattr(Opened, "beside", beside)
    (tmp_path / "a.txt").write_text(f"{ENGLISH} ZZZ")
    (tmp_path / "b.txt").write_text(ENGLISH)
    kept = Kept()
    for why in ("the pipeline stage failed on it (Overflow", "it failed before: the pipeline"):
        found = list(pipeline.run([str(tmp_path)], cache=kept, reading=pipeline.outline))
        (failed,) = [f for f in found if isinstance(f, TimelineError)]
        assert failed.what.endswith("a.txt")
        assert failed.why.startswith(why)
        assert len(found) == 2


@pytest.mark.parametrize(
    ("day", "doubts"),
    [
        ("03/04/2019", ["may be 2019-04-03: nothing tells the day from the month"]),
        ("23-Apr-19", ["may be 1919-04-23: nothing tells the century"]),
        ("23/04/2019", []),
    ],
)
def test_a_date_in_figures_that_nothing_settles_is_doubted(day: str, doubts: list[str]) -> None:
    text = f"The committee elected Ms Ruiz on {day}."
    result = pipeline.process(article(text, published=None, published_how="unknown"))
    told = [w for w in result.document.warnings if "nothing tells" in w]
    assert [w[w.index("may be") :] for w in told] == doubts
    (mention,) = result.mentions
    assert (mention.confidence <= 0.6) == bool(doubts)


def test_a_result_travels_as_text_and_arrives_as_it_was() -> None:
    made = pipeline.process(article(ENGLISH))
    there = pickle.loads(pickle.dumps(made))
    assert there == made
    assert len(there.mentions) == len(made.mentions) >= 1
    assert there.mentions[0].event.trigger == made.mentions[0].event.trigger
    assert Mentions.of(there.mentions) is there.mentions


def test_a_drafted_result_travels_as_the_store_keeps_it() -> None:
    source = article(ENGLISH)
    made = pipeline.drafted(source)
    sent = pickle.dumps(made)
    there = pickle.loads(sent)
    assert made.packed is not None
    assert there.packed == made.packed
    assert there.document == made.document
    assert len(sent) < sum(map(len, made.packed)) + 200
    assert len(sent) < len(pickle.dumps(pipeline.process(source)))
    assert there.beside(source.text) == made == pipeline.process(source)
    assert made.beside(source.text) is made
