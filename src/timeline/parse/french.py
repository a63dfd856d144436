"""The French model already speaks Universal Dependencies; its frequent faults are mended here."""

from __future__ import annotations

from timeline.parse import french_clauses, french_forms, french_verbs
from timeline.parse.english import Row

# Signs that no sentence begins with.
NEVER_FIRST = frozenset(",;-»).")


def convert(rows: list[Row]) -> None:
    """Bring labels to the forms `syntax` names: root in small letters, negation marked."""
    _joined(rows)
    _perfects(rows)
    _verbs(rows)
    if len(rows) <= _REPAIRED:
        french_verbs.convert(rows)
    french_forms.convert(rows)
    if len(rows) <= _REPAIRED:
        french_clauses.convert(rows)
    for row in rows:
        if row.dep == "ROOT":
            row.dep = "root"
        elif row.dep in ("obl:mod", "obl:arg"):
            pass
        elif row.dep == "flat:foreign":
            row.dep = "flat"
        if row.lemma == "voir" and row.text.lower() == "vit":
            # Of the two verbs with that form, the news has the one of living.
            row.lemma = "vivre"
        if row.text.lower() in _NEGATIVE and row.pos in ("ADV", "DET", "PRON", "PART"):
            row.morph.setdefault("Polarity", "Neg")


def named(rows: list[Row], inside: list[int], text: str) -> tuple[list[int], str]:
    """The rows of a name and how it is written, without what is only said of the named.

    rows: the sentence; inside, text: what the recogniser found.
    """
    cut = text.find(",")
    if cut > 0 and text[cut + 1 :].strip()[:1].islower():
        # "Les Lions, champions"
        stop = next((n for n in inside if rows[n].text == ","), inside[-1] + 1)
        return [n for n in inside if n < stop], text[:cut]
    helped = [n for n in inside if rows[n].dep.startswith("aux")]
    if helped and helped[0] > inside[0] and rows[inside[0] - 1].text != "«":
        # "Premier ministre a promis"
        before = text.split(f" {rows[helped[0]].text} ", maxsplit=1)[0]
        return [n for n in inside if n < helped[0]], before
    return inside, text


def _joined(rows: list[Row]) -> None:
    """One tree where the model cut a sentence ("Moscou | , de son côté, doit …")."""
    tops = [n for n, row in enumerate(rows) if row.head == n]
    if len(tops) < 2:
        return
    said = {row.head for row in rows if row.dep == "cop"}
    main = next((n for n in tops if rows[n].pos == "VERB" or n in said), tops[0])
    for n, row in enumerate(rows[1:], 1):
        if row.text == "-" and row.dep == "punct" and n + 1 < len(rows):
            # "candidats-commissaires"
            rows[n + 1].head, rows[n + 1].dep = n - 1, "flat"
    for top in tops:
        if top == main:
            continue
        acted = any(r.head == main and r.dep.startswith("nsubj") for r in rows)
        names = rows[top].pos in ("NOUN", "PROPN", "PRON") and top < main
        passive = any(r.head == main and r.dep == "aux:pass" for r in rows)
        rows[top].head = main
        family = next((n for n in range(top + 1, main) if rows[n].head == main
                       and rows[n].dep.startswith("nsubj")), None)  # fmt: skip
        if names and family is not None and rows[family].pos == "PROPN" and (
            rows[family - 1].pos == "PROPN"
        ):  # fmt: skip
            # "La présidente Elena | Rusu a"
            given = family - 1
            given = rows[given].head if rows[given].dep.startswith("flat") else given
            rows[top].dep = rows[family].dep
            rows[family].head, rows[family].dep = given, "flat:name"
        elif rows[top].pos == "PUNCT":
            rows[top].dep = "punct"
        elif names and not acted and (rows[main].pos == "VERB" or main in said):
            rows[top].dep = "nsubj:pass" if passive else "nsubj"
        else:
            rows[top].dep = "parataxis"


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
        if row.pos in ("ADJ", "NOUN") and told and row.text.lower().endswith(_PARTICIPLE):
            # "a gelé les avoirs", "a téléphoné à Anne"
            row.pos, row.lemma = "VERB", f"{row.text.lower().rstrip('es').removesuffix('é')}er"
            row.morph |= {"VerbForm": "Part", "Tense": "Past"}


_AHEAD = ("aller", "pouvoir", "devoir", "vouloir")


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


# Tokens beyond which a sentence is a list or a dump, left as parsed.
_REPAIRED = 120
_PARTICIPLE = ("é", "ée", "és", "ées")
_NEGATIVE = frozenset({"ne", "n'", "pas", "jamais", "aucun", "aucune", "nul", "nulle"})
