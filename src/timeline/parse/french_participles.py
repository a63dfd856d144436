"""French relative clauses, participles and gerunds hung on what they agree with."""

from __future__ import annotations

from timeline.parse import french_trees as trees
from timeline.parse.english import Row

_THOSE = frozenset({"celui", "celle", "ceux", "celles"})


def aims(rows: list[Row]) -> None:
    """ "afin de juger": the infinitive hangs on the verb above, not on "afin"."""
    for n, row in enumerate(rows):
        head = rows[row.head]
        if row.pos == "VERB" and head.text.lower() == "afin" and row.head < n:
            mark = row.head
            top = head.head
            if top == mark or trees.below(rows, top, n):
                continue
            row.head, row.dep = top, "advcl"
            rows[mark].head, rows[mark].dep = n, "mark"
            for r in rows[mark:n]:
                if r.head == n and r.dep == "case":
                    r.dep = "mark"


def gerunds(rows: list[Row]) -> None:
    """ "en battant": what is done so is done by who acts, never by the noun before."""
    for n, row in enumerate(rows):
        head = row.head
        if row.pos != "VERB" or rows[head].pos not in trees.NOUNS or head > n or not n:
            continue
        if rows[n - 1].text.lower() != "en" or not row.text.lower().endswith("ant"):
            continue
        while rows[head].pos not in ("VERB", "AUX") and rows[head].head != head:
            head = rows[head].head
        if rows[head].pos == "VERB":
            trees.hang(rows, n, head, "advcl")


def antecedent(rows: list[Row], pronoun: int) -> None:
    """Hang a clause with "qui" on the noun before it that its verb agrees with."""
    verb = rows[pronoun].head
    if verb < pronoun or not pronoun:
        return
    if rows[verb].dep != "acl:relcl":
        before = rows[pronoun - 1]
        behind = before.text == "," or before.pos in trees.NOUNS
        if not behind or rows[verb].dep not in ("ccomp", "advcl", "parataxis", "xcomp"):
            return
    finite = trees.finite(rows, verb)
    if finite is None:
        return
    number = rows[finite].morph.get("Number", "")
    head = rows[verb].head
    far = any(
        trees.finite(rows, k) is not None
        and rows[k].pos == "VERB"
        and not trees.below(rows, k, head)
        for k in range(head + 1, pronoun)
    )
    if rows[verb].dep == "acl:relcl" and trees.agree(number, trees.number(rows, head)) and not far:
        return
    for k in range(pronoun - 1, -1, -1):
        row = rows[k]
        if row.pos == "VERB" and trees.finite(rows, k) is not None:
            return
        one = row.text.lower() in ("un", "une") and rows[k + 1].text.lower() in ("de", "des", "d'")
        if not _antecedes(rows, k) and not one:
            continue
        fits = number == "Sing" if one else trees.agree(number, trees.number(rows, k))
        if fits:
            if one:
                row.pos = "PRON"
            trees.hang(rows, verb, k if one else _above(rows, k, number), "acl:relcl")
            return


def _above(rows: list[Row], n: int, number: str) -> int:
    """Of "le championnat du monde" the championship, which agrees as well."""
    head = rows[n].head
    of = any(
        r.head == n and r.dep == "case" and r.text.lower() in ("de", "du", "des", "d'")
        for r in rows[:n]
    )
    named = rows[n].entity in ("PER", "PERSON")
    fits = of and not named and rows[head].pos in trees.NOUNS and head < n
    return head if fits and trees.agree(number, trees.number(rows, head)) else n


def _antecedes(rows: list[Row], n: int) -> bool:
    """True for a noun that a clause can follow: one with a determiner, a name, "celui"."""
    row = rows[n]
    if row.text.lower() in _THOSE:
        return True
    if row.pos not in trees.NOUNS or row.dep.startswith("flat") or row.text.lower() in trees.TIMES:
        return False
    determined = any(
        r.head == n and r.dep in ("det", "nummod", "case") and r.text.lower() not in ("de", "d'")
        for r in rows[:n]
    )
    return determined or (row.pos == "PROPN" and row.entity != "")


def inverted(rows: list[Row], n: int) -> None:
    """ "que présente la France": with "que" for an object, the noun behind the verb acts."""
    verb = rows[n].head
    if verb < n or any(r.head == verb and r.dep in trees.SUBJECTS for r in rows):
        return
    for k in range(verb + 1, len(rows)):
        if rows[k].head == verb and rows[k].dep == "obj" and rows[k].pos in trees.NOUNS:
            rows[k].dep = "nsubj"
            if rows[verb].dep == "acl":
                rows[verb].dep = "acl:relcl"
            return


def _form(text: str) -> tuple[str, str]:
    """Gender and number that a participle's ending shows; "" where it shows none."""
    if text.endswith("ées") or text.endswith(("ies", "ues", "tes", "ses")):
        return "Fem", "Plur"
    if text.endswith(("ée", "ie", "ue", "te", "se")):
        return "Fem", "Sing"
    if text.endswith("és"):
        return "Masc", "Plur"
    if text.endswith("é"):
        return "Masc", "Sing"
    return "Masc", ""


def _fits(rows: list[Row], n: int, gender: str, number: str) -> bool:
    """Whether a noun can be what a participle is said of."""
    row = rows[n]
    own = row.morph.get("Gender", "")
    joined = [r for r in rows if r.head == n and r.dep == "conj" and r.pos in trees.NOUNS]
    several = trees.number(rows, n)
    if joined:
        own = "Masc" if "Masc" in (own, *(r.morph.get("Gender") for r in joined)) else own
    if row.pos != "NOUN" and not joined:
        own = own if own == "Fem" else ""
    return trees.agree(number, several) and trees.agree(gender, own)


def participle(rows: list[Row], n: int) -> None:
    """Hang a participle on the nearest noun before it that it agrees with."""
    row = rows[n]
    gender, number = _form(row.text.lower())
    head = row.head
    said_of: int | None = head
    if rows[head].pos not in trees.NOUNS:
        if row.dep == "conj":
            return
        acting = (k for k, r in enumerate(rows) if r.head == head)
        said_of = next((k for k in acting if rows[k].dep in trees.SUBJECTS),
                       None)  # fmt: skip
    near = _nearest(rows, n, gender, number)
    if said_of is not None and rows[said_of].pos in trees.NOUNS:
        close = (
            near is not None and row.dep in ("advcl", "xcomp") and head < near < n
            and (rows[near].dep == "obj" or _own_day(rows, n)) and _beside(rows, near, n)
        )  # fmt: skip
        if _fits(rows, said_of, gender, number) and not close:
            return
    elif said_of is not None or row.dep != "advcl" or n < head:
        return
    if near is None or near == head:
        return
    if not n or (not _after_comma(rows, n) and row.dep in ("advcl", "xcomp")):
        return
    trees.hang(rows, n, near, "acl")


def _after_comma(rows: list[Row], n: int) -> bool:
    """True for a participle behind a comma, an adverb between them or not."""
    at = n - 1
    while at and rows[at].pos == "ADV":
        at -= 1
    return rows[at].text == ","


def _beside(rows: list[Row], noun: int, n: int) -> bool:
    """True where the noun's phrase ends at the comma before a participle."""
    at = n - 1
    while at and rows[at].pos == "ADV":
        at -= 1
    return rows[at].text == "," and (trees.below(rows, at - 1, noun) or noun >= at - 6)


def _own_day(rows: list[Row], n: int) -> bool:
    """True for a participle with a date of its own."""
    return any(
        r.head == n and k > n and (r.text.lower() in trees.TIMES or r.text.isdigit())
        for k, r in enumerate(rows)
    )


def _nearest(rows: list[Row], n: int, gender: str, number: str) -> int | None:
    """The nearest noun before a participle that agrees with it, within its clause."""
    for k in range(n - 1, -1, -1):
        row = rows[k]
        if row.pos == "VERB" and trees.finite(rows, k) is not None:
            return None
        if row.dep == "conj" and row.pos in trees.NOUNS and number == "Plur":
            top = row.head
            if rows[top].pos in trees.NOUNS and _fits(rows, top, gender, number):
                return top
        if _antecedes(rows, k) and _fits(rows, k, gender, number):
            return k
    return None


def leading(rows: list[Row]) -> None:
    """ "Née Louise Morel à Sceaux en 1868, elle …": the participle has the name and the date.

    The model hangs the participle on the name, and the name on the verb behind the comma.
    """
    first, name = rows[0], rows[0].head
    if first.morph.get("VerbForm") != "Part" or name == 0 or rows[name].pos != "PROPN":
        return
    top = rows[name].head
    comma = next((k for k, r in enumerate(rows) if r.text == ","), len(rows))
    if not name < comma < top or rows[top].pos != "VERB" or any(
        r.pos == "VERB" for r in rows[1:comma]
    ):  # fmt: skip
        return
    rows[0].head, rows[0].dep = top, "advcl"
    rows[name].head, rows[name].dep = 0, "xcomp"
    for k in range(name + 1, comma):
        if rows[k].head == name and rows[k].dep == "nmod":
            rows[k].head, rows[k].dep = 0, "obl:mod"
