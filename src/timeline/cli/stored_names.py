"""Whom, where and which language a filter's value means, among what is stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path

from timeline.cli import names_file
from timeline.errors import UnknownChoiceError
from timeline.store import Store

_SHOWN = 5  # namesakes told


def actors(
    store: Store, wanted: Sequence[str], path: Path | None, say: Callable[[str], None]
) -> tuple[str, ...]:
    """The stored names of the actors that texts mean, under any of their spellings.

    Says who is meant where several are, and who may have been where nobody is.
    """
    from timeline.names.gathering import Seen, gather, meant

    aliases = names_file.read(path)
    seen = [Seen(name, kind, names) for name, kind, names in store.named("actor")]
    keys = gather(seen, aliases)
    found: dict[str, None] = {}
    for text in wanted:
        direct = {keys[one]: None for one in meant(text, seen, aliases)}
        found |= dict.fromkeys(one.name for one in seen if keys[one] in direct)
        if not direct:
            known = [n for one in seen for n in (one.name, *one.aliases)]
            say(_nobody("--actor", text, known, "actors"))
        elif len(direct) > 1:
            several = ", ".join(key.partition(":")[2] for key in list(direct)[:_SHOWN])
            more = f" and {len(direct) - _SHOWN} more" if len(direct) > _SHOWN else ""
            say(f"--actor {text}: {several}{more}; give the full name to choose")
    return tuple(found)


def places(
    store: Store, wanted: Sequence[str], say: Callable[[str], None]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Stored names of the places that texts mean, and codes of the countries they mean."""
    from timeline.names import fold

    stored = [(fold.plain(name), name, kind, code) for name, kind, code in store.named("place")]
    codes = {code for *_, country in stored for code in country}
    at: dict[str, None] = {}
    within: dict[str, None] = {}
    for text in wanted:
        key = fold.plain(text).strip()
        called = [one for one in stored if one[0] == key]
        named = [name for plain, name, _, _ in stored if key and key in plain]
        # A country's own name asks for what lies in it too.
        inside = [code for code in codes if code.casefold() == key]
        inside += [code for _, _, kind, country in called if kind == "country" for code in country]
        if not called and not inside:
            place, code = _gazetteer(text)
            named += [name for _, name, _, _ in stored if name == place]
            inside += [code] if code else []
        at |= dict.fromkeys(named)
        within |= dict.fromkeys(inside)
        if not named and codes.isdisjoint(inside):
            say(_nobody("--place", text, [name for _, name, _, _ in stored], "places"))
    return tuple(at), tuple(within)


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
