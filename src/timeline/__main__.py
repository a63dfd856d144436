"""`python -m timeline` is `timeline`."""

import sys
from pathlib import Path

# Python puts the working directory first, where a stray spacy.py would be taken for the library.
if sys.path and sys.path[0] and Path(sys.path[0]) != Path(__file__).parents[1]:
    del sys.path[0]

from timeline.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
