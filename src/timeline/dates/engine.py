"""The matcher: runs the rules over a text's tokens, leftmost and longest first.

Linear: a run of known words is tried at each of its tokens with rules of bounded length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.dates.grammar import Rule
from timeline.dates.language import Language
from timeline.dates.lex import Tokens
from timeline.dates.meaning import PRODUCTIONS, Match, Meaning

# Rule, codes and values of the words read -> what they mean; shared, so never changed later.
Read = dict[tuple[object, ...], list[Meaning] | None]


@dataclass(slots=True)
class Found:
    """One expression found: tokens [first, last), raw span, meaning, the rule that found it."""

    first: int
    last: int
    start: int
    end: int
    meaning: Meaning
    rule: str


def find(tokens: Tokens, language: Language) -> Iterator[Found]:
    """Expressions of a text, in order, not overlapping."""
    chars = tokens.chars
    starters = language.starters
    read: Read = {}
    at, size = 0, len(chars)
    for trigger in language.triggers.finditer(chars):
        # Back up over the known words before the trigger: a rule may begin there.
        begin = trigger.start()
        if begin < at:
            continue
        low = max(at, begin - 8)
        while begin > low and chars[begin - 1] in starters:
            begin -= 1
        at = begin
        stop = trigger.end()
        while at < stop:
            hit = _longest(tokens, starters.get(chars[at], ()), at, read)
            if hit is None:
                at += 1
                continue
            yield from hit[1]
            at = max(hit[0], at + 1)
        if at >= size:
            return


def _longest(
    tokens: Tokens, rules: tuple[Rule, ...], at: int, read: Read
) -> tuple[int, list[Found]] | None:
    chars = tokens.chars
    hits: list[tuple[int, int, int, Rule, re.Match[str]]] = []
    for rule in rules:
        m = rule.regex.match(chars, at)
        if m is not None and m.end() > at:
            hits.append((-(m.end() - at), -rule.priority, len(hits), rule, m))
    if len(hits) > 1:
        hits.sort(key=lambda h: h[:3])
    for _, _, _, rule, m in hits:
        # The same words under the same rule mean the same: read once, then remembered.
        end = m.end()
        key = (rule.name, chars[max(0, at - 1) : end + 1], *map(id, tokens.values[at:end]))
        if key not in read:
            read[key] = PRODUCTIONS[rule.make](Match(rule, m, tokens))
        found = read[key]
        if found is None:
            continue
        spans = _spans(rule, m)
        out = [
            Found(a, b, tokens.starts[a], tokens.ends[b - 1], meaning, rule.name)
            for (a, b), meaning in zip(spans, found, strict=False)
        ]
        return (spans[-1][1] if spans else m.end()), out
    return None


def _spans(rule: Rule, m: re.Match[str]) -> list[tuple[int, int]]:
    if not rule.brackets:
        return [m.span()]
    return [m.span(b) for b in rule.brackets if m.start(b) >= 0]
