"""Time expressions hung on triggers by syntax, inside one sentence.

Invariant: an expression dates the trigger that governs it, found by climbing from the expression's
head to the first trigger above it, never over the border of a clause; a trigger governed by none
shares the expression of the event its own clause belongs to, never that of a clause it reports.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from operator import attrgetter

from timeline import when
from timeline.anchor import measures, position, relations, sharing
from timeline.anchor.scene import (
    FENCED,
    SUBJECTS,
    Attachment,
    Owner,
    Rule,
    Scene,
    cases,
    denotes,
    signals,
)
from timeline.model import EventMention, TimeExpression
from timeline.syntax import Sentence, Token

__all__ = ["CLAUSE", "SUBJECTS", "attach", "head", "placed"]

# Clause borders that a time expression does not climb over to reach a trigger.
CLAUSE = {"acl:relcl", "acl", "advcl", "ccomp", "csubj", "parataxis"}
# How a year hangs on a name it is part of.
NAMING = {"compound", "amod", "nummod", "nmod", "nmod:poss", "appos", "flat", "flat:name"}
REACH = 3  # how many words may stand between a year and the noun it is part of
# Passages too short for syntax to matter: one expression dates what they tell.
LABELS = {"caption", "headline", "heading"}


# The most days of a day, a week, a month, a quarter, a half and a whole year.
_WIDTHS = (1, 7, 31, 92, 184, 366)


def attach(
    mentions: Sequence[EventMention],
    sentences: Sequence[Sentence],
    expressions: Sequence[TimeExpression],
) -> dict[int, Attachment]:
    """Best attachment of each mention that has one: index into `mentions` -> Attachment."""
    by_sentence: dict[int, dict[int, EventMention]] = {}
    for i, mention in enumerate(mentions):
        by_sentence.setdefault(mention.sentence, {})[i] = mention
    usable = sorted(expressions, key=attrgetter("start"))
    result: dict[int, Attachment] = {}
    for number, inside in by_sentence.items():
        sentence = sentences[number]
        first = bisect_left(usable, sentence.start, key=attrgetter("start"))
        last = bisect_left(usable, sentence.end, key=attrgetter("start"))
        times = [e for e in usable[first:last] if e.end <= sentence.end]
        if times or len(inside) > 1:
            scene = Scene(sentence, inside, _bearers(sentence, inside))
            far = relations.distances(scene, times)
            result.update(_attach_in(scene, times, far))
    return result


def _bearers(sentence: Sentence, inside: Mapping[int, EventMention]) -> dict[int, int]:
    """The mention of each token that bears one: of "attended the meeting", "has begun to sell" both
    words."""
    found: dict[int, int] = {}
    for i, m in inside.items():
        for t in sentence.covering(m.trigger.start, m.trigger.end):
            noun = t.pos == "NOUN" and t.lemma.lower() == m.lemma
            verb = t.pos == "VERB" and t.dep == "xcomp" and not m.nominal
            if t.head == m.token and (noun or verb):
                found[t.index] = i
    return found | {m.token: i for i, m in inside.items()}


def placed(expression: TimeExpression) -> bool:
    """True when it can date an event: it lies on the calendar and is no recurring time."""
    if expression.denotes is None or expression.type == "SET":
        return False
    # "Went on until dawn": the hour at which it ended is not that at which it was.
    return not (expression.type == "TIME" and expression.denotes.startswith("../"))


def head(sentence: Sentence, expression: TimeExpression) -> Token | None:
    """The token of the expression that hangs on a token outside it."""
    tokens = sentence.covering(expression.start, expression.end)
    inside = {t.index for t in tokens}
    outward = [t for t in tokens if t.head not in inside or t.head == t.index]
    # The parser may hang two parts of a date in two places: the higher one is its own.
    depth = {t.index: sum(1 for _ in sentence.ancestors(t.index)) for t in outward}
    return min(outward, key=lambda t: (depth[t.index], t.index)) if outward else None


def _attach_in(
    scene: Scene,
    told: Sequence[TimeExpression],
    far: Sequence[relations.Distance],
) -> dict[int, Attachment]:
    """told: the time expressions of the sentence; far: the distances it states."""
    expressions = [e for e in told if placed(e) and not any(_within(e, d) for d in far)]
    owners: dict[int, list[Attachment]] = {}
    free: list[TimeExpression] = []
    for expression in expressions:
        owner = _owner(scene, expression)
        if owner is None:
            free.append(expression)
        elif owner is not FENCED:
            # "moved from 11 June to 18 June", "adjourned until 18 June": it is then.
            then = expression.edtf if owner.rule == "set-for" else None
            date = then or _date_of(scene, expression, scene.mentions[owner.mention])
            found = Attachment(expression, date, owner.strength, owner.rule)
            owners.setdefault(owner.mention, []).append(found)
    position.part(scene, owners)
    best = {i: _best(scene, i, found) for i, found in owners.items()}
    sharing.by_event(scene, best)
    sharing.days_named(scene, best, expressions)
    sharing.inside(scene, best)
    sharing.between(scene, best)
    sharing.completed(scene, best)
    sharing.awarded(scene, best)
    sharing.backwards(scene, best)
    relations.spread(scene, best, far)
    sharing.share(scene, best, {d.main for d in far})
    relations.spread(scene, best, far)
    if not best and len(expressions) == len(free) == 1:
        best.update(_only_one(scene, free[0]))
        sharing.share(scene, best, {d.main for d in far})
    return best


def _within(expression: TimeExpression, far: relations.Distance) -> bool:
    """Whether an expression is of the words that state a distance."""
    return far.start < expression.end and expression.start < far.end


def _date_of(scene: Scene, expression: TimeExpression, mention: EventMention) -> str:
    """The interval the words around state, unless the expression only names the event.

    "Since Sunday's vote": the vote was on Sunday, what the clause tells has lasted since.
    """
    first = scene.sentence.covering(expression.start, expression.end)[0].index
    if expression.edtf is not None and _only_then(scene, first, mention):
        return expression.edtf
    naming = mention.nominal and expression.end <= scene.sentence.tokens[mention.token].start
    closed = expression.interval is not None and ".." not in expression.interval
    if naming and expression.edtf is not None and not closed:
        return expression.edtf
    if expression.edtf is not None and mention.status == "happened":
        words = signals(scene.sentence.language)
        if first and scene.sentence.tokens[first - 1].text.lower() in words["upon"]:
            return expression.edtf  # « il s'est rendu sur place dès lundi »
    return denotes(expression)


def _only_then(scene: Scene, first: int, mention: EventMention) -> bool:
    """True for "was not lifted until 1996": it was then. first: the expression's first token."""
    words = signals(scene.sentence.language)
    tokens = scene.sentence.tokens
    if mention.status == "denied" or not first:
        return False
    if tokens[first - 1].text.lower() not in words["not until"]:
        return False
    return any(t.text.lower() in words["not"] for t in tokens[:first])


def _best(scene: Scene, index: int, found: Sequence[Attachment]) -> Attachment:
    """The attachment that dates a mention.

    Of two days of a past verb the one that opens the sentence, if it is the earlier one: "on
    Thursday, the two sides agreed to a truce at noon on Friday".
    """
    if len(found) > 1 and scene.mentions[index].tense == "past":
        first = min(found, key=lambda a: (a.date, a.expression.start))
        tokens = scene.sentence.covering(first.expression.start, first.expression.end)
        days = all(when.parse(a.date).precision == "day" for a in found)
        if days and tokens and position.opening(scene, tokens) == index:
            return first
    return max(found, key=partial(_preference, scene, index))


def _preference(scene: Scene, index: int, found: Attachment) -> tuple[float, int, int, int]:
    """The stronger tie; then the narrower date ("on Sunday, the last day of the month"), the nearer
    one ("was amended in 1936 and again in 1959")."""
    days = when.parse(found.date).days
    # A leap year is no wider than another, a short month no narrower.
    width = bisect_left(_WIDTHS, days) if days is not None else len(_WIDTHS)
    token, time = scene.token(index), found.expression
    gap = max(token.start - time.end, time.start - token.end)
    return found.strength, -width, -gap, -time.start


def _owner(scene: Scene, expression: TimeExpression) -> Owner | None:
    """The mention an expression dates: (index, strength, rule).

    None when no trigger stands above it, FENCED when it belongs to a clause or a thing that is
    no event of ours.
    """
    # "the 9 August election", "Shield-2017": the expression lies inside the trigger.
    for i, m in scene.mentions.items():
        if expression.start < m.trigger.end and m.trigger.start < expression.end:
            return Owner(i, 1.0, "inside-trigger")
    token = head(scene.sentence, expression)
    if token is None:
        return None
    tokens = scene.sentence.covering(expression.start, expression.end)
    if measures.only_measures(scene.sentence, expression):
        index = measures.since_what(scene, expression)
        return FENCED if index is None else Owner(index, 0.9, "modifier")
    if (index := measures.put_off(scene, token)) is not None:
        return Owner(index, 1.0, "set-for")
    found = _by_place(scene, expression, token, tokens)
    if found is None:
        found = _governor(scene, token)
        index = position.opening(scene, tokens)
        if index is not None and (found in (None, FENCED) or _set_in(scene, found, index)):
            found = Owner(index, 0.9, "opening")
    if found is None or found is FENCED:
        return found
    return FENCED if measures.result_of(scene, expression, token, found.mention) else found


def _set_in(scene: Scene, found: Owner | None, main: int) -> bool:
    """Whether what the parse gives an opening date to is set in before the main event.

    "In May 1956, days after tanks had come, she fled".
    """
    if found is None or found.mention == main:
        return False
    set_in, token = scene.token(found.mention), scene.token(main)
    return set_in.index < token.index and set_in.dep in {"advcl", "ccomp"}


# Places that decide whose an expression is before the parse is asked, with how sure they are.
_PLACES: tuple[tuple[Callable[[Scene, Sequence[Token]], int | None], float, Rule], ...] = (
    (position.cleft, 0.9, "cleft"),
    (position.only_then, 0.95, "modifier"),
    (position.opening_participle, 0.9, "modifier"),
    (position.behind_saying, 0.95, "modifier"),
    (position.instrument, 0.9, "instrument"),
    (position.origin, 0.9, "modifier"),
    (position.before_relative, 0.9, "modifier"),
)


def _by_place(
    scene: Scene, expression: TimeExpression, token: Token, tokens: Sequence[Token]
) -> Owner | None:
    """Whose an expression is by where it stands; None where the parse is to decide.

    token: the expression's head; tokens: all of it.
    """
    if position.chosen(scene, token):
        return FENCED
    for place, strength, rule in _PLACES:
        if (index := place(scene, tokens)) is not None:
            return Owner(index, strength, rule)
    if _attribute(scene, expression, token):
        index = position.opening(scene, tokens)
        return FENCED if index is None else Owner(index, 0.9, "opening")
    if (found := _adjacent(scene, expression, token)) is not None:
        return found
    if (found := position.set_for(scene, tokens)) is not None:
        return found
    if (index := position.behind_participle(scene, tokens, token.head)) is not None:
        return Owner(index, 0.95, "modifier")
    index = position.set_off(scene, tokens, expression)
    return None if index is None else Owner(index, 0.9, "set-off")


def _adjacent(scene: Scene, expression: TimeExpression, token: Token) -> Owner | None:
    """A noun that names an event, with the expression right behind it: "the strike in 2019".

    Parsers often hang such an expression on the verb. Only nouns that give the background of
    their clause count: "signed the treaty on Monday" tells when it was signed.
    """
    tokens = scene.sentence.tokens
    first = scene.sentence.covering(expression.start, expression.end)[0].index
    at = first - 1
    while at >= 0 and tokens[at].pos in {"ADP", "DET", "ADJ", "PUNCT"}:
        if tokens[at].text in {",", ";", ":", "–", "—", ")"}:
            return None
        at -= 1
    index, noun = scene.at_token.get(at), tokens[at]
    if index is None or not scene.mentions[index].nominal:
        return None
    if noun.dep not in position.BACKDROP and token.head != at:
        return None
    if tokens[token.head].pos in {"VERB", "AUX"}:
        if noun.dep == "nmod" and at + 1 == first:
            return None  # "won half of the vote five years ago"
        # "Will part from the probe in May": only what sets a scene has a time of its own.
        setting = position.setting(scene) | scene.words["within"]
        if noun.dep.startswith("obl") and not cases(scene.sentence, at) & setting:
            return None
    return Owner(index, 0.95, "adjacent")


def _governor(scene: Scene, token: Token) -> Owner | None:
    """The first trigger above the expression's head."""
    sentence = scene.sentence
    below, borders = token, 0
    for steps, ancestor in enumerate(sentence.ancestors(token.index)):
        if ancestor.pos in position.NOUNS and position.aside(sentence, below, token):
            named = scene.at_token.get(ancestor.index)
            return FENCED if named is None else Owner(named, 0.8, "modifier")
        # A bare participle tells of its noun: "sanctions imposed in 2004".
        participle = below.dep == "acl" and below.pos == "VERB"
        borders += below.dep in CLAUSE and not participle
        if ancestor.index in scene.at_token:
            if borders:
                return FENCED
            rule: Rule = "coordinated" if below.dep == "conj" and not steps else "modifier"
            return Owner(scene.at_token[ancestor.index], max(0.55, 1.0 - 0.1 * steps), rule)
        light = None if borders else sharing.light_complement(scene, ancestor)
        if light is not None:
            return Owner(light, 0.8, "predicate")
        below = ancestor
    return None


def _attribute(scene: Scene, expression: TimeExpression, token: Token) -> bool:
    """True for a time that describes a thing which is no event: "an atlas of the 19th century"."""
    sentence = scene.sentence
    above = sentence.tokens[token.head]
    of = [c for c in sentence.children(token.index) if c.dep == "case"]
    if above.index in scene.at_token or above.pos not in {"NOUN", "PROPN"}:
        return False
    if above.index == token.index:
        return False
    if not of and _beside(sentence, expression, token, above):
        return True
    if expression.interval is not None and ".." not in expression.interval:
        return False  # « il dirigea l'institut de 1984 à 1991 »
    # Names are not dated: "the election in Belarus of 9 August" is the election's date.
    words = scene.words["attribute"]
    return above.pos == "NOUN" and any({c.text.lower(), c.lemma} & words for c in of)


def _beside(sentence: Sentence, expression: TimeExpression, token: Token, noun: Token) -> bool:
    """Whether a time stands right beside a noun, or before it with words of the noun between: "the
    2014 budget", "Games 2024", "the 2011 software suite".

    A day behind a noun ("closed the border Tuesday") belongs to the verb whatever the parser says.
    """
    if token.index > noun.index and when.parse(denotes(expression)).precision != "year":
        return False
    if abs(token.index - noun.index) == 1:
        return token.dep in NAMING
    within = sentence.tokens[token.index + 1 : noun.index]
    own = all(t.head == noun.index for t in within)
    return token.dep in {"nummod", "amod"} and 0 < len(within) <= REACH and own


def _only_one(scene: Scene, expression: TimeExpression) -> dict[int, Attachment]:
    """Where the parse gives the expression to nobody.

    Captions and titles give it to all they tell, other passages to the trigger that stands
    nearest before or after it.
    """
    date, mentions = denotes(expression), scene.mentions
    if all(m.passage_kind in LABELS for m in mentions.values()):
        return {i: Attachment(expression, date, 0.8, "label") for i in mentions}

    def distance(i: int) -> tuple[int, int]:
        trigger = mentions[i].trigger
        gap = min(abs(trigger.start - expression.end), abs(expression.start - trigger.end))
        return gap, i

    return {min(mentions, key=distance): Attachment(expression, date, 0.5, "nearest")}
