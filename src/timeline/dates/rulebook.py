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
from timeline.dates.tokens import (
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
from timeline.dates.vocabulary import (
    NUMBERS,
    add_numbers,
    add_unaccented,
    classed,
    spelled,
    without,
)
from timeline.errors import UsageError

# The classes of words that a language's calendar.toml lists.
CALENDAR = ("month", "weekday", "weekdays", "shortday")
LONGEST = 10  # words of a number at most


MOST_KEPT = 20_000  # tokens whose meaning is kept; then it starts anew

_NOTHING: Values = {}
# Of a token: its code, its values, whether it is a number in words, whether phrases begin with it.
LookedUp = tuple[str, Values, bool, bool]

# The tokens of fixed phrases, with what they mean together.
Phrases = tuple[tuple[tuple[str, ...], Entry], ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A compiled language.

    starters: code -> rules that can begin with it, in order of priority. window: the run of tokens
    from a place on that a rule can take up. fitting: what the matcher has found of such runs, kept
    from text to text. looked_up: what tokens are by themselves, kept likewise.
    """

    code: str
    name: str
    lexicon: Mapping[str, Entry]
    phrases: Mapping[str, Phrases]
    digit_codes: Mapping[frozenset[str], str]
    rules: tuple[grammar.Rule, ...]
    starters: Mapping[str, tuple[grammar.Rule, ...]]
    triggers: re.Pattern[str]
    window: re.Pattern[str]
    classes: Mapping[str, frozenset[str]]
    data: Mapping[str, Any]
    options: Mapping[str, Any]
    fitting: dict[str, tuple[grammar.Rule, ...]] = field(default_factory=dict, compare=False)
    looked_up: dict[str, LookedUp] = field(default_factory=dict, compare=False)

    def tokenize(self, text: str) -> Tokens:
        """Tokens of a whole text, numbers in words and fixed phrases merged."""
        starts: list[int] = []
        ends: list[int] = []
        chars: list[str] = []
        values: list[Values] = []
        number_at: list[int] = []
        phrase_at: list[int] = []
        if len(self.looked_up) > MOST_KEPT:
            self.looked_up.clear()
        known = self.looked_up
        for m in pattern(text).finditer(text):
            word = m.group()
            found = known.get(word)
            if found is None:
                found = known[word] = self._look_up(word, m.lastgroup)
            char, meant, number, phrase = found
            if number:
                number_at.append(len(chars))
            if phrase:
                phrase_at.append(len(chars))
            chars.append(char)
            values.append(meant)
            start, end = m.span()
            starts.append(start)
            ends.append(end)
        tokens = Tokens(text, starts, ends, values, "")
        if phrase_at or number_at:
            chars = self._fold(tokens, chars, phrase_at, set(number_at))
        tokens.chars = "".join(chars)
        return tokens

    def _look_up(self, word: str, kind: str | None) -> LookedUp:
        """What a token is by itself; kind: the group of the tokens' pattern that it is of, which a
        word's own characters decide."""
        if kind == "digit":
            classes, values = digits(word) if len(word) < 24 else (frozenset(), _NOTHING)
            return self.digit_codes.get(classes, OTHER), values, False, False
        if kind not in {"word", "mark", "zone"}:
            return BREAK if kind == "break" else OTHER, _NOTHING, False, False
        low = word.lower() if kind != "zone" else word[:3].lower()
        entry = self.lexicon.get(low)
        if entry is None:
            return NAME if word[0].isupper() else OTHER, _NOTHING, False, low in self.phrases
        if entry.cap is not None and word[0].isupper():
            entry = entry.cap
        return entry.char, entry.values, entry.number, low in self.phrases

    def _fold(
        self, tokens: Tokens, chars: list[str], phrase_at: list[int], number_at: set[int]
    ) -> list[str]:
        """Fold fixed phrases and numbers in words into one token each."""
        folds: list[tuple[int, str, Values]] = []
        out: list[str] = []
        starts, ends, values = list[int](), list[int](), list[Values]()
        done = 0
        for at in sorted({*phrase_at, *number_at}):
            if at < done:
                continue
            fold = self._phrase(tokens, at)
            if fold is None and at in number_at:
                fold = self._number(tokens, at, number_at)
            if fold is None:
                continue
            folds.append(fold)
            end, char, folded = fold
            out += [*chars[done:at], char]
            starts += tokens.starts[done : at + 1]
            ends += [*tokens.ends[done:at], tokens.ends[end - 1]]
            values += [*tokens.values[done:at], folded]
            done = end
        tokens.starts = starts + tokens.starts[done:]
        tokens.ends = ends + tokens.ends[done:]
        tokens.values = values + tokens.values[done:]
        return out + chars[done:]

    def _phrase(self, tokens: Tokens, at: int) -> tuple[int, str, Values] | None:
        """The longest fixed phrase from a token on: (end, code, values)."""
        behind = tokens.low(at + 1) if at + 1 < len(tokens.starts) else ""
        for words, entry in self.phrases.get(tokens.low(at), ()):
            end = at + len(words)
            if (
                words[1] == behind
                and end <= len(tokens.starts)
                and all(tokens.low(at + i) == w for i, w in enumerate(words[2:], 2))
            ):
                high = entry.cap if tokens.text[tokens.starts[at]].isupper() else None
                told = high or entry
                return None if told.char == OTHER else (end, told.char, told.values)
        return None

    def _number(
        self, tokens: Tokens, at: int, number_at: set[int]
    ) -> tuple[int, str, Values] | None:
        """A number in words of two tokens or more from `at`: (end, code, values), else None."""
        table = self.data["numbers"]
        ends = [at + 1]  # where it may end: behind each of its words
        while len(ends) < LONGEST:
            i = ends[-1]
            while i < len(tokens.starts) and tokens.low(i) in table.get("join", ()):
                i += 1
            between = {tokens.low(j) for j in range(ends[-1], i)} - {"-"}
            if i not in number_at or i - ends[-1] > 3:
                break
            if (
                between
                and table.get("joins") != "anywhere"
                and not self._joins(tokens, ends[-1], i)
            ):
                break
            ends.append(i + 1)
        for end in reversed(ends[1:]):
            number = spelled(tuple(tokens.low(i) for i in range(at, end)), self.code)
            if number is not None:
                return end, self.digit_codes[frozenset(number)], number
        return None

    def _joins(self, tokens: Tokens, end: int, i: int) -> bool:
        """Whether "and", "et" before token i is part of the number: "two hundred and five", "vingt
        et un", but not "between twenty and thirty"."""
        before, after = (self.lexicon[tokens.low(j)].values["num"] for j in (end - 1, i))
        return before >= 100 or (before >= 20 and after in (1, 11))


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
        table = languages.table(named, "dates")
        calendar = languages.table(named, "calendar")
        table["words"] |= {name: calendar[name] for name in CALENDAR if name in calendar}
        return table
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


def load(code: str) -> Rulebook:
    """The compiled language. Raises UsageError for a language there is no data for."""
    return _load(resolve(code))


@lru_cache(maxsize=32)
def openers(code: str) -> frozenset[str]:
    """Words that may stand before a date: its signals and prepositions."""
    words = load(code).data["words"]
    listed = [w for table in words["signal"].values() for w in table]
    return frozenset([*listed, *words["prep"]])


@lru_cache(maxsize=32)
def _load(code: str) -> Rulebook:
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


def compile_language(code: str, raw: Mapping[str, Any]) -> Rulebook:
    """Compile parsed data. Raises grammar.PatternError when a rule can't be read."""
    words, options = classed(raw["words"]), raw.get("options", {})
    numbers = add_numbers(raw, words)
    split = [
        (r, grammar.split(r["name"], r["pattern"], raw.get("macros", {}))) for r in raw["rule"]
    ]
    for literal in (w for _, items in split for w in grammar.literals(items)):
        words.setdefault(literal, {})[f"'{literal}'"] = literal
    codes = _Codes()
    entries = _entries(raw, words, numbers, codes)
    lexicon, phrases = _by_tokens(entries)
    digit_codes = {s: codes(s) for s in sorted({*digit_signatures(), *NUMBERS}, key=sorted)}
    rules = tuple(grammar.compile_rule(r, items, codes.having) for r, items in split)
    ranked = sorted(rules, key=lambda r: -r.priority)
    triggers = frozenset().union(*(codes.having(c) for c in raw["options"]["triggers"]))
    used = frozenset[str]().union(*(rule.used for rule in rules))
    longest = max(rule.longest for rule in rules)
    return Rulebook(
        code=code,
        name=raw["name"],
        lexicon=lexicon,
        phrases=phrases,
        digit_codes=digit_codes,
        rules=rules,
        starters={
            c: tuple(r for r in ranked if c in r.first) for c in sorted(codes.by_set.values())
        },
        triggers=re.compile(f"[{''.join(sorted(triggers))}]"),
        window=re.compile(f"[{''.join(sorted(used))}]{{0,{longest}}}"),
        classes={c: codes.having(c) for c in sorted({c for s in codes.by_set for c in s})},
        data=raw,
        options=options,
    )


def _entries(
    raw: Mapping[str, Any],
    words: dict[str, dict[str, Any]],
    numbers: frozenset[str],
    codes: _Codes,
) -> dict[str, Entry]:
    """The lexicon's entries, with what a capital makes of them."""

    def entry(classes: Values, cap: Entry | None) -> Entry:
        return Entry(codes(frozenset(classes)), classes, cap, word in numbers)

    capital = without(words, raw.get("capital", {}))
    lowered = without(words, raw.get("lower", {}))
    if raw.get("options", {}).get("unaccented"):
        add_unaccented(words)
    found = {}
    for word, classes in words.items():
        cap = entry(lowered[word], None) if word in lowered else None
        if word in capital:
            found[word] = entry(capital[word], cap or entry(classes, None))
        else:
            found[word] = entry(classes, cap)
    return found


def _by_tokens(entries: Mapping[str, Entry]) -> tuple[dict[str, Entry], dict[str, Phrases]]:
    """The words of one token, and those of several by the first of them, the longest first."""
    lexicon, phrases = dict[str, Entry](), dict[str, list[tuple[tuple[str, ...], Entry]]]()
    for word, entry in entries.items():
        parts = tuple(m.group().lower() for m in TOKEN.finditer(word))
        if len(parts) > 1:
            phrases.setdefault(parts[0], []).append((parts, entry))
        else:
            lexicon[word] = entry
    # Typographic signs stand for the plain ones.
    if "'" in phrases:
        phrases["’"] = phrases["'"]
    for plain, signs in (("'", "’"), ("-", "–—‑")):
        if plain in lexicon:
            lexicon |= dict.fromkeys(signs, lexicon[plain])
    longest = {k: tuple(sorted(v, key=lambda p: -len(p[0]))) for k, v in sorted(phrases.items())}
    return lexicon, longest
