"""Part of speech, morphology and lemma of each word, as the model's rules give them.

spaCy matches some two hundred patterns against every token (`attribute_ruler`) and then asks the
lemmatizer anew. Nearly all those patterns look at one token alone, so what they say of a word with
a given tag and dependency is worked out once and kept; where one of the few longer patterns
matches, a word is worked out by itself. Models with rules of a form not known here take spaCy's own
way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.parse.quick.met import rows_as_keys
from timeline.syntax import Word, lowered

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

RULED = ("attribute_ruler", "lemmatizer")
MOST = 100_000  # words kept; then it starts anew, so that a long run doesn't grow for ever

# What a pattern may ask of a token, and where the token holds the answer.
_ASKED = {
    "TAG": "tag_", "POS": "pos_", "DEP": "dep_", "LOWER": "lower_", "ORTH": "text",
    "IS_SPACE": "is_space",
}  # fmt: skip


@cache
def _compiled(pattern: str) -> Callable[[str], re.Match[str] | None]:
    return re.compile(pattern).search


_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "IN": lambda value, given: value in given,
    "NOT_IN": lambda value, given: value not in given,
    "REGEX": lambda value, given: _compiled(given)(value) is not None,
}
# What patterns are found by, the rarest first: few ask for one word, many for one tag.
_FOUND_BY = ("LOWER", "ORTH", "TAG", "DEP", "POS", "IS_SPACE")
_WORDED = frozenset({"LOWER", "ORTH"})  # what a pattern asks that is for some words only
_SET = frozenset({"POS", "TAG", "DEP", "LEMMA", "MORPH"})
_SETTERS = ("pos_", "tag_", "dep_", "lemma_")  # in the order of `_Given`
_COLUMNS = ("ORTH", "TAG", "POS", "DEP", "MORPH", "LEMMA")

_Condition = Mapping[str, Any]
# What is asked -> the answer -> the places of patterns; under "" those that may hold of any token.
_Index = dict[str, dict[str | bool, list[int]]]


class _Pattern(NamedTuple):
    """One of the ruler's patterns, a condition a token, and what it sets of the token `of`."""

    asked: Sequence[_Condition]
    sets: Mapping[str, str]
    of: int


class _Given(NamedTuple):
    """What the patterns that hold of a token set, with None where they leave it as it is."""

    pos: str | None
    tag: str | None
    dep: str | None
    lemma: str | None
    morph: Mapping[str, str] | None
    analysis: Any  # the same as spaCy's object


class Words:
    """What one model's rules say of words; remembers the words it has met, at most `MOST`."""

    def __init__(self, nlp: Language, *, quick: bool = True) -> None:
        """quick: whether what the rules say may be worked out here, else the pipes are run."""
        pipes: dict[str, Any] = dict(nlp.pipeline)
        self.pipes = tuple(name for name in RULED if name in pipes)
        self._own = [pipes[name] for name in self.pipes]
        self._patterns: list[_Pattern] = []
        # What a token must be for a pattern to be asked -> the places of such patterns: those that
        # ask for a word, those that only ask what many words are, and the longer ones.
        self._worded: _Index = {}
        self._classed: _Index = {}
        self._begun: _Index = {}
        # What the classed patterns say of a tag, part of speech, label and whether it is a space.
        self._by_class: dict[tuple[int, ...], tuple[list[int], _Given]] = {}
        self._lemmas: Any = pipes.get("lemmatizer")
        self._quick = quick and self._sort(pipes.get("attribute_ruler"))
        if self._quick and self._lemmas is not None and self._lemmas.mode == "rule":
            _index(self._lemmas.lookups)
        self._ruled: dict[bytes, Word] = {}
        self._opening: set[bytes] = set()  # those of `_ruled` that a longer pattern may begin with
        self._plain: dict[bytes, Word] = {}

    def _sort(self, ruler: Any) -> bool:
        """Sort the patterns by their length; False when there is a rule of a form not known."""
        for rule in ruler.patterns if ruler is not None else ():
            for pattern in rule["patterns"]:
                if not set(rule["attrs"]) <= _SET or not all(map(_readable, pattern)):
                    return False
                alone = self._classed if _WORDED.isdisjoint(pattern[0]) else self._worded
                index = self._begun if len(pattern) > 1 else alone
                _file(index, pattern[0], len(self._patterns))
                of = range(len(pattern))[rule.get("index", 0)]
                self._patterns.append(_Pattern(pattern, rule["attrs"], of))
        return self._lemmas is None or self._lemmas.mode in ("rule", "lookup")

    def settle(self, doc: Doc) -> None:
        """Run the pipes named in `pipes`, which the document has not seen."""
        for pipe in self._own:
            pipe(doc)

    def read(self, doc: Doc, *, settled: bool) -> list[Word]:
        """The document's words, one a token; settled: whether `settle` has been called."""
        keys = rows_as_keys(doc.to_array(list(_COLUMNS)))
        if settled or not self._quick:
            if not settled:
                self.settle(doc)
                keys = rows_as_keys(doc.to_array(list(_COLUMNS)))
            return self._from(self._plain, keys, doc, _plain)
        words = self._from(self._ruled, keys, doc, self._rule)
        if not self._opening.isdisjoint(keys):
            for index, places in self._longer(doc, keys).items():
                words[index] = self._rule(doc[index], places)
        return words

    def _from(
        self,
        known: dict[bytes, Word],
        keys: Sequence[bytes],
        doc: Doc,
        make: Callable[[Token], Word],
    ) -> list[Word]:
        if len(known) > MOST:
            known.clear()
            self._opening.clear()
        for index, key in enumerate(keys):
            if key not in known:
                token = doc[index]
                known[key] = make(token)
                if known is self._ruled and self._opens(token):
                    self._opening.add(key)
        return [known[key] for key in keys]

    def _opens(self, token: Any) -> bool:
        """Whether a longer pattern may begin with a token."""
        return bool(self._holding(self._begun, token))

    def _longer(self, doc: Doc, keys: Sequence[bytes]) -> dict[int, list[int]]:
        """The longer patterns that match, by the token that each sets something of."""
        found: dict[int, list[int]] = {}
        for start in (i for i, key in enumerate(keys) if key in self._opening):
            for place in self._holding(self._begun, doc[start]):
                asked, _, of = self._patterns[place]
                if start + len(asked) <= len(doc) and all(map(_holds, asked, doc[start:])):
                    found.setdefault(start + of, []).append(place)
        return found

    def _rule(self, token: Any, longer: Sequence[int] = ()) -> Word:
        """What the rules say of a token, which is left as it was; longer: the places of the longer
        patterns that match."""
        given = self._given(token, longer)
        lemma = token.lemma_ if given.lemma is None else given.lemma
        if self._lemmas is not None and (self._lemmas.overwrite or not lemma):
            lemma = self._lemma(token, given)
        return Word(
            token.text,
            lemma,
            token.pos_ if given.pos is None else given.pos,
            token.tag_ if given.tag is None else given.tag,
            token.dep_ if given.dep is None else given.dep,
            token.morph.to_dict() if given.morph is None else given.morph,
            token.is_space,
            lowered(token.text),
        )

    def _given(self, token: Any, longer: Sequence[int]) -> _Given:
        """What the patterns say of a token: the later ones what they say last."""
        key = (token.tag, token.pos, token.dep, token.is_space)
        found = self._by_class.get(key)
        if found is None:
            places = self._holding(self._classed, token)
            found = self._by_class[key] = places, self._merged(places, token)
        places, given = found
        own = [*longer, *self._holding(self._worded, token)]
        return self._merged([*places, *own], token) if own else given

    def _holding(self, index: _Index, token: Any) -> list[int]:
        return [n for n in _filed(index, token) if _holds(self._patterns[n].asked[0], token)]

    def _merged(self, places: Sequence[int], token: Any) -> _Given:
        from spacy.tokens.morphanalysis import MorphAnalysis

        said: dict[str, str] = {}
        for place in sorted(places):
            said |= self._patterns[place].sets
        morph = MorphAnalysis(token.vocab, said["MORPH"]) if "MORPH" in said else None
        return _Given(
            said.get("POS"), said.get("TAG"), said.get("DEP"), said.get("LEMMA"),
            None if morph is None else morph.to_dict(), morph,
        )  # fmt: skip

    def _lemma(self, token: Any, given: _Given) -> str:
        """What the lemmatizer says of a token when it is as the patterns make it."""
        before = (token.tag, token.pos, token.dep, token.lemma, token.morph)
        for name, value in zip(_SETTERS, given, strict=False):
            if value is not None:
                setattr(token, name, value)
        if given.analysis is not None:
            token.morph = given.analysis
        lemma: str = self._lemmas.lemmatize(token)[0]
        token.tag, token.pos, token.dep, token.lemma, token.morph = before
        return lemma


def _plain(token: Token) -> Word:
    return Word(
        token.text, token.lemma_, token.pos_, token.tag_, token.dep_, token.morph.to_dict(),
        token.is_space, lowered(token.text),
    )  # fmt: skip


def _filed(index: _Index, token: Any) -> list[int]:
    """The places filed under what a token is."""
    places: list[int] = []
    for name, by_answer in index.items():
        places += by_answer.get(getattr(token, _ASKED[name]) if name else "", ())
    return places


def _readable(asked: _Condition) -> bool:
    """Whether a token's part of a pattern is of a form that `_holds` knows."""
    return set(asked) <= set(_ASKED) and all(
        set(given) <= set(_OPERATORS) if isinstance(given, dict) else isinstance(given, str | bool)
        for given in asked.values()
    )


def _index(lookups: Any) -> None:
    """Make sets of the lemmatizer's lists of known words, which it searches for every new word."""
    if lookups.has_table("lemma_index"):
        table = lookups.get_table("lemma_index")
        for key, known in list(table.items()):
            if isinstance(known, list):
                table[key] = frozenset(known)


def _file(index: _Index, asked: _Condition, place: int) -> None:
    name, answers = _filed_by(asked)
    for answer in answers:
        index.setdefault(name, {}).setdefault(answer, []).append(place)


def _filed_by(asked: _Condition) -> tuple[str, Sequence[str | bool]]:
    """What a pattern of one token is found by, and the answers it takes."""
    for name in _FOUND_BY:
        given = asked.get(name)
        if isinstance(given, str | bool):
            return name, [given]
        if isinstance(given, dict) and "IN" in given:
            return name, list(dict.fromkeys(given["IN"]))
    return "", [""]


def _holds(asked: _Condition, token: Token) -> bool:
    for name, given in asked.items():
        value = getattr(token, _ASKED[name])
        if isinstance(given, dict):
            for operator, wanted in given.items():
                if not _OPERATORS[operator](value, wanted):
                    return False
        elif value != given:
            return False
    return True
