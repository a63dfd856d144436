"""The user's file of names as commands use it, and whom or where a filter's value means."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import output
from timeline.errors import UnknownChoiceError, UsageError
from timeline.store import Store

if TYPE_CHECKING:
    from timeline.names.aliases import Aliases

FILE = "names.toml"
_SHOWN = 5  # namesakes told

NamesFile = Annotated[
    Path | None,
    typer.Option(
        "--names",
        metavar="FILE",
        help="Your file of names that are one actor's or are not.  [default: names.toml beside"
        " the chronology, where there is one]",
        show_default=False,
    ),
]


def of(store: Store, given: Path | None = None) -> Path | None:
    """The file of names that goes with a store: as given, as it was merged with, or beside it."""
    if given is not None:
        return _there(given)
    path, _ = store.merged_with()
    if path:
        return Path(path)
    return None if store.folder is None else store.folder / FILE


def beside(folder: Path | None, given: Path | None) -> Path | None:
    """The file of names for a run that merges: as given, else beside the chronology."""
    if given is not None:
        return _there(given)
    return None if folder is None else folder / FILE


def _there(given: Path) -> Path:
    if not given.is_file():
        raise UsageError("--names", f"there is no file {given}", "name a file that is there")
    return given


def read(path: Path | None) -> Aliases:
    """The aliases of a file, none for none. Raises NamesError."""
    from timeline.names import aliases

    return aliases.NONE if path is None else aliases.read(path)


@contextmanager
def using(store: Store, given: Path | None = None) -> Iterator[None]:
    """Merge by the file of names: the one given, which is noted then, else the store's own."""
    from timeline.names import aliases

    path = of(store) if given is None else given
    told = read(path)
    with aliases.using(told):
        yield
    if given is not None and (told.digest or store.merged_with()[1]):
        store.note_names(str(given) if told.digest else "", told.digest)


def changed(store: Store, path: Path | None) -> bool:
    """Whether the chronology was merged with other names than the file has now."""
    _, then = store.merged_with()
    if path is None or not (then or path.exists()):
        return bool(then)
    from timeline.names import aliases

    return aliases.digest(path) != then


def warn(store: Store, path: Path | None, *, quiet: bool) -> None:
    """Say that the chronology is older than the file of names, if it is."""
    if quiet or path is None or not changed(store, path):
        return
    folder = store.folder or Path()
    where = "" if folder == Path("data/out") else f" -o {shlex.quote(str(folder))}"
    other = "" if path == folder / FILE else f" --names {shlex.quote(str(path))}"
    output.say(
        f"the chronology was merged before {path} was what it is now; bring it up to date with:"
        f" timeline names{where}{other}"
    )


# -- whom and where a filter means -------------------------------------------------------------


def actors(
    store: Store, wanted: Sequence[str], path: Path | None, *, quiet: bool
) -> tuple[str, ...]:
    """The stored names of the actors that texts mean, under any of their spellings.

    Says who is meant where several are, and who may have been where nobody is.
    """
    from timeline.names.gathering import Seen, gather, meant

    aliases = read(path)
    seen = [Seen(name, kind, names) for name, kind, names in store.named("actor")]
    keys = gather(seen, aliases)
    found: dict[str, None] = {}
    for text in wanted:
        direct = {keys[one]: None for one in meant(text, seen, aliases)}
        found |= dict.fromkeys(one.name for one in seen if keys[one] in direct)
        if quiet:
            continue
        if not direct:
            _nobody(
                "--actor", text, [n for one in seen for n in (one.name, *one.aliases)], "actors"
            )
        elif len(direct) > 1:
            several = ", ".join(key.partition(":")[2] for key in list(direct)[:_SHOWN])
            more = f" and {len(direct) - _SHOWN} more" if len(direct) > _SHOWN else ""
            output.say(f"--actor {text}: {several}{more}; give the full name to choose")
    return tuple(found)


def places(
    store: Store, wanted: Sequence[str], *, quiet: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Stored names of the places that texts mean, and codes of the countries they mean."""
    from timeline.names import fold

    stored = store.named("place")
    at: dict[str, None] = {}
    within: dict[str, None] = {}
    for text in wanted:
        key = fold.plain(text).strip()
        named = [name for name, _, _ in stored if key and key in fold.plain(name)]
        codes = [c for _, _, country in stored for c in country if c.casefold() == key]
        if not codes and not any(fold.plain(name) == key for name in named):
            place, code = _gazetteer(text)
            named += [name for name, _, _ in stored if name == place]
            codes += [code] if code else []
        else:
            # A country's own name asks for what lies in it too.
            codes += [c for name, kind, country in stored for c in country
                      if kind == "country" and fold.plain(name) == key]  # fmt: skip
        at |= dict.fromkeys(named)
        within |= dict.fromkeys(codes)
        there = named or any(c in country for _, _, country in stored for c in codes)
        if not there and not quiet:
            _nobody("--place", text, [name for name, _, _ in stored], "places")
    return tuple(at), tuple(within)


def languages(store: Store, wanted: Sequence[str], *, quiet: bool) -> tuple[str, ...]:
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
        if not quiet:
            output.say(f"--language: nothing stored is in {code!r}, but in {', '.join(stored)}")
    return codes


def _gazetteer(text: str) -> tuple[str | None, str | None]:
    """A place's name in the chronology, and its code where it is a country."""
    from timeline.names import cities, data, gazetteer

    found = (gazetteer.lookup(text, language) for language in data.LANGUAGES)
    place = next((p for p in found if p is not None), None) or cities.spelled(text)
    if place is None:
        return None, None
    return place.name, place.country if place.kind == "country" else None


def _nobody(option: str, text: str, names: Sequence[str], command: str) -> None:
    from timeline.names import fold

    by_key = {fold.plain(part): name for name in names for part in (*name.split(), name)}
    near = get_close_matches(fold.plain(text), by_key, n=3, cutoff=0.7)
    meant = dict.fromkeys(by_key[key] for key in near)
    how = f"did you mean {' or '.join(meant)}? " if meant else ""
    output.say(f"{option}: nothing stored is called {text!r}; {how}see timeline {command}")
