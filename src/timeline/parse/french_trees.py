"""What the rules for French trees ask of them, and how they hang a word elsewhere."""

from __future__ import annotations

from timeline.parse.attach import MONTHS
from timeline.parse.english import Row

_RELATIVE_WORDS = (
    "qui que qu' dont où lequel laquelle lesquels lesquelles duquel auquel desquels desquelles "
    "auxquels auxquelles"
)
RELATIVE = frozenset(_RELATIVE_WORDS.split())
SUBJECTS = ("nsubj", "nsubj:pass")
HELPERS = frozenset({"aux:tense", "aux:pass", "aux", "cop"})
NOUNS = frozenset({"NOUN", "PROPN"})
_CLITICS_WORDS = "se s' ne n' le la l' les lui leur y en me m' te t' nous vous"
_CLITICS = frozenset(_CLITICS_WORDS.split())
_TIMES_WORDS = (
    "jour jours semaine semaines mois an ans année années heure heures matin soir nuit "
    "après-midi matinée soirée week week-end fois hier demain veille lendemain trimestre semestre "
    "été hiver printemps automne saison siècle décennie moment minute minutes instant époque "
    "période date nuits journée journées quinzaine"
)
TIMES = MONTHS | frozenset(_TIMES_WORDS.split())


def below(rows: list[Row], n: int, top: int) -> bool:
    """Whether a token hangs on another one, however far below it."""
    for _ in range(len(rows)):
        if n == top:
            return True
        if rows[n].head == n:
            return False
        n = rows[n].head
    return True


def hang(rows: list[Row], n: int, head: int, dep: str) -> None:
    """Hang a token elsewhere, unless it would hang on itself."""
    if n != head and not below(rows, head, n):
        rows[n].head, rows[n].dep = head, dep


def helpers(rows: list[Row], n: int) -> list[int]:
    """The auxiliaries and the copula before a verb or predicate."""
    return [k for k in range(n) if rows[k].head == n and rows[k].dep in HELPERS]


def finite(rows: list[Row], n: int) -> int | None:
    """The finite verb of a predicate, itself or an auxiliary; None where it has none."""
    for k in [*helpers(rows, n), n]:
        if rows[k].pos in ("VERB", "AUX") and rows[k].morph.get("VerbForm") == "Fin":
            return k
    return None


def number(rows: list[Row], n: int) -> str:
    """Number of a noun with what is coordinated with it; "" where nothing tells."""
    if any(r.head == n and r.dep == "conj" and r.pos in NOUNS for r in rows):
        return "Plur"
    row = rows[n]
    counted = any(
        r.head == n and r.dep == "nummod" and r.text.lower() not in ("un", "une", "1")
        for r in rows[:n]
    )
    if counted and row.pos == "NOUN":
        return "Plur"
    if row.pos == "PROPN":
        several = any(
            r.head == n and r.dep == "det" and r.text.lower() in ("les", "des", "ces")
            for r in rows[:n]
        )
        return "" if several else "Sing" if row.entity in ("PER", "PERSON") else ""
    return row.morph.get("Number", "")


def agree(first: str, second: str) -> bool:
    """Whether two genders or numbers go together; "" goes with all."""
    return not first or not second or first == second


def group_start(rows: list[Row], n: int) -> int:
    """The first word of a verb group: clitics, "ne" and auxiliaries before the verb."""
    at = n
    while at:
        before = rows[at - 1]
        own = before.head in (n, at)
        clitic = before.text.lower() in _CLITICS and before.pos in ("PRON", "ADV", "PART")
        if (own and before.dep in HELPERS) or clitic or (own and before.pos == "ADV"):
            at -= 1
        else:
            break
    return at


def bare_participle(rows: list[Row], n: int) -> bool:
    """True for a past participle without an auxiliary."""
    row = rows[n]
    return (
        row.pos == "VERB" and row.morph.get("VerbForm") == "Part"
        and row.morph.get("Tense") == "Past" and row.dep in ("acl", "advcl", "conj", "xcomp")
        and not helpers(rows, n)
    )  # fmt: skip
