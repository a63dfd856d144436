"""The sample articles are what the README promises, and their gold still fits them."""

from __future__ import annotations

import importlib.util
import json
import sys
import warnings
from collections import Counter
from pathlib import Path, PurePath
from typing import Any

import pytest

from timeline import when
from timeline.model import Article
from timeline.read import articles

ROOT = Path(__file__).parents[1]
RAW = ROOT / "data" / "raw"
GOLD = ROOT / "tests" / "gold"
FORMATS = {".txt", ".md", ".html", ".jsonl", ".eml", ".pdf", ".docx"}


def load(name: str) -> list[dict[str, Any]]:
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def samples() -> dict[str, Article]:
    found = {}
    for item in articles([str(RAW)]):
        assert isinstance(item, Article), item
        found[PurePath(item.id).name] = item
    return found


EVENTS = load("samples-events.jsonl")
DOCUMENTS = load("samples-documents.jsonl")
CLUSTERS = load("samples-clusters.jsonl")
LANGUAGE = {d["document"]: d["language"] for d in DOCUMENTS}
KIND = {d["document"]: d["kind"] for d in DOCUMENTS}


# -- the articles ------------------------------------------------------------------------------


def test_every_promised_format_is_there() -> None:
    files = [p for p in RAW.iterdir() if not p.name.startswith(".")]
    assert {p.suffix for p in files} == FORMATS
    assert len(files) >= 14


def test_every_article_is_read_with_a_text(samples: dict[str, Article]) -> None:
    assert set(samples) == set(LANGUAGE)
    # A mail below another is a note.
    whole = {name: a for name, a in samples.items() if "#" not in name}
    short = {name: len(a.text) for name, a in whole.items() if len(a.text) < 800}
    assert not short


def test_both_languages_are_well_represented() -> None:
    count = Counter(LANGUAGE.values())
    assert set(count) == {"en", "fr"}
    assert min(count.values()) >= 6


def test_some_articles_tell_of_something_else(samples: dict[str, Article]) -> None:
    story = ("Belarus", "Bélarus", "Biélorussie", "Minsk")
    others = {n for n, a in samples.items() if not any(word in a.text for word in story)}
    assert {n for n in others if KIND[n] == "news"} == {
        "webb-lifts-off.txt", "notre-dame-reouverture.html"
    }  # fmt: skip
    assert len(others) >= 9


def test_kinds_of_text_other_than_news_are_there_in_both_languages() -> None:
    count = Counter((KIND[n], LANGUAGE[n]) for n in KIND)
    assert set(count) == {(k, x) for k in ("news", "chronicle", "narrative") for x in ("en", "fr")}
    assert count["chronicle", "en"] >= 3
    assert count["chronicle", "fr"] >= 2


def test_one_file_is_not_unicode(samples: dict[str, Article]) -> None:
    assert [n for n, a in samples.items() if any("cp1252" in w for w in a.warnings)] == [
        "2020-08-24 Minsk, le deuxième dimanche.txt"
    ]


def test_a_plain_publication_date_is_read_and_right(samples: dict[str, Article]) -> None:
    dated = {n: a.published for n, a in samples.items() if a.published is not None}
    wrong = {d["document"] for d in DOCUMENTS} & {
        n for n, date in dated.items() if date not in accepted_dates(n)
    }
    assert not wrong
    assert 0 < len(dated) < len(samples)


def accepted_dates(name: str) -> list[str]:
    (document,) = [d for d in DOCUMENTS if d["document"] == name]
    return list(document["accept_published"])


# -- their gold --------------------------------------------------------------------------------


def test_the_documents_gold_is_one_line_an_article(samples: dict[str, Article]) -> None:
    assert sorted(d["document"] for d in DOCUMENTS) == sorted(samples)


def test_every_anchor_stands_at_its_offsets(samples: dict[str, Article]) -> None:
    off = [
        (e["document"], e["anchor"])
        for e in EVENTS
        if samples[e["document"]].text[e["start"] : e["end"]] != e["anchor"]
    ]
    assert not off, "run python bench/gold.py"


def test_every_date_is_valid_edtf() -> None:
    with warnings.catch_warnings():
        # The validator's grammar uses names that its parser library is giving up.
        warnings.simplefilter("ignore")
        from edtf_validate.valid_edtf import is_valid
    dates = {d for e in EVENTS for d in (e["date"], *e["accept"])}
    dates |= {d for doc in DOCUMENTS for d in doc["accept_published"]}
    assert not [d for d in dates if not is_valid(d)]
    assert all(str(when.parse(d)) == d for d in dates)


def test_every_article_has_core_events_with_keywords() -> None:
    core = [e for e in EVENTS if e["tier"] == "core"]
    assert {e["document"] for e in core} == {name for name in LANGUAGE if "#" not in name}
    assert not [e["anchor"] for e in core if not e["keywords"]]
    assert {e["tier"] for e in EVENTS} == {"core", "extra"}


def test_clusters_hold_every_core_anchor_once() -> None:
    core = [(e["document"], e["start"], e["end"]) for e in EVENTS if e["tier"] == "core"]
    clustered = [tuple(m) for c in CLUSTERS for m in c["mentions"]]
    assert sorted(clustered) == sorted(core)
    assert len(set(core)) == len(core)
    assert len({c["cluster"] for c in CLUSTERS}) == len(CLUSTERS)


def test_clusters_join_articles_and_languages() -> None:
    mixed = [c for c in CLUSTERS if len({LANGUAGE[m[0]] for m in c["mentions"]}) == 2]
    assert len(mixed) >= 30


def test_the_sources_disagree_on_one_date() -> None:
    event_at = {(e["document"], e["start"], e["end"]): e for e in EVENTS}
    apart = {}
    for cluster in CLUSTERS:
        told = [event_at[m[0], m[1], m[2]] for m in cluster["mentions"]]
        spans = [[when.parse(d) for d in (e["date"], *e["accept"])] for e in told]
        if any(not any(a.overlaps(b) for a in x for b in y) for x in spans for y in spans):
            apart[cluster["cluster"]] = sorted({e["date"] for e in told})
    assert apart == {"inauguration": ["2020-09-23", "2020-09-24"]}


def test_the_sources_disagree_on_the_loan(samples: dict[str, Article]) -> None:
    told = {m[0] for c in CLUSTERS if c["cluster"] == "loan-2020" for m in c["mentions"]}
    higher = {n for n in told if "1.5 billion" in samples[n].text or "1,5 m" in samples[n].text}
    assert told - higher == {"courrier-2020-10-03.pdf"}
    assert "un prêt d'un milliard de dollars" in samples["courrier-2020-10-03.pdf"].text


@pytest.fixture(scope="module")
def bench() -> Any:
    spec = importlib.util.spec_from_file_location("bench_gold", ROOT / "bench" / "gold.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_the_gold_files_are_those_of_the_file_by_hand(
    bench: Any, samples: dict[str, Article]
) -> None:
    source = (GOLD / "samples.txt").read_text(encoding="utf-8")
    made = bench.build(source, {name: a.text for name, a in samples.items()})
    for name, content in made.files().items():
        assert (GOLD / name).read_text(encoding="utf-8") == content, name


def test_an_anchor_that_is_absent_or_not_unique_is_refused(bench: Any) -> None:
    text = "The vote\nof August. The vote of August."
    assert bench.locate(text, "The vote of August#2", 1) == (20, 38)
    with pytest.raises(bench.GoldError, match="occurs 2 times"):
        bench.locate(text, "The vote of August", 1)
    with pytest.raises(bench.GoldError, match="not in the article"):
        bench.locate(text, "The election", 1)


def test_a_heading_says_what_is_known_of_an_article(bench: Any) -> None:
    plain = bench.heading(["a.txt", "en", "2020-08", "2020"], 1)
    assert plain["accept_published"] == ["2020-08", "2020"]
    assert plain["kind"] == "news"
    unknown = bench.heading(["a.txt", "fr", "-", "", "chronicle"], 1)
    assert unknown["published"] is None
    assert unknown["accept_published"] == []
    assert unknown["kind"] == "chronicle"
    with pytest.raises(bench.GoldError, match="no such kind"):
        bench.heading(["a.txt", "en", "2020", "", "novel"], 1)


def test_a_line_may_accept_several_types(bench: Any) -> None:
    fields = ["2020-08-09", "election politics", "happened", "-", "vote", "vote"]
    line = bench.annotation(fields, "a.txt", "the vote", 1)
    assert (line["type"], line["accept_types"]) == ("election", ["politics"])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("2020-08-09 || election politic || happened || - || vote || vote", "no such type"),
        ("2020-08-09 || elections || happened || - || vote || vote", "no such type"),
        ("9 August || election || happened || - || vote || vote", "EDTF"),
        ("2020-08-09 || election || happened || - || vote", "fields"),
    ],
)
def test_a_bad_line_is_refused(bench: Any, line: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        bench.build(f"== a.txt || en || 2020\n{line}\n", {"a.txt": "the vote"})
