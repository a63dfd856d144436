"""What the rules of this room share: one sentence with its mentions, and a date given to one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from timeline import languages
from timeline.model import EventMention, TimeExpression
from timeline.syntax import Sentence, Token

SUBJECTS = {"nsubj", "nsubj:pass", "csubj"}


# What gave an event its date: by which rule. The mention's own rules name it as "anchor:RULE".
Rule = Literal[
    "adjacent", "bearer", "between", "cleft", "completed", "coordinated", "day-of", "distance",
    "during-event", "entry", "following", "framing", "heading", "inside-trigger",
    "instrument", "label", "meanwhile", "modifier", "nearest", "next", "opening", "paragraph-day",
    "predicate", "publication-day", "result", "same-deed", "same-event", "set-for", "set-off",
    "shared", "since-event", "story-day", "under-heading", "when-then", "within",
]  # fmt: skip


_NOT_FINITE = frozenset({"Part", "Ger"})


@dataclass(frozen=True, slots=True)
class Attachment:
    """A date given to a mention: strength in 0..1, rule says by which path.

    date is EDTF; expression is the one that states it (of the event it is told with, for rules
    that go by another event).
    """

    expression: TimeExpression
    date: str
    strength: float
    rule: Rule

    def to(self, rule: Rule, *, share: float = 1.0, strength: float | None = None) -> Attachment:
        """The same date for another event: with a share of the strength, or with one of its own."""
        given = share * self.strength if strength is None else strength
        return Attachment(self.expression, self.date, given, rule)


class Owner(NamedTuple):
    """The mention that an expression dates: its index, how sure that is, and by which rule."""

    mention: int
    strength: float
    rule: Rule


# Of an expression that belongs to a clause or thing no trigger of ours stands for.
FENCED = Owner(-1, 0.0, "modifier")


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with its mentions, by index and by the token of their trigger."""

    sentence: Sentence
    mentions: Mapping[int, EventMention]
    at_token: Mapping[int, int]

    @property
    def words(self) -> Mapping[str, frozenset[str]]:
        """The words of the sentence's language that say how things relate."""
        return signals(self.sentence.language)

    def before(self, tokens: Sequence[Token]) -> int:
        """Index of the word before an expression, prepositions and articles passed over; -1 where
        there is none."""
        at = tokens[0].index - 1
        while at >= 0 and self.sentence.tokens[at].pos in {"ADP", "DET"}:
            at -= 1
        return at

    def marks(self, index: int, *deps: str) -> set[str]:
        """The words before a token that hang on it by these labels, by any where none is named."""
        return {
            c.text.lower()
            for c in self.sentence.children(index)
            if c.index < index and (not deps or c.dep in deps)
        }

    def told_last(self) -> list[int]:
        """The mentions by the place of their tokens, the last first."""
        return sorted(self.mentions, key=lambda i: -self.mentions[i].token)

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
    return helped(sentence, index, signals(sentence.language)["perfect"], "Past", "Imp")


def told_before(sentence: Sentence, index: int) -> bool:
    """Whether a verb tells of before the day told of: by its own pluperfect, by a perfect
    participle ("having won"), or below a verb that does ("had refused, saying it was late")."""
    token, perfect = sentence.tokens[index], signals(sentence.language)["perfect"]
    if pluperfect(sentence, index):
        return True
    if any(
        c.dep.startswith("aux") and c.lemma in perfect and c.morph.get("VerbForm") in _NOT_FINITE
        for c in sentence.children(index)
    ):
        return token.dep == "advcl"
    own = sentence.child(index, "mark", "aux", "aux:pass", *SUBJECTS) is not None
    below = (token.dep == "advcl" and not own) or token.dep == "ccomp"
    return below and token.head < index and told_before(sentence, token.head)


def helped(sentence: Sentence, index: int, lemmas: Collection[str], *tenses: str) -> bool:
    """Whether one of these auxiliaries stands with a verb in one of these tenses."""
    return any(
        c.dep.startswith("aux")
        and c.lemma in lemmas
        and c.morph.get("Tense") in tenses
        and c.morph.get("VerbForm") != "Part"
        for c in sentence.children(index)
    )


def cases(sentence: Sentence, index: int) -> set[str]:
    """The prepositions of a noun, in small letters."""
    return {c.text.lower() for c in sentence.children(index) if c.dep == "case"}
