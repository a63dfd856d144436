"""Whether a title still says what its sentence says: what it may not leave out of a phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.events import tree
from timeline.events.lexicon import Lexicon
from timeline.syntax import Sentence, Token

# French words that with the preposition behind them are one: "près de", "lors d'".
LED = frozenset({"près", "lors", "loin", "autour", "hors", "à côté", "faute", "âgé", "âgée",
                  "âgés", "âgées", "vieux", "vieille", "vieilles"})  # fmt: skip
_DE = ("de", "d'", "du", "des")
# What is counted, beside holders of offices.
_PEOPLE = frozenset({
    "people", "person", "personne", "home", "house", "job", "maison", "emploi", "habitant",
    "resident",
})  # fmt: skip
_LIKE_YEAR = re.compile(r"\d{4}")
_AGED = re.compile(r"\byears? old\b")
_LATEST = frozenset({"latest", "newest"})
_COUNTED = frozenset({"thousand", "hundred", "dozen", "million", "billion", "score"})
_BARELY = frozenset({"in", "on", "under", "at", "by", "out of"})
# A day whose month was left out.
_DAY = re.compile(r"\s+(?:le|du|au|dès le|depuis le|jusqu'au) (?:[12]?\d|3[01]|1er)$")


def without_day(title: str) -> str:
    """A French title without a last day that has no month."""
    return _DAY.sub("", title)


def torn(title: str, sentence: Sentence, words: Lexicon) -> bool:
    """True where a word of a phrase is left out that turns its meaning."""
    if words.language == "fr":
        return _led(title, sentence)
    return _uncounted(title, sentence)


def mended(title: str, sentence: Sentence, words: Lexicon) -> str:
    """A title with its counts, commas and "latest", and without what stood in parentheses."""
    told = f" {title} "
    for lost, written in sentence.once("edits", lambda: tuple(_edits(sentence, words))):
        told = told.replace(lost, written)
    title = told.strip()
    for pattern, whole in sentence.once("owned", lambda: tuple(_owned(sentence, words))):
        title = pattern.sub(whole, title)
    return title


def _edits(sentence: Sentence, words: Lexicon) -> Iterator[tuple[str, str]]:
    """What a title of the sentence, a space on either side, may have lost, and what it becomes."""
    tokens = sentence.tokens
    for t in tokens[1:-1]:
        before, after = tokens[t.index - 1], tokens[t.index + 1]
        text = t.text
        if text == "(" and t.index + 2 < len(tokens) and before.pos in tree.NOMINAL:
            if tokens[t.index + 2].text == ")":
                yield f" {before.text} {after.text} ", f" {before.text} "
        elif text == "," and "conj" in (before.dep, after.dep) and after.dep not in ("cc", "punct"):
            yield f" {before.text} {after.text} ", f" {before.text}, {after.text} "
        elif text in ("these", "those") and before.text.lower() == "of":
            # "six of these planes"
            yield f" of {after.text} ", f" of the {after.text} "


def _owned(sentence: Sentence, words: Lexicon) -> Iterator[tuple[re.Pattern[str], str]]:
    """The same, of what is somebody's latest, of counts and of names beside an office."""
    for t in sentence.tokens[:-1]:
        noun = sentence.tokens[t.head]
        if t.dep == "nummod" and t.head == t.index + 1 and _LIKE_YEAR.fullmatch(t.text):
            if tree.lemma(noun) in _PEOPLE or tree.lemma(noun) in words.people:
                opening = re.compile(rf"^{re.escape(noun.text)}\b", re.I)
                yield opening, f"{t.text} {noun.text}"
        elif t.text.lower() in _LATEST and noun.index > t.index:
            owned = rf"(\b(?:its|their|his|her)|\w's|s') (?={re.escape(noun.text)}\b)"
            yield re.compile(owned), rf"\1 {t.text.lower()} "
        elif t.dep == "conj" and t.pos == "NOUN" and tree.lemma(t) in words.people:
            alone = sentence.child(t.index, "det") is None
            if alone and t.morph.get("Number") != "Plur":
                # "Ann Lee and doctor" is Ann Lee.
                both = words.titles["and"]
                name = rf"^([A-Z]\S*(?: [A-Z]\S*)*) {both} {re.escape(t.text)} "
                yield re.compile(name), r"\1 "


def particle(told: list[str], sentence: Sentence) -> bool:
    """True where the last word belongs to the verb before it ("to be sworn in")."""
    if len(told) < 3:
        return False
    return any(
        t.dep == "compound:prt" and t.text == told[-1]
        and sentence.tokens[t.head].text.lower() == told[-2].lower()
        for t in sentence.tokens
    )  # fmt: skip


def _led(title: str, sentence: Sentence) -> bool:
    """True for "vieille" where the text has "vieille de mille ans"."""
    lower = f" {title.lower()} "
    return any(
        f" {word} " in lower and not any(f"{word} {b}" in lower for b in behind)
        for word, adjective, behind in sentence.once("led", lambda: _leading(sentence))
        if adjective
    )


def led(title: str, sentence: Sentence) -> str:
    """A French title with the word that a preposition hangs on: not "de Lyon" but "près de"."""
    for word, adjective, pairs in sentence.once("led", lambda: _leading(sentence)):
        for behind in () if adjective else pairs:
            at = title.lower().find(f" {behind}")
            if at > 0 and f"{word} {behind}" not in title.lower():
                title = f"{title[:at]} {word}{title[at:]}"
    return title


def _leading(sentence: Sentence) -> tuple[tuple[str, bool, tuple[str, ...]], ...]:
    """Each such word, whether it is an adjective, and what may stand behind it."""
    tokens = sentence.tokens
    return tuple(
        (t.text.lower(), t.pos == "ADJ", _words(tokens[t.index + 1], tokens[t.index + 2]))
        for t in tokens[:-2]
        if t.dep != "case" and t.text.lower() in LED and tokens[t.index + 1].text.lower() in _DE
    )


def _words(case: Token, after: Token) -> tuple[str, ...]:
    """A preposition with the word behind it, as a title may write the two."""
    follows = after.text.lower()
    return (f"{case.text.lower()}{follows}", f"{case.text.lower()} {follows}")


def _uncounted(title: str, sentence: Sentence) -> bool:
    """True for a last word that wants what is left out ("in possession", "of thousands")."""
    before, _, last = title.lower().rpartition(" ")
    before = before.rpartition(" ")[2]
    for t in sentence.once("of", lambda: _before_of(sentence)):
        word = t.text.lower()
        if t.pos == "NOUN" and last[:1].isdigit() and word not in (last, "%"):
            if last.endswith(word):
                # "500km of wiring"
                return True
            continue
        if word != last:
            continue
        led_by = sentence.tokens[t.index - 1].text.lower() if t.index else ""
        if t.pos == "NOUN" and led_by == before and before in _BARELY:
            # "in possession of"
            return True
        counts = t.pos == "NUM" or t.text[0].isdigit() or tree.lemma(t) in _COUNTED
        if counts and t.dep in ("obj", "nmod", "obl", "xcomp"):
            return True
    return last == "old" and bool(_AGED.search(" ".join(t.text for t in sentence.tokens)))


def _before_of(sentence: Sentence) -> tuple[Token, ...]:
    tokens = sentence.tokens
    return tuple(t for t in tokens[:-1] if tokens[t.index + 1].text.lower() == "of")
