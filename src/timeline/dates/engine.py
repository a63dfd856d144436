"""The matcher: runs the rules over a text's tokens, leftmost and longest first.

Linear: a run of known words is tried at each of its tokens with rules of bounded length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.dates.grammar import Rule
from timeline.dates.meaning import Meaning
from timeline.dates.productions import PRODUCTIONS, Match
from timeline.dates.rulebook import Rulebook
from timeline.dates.tokens import BREAK, Tokens

# How many runs of codes are kept with the rules that match there, best first.
MOST_KEPT = 20_000
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


def find(tokens: Tokens, language: Rulebook) -> Iterator[Found]:
    """Expressions of a text, in order, not overlapping."""
    chars = tokens.chars
    starters = language.starters
    read: Read = {}
    fit = language.fitting
    window = language.window
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
            rules = starters.get(chars[at])
            if rules is None:
                at += 1
                continue
            # The same run of codes fits the same rules: they are tried on it once.
            run = window.match(chars, at)
            end = at if run is None else run.end() + 1
            seen = chars[at - 1 : end] if at else BREAK + chars[:end]
            fitting = fit.get(seen)
            if fitting is None:
                if len(fit) >= MOST_KEPT:
                    fit.clear()
                fitting = fit[seen] = _fitting(chars, rules, at)
            hit = _read(tokens, fitting, at, read) if fitting else None
            if hit is None:
                at += 1
                continue
            yield from hit[1]
            at = max(hit[0], at + 1)
        if at >= size:
            return


def _fitting(chars: str, rules: tuple[Rule, ...], at: int) -> tuple[Rule, ...]:
    """The rules that match at one place, the longest match first."""
    hits: list[tuple[int, int, int, Rule]] = []
    for rule in rules:
        m = rule.regex.match(chars, at)
        if m is not None and m.end() > at:
            hits.append((-(m.end() - at), -rule.priority, len(hits), rule))
    hits.sort(key=lambda h: h[:3])
    return tuple(rule for _, _, _, rule in hits)


def _read(
    tokens: Tokens, rules: tuple[Rule, ...], at: int, read: Read
) -> tuple[int, list[Found]] | None:
    """What the first of the rules that does not refuse makes of the words at one place."""
    chars = tokens.chars
    for rule in rules:
        m = rule.regex.match(chars, at)
        assert m is not None
        # The same words under the same rule mean the same: read once, then remembered.
        end = m.end()
        if "tight" in rule.args and not _tight(tokens, at, end):
            continue
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


def _tight(tokens: Tokens, first: int, last: int) -> bool:
    """Whether no white space stands between the tokens, as a rule with `tight` asks."""
    return all(tokens.ends[i] == tokens.starts[i + 1] for i in range(first, last - 1))


def _spans(rule: Rule, m: re.Match[str]) -> list[tuple[int, int]]:
    if not rule.brackets:
        return [m.span()]
    return [m.span(b) for b in rule.brackets if m.start(b) >= 0]
