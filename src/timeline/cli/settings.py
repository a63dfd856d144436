"""Settings for options that a command line does not give: TIMELINE_* variables, timeline.toml.

    # timeline.toml, in the directory timeline is run in
    limit = 20                     # for every command that has the option

    [show]
    sort = "salience"
    language = ["en", "fr"]

What is given on the command line goes before the environment (TIMELINE_SHOW_SORT for one command,
TIMELINE_SORT for all that have the option; values of a list parted by commas; one that is empty is
as if it were not set), that before the file, that before the defaults. TIMELINE_CONFIG names
another file. What a decision is taken on is for no settings to say.

A timeline.toml that lies in the working directory may be a stranger's, come with the articles. It
may say what to show, and it is told when that is not all (FILTERS), but neither where to write, nor
what to drop, nor which other file to read: FOR_YOU_ALONE. A file that the user names in
TIMELINE_CONFIG may say anything.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.errors import InputError, UsageError

FILE = "timeline.toml"
PREFIX = "TIMELINE_"
# Names that a file which merely lies there can't set.
FOR_YOU_ALONE = {
    "out_dir": "it says where to write",
    "output": "it says where to write",
    "force": "it says what to drop",
    "fresh": "it says what to drop",
    "names": "it says which file to read",
    "absolute_paths": "it says what to tell of this machine",
    "grep": "a pattern may take any time",
    "workers": "it says how much of the machine to take",
    **dict.fromkeys(("limit_seconds", "limit_mb", "limit_size"), "it says what a file may take"),
}
# Names that decide which events there are, so that it is told when a file that merely lies there
# sets them.
FILTERS = {
    "since", "until", "on", "around", "type", "actor", "place", "status", "source", "language",
    "min_confidence", "min_salience", "verdict", "tag", "limit", "conflicts", "published", "kind",
}  # fmt: skip
# Options that belong to one call and to no settings, …
_NEVER = {"help", "json", "jsonl", "csv", "yes", "last"}
# … and commands of which filters do, too: on what a decision is taken stands where it is taken.
_DECIDING = {"accept", "hide", "set", "note", "tag"}
# Variables that are no options: where settings are, how errors are told, what tests need.
_NO_OPTIONS = ("config", "debug", "error_format", "complete", "chromium", "pager")

# What other commands than `extract` ask of its settings (rereading.py).
_OF_EXTRACT = {"limit_seconds", "limit_mb", "limit_size"}
# All names there are, so that one is known without loading the commands that have it; a test holds
# them to be those of the options.
NAMES = frozenset({
    "absolute_paths", "actor", "all", "around", "author", "by", "columns", "conflicts",
    "datasette", "days", "debug", "document", "dry_run", "engine", "excel", "explain",
    "fail_empty", "force", "forget_merging", "format", "fresh", "grep", "hidden", "kind",
    "language", "layout", "left", "like", "limit", "limit_mb", "limit_seconds", "limit_size",
    "list_unread",
    "mend", "min_confidence", "min_salience", "mode", "names", "no_browser", "on", "order",
    "out_dir", "output", "pairs", "per_day", "place", "port", "prefer_language", "published",
    "quiet", "quote", "quotes", "ranges", "reason", "remove", "reverse", "scheduler", "since",
    "sort", "source", "status", "strict", "tag", "terminal", "text", "title", "top", "type",
    "ui", "undated", "unread", "until", "verbose", "verdict", "with", "workers",
})  # fmt: skip

Found = dict[tuple[str, str], "Setting"]


@dataclass(frozen=True, slots=True)
class Setting:
    """The value of one option of one command, and where it comes from.

    named: whether the user said so, or named the file that does.
    """

    value: Any
    source: str
    named: bool = True


def names(command: Any) -> dict[str, Any]:
    """Name in settings -> option, of one command: --out-dir is out_dir."""
    told = {}
    for option in command.params:
        long = next((o for o in getattr(option, "opts", ()) if o.startswith("--")), None)
        if long is None or (name := long[2:].replace("-", "_")) in _NEVER:
            continue
        if command.name not in _DECIDING or name not in FILTERS | {"all", "grep"}:
            told[name] = option
    return told


def file(environment: Mapping[str, str], folder: Path) -> Path:
    """The file of settings: the one that TIMELINE_CONFIG names, else the folder's, there or not."""
    return Path(environment.get(f"{PREFIX}CONFIG") or folder / FILE)


def spoken(environment: Mapping[str, str], folder: Path) -> bool:
    """Whether there may be settings."""
    silent = {f"{PREFIX}{name}".upper() for name in _NO_OPTIONS} - {f"{PREFIX}CONFIG"}
    said = any(name.startswith(PREFIX) and name not in silent for name in environment)
    return said or os.path.lexists(folder / FILE)


def read(
    group: Any, environment: Mapping[str, str], folder: Path, given: Sequence[str] = ()
) -> Found:
    """(command, parameter) -> what the environment and the file set, of the commands loaded: those
    that were, that of the command line given, and those that a setting is meant for by name.

    Raises UsageError for a file that can't be read, and for a name or a value in it that no
    command knows, or that is not for a file to say.
    """
    found: Found = {}
    group.load([word for word in given if word in group.commands][:1])
    for command in group.commands:
        own = f"{PREFIX}{command}_".upper()
        if any(name.startswith(own) for name in environment):
            group.load([command])
    if any(environment.get(f"{PREFIX}{name}".upper()) for name in _OF_EXTRACT):
        group.load(["extract"])
    path = file(environment, folder)
    named = bool(environment.get(f"{PREFIX}CONFIG"))
    if named or os.path.lexists(path):
        found |= _of_file(group, path, trusted=named)
    for command, known in commands(group):
        for name, option in known.items():
            for variable in (f"{PREFIX}{command}_{name}", f"{PREFIX}{name}"):
                value = environment.get(variable.upper())
                if value:  # one that is set to nothing is not set
                    parts = value.split(",") if getattr(option, "multiple", False) else value
                    found[command, option.name] = Setting(parts, variable.upper())
                    break
    return found


def source(group: Any, found: Found, given: Sequence[str], option: str) -> str | None:
    """Where the value of an option (`--sort`) came from; None for the command line.

    given: the command line.
    """
    command = next((word for word in given if word in group.commands), None)
    for known in group.commands[command].params if command else ():
        if option in getattr(known, "opts", ()):
            # -n5 and --limit=5 give it as well.
            short = tuple(o if len(o) == 2 else f"{o}=" for o in known.opts)
            if any(word in known.opts or word.startswith(short) for word in given):
                return None
            setting = found.get((str(command), known.name))
            return None if setting is None else setting.source
    return None


def unknown(group: Any, environment: Mapping[str, str]) -> list[str]:
    """The variables named like ours that set nothing."""
    known = {*_NO_OPTIONS, *NAMES}
    known |= {f"{command}_{name}" for command, told in commands(group) for name in told}
    known = {f"{PREFIX}{name}".upper() for name in known}
    return sorted(name for name in environment if name.startswith(PREFIX) and name not in known)


def default_map(found: Found) -> dict[str, dict[str, Any]]:
    """The settings as the parser takes them: command -> parameter -> value."""
    told: dict[str, dict[str, Any]] = {}
    for (command, parameter), setting in found.items():
        told.setdefault(command, {})[parameter] = setting.value
    return told


def commands(group: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each command's name, and its options by their names in settings."""
    for command, parsed in group.commands.items():
        yield command, names(parsed)


def held(found: Found, command: Any, holds: Callable[[str], bool]) -> str:
    """What a file that nobody named keeps from a command, in words; "" where that is nothing.

    holds: whether the settings' value of a parameter is what the command goes by.
    """
    said, source = [], ""
    for name, option in names(command).items():
        setting = found.get((command.name, option.name))
        if setting is None or setting.named or name not in FILTERS or not holds(option.name):
            continue
        values = setting.value if isinstance(setting.value, list) else [setting.value]
        flag = f"--{name.replace('_', '-')}"
        source = setting.source
        said += [flag if v is True else f"{flag} {v}" for v in values if v is not False]
    return f"{source}: {' '.join(said)} {'hold' if len(said) > 1 else 'holds'}" if said else ""


def _of_file(group: Any, path: Path, *, trusted: bool) -> Found:
    told = _loaded(path)
    if not trusted:
        _refuse(path, told)
    group.load(told)
    if not _OF_EXTRACT.isdisjoint(told):
        group.load(["extract"])
    known = dict(commands(group))
    found: Found = {}
    for key, value in told.items():
        if isinstance(value, dict):
            if key not in known:
                raise _unknown(path, f"[{key}]", key, known)
            for name, one in value.items():
                if name not in known[key]:
                    raise _unknown(path, f"[{key}] {name}", name, known[key])
                _put(found, path, key, known[key][name], name, one, named=trusted)
        elif key not in NAMES:
            raise _unknown(path, key, key, NAMES)
        else:
            for command, option_names in known.items():
                if key in option_names and (command, option_names[key].name) not in found:
                    _put(found, path, command, option_names[key], key, value, named=trusted)
    return found


def _loaded(path: Path) -> dict[str, Any]:
    from timeline import content, user_toml

    try:
        return user_toml.loads(user_toml.decoded(content.of_settings(path)))
    except InputError as error:
        raise UsageError(error.what, error.why, error.how) from error
    except user_toml.NotTomlError as error:
        raise UsageError(f"{path}, line {error.line}", error.why, error.how) from None


def _refuse(path: Path, told: Mapping[str, Any]) -> None:
    """Raise UsageError for what a file that nobody named may not set."""
    for table in (told, *(one for one in told.values() if isinstance(one, dict))):
        for name in table:
            if name in FOR_YOU_ALONE:
                option = name.replace("_", "-")
                how = (
                    f"give it as --{option} or {PREFIX}{name.upper()}, or, if the file is yours,"
                    f" name it: {PREFIX}CONFIG={path}"
                )
                why = (
                    f"{name} can't stand in a file that was only found here: {FOR_YOU_ALONE[name]}"
                )
                raise UsageError(str(path), why, how)


def _put(
    found: Found, path: Path, command: str, option: Any, name: str, value: Any, *, named: bool
) -> None:
    many = getattr(option, "multiple", False)
    if isinstance(value, list) and not many:
        raise UsageError(str(path), f"{name} takes one value", "give it without brackets")
    if isinstance(value, dict) or (isinstance(value, bool) and not option.is_flag):
        raise UsageError(str(path), f"{name} takes text or a number", "put it in quotation marks")
    if many and not isinstance(value, list):
        value = [value]
    told = [str(v) for v in value] if many else value if isinstance(value, bool) else str(value)
    found[command, option.name] = Setting(told, str(path), named)


def _unknown(path: Path, said: str, name: str, known: Any) -> UsageError:
    near = difflib.get_close_matches(name, sorted(known), 1)
    hint = f"did you mean {near[0]}?" if near else "timeline config --all lists the names"
    return UsageError(str(path), f"{said} is unknown", hint)
