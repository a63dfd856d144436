"""Whom, where and which language a filter's value means, among what is stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from timeline.errors import UnknownChoiceError
from timeline.store import Store

if TYPE_CHECKING:
    from timeline.names.aliases import Aliases

_SHOWN = 5  # namesakes told


def actors(
    store: Store, wanted: Sequence[str], aliases: Aliases, say: Callable[[str], None]
) -> tuple[str, ...]:
    """The ids of the actors that texts mean: by id, name or any spelling.

    Says who is meant where several are, and who may have been where nobody is.
    """
    from timeline.names.finding import Known, meant

    stored = [Known(*row) for row in store.named_actors()]
    found: dict[str, None] = {}
    for text in wanted:
        direct = meant(text, stored, aliases)
        found |= dict.fromkeys(one.id for one in direct)
        if not direct:
            known = [n for one in stored for n in (one.name, *one.aliases)]
            say(_nobody("--actor", text, known, "actors"))
        elif len(direct) > 1:
            several = ", ".join(one.name for one in direct[:_SHOWN])
            more = f" and {len(direct) - _SHOWN} more" if len(direct) > _SHOWN else ""
            say(f"--actor {text}: {several}{more}; give the full name to choose")
    return tuple(found)


def places(
    store: Store, wanted: Sequence[str], say: Callable[[str], None]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Stored names of the places that texts mean, and codes of the countries they mean."""
    from timeline.names import fold

    found = store.named_places()
    stored = [
        _Place(fold.plain(name), name, kind, (code,) if code else ()) for name, kind, code in found
    ]
    known = {code for place in stored for code in place.codes}
    at: dict[str, None] = {}
    within: dict[str, None] = {}
    for text in wanted:
        named, codes = _meant(text, stored, known)
        at |= dict.fromkeys(named)
        within |= dict.fromkeys(codes)
        if not named and known.isdisjoint(codes):
            say(_nobody("--place", text, [place.name for place in stored], "places"))
    return tuple(at), tuple(within)


class _Place(NamedTuple):
    """A stored place. key: its name folded; codes: of its country."""

    key: str
    name: str
    kind: str
    codes: tuple[str, ...]


def _meant(text: str, stored: Sequence[_Place], known: set[str]) -> tuple[list[str], list[str]]:
    """(stored names, codes of countries) that a text means; known: the codes that are stored."""
    from timeline.names import fold

    key = fold.plain(text).strip()
    named = [place.name for place in stored if key and key in place.key]
    codes = list(known & {key.upper()})
    called = [place for place in stored if place.key == key]
    if not called and not codes:
        name, code = _gazetteer(text)
        return named + [p.name for p in stored if p.name == name], codes + ([code] if code else [])
    # A country's own name asks for what lies in it too.
    return named, codes + [c for place in called if place.kind == "country" for c in place.codes]


def languages(store: Store, wanted: Sequence[str], say: Callable[[str], None]) -> tuple[str, ...]:
    """The codes of --language, parted by commas too.

    Says when nothing is told in one. Raises UnknownChoiceError for what is no language.
    """
    codes = tuple(part.strip().lower() for text in wanted for part in text.split(","))
    stored = store.languages() if codes else []
    for code in codes:
        if code in stored:
            continue
        from timeline import dates

        if not dates.reads(code):
            raise UnknownChoiceError("--language", code, stored)
        say(f"--language: nothing stored is in {code!r}, but in {', '.join(stored)}")
    return codes


def _gazetteer(text: str) -> tuple[str | None, str | None]:
    """A place's name in the chronology, and its code where it is a country."""
    from timeline.names import cities, data, gazetteer

    found = (gazetteer.lookup(text, language) for language in data.LANGUAGES)
    place = next((p for p in found if p is not None), None) or cities.spelled(text)
    if place is None:
        return None, None
    return place.name, place.country if place.kind == "country" else None


def _nobody(option: str, text: str, names: Sequence[str], command: str) -> str:
    from timeline.names import fold

    by_key = {fold.plain(part): name for name in names for part in (*name.split(), name)}
    near = get_close_matches(fold.plain(text), by_key, n=3, cutoff=0.7)
    meant = dict.fromkeys(by_key[key] for key in near)
    how = f"did you mean {' or '.join(meant)}? " if meant else ""
    return f"{option}: nothing stored is called {text!r}; {how}see timeline {command}"
