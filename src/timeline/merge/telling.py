"""How a mention tells its event, in what two mentions of one article are compared by.

Read once of each mention, as each is compared with several.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.languages import grammar
from timeline.languages.stems import stem
from timeline.merge import frames, naming
from timeline.merge.naming import Phrase
from timeline.model import Argument, EventMention

if TYPE_CHECKING:
    from timeline.merge.features import Feature

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a place of a frame. words: stems of it, of a pronoun those of what it means; head:
    the stem of its head; several: whether it is more than one; noun: whether it is no pronoun."""

    words: frozenset[str]
    head: str
    several: bool
    noun: bool


_NOBODY_NAMED: dict[str, frozenset[str]] = dict.fromkeys(("agent", "patient", ""), frozenset())
NOBODY = Filler(frozenset(), "", False, False)


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """One mention.

    phrase: that of its noun; subject, object: who acts and who or what is acted on; names: words of
    the names of those who take part, by role and, as "", all of them; others: the words of
    otherness with which subject and object begin.
    """

    feature: Feature
    event: EventMention
    phrase: Phrase
    subject: Filler
    object: Filler
    names: dict[str, frozenset[str]]
    others: frozenset[str]

    @property
    def core(self) -> frozenset[str]:
        """Stems of who acts and who is acted on."""
        return self.subject.words | self.object.words

    @property
    def agent(self) -> Filler:
        """Who acts on something."""
        return self.subject if self.object is not NOBODY else NOBODY

    @property
    def undergoer(self) -> Filler:
        """Who is acted on, or does something by himself: "he fell"."""
        return self.object if self.object is not NOBODY else self.subject

    @property
    def said(self) -> frozenset[str]:
        """Stems of what it tells that somebody said."""
        f, e = self.event.frame, self.event
        told = (f.object, f.content) if e.nominal else (f.object, f.content, *f.others)
        return frozenset[str]().union(*(_stems(a, e) for a in told if a is not None))


def telling(f: Feature) -> Telling:
    """How one mention tells its event."""
    e = f.mention.event
    places = [a for a in (e.frame.subject, e.frame.object) if a is not None]
    others = (naming.others(a.text, e.language) for a in places)
    return Telling(
        feature=f,
        event=e,
        phrase=naming.phrase(e),
        subject=_filler(e.frame.subject, e),
        object=_filler(e.frame.object, e),
        names=_names(e),
        others=frozenset[str]().union(*others),
    )


def _filler(a: Argument | None, e: EventMention) -> Filler:
    if a is None:
        return NOBODY
    pronoun = a.head in grammar.of(e.language).subject_forms
    return Filler(_stems(a, e), stem(a.head, e.language), _several(a, e), not pronoun)


def _stems(a: Argument, e: EventMention) -> frozenset[str]:
    return frames.stems(a.means or a.text, e.language)


def _several(a: Argument, e: EventMention) -> bool:
    """Whether an argument is several: "two climbers", "a man and a woman"."""
    words = _WORD.findall(a.text.casefold())
    if not words:
        return False
    joined = not naming.words(e.language).joining.isdisjoint(words)
    return joined or (words[-1] != a.head and grammar.of(e.language).looks_plural(words[-1]))


def _names(e: EventMention) -> dict[str, frozenset[str]]:
    """Words of the names of those who take part, by role and, as "", all of them."""
    named = [p for p in e.participants if p.kind != "group"]
    if not named:
        return _NOBODY_NAMED
    words = [(p.role, p.name.casefold().split()) for p in named]
    return {
        role: frozenset(w for found, told in words if role in (found, "") for w in told)
        for role in _NOBODY_NAMED
    }
