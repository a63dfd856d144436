"""Values of options that need no conversion, taken as they are.

typer hands every value to pydantic, whose import takes longer than `timeline hide` has; a text, a
list of texts and what a parser of ours reads need none of it. All else is left to typer, and so is
everything should typer do it otherwise one day.
"""

from __future__ import annotations

import re
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
    parser = info.parser
    if annotation == list[str] and parser is None and isinstance(value, list | tuple):
        return list(value) if all(isinstance(v, str) for v in value) else _LEFT
    if parser is not None and getattr(annotation, "__origin__", None) is None:
        try:
            return parser(value)
        except (ValueError, AssertionError):
            return _LEFT
    if annotation in (int, float) and not isinstance(value, bool | str):
        return annotation(value)  # a default
    if annotation is int and isinstance(value, str) and _DIGITS.fullmatch(value):
        low, high = info.min, info.max
        within = (low is None or low <= int(value)) and (high is None or int(value) <= high)
        return int(value) if within else _LEFT
    return value if annotation is str and isinstance(value, str) else _LEFT
