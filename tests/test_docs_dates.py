"""docs/adding-a-language.md and docs/dates.md say what is so."""

import io
import re
import tomllib
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from timeline import dates
from timeline.dates import engine, rulebook
from timeline.dates.productions import PRODUCTIONS
from timeline.dates.tokens import digit_signatures

DOCS = Path(__file__).parents[1] / "docs"
ADDING = (DOCS / "adding-a-language.md").read_text(encoding="utf-8")
DATES = (DOCS / "dates.md").read_text(encoding="utf-8")
FILES: dict[str, dict[str, Any]] = {c: rulebook.data(c) for c in dates.with_own_tables()}


def section(page: str, heading: str) -> str:
    """The text under a heading, up to the next one."""
    after = page.split(f"# {heading}\n", 1)[1]
    return re.split(r"^#+ ", after, maxsplit=1, flags=re.M)[0]


def keys(heading: str, table: int = 0) -> set[str]:
    """First column of the nth table of a section."""
    tables = re.split(r"^\|---.*$", section(ADDING, heading), flags=re.M)[1:]
    rows = tables[table].split("\n\n")[0]
    return set(re.findall(r"^\| `(\w+)` \|", rows, flags=re.M))


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", page, flags=re.M | re.S)


def used(*path: str) -> set[str]:
    """Keys of a table of the language files, all languages together."""
    found: set[str] = set()
    for data in FILES.values():
        table = data
        for step in path:
            table = table[step]
        found |= set(table)
    return found


def test_tables_are_those_of_the_files() -> None:
    assert keys("The tables of a file") == used()


@pytest.mark.parametrize(
    ("heading", "path"), [("Options", "options"), ("Numbers in words", "numbers")]
)
def test_keys_exist(heading: str, path: str) -> None:
    assert keys(heading)
    assert keys(heading) <= used(path)


def test_tense_and_document_keys_exist() -> None:
    told = keys("Tense and date lines")
    assert told <= used("tense") | used("document")
    for code in FILES.keys() - set(dates.with_events()):
        assert {*FILES[code]["tense"], *FILES[code]["document"]} <= told


def test_classes_exist() -> None:
    assert keys("Classes the engine knows") <= used("words")
    figures = set(
        re.findall(r"`(\w+)`", section(ADDING, "Classes the engine knows").split("Figures have")[1])
    )
    assert figures <= set().union(*digit_signatures())


def test_keys_of_rules_and_productions_exist() -> None:
    told = keys("Rules")
    rules = [r for data in FILES.values() for r in data["rule"]]
    assert told <= {k for r in rules for k in r}
    for code in FILES.keys() - set(dates.with_events()):
        assert {k for r in FILES[code]["rule"] for k in r} <= told
    assert keys("Rules", 1) <= set(PRODUCTIONS)


def test_the_smallest_file_reads_what_the_page_says() -> None:
    raw = tomllib.loads(blocks(ADDING, "toml")[0])
    compiled = rulebook.compile_language("eo", raw)
    rows = re.findall(
        r"^\| ([^|`]+) \| (\d[^|]*) \|$",
        section(ADDING, "The smallest file that works"),
        flags=re.M,
    )
    assert len(rows) == 4
    for text, edtf in rows:
        tokens = compiled.tokenize(text)
        (found,) = engine.find(tokens, compiled)
        assert found.end == len(text)
        assert found.rule in {r["name"] for r in raw["rule"]}, (text, edtf)


def test_the_smallest_file_is_placed_as_the_page_says(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = tomllib.loads(blocks(ADDING, "toml")[0])
    compiled = rulebook.compile_language("eo-test", raw)
    monkeypatch.setattr(rulebook, "load", lambda code: compiled)
    rows = re.findall(
        r"^\| ([^|`]+) \| (\d[^|]*) \|$",
        section(ADDING, "The smallest file that works"),
        flags=re.M,
    )
    for text, edtf in rows:
        (found,) = dates.tag(text, language="eo-test", published="2020-09-16")
        assert found.denotes == edtf


def test_the_example_of_a_phrasing_table_holds() -> None:
    table = tomllib.loads(blocks(ADDING, "toml")[1])
    texts = [p for e in (*table["value"], *table["interval"]) for p in e["phrases"]]
    for text in texts:
        assert dates.tag(text.replace("*", ""), language="de", published=table["published"])
    for text in table["negative"]["phrases"]:
        assert not dates.tag(text, language="de", published=table["published"])


@pytest.mark.parametrize("code", blocks(DATES, "python"))
def test_python_examples_print_what_they_say(code: str) -> None:
    out = io.StringIO()
    with redirect_stdout(out):
        exec(compile(code, "docs/dates.md", "exec"), {})
    told = [line[2:] for line in code.splitlines() if line.startswith("# ")]
    assert out.getvalue().splitlines() == told


def test_levels_are_as_the_page_says() -> None:
    levels = dates.levels()
    names = {
        "English": "en",
        "French": "fr",
        "German": "de",
        "Spanish": "es",
        "Italian": "it",
        "Dutch": "nl",
        "Portuguese": "pt",
    }
    for level in ("full", "good"):
        (row,) = re.findall(rf"^\| {level} \| ([^|]+) \|", DATES, flags=re.M)
        assert {names[n] for n in row.split(", ")} == {c for c, x in levels.items() if x == level}


def test_the_derivation_is_as_the_page_shows_it() -> None:
    from timeline.cli.date_explanations import around, derivations

    text = "They met on Monday."
    (found,) = dates.tag(text, language="en", published="2020-09-16")
    known = {"document": "-", "published": ("2020-09-16", "given"), "mode": "news"}
    row = {**known, "around": around(text, 12, 18), **found.model_dump(mode="json")}
    (console,) = blocks(DATES, "console")
    assert "".join(derivations([row])) == console.partition("\n")[2]
