"""French verbs that the model takes for nouns, adjectives or prepositions, in their clauses.

"Il entre au parti", "elle siège au conseil", "la mine ferme en 1984", "les plongeurs localisèrent
l'épave": what stands behind a subject pronoun is a verb, and so is what ends in "-èrent".
"""

from __future__ import annotations

from timeline.parse import french_trees as trees
from timeline.parse.english import Row

_PRONOUNS = frozenset({"il", "elle", "ils", "elles", "on"})
_CLITICS = frozenset({"ne", "n'", "se", "s'", "le", "la", "l'", "les", "lui", "leur", "y", "en"})
_OTHERS = frozenset({"NOUN", "ADJ", "ADP", "ADV", "PROPN"})
# What ends like a verb behind such a pronoun ("elle seule décide").
_NONE = frozenset(
    {"même", "seule", "autre", "ensemble", "comme", "entre-temps", "toute", "quelque"}
)
# Forms that are of a verb and of an adjective or a noun: of the verb where no other word is one.
_ALIKE = frozenset({"ferme", "sombre", "double", "triple", "cesse", "siège", "entre"})
_GRAVE = frozenset({"achète", "mène", "lève", "pèse", "gèle", "enlève", "amène", "emmène", "élève"})
_VERBAL = frozenset({"VERB", "AUX"})


def convert(rows: list[Row]) -> None:
    """Make verbs of them in place, each the head of its clause."""
    for n, row in enumerate(rows):
        if row.pos in _OTHERS and (_behind_pronoun(rows, n) or _alone(rows, n) or _plural(row)):
            _form(row)
            _lead(rows, n, row.head)
        elif row.pos == "VERB" and row.dep == "acl" and _finite(rows, n):
            subject = row.head
            _lead(rows, n, rows[subject].head)
            trees.hang(rows, subject, n, "nsubj")


def _plural(row: Row) -> bool:
    return row.text.endswith("èrent") and row.text.islower()


def _behind_pronoun(rows: list[Row], n: int) -> bool:
    """Whether a subject stands right before, at most clitics between."""
    text = rows[n].text
    if not text.islower() or len(text) < 4 or not text.endswith(("e", "ent", "a")):
        return False
    if text in _NONE or (n + 1 < len(rows) and rows[n + 1].pos in _VERBAL):
        return False
    at = n - 1
    while at > 0 and rows[at].text.lower() in _CLITICS:
        at -= 1
    return at >= 0 and rows[at].text.lower() in _PRONOUNS


def _alone(rows: list[Row], n: int) -> bool:
    """ "La mine ferme en 1984.": the only word of its sentence that can be a verb."""
    row = rows[n]
    if n < 2 or row.text not in _ALIKE or row.head != n - 1 or rows[n - 1].pos != "NOUN":
        return False
    if rows[n - 1].dep not in ("ROOT", "root") or any(r.pos in _VERBAL for r in rows):
        return False
    after = rows[n + 1] if n + 1 < len(rows) else row
    return any(r.head == n - 1 and r.dep == "det" for r in rows[: n - 1]) and after.pos == "ADP"


def _finite(rows: list[Row], n: int) -> bool:
    """ "Le groupe racheta un concurrent", where the object is taken for the predicate."""
    subject = rows[n].head
    top = rows[subject].head
    if rows[n].morph.get("VerbForm") != "Fin" or not subject < n < top:
        return False
    if not rows[subject].dep.startswith("nsubj") or rows[top].pos not in trees.NOUNS:
        return False
    below = [r for r in rows if r.head == n]
    if any(r.dep in ("mark", "nsubj", "cc") or r.text.lower() in trees.RELATIVE for r in below):
        return False
    return not trees.helpers(rows, top)


def _form(row: Row) -> None:
    """Lemma and tense of a verb in -er by its ending."""
    text, number, tense = row.text, "Sing", "Pres"
    if text.endswith("èrent"):
        stem, number, tense = text[:-5], "Plur", "Past"
    elif text.endswith("ent"):
        stem, number = text[:-3], "Plur"
    else:
        stem, tense = text[:-1], "Past" if text.endswith("a") else "Pres"
    at = stem.rfind("è")
    if at > 0 and tense == "Pres":
        stem = f"{stem[:at]}{'e' if text in _GRAVE else 'é'}{stem[at + 1 :]}"
    row.pos, row.lemma = "VERB", f"{stem}er"
    row.morph = {
        "Mood": "Ind", "Number": number, "Person": "3", "Tense": tense, "VerbForm": "Fin"
    }  # fmt: skip


def _lead(rows: list[Row], n: int, top: int) -> None:
    """Put a verb where the word stands that the model took for the head of its clause."""
    if top != n:
        whole = rows[top].head == top
        rows[n].head, rows[n].dep = (n if whole else rows[top].head), rows[top].dep
        rows[top].head = n
        if top < n:
            rows[top].dep = "nsubj"
        else:
            governed = any(r.head == top and r.dep == "case" for r in rows[n + 1 : top])
            rows[top].dep = "obl:arg" if governed else "obj"
    for k, row in enumerate(rows):
        if row.head not in (n, top) or k in (n, top):
            continue
        own = row.dep in ("det", "case", "amod", "nummod", "flat", "flat:name", "acl", "acl:relcl")
        before = k < n if top > n else k > n
        before |= row.dep in ("punct", "parataxis", "advcl") or (
            row.dep == "conj" and row.pos in _VERBAL
        )
        if row.text.lower() in _PRONOUNS and k < n:
            row.head, row.dep = n, "nsubj"
        elif row.head == n or (before and not (own and top < n)) or row.dep.startswith("obl"):
            moved = row.head
            row.head = n
            if row.dep == "nmod" and (moved == top or k > n):
                row.dep = "obl:mod"
