"""French nouns hung where they belong: dates, appositions, prepositions, objects gone astray."""

from __future__ import annotations

from timeline.parse import french_trees as trees
from timeline.parse.attach import MONTHS
from timeline.parse.english import Row

_WHICH = frozenset({"dernier", "prochain", "même", "premier", "deuxième", "troisième", "chaque"})
# Adverbs that with "de" or "à" are prepositions.
_WITH_OF = frozenset({"lors", "autour", "près", "loin", "auprès", "hors", "grâce", "faute", "face"})
_EDGES = frozenset({"début", "fin", "mi", "courant"})
# Verbs that give a thing to somebody.
_GIVING_WORDS = (
    "accorder adresser apporter attribuer céder confier décerner donner envoyer livrer offrir "
    "présenter proposer remettre rendre transmettre vendre verser"
)
_GIVING = frozenset(_GIVING_WORDS.split())


def dates(rows: list[Row]) -> None:
    """ "début octobre" and "mercredi" are when a thing is done, never its object."""
    for n, row in enumerate(rows):
        text = row.text.lower()
        after = rows[n + 1] if n + 1 < len(rows) else row
        if text == "h" and row.dep in ("obj", "nsubj", "nmod"):
            row.dep = "obl:mod"
        beside = n and row.dep == "amod" and row.head == n + 1 and rows[n - 1].pos == "NOUN"
        if beside and after.text.lower() in MONTHS and row.lemma not in _WHICH:
            # "son feu vert lundi"
            row.head = n - 1
        if row.pos == "NUM" and text.isdigit() and after.text == "h" and after is not row:
            for r in rows[max(0, n - 2) : n]:
                if r.head == n and r.dep == "case":
                    # "à 19 h"
                    r.head = n + 1
        if text in ("locale", "locales") and n and (
            rows[n - 1].text.lower() in ("h", "heures") or rows[n - 1].text.isdigit()
        ):  # fmt: skip
            trees.hang(rows, n, n - 1, "amod")
        if text in _EDGES and after.text.lower() in MONTHS and after is not row:
            if row.dep in ("obj", "nsubj") and not any(
                r.head == n and r.dep == "det" for r in rows[:n]
            ):
                row.dep = "obl:mod"
            trees.hang(rows, n + 1, n, "nmod")
        elif text in MONTHS and row.dep == "nmod" and row.head > n > 0:
            # "ont attaqué vendredi une banque"
            top = rows[row.head].head
            if rows[top].pos == "VERB" and top < n:
                trees.hang(rows, n, top, "obl:mod")
        elif text in MONTHS and row.dep in ("obj", "xcomp") and rows[row.head].pos == "VERB":
            named = row.text[:1].isupper() and n > 0
            if not named:
                row.dep = "obl:mod"
        head = rows[row.head]
        if (
            row.head != n
            and n > row.head
            and head.text.lower() in MONTHS
            and row.pos in trees.NOUNS
        ):
            _off_the_day(rows, n)


def _off_the_day(rows: list[Row], n: int) -> None:
    """Hang "sa démission", "au président" on the verb: a day has no such complements."""
    row = rows[n]
    if (
        not row.dep.startswith(("nmod", "obl"))
        or row.text.lower() in trees.TIMES
        or row.text.isdigit()
    ):
        return
    case = [r for r in rows[:n] if r.head == n and r.dep == "case"]
    day = row.head
    if any(r.text.lower() in ("de", "du", "d'", "des") and r.pos == "ADP" for r in case):
        return
    above = rows[day].head
    if rows[above].pos != "VERB" or above == day:
        return
    if case:
        trees.hang(rows, n, above, "obl:mod")
    elif any(r.head == n and r.dep == "det" for r in rows[:n]) and not any(
        r.head == above and r.dep in ("obj", "aux:pass") for r in rows
    ):
        trees.hang(rows, n, above, "obj")


def coordinated(rows: list[Row]) -> None:
    """ "situées à Bourges et à Turin": like prepositions join like nouns."""
    for n, row in enumerate(rows):
        if row.dep != "conj" or row.pos not in trees.NOUNS:
            continue
        case = _case(rows, n)
        if not case or _case(rows, row.head) == case:
            continue
        for k in range(n - 1, row.head, -1):
            if (
                rows[k].pos in trees.NOUNS
                and _case(rows, k) == case
                and not trees.below(rows, k, n)
            ):
                row.head = k
                break


def _case(rows: list[Row], n: int) -> str:
    return next((r.text.lower() for r in rows[:n] if r.head == n and r.dep == "case"), "")


def adverbs(rows: list[Row]) -> None:
    """ "lors du conseil", "autour de Paris": the noun hangs on the verb, not on the adverb."""
    for n, row in enumerate(rows):
        above = row.head
        head = rows[above]
        if (
            head.text.lower() not in _WITH_OF
            or head.pos != "ADV"
            or above > n
            or head.head == above
        ):
            continue
        if row.pos not in (*trees.NOUNS, "NUM", "PRON") or not any(
            r.head == n and r.dep == "case" for r in rows[above:n]
        ):
            continue
        top = head.head
        if not trees.below(rows, top, n):
            row.head = top
            row.dep = "obl:mod" if rows[top].pos in ("VERB", "AUX", "ADJ") else "nmod"
            head.head, head.dep = n, "case"


def appositions(rows: list[Row]) -> None:
    """ "Le maire, Jean Morel, a …": two names beside each other without "et" are one."""
    for n, row in enumerate(rows):
        if row.dep != "conj" or row.pos not in trees.NOUNS or row.entity not in ("PER", "PERSON"):
            continue
        head = row.head
        if rows[head].pos != "NOUN" or rows[head].dep not in trees.SUBJECTS or n < 2:
            continue
        joined = any(r.pos == "CCONJ" for r in rows[head:n]) or any(
            r.head in (head, n) and r.dep in ("cc", "conj") and k != n for k, r in enumerate(rows)
        )
        verb = trees.finite(rows, rows[head].head)
        if joined or rows[n - 1].text != "," or verb is None:
            continue
        if rows[verb].morph.get("Number") == "Sing":
            row.dep = "appos"


def asides(rows: list[Row]) -> None:
    """ "Les Lions, champions d'Europe, …": a noun between commas beside another is apposed."""
    for n, row in enumerate(rows):
        if row.pos != "NOUN" or row.dep not in ("nmod", "flat:name", "flat", "advmod", "amod"):
            continue
        head = row.head
        if head > n or rows[head].pos not in trees.NOUNS or row.text.lower() in trees.TIMES:
            continue
        own = [k for k in range(head + 1, n) if rows[k].head == n]
        first = own[0] if own else n
        if rows[first - 1].text not in (",", ":") or any(rows[k].dep == "case" for k in own):
            continue
        row.dep = "appos"


def named(rows: list[Row]) -> None:
    """ "a dit la maire, Anna Costa": a name behind a comma is apposed, not a second one."""
    for n, row in enumerate(rows):
        head = row.head
        capital = row.pos in trees.NOUNS and row.text[:1].isupper() and rows[head].text.islower()
        if row.dep != "conj" or not capital or rows[head].pos != "NOUN" or head > n:
            continue
        joined = any(r.head == n and r.dep == "cc" for r in rows[:n])
        more = any(r.head == head and r.dep == "conj" and r is not row for r in rows)
        if not joined and not more and rows[n - 1].text == ",":
            row.dep = "appos"


# Verbs of the news that take an object and never "de".
_TAKING_WORDS = """
confirmer adopter annoncer imposer prendre lancer signer décréter approuver voter prononcer déposer
publier dénoncer condamner organiser tenir conclure engager infliger lever exiger présenter proposer
prévoir ordonner réclamer envoyer mener faire causer provoquer"""
_TAKING = frozenset(_TAKING_WORDS.split())


def lost_object(rows: list[Row], n: int) -> None:
    """Hang a noun that has an article but no preposition on its verb, whose object it is."""
    row = rows[n]
    head = row.head
    if head > n or row.text.lower() in trees.TIMES or row.entity:
        return
    if rows[head].pos not in (*trees.NOUNS, "VERB"):
        return
    first = min((k for k in range(head + 1, n + 1) if trees.below(rows, k, n)), default=n)
    # "inscrit mardi huit firmes sur la liste": a number does for an article beside the verb.
    counted = rows[first].dep == "nummod" and rows[head].pos == "VERB"
    determined = (rows[first].pos == "DET" or counted) and rows[first].head == n
    if not determined or rows[first - 1].text in (",", "(", "-", "–", ":", "/"):
        return
    barred = ("case",) if counted else ("case", "nummod")
    if any(r.head == n and r.dep in barred for r in rows[:n]):
        return
    verb = head
    while rows[verb].pos not in ("VERB", "AUX") and rows[verb].head != verb:
        if rows[verb].head > verb:
            return
        verb = rows[verb].head
    if rows[verb].pos != "VERB" or any(
        r.head == verb and r.dep in ("obj", "aux:pass", "xcomp", "ccomp") for r in rows
    ):
        return
    if rows[verb].dep == "acl" and rows[verb].morph.get("Tense") == "Past":
        return
    after = [k for k in range(n + 1, len(rows)) if rows[k].head == head]
    trees.hang(rows, n, verb, "obj")
    for k in after:
        if rows[k].dep.startswith("nmod"):
            rows[k].head = n


def given(rows: list[Row], n: int) -> None:
    """ "a offert à Ann, qui fête ses 60 ans, un livre": what is given stands behind the clause."""
    first = min(k for k in range(n + 1) if trees.below(rows, k, n) and k > rows[n].head)
    if rows[first].pos != "DET" or rows[first - 1].text != ",":
        return
    clause = n
    while rows[clause].dep != "acl:relcl" and rows[clause].head != clause:
        clause = rows[clause].head
    if rows[clause].head == clause:
        return
    verb = rows[rows[clause].head].head
    given = rows[verb].pos == "VERB" and rows[verb].lemma in _GIVING
    if given and not any(r.head == verb and r.dep in ("obj", "aux:pass") for r in rows):
        trees.hang(rows, n, verb, "obj")


def dated_participle(rows: list[Row], n: int) -> None:
    """ "verser d'ici la fin du mois le prêt promis le 14 mai": the nearer verb has the date."""
    day = rows[n].head if rows[n].dep == "nmod" and rows[rows[n].head].pos == "NUM" else n
    verb = rows[day].head
    if rows[verb].pos != "VERB" or verb > day or not rows[day].dep.startswith("obl"):
        return
    timed = any(
        r.head == verb and k < day and r.dep.startswith("obl") and (
            r.text.lower() in trees.TIMES or r.text.lower() in _EDGES
        )
        for k, r in enumerate(rows)
    )  # fmt: skip
    if not timed:
        return
    for k in range(day - 1, max(verb, day - 6), -1):
        if rows[k].text == ",":
            return
        if rows[k].dep == "acl" and trees.bare_participle(rows, k):
            trees.hang(rows, day, k, "obl:mod")
            return


def placed(rows: list[Row], n: int) -> bool:
    """Hang "à Lyon" in "le traité signé à Lyon" on the participle it follows."""
    case = next((k for k in range(n) if rows[k].head == n and rows[k].dep == "case"), None)
    if case is None or not case or rows[case].text.lower() in ("de", "d'", "du", "des"):
        return False
    before = case - 1
    if rows[n].head >= before or not trees.bare_participle(rows, before):
        return False
    trees.hang(rows, n, before, "obl:mod")
    return True


def partitive(rows: list[Row], n: int) -> None:
    """ "a confirmé des sanctions": behind a verb that takes an object, "des" is its article."""
    verb = rows[n].head
    case = next((k for k in range(verb + 1, n) if rows[k].head == n and rows[k].dep == "case"), n)
    if rows[case].text.lower() != "des" or rows[verb].lemma not in _TAKING:
        return
    if any(r.head == verb and r.dep in ("obj", "aux:pass", "expl:comp", "expl:pass") for r in rows):
        return
    rows[n].dep, rows[case].dep, rows[case].pos = "obj", "det", "DET"


def second_subject(rows: list[Row], n: int) -> None:
    """ "Un dîner avait réuni autour d'Ann les élus": the second subject is the object."""
    verb = rows[n].head
    if n < verb or rows[verb].pos != "VERB" or rows[n - 1].text == ",":
        return
    before = any(
        r.head == verb and r.dep in trees.SUBJECTS and r.text.lower() not in ("il", "ce", "c'", "-")
        for r in rows[:verb]
    )
    if before and not any(r.head == verb and r.dep in ("obj", "aux:pass") for r in rows):
        rows[n].dep = "obj"
