"""Values of options that need no conversion, taken as they are.

typer hands every value to pydantic, whose import takes longer than `timeline hide` has; a text, a
list of texts and what a parser of ours reads need none of it. All else is left to typer, and so is
everything should typer do it otherwise one day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_HOLD = "_runtime_param"
_LEFT = object()
_DIGITS = re.compile(r"[0-9]{1,9}")


class _AsGiven:
    """What typer asks to convert the values of one parameter."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value as the command takes it, by typer's own rules."""
        many = param.multiple or param.nargs == -1
        if value is None:
            return () if many else None
        told = param.type_descriptor
        found = _plain(value, told.annotation, told.parameter_info)
        if found is not _LEFT:
            return found
        setattr(param, _HOLD, None)
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def eased(params: list[Any]) -> list[Any]:
    """The parameters of a command, which take plain values without typer's converters now."""
    for param in params:
        if hasattr(param, "type_descriptor") and getattr(param, _HOLD, _LEFT) is None:
            setattr(param, _HOLD, _AsGiven())
    return params


def _plain(value: Any, annotation: Any, info: Any) -> Any:
    """The value converted, or _LEFT where that is for typer to do. info: of typer's."""
    if info.parser is None:
        read = _READERS.get(annotation, _left)
        return read(value, info)
    if getattr(annotation, "__origin__", None) is not None:  # it reads each of several
        return _LEFT
    try:
        return info.parser(value)
    except (ValueError, AssertionError):
        return _LEFT


def _left(_value: Any, _info: Any) -> Any:
    return _LEFT


def _text(value: Any, _info: Any) -> Any:
    return value if isinstance(value, str) else _LEFT


def _texts(value: Any, _info: Any) -> Any:
    told = isinstance(value, list | tuple) and all(isinstance(v, str) for v in value)
    return list(value) if told else _LEFT


def _number(value: Any, _info: Any) -> Any:
    """A default; what somebody writes is for typer to check."""
    return _LEFT if isinstance(value, bool | str) else float(value)


def _whole(value: Any, info: Any) -> Any:
    if not isinstance(value, str):
        return _LEFT if isinstance(value, bool) else int(value)  # a default
    if not _DIGITS.fullmatch(value):
        return _LEFT
    number = int(value)
    within = (info.min is None or info.min <= number) and (info.max is None or number <= info.max)
    return number if within else _LEFT


# What an option is -> what reads its values.
_READERS: dict[Any, Callable[[Any, Any], Any]] = {
    str: _text,
    list[str]: _texts,
    float: _number,
    int: _whole,
}
