"""Time expressions hung on triggers by syntax, inside one sentence.

Invariant: an expression dates the trigger that governs it, found by climbing from the expression's
head to the first trigger above it, never over the border of a clause; a trigger governed by none
shares the expression of the event its own clause belongs to, never that of a clause it reports.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import partial
from operator import attrgetter

from timeline import when
from timeline.anchor import measures, position, relations, sharing
from timeline.anchor.scene import SUBJECTS, Attachment, Scene, denotes, signals
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


_FENCED = position.FENCED
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
    expressions = [
        e for e in told if placed(e) and not any(d.start < e.end and e.start < d.end for d in far)
    ]
    owners: dict[int, list[Attachment]] = {}
    free: list[TimeExpression] = []
    for expression in expressions:
        owner = _owner(scene, expression)
        if owner is None:
            free.append(expression)
        elif owner is not _FENCED:
            index, strength, rule = owner
            date = _date_of(scene, expression, scene.mentions[index])
            found = Attachment(expression, date, strength, rule)
            owners.setdefault(index, []).append(found)
    position.part(scene, owners)
    best = {i: max(found, key=partial(_preference, scene, i)) for i, found in owners.items()}
    sharing.by_event(scene, best)
    sharing.days_named(scene, best, expressions)
    sharing.between(scene, best)
    sharing.completed(scene, best)
    sharing.backwards(scene, best)
    relations.spread(scene, best, far)
    sharing.share(scene, best, {d.main for d in far})
    relations.spread(scene, best, far)
    if not best and len(expressions) == len(free) == 1:
        best.update(_only_one(scene, free[0]))
        sharing.share(scene, best, {d.main for d in far})
    return best


def _date_of(scene: Scene, expression: TimeExpression, mention: EventMention) -> str:
    """The interval the words around state, unless the expression only names the event.

    "Since Sunday's vote": the vote was on Sunday, what the clause tells has lasted since.
    """
    first = scene.sentence.covering(expression.start, expression.end)[0].index
    if expression.edtf is not None and _only_then(scene, first, mention):
        return expression.edtf
    naming = mention.nominal and expression.end <= scene.sentence.tokens[mention.token].start
    if naming and expression.edtf is not None:
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


def _preference(scene: Scene, index: int, found: Attachment) -> tuple[float, int, int, int]:
    """The stronger tie; then the narrower date ("on Sunday, the last day of the month"), the nearer
    one ("was amended in 1936 and again in 1959")."""
    days = when.parse(found.date).days
    # A leap year is no wider than another, a short month no narrower.
    width = bisect_left(_WIDTHS, days) if days is not None else len(_WIDTHS)
    token, time = scene.token(index), found.expression
    gap = max(token.start - time.end, time.start - token.end)
    return found.strength, -width, -gap, -time.start


def _owner(scene: Scene, expression: TimeExpression) -> tuple[int, float, str] | None:
    """The mention an expression dates: (index, strength, rule).

    None when no trigger stands above it, _FENCED when it belongs to a clause or a thing that is
    no event of ours.
    """
    # "the 9 August election", "Shield-2017": the expression lies inside the trigger.
    for i, m in scene.mentions.items():
        if expression.start < m.trigger.end and m.trigger.start < expression.end:
            return i, 1.0, "anchor:inside-trigger"
    token = head(scene.sentence, expression)
    if token is None:
        return None
    tokens = scene.sentence.covering(expression.start, expression.end)
    if measures.only_measures(scene.sentence, expression):
        return _FENCED
    found = _by_place(scene, expression, token, tokens)
    if found is None:
        found = _governor(scene, token)
        if (index := position.opening(scene, tokens)) is not None and found in (None, _FENCED):
            found = index, 0.9, "anchor:opening"
    if found is None or found is _FENCED:
        return found
    return _FENCED if measures.result_of(scene, expression, token, found[0]) else found


# Places that decide whose an expression is before the parse is asked, with how sure they are.
_PLACES = (
    (position.elided, 0.9, "anchor:elided"),
    (position.cleft, 0.9, "anchor:cleft"),
    (position.only_then, 0.95, "anchor:modifier"),
    (position.opening_participle, 0.9, "anchor:modifier"),
    (position.behind_saying, 0.95, "anchor:modifier"),
)


def _by_place(
    scene: Scene, expression: TimeExpression, token: Token, tokens: Sequence[Token]
) -> tuple[int, float, str] | None:
    """Whose an expression is by where it stands; None where the parse is to decide.

    token: the expression's head; tokens: all of it.
    """
    for place, strength, rule in _PLACES:
        if (index := place(scene, tokens)) is not None:
            return index, strength, rule
    if (index := position.instrument(scene, token)) is not None:
        return index, 0.9, "anchor:instrument"
    if _attribute(scene, expression, token):
        index = position.opening(scene, tokens)
        return _FENCED if index is None else (index, 0.9, "anchor:opening")
    if (found := _adjacent(scene, expression, token)) is not None:
        return found
    if (found := position.set_for(scene, tokens)) is not None:
        return found
    if (index := position.behind_participle(scene, tokens, token.head)) is not None:
        return index, 0.95, "anchor:modifier"
    index = position.set_off(scene, tokens, expression)
    return None if index is None else (index, 0.9, "anchor:set-off")


def _adjacent(
    scene: Scene, expression: TimeExpression, token: Token
) -> tuple[int, float, str] | None:
    """A noun that names an event, with the expression right behind it: "the strike in 2019".

    Parsers often hang such an expression on the verb. Only nouns that give the background of
    their clause count: "signed the treaty on Monday" tells when it was signed.
    """
    first = scene.sentence.covering(expression.start, expression.end)[0].index
    at = first - 1
    while at >= 0 and scene.sentence.tokens[at].pos in {"ADP", "DET", "ADJ", "PUNCT"}:
        if scene.sentence.tokens[at].text in {",", ";", ":", "–", "—", ")"}:
            return None
        at -= 1
    index = scene.at_token.get(at)
    if index is None or not scene.mentions[index].nominal:
        return None
    noun = scene.sentence.tokens[at]
    if at + 1 == first and noun.dep == "nmod" and _of_verb(scene.sentence, token):
        return None  # "won half of the vote five years ago"
    if noun.dep not in position.BACKDROP and token.head != at:
        return None
    single = scene.mentions[index].type in relations.SINGLE
    if noun.dep.startswith("obl") and not single and _of_verb(scene.sentence, token):
        # "Will part from the probe in May": only what sets a scene has a time of its own.
        words = signals(scene.sentence.language)
        setting = words["after"] | words["before"] | words["since"] | words["during"]
        cases = {c.text.lower() for c in scene.sentence.children(at) if c.dep == "case"}
        if not cases & (setting | words["within"]):
            return None
    return index, 0.95, "anchor:adjacent"


def _of_verb(sentence: Sentence, token: Token) -> bool:
    """Whether the parser hangs an expression's head on a verb."""
    return token.head != token.index and sentence.tokens[token.head].pos in {"VERB", "AUX"}


def _governor(scene: Scene, token: Token) -> tuple[int, float, str] | None:
    """The first trigger above the expression's head."""
    sentence = scene.sentence
    if token.index in scene.at_token:
        return scene.at_token[token.index], 1.0, "anchor:modifier"
    below, borders = token, 0
    for steps, ancestor in enumerate(sentence.ancestors(token.index)):
        if ancestor.pos in position.NOUNS and position.aside(sentence, below, token):
            named = scene.at_token.get(ancestor.index)
            return _FENCED if named is None else (named, 0.8, "anchor:modifier")
        # A bare participle tells of its noun: "sanctions imposed in 2004".
        participle = below.dep == "acl" and below.pos == "VERB"
        borders += below.dep in CLAUSE and not participle
        if ancestor.index in scene.at_token:
            if borders:
                return _FENCED
            rule = "anchor:coordinated" if below.dep == "conj" and not steps else "anchor:modifier"
            return scene.at_token[ancestor.index], max(0.55, 1.0 - 0.1 * steps), rule
        light = None if borders else sharing.light_complement(scene, ancestor)
        if light is not None:
            return light, 0.8, "anchor:predicate"
        below = ancestor
    return None


def _attribute(scene: Scene, expression: TimeExpression, token: Token) -> bool:
    """True for a time that describes a thing which is no event: "an atlas of the 19th century"."""
    sentence = scene.sentence
    above = sentence.tokens[token.head]
    of = any(c.dep == "case" for c in sentence.children(token.index))
    if of and above.pos == "PRON" and any(c.dep == "case" for c in sentence.children(above.index)):
        # "compared with that of 26 September": the day of what the pronoun stands for.
        return True
    if above.index == token.index or above.pos not in {"NOUN", "PROPN"}:
        return False
    if token.index in scene.at_token or above.index in scene.at_token:
        return False
    words = signals(sentence.language)["attribute"]
    cases = [c for c in sentence.children(token.index) if c.dep == "case"]
    # "the 2014 budget", "Games 2024": no preposition, right beside the noun. A day behind a noun
    # ("closed the border Tuesday") belongs to the verb whatever the parser says.
    beside = not cases and token.dep in NAMING and abs(token.index - above.index) == 1
    # "The '11 software suite": the words between belong to the same noun.
    within = scene.sentence.tokens[token.index + 1 : above.index]
    beside |= (
        not cases
        and token.dep in {"nummod", "amod"}
        and 0 < len(within) <= REACH
        and all(t.head == above.index for t in within)
    )
    if beside and (
        token.index < above.index or when.parse(denotes(expression)).precision == "year"
    ):
        return True
    if expression.interval is not None and ".." not in expression.interval:
        return False  # « il dirigea l'institut de 1984 à 1991 »
    # Names are not dated: "the election in Belarus of 9 August" is the election's date.
    return above.pos == "NOUN" and any(c.text.lower() in words or c.lemma in words for c in cases)


def _only_one(scene: Scene, expression: TimeExpression) -> dict[int, Attachment]:
    """Where the parse gives the expression to nobody.

    Captions and titles give it to all they tell, other passages to the trigger that stands
    nearest before or after it.
    """
    date, mentions = denotes(expression), scene.mentions
    if all(m.passage_kind in LABELS for m in mentions.values()):
        return {i: Attachment(expression, date, 0.8, "anchor:label") for i in mentions}

    def distance(i: int) -> tuple[int, int]:
        trigger = mentions[i].trigger
        gap = min(abs(trigger.start - expression.end), abs(expression.start - trigger.end))
        return gap, i

    return {min(mentions, key=distance): Attachment(expression, date, 0.5, "anchor:nearest")}
