"""Rules: a name, a pattern over token classes, a production. Patterns come from the language files.

A pattern is a sequence of items separated by blanks:

    class            one token of that class; its value is kept under the class's name
    name=class       the same, kept under another name
    class/class      either class
    'word'           that word or mark
    ( … | … )        alternatives; `?` after an item or a group makes it optional, {0,2} repeats it
    [ … ]            what belongs to the expression, where the pattern also asks for words around it
    <class  <!class  the token before is (is not) of that class
    >class  >!class  the token after is (is not) of that class
    $NAME            a macro of the language file

Invariant: repetition is always bounded, so that matching at one place takes bounded time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_ITEM = re.compile(
    r"\s*(?:(?P<look>[<>]!?)|(?P<punct>[()|\[\]?])|(?P<repeat>\{\d,\d\})"
    r"|(?:(?P<name>\w+)=)?(?P<classes>(?:'[^']+'|\"'\"|[\w-]+)(?:/(?:'[^']+'|[\w-]+))*))"
)


_NO_ARGUMENTS = frozenset(["name", "pattern", "make", "priority"])


class PatternError(ValueError):
    """A language file holds a pattern that can't be read."""

    def __init__(self, rule: str, why: str) -> None:
        super().__init__(f"rule {rule!r}: {why}")


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule. groups: capture name -> (regex group, classes) in the pattern's order.

    used: codes of the tokens it can take up; longest: how many of them at most.
    """

    name: str
    regex: re.Pattern[str]
    make: str
    args: Mapping[str, Any]
    groups: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    first: frozenset[str]
    brackets: tuple[str, ...]
    priority: int = 0
    used: frozenset[str] = frozenset()
    longest: int = 0


@dataclass
class _Writer:
    """Turns one pattern into a regular expression over class codes, with its set of first codes."""

    rule: str
    charset: Callable[[str], frozenset[str]]
    groups: dict[str, list[tuple[str, tuple[str, ...]]]] = field(default_factory=dict)
    count: int = 0
    brackets: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def sequence(
        self, items: list[tuple[str, str, str]], at: int
    ) -> tuple[str, set[str], bool, int]:
        """Items up to the closing bracket -> (regex, first codes, may be empty, next index)."""
        branches: list[str] = []
        firsts: set[str] = set()
        any_empty = False
        out, first, empty = "", set[str](), True
        while at < len(items):
            kind, a, _ = items[at]
            if kind == "punct" and a in ")]":
                break
            if kind == "punct" and a == "|":
                branches.append(out)
                firsts |= first
                any_empty |= empty
                out, first, empty = "", set(), True
                at += 1
                continue
            piece, starts, nullable, at = self.item(items, at)
            out += piece
            if empty:
                first |= starts
            empty &= nullable
        branches.append(out)
        return "|".join(branches), firsts | first, any_empty | empty, at

    def item(self, items: list[tuple[str, str, str]], at: int) -> tuple[str, set[str], bool, int]:
        kind, a, b = items[at]
        if kind == "look":
            return self._look(items, at)
        if kind == "punct" and a in "([":
            inner, first, empty, at = self.sequence(items, at + 1)
            if at >= len(items):
                raise PatternError(self.rule, "a bracket is not closed")
            piece, at = self._bracket(a, inner), at + 1
        elif kind == "class":
            piece, codes = self._class(a, b)
            first, empty, at = set(codes), False, at + 1
        else:
            raise PatternError(self.rule, f"unexpected {a!r}")
        mark = items[at][1] if at < len(items) and items[at][0] in ("punct", "repeat") else ""
        if mark == "?" or mark[:1] == "{":
            return piece + mark, first, empty or mark[:2] in ("?", "{0"), at + 1
        return piece, first, empty, at

    def _look(self, items: list[tuple[str, str, str]], at: int) -> tuple[str, set[str], bool, int]:
        opening = {"<": "(?<=", "<!": "(?<!", ">": "(?=", ">!": "(?!"}[items[at][1]]
        if at + 1 >= len(items) or items[at + 1][0] != "class":
            raise PatternError(self.rule, f"{items[at][1]} needs a class")
        return f"{opening}{_set(self.codes(items[at + 1][2]))})", set(), True, at + 2

    def _bracket(self, mark: str, inner: str) -> str:
        if mark == "(":
            return f"(?:{inner})"
        self.brackets.append(f"x{len(self.brackets) + 1}")
        return f"(?P<{self.brackets[-1]}>{inner})"

    def _class(self, name: str, listed: str) -> tuple[str, frozenset[str]]:
        codes = self.codes(listed)
        self.used |= codes
        self.count += 1
        classes = tuple(listed.split("/"))
        self.groups.setdefault(name or classes[0], []).append((f"g{self.count}", classes))
        return f"(?P<g{self.count}>{_set(codes)})", codes

    def codes(self, classes: str) -> frozenset[str]:
        return frozenset().union(*(self.charset(c) for c in classes.split("/")))


def _set(codes: frozenset[str]) -> str:
    # A class no word of the language has: an impossible match, not an error.
    return f"[{''.join(sorted(codes))}]" if codes else "[^\\s\\S]"


def split(rule: str, pattern: str, macros: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Items of a pattern, macros expanded, as (kind, text or name, classes)."""
    for _ in range(8):
        if "$" not in pattern:
            break
        pattern = re.sub(r"\$(\w+)", lambda m: f"({_macro(rule, macros, m[1])})", pattern)
    items: list[tuple[str, str, str]] = []
    at = 0
    pattern = pattern.strip()
    while at < len(pattern):
        m = _ITEM.match(pattern, at)
        if not m:
            raise PatternError(rule, f"can't read {pattern[at:]!r}")
        at = m.end()
        if m["look"]:
            items.append(("look", m["look"], ""))
        elif m["punct"]:
            items.append(("punct", m["punct"], ""))
        elif m["repeat"]:
            items.append(("repeat", m["repeat"], ""))
        else:
            items.append(("class", m["name"] or "", m["classes"].replace('"', "'")))
    return items


def _macro(rule: str, macros: Mapping[str, str], name: str) -> str:
    if name not in macros:
        raise PatternError(rule, f"no macro ${name}")
    return macros[name]


def literals(items: list[tuple[str, str, str]]) -> set[str]:
    """The quoted words of a pattern."""
    return {c[1:-1] for kind, _, b in items if kind == "class" for c in b.split("/") if c[0] == "'"}


def compile_rule(
    entry: Mapping[str, Any],
    items: list[tuple[str, str, str]],
    charset: Callable[[str], frozenset[str]],
) -> Rule:
    """Compile a [[rule]] entry and its split items. charset: codes of all tokens of a class."""
    name = entry["name"]
    writer = _Writer(name, charset)
    text, first, empty, at = writer.sequence(items, 0)
    if at != len(items):
        raise PatternError(name, "a bracket is closed that was never opened")
    if empty:
        raise PatternError(name, "the pattern matches nothing at all")
    return Rule(
        name=name,
        regex=re.compile(text),
        make=entry["make"],
        args={k: v for k, v in entry.items() if k not in _NO_ARGUMENTS},
        groups={k: tuple(v) for k, v in writer.groups.items()},
        first=frozenset(first),
        brackets=tuple(writer.brackets),
        priority=entry.get("priority", 0),
        used=frozenset(writer.used),
        longest=_longest(items),
    )


def _longest(items: Sequence[tuple[str, str, str]]) -> int:
    """How many tokens a pattern takes up at most."""
    # One frame an open bracket: the longest branch closed, the branch at hand, its last item.
    frames = [[0, 0, 0]]
    for at, (kind, a, _) in enumerate(items):
        best, here, last = frames[-1]
        if kind == "punct" and a in "([":
            frames.append([0, 0, 0])
        elif kind == "punct" and a in ")]":
            width = max(frames.pop()[:2])
            frames[-1][1:] = frames[-1][1] + width, width
        elif kind == "punct" and a == "|":
            frames[-1] = [max(best, here), 0, 0]
        elif kind == "repeat":
            frames[-1][1] = here + last * (int(a[3]) - 1)
        elif kind == "class":
            look = at > 0 and items[at - 1][0] == "look"
            frames[-1][1:] = here + (not look), int(not look)
    return max(frames[0][:2])
