"""Dates hung on the noun they follow in "after the vote on 9 August".

The models often hang such a date on the verb of the clause. After a preposition that sets one
event beside another ("after", "since", "depuis", "lors de") the noun is an event, and a date right
behind it is its own.
"""

from __future__ import annotations

import re

from timeline.parse.english import Row

SETTING = frozenset(
    {"after", "since", "before", "until", "following", "during", "depuis", "après", "avant"}
    | {"dès", "pendant", "lors", "durant"}
)
_NAMES = (
    "january february march april may june july august september october november december "
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre "
    "monday tuesday wednesday thursday friday saturday sunday "
    "lundi mardi mercredi jeudi vendredi samedi dimanche"
)
MONTHS = frozenset(_NAMES.split())
_PERSON = frozenset({"PERSON", "PER"})
_IN = frozenset({"in", "at", "near", "à", "en"})
_NAMED_YEAR = re.compile(r"[A-Z]\w+-(?:19|20)\d\d")
_PLAIN = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "PRON", "PART", "NUM"})


def convert(rows: list[Row]) -> None:
    """Rehang in place the dates that follow a noun set in time by its preposition."""
    _examples(rows)
    for n, row in enumerate(rows):
        _place(rows, n)
        _fronted(rows, n)
        _held(rows, n)
        before = rows[n - 1] if n else row
        named = _NAMED_YEAR.fullmatch(row.text) and before.pos in ("NOUN", "PROPN")
        if named and n not in (before.head, row.head):
            # "the exercise Anakonda-2016"
            row.head, row.dep = n - 1, "appos"
        head = row.head
        if row.dep == "nmod" and head != n and _dated(rows, n):
            # "its heir, the Free Union in 2014": the nearer of two names for one thing.
            at = n - 1
            while at > head and (rows[at].head == n or rows[at].pos == "DET"):
                at -= 1
            if rows[at].head == head and rows[at].dep == "appos":
                row.head = at
        if head == n or not row.dep.startswith("obl") or not _dated(rows, n):
            continue
        for noun, other in enumerate(rows):
            beside = other.head == head and other.dep.startswith("obl") and noun < n
            if beside and not _dated(rows, noun) and _set(rows, noun) and _between(rows, noun, n):
                row.head, row.dep = noun, "nmod"


def _place(rows: list[Row], index: int) -> None:
    """Hang "in Vienna" behind a person's name on the verb: people are met there, not made there."""
    row = rows[index]
    head = rows[row.head]
    if row.dep != "nmod" or head.entity not in _PERSON or row.entity in _PERSON:
        return
    where = any(r.head == index and r.dep == "case" and r.text.lower() in _IN for r in rows)
    if not where or row.pos != "PROPN":
        return
    above, steps = row.head, 0
    while rows[above].pos not in ("VERB", "AUX") and rows[above].head != above and steps < 5:
        above, steps = rows[above].head, steps + 1
    if rows[above].pos == "VERB" and above < index:
        row.head, row.dep = above, "obl"


def _held(rows: list[Row], index: int) -> None:
    """Hang "held on 3 May" of "at a session, held on 3 May, members voted" on the session.

    The models make it the members', who were not held.
    """
    row = rows[index]
    if index < 2 or row.dep != "advcl" or row.head < index or rows[index - 1].text != ",":
        return
    if row.morph.get("VerbForm") != "Part" or row.morph.get("Tense") != "Past":
        return
    noun = rows[index - 2]
    own = {r.dep for r in rows if r.head == index and r is not row}
    if noun.pos != "NOUN" or noun.head != row.head or own & {"nsubj", "nsubj:pass", "mark", "aux"}:
        return
    if noun.dep.startswith("obl"):
        row.head, row.dep = index - 2, "acl"


def _fronted(rows: list[Row], index: int) -> None:
    """Hang "since 2015," on the clause it opens: a date with a preposition follows its noun."""
    row = rows[index]
    if row.dep != "nmod" or index > row.head or not _dated(rows, index):
        return
    if not any(r.head == index and r.dep == "case" for r in rows):
        return
    above, steps = row.head, 0
    while rows[above].pos not in ("VERB", "AUX") and rows[above].head != above and steps < 5:
        above, steps = rows[above].head, steps + 1
    if rows[above].pos in ("VERB", "AUX"):
        row.head, row.dep = above, "obl"


def _examples(rows: list[Row]) -> None:
    """Hang what the model puts below "for instance" where it would stand without those words."""
    for n, row in enumerate(rows):
        if row.text.lower() not in ("instance", "example", "exemple") or row.head == n:
            continue
        last = row.head
        for k in range(n + 1, len(rows)):
            other = rows[k]
            if other.head == n and other.dep.startswith(("nmod", "obl")):
                nominal = rows[last].pos in ("NOUN", "PROPN")
                other.head, other.dep = last, "nmod" if nominal else "obl"
                last = k


def _dated(rows: list[Row], index: int) -> bool:
    words = {rows[index].text.lower()} | {
        r.text.lower() for n, r in enumerate(rows) if r.head == index and n > index
    }
    text = rows[index].text
    return bool(words & MONTHS) or (text.isdigit() and len(text) == 4)


def _set(rows: list[Row], noun: int) -> bool:
    return any(
        r.head == noun and r.dep in ("case", "mark", "advmod") and r.text.lower() in SETTING
        for r in rows
    )


def _between(rows: list[Row], noun: int, date: int) -> bool:
    """True when only the noun's own complements stand between the noun and the date."""
    return all(rows[i].pos in _PLAIN for i in range(noun + 1, date))
