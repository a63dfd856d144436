"""`timeline` as it is where some packages are not installed.

usage: without.py PACKAGE,PACKAGE… ARGUMENTS...
"""

import sys
from typing import Any


class _Hiding:
    """A finder of modules that does not find these."""

    def __init__(self, finder: Any, names: frozenset[str]) -> None:
        self._finder, self._names = finder, names

    def find_spec(self, name: str, *more: Any) -> Any:
        return (
            None
            if name.split(".", maxsplit=1)[0] in self._names
            else self._finder.find_spec(name, *more)
        )

    def __getattr__(self, name: str) -> Any:
        return getattr(self._finder, name)


if __name__ == "__main__":
    hidden = frozenset(sys.argv[1].split(","))
    sys.meta_path[:] = [_Hiding(finder, hidden) for finder in sys.meta_path]
    from timeline.cli import main

    sys.exit(main(sys.argv[2:]))
