"""Files of other file systems, named by their addresses: s3://bucket/articles/, zip://*::a.zip …

Read by fsspec, which the extra `timeline[remote]` installs. Nothing is contacted but what the user
names by such an address.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from timeline import content
from timeline.errors import InputError, NoFile, NotRead, TimelineError, one_line
from timeline.read import triage

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def is_address(path: str) -> bool:
    """Whether what the user named is an address, and no file here that is called so."""
    return _ADDRESS.match(path) is not None and not os.path.lexists(path)


def find(address: str) -> Iterator[str | TimelineError]:
    """The addresses of the files there in their order, as `paths.find` does.

    Below a folder, what isn't read by its name gives a NotRead.
    """
    try:
        system, path = _system(address)
        # An archive's files are those that its pattern matches.
        named = not system.isdir(path) and system.exists(path)
        found = [path] if named else sorted(_listed(system, path))
    except TimelineError as error:
        yield error
        return
    except Exception as error:  # each file system raises errors of its own
        yield _failed(address, error)
        return
    if not found:
        yield NoFile(address, "there is no such file or directory", "check the spelling")
    within = "".join(address.partition("::")[1:])
    for one in found:
        name = str(system.unstrip_protocol(one)) + within
        yield name if named else _in_folder(one, name) or name


def read(address: str, most: int) -> bytes:
    """What a file holds. Raises InputError for one that can't be read, or is larger than `most`."""
    try:
        system, path = _system(address)
        with system.open(path, "rb") as file:
            return content.of_file(file, address, most=most)
    except InputError:
        raise
    except Exception as error:
        raise _failed(address, error) from error


def _listed(system: Any, path: str) -> list[str]:
    return list(system.glob(path) if "*" in path else system.find(path))


def _in_folder(path: str, name: str) -> NotRead | None:
    last = path.rstrip("/").rpartition("/")[2]
    if last.startswith("."):
        return NotRead(name, "a hidden file", "its name begins with a dot", "name it to read it")
    return triage.by_name(last, name)


def _system(address: str) -> tuple[Any, str]:
    try:
        core = import_module("fsspec.core")
    except ImportError as error:
        how = "install it with: pip install 'article-timeline[remote]'"
        raise InputError(address, "to read it takes the package fsspec", how) from error
    system, path = core.url_to_fs(address)
    return system, str(path)


def _failed(address: str, error: Exception) -> InputError:
    if isinstance(error, FileNotFoundError):
        return NoFile(address, "there is no such file or directory", "check the spelling")
    if isinstance(error, ImportError):
        return InputError(address, f"a package is lacking ({one_line(error)})", "install it")
    if isinstance(error, ValueError) and "rotocol" in str(error):
        protocol = address.partition("://")[0]
        how = "use one that fsspec knows (s3, gs, memory, zip ...)"
        return InputError(address, f"nothing here reads the protocol {protocol}", how)
    how = "check the address, and the access that you have"
    return InputError(address, f"it can't be read ({one_line(error)})", how)
