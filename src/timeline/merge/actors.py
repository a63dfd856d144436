"""One key and one name for each actor of a collection, whatever its spelling, language or alphabet.

People: a full name is its person's (whose_names.py); a surname alone is the one full name of its
article that it fits, else the one of the whole collection, else a person of its own. Organisations:
well-known bodies, names without legal forms, acronyms with an expansion seen. Countries by code.
A name taken for several kinds of actor is of the kind it is most often taken for.
What the user's names.toml lists comes before all of it. What is shown is of shown_names.py.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from sys import intern

from timeline.languages.main_language import main_language
from timeline.merge import meaning, shown_names, whose_names
from timeline.merge.shown_names import Shown, Spelling
from timeline.model import ActorKind, DatedMention
from timeline.names import actor_ids, aliases, country_of, data, fold, gazetteer, person_parts
from timeline.names import organisations as bodies


class Actors:
    """The keys of all participants of some mentions.

    names: what the whole collection tells of a name, where the mentions are a part of it only.
    language: the main one of the collection, that of these mentions unless it is given.
    """

    def __init__(
        self,
        mentions: Sequence[DatedMention],
        names: whose_names.Names | None = None,
        language: str | None = None,
    ) -> None:
        by_document: dict[str, Counter[str]] = defaultdict(Counter)
        organisations: dict[str, set[str]] = defaultdict(set)
        for m in mentions:
            for p in m.event.participants:
                if p.kind == "person":
                    by_document[m.event.document][p.name] += 1
                elif p.kind == "organisation" or _called_a_body(p.name):
                    organisations[m.event.document].add(p.name)
        self._names = names or whose_names.Collection(whose_names.names_in(mentions))
        self._aliases = aliases.current()
        self._mentions = mentions
        self.language = language or _language(mentions)
        self._seen: dict[str, Counter[Spelling]] | None = None
        self._shown: dict[str, Shown] = {}
        self._people = by_document
        self._short = {d: _short_forms(names) for d, names in organisations.items()}
        self._heads: dict[str, Counter[str]] = {}
        self._cache: dict[tuple[str, str, ActorKind], str] = {}
        self._singles: dict[tuple[str, str], str | None] = {}

    def key(self, document: str, name: str, kind: ActorKind) -> str:
        """The key of one participant as named in one document."""
        at = (document, name, kind)
        if at not in self._cache:
            self._cache[at] = intern(self._key(document, name, kind))
        return self._cache[at]

    def actor(self, document: str, name: str, kind: ActorKind) -> str:
        """The key of who is shown: merging takes the miners and the Polish miners for one group."""
        key = self.key(document, name, kind)
        named = fold.key(name)
        return f"group:{named}" if key.startswith("group:") and " " in named else key

    def shown(self, key: str) -> Shown:
        """The id, name and kind by which the actor of a key stands everywhere."""
        if key not in self._shown:
            self._shown[key] = shown_names.of(key, self.spellings(key), self.language)
        return self._shown[key]

    def known(self, key: str) -> Shown | None:
        """The same, None where no mention tells of the actor and no table knows it."""
        told = self.spellings(key) or actor_ids.fixed(key, self.language)
        return self.shown(key) if told else None

    def spellings(self, key: str) -> Mapping[Spelling, int]:
        """How often each spelling of the actor of a key is written in the collection."""
        if self._seen is None:
            self._seen = shown_names.spellings(self._mentions, self)
        return self._seen[key]

    def _key(self, document: str, name: str, kind: ActorKind) -> str:
        if not self._aliases:
            return self._found(document, name, kind)
        listed = self._aliases.find(name)
        if listed is None:
            key = self._found(document, name, kind)
            if (listed := self._aliases.find(key.partition(":")[2])) is None:
                return key
        return listed.key

    def _found(self, document: str, name: str, kind: ActorKind) -> str:
        if kind == "country":
            return f"country:{country_of(name) or fold.key(name)}"
        if head := self._person(document, name, kind):
            return f"person:{head}"
        kind = self._names.usual_kind(name) or kind
        if kind == "person":
            return f"person:{self._names.alone(name) or fold.key(name)}"
        if kind == "group":
            return f"group:{meaning.group(name)}"
        return self._body(document, name)

    def _person(self, document: str, name: str, kind: ActorKind) -> str | None:
        """The person whose full name it is, or stands for."""
        if kind == "person":
            head = self._names.head(name) or self._single(document, name)
            return head or self._by_given_name(document, name)
        # Small models take a bare surname for a company's or a people's name.
        head = self._single(document, name) if one_word(name) else None
        if head is None and kind == "organisation" and bodies.body(name) is None:
            return mistaken(name, self._names)
        return head

    def _body(self, document: str, name: str) -> str:
        if body := bodies.body(name):
            return f"organisation:{body}"
        stem = bodies.stem(name)
        if stem in (short := self._short.get(document, {})):
            return self.key(document, short[stem], "organisation")
        return f"organisation:{self._names.acronym(name) or stem}"

    def _single(self, document: str, name: str) -> str | None:
        """The full name a surname stands for, None where none or several may be meant.

        Its article's names come first; a name far more often told than its namesakes is meant.
        """
        at = (document, name)
        if at not in self._singles:
            found = whose_names.fitting(name, self._heads_of(document))
            self._singles[at] = found or self._names.known(name)
        return self._singles[at]

    def _by_given_name(self, document: str, name: str) -> str | None:
        """The one person of an article whose given name stands alone there."""
        word = fold.latin(person_parts.without_titles(name))
        found = [h for h in self._heads_of(document) if fold.latin(h).startswith(f"{word} ")]
        return found[0] if len(found) == 1 else None

    def _heads_of(self, document: str) -> Counter[str]:
        """How often each person is named in full in an article."""
        if document not in self._heads:
            told = self._people.get(document, Counter())
            found = {n: h for n in told if (h := self._head(n)) is not None}
            self._heads[document] = whose_names.heads(told, found)
        return self._heads[document]

    def _head(self, name: str) -> str | None:
        listed = self._aliases.find(name) if self._aliases else None
        return self._names.head(name) if listed is None else listed.spoken(name)


def _language(mentions: Iterable[DatedMention]) -> str:
    """That of most articles; English where none tells of anything."""
    spoken = {m.event.document: m.event.language for m in mentions}
    return main_language(spoken.values()) or "en"


def mistaken(name: str, names: whose_names.Names) -> str | None:
    """The person whose full name was taken for an organisation's, as written or as sounded."""
    if head := names.head(name):
        return head
    return names.named(name) if like_a_person(name) else None


def like_a_person(name: str) -> bool:
    """Whether a name has two or three words, all with a capital letter."""
    words = name.split()
    return 1 < len(words) < 4 and not any(w[:1].islower() for w in words)


def _called_a_body(name: str) -> bool:
    """Whether a name is a word for a body alone, as a short form is ("the Union")."""
    return name[:1].isupper() and fold.key(name) in _organisation_words()


def one_word(name: str) -> bool:
    """Whether a name may be a surname alone, whatever it was taken for."""
    return name[:1].isupper() and " " not in person_parts.without_titles(name).strip()


def _short_forms(names: set[str]) -> dict[str, str]:
    """Keys of names in one article -> the name there they stand for.

    "The Union" is the one name with that word; "Apple Computer" is Apple where both are named and
    no other name begins so, but no hospital of a town is that town.
    """
    words = _organisation_words()
    stems = {bodies.stem(n): n for n in sorted(names, reverse=True)}
    result: dict[str, str] = {}
    for short, name in sorted(stems.items()):
        if short in words:
            fits = {bodies.body(n) or bodies.stem(n): n for n in sorted(names) if _holds(n, short)}
            if len(fits) == 1:
                result[short] = next(iter(fits.values()))
        elif " " not in short and name[:1].isupper() and gazetteer.lookup(name, "en") is None:
            longer = [s for s in stems if s.startswith(f"{short} ")]
            if len(longer) == 1:
                result[longer[0]] = name
    return result


@cache
def _organisation_words() -> frozenset[str]:
    return frozenset(fold.plain(w) for w in data.all_words("organisation"))


def _holds(name: str, word: str) -> bool:
    parts = bodies.stem(bodies.body(name) or name).split()
    return len(parts) > 1 and word in (parts[0], parts[-1])
