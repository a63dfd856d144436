"""Languages without a data file: dateparser's locale data turned into the same form.

Invariant: `data` gives what a language file would hold, so that the engine knows no difference.
Read are names of months, weekdays and units, the words for today, last week and their like, and the
patterns "N days ago", "in N days". dateparser itself is never imported: its locale files are plain
tables, and loading the package takes longer than all of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec, module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS = {"year": "Y", "month": "M", "week": "W", "day": "D"}
_NUMBER = "(\\d++[.,]?\\d*+)"
# Scripts that put no blanks between words, but whose characters are tokens of their own.
_UNSPACED = frozenset({"ja", "zh", "zh-Hans", "zh-Hant", "yue"})


@lru_cache(maxsize=1)
def _files() -> Mapping[str, Path]:
    spec = find_spec("dateparser")
    if spec is None or spec.origin is None:
        return {}
    folder = Path(spec.origin).parent / "data" / "date_translation_data"
    return {p.stem: p for p in sorted(folder.glob("*.py")) if p.stem != "__init__"}


def codes() -> tuple[str, ...]:
    """Codes of all languages dateparser has locale data for, sorted."""
    return tuple(_files())


def find(code: str) -> str | None:
    """The locale a code names: itself, in any case, else its language (pt-AO -> pt), else None."""
    wanted = code.replace("_", "-").lower()
    known = {c.lower(): c for c in _files()}
    while wanted:
        if wanted in known:
            return known[wanted]
        wanted = wanted.rpartition("-")[0]
    return None


def _info(code: str) -> Mapping[str, Any]:
    path = _files()[code]
    loader = SourceFileLoader(f"_timeline_locale_{code}", str(path))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    info: Mapping[str, Any] = module.info
    return info


def data(code: str) -> dict[str, Any]:
    """What a language file for this locale would hold. Raises KeyError for an unknown one."""
    info = _info(code)
    words: dict[str, Any] = {
        "month": _names(info, _MONTHS, 1, 2 if code not in _UNSPACED else 9),
        "weekday": _names(info, _WEEKDAYS, 0, 3 if code not in _UNSPACED else 2),
        "unit": {u: _listed(info.get(name, []), 2) for name, u in _UNITS.items()},
        "ago": _listed(info.get("ago", []), 2),
        "in": _listed(info.get("in", []), 2),
        "particle": _particles(info),
        "yearword": [w for w in _listed(info.get("year", []), 1) if w.isalpha()],
        "comma": [",", "،", "、"],
        "dot": ["."],
        "dash": ["-"],
        "signal": {},
        "prep": [],
    }
    words["deictic"], words["shifted"] = _moved(info.get("relative-type", {}))
    words["opening"], words["closing"] = _counted(info.get("relative-type-regex", {}))
    rules = _UNSPACED_RULES if code in _UNSPACED else _RULES
    order = "mdy" if info.get("date_order") == "MDY" else "dmy"
    return {
        "name": code,
        "options": {
            "order": order,
            "roman": [],
            "triggers": ["month", "iso", "slashed", "monthyear", "deictic", "shifted", "weekday",
                         "closing", "opening", "unit", "'年'", "'月'"],
        },
        "numbers": {},
        "words": words,
        "macros": {},
        "tense": {},
        "document": {},
        "rule": [{**r, "order": order} if r["name"] == "slashed" else dict(r) for r in rules],
    }  # fmt: skip


def _listed(words: Iterable[str], least: int) -> list[str]:
    """Lower case, without blanks around; names shorter than `least` are too often other words."""
    plain = (w.strip().lower() for w in words)
    return [w for w in dict.fromkeys(plain) if len(w.rstrip(".")) >= least and w[0] != "("]


def _names(
    info: Mapping[str, Any], names: Iterable[str], first: int, least: int
) -> dict[str, list[str]]:
    return {str(i): _listed(info.get(n, []), least) for i, n in enumerate(names, first)}


def _particles(info: Mapping[str, Any]) -> list[str]:
    """Little words that may stand between the parts of a date: "de", "г", "года"."""
    listed = [*info.get("skip", []), *info.get("pertain", []), *info.get("year", [])]
    return [w for w in _listed(listed, 1) if all(c.isalpha() or c in ".'" for c in w)]


def _moved(table: Mapping[str, list[str]]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """(words for today and its neighbours by day, words for other units as "W -1")."""
    days: dict[str, list[str]] = {}
    units: dict[str, list[str]] = {}
    for key, listed in table.items():
        if (told := _shift(key)) is None:
            continue
        unit, count = told
        words = _listed(listed, 2)
        if unit == "D":
            days.setdefault(str(count), []).extend(words)
        else:
            units.setdefault(f"{unit} {count}", []).extend(words)
    return days, units


def _shift(key: str) -> tuple[str, int] | None:
    """ "1 week ago" -> ("W", -1), "in 2 day" -> ("D", 2)."""
    m = re.fullmatch(r"(in )?(\d+) (\w+?)( ago)?", key)
    if m is None or m[3] not in _UNITS:
        return None
    return _UNITS[m[3]], int(m[2]) * (1 if m[1] else -1)


def _counted(
    table: Mapping[str, list[str]],
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """What stands before and after the number of "N days ago": readings -> words.

    A reading is a unit with a sign ("D-"); a word may allow several, and those that the words on
    both sides allow are meant.
    """
    sides: tuple[dict[str, set[str]], dict[str, set[str]]] = ({}, {})
    for key, patterns in table.items():
        m = re.fullmatch(r"(in )?\\1 (\w+?)( ago)?", key)
        if m is None or m[2] not in _UNITS:
            continue
        reading = _UNITS[m[2]] + ("+" if m[1] else "-")
        for pattern in patterns:
            if pattern.count(_NUMBER) != 1 or "\\" in pattern.replace(_NUMBER, ""):
                continue
            for side, text in zip(sides, pattern.split(_NUMBER), strict=True):
                side.setdefault(text.strip().lower(), set()).add(reading)
    return _by_reading(sides[0]), _by_reading(sides[1])


def _by_reading(side: Mapping[str, set[str]]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for word, readings in side.items():
        if word:
            out.setdefault(" ".join(sorted(readings)), []).append(word)
    return out


def _rule(name: str, pattern: str, make: str = "date", **args: Any) -> dict[str, Any]:
    return {"name": name, "pattern": pattern, "make": make, **args}


_SHARED = (
    _rule("deictic", "deictic", "unit"),
    _rule("shifted", "shifted", "unit"),
    _rule("iso", "iso"),
    _rule("slashed", "slashed"),
    _rule("month-year-in-figures", "monthyear"),
    _rule("counted-after", "num closing", "counted"),
    _rule("counted-around", "opening num closing", "counted"),
)
_RULES = (
    *_SHARED,
    _rule(
        "day-month-year",
        "(weekday comma? particle?)? dd/dth dot? particle? month particle? comma? yyyy yearword?",
    ),
    _rule("month-day-year", "(weekday comma?)? month dd/dth comma? yyyy"),
    _rule("year-month-day", "yyyy dot? particle? month dd/dth dot?"),
    _rule("month-year", "month particle? comma? yyyy yearword?"),
    _rule("year-month", "yyyy dot? particle? month"),
    _rule("day-month", "(weekday comma? particle?)? dd/dth dot? particle? month"),
    _rule("month-day", "(weekday comma?)? month dd/dth"),
    _rule("weekday", "weekday"),
    _rule("ago", "num unit ago", "offset", rel=-1, anchor="dct"),
    _rule("in-units", "in num unit", "offset", rel=1, anchor="dct"),
)  # fmt: skip
_UNSPACED_RULES = (
    *_SHARED,
    _rule("day-month-year", "year=num '年' month=mm '月' day=dd ('日'|'号')"),
    _rule("month-year", "yyyy '年' month=mm '月'"),
    _rule("day-month", "month=mm '月' day=dd ('日'|'号')"),
    _rule("year", "yyyy '年' >!'前'"),
    _rule("weekday", "weekday"),
    _rule("ago", "num unit ago", "offset", rel=-1, anchor="dct"),
)
