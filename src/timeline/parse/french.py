"""The French model already speaks Universal Dependencies; only small things are mended here."""

from __future__ import annotations

from timeline.parse.english import Row


def convert(rows: list[Row]) -> None:
    """Bring labels to the forms `syntax` names: root in small letters, negation marked."""
    _perfects(rows)
    _verbs(rows)
    for row in rows:
        if row.dep == "ROOT":
            row.dep = "root"
        elif row.dep in ("obl:mod", "obl:arg"):
            pass
        elif row.dep == "flat:foreign":
            row.dep = "flat"
        if row.pos == "VERB" and row.lemma.endswith(("é", "ée", "és", "ées")):
            # A participle the lemmatizer left as it was.
            row.lemma = row.lemma.rstrip("es").removesuffix("é") + "er"
        finite = row.pos == "VERB" and row.morph.get("VerbForm") == "Fin"
        if finite and row.lemma.endswith("e") and row.lemma == row.text.lower():
            # A present that the lemmatizer left as it was.
            row.lemma += "r"
        if row.lemma == "voir" and row.text.lower() == "vit":
            # Of the two verbs with that form, the news has the one of living.
            row.lemma = "vivre"
        if row.text.lower() in _NEGATIVE and row.pos in ("ADV", "DET", "PRON", "PART"):
            row.morph.setdefault("Polarity", "Neg")


def _verbs(rows: list[Row]) -> None:
    """Make verbs of what the model takes for an adjective or a noun ("est mort lundi")."""
    for n, row in enumerate(rows):
        bare = row.pos == "NOUN" and row.dep == "xcomp" and row.text.endswith(("er", "ir"))
        if (
            bare
            and rows[row.head].lemma in _AHEAD
            and not any(r.head == n and r.dep in ("det", "case") for r in rows)
        ):
            # "va licencier"
            row.pos, row.lemma = "VERB", row.text.lower()
            row.morph = {"VerbForm": "Inf"}
        told = any(r.head == n and r.dep == "aux:tense" and r.lemma == "avoir" for r in rows)
        if row.pos == "ADJ" and told and row.text.lower().endswith(_PARTICIPLE):
            # "a gelé les avoirs"
            row.pos, row.lemma = "VERB", row.text.lower()
            row.morph |= {"VerbForm": "Part", "Tense": "Past"}
        if row.pos != "ADJ" or row.text.lower() not in _DEAD:
            continue
        for child in rows:
            if child.head == n and child.dep == "cop" and child.lemma == "être":
                row.pos, row.lemma, child.dep = "VERB", "mourir", "aux:tense"
                row.morph |= {"VerbForm": "Part", "Tense": "Past"}


_AHEAD = ("aller", "pouvoir", "devoir", "vouloir")
_DEAD = ("mort", "morte", "morts", "mortes")


def _perfects(rows: list[Row]) -> None:
    """Make "a" the auxiliary of "démissionné" where the model takes it for the verb."""
    for n, row in enumerate(rows):
        if row.lemma != "avoir" or row.pos not in ("VERB", "AUX"):
            continue
        for k, other in enumerate(rows):
            if other.head != n or k <= n or other.dep != "xcomp":
                continue
            if other.pos not in ("ADJ", "VERB") or not other.text.lower().endswith(_PARTICIPLE):
                continue
            other.head, other.dep = (k if row.head == n else row.head), row.dep
            other.pos = "VERB"
            other.morph |= {"VerbForm": "Part", "Tense": "Past"}
            for child in rows:
                if child.head == n and child is not other:
                    child.head = k
            row.head, row.dep, row.pos = k, "aux:tense", "AUX"
            break


_PARTICIPLE = ("é", "ée", "és", "ées")
_NEGATIVE = frozenset({"ne", "n'", "pas", "jamais", "aucun", "aucune", "nul", "nulle"})
