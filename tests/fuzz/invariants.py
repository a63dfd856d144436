"""What holds of whatever goes in: of articles read, of expressions, of results, of a chronology."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from timeline import when
from timeline.errors import TimelineError
from timeline.model import Article, Chronology, TimeExpression
from timeline.pipeline import Result
from timeline.render import FORMATS, Page, find, is_binary


def of_reading(path: Path) -> int:
    """Read a file; every article is sound, every error a clear one. The number of articles."""
    from timeline import read

    ids = set()
    for item in read.articles([str(path)]):
        if isinstance(item, TimelineError):
            of_error(item)
            continue
        of_article(item)
        assert item.id not in ids, "two articles of one id"
        ids.add(item.id)
    return len(ids)


def of_error(error: TimelineError) -> None:
    """It says what, why and how, in text that can be printed."""
    assert error.what
    assert error.why
    assert error.how
    str(error).encode()


def of_article(article: Article) -> None:
    """Its text is not blank, it can be kept, and a date it states is one."""
    assert article.text.strip(), "an article without text"
    article.model_dump_json().encode()
    of_date(article.published)


def of_expressions(found: Iterable[TimeExpression], text: str) -> None:
    """Spans in order, their text the text's, their dates dates."""
    last = 0
    for e in found:
        assert last <= e.start < e.end <= len(text), "spans out of order"
        assert text[e.start : e.end] == e.text, "an expression that is not the text's"
        for edtf in (e.edtf, e.interval, *e.alternatives):
            of_date(edtf)
        last = e.end


def of_result(result: Result, article: Article) -> None:
    """Every mention quotes the text it came from, and is dated by a date."""
    text = article.text
    for m in result.mentions:
        e = m.event
        assert text[e.start : e.end] == e.quote, "a quote that is not the text's"
        assert text[e.trigger.start : e.trigger.end] == e.trigger.text, "a trigger elsewhere"
        assert e.start <= e.trigger.start < e.trigger.end <= e.end, "a trigger outside its quote"
        of_date(m.date)
        if m.time_expression is not None:
            of_expressions([m.time_expression], text)
        assert e.title.strip(), "a mention without a headline"


def of_chronology(chronology: Chronology, texts: dict[str, str]) -> None:
    """The contract: the schema, quotes, dates, days in their order, each event's id its own."""
    told = chronology.model_dump_json()
    assert Chronology.model_validate_json(told) == chronology, "it reads back otherwise"
    ids = [e.id for e in chronology.events]
    assert len(ids) == len(set(ids)), "two events of one id"
    for event in chronology.events:
        of_date(event.date)
        assert event.start is None or event.end is None or event.start <= event.end
        for m in event.mentions:
            assert texts[m.document][m.start : m.end] == m.quote, "a quote that is not the text's"


def rendered(chronology: Chronology, formats: Sequence[str] = tuple(FORMATS)) -> dict[str, bytes]:
    """The chronology in every format."""
    told = chronology.model_dump(mode="json")
    made = {}
    for name in formats:
        try:
            module = find(name)
            page = Page(documents=told["documents"], events=told["events"])
            binary = io.BytesIO()
            out = binary if is_binary(name) else io.TextIOWrapper(binary, "utf-8", newline="")
            module.chronology(page, out)  # type: ignore[arg-type]
            out.flush()
        except TimelineError as error:  # the library of an optional format is not there
            of_error(error)
            continue
        made[name] = binary.getvalue()
    return made


def of_date(edtf: str | None) -> None:
    """It is EDTF, and does not end before it begins."""
    if edtf is not None:
        told = when.parse(edtf)
        assert told.first is None or told.last is None or told.first <= told.last, edtf
