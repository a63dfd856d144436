"""Parsed sentences as plain records: what `events` and `anchor` read instead of a spaCy object.
`Tree` and `Node` are a sentence before it is whole, as the repairs of parses change it.

Invariants: `Token.head` is an index into the same sentence's tokens, the root's head is itself;
offsets are code points into the article's raw text; the dependency labels are Universal
Dependencies in every language (the English model's own labels are converted when parsing:
prepositions hang as `case` on their noun, passives are `nsubj:pass`, `obl:agent`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import wraps
from operator import attrgetter
from typing import Any, Concatenate, NamedTuple, TypeVar

_Answer = TypeVar("_Answer")
_Ask = Callable[Concatenate["Sentence", int, ...], _Answer]


@dataclass(slots=True)
class Token:
    """One token. pos: universal part of speech; morph: feature -> value (Tense -> Past).

    Left as it was made; not frozen only since that makes each take four times as long to make.
    """

    index: int
    text: str
    lemma: str
    pos: str
    dep: str
    head: int
    start: int
    end: int
    morph: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity: tokens [first, last).

    label: PERSON, ORG, GPE, LOC, NORP, EVENT, MONEY or MISC.
    """

    first: int
    last: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of one passage. number counts through the article; passage is its index."""

    number: int
    passage: int
    language: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...] = ()
    _below: tuple[tuple[Token, ...], ...] = field(init=False, repr=False, compare=False)
    _governed: dict[int, tuple[Token, ...]] = field(init=False, repr=False, compare=False)
    _indices: dict[int, frozenset[int]] = field(init=False, repr=False, compare=False)
    _held: dict[int, Entity] = field(init=False, repr=False, compare=False)
    _answers: dict[Any, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Rules ask for dependents all the time; without a table a long sentence costs its square.
        below: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                below[token.head].append(token)
        object.__setattr__(self, "_below", tuple(map(tuple, below)))
        held = {i: e for e in reversed(self.entities) for i in range(e.first, e.last)}
        object.__setattr__(self, "_held", held)
        object.__setattr__(self, "_governed", {})
        object.__setattr__(self, "_indices", {})
        object.__setattr__(self, "_answers", {})

    def __getstate__(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in _KEPT)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        for name, value in zip(_KEPT, state, strict=True):
            object.__setattr__(self, name, value)
        self.__post_init__()

    def children(self, index: int) -> tuple[Token, ...]:
        """Direct dependents, in text order."""
        return self._below[index]

    def child(self, index: int, *deps: str) -> Token | None:
        """First direct dependent with one of these labels."""
        for token in self._below[index]:
            if token.dep in deps:
                return token
        return None

    def ancestors(self, index: int) -> Iterator[Token]:
        """Heads from the nearest to the root, the token itself left out."""
        seen = {index}
        while (head := self.tokens[index].head) not in seen:
            seen.add(head)
            index = head
            yield self.tokens[index]

    def shared(self, index: int, dep: str) -> Iterator[Token]:
        """A token, then that it hangs on for as long as it does so by one label ("conj")."""
        token = self.tokens[index]
        yield token
        for above in self.ancestors(index):
            if token.dep != dep:
                return
            yield above
            token = above

    def subtree(self, index: int) -> tuple[Token, ...]:
        """The token and all it governs, in text order."""
        found = self._governed.get(index)
        if found is None:
            inside = sorted(self.governed(index))
            found = self._governed[index] = tuple([self.tokens[i] for i in inside])
        return found

    def governed(self, index: int) -> frozenset[int]:
        """The indices of `subtree`."""
        found = self._indices.get(index)
        if found is None:
            wanted, open_ = {index}, [index]
            while open_:
                for t in self._below[open_.pop()]:
                    if t.index not in wanted:
                        wanted.add(t.index)
                        open_.append(t.index)
            found = self._indices[index] = frozenset(wanted)
        return found

    def entity_at(self, index: int) -> Entity | None:
        """The first named entity that holds the token."""
        return self._held.get(index)

    def once(self, key: Hashable, make: Callable[[], _Answer]) -> _Answer:
        """What `make` gave when it was first asked for under that key; then that again.

        For what is worked out of the sentence many times over; the answer is left unchanged.
        """
        if key not in self._answers:
            self._answers[key] = make()
        return self._answers[key]  # type: ignore[no-any-return]

    def covering(self, start: int, end: int) -> list[Token]:
        """Tokens that share a character with the raw span [start, end)."""
        first = bisect_right(self.tokens, start, key=attrgetter("end"))
        last = bisect_left(self.tokens, end, key=attrgetter("start"))
        return list(self.tokens[first:last])


_KEPT = ("number", "passage", "language", "start", "end", "tokens", "entities")


_NEVER = object()  # no answer


def remembered(ask: _Ask[_Answer]) -> _Ask[_Answer]:
    """A question about one token of a sentence, answered once and then remembered with it.

    ask(sentence, index, ...) must be pure, what follows the index must be the same for every
    question about that sentence (the lexicon of its language), and the answer be left unchanged.
    """

    @wraps(ask)
    def answer(sentence: Sentence, index: int, *rest: Any) -> _Answer:
        known = sentence._answers
        key = (ask, index)
        found = known.get(key, _NEVER)
        if found is _NEVER:  # half of the questions; to catch a KeyError takes longer
            found = known[key] = ask(sentence, index, *rest)
        return found  # type: ignore[no-any-return]

    return answer


class Word(NamedTuple):
    """A token as a model gives it, without its place. morph: feature -> value, shared by all tokens
    of the same form; space: whether it is only white space; low: as that of `Node`."""

    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    morph: Mapping[str, str]
    space: bool
    low: str = ""


@dataclass(slots=True)
class Node:
    """A token whose tree is still being repaired: head is an index into the same `Tree`.

    tag: the model's own part of speech; entity: its own label of the entity the token is in, else
    empty; low: the text in small letters, with a straight apostrophe, made of it where it is not
    given. The root's head is the root itself.
    """

    text: str
    lemma: str
    pos: str
    dep: str
    head: int
    morph: dict[str, str] = field(default_factory=dict)
    tag: str = ""
    entity: str = ""
    low: str = ""

    def __post_init__(self) -> None:
        if not self.low:
            self.low = lowered(self.text)


def lowered(text: str) -> str:
    """A text in small letters, with a straight apostrophe."""
    return text.lower().replace("’", "'")


class Tree(list[Node]):
    """The nodes of one sentence, and what repairs ask of them. Tokens are named by their index."""

    def children(self, n: int) -> list[int]:
        """Direct dependents, in text order."""
        return [k for k, node in enumerate(self) if node.head == n and k != n]

    def child(self, n: int, *deps: str, start: int = 0, end: int | None = None) -> int | None:
        """First direct dependent with one of these labels, among tokens [start, end)."""
        for k, node in enumerate(self[start:end], start):
            if node.head == n and node.dep in deps and k != n:
                return k
        return None

    def has(self, n: int, *deps: str, start: int = 0, end: int | None = None) -> bool:
        """Whether `child` finds one."""
        return self.child(n, *deps, start=start, end=end) is not None

    def case(self, n: int) -> str:
        """The preposition before a noun, in small letters; "" where there is none."""
        k = self.child(n, "case", end=n)
        return "" if k is None else self[k].low

    def below(self, n: int, top: int) -> bool:
        """Whether a token is another one or hangs on it, however far below."""
        for _ in self:
            if n == top:
                return True
            if self[n].head == n:
                return False
            n = self[n].head
        return True

    def hang(self, n: int, head: int, dep: str) -> None:
        """Hang a token elsewhere, unless it would hang on itself."""
        if n != head and not self.below(head, n):
            self[n].head, self[n].dep = head, dep

    def replace(self, old: int, new: int) -> None:
        """Give a token the head and label of another one, which then hangs nowhere sensible."""
        top = self[old].head == old
        self[new].head, self[new].dep = new if top else self[old].head, self[old].dep

    def verb_above(self, n: int, most: int = 5) -> int | None:
        """The nearest verb or auxiliary above a token, at most so many steps from its head on."""
        at = self[n].head
        for _ in range(most):
            if self[at].pos in ("VERB", "AUX") or self[at].head == at:
                break
            at = self[at].head
        return at if self[at].pos in ("VERB", "AUX") else None
