"""The present tense a headline puts a verb in."""

from __future__ import annotations

from timeline.events.lexicon import Lexicon
from timeline.syntax import Token

_VOWELS = "aeiou"


def present(lemma: str, plural: bool, words: Lexicon) -> str:
    """Third person of the present of a verb: "meets" or "meet", "annonce" or "annoncent"."""
    irregular = words.irregular.get(lemma)
    if irregular is None and words.language == "fr" and lemma[:1] == "r":
        # "rouvrir" goes like "ouvrir"
        again, stem = ("re", lemma[2:]) if lemma[:2] in ("re", "ré") else ("r", lemma[1:])
        known = words.irregular.get(stem)
        if known is not None:
            prefix = lemma[: len(again)]
            irregular = " ".join(prefix + form for form in known.split())
    if irregular is not None:
        forms = irregular.split()
        if words.language == "en":
            return lemma if plural else forms[0]
        return forms[-1] if plural else forms[0]
    return _english(lemma, plural) if words.language == "en" else _french(lemma, plural)


def participle(verb: Token, done: Token, words: Lexicon) -> str:
    """Past participle of a past form, to stand behind what it was done to; "" where unsure."""
    text = verb.text.lower()
    form = verb.morph.get("VerbForm")
    if words.language == "en":
        if form == "Part" and verb.morph.get("Tense") == "Past":
            return text
        if verb.morph.get("Tense") != "Past":
            return ""
        return words.participles.get(text, text)
    if form != "Part" or "Gender" not in done.morph or text.endswith("s"):
        return ""
    base = text[:-1] if text.endswith(("ée", "és")) else text
    plural = "s" if done.morph.get("Number") == "Plur" else ""
    return base + ("e" if done.morph["Gender"] == "Fem" else "") + plural


def _english(lemma: str, plural: bool) -> str:
    if plural:
        return lemma
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    return lemma + "s"


def _french(lemma: str, plural: bool) -> str:
    """Regular verbs only; the irregular ones stand in the data file."""
    if lemma.endswith(("oyer", "uyer")):
        return lemma[:-3] + ("ient" if plural else "ie")
    if lemma.endswith("er"):
        stem = lemma[:-2]
        # "lever", "céder", "acheter": the last e of the stem opens before a silent ending.
        if len(stem) > 2 and stem[-1] not in _VOWELS + "éè" and stem[-2] in "eé":
            stem = stem[:-2] + "è" + stem[-1]
        elif len(stem) > 3 and stem[-2:] in ("gn", "gr", "br", "tr", "gu") and stem[-3] == "é":
            stem = stem[:-3] + "è" + stem[-2:]
        return stem + ("ent" if plural else "e")
    if lemma.endswith("ir"):
        return lemma[:-1] + ("ssent" if plural else "t")
    if lemma.endswith("re"):
        return lemma[:-2] + ("ent" if plural else "")
    return lemma
