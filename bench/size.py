"""How much room an installation takes: the packages that requirements.lock names, and timeline.

Counted is what they have on this disk, in whole blocks as `du` counts them; packages that only
developers need are left out. Modules are compiled when they are first used (Makefile), so that it
depends on what was run; what is compiled is counted by itself too.

    python bench/size.py           # the largest, and all together
    python bench/size.py --all
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST = 480
"""Megabytes that an installation may take."""
_BLOCK = 512


def sizes() -> dict[str, tuple[int, int]]:
    """(bytes, those of compiled modules beside them) of each package installed of those locked."""
    own = ROOT / "src/timeline"
    found = {"timeline": sized(place for place in own.rglob("*") if place.suffix != ".pyc")}
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE):
        try:
            package = distribution(name)
        except PackageNotFoundError:  # another system's, or another Python's
            continue
        there = (Path(str(package.locate_file(file))) for file in package.files or ())
        found[name] = sized(place for place in there if place.suffix != ".pyc")
    return found


def sized(places: Iterable[Path]) -> tuple[int, int]:
    """(bytes of these files, those of the modules compiled of them)."""
    plain = {place for place in places if place.is_file()}
    modules = {place for place in plain if place.suffix == ".py"}
    compiled = {
        made
        for folder in {module.parent / "__pycache__" for module in modules}
        for made in folder.glob("*.pyc")
        if folder.parent / f"{made.name.partition('.')[0]}.py" in modules
    }
    return sum(map(_taken, plain)), sum(map(_taken, compiled))


def _taken(place: Path) -> int:
    told = place.stat()
    # Not every system counts blocks.
    return int(getattr(told, "st_blocks", 0)) * _BLOCK or told.st_size


def main() -> int:
    """Print the sizes; 1 where all together are too large."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--all", action="store_true", help="every package")
    found = sorted(sizes().items(), key=lambda one: (-one[1][0], one[0]))
    shown = found if parser.parse_args().all else found[:15]
    for name, (size, _) in shown:
        print(f"{size / 1e6:8.1f} MB  {name}")
    whole = sum(size for _, (size, _) in found) / 1e6
    compiled = sum(made for _, (_, made) in found) / 1e6
    print(f"{whole:8.1f} MB  all {len(found)} packages (at most {MOST})")
    print(f"{compiled:8.1f} MB  of modules compiled so far beside them")
    return int(whole > MOST)


if __name__ == "__main__":
    sys.exit(main())
