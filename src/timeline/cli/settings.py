"""Settings for options that a command line does not give: TIMELINE_* variables, timeline.toml.

    # timeline.toml, in the directory timeline is run in
    out_dir = "work/out"           # for every command that has the option

    [show]
    sort = "salience"
    language = ["en", "fr"]

What is given on the command line goes before the environment (TIMELINE_SHOW_SORT for one command,
TIMELINE_SORT for all that have the option; values of a list parted by commas), that before the
file, that before the defaults. TIMELINE_CONFIG names another file.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline import content
from timeline.errors import InputError, UsageError

FILE = "timeline.toml"
PREFIX = "TIMELINE_"
# Options that belong to one call and to no settings.
_NEVER = {"help", "json", "jsonl", "csv"}

Found = dict[tuple[str, str], "Setting"]


@dataclass(frozen=True, slots=True)
class Setting:
    """The value of one option of one command, and where it comes from."""

    value: Any
    source: str


def names(command: Any) -> dict[str, Any]:
    """Name in settings -> option, of one command: --out-dir is out_dir."""
    told = {}
    for option in command.params:
        long = next((o for o in getattr(option, "opts", ()) if o.startswith("--")), None)
        if long is not None and (name := long[2:].replace("-", "_")) not in _NEVER:
            told[name] = option
    return told


def read(group: Any, environment: Mapping[str, str], folder: Path) -> Found:
    """(command, parameter) -> what the environment and the file set.

    Raises UsageError for a file that can't be read, and for a name or a value in it that no
    command knows.
    """
    found: Found = {}
    given = environment.get(f"{PREFIX}CONFIG")
    path = Path(given) if given else folder / FILE
    if given or os.path.lexists(path):
        found |= _of_file(group, path)
    for command, known in commands(group):
        for name, option in known.items():
            for variable in (f"{PREFIX}{command}_{name}", f"{PREFIX}{name}"):
                value = environment.get(variable.upper().replace("-", "_"))
                if value is not None:
                    parts = value.split(",") if getattr(option, "multiple", False) else value
                    found[command, option.name] = Setting(parts, variable.upper())
                    break
    return found


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


def _of_file(group: Any, path: Path) -> Found:
    try:
        told = tomllib.loads(content.of_settings(path).decode())
    except InputError as error:
        raise UsageError(error.what, error.why, error.how) from error
    except RecursionError:
        raise UsageError(str(path), "it is nested too deeply", "make it simpler") from None
    except ValueError as error:  # no TOML, no UTF-8, or a number that is too long
        why = " ".join(str(error).split())[:200]
        raise UsageError(str(path), f"it is no TOML: {why}", "mend that line") from error
    known = dict(commands(group))
    every = {name for option_names in known.values() for name in option_names}
    found: Found = {}
    for key, value in told.items():
        if isinstance(value, dict):
            if key not in known:
                raise _unknown(path, f"[{key}]", key, known)
            for name, one in value.items():
                if name not in known[key]:
                    raise _unknown(path, f"[{key}] {name}", name, known[key])
                _put(found, path, key, known[key][name], name, one)
        elif key not in every:
            raise _unknown(path, key, key, every)
        else:
            for command, option_names in known.items():
                if key in option_names and (command, option_names[key].name) not in found:
                    _put(found, path, command, option_names[key], key, value)
    return found


def _put(found: Found, path: Path, command: str, option: Any, name: str, value: Any) -> None:
    many = getattr(option, "multiple", False)
    if isinstance(value, list) and not many:
        raise UsageError(str(path), f"{name} takes one value", "give it without brackets")
    if isinstance(value, dict) or (isinstance(value, bool) and not option.is_flag):
        raise UsageError(str(path), f"{name} takes text or a number", "put it in quotation marks")
    if many and not isinstance(value, list):
        value = [value]
    told = [str(v) for v in value] if many else value if isinstance(value, bool) else str(value)
    found[command, option.name] = Setting(told, str(path))


def _unknown(path: Path, said: str, name: str, known: Any) -> UsageError:
    near = difflib.get_close_matches(name, sorted(known), 1)
    hint = f"did you mean {near[0]}?" if near else "timeline config --all lists the names"
    return UsageError(str(path), f"{said} is unknown", hint)
