"""Loads a language's data file and compiles it: words to classes, patterns to rules.

`languages/<xx>/dates.toml` holds [words.<class>] tables (value -> words, or a list of plain words),
[numbers], [macros], [tense], [document] and [[rule]] entries. docs say how to add one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from timeline import languages
from timeline.dates import grammar, locales
from timeline.dates.lex import (
    BREAK,
    NAME,
    OTHER,
    TOKEN,
    Entry,
    Tokens,
    Values,
    digit_signatures,
    digits,
    pattern,
)
from timeline.dates.wording import add_numbers, add_unaccented, classed, without
from timeline.errors import UsageError


@dataclass(frozen=True, slots=True)
class Language:
    """A compiled language.

    starters: code -> rules that can begin with it, in order of priority. window: the run of tokens
    from a place on that a rule can take up. fitting: what the matcher has found of such runs, kept
    from text to text.
    """

    code: str
    name: str
    lexicon: Mapping[str, Entry]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    digit_codes: Mapping[frozenset[str], str]
    rules: tuple[grammar.Rule, ...]
    starters: Mapping[str, tuple[grammar.Rule, ...]]
    triggers: re.Pattern[str]
    window: re.Pattern[str]
    classes: Mapping[str, frozenset[str]]
    data: Mapping[str, Any]
    options: Mapping[str, Any]
    fitting: dict[str, tuple[grammar.Rule, ...]] = field(default_factory=dict, compare=False)

    def tokenize(self, text: str) -> Tokens:
        """Tokens of a whole text, numbers in words and fixed phrases merged."""
        starts: list[int] = []
        ends: list[int] = []
        chars: list[str] = []
        values: list[Values] = []
        number_at: list[int] = []
        phrase_at: list[int] = []
        lexicon, digit_codes, phrases = self.lexicon, self.digit_codes, self.phrases
        none: Values = {}
        for m in pattern(text).finditer(text):
            kind = m.lastgroup
            word = m.group()
            if kind in {"word", "mark", "zone"}:
                low = word.lower() if kind != "zone" else word[:3].lower()
                entry = lexicon.get(low)
                if entry is None:
                    chars.append(NAME if word[0].isupper() else OTHER)
                    values.append(none)
                else:
                    if entry.cap is not None and word[0].isupper():
                        entry = entry.cap
                    if entry.number is not None:
                        number_at.append(len(chars))
                    chars.append(entry.char)
                    values.append(entry.values)
                if low in phrases:
                    phrase_at.append(len(starts))
            elif kind == "digit":
                classes, vals = digits(word) if len(word) < 24 else (frozenset(), none)
                chars.append(digit_codes.get(classes, OTHER))
                values.append(vals)
            else:
                chars.append(BREAK if kind == "break" else OTHER)
                values.append(none)
            starts.append(m.start())
            ends.append(m.end())
        tokens = Tokens(text, starts, ends, values, "")
        if phrase_at or number_at:
            chars = self._merge(tokens, chars, phrase_at, set(number_at))
        tokens.chars = "".join(chars)
        return tokens

    def _merge(
        self, tokens: Tokens, chars: list[str], phrase_at: list[int], number_at: set[int]
    ) -> list[str]:
        """Fold fixed phrases and numbers in words into one token each."""
        folds: list[tuple[int, int, str, Values]] = []
        done = -1
        text = tokens.text
        for at in sorted({*phrase_at, *number_at}):
            if at < done:
                continue
            low = tokens.low(at)
            best: tuple[int, Entry] | None = None
            for words, entry in self.phrases.get(low, ()):
                end = at + len(words)
                if end <= len(chars) and all(
                    tokens.low(at + i) == w for i, w in enumerate(words) if i
                ):
                    best = (end, entry)
                    break
            if best is not None:
                entry = best[1]
                if entry.cap is not None and text[tokens.starts[at]].isupper():
                    entry = entry.cap
                if entry.char != OTHER:
                    folds.append((at, best[0], entry.char, entry.values))
                    done = best[0]
                    continue
            if at in number_at:
                number = self._number(tokens, chars, at, number_at)
                if number is not None:
                    folds.append((at, *number))
                    done = number[0]
        if not folds:
            return chars
        out: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        values: list[Values] = []
        last = 0
        for at, end, char, vals in folds:
            out += chars[last:at]
            starts += tokens.starts[last:at]
            ends += tokens.ends[last:at]
            values += tokens.values[last:at]
            out.append(char)
            starts.append(tokens.starts[at])
            ends.append(tokens.ends[end - 1])
            values.append(vals)
            last = end
        out += chars[last:]
        tokens.starts = starts + tokens.starts[last:]
        tokens.ends = ends + tokens.ends[last:]
        tokens.values = values + tokens.values[last:]
        return out

    def _joined(
        self,
        tokens: Tokens,
        parts: list[tuple[str, int]],
        at: int,
        number_at: set[int],
        joiners: list[str],
    ) -> int:
        """How many joining tokens (-, and, -et-) stand before the next number word, 0 for none."""
        step, word = 0, ""
        while step < 3 and at + step < len(tokens.starts) and tokens.low(at + step) in joiners:
            word = word or tokens.low(at + step).strip("-")
            step += 1
        if not step or at + step not in number_at:
            return 0
        anywhere = self.data["numbers"].get("joins") == "anywhere"
        if word and not anywhere and not _joins(parts, self.lexicon[tokens.low(at + step)]):
            return 0
        return step

    def _number(
        self, tokens: Tokens, chars: list[str], at: int, number_at: set[int]
    ) -> tuple[int, str, Values] | None:
        """A number in words of two tokens or more from `at`: (end, code, values), else None."""
        joiners = self.data["numbers"].get("join", [])
        parts: list[tuple[str, int]] = []
        i = end = at
        while i < len(chars) and len(parts) < 10:
            if i in number_at:
                entry = self.lexicon[tokens.low(i)]
                assert entry.number is not None
                if not _continues(parts, entry.number):
                    break
                parts.append(entry.number)
                i += 1
                end = i
            elif parts and (step := self._joined(tokens, parts, i, number_at, joiners)):
                i += step
            else:
                break
        if len(parts) < 2:
            return None
        value, year = _add(parts)
        values: Values = {"num": value, "words": True}
        if value <= 31:
            values["dayinwords"] = value
        if 1000 <= value <= 2100:
            values["yyyy"] = value
            if year and 1700 <= value <= 2040:
                values["yearwords"] = value
        return end, self.digit_codes[frozenset(values)], values


def _continues(parts: list[tuple[str, int]], new: tuple[str, int]) -> bool:
    """Whether another number word can go on from those read: twenty + six, nineteen + ninety."""
    if not parts:
        return True
    kind, value = parts[-1]
    if new[0] == "score":  # quatre-vingts, cent vingt
        return parts[-1] == ("one", 4) or kind in ("hundred", "thousand")
    if new[0] in ("hundred", "thousand"):
        return True
    if kind in ("hundred", "thousand"):
        return True
    if kind == "ten" and new[0] == "one":
        return value % 10 == 0 and new[1] < 20
    if kind == "score" and new[0] == "one":
        return new[1] < 20
    if parts[-1] == ("one", 10) and new[0] == "one" and len(parts) < 4:  # dix-sept
        return 7 <= new[1] <= 9
    # a year said in two halves: nineteen ninety-six
    return len(parts) == 1 and 10 <= value <= 20 and new[0] in ("ten", "one") and new[1] >= 10


def _joins(parts: list[tuple[str, int]], entry: Entry) -> bool:
    """Whether "and"/"et" between two number words is part of the number."""
    assert entry.number is not None
    return parts[-1][0] in ("hundred", "thousand") or (
        parts[-1][0] in ("ten", "score") and entry.number[1] in (1, 11)
    )


def _add(parts: list[tuple[str, int]]) -> tuple[int, bool]:
    """(value, is a year said in two halves)."""
    if len(parts) >= 2 and parts[0][0] in ("one", "ten") and 10 <= parts[0][1] <= 20:
        rest = sum(v for _, v in parts[1:])
        if all(k in ("ten", "one") for k, _ in parts[1:]) and rest >= 10:
            return parts[0][1] * 100 + rest, True
    total = current = 0
    for kind, value in parts:
        if kind == "thousand":
            total += max(current, 1) * value
            current = 0
        elif kind == "hundred":
            current = max(current, 1) * value
        elif kind == "score" and current % 100 == 4:
            current += value * 4 - 4
        else:
            current += value
    return total + current, False


# -- loading -----------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def available() -> tuple[str, ...]:
    """Codes of the languages with a data file, sorted."""
    return languages.having("dates")


def data(code: str) -> dict[str, Any]:
    """The parsed data file, or the like of one made from locale data where there is none.

    Raises UsageError for a language there is neither for.
    """
    named = resolve(code)
    if named in available():
        return languages.table(named, "dates")
    return locales.data(named)


def resolve(code: str) -> str:
    """The language a code names: en-GB is en. Raises UsageError when there is none."""
    base = code.lower().replace("_", "-").split("-")[0]
    if base in available():
        return base
    found = locales.find(code)
    if found is None:
        known = ", ".join(available())
        how = f"use {known} or another that `timeline languages` lists"
        raise UsageError(code, "there is no date language of that name", how)
    return found


def load(code: str) -> Language:
    """The compiled language. Raises UsageError for a language there is no data for."""
    return _load(resolve(code))


@lru_cache(maxsize=32)
def openers(code: str) -> frozenset[str]:
    """Words that may stand before a date: its signals and prepositions."""
    words = load(code).data["words"]
    listed = [w for table in words["signal"].values() for w in table]
    return frozenset([*listed, *words["prep"]])


@lru_cache(maxsize=32)
def _load(code: str) -> Language:
    return compile_language(code, data(code))


class _Codes:
    """Gives every distinct set of classes one private-use character."""

    def __init__(self) -> None:
        self.by_set: dict[frozenset[str], str] = {}

    def __call__(self, classes: frozenset[str]) -> str:
        if not classes:
            return OTHER
        if classes not in self.by_set:
            self.by_set[classes] = chr(0xE000 + len(self.by_set))
        return self.by_set[classes]

    def having(self, name: str) -> frozenset[str]:
        if name in ("Name", "Word"):
            return frozenset(NAME if name == "Name" else OTHER)
        return frozenset(c for s, c in self.by_set.items() if name in s)


def compile_language(code: str, raw: Mapping[str, Any]) -> Language:
    """Compile parsed data. Raises grammar.PatternError when a rule can't be read."""
    words = classed(raw["words"])
    numbers = add_numbers(raw, words)
    split = [
        (r, grammar.split(r["name"], r["pattern"], raw.get("macros", {}))) for r in raw["rule"]
    ]
    for _, items in split:
        for literal in grammar.literals(items):
            words.setdefault(literal, {})[f"'{literal}'"] = literal
    capital = without(words, raw.get("capital", {}))
    lowered = without(words, raw.get("lower", {}))
    if raw.get("options", {}).get("unaccented"):
        add_unaccented(words)
    codes = _Codes()
    lexicon: dict[str, Entry] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for word, classes in words.items():
        number = numbers.get(word)
        entry = Entry(codes(frozenset(classes)), classes, None, number)
        if word in capital:
            low = capital[word]
            entry = Entry(codes(frozenset(low)), low, entry, number)
        if word in lowered:
            high = lowered[word]
            cap = Entry(codes(frozenset(high)), high, None, number)
            entry = Entry(entry.char, classes, cap, number)
        parts = tuple(m.group().lower() for m in TOKEN.finditer(word))
        if len(parts) > 1:
            phrases.setdefault(parts[0], []).append((parts, entry))
        else:
            lexicon[word] = entry
    digit_codes = {s: codes(s) for s in sorted(digit_signatures(), key=sorted)}
    for extra in (
        {"num", "words"},
        {"num", "words", "dayinwords"},
        {"num", "words", "yyyy"},
        {"num", "words", "yyyy", "yearwords"},
    ):
        digit_codes[frozenset(extra)] = codes(frozenset(extra))
    rules = tuple(
        grammar.compile_rule(
            r["name"],
            items,
            codes.having,
            r["make"],
            {k: v for k, v in r.items() if k not in ("name", "pattern", "make", "priority")},
            r.get("priority", 0),
        )
        for r, items in split
    )
    ranked = sorted(rules, key=lambda r: -r.priority)
    starters = {c: tuple(r for r in ranked if c in r.first) for c in sorted(codes.by_set.values())}
    triggers = frozenset().union(*(codes.having(c) for c in raw["options"]["triggers"]))
    # The dot ends an abbreviation; plain apostrophes stand for typographic ones.
    if "'" in lexicon:
        lexicon["’"] = lexicon["'"]
    if "'" in phrases:
        phrases["’"] = phrases["'"]
    for dash in "–—‑":
        if "-" in lexicon:
            lexicon[dash] = lexicon["-"]
    used = frozenset[str]().union(*(rule.used for rule in rules))
    longest = max(rule.longest for rule in rules)
    return Language(
        code=code,
        name=raw["name"],
        lexicon=lexicon,
        phrases={k: tuple(sorted(v, key=lambda p: -len(p[0]))) for k, v in sorted(phrases.items())},
        digit_codes=digit_codes,
        rules=rules,
        starters=starters,
        triggers=re.compile(f"[{''.join(sorted(triggers))}]"),
        window=re.compile(f"[{''.join(sorted(used))}]{{0,{longest}}}"),
        classes={c: codes.having(c) for c in sorted({c for s in codes.by_set for c in s})},
        data=raw,
        options=raw.get("options", {}),
    )
