"""Headlines: words of the source, in their order and their form, some left out.

Of each mention the clause that tells it is taken (`scope`), what does not belong to a headline is
left out (`omit`), what is too long is shortened (`shorten`), and the words are put together
(`write`). Where the parse is doubtful the sentence itself is taken, shortened at its commas
(`line`). Nothing is put in but names in square brackets, where a pronoun or a bare role would
leave the reader guessing. A headline is the last thing made of a mention; nothing reads it again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter

from timeline.headline import antecedent, line, omit, shorten
from timeline.headline.clause import AUXILIARY, SUBJECTS, Clause
from timeline.headline.scope import own
from timeline.headline.write import write
from timeline.model import Argument, DatedMention, TimeExpression
from timeline.model.unchecked import changed
from timeline.syntax import Sentence, Token

__all__ = ["tell"]

# Fewer words tell too little, where the clause has more.
FEW = 5
# What leads to a clause that leans on another, and what is one word with its verb.
_LED = ("mark", "case", "expl:comp", "expl:pv")
# Clauses that lean on another.
_LEANING = ("advcl", "xcomp", "acl")


def tell(
    mentions: Sequence[DatedMention],
    sentences: Sequence[Sentence],
    expressions: Sequence[TimeExpression],
) -> tuple[DatedMention, ...]:
    """The dated mentions of one article with their headlines, in their order."""
    known = {
        argument.start: argument.means
        for m in mentions
        for argument in (m.event.frame.subject, m.event.frame.object, *m.event.frame.others)
        if argument is not None
        and argument.means is not None
        and not _owned(argument, sentences[m.event.sentence])
    }
    means = antecedent.meanings(sentences, known)
    beside: dict[int, list[DatedMention]] = {}
    for m in mentions:
        beside.setdefault(m.event.sentence, []).append(m)
    told = []
    for m in mentions:
        sentence = sentences[m.event.sentence]
        others = {o.event.token for o in beside[m.event.sentence] if o.date != m.date}
        title = headline(m, sentence, expressions, others, means)
        told.append(changed(m, event=changed(m.event, title=title)))
    return tuple(told)


def _owned(argument: Argument, sentence: Sentence) -> bool:
    """Whether a phrase opens with a possessive, whose own meaning is not the phrase's."""
    first = sentence.covering(argument.start, argument.end)[:1]
    return any(t.dep == "nmod:poss" and t.end < argument.end for t in first)


def headline(
    mention: DatedMention,
    sentence: Sentence,
    expressions: Sequence[TimeExpression],
    others: Collection[int],
    means: Mapping[int, str],
) -> str:
    """The words that tell one mention, the first letter a capital.

    expressions: those of the article, in text order. others: indices of the tokens of the mentions
    of its sentence that are of other dates. means: the name that the phrase which begins at a raw
    offset stands for.
    """
    first = bisect_right(expressions, sentence.start, key=attrgetter("end"))
    times = expressions[first : bisect_left(expressions, sentence.end, key=attrgetter("start"))]
    clause = _chosen(mention, sentence, times, others, means)
    if line.doubtful(clause, mention):
        clause = line.around(mention, sentence, times)
    told = _written(clause, means) or _written(line.around(mention, sentence, times), means)
    # Where the parse is nonsense nothing else may be left.
    return told or mention.event.trigger.text.capitalize()


def _having_done(sentence: Sentence, verb: Token, mention: DatedMention) -> bool:
    """Whether a verb is an infinitive of what was done that leans on another clause, without which
    it tells nothing: « après avoir suspendu l'aide », "for having left", « joue à Rome avant de
    recevoir un prix »."""
    group = [t for t in sentence.children(verb.index) if t.dep in AUXILIARY]
    alone = not group and sentence.child(verb.index, *SUBJECTS) is None
    group += [verb] if alone and mention.event.status == "happened" else []
    return verb.dep == "advcl" and any(t.morph.get("VerbForm") == "Inf" for t in group)


def _written(clause: Clause, means: Mapping[int, str]) -> str:
    clause.name(means)
    shorten.trim(clause)
    shorten.cut(clause)
    return write(clause)


def _chosen(
    mention: DatedMention,
    sentence: Sentence,
    times: Sequence[TimeExpression],
    others: Collection[int],
    means: Mapping[int, str],
) -> Clause:
    """The clause of a mention; more of it, or the clause around it, where it has few words."""

    def made(top: int | None = None, *, sparing: bool = False) -> Clause:
        clause = own(sentence, mention, top)
        omit.dates(clause, mention, times)
        omit.asides(clause, others, sparing=sparing)
        return clause

    clause = made()
    if clause.pronoun is not None and clause.pronoun.start not in means:
        return made(clause.pronoun.head)
    if (speaker := _quoted_by(sentence, clause)) is not None:
        outer = made(speaker)
        if clause.trigger <= outer.kept:
            return outer
    fuller = made(sparing=True) if clause.words() < FEW else clause
    clause = fuller if fuller.words() <= shorten.FULL else clause
    token = sentence.tokens[clause.top]
    alone = token.dep in _LEANING and clause.subject is None and not clause.behind
    bare = token.dep == "xcomp" and sentence.child(clause.top, *SUBJECTS) is None
    if bare or (alone and clause.words() < FEW):
        outer = made(token.head)
        if clause.trigger <= outer.kept and outer.words() <= shorten.FULL:
            return outer
    return (
        _with_its_lead(made(token.head), token)
        if _having_done(sentence, token, mention)
        else clause
    )


def _quoted_by(sentence: Sentence, clause: Clause) -> int | None:
    """The verb by which somebody says of himself what a clause tells: "I have left", Ann said."""
    if clause.subject is None:
        return None
    subject, top = sentence.tokens[clause.subject], sentence.tokens[clause.top]
    first_person = subject.pos == "PRON" and subject.morph.get("Person") == "1"
    said = top.dep == "ccomp" and sentence.child(top.head, *SUBJECTS) is not None
    return top.head if first_person and said else None


def _with_its_lead(clause: Clause, below: Token) -> Clause:
    """A clause that never leaves out what leads to one below it."""
    led = (t for t in clause.sentence.children(below.index) if t.dep in (*AUXILIARY, *_LED))
    clause.bound |= clause.kept & {t.index for t in led}
    return clause
