"""How much room an installation takes: the packages that requirements.lock names, and timeline.

Counted is what they have on this disk, in whole blocks as `du` counts them, compiled modules and
all; packages that only developers need are left out.

    python bench/size.py           # the largest, and all together
    python bench/size.py --all
"""

from __future__ import annotations

import argparse
import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST = 480
"""Megabytes that an installation may take."""
_BLOCK = 512


def sizes() -> dict[str, int]:
    """The bytes of each package that is installed of those locked."""
    found = {"timeline": _folder(ROOT / "src/timeline")}
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE):
        try:
            found[name] = _size(distribution(name))
        except PackageNotFoundError:  # another system's, or another Python's
            continue
    return found


def _size(package: Distribution) -> int:
    places = {Path(str(package.locate_file(file))) for file in package.files or ()}
    return sum(_taken(place) for place in places if place.is_file())


def _folder(folder: Path) -> int:
    return sum(_taken(place) for place in folder.rglob("*") if place.is_file())


def _taken(place: Path) -> int:
    told = place.stat()
    # Not every system counts blocks.
    return int(getattr(told, "st_blocks", 0)) * _BLOCK or told.st_size


def main() -> int:
    """Print the sizes; 1 where all together are too large."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--all", action="store_true", help="every package")
    found = sorted(sizes().items(), key=lambda one: (-one[1], one[0]))
    shown = found if parser.parse_args().all else found[:15]
    for name, size in shown:
        print(f"{size / 1e6:8.1f} MB  {name}")
    whole = sum(size for _, size in found) / 1e6
    print(f"{whole:8.1f} MB  all {len(found)} packages (at most {MOST})")
    return int(whole > MOST)


if __name__ == "__main__":
    sys.exit(main())
