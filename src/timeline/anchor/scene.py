"""What the rules of this room share: one sentence with its mentions, and a date given to one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from timeline import languages
from timeline.model import EventMention, TimeExpression
from timeline.syntax import Sentence, Token

SUBJECTS = {"nsubj", "nsubj:pass", "csubj"}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A date given to a mention: strength in 0..1, rule says by which path.

    date is EDTF; expression is the one that states it (of the event it is told with, for rules
    that go by another event).
    """

    expression: TimeExpression
    date: str
    strength: float
    rule: str


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with its mentions, by index and by the token of their trigger."""

    sentence: Sentence
    mentions: Mapping[int, EventMention]
    at_token: Mapping[int, int]

    def token(self, index: int) -> Token:
        """The token that bears a mention, by the mention's index."""
        return self.sentence.tokens[self.mentions[index].token]

    def above(self, index: int) -> int | None:
        """The mention whose token governs that of another most closely."""
        for t in self.sentence.ancestors(self.mentions[index].token):
            if t.index in self.at_token:
                return self.at_token[t.index]
        return None


@cache
def signals(language: str) -> dict[str, frozenset[str]]:
    """The words of a language's signals.toml; an empty set for what it lacks there."""
    data = {code: languages.table(code, "signals") for code in languages.having("signals")}
    names = {name for table in data.values() for name in table}
    return {name: frozenset(data.get(language, {}).get(name, ())) for name in sorted(names)}


def denotes(expression: TimeExpression) -> str:
    """What a placed expression denotes, EDTF."""
    date = expression.denotes
    assert date is not None  # only placed expressions come here
    return date


def pluperfect(sentence: Sentence, index: int) -> bool:
    """True for "had met", "avait rencontré": what lies before the day told of.

    "A été élu" is no pluperfect, though its participle "été" is a past form too.
    """
    perfect = signals(sentence.language)["perfect"]
    return any(
        c.dep.startswith("aux")
        and c.lemma in perfect
        and c.morph.get("Tense") in {"Past", "Imp"}
        and c.morph.get("VerbForm") != "Part"
        for c in sentence.children(index)
    )
