"""names.toml: which names a user says are one actor's, and which are not; laid over what is found.

    same = [["Alexander Lukashenko", "Batka"]]     # the first name is the one shown
    different = [["Idriss Déby", "Mahamat Idriss Déby"]]
    [kind]
    "Wagner" = "organisation"

A listed name is meant however it is spelt, as far as names are compared at all; what is listed
always wins over what is found. The aliases in force are those of `using`, none outside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

from timeline import user_toml
from timeline.names import fold, kinds, organisations, people, person_parts, same
from timeline.names.names_toml import NamesError, content_of, digest_of

if TYPE_CHECKING:
    from timeline.model import ActorKind

FILE = "names.toml"
KINDS = ("person", "organisation", "country", "group")
_TABLES = ("same", "different", "kind")
_EXAMPLE = 'same = [["Kyiv Post", "KP"]]'


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """One actor of the file. names: all that are listed, the one to show first."""

    names: tuple[str, ...]
    kind: ActorKind | None

    @property
    def shown(self) -> str:
        """The name to show."""
        return self.names[0]

    @property
    def kind_told(self) -> ActorKind:
        """Its kind: as given, else as one of its names tells; a name that tells nothing is a
        body's, whatever each text takes it for: one actor has one kind."""
        told = (self.kind, *(_told_kind(name) for name in self.names))
        return next((kind for kind in told if kind is not None), "organisation")

    @property
    def key(self) -> str:
        """The key all its names share in merging."""
        kind = self.kind_told
        code = next((c for n in self.names if (c := same.country_of(n))), None)
        return f"country:{code}" if kind == "country" and code else f"{kind}:{self.shown}"

    def spoken(self, name: str) -> str:
        """The listed name whose surname may stand for a full name of this actor."""
        mine = set(person_parts.parts(name).surnames)
        return next((n for n in self.names if mine & set(person_parts.parts(n).surnames)), name)


@dataclass(frozen=True, slots=True, eq=False)
class Aliases:
    """What a file of names says. path: where it is; text: its content; digest: of that, "" for
    no file."""

    named: tuple[Named, ...] = ()
    path: str = ""
    digest: str = ""
    text: str = ""
    _exact: dict[str, Named] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)
    _found: dict[str, Named | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.named:
            self._keys[one.key] = one.shown
            for name in one.names:
                self._exact[_key(name)] = one

    def shown(self, key: str) -> str | None:
        """The name to show of the actor of a key in merging, None where it is not listed."""
        return self._keys.get(key)

    def __bool__(self) -> bool:
        return bool(self.named)

    def find(self, name: str) -> Named | None:
        """The actor a name is listed for, as written or by a spelling of it."""
        if name not in self._found:
            self._found[name] = self._exact.get(_key(name)) or self._like(name)
        return self._found[name]

    def _like(self, name: str) -> Named | None:
        """By spelling: full names of people, bodies by any of their names."""
        body, best, best_rank = organisations.body(name), None, (False, 0.0)
        size = len(person_parts.parts(name).names)
        for one in self.named:
            for listed in one.names:
                if body is not None and organisations.body(listed) == body:
                    return one
                other = len(person_parts.parts(listed).names)
                if min(size, other) > 1 and one.kind in (None, "person"):
                    score = people.person_score(name, listed)
                    # A name as long is nearer than one that lacks a part or has one more.
                    rank = (size == other, score)
                    if score >= people.THRESHOLD and rank > best_rank:
                        best, best_rank = one, rank
        return best


NONE = Aliases()
_in_force = [NONE]


def current() -> Aliases:
    """The aliases in force."""
    return _in_force[-1]


@contextmanager
def using(aliases: Aliases) -> Iterator[None]:
    """Put aliases in force for what is merged inside."""
    _in_force.append(aliases)
    try:
        yield
    finally:
        _in_force.pop()


def _key(name: str) -> str:
    return fold.latin(fold.key(person_parts.without_titles(name)))


def _told_kind(name: str) -> ActorKind | None:
    """The kind a name tells by itself, None where the text must."""
    told = kinds.kind(name, "", "en")
    if told in ("country", "group") or organisations.body(name):
        return told
    if kinds.kind(name, "PERSON", "en") == "organisation":
        return "organisation"
    words = person_parts.without_titles(name).split()
    return "person" if len(words) > 1 and all(w[:1].isupper() for w in words) else None


# -- the file ----------------------------------------------------------------------------------


def read(path: Path) -> Aliases:
    """The aliases of a file, none where there is no file. Raises NamesError."""
    told = content_of(path)
    if told is None:
        return NONE
    try:
        text = user_toml.decoded(told)
    except user_toml.NotTomlError as error:
        raise NamesError(str(path), error.line, error.why, error.how) from None
    return parse(text, str(path), digest_of(told))


def parse(text: str, path: str, digest: str) -> Aliases:
    """The aliases of a file's text. digest: of the file. Raises NamesError."""
    return Aliases(_Reading(text, path).named(), path, digest, text)


class _Reading:
    """One file's text, for the lines of what stands in it."""

    def __init__(self, text: str, path: str) -> None:
        self._text, self._path = text, path

    def named(self) -> tuple[Named, ...]:
        told = self._parsed()
        for key in told:
            if key not in _TABLES:
                near = get_close_matches(key, _TABLES, n=1)
                how = f"did you mean {near[0]}? " if near else ""
                self._wrong(key, f"{key!r} is unknown", f"{how}there are {', '.join(_TABLES)}")
        kind = self._kinds(told.get("kind", {}))
        groups = self._lists("same", told.get("same", []))
        apart = self._lists("different", told.get("different", []))
        held = self._held(groups)
        for names in apart:
            self._check_apart(names, held)
        for name in (*(n for names in apart for n in names), *kind):
            if held.setdefault(_key(name), len(groups)) == len(groups):
                groups.append((name,))
        kinds_by_key = {_key(name): value for name, value in kind.items()}
        return tuple(
            Named(names, next((k for n in names if (k := kinds_by_key.get(_key(n)))), None))
            for names in groups
        )

    def _held(self, groups: Sequence[tuple[str, ...]]) -> dict[str, int]:
        """The place of the list that each name of `same` is in."""
        held: dict[str, int] = {}
        for i, names in enumerate(groups):
            for name in names:
                if held.setdefault(_key(name), i) != i:
                    self._wrong(name, f"{name!r} is in two lists of same", "make them one list")
        return held

    def _check_apart(self, names: Sequence[str], held: Mapping[str, int]) -> None:
        """Raise where two names of one list of `different` are in one list of `same`."""
        seen: dict[int, str] = {}
        for name in names:
            at = held.get(_key(name))
            if at is not None and seen.setdefault(at, name) != name:
                both = f"{seen[at]!r} and {name!r} are the same and different"
                self._wrong(name, both, "take them out of one of the two lists")

    def _parsed(self) -> Mapping[str, Any]:
        try:
            return user_toml.loads(self._text)
        except user_toml.NotTomlError as error:
            shown = self._text.splitlines()[error.line - 1 : error.line]
            how = f"write it like {_EXAMPLE}"
            if shown and re.search("[“”„«»‘’]", shown[0]):
                how = 'put names in straight quotes, "'
            elif "nclosed" in error.why or "array" in error.why:
                how = f"put a comma between names and close each [ with ], like {_EXAMPLE}"
            raise NamesError(self._path, error.line, error.why, how) from None

    def _lists(self, table: str, told: Any) -> list[tuple[str, ...]]:
        how = f'write {table} = [["One name", "Another"]]'
        if not isinstance(told, list):
            self._wrong(table, f"{table} holds no lists of names", how)
        # One list needs no brackets around it.
        lists = [told] if told and all(isinstance(n, str) for n in told) else told
        result = []
        for names in lists:
            if not isinstance(names, list):
                self._wrong(table, f"{table} holds {names!r} beside lists of names", how)
            for name in names:
                if not isinstance(name, str):
                    self._wrong(str(name), f"{name!r} is no name in quotes", how)
                self._checked(name, table)
            unlike: dict[str, str] = {}
            for name in names:
                unlike.setdefault(_key(name), name)
            if len(unlike) < 2:
                why = f"a list of {table} has {'one name only' if names else 'no names'}"
                self._wrong(
                    names[0] if names else table, why, "give it another name or take it out"
                )
            result.append(tuple(unlike.values()))
        return result

    def _kinds(self, told: Any) -> dict[str, ActorKind]:
        how = 'write [kind] and below it lines like "Wagner" = "organisation"'
        if not isinstance(told, Mapping):
            self._wrong("kind", "kind holds no names", how)
        result: dict[str, ActorKind] = {}
        for name, value in told.items():
            self._checked(name, "kind")
            wanted = value.replace("organization", "organisation") if isinstance(value, str) else ""
            if wanted not in KINDS:
                why = f"{value!r} is no kind of {name!r}"
                self._wrong(name, why, f"choose from {', '.join(KINDS)}")
            result[name] = cast("ActorKind", wanted)
        return result

    def _checked(self, name: str, table: str) -> None:
        if not fold.key(name):
            self._wrong(
                name or '""', f"{name!r} in {table} is no name", "write a name or take it out"
            )

    def _wrong(self, text: str, why: str, how: str) -> NoReturn:
        raise NamesError(self._path, self._line(text), why, how)

    def _line(self, text: str) -> int:
        """The last line that a text stands on: of two places the later one is the mistake."""
        lines: Sequence[str] = self._text.splitlines()
        told = [i for i, line in enumerate(lines, 1) if text in line.partition("#")[0]]
        return told[-1] if told else 1
