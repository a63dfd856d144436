"""Ids that articles are given, which may be any text but the name of another file.

Without one an article goes by its file, `path`, `path:3` or `path#3`; one that took such a name
would take the place of what that file holds. A file may itself be called like another's third
article; only where there is such an article does it take that one's place.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from timeline.errors import InputError
from timeline.model import Article

_NUMBERED = re.compile(r"(?s)(.+)[#:]\d{1,18}")


def takes_name_of(id_: str, path: str, files: Collection[str]) -> str | None:
    """Which of other files an article of a file is named as if it came from; none where its own
    file is called so."""
    return None if id_ == path else _named(id_, path, files)


def _named(id_: str, path: str, files: Collection[str]) -> str | None:
    told = _NUMBERED.fullmatch(id_)
    for name in (id_, told[1] if told else id_):
        if name != path and name in files:
            return name
    return None


def check(article: Article, stored: str | None) -> None:
    """Raise InputError for an article that would take the place of another file's.

    stored: the path of the article that is stored under its id. One whose file is gone may have
    moved, and is replaced.
    """
    if stored is None or stored == article.path or not Path(stored).is_file():
        return
    if _named(article.id, article.path, (stored,)):
        raise refused(article.path, article.id, stored)


def refused(where: str, id_: str, file: str) -> InputError:
    """The error of an article named so."""
    why = f"its id {id_[:100]!r} is that of another file's article ({file[:100]})"
    return InputError(where, why, "give it another id, or leave the id out")
