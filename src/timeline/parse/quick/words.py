"""Part of speech, morphology and lemma of each word, as the model's rules give them.

spaCy matches some two hundred patterns against every token (`attribute_ruler`) and then asks the
lemmatizer anew. Nearly all those patterns look at one token alone, so what they say of a word with
a given tag and dependency is worked out once and kept. Documents that one of the few longer
patterns matches, and models with rules of a form not known here, take spaCy's own way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from timeline.syntax import Word

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
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "IN": lambda value, given: value in given,
    "NOT_IN": lambda value, given: value not in given,
    "REGEX": lambda value, given: re.search(given, value) is not None,
}
# What patterns are found by, the rarest first: few ask for one word, many for one tag.
_FOUND_BY = ("LOWER", "ORTH", "TAG", "DEP", "POS")
_SET = {"TAG": "tag_", "POS": "pos_", "DEP": "dep_", "LEMMA": "lemma_"}
_COLUMNS = ("ORTH", "TAG", "POS", "DEP", "MORPH", "LEMMA")

_Condition = Mapping[str, Any]
_Key = tuple[int, ...]
_Entry = tuple[str, str] | None


class Words:
    """What one model's rules say of words; remembers the words it has met, at most `MOST`."""

    def __init__(self, nlp: Language, *, quick: bool = True) -> None:
        """quick: whether what the rules say may be worked out here, else the pipes are run."""
        pipes: dict[str, Any] = dict(nlp.pipeline)
        self.pipes = tuple(name for name in RULED if name in pipes)
        self._own = [pipes[name] for name in self.pipes]
        self._alone: list[tuple[_Condition, Mapping[str, str]]] = []
        self._longer: list[Sequence[_Condition]] = []
        # What a token must be for a pattern to be asked -> the places of such patterns.
        self._found: dict[_Entry, list[int]] = {}
        self._begun: dict[_Entry, list[int]] = {}
        self._lemmas: Any = pipes.get("lemmatizer")
        self._quick = quick and self._sort(pipes.get("attribute_ruler"))
        if self._quick and self._lemmas is not None and self._lemmas.mode == "rule":
            _index(self._lemmas.lookups)
        self._ruled: dict[_Key, Word] = {}
        self._opening: set[_Key] = set()  # those of `_ruled` that a longer pattern may begin with
        self._plain: dict[_Key, Word] = {}

    def _sort(self, ruler: Any) -> bool:
        """Sort the patterns by their length; False when there is a rule of a form not known."""
        for rule in ruler.patterns if ruler is not None else ():
            for pattern in rule["patterns"]:
                if not set(rule["attrs"]) <= {*_SET, "MORPH"} or not all(map(_readable, pattern)):
                    return False
                if len(pattern) > 1:
                    _file(self._begun, pattern[0], len(self._longer))
                    self._longer.append(pattern)
                else:
                    _file(self._found, pattern[0], len(self._alone))
                    self._alone.append((pattern[0], rule["attrs"]))
        return self._lemmas is None or self._lemmas.mode in ("rule", "lookup")

    def settle(self, doc: Doc) -> None:
        """Run the pipes named in `pipes`, which the document has not seen."""
        for pipe in self._own:
            pipe(doc)

    def read(self, doc: Doc, *, settled: bool) -> list[Word]:
        """The document's words, one a token; settled: whether `settle` has been called."""
        keys = list(map(tuple, doc.to_array(list(_COLUMNS)).tolist()))
        if settled or not self._quick:
            if not settled:
                self.settle(doc)
                keys = list(map(tuple, doc.to_array(list(_COLUMNS)).tolist()))
            return self._from(self._plain, keys, doc, _plain)
        words = self._from(self._ruled, keys, doc, self._rule)
        if any(key in self._opening and self._matches(doc, i) for i, key in enumerate(keys)):
            self.settle(doc)
            return self.read(doc, settled=True)
        return words

    def _from(
        self, known: dict[_Key, Word], keys: Sequence[_Key], doc: Doc, make: Callable[[Token], Word]
    ) -> list[Word]:
        if len(known) > MOST:
            known.clear()
            self._opening.clear()
        words = []
        for index, key in enumerate(keys):
            word = known.get(key)
            if word is None:
                word = known[key] = make(doc[index])
                if known is self._ruled and self._opens(doc[index]):
                    self._opening.add(key)
            words.append(word)
        return words

    def _opens(self, token: Any) -> bool:
        """Whether a longer pattern may begin with a token."""
        begun = (self._longer[n] for entry in _told(token) for n in self._begun.get(entry, ()))
        return any(_holds(pattern[0], token) for pattern in begun)

    def _rule(self, token: Any) -> Word:
        """What the rules say of a token, which is left as it was."""
        before = (token.tag, token.pos, token.dep, token.lemma, token.morph)
        places = sorted(n for entry in _told(token) for n in self._found.get(entry, ()))
        alone = [self._alone[n] for n in places]
        for attributes in [given for asked, given in alone if _holds(asked, token)]:
            for name, value in attributes.items():
                if name == "MORPH":
                    token.set_morph(value)
                else:
                    setattr(token, _SET[name], value)
        if self._lemmas is not None and (self._lemmas.overwrite or not token.lemma):
            token.lemma_ = self._lemmas.lemmatize(token)[0]
        word = _plain(token)
        token.tag, token.pos, token.dep, token.lemma, token.morph = before
        return word

    def _matches(self, doc: Doc, start: int) -> bool:
        """Whether a longer pattern matches the tokens that begin at `start`."""
        return any(
            start + len(pattern) <= len(doc)
            and all(_holds(asked, doc[start + n]) for n, asked in enumerate(pattern))
            for pattern in self._longer
        )


def _plain(token: Token) -> Word:
    return Word(
        token.text, token.lemma_, token.pos_, token.tag_, token.dep_, token.morph.to_dict(),
        token.is_space,
    )  # fmt: skip


def _told(token: Any) -> list[_Entry]:
    """What patterns that may hold of a token are filed under."""
    return [None, *((name, getattr(token, _ASKED[name])) for name in _FOUND_BY)]


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


def _file(index: dict[_Entry, list[int]], asked: _Condition, place: int) -> None:
    for entry in _entries(asked):
        index.setdefault(entry, []).append(place)


def _entries(asked: _Condition) -> list[_Entry]:
    """What a pattern of one token is filed under; None where a token may be anything."""
    for name in _FOUND_BY:
        given = asked.get(name)
        if isinstance(given, str):
            return [(name, given)]
        if isinstance(given, dict) and "IN" in given:
            return [(name, value) for value in dict.fromkeys(given["IN"])]
    return [None]


def _holds(asked: _Condition, token: Token) -> bool:
    for name, given in asked.items():
        value = getattr(token, _ASKED[name])
        if isinstance(given, dict):
            if not all(_OPERATORS[o](value, wanted) for o, wanted in given.items()):
                return False
        elif value != given:
            return False
    return True
