"""Every quality figure, measured on the annotated corpora: `python bench/quality.py`.

The corpora stand beside the project in ../shared and are no part of it. Figures are per cent.
`--raise-floors` lifts the floors in tests/floors.json to just under what was measured; it never
lowers one.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
TOOLS = SHARED / "tools"
FLOORS = ROOT / "tests" / "floors.json"
TIMEX = {"timebank": "en", "aquaint": "en", "wikiwars": "en", "fr-timebank": "fr"}
# Two runs on two machines may differ in the last place; a floor leaves that much room.
ROOM = 0.005


def run(*command: str | Path) -> str:
    """Standard output of a command run in the project's folder; stops on its first failure."""
    done = subprocess.run(
        [str(c) for c in command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr}")
    return str(done.stdout)


def timeline(*arguments: str | Path) -> str:
    """Output of the command line of this checkout."""
    return run(sys.executable, "-m", "timeline", *arguments)


def time_expressions(corpus: str, language: str, folder: Path) -> dict[str, float]:
    """strict, relaxed and value F1 on one corpus of time expressions."""
    gold, scorer = SHARED / "data/timex" / corpus, TOOLS / "score_timex.py"
    articles, found = folder / f"{corpus}.jsonl", folder / f"{corpus}-found.jsonl"
    run(sys.executable, scorer, gold, "--dump-jsonl", articles, "--language", language)
    found.write_text(timeline("dates", articles, "--format", "jsonl"), encoding="utf-8")
    figures: dict[str, Any] = json.loads(run(sys.executable, scorer, gold, found, "--json"))
    return {k: figures[k] for k in ("strict_f1", "relaxed_f1", "value_f1")}


def mixed(folder: Path) -> dict[str, float]:
    """Texts of twelve kinds, default output, whole and by half, and what --all dates.

    Rules were made after reading the odd halves; the even ones are for these figures alone.
    """
    gold, articles = SHARED / "gold/mixed", folder / "mixed.jsonl"
    rows = [json.loads(line) for line in (gold / "articles.jsonl").read_text("utf-8").splitlines()]
    kept = ("id", "title", "published", "language", "text")
    told = ({k: r[k] for k in kept if r.get(k) is not None} for r in rows)
    articles.write_text("".join(json.dumps(r) + "\n" for r in told), "utf-8")
    lines = (gold / "events.jsonl").read_text("utf-8").splitlines(keepends=True)
    halves = {
        "": lines,
        "odd, ": [r for r in lines if int(json.loads(r)["document"][1:3]) % 2],
        "even, ": [r for r in lines if not int(json.loads(r)["document"][1:3]) % 2],
    }
    figures: dict[str, float] = {}
    for option in ((), ("--all",)):
        out = folder / "mixed.json"
        store = ("--out-dir", folder / f"mixed{len(option)}")
        out.write_text(timeline("extract", articles, *option, "--format", "json", *store), "utf-8")
        for half, kept_lines in halves.items() if not option else [("--all, ", lines)]:
            (folder / "half.jsonl").write_text("".join(kept_lines), "utf-8")
            command = (TOOLS / "score_events.py", folder / "half.jsonl", out, "--json")
            scored: dict[str, float] = json.loads(run(sys.executable, *command))
            figures |= {f"{half}{k}": scored[k] for k in ("dated", "printed", "twice")}
    return figures


def seeds(folder: Path) -> dict[str, float]:
    """Events of five real articles, default output."""
    out = folder / "seeds.json"
    store = ("--out-dir", folder / "seeds")
    out.write_text(timeline("extract", SHARED / "seeds", "--format", "json", *store), "utf-8")
    gold = SHARED / "gold"
    documents = ("--documents", gold / "seeds-documents.jsonl", "--json")
    command = (TOOLS / "score_events.py", gold / "seeds-events.jsonl", out, *documents)
    figures: dict[str, float] = json.loads(run(sys.executable, *command))
    wanted = ("dated", "printed", "twice", "precision", "type", "status", "merged", "published")
    return {k: figures[k] for k in wanted}


def mentions(name: str, folder: Path) -> dict[str, float]:
    """Event mentions and their dates on annotated news, everything printed (--all)."""
    gold, out = SHARED / "data/events" / name, folder / f"{name}.json"
    arguments = ("--all", "--format", "json", "--out-dir", folder / name)
    out.write_text(timeline("extract", gold / "articles.jsonl", *arguments), "utf-8")
    command = (TOOLS / "score_mentions.py", gold / "gold-mentions.jsonl", out, "--json")
    full: dict[str, Any] = json.loads(run(sys.executable, *command))
    groups = full["mentions"]
    figures: dict[str, float] = {
        "salient found, right date": groups["salient dated"]["dated_recall"],
        "date right of all found": groups["all dated"]["date_accuracy"],
    }
    if name == "wikinews":
        figures["… not on publication day"] = groups["any other date"]["date_accuracy"]
        figures["exact in annotated sentences"] = full["precision_proxy"]["hit_with_exact_date"]
        merged = full["merging"]["system"]
        figures["cross-document pairs F1"] = merged["cross_pairs"]["f1"] or 0.0
        figures["MUC F1"] = merged["muc"]["f1"]
        figures["B3 F1"] = merged["b3"]["f1"]
        figures["Track A F1"] = track_a(gold, out)
    return figures


def track_a(gold: Path, chronology: Path) -> float:
    """SemEval-2015 task 4 Track A, F1."""
    command = (TOOLS / "score_semeval.py", gold, chronology, "--json")
    full: dict[str, Any] = json.loads(run(sys.executable, *command))
    return float(full["corpora"]["all"]["track_a"]["f1"])


def raise_floors(measured: dict[str, dict[str, float]]) -> None:
    """Lift each floor to what was measured, less the room."""
    floors = json.loads(FLOORS.read_text())
    for name, floor in floors.items():
        for figure, least in floor["least"].items():
            reached = measured.get(name, {}).get(figure, 0.0)
            lifted = math.floor((reached - ROOM) * 1000) / 1000 if reached < 1 else 1.0
            floor["least"][figure] = max(least, lifted)
    FLOORS.write_text(json.dumps(floors, indent=2) + "\n")


def main() -> None:
    """Measure, print a table, lift the floors if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help="names of corpora; all without")
    parser.add_argument("--raise-floors", action="store_true")
    arguments = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"no annotated corpora: {SHARED.name}/ is not beside the project")
    measured: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for corpus in arguments.only or [*TIMEX, "seeds", "mixed", "wikinews", "timeset"]:
            if corpus in TIMEX:
                measured[corpus] = time_expressions(corpus, TIMEX[corpus], folder)
            else:
                whole = {"seeds": seeds, "mixed": mixed}.get(corpus)
                measured[corpus] = whole(folder) if whole else mentions(corpus, folder)
            for figure, value in measured[corpus].items():
                print(f"{corpus:12} {figure:32} {100 * value:6.1f}", flush=True)
    if arguments.raise_floors:
        raise_floors(measured)


if __name__ == "__main__":
    main()
