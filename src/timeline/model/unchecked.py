"""Making many records cheaply: values that are right by construction are not checked again.

A chronology of a million mentions is made of some ten million records. Each set of field names
that pydantic keeps with a record takes more room than the record itself; here all records of a
class share one.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from timeline.model.base import Record

R = TypeVar("R", bound=Record)


def record(kind: type[R], /, **values: Any) -> R:
    """A record with these values, all fields given in their order, none of them checked."""
    return of(kind, values)


def changed(old: R, /, **values: Any) -> R:
    """The same record with other values of some fields, none of them checked."""
    return of(type(old), {**old.__dict__, **values})


def of(kind: type[R], values: dict[str, Any]) -> R:
    """A record of a dictionary of all its fields, which belongs to it from now on."""
    made = kind.__new__(kind)
    put = object.__setattr__
    put(made, "__dict__", values)
    put(made, "__pydantic_fields_set__", _fields(kind))
    put(made, "__pydantic_extra__", None)
    put(made, "__pydantic_private__", None)
    return made


@cache
def _fields(kind: type[Record]) -> set[str]:
    return set(kind.model_fields)
