"""Time expressions hung on triggers by syntax, inside one sentence.

Invariant: an expression dates the trigger that governs it, found by climbing from the expression's
head to the first trigger above it; a trigger governed by none shares the expression of the event
its own clause belongs to, never that of a clause it merely reports.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.model import EventMention, TimeExpression
from timeline.syntax import Sentence, Token

# Relations that stay inside one statement of fact: what is dated above is dated below.
SHARED_DOWN = {"conj", "xcomp", "obj", "obl:agent", "nsubj:pass", "appos", "attr", "nmod"}
# Below a verb of saying only its own object shares the day ("confirmed a loan on Monday").
SHARED_DOWN_FROM_SAYING = {"conj", "obj", "nsubj:pass"}
# Clause borders that a time expression does not climb over to reach a trigger.
CLAUSE = {"acl:relcl", "acl", "advcl", "ccomp", "csubj", "parataxis"}
# An expression that belongs to a clause no trigger of ours stands in.
FENCED = (-1, 0.0, "")
# Passages too short for syntax to matter: one expression dates what they tell.
LABELS = {"caption", "headline", "heading"}


@dataclass(frozen=True, slots=True)
class Attachment:
    """An expression given to a mention; strength in 0..1, rule says by which path."""

    expression: TimeExpression
    strength: float
    rule: str


def attach(
    mentions: Sequence[EventMention],
    sentences: Sequence[Sentence],
    expressions: Sequence[TimeExpression],
) -> dict[int, Attachment]:
    """Best attachment of each mention that has one: index into `mentions` -> Attachment."""
    by_sentence: dict[int, list[int]] = {}
    for i, mention in enumerate(mentions):
        by_sentence.setdefault(mention.sentence, []).append(i)
    usable = sorted((e for e in expressions if placed(e)), key=lambda e: e.start)
    result: dict[int, Attachment] = {}
    for number, indexes in by_sentence.items():
        sentence = sentences[number]
        inside = [e for e in usable if sentence.start <= e.start and e.end <= sentence.end]
        if inside:
            result.update(_attach_in(sentence, {i: mentions[i] for i in indexes}, inside))
    return result


def placed(expression: TimeExpression) -> bool:
    """True when it can date an event: it lies on the calendar and is no recurring time."""
    return expression.denotes is not None and expression.type != "SET"


def head(sentence: Sentence, expression: TimeExpression) -> Token | None:
    """The token of the expression that hangs on a token outside it."""
    tokens = sentence.covering(expression.start, expression.end)
    inside = {t.index for t in tokens}
    outward = [t for t in tokens if t.head not in inside or t.head == t.index]
    return outward[0] if outward else (tokens[0] if tokens else None)


def _attach_in(
    sentence: Sentence, mentions: Mapping[int, EventMention], expressions: list[TimeExpression]
) -> dict[int, Attachment]:
    owners: dict[int, list[Attachment]] = {}
    free: list[TimeExpression] = []
    at_token = {m.token: i for i, m in mentions.items()}
    for expression in expressions:
        owner = _owner(sentence, mentions, at_token, expression)
        if owner is None:
            free.append(expression)
        elif owner is not FENCED:
            index, strength, rule = owner
            owners.setdefault(index, []).append(Attachment(expression, strength, rule))
    best = {
        i: max(
            found, key=lambda a: (a.strength, -abs(a.expression.start - mentions[i].trigger.start))
        )
        for i, found in owners.items()
    }
    _share_down(sentence, mentions, best)
    if not best and len(expressions) == len(free) == 1:
        best.update(_only_one(mentions, free[0]))
    return best


def _owner(
    sentence: Sentence,
    mentions: Mapping[int, EventMention],
    at_token: Mapping[int, int],
    expression: TimeExpression,
) -> tuple[int, float, str] | None:
    """The mention whose trigger governs the expression: (index, strength, rule).

    None when no trigger stands above it, FENCED when one does beyond a clause border.
    """
    # "the 9 August election", "Zapad-2017": the expression lies inside the trigger or its quote.
    for i, m in mentions.items():
        if expression.start < m.trigger.end and m.trigger.start < expression.end:
            return i, 1.0, "anchor:inside-trigger"
    token = head(sentence, expression)
    if token is None:
        return None
    borders = int(token.dep in CLAUSE)
    if token.index in at_token:
        return at_token[token.index], 1.0, "anchor:modifier"
    for steps, ancestor in enumerate(sentence.ancestors(token.index)):
        if ancestor.index in at_token:
            if borders:
                return FENCED
            strength = max(0.55, 1.0 - 0.1 * steps)
            return at_token[ancestor.index], strength, "anchor:modifier"
        light = _light_complement(sentence, ancestor, at_token)
        if light is not None:
            return light, 0.8, "anchor:predicate"
        borders += ancestor.dep in CLAUSE
    return None


def _light_complement(sentence: Sentence, verb: Token, at_token: Mapping[int, int]) -> int | None:
    """The event named by the subject or object of a verb that is no trigger itself.

    "The election took place on 9 August", "une visite est programmée lundi".
    """
    if verb.pos not in {"VERB", "AUX"}:
        return None
    for dep in ("obj", "nsubj:pass", "nsubj", "attr", "xcomp", "obl"):
        for child in sentence.children(verb.index):
            if child.dep != dep:
                continue
            if child.index in at_token:
                return at_token[child.index]
            # One step on: "la tenue du scrutin", "a series of protests".
            for below in sentence.children(child.index):
                if below.dep in {"nmod", "appos"} and below.index in at_token:
                    return at_token[below.index]
    return None


def _share_down(
    sentence: Sentence, mentions: Mapping[int, EventMention], best: dict[int, Attachment]
) -> None:
    """Give the expression of a dated event to the undated ones its clause holds."""
    at_token = {m.token: i for i, m in mentions.items()}
    for i, mention in sorted(mentions.items(), key=lambda pair: pair[1].token):
        if i in best:
            continue
        token = sentence.tokens[mention.token]
        strength = 0.75
        for ancestor in sentence.ancestors(token.index):
            source = at_token.get(ancestor.index)
            saying = source is not None and mentions[source].type == "statement"
            allowed = SHARED_DOWN_FROM_SAYING if saying else SHARED_DOWN
            if token.dep not in allowed:
                break
            if source is not None and source in best:
                found = best[source]
                best[i] = Attachment(found.expression, found.strength * strength, "anchor:shared")
                break
            token, strength = ancestor, strength * 0.9


def _only_one(
    mentions: Mapping[int, EventMention], expression: TimeExpression
) -> dict[int, Attachment]:
    """Where the parse gives the expression to nobody: captions and titles give it to all they
    tell, other passages to the trigger that stands nearest before or after it."""
    if all(m.passage_kind in LABELS for m in mentions.values()):
        return {i: Attachment(expression, 0.8, "anchor:label") for i in mentions}
    nearest = min(
        mentions,
        key=lambda i: (
            min(
                abs(mentions[i].trigger.start - expression.end),
                abs(expression.start - mentions[i].trigger.end),
            ),
            i,
        ),
    )
    return {nearest: Attachment(expression, 0.5, "anchor:nearest")}
