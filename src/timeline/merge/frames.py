"""The words by which two mentions are compared: those that fill the places of their frames.

Nothing here reads a headline, which is made last and may be worded anyhow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from timeline.languages.stems import stem
from timeline.merge import meaning
from timeline.model import Argument, EventMention
from timeline.names import quantities

TELLING = 13
"""The smallest count that tells something by itself."""

# How far around the trigger a distinguishing word ("second round") is looked for, in characters.
_WINDOW = 40
_LAST_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]++)[\s-]*+$")
# The words behind a trigger, up to the end of its clause.
_CLAUSE = re.compile(r"[^.;:!?()—]{0,60}")
# Words of four letters and more, and names with a figure in them (A380).
_WORD = re.compile(r"[^\W_]*\d[^\W_]*|[^\W\d_]{4,}")
_LETTERS = re.compile(r"[^\W\d_]+")


def arguments(e: EventMention) -> list[Argument]:
    """What fills the frame; of a verb of saying who says it and what, not where it was said."""
    f = e.frame
    said = e.type == "statement" and not e.nominal and f.content is not None
    others = () if said else (f.object, *f.others)
    return [a for a in (f.subject, *others, f.content) if a is not None]


def told(e: EventMention) -> str:
    """The words of what fills the frame, a pronoun as the name it stands for."""
    return " ".join(written(e))


def written(e: EventMention) -> list[str]:
    """The same, one text of each argument."""
    return [a.means or a.text for a in arguments(e)]


def told_behind(e: EventMention) -> str:
    """The same of what a verb's object may be: all but its subject."""
    f = e.frame
    found = [a for a in (f.object, *f.others, f.content) if a is not None]
    return " " + " ".join(a.means or a.text for a in found)


def clause(e: EventMention) -> meaning.Clause:
    """The heads of what a verb's meaning may hang on."""
    return meaning.Clause(*(_head(a, e.language) for a in (e.frame.subject, e.frame.object)))


def _head(argument: Argument | None, language: str) -> str:
    return meaning.counted(argument.head, argument.text, language) if argument else ""


def holds(whole: EventMention, part: EventMention) -> bool:
    """Whether the words of one event take in those of another that has words beside its trigger.

    "Travel to Sochi" in "will travel to Sochi to meet Putin", "the flight of a jet" in "the
    diversion of the flight of a jet"; not where or when it was: "in the resignation he thanked".
    """
    f = whole.frame
    core = (f.subject, f.object, f.content, *(f.others if whole.nominal else ()))
    inside, outside = part.trigger.start, whole.trigger.start
    return bool(arguments(part)) and any(
        a.start <= inside < a.end and not a.start <= outside < a.end for a in core if a is not None
    )


def before(e: EventMention) -> str:
    """The word in front of the trigger, "" where there is none."""
    found = _LAST_WORD.search(e.quote[: max(0, e.trigger.start - e.start)])
    return found[1].casefold() if found else ""


def behind(e: EventMention) -> str:
    """What follows the trigger in its clause, as the quote has it."""
    found = _CLAUSE.match(e.quote, e.trigger.end - e.start)
    return found[0] if found else ""


def around(e: EventMention) -> str:
    """The trigger with what stands near it."""
    at = max(0, e.trigger.start - e.start - _WINDOW)
    return e.quote[at : e.trigger.end - e.start + _WINDOW]


def stems_of(texts: Iterable[str], language: str) -> frozenset[str]:
    """Stems of the words of some texts that may tell of what they are about."""
    return frozenset[str]().union(*[stems(text, language) for text in texts])


@lru_cache(maxsize=4096)
def stems(text: str, language: str) -> frozenset[str]:
    """Stems of the words of a text that may tell of what it is about.

    The phrases of a sentence, and the names of an article, are asked for again and again.
    """
    found = frozenset(stem(w, language) for w in set(_WORD.findall(text.casefold())))
    return found - meaning.idle(language)


def figures(text: str, language: str) -> frozenset[str]:
    """The larger numbers a text writes out in words: {"=33"} for "thirty-three Russians"."""
    known = quantities.grammar(language)
    runs: list[list[str]] = [[]]
    for word in _LETTERS.findall(text.casefold()):
        if word in known.number_words or (runs[-1] and word in known.joiners):
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    values = (quantities.spelled(_unjoined(run, known.joiners), language) for run in runs if run)
    return frozenset(f"={value:.0f}" for value in values if value is not None and value >= TELLING)


def _unjoined(run: list[str], joiners: frozenset[str]) -> str:
    """The words of a number without an "and" that it ends in."""
    last = max(n for n, word in enumerate(run, 1) if n == 1 or word not in joiners)
    return " ".join(run[:last])
