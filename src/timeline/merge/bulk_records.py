"""Making many records cheaply: values that were checked once are not checked again.

A chronology of a million mentions is made of some ten million records. Each set of field names
that pydantic keeps with a record takes more room than the record itself; here all records of a
class share one.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from timeline.model import Record

R = TypeVar("R", bound=Record)


def record(kind: type[R], /, **values: Any) -> R:
    """A record with these values, all fields given in their order, none of them checked."""
    return of(kind, values)


def of(kind: type[R], values: dict[str, Any]) -> R:
    """The same of a dictionary, which belongs to the record from now on."""
    made = kind.__new__(kind)
    _put(made, "__dict__", values)
    _put(made, "__pydantic_fields_set__", _fields(kind))
    _put(made, "__pydantic_extra__", None)
    _put(made, "__pydantic_private__", None)
    return made


_put = object.__setattr__


@cache
def _fields(kind: type[Record]) -> set[str]:
    return set(kind.model_fields)


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector from walking over millions of records that all stay in use."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
