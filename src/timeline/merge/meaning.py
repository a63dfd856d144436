"""What a trigger means across languages: its concept, kindred concepts, distinguishing words.

The words stand in languages/<xx>/meanings.toml, how their meanings are related in concepts.toml. A
word that no table holds is represented by a stem, so that
"annexation" and "annexion", "deliver" and "delivery" still meet.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

from timeline import languages
from timeline.languages import stems
from timeline.names import fold

# The sizes of phrases in words, the longest first; how far behind a verb its object may stand, how
# many words right behind it may be part of its phrase; how far behind a light verb its noun stands.
_PHRASES = (5, 4, 3, 2)
_REACH = 8
_BEHIND = 4
# The most letters of a word that may mean something else in another language.
_BORROWED = 5
_NEXT = 3


@cache
def relations() -> dict[str, Any]:
    """How meanings are related, as concepts.toml has it."""
    path = resources.files(__package__).joinpath("concepts.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def words(language: str) -> dict[str, Any]:
    """The words of one language by meaning; no words where it has no such table."""
    return languages.table(language, "meanings") if language in _languages() else {}


def _languages() -> tuple[str, ...]:
    return languages.having("meanings")


@cache
def _lemmas(language: str) -> dict[str, str]:
    """Plain lemma (phrases joined by spaces) -> concept; the language's own before the others.

    Of another language long words only: "suit" is a form of "suivre" in French.
    """
    table: dict[str, str] = {}
    for code in sorted(_languages(), key=lambda c: (c != language, c)):
        for name, lemmas in words(code)["concepts"].items():
            for lemma in lemmas.split():
                if code == language or len(lemma) > _BORROWED:
                    table.setdefault(_phrase(lemma), name)
    return table


def _phrase(word: str) -> str:
    """The key of a word of a table, that of a phrase with spaces."""
    return fold.key(word.replace("_", " "))


class Clause(NamedTuple):
    """What of a verb's clause tells which of its meanings it has, as head lemmas; "" for none.

    subject: who or what acts, of a passive too; object: what it is done to.
    """

    subject: str = ""
    object: str = ""


@lru_cache(maxsize=65536)
def concept(
    lemma: str,
    trigger: str,
    language: str,
    before: str = "",
    after: str = "",
    clause: Clause | None = None,
) -> str | None:
    """The concept of an event word: of a phrase of the trigger, of its lemma, of a word of it.

    before: the word in front of the trigger, which may begin the phrase ("press" conference).
    after: the words behind it, which may end one ("took" the presidential oath). clause: that of a
    verb; None for a noun, and where nothing is known of it.
    """
    found = _of_itself(lemma, trigger, language, before, after, clause)
    if found is None or behaves(found, "phase"):
        of_onset = _of_nouns(after, language) if behaves(found, "onset") else None
        return _of_words(trigger, language, (1,), but=found) or of_onset or found
    if behaves(found, "light"):
        return _of_nouns(after, language) or found
    return found


def _of_clause(lemma: str, trigger: str, language: str, clause: Clause) -> str | None:
    """The concept of a verb with its object, subject or particle: "cut jobs", "a shell landed"."""
    table = _lemmas(language)
    particle = word_key(trigger).rpartition(" ")[2]
    for verb in _forms(word_key(lemma), language):
        for words in (
            f"{verb} {word_key(clause.object)}",
            f"{word_key(clause.subject)} {verb}",
            f"{verb} {particle}",
        ):
            if words in table:
                return table[words]
    return None


def _carried(lemma: str, language: str, clause: Clause) -> str | None:
    """What a colourless verb tells of: "reached an agreement", "a fire swept through the hall"."""
    carriers = _carriers(language)
    for verb in _forms(word_key(lemma), language):
        if clause.object and verb in carriers["of_object"]:
            found = _of_lemma(clause.object, language)
            if found and not behaves(found, "phase") and not behaves(found, "uncarried"):
                return found
        # A participle has what it is done to as its subject: "the treaty concluded at Utrecht".
        alone = not clause.object and verb in carriers["of_object"]
        if clause.subject and (alone or verb in carriers["of_subject"]):
            found = _of_lemma(clause.subject, language)
            if behaves(found, "happening"):
                return found
    return None


@cache
def _carriers(language: str) -> dict[str, frozenset[str]]:
    table = words(language).get("carriers", {})
    return {
        side: frozenset(_phrase(verb) for verb in table.get(side, "").split())
        for side in ("of_subject", "of_object", "counting", "joined_by")
    }


def counted(head: str, text: str, language: str) -> str:
    """The head of a phrase, or the noun that it only counts: "blasts" of "a series of blasts"."""
    carriers = _carriers(language)
    if word_key(head) in carriers["counting"]:
        words = fold.key(text).split()
        for i, word in enumerate(words[:-1]):
            if word in carriers["joined_by"]:
                return words[i + 1]
    return head


def _of_verb(lemma: str, trigger: str, language: str, clause: Clause) -> str | None:
    """The meaning a word has as a verb alone, with an object or without one."""
    particle, object_ = word_key(trigger).rpartition(" ")[2], word_key(clause.object)
    for name in ("verbs", "transitive" if clause.object else "intransitive"):
        table = _senses(language, name)
        for form in _forms(word_key(lemma), language):
            for words in (f"{form} {particle}", f"{form} {object_}", form):
                if words in table:
                    return table[words]
    return None


@cache
def _senses(language: str, name: str) -> dict[str, str]:
    """Verb -> its concept, from one of the tables that tell a verb from a noun."""
    listed = words(language).get(name, {})
    return {_phrase(verb): concept for concept, verbs in listed.items() for verb in verbs.split()}


def _of_itself(
    lemma: str, trigger: str, language: str, before: str, after: str, clause: Clause | None
) -> str | None:
    """The concept of an event word before it yields to what it may be a phase of."""
    phrase = _of_words(f"{before} {trigger}", language, _PHRASES)
    if clause is None:
        # Of a noun its own form comes first: the lemma of "traité" may be that of "traiter".
        return (
            phrase
            or _of_object(lemma, after, language)
            or _of_lemma(trigger, language)
            or _of_lemma(lemma, language)
        )
    return (
        phrase
        or _of_clause(lemma, trigger, language, clause)
        or _of_object(lemma, after, language)
        or _carried(lemma, language, clause)
        or _of_verb(lemma, trigger, language, clause)
        or _of_lemma(lemma, language)
    )


def of_type(found: str | None, sort: str) -> str | None:
    """What a concept is for an event of that type: to "appeler" somebody may be to telephone."""
    return found if found is None else str(relations()["typed"].get(f"{found} {sort}", found))


def _of_object(lemma: str, after: str, language: str) -> str | None:
    """The concept of a verb with what follows: "come to", "take the oath", "prêter serment"."""
    table = _lemmas(language)
    verb, words = word_key(lemma), fold.key(after).split()[:_REACH]
    for form in _forms(verb, language):
        for size in range(min(_BEHIND, len(words)), 0, -1):
            if found := table.get(" ".join((form, *words[:size]))):
                return found
        for word in words:
            # Particles belong to the verb only where they follow it at once.
            if len(word) > 3 and (found := table.get(f"{form} {word}")):
                return found
    return None


def _of_nouns(after: str, language: str) -> str | None:
    """The concept of what a light verb is about: "adopted new sanctions"."""
    for word in fold.key(after).split()[:_NEXT]:
        if (found := _of_lemma(word, language)) and not behaves(found, "phase"):
            return found
    return None


@lru_cache(maxsize=65536)
def _of_lemma(lemma: str, language: str) -> str | None:
    table, key = _lemmas(language), word_key(lemma)
    return next((table[form] for form in _forms(key, language) if form in table), None)


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """The key of a single word; few words make up most texts."""
    return fold.key(word)


def _forms(word: str, language: str) -> Iterator[str]:
    """The word and what it may be an inflected form of, the likeliest first."""
    yield word
    for ending, puts in _inflections(language):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            for put in puts:
                yield word[: -len(ending)] + put


@cache
def _inflections(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Endings with what the lemma has in their place."""
    listed = words(language).get("inflections", {})
    return tuple(
        (ending, tuple(put.replace("-", "") for put in puts.split()))
        for ending, puts in listed.items()
    )


def _of_words(
    trigger: str, language: str, sizes: tuple[int, ...], but: str | None = None
) -> str | None:
    """The concept of a phrase of a trigger, of so many words; the last one, as heads stand last."""
    words = fold.key(trigger).split()
    for size in sizes:
        for i in range(len(words) - size, -1, -1):
            found = _of_phrase(words[i : i + size], language)
            if found is not None and found != but:
                return found
    return None


def _of_phrase(words: list[str], language: str) -> str | None:
    """The concept of a word or phrase, inflected at its end or, as verbs stand first, its start."""
    if (found := _of_lemma(" ".join(words), language)) is not None or len(words) == 1:
        return found
    table, rest = _lemmas(language), " ".join(words[1:])
    phrases = (f"{form} {rest}" for form in _forms(words[0], language))
    return next((table[p] for p in phrases if p in table), None)


def stem(lemma: str, language: str) -> str:
    """The stem of a lemma, of a phrase that of its last word."""
    return stems.stem((fold.key(lemma).split() or [""])[-1], language)


@cache
def _kin() -> dict[tuple[str, str], float]:
    table: dict[tuple[str, str], float] = {}
    for one, others in relations()["kin"].items():
        for other, weight in others.items():
            table[one, other] = table[other, one] = float(weight)
    return table


@cache
def kindred(one: str) -> tuple[str, ...]:
    """The concepts that may name the same event as this one, itself first."""
    return (one, *sorted(b for a, b in _kin() if a == one))


def affinity(one: str, other: str) -> float:
    """1 for one concept, the kin's weight for kindred ones, 0 for strangers."""
    return 1.0 if one == other else _kin().get((one, other), 0.0)


@cache
def behaving(sort: str) -> frozenset[str]:
    """The concepts that behave so (see `behaves`)."""
    return frozenset(relations()["behaviour"][sort].split())


def behaves(concept: str | None, sort: str) -> bool:
    """Whether a concept is `one_off` (happens one at a time) or a `saying`."""
    return concept in behaving(sort)


@cache
def _distinguishing() -> dict[str, tuple[str, str]]:
    return {
        _phrase(word): (sense, value)
        for code in _languages()
        for sense, values in words(code)["distinguish"].items()
        for value, listed in values.items()
        for word in listed.split()
    }


def distinguishing(text: str) -> dict[str, str]:
    """The senses in a text that make of an event another of its kind: {"round": "second"}."""
    found: dict[str, str] = {}
    table = _distinguishing()
    for run in _phrases_in(text, "distinguish"):
        if run in table:
            sense, value = table[run]
            found.setdefault(sense, value)
    return found


@cache
def idle(language: str) -> frozenset[str]:
    """Stems of words that tell nothing of the object."""
    return frozenset(
        stems.stem(w, language) for w in words(language).get("words", {}).get("idle", "").split()
    )


@cache
def _phrases(table: str) -> dict[str, str]:
    """Plain word or phrase of any language -> the name it stands for."""
    return {
        _phrase(word): name
        for code in _languages()
        for name, listed in words(code)[table].items()
        for word in listed.split()
    }


@cache
def _beginnings(table: str) -> dict[str, int]:
    """First word of the phrases of a table -> the most words that one beginning so has."""
    sizes: dict[str, int] = {}
    for phrase in _phrases(table) if table != "distinguish" else _distinguishing():
        first, *rest = phrase.split()
        sizes[first] = max(sizes.get(first, 0), 1 + len(rest))
    return sizes


def _phrases_in(text: str, table: str) -> Iterator[str]:
    """What may be a phrase of a table in a text, plain: runs of words that begin like one."""
    words, sizes = _words(text), _beginnings(table)
    for i, word in enumerate(words):
        if word in sizes:
            for size in range(1, sizes[word] + 1):
                yield " ".join(words[i : i + size])


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[str, ...]:
    """The plain words of a text that several tables are sought in, one after the other."""
    return tuple(fold.key(text).split())


def things(text: str) -> frozenset[str]:
    """The common objects a text names, by names that English and French share."""
    table = _phrases("objects")
    return frozenset(f"={table[run]}" for run in _phrases_in(text, "objects") if run in table)


@lru_cache(maxsize=65536)
def group(name: str) -> str:
    """The key of a group of people: protesters and manifestants are one."""
    table, found = _phrases("groups"), fold.key(name).split()
    return next((table[w] for w in found if w in table), " ".join(found))
