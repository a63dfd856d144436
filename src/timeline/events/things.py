"""What "it", "they", "elle" mean where they are no person: a thing spoken of just before.

`pronouns` and `people` name persons, bodies and countries. Here a common noun is enough ("the
treaty"), and so is a likelier reading: it only serves titles that would else name nothing.
"""

from __future__ import annotations

from timeline.events import pronouns, tree
from timeline.events.people import Cast
from timeline.syntax import Sentence, Token

_SINGULAR = frozenset({"it", "its", "il", "elle", "le", "la", "l'"})
_PLURAL = frozenset({"they", "them", "ils", "elles", "les"})
_FEMININE = frozenset({"elle", "elles", "la"})
_PERSONAL = frozenset({"le", "la", "l'", "les", "them"})
_EITHER = frozenset({"it", "its", "they", "them", "les", "l'"})


def meant(cast: Cast, sentence: Sentence, token: Token) -> tuple[Sentence, Token] | None:
    """The sentence and head of what a pronoun stands for; None where several things fit."""
    word = token.text.lower()
    if word not in _SINGULAR | _PLURAL or token.dep.startswith("expl"):
        return None
    if pronouns.quoted(sentence, token) or _pleonastic(cast, sentence, token):
        return None
    subject = token.dep in tree.SUBJECTS
    verb = _clause(sentence, token.index)
    before = _clause_before(sentence, verb)
    if before is not None:
        found = _pick(cast, sentence, before, token, subject)
        crowd = found is not None and tree.lemma(found) in cast.words.grammar["crowds"]
        unsure = found is not None and found.dep != "obj" and not subject and not crowd
        if unsure and found is not None and _rivals(cast, sentence, found, token):
            return None
        if word in _PERSONAL and cast.spots.get(sentence.number) and not subject:
            return None
        return None if found is None else (sentence, found)
    own = set() if subject else {t.index for t in sentence.ancestors(token.index)}
    if any(
        t.index < token.index
        and t.dep in tree.SUBJECTS
        and t.head not in own
        and _fits(cast, sentence, t, token)
        for t in sentence.tokens
    ):
        return None
    past = cast.sentences.get(sentence.number - 1)
    if past is None or past.passage != sentence.passage:
        return None
    same = [t for t in past.tokens if t.text.lower() == word and t.pos == "PRON"]
    if same and not subject:
        # What "it" was is still "it".
        return meant(cast, past, same[-1])
    root = next((t for t in past.tokens if t.dep == "root"), None)
    found = None if root is None else _pick(cast, past, root.index, token, subject)
    if found is None or (not subject and _rivals(cast, past, found, token)):
        return None
    return past, found


def _pleonastic(cast: Cast, sentence: Sentence, token: Token) -> bool:
    """True for the "it" of "it emerged that …", "il a fallu …"."""
    verb = sentence.tokens[token.head]
    clause = sentence.child(verb.index, "csubj", "ccomp", "xcomp")
    weather = tree.lemma(verb) in cast.words.headline["impersonal"]
    return token.text.lower() in ("it", "il") and (weather or (clause is not None and verb.pos in (
        "ADJ", "NOUN", "AUX"
    )))  # fmt: skip


def _clause(sentence: Sentence, index: int) -> int:
    found = tree.clause_verb(sentence, index)
    return index if found is None else found


def _clause_before(sentence: Sentence, verb: int) -> int | None:
    """The clause that a coordinated or subordinate one follows in its own sentence."""
    at = sentence.tokens[verb]
    while at.dep in ("xcomp", "ccomp") and at.head != at.index and at.head < at.index:
        own = sentence.child(at.index, *tree.SUBJECTS)
        if own is not None:
            break
        at = sentence.tokens[at.head]
    if at.dep in ("conj", "parataxis", "advcl") and at.head < at.index:
        return at.head
    for t in sentence.children(at.index):
        if t.dep in ("ccomp", "parataxis") and t.index < at.index:
            return t.index
    return None


def _rivals(cast: Cast, sentence: Sentence, found: Token, token: Token) -> bool:
    """Whether an object pronoun could as well be another noun of the sentence."""
    return any(
        t.index not in (found.index, token.head)
        and (t.dep in (*tree.SUBJECTS, "obj", "nmod") or t.dep.startswith("obl"))
        and _fits(cast, sentence, t, token)
        for t in sentence.tokens
    )  # fmt: skip


def _pick(cast: Cast, sentence: Sentence, verb: int, token: Token, subject: bool) -> Token | None:
    """The subject of a clause, or its object, where one alone fits; the alike one of the two."""
    first = sentence.child(verb, *tree.SUBJECTS)
    second = sentence.child(verb, "obj")
    fitting = [
        t for t in (first, second) if t is not None and _fits(cast, sentence, t, token)
    ]  # fmt: skip
    if subject and first is not None and fitting == [second] and second is not None:
        # What the sentence before was about, were it not for its name.
        alike = first.morph.get("Gender") in (None, second.morph.get("Gender"))
        if alike and first.morph.get("Number") in (None, second.morph.get("Number")):
            return None
    if len(fitting) == 2:
        # One of a place in the clause before is likelier only where the other is a body's name.
        things = [t for t in fitting if tree.entity_at(sentence, t.index) is None]
        if len(things) == 1 and not subject:
            return things[0]
        return None
    return fitting[0] if fitting else None


def _fits(cast: Cast, sentence: Sentence, t: Token, token: Token) -> bool:
    """Whether a noun can be what the pronoun means, by number, gender and kind."""
    crowd = tree.lemma(t) in cast.words.grammar["crowds"]
    if (
        not t.text[:1].isalpha()
        or (t.pos not in tree.NOMINAL and not crowd)
        or tree.is_time(sentence, t.index, cast.words)
    ):
        return False
    entity = tree.entity_at(sentence, t.index)
    person = entity is not None and entity.label in ("PERSON", "GPE", "NORP")
    word = token.text.lower()
    if person or tree.lemma(t) in cast.words.people or (crowd and word not in _PLURAL):
        return False
    several = crowd or t.morph.get("Number") == "Plur" or len(tree.conjuncts(sentence, t.index)) > 1
    if several != (word in _PLURAL):
        return False
    if word in _EITHER:
        return True
    gender = t.morph.get("Gender")
    return gender is None or (gender == "Fem") == (word in _FEMININE)


def owner(cast: Cast, sentence: Sentence, token: Token) -> Token | None:
    """Whose "its" is: the subject's before it, or that of the name which owns the subject."""
    if token.text.lower() != "its":
        return None
    before = [
        t for t in sentence.tokens[: token.index]
        if t.dep in tree.SUBJECTS and t.pos in tree.NOMINAL
    ]  # fmt: skip
    if len(before) != 1:
        return None
    whose = sentence.child(before[0].index, "nmod:poss")
    if whose is not None:
        return whose if whose.pos == "PROPN" else None
    return before[0] if _fits(cast, sentence, before[0], token) else None
