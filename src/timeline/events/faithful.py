"""Whether a title still says what its sentence says: what it may not leave out of a phrase."""

from __future__ import annotations

import re

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
    """A title with the counts that look like years and without what stood in parentheses."""
    tokens = sentence.tokens
    for t in tokens[1:-2]:
        inner, closing = tokens[t.index + 1], tokens[t.index + 2]
        named = tokens[t.index - 1].pos in tree.NOMINAL
        if t.text == "(" and closing.text == ")" and named:
            before = tokens[t.index - 1].text
            title = title.replace(f"{before} {inner.text}", before)
    for t in tokens[:-1]:
        noun = tokens[t.index + 1]
        if (
            t.dep == "nummod" and t.head == noun.index and len(t.text) == 4 and t.text.isdigit()
            and (tree.lemma(noun) in _PEOPLE or tree.lemma(noun) in words.people)
        ):  # fmt: skip
            title = _counted(title, t.text, noun.text)
    return _whose(_punctuated(title, sentence), sentence, words)


def _punctuated(title: str, sentence: Sentence) -> str:
    """A title with the commas of its lists."""
    tokens = sentence.tokens
    for t in tokens[1:-1]:
        before, after = tokens[t.index - 1], tokens[t.index + 1]
        listed = after.dep == "conj" or before.dep == "conj"
        if t.text == "," and listed and after.dep not in ("cc", "punct"):
            title = title.replace(f" {before.text} {after.text} ", f" {before.text}, {after.text} ")
    return title


def _whose(title: str, sentence: Sentence, words: Lexicon) -> str:
    """A title in which what is somebody's latest stays so, and a name is one person's."""
    both = words.titles["and"]
    for t in sentence.tokens:
        noun = sentence.tokens[t.head]
        if t.text.lower() in _LATEST and noun.index > t.index:
            owned = rf"(\b(?:its|their|his|her)|\w's|s') (?={re.escape(noun.text)}\b)"
            title = re.sub(owned, rf"\1 {t.text.lower()} ", title)
        office = t.dep == "conj" and t.pos == "NOUN" and tree.lemma(t) in words.people
        if office and t.morph.get("Number") != "Plur" and sentence.child(t.index, "det") is None:
            # "Ann Lee and doctor" is Ann Lee.
            before = title.partition(f" {both} {t.text} ")[0]
            if before != title and before.istitle():
                title = title.replace(f" {both} {t.text} ", " ", 1)
    return title


def _counted(title: str, number: str, noun: str) -> str:
    """A title that begins with a noun, with the number before it."""
    opening = title.partition(" ")[0]
    return f"{number} {title[:1].lower()}{title[1:]}" if opening.lower() == noun.lower() else title


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
    tokens = sentence.tokens
    lower = f" {title.lower()} "
    for t in tokens[:-2]:
        word = t.text.lower()
        if t.pos != "ADJ" or word not in LED or f" {word} " not in lower:
            continue
        behind = _words(tokens[t.index + 1], tokens[t.index + 2])
        if tokens[t.index + 1].text.lower() in _DE and not any(
            f"{word} {b}" in lower for b in behind
        ):
            return True
    return False


def led(title: str, sentence: Sentence) -> str:
    """A French title with the word that a preposition hangs on: not "de Lyon" but "près de"."""
    tokens = sentence.tokens
    for t in tokens[:-2]:
        word = t.text.lower()
        if (
            t.dep == "case"
            or t.pos == "ADJ"
            or word not in LED
            or tokens[t.index + 1].text.lower() not in _DE
        ):
            continue
        for behind in _words(tokens[t.index + 1], tokens[t.index + 2]):
            at = title.lower().find(f" {behind}")
            if at > 0 and f"{word} {behind}" not in title.lower():
                title = f"{title[:at]} {word}{title[at:]}"
    return title


def _words(case: Token, after: Token) -> tuple[str, ...]:
    """A preposition with the word behind it, as a title may write the two."""
    follows = after.text.lower()
    return (f"{case.text.lower()}{follows}", f"{case.text.lower()} {follows}")


def _uncounted(title: str, sentence: Sentence) -> bool:
    """True for a last word that wants what is left out ("in possession", "of thousands")."""
    before, _, last = title.lower().rpartition(" ")
    before = before.rpartition(" ")[2]
    for t in sentence.tokens[:-1]:
        if t.text.lower() != last:
            continue
        of = sentence.tokens[t.index + 1].text.lower() == "of"
        led_by = sentence.tokens[t.index - 1].text.lower() if t.index else ""
        if of and t.pos == "NOUN" and led_by == before and before in _BARELY:
            # "in possession of"
            return True
        counts = t.pos == "NUM" or t.text[0].isdigit() or tree.lemma(t) in _COUNTED
        object_ = t.dep in ("obj", "nmod", "obl", "xcomp")
        if counts and object_ and of:
            return True
    return False
