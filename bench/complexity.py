"""How involved the code is, held under ceilings: `python bench/complexity.py` (`make complexity`).

Complexity is McCabe's as radon counts it: `and` and `or` are branches too. Exits with 1 when a
number is over its ceiling, and lists what it counts then; `--list` lists everything.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from radon.complexity import cc_visit

SOURCE = Path(__file__).resolve().parents[1] / "src" / "timeline"
LANGUAGES = SOURCE / "languages"

# What is counted -> the most there may be; None: only told. Lower them as the numbers fall.
CEILINGS: dict[str, int | None] = {
    "lines of Python": None,
    "modules over 450 lines": None,
    "functions of complexity over 15": 33,
    "functions of complexity over 20": 0,
    "branches that ask for a language's name outside languages/": 0,
}

LONGEST_MODULE = 450
# Variables that hold the code of a language.
_NAMES = {"language", "lang", "spoken"}

Found = dict[str, list[str]]


def counted(root: Path = SOURCE) -> tuple[int, Found]:
    """(lines of Python, what is counted -> where each is) of a package, in its modules' order."""
    lines = 0
    found: Found = {name: [] for name in CEILINGS if name != "lines of Python"}
    modules, involved, most_involved, asking = found.values()
    codes = {path.parent.name for path in LANGUAGES.glob("*/grammar.py")}
    codes |= {path.name for path in LANGUAGES.iterdir() if path.is_dir() and len(path.name) == 2}
    for path in sorted(root.rglob("*.py")):
        code, where = path.read_text(encoding="utf-8"), str(path.relative_to(root))
        length = len(code.splitlines())
        lines += length
        if length > LONGEST_MODULE:
            modules.append(f"{where}: {length} lines")
        for name, line, complexity in functions(code):
            said = f"{where}:{line} {name}: {complexity}"
            involved += [said] if complexity > 15 else []
            most_involved += [said] if complexity > 20 else []
        if LANGUAGES not in path.parents:
            asking += [f"{where}:{line}" for line in sorted(language_branches(code, codes))]
    return lines, found


def functions(code: str) -> Iterator[tuple[str, int, int]]:
    """(name, line, complexity) of every function and method; of one inside another, the outer."""
    for block in cc_visit(code):
        if block.letter in "FM":
            yield block.fullname, block.lineno, block.complexity


def language_branches(code: str, codes: set[str]) -> Iterator[int]:
    """The lines of comparisons with a language's code, or of a language with any literal.

    `x == "fr"`, `x in ("en", "fr")`, `language != "de"`, `case "fr"` where a language is matched.
    """
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            told = {text for side in sides for text in _literals(side)}
            named = any(_name(side) in _NAMES for side in sides)
            if told & codes or (named and told):
                yield node.lineno
        elif isinstance(node, ast.Match) and _name(node.subject) in _NAMES:
            yield node.lineno


def _literals(node: ast.expr) -> Iterator[str]:
    """The texts that an expression spells out: itself, or in a tuple, list or set."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        for element in node.elts:
            yield from _literals(element)


def _name(node: ast.expr) -> str:
    """The last part of a name: language of self.article.language."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def main() -> int:
    """Print the counts; 1 when one is over its ceiling."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--list", action="store_true", help="tell where each is")
    everything = parser.parse_args().list
    lines, found = counted()
    print(f"{lines:6,} lines of Python")
    over = False
    for name, places in found.items():
        most = CEILINGS[name]
        too_many = most is not None and len(places) > most
        over |= too_many
        print(f"{len(places):6,} {name}" + (f" (at most {most})" if most is not None else ""))
        if too_many or everything:
            print(*(f"       {place}" for place in places), sep="\n")
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
