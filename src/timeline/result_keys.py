"""What names a result: the article, its date, the rules and models that it is read by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from timeline.model import Article, Dating


def cache_key(article: Article, dating: Dating | None = None) -> str:
    """Names a result: changes with the article, its date, the rules, their data, the models; not
    with where its file lies."""
    told = [fingerprint(), article.model_dump_json(exclude={"path", "part"})]
    key = _hash(json.dumps(told))
    return key if dating is None else dated_key(key, dating)


def dated_key(key: str, dating: Dating) -> str:
    """The key of an article without a date, dated so by others."""
    if dating.published is None:
        return key
    told = key + dating.model_dump_json(exclude={"evidence"})
    return _hash(told)


def _hash(told: str) -> str:
    """Half of SHA-256, which no two of any number of articles share."""
    return hashlib.sha256(told.encode()).hexdigest()[:32]


@cache
def fingerprint() -> str:
    """A hash of this package's code and data and of what it builds on: spaCy and its models."""
    from timeline.parse import models

    digest = hashlib.sha256()
    for name, held in _package_files(resources.files("timeline"), ""):
        digest.update(name.encode() + b"\0" + held + b"\0")
    digest.update(json.dumps(models.versions(), sort_keys=True).encode())
    return digest.hexdigest()[:16]


@cache
def versions() -> dict[str, str]:
    """What results depend on, by a name for people: "" where it is not installed. Two machines that
    tell the same give the same results."""
    from timeline.parse import models

    told = {
        f"the language model for {name}" if name in models.MODELS else name: version
        for name, version in models.versions().items()
    }
    return told | {"timeline": fingerprint()}


def _package_files(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        name = f"{prefix}{entry.name}"
        if entry.is_dir() and entry.name not in {"__pycache__", "cli", "render"}:
            yield from _package_files(entry, name + "/")
        elif entry.name.endswith((".py", ".toml", ".tsv", ".json", ".gz")):
            yield name, entry.read_bytes()
