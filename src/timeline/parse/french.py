"""The French model already speaks Universal Dependencies; only small things are mended here."""

from __future__ import annotations

from timeline.parse.english import Row


def convert(rows: list[Row]) -> None:
    """Bring labels to the forms `syntax` names: root in small letters, negation marked."""
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
        if row.text.lower() in _NEGATIVE and row.pos in ("ADV", "DET", "PRON", "PART"):
            row.morph.setdefault("Polarity", "Neg")


_NEGATIVE = frozenset({"ne", "n'", "pas", "jamais", "aucun", "aucune", "nul", "nulle"})
