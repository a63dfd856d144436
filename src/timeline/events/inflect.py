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


def foretold(text: str) -> str:
    """A conditional that tells of the future after a past ("fermerait") as that future."""
    made = []
    for word in text.split(" "):
        head, sign, last = word.rpartition("'")
        for ending, future in (("raient", "ront"), ("rait", "ra")):
            if last.endswith(ending):
                last = last.removesuffix(ending) + future
                break
        made.append(head + sign + last)
    return " ".join(made)


def _english(lemma: str, plural: bool) -> str:
    if plural:
        return lemma
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    return lemma + "s"


def _french(lemma: str, plural: bool) -> str:
    """By the family of the verb; those that go their own way stand in the data file."""
    for ending, one, many in _FAMILIES:
        if lemma.endswith(ending):
            return lemma[: len(lemma) - len(ending)] + (many if plural else one)
    if lemma.endswith(("oyer", "uyer")):
        return lemma[:-3] + ("ient" if plural else "ie")
    if lemma.endswith("er"):
        stem = lemma[:-2]
        # "lever", "céder", "acheter": the last e of the stem opens before a silent ending.
        if len(stem) > 2 and stem[-1] not in _VOWELS + "éèx" and stem[-2] in "eé":
            stem = stem[:-2] + "è" + stem[-1]
        elif len(stem) > 3 and stem[-2:] in _DOUBLE and stem[-3] == "é":
            stem = stem[:-3] + "è" + stem[-2:]
        return stem + ("ent" if plural else "e")
    if lemma.endswith("ir"):
        return lemma[:-1] + ("ssent" if plural else "t")
    if lemma.endswith("re"):
        return lemma[:-2] + ("ent" if plural else "")
    return lemma


# Two consonants before which the é of a stem opens as before one ("régner", "sécher").
_DOUBLE = ("gn", "gr", "br", "tr", "gu", "ch", "qu", "cr", "dr", "fr", "vr", "gl")
# Endings of the infinitive with those of the present, singular and plural. The order matters: an
# ending stands before the shorter one that it holds.
_FAMILIES = (
    ("maudire", "maudit", "maudissent"), ("dire", "dit", "disent"), ("lire", "lit", "lisent"),
    ("crire", "crit", "crivent"), ("duire", "duit", "duisent"), ("truire", "truit", "truisent"),
    ("suffire", "suffit", "suffisent"), ("uire", "uit", "uisent"), ("rire", "rit", "rient"),
    ("prendre", "prend", "prennent"), ("mettre", "met", "mettent"), ("battre", "bat", "battent"),
    ("aître", "aît", "aissent"), ("aitre", "ait", "aissent"), ("croître", "croît", "croissent"),
    ("vivre", "vit", "vivent"), ("suivre", "suit", "suivent"), ("clure", "clut", "cluent"),
    ("rompre", "rompt", "rompent"), ("vaincre", "vainc", "vainquent"),
    ("indre", "int", "ignent"), ("soudre", "sout", "solvent"), ("coudre", "coud", "cousent"),
    ("croire", "croit", "croient"), ("boire", "boit", "boivent"), ("faire", "fait", "font"),
    ("traire", "trait", "traient"), ("plaire", "plaît", "plaisent"), ("taire", "tait", "taisent"),
    ("cevoir", "çoit", "çoivent"), ("pleuvoir", "pleut", "pleuvent"),
    ("mouvoir", "meut", "meuvent"), ("devoir", "doit", "doivent"), ("voir", "voit", "voient"),
    ("valoir", "vaut", "valent"), ("vouloir", "veut", "veulent"), ("choir", "choit", "choient"),
    ("venir", "vient", "viennent"), ("tenir", "tient", "tiennent"),
    ("départir", "départ", "départent"), ("repartir", "repart", "repartent"),
    ("ressortir", "ressort", "ressortent"), ("asservir", "asservit", "asservissent"),
    ("servir", "sert", "servent"), ("endormir", "endort", "endorment"),
    ("dormir", "dort", "dorment"), ("sentir", "sent", "sentent"), ("mentir", "ment", "mentent"),
    ("repentir", "repent", "repentent"), ("couvrir", "couvre", "couvrent"),
    ("ouvrir", "ouvre", "ouvrent"), ("ffrir", "ffre", "ffrent"),
    ("cueillir", "cueille", "cueillent"), ("saillir", "saille", "saillent"),
    ("faillir", "faillit", "faillissent"), ("bouillir", "bout", "bouillent"),
    ("courir", "court", "courent"), ("mourir", "meurt", "meurent"),
    ("quérir", "quiert", "quièrent"), ("fuir", "fuit", "fuient"), ("vêtir", "vêt", "vêtent"),
    ("haïr", "hait", "haïssent"), ("appeler", "appelle", "appellent"),
    ("jeter", "jette", "jettent"), ("envoyer", "envoie", "envoient"),
    ("ayer", "aie", "aient"),
)  # fmt: skip
