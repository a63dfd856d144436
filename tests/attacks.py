"""Strings that make a regular expression work hard, derived from the expression itself.

A repeat that can take the same characters as what follows it, or a search that begins again at
every character, takes a time that grows with the square of a text; `strings` writes the texts that
would show it, `growth` measures.
"""

from __future__ import annotations

import ast
import gc
import inspect
import re
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import FunctionType, ModuleType
from typing import Any

# A repeat with a lower bound than this can't take long, however long the text.
MANY = 40
LENGTH = 2000  # characters of the texts that are searched
# Seconds below which a search of a text is quick, whatever its growth; and that end one at all.
QUICK, PATIENCE = 0.004, 1.0
# The power of the length from which growth is a fault: 1 is linear, 2 the square.
STEEP = 1.6
# Characters tried of a class, and ends tried that are to make a match fail.
CLASS_MEMBERS, ENDINGS = 5, ("\0", "\n", "x!")
GENERIC = (
    " ", "\n", "\t", "a", "A", "1", "-", "|", "| ", "- ", "# ", "> ", "*", "_", "`", ".", ", ",
    "(", "[", "<", '"', "'", "“", "«", "2020-", "1/1/", "a ", "A ", "a.", "a, ", "1 ", "1, ", "1.",
    "\n\n", " \n", "a\n", "A.B", "a-", "@a", "a@a.", "http://", "&amp;", "=", ":", "é", "$1 ",
)  # fmt: skip


# -- which expressions there are ---------------------------------------------------------------


def patterns(modules: Iterable[ModuleType]) -> dict[re.Pattern[str], str]:
    """Every compiled expression that the modules hold, however deep, and where it was met first.

    In containers, objects and classes of theirs, closures, and answers that functions remember.
    """
    found: dict[re.Pattern[str], str] = {}
    seen: set[int] = set()
    for module in modules:
        for name, value in vars(module).items():
            if not name.startswith("__"):
                _walk(value, f"{module.__name__}.{name}", found, seen)
    return found


def _walk(top: Any, where: str, found: dict[re.Pattern[str], str], seen: set[int]) -> None:
    open_ = [top]
    while open_:
        value = open_.pop()
        if id(value) in seen:
            continue
        if isinstance(value, re.Pattern):
            found.setdefault(value, where)
            continue
        if isinstance(value, str | bytes | int | float | ModuleType) or not _ours(value):
            continue
        seen.add(id(value))
        # Of a function all that its code names is reached by way of its module.
        inside = gc.get_referents(value)
        open_ += [
            v for v in inside if not (isinstance(value, FunctionType) and isinstance(v, dict))
        ]


def _ours(value: Any) -> bool:
    if isinstance(value, dict | list | tuple | set | frozenset):
        return True
    kind = value if isinstance(value, type | FunctionType) else type(value)
    room = getattr(value, "__module__", None) or kind.__module__
    return str(room).startswith("timeline") or kind.__module__ in ("builtins", "functools", "types")


def uses(module: ModuleType, name: str) -> frozenset[str]:
    """How a module asks an expression of its own: match, search …; all ways where that is not
    plain."""
    source = inspect.getsource(module)
    asked = frozenset(re.findall(rf"\b{re.escape(name)}\.([a-z]+)\(", source))
    named = len(re.findall(rf"\b{re.escape(name)}\b", source))
    plain = named == 1 + len(re.findall(rf"\b{re.escape(name)}\.[a-z]+\(", source))
    return asked if plain and asked else _ANY


def written(module: ModuleType) -> Iterator[tuple[re.Pattern[str], str, str]]:
    """The expressions that a module writes where it asks them: re.search("…", text)."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=way),
                args=[ast.Constant(value=str(told)), *_],
            ) if way != "compile":
                flags = re.MULTILINE if "re.M" in ast.unparse(node) else re.NOFLAG
                yield re.compile(told, flags), f"{module.__name__}:{node.lineno}", way


# -- texts -------------------------------------------------------------------------------------


PRIVATE = re.compile("[\ue000-\uf8ff]")


def strings(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """(prefix, repeated text) for each repeat of an expression, and for any expression."""
    told = dict.fromkeys(_repeats(_parser.parse(pattern.pattern, pattern.flags), "", ""))
    whole = _sample(_parser.parse(pattern.pattern, pattern.flags))
    told |= dict.fromkeys((("", whole), ("", whole[:-1]), ("", whole + " "), ("", whole[:2])))
    if not PRIVATE.search(pattern.pattern):  # it reads classes of words, one sign each
        told |= {("", unit): None for unit in GENERIC}
    told.pop(("", ""), None)
    yield from (one for one in told if one[1])


def _repeats(items: Sequence[Any], before: str, after: str) -> Iterator[tuple[str, str]]:
    """Each repeat below, with what leads to it; and the way to it repeated as a whole."""
    for code, arg in items:
        if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            _, most, inner = arg
            if most is op.MAXREPEAT or most >= MANY:
                for unit in _alternatives(inner):
                    yield before, unit
                    yield "", before + unit
                    yield before, unit + before
            yield from _repeats(inner, before, after)
        else:
            for inner in _inside(code, arg):
                yield from _repeats(inner, before, after)
        before += _sample([(code, arg)])


def _inside(code: Any, arg: Any) -> list[Any]:
    if code is op.SUBPATTERN:
        return [arg[-1]]
    if code is op.BRANCH:
        return list(arg[1])
    if code is op.ATOMIC_GROUP:
        return [arg]
    if code in (op.ASSERT, op.ASSERT_NOT):
        return [arg[1]]
    return []


def _alternatives(items: Sequence[Any]) -> list[str]:
    """Some texts that what is repeated may be."""
    items = list(items)
    if len(items) == 1:
        code, arg = items[0]
        if code is op.IN:
            return _members(arg)
        if code is op.BRANCH:
            return list(dict.fromkeys(u for b in arg[1] for u in _alternatives(b)[:3]))[:12]
        if code is op.SUBPATTERN:
            return _alternatives(arg[-1])
        if code in (op.ANY, op.NOT_LITERAL):
            return [c for c in ("a", " ", "-", "1") if code is op.ANY or ord(c) != arg]
    return [_sample(items)]


_CATEGORIES = {
    op.CATEGORY_DIGIT: "1", op.CATEGORY_NOT_DIGIT: "a ", op.CATEGORY_SPACE: " \n",
    op.CATEGORY_NOT_SPACE: "a-", op.CATEGORY_WORD: "aA1", op.CATEGORY_NOT_WORD: " -",
}  # fmt: skip
_COMMON = "a A1-.,'\n|/(é"


def _members(arg: Sequence[Any]) -> list[str]:
    """Some characters of a class."""
    if arg and arg[0][0] is op.NEGATE:
        inner = _full(arg[1:])
        return [c for c in _COMMON if c not in inner][:CLASS_MEMBERS] or ["☂"]
    found: list[str] = []
    for code, value in arg:
        if code is op.LITERAL:
            found.append(chr(value))
        elif code is op.RANGE:
            found.append(chr(value[0]))
        elif code is op.CATEGORY:
            found += _CATEGORIES[value]
    found.sort(key=lambda c: c not in _COMMON)  # what other parts may take as well goes first
    return list(dict.fromkeys(found))[:CLASS_MEMBERS]


def _full(arg: Sequence[Any]) -> str:
    out = ""
    for code, value in arg:
        if code is op.LITERAL:
            out += chr(value)
        elif code is op.RANGE:
            out += "".join(c for c in _COMMON if value[0] <= ord(c) <= value[1])
        elif code is op.CATEGORY:
            test = re.compile(_CLASS_OF[value])
            out += "".join(c for c in _COMMON if test.match(c))
    return out


_CLASS_OF = {
    op.CATEGORY_DIGIT: r"\d", op.CATEGORY_NOT_DIGIT: r"\D", op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S", op.CATEGORY_WORD: r"\w", op.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _sample(items: Iterable[Any]) -> str:
    """A text that an expression takes, as far as it is told by its parts one by one."""
    out = ""
    for code, arg in items:
        if code is op.LITERAL:
            out += chr(arg)
        elif code in (op.ANY, op.NOT_LITERAL):
            out += "a" if code is op.ANY or arg != 97 else "b"
        elif code is op.IN:
            out += _members(arg)[0]
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, most, inner = arg
            out += _sample(inner) * max(least, min(most, 1))
        elif code is op.BRANCH:
            out += _sample(arg[1][0])
        elif code is op.SUBPATTERN:
            out += _sample(arg[-1])
        elif code is op.ATOMIC_GROUP:
            out += _sample(arg)
        elif code is op.ASSERT and arg[0] == 1:
            out += ""
    return out


# -- measuring ---------------------------------------------------------------------------------


class _TooLong(Exception):
    pass


def _stop(*_: object) -> None:
    raise _TooLong


def growth(work: Callable[[str], object], make: Callable[[int], str]) -> str | None:
    """What is wrong with how long `work` takes on `make(n)` as n grows; None where nothing is."""
    before = signal.signal(signal.SIGALRM, _stop)
    try:
        return _growth(work, make)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _growth(work: Callable[[str], object], make: Callable[[int], str]) -> str | None:
    unit = len(make(2)) - len(make(1))
    text = make(LENGTH // unit)
    took = _seconds(work, text, 1)
    if took > QUICK:  # or the machine was busy
        took = min(took, _seconds(work, text, 2))
    if took < QUICK:
        return None
    if took >= PATIENCE:
        return f"{len(text)} characters more than {PATIENCE} s"
    # From a quarter on, and where that is of one kind with the square, up to four times as much:
    # what looks no further than some thousand characters is in proportion then.
    for longer in (text, make(LENGTH * 4 // unit)):
        shorter = make(len(longer) // 4 // unit)
        least, took = _seconds(work, shorter, 3), _seconds(work, longer, 1)
        if took < least * (len(longer) / len(shorter)) ** STEEP:
            return None
    return f"{len(shorter)} characters {least:.4f} s, {len(longer)} {took:.3f} s"


def _seconds(work: Callable[[str], object], text: str, times: int) -> float:
    best = PATIENCE
    for _ in range(times):
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        start = time.process_time()
        try:
            work(text)
        except _TooLong:
            return PATIENCE
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        best = min(best, time.process_time() - start)
    return best


def weaknesses(pattern: re.Pattern[str], ways: Iterable[str]) -> Iterator[str]:
    """The texts on which a question to an expression takes out of proportion."""
    for way in ways:
        ask: Callable[[str], object] = getattr(pattern, way if way in _SAME else "search")
        if way in ("finditer", "findall", "sub", "subn", "split"):
            ask = lambda text: sum(1 for _ in pattern.finditer(text))  # noqa: E731
        for before, unit in strings(pattern):
            for ending in ENDINGS[:1] if unit in GENERIC else ENDINGS:
                fault = growth(ask, partial(_repeated, before, unit, ending))
                if fault is not None:
                    yield f"{way} of {before!r} + {unit!r} * n + {ending!r}: {fault}"
                    break


def _repeated(before: str, unit: str, ending: str, times: int) -> str:
    return before + unit * times + ending


_ANY = frozenset(["search", "match", "fullmatch"])
_SAME = ("search", "match", "fullmatch")
