"""French clauses put right where the model hangs them so that a verb and its subject disagree.

The model often takes a subject with a relative clause behind it ("Le groupe, qui a vendu …, ferme
…") for a sentence without a verb, hangs a participle on the clause instead of on the noun before
it, or a relative clause on a noun too far off. Number, gender and commas tell better. A tree is
touched only where it cannot be right as it stands.
"""

from __future__ import annotations

from timeline.parse.attach import MONTHS
from timeline.parse.english import Row

_RELATIVE = frozenset(
    "qui que qu' dont où lequel laquelle lesquels lesquelles duquel auquel desquels desquelles "
    "auxquels auxquelles".split()
)
_SUBJECTS = ("nsubj", "nsubj:pass")
_HELPERS = frozenset({"aux:tense", "aux:pass", "aux", "cop"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_THOSE = frozenset({"celui", "celle", "ceux", "celles"})
_CLITICS = frozenset("se s' ne n' le la l' les lui leur y en me m' te t' nous vous".split())
_OPENERS = frozenset({",", "«", "(", "»", ")"})
_WHICH = frozenset({"dernier", "prochain", "même", "premier", "deuxième", "troisième", "chaque"})
# Adverbs that with "de" or "à" are prepositions.
_WITH_OF = frozenset({"lors", "autour", "près", "loin", "auprès", "hors", "grâce", "faute", "face"})
_EDGES = frozenset({"début", "fin", "mi", "courant"})
# Participles of verbs that make somebody something.
_CROWNED = {
    "sacré": "sacrer", "élu": "élire", "réélu": "réélire", "nommé": "nommer",
    "désigné": "désigner", "proclamé": "proclamer", "couronné": "couronner",
}  # fmt: skip
# Verbs that stand with their subject behind what was said.
_SAYING = frozenset(
    "affirmer ajouter annoncer assurer avertir concéder confier confirmer conclure déclarer déplorer "
    "dire estimer expliquer indiquer insister juger lancer noter observer préciser prévenir "
    "rappeler raconter rapporter reconnaître regretter relever répondre résumer révéler signaler "
    "souligner témoigner".split()
)
# Verbs that give a thing to somebody.
_GIVING = frozenset(
    "accorder adresser apporter attribuer céder confier décerner donner envoyer livrer offrir "
    "présenter proposer remettre rendre transmettre vendre verser".split()
)
_TIMES = MONTHS | frozenset(
    "jour jours semaine semaines mois an ans année années heure heures matin soir nuit "
    "après-midi matinée soirée week-end fois hier demain veille lendemain".split()
)
_HUNG = frozenset(
    {"conj", "advcl", "advmod", "ccomp", "parataxis", "xcomp", "dep", "obl:mod", "acl", "appos"}
    | {"acl:relcl", "amod", "nmod", "punct", "obl:arg"}
)


def convert(rows: list[Row]) -> None:
    """Mend the clauses of one sentence in place."""
    _paired(rows)
    _gerunds(rows)
    _days(rows)
    _crowned(rows)
    _dates(rows)
    _aims(rows)
    _appositions(rows)
    _asides(rows)
    _adverbs(rows)
    _coordinated(rows)
    _relative_subjects(rows)
    _framed(rows)
    _speakers(rows)
    for n, row in enumerate(rows):
        if row.dep == "acl:relcl":
            _unrelated(rows, n)
    for n, row in enumerate(rows):
        if row.dep in ("root", "ROOT") and row.pos in ("NOUN", "PROPN", "PRON") and row.head == n:
            _main_verb(rows, n)
            break
    for n in range(len(rows)):
        _unacted(rows, n)
    for n, row in enumerate(rows):
        if row.text.lower() == "qui" and row.dep in _SUBJECTS:
            _antecedent(rows, n)
        elif row.text.lower() in ("que", "qu'") and row.dep == "obj":
            _inverted(rows, n)
        elif _bare_participle(rows, n):
            _participle(rows, n)
        elif row.text.lower() in MONTHS and row.dep in ("nmod", "obl:mod"):
            _dated_participle(rows, n)
        elif row.pos in _NOUNS and row.dep == "nmod" and _placed(rows, n):
            pass
        elif row.pos == "NOUN" and row.dep.startswith(("nmod", "obl", "dep")):
            _lost_object(rows, n)
        elif row.pos == "NOUN" and row.dep == "appos":
            _lost_object(rows, n)
            _given(rows, n)
        elif row.dep in _SUBJECTS and row.pos in _NOUNS:
            _second_subject(rows, n)


# -- what a tree says ------------------------------------------------------------------------------


def _below(rows: list[Row], n: int, top: int) -> bool:
    """Whether a token hangs on another one, however far below it."""
    for _ in range(len(rows)):
        if n == top:
            return True
        if rows[n].head == n:
            return False
        n = rows[n].head
    return True


def _hang(rows: list[Row], n: int, head: int, dep: str) -> None:
    """Hang a token elsewhere, unless it would hang on itself."""
    if n != head and not _below(rows, head, n):
        rows[n].head, rows[n].dep = head, dep


def _helpers(rows: list[Row], n: int) -> list[int]:
    return [k for k in range(n) if rows[k].head == n and rows[k].dep in _HELPERS]


def _finite(rows: list[Row], n: int) -> int | None:
    """The finite verb of a predicate, itself or an auxiliary; None where it has none."""
    for k in [*_helpers(rows, n), n]:
        if rows[k].pos in ("VERB", "AUX") and rows[k].morph.get("VerbForm") == "Fin":
            return k
    return None


def _number(rows: list[Row], n: int) -> str:
    """Number of a noun with what is coordinated with it; "" where nothing tells."""
    if any(r.head == n and r.dep == "conj" and r.pos in _NOUNS for r in rows):
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


def _agree(first: str, second: str) -> bool:
    return not first or not second or first == second


def _group_start(rows: list[Row], n: int) -> int:
    """The first word of a verb group: clitics, "ne" and auxiliaries before the verb."""
    at = n
    while at:
        before = rows[at - 1]
        own = before.head == n or before.head == at
        clitic = before.text.lower() in _CLITICS and before.pos in ("PRON", "ADV", "PART")
        if (own and before.dep in _HELPERS) or clitic or (own and before.pos == "ADV"):
            at -= 1
        else:
            break
    return at


# -- dates and aims --------------------------------------------------------------------------------


def _dates(rows: list[Row]) -> None:
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
            _hang(rows, n, n - 1, "amod")
        if text in _EDGES and after.text.lower() in MONTHS and after is not row:
            if row.dep in ("obj", "nsubj") and not any(
                r.head == n and r.dep == "det" for r in rows[:n]
            ):
                row.dep = "obl:mod"
            _hang(rows, n + 1, n, "nmod")
        elif text in MONTHS and row.dep == "nmod" and row.head > n > 0:
            # "ont attaqué vendredi une banque"
            top = rows[row.head].head
            if rows[top].pos == "VERB" and top < n:
                _hang(rows, n, top, "obl:mod")
        elif text in MONTHS and row.dep in ("obj", "xcomp") and rows[row.head].pos == "VERB":
            named = row.text[:1].isupper() and n > 0
            if not named:
                row.dep = "obl:mod"
        head = rows[row.head]
        if row.head != n and n > row.head and head.text.lower() in MONTHS and row.pos in _NOUNS:
            _off_the_day(rows, n)


def _off_the_day(rows: list[Row], n: int) -> None:
    """Hang "sa démission", "au président" on the verb: a day has no such complements."""
    row = rows[n]
    if not row.dep.startswith(("nmod", "obl")) or row.text.lower() in _TIMES or row.text.isdigit():
        return
    case = [r for r in rows[:n] if r.head == n and r.dep == "case"]
    day = row.head
    if any(r.text.lower() in ("de", "du", "d'", "des") and r.pos == "ADP" for r in case):
        return
    above = rows[day].head
    if rows[above].pos != "VERB" or above == day:
        return
    if case:
        _hang(rows, n, above, "obl:mod")
    elif any(r.head == n and r.dep == "det" for r in rows[:n]) and not any(
        r.head == above and r.dep in ("obj", "aux:pass") for r in rows
    ):
        _hang(rows, n, above, "obj")


def _aims(rows: list[Row]) -> None:
    """ "afin de juger": the infinitive hangs on the verb above, not on "afin"."""
    for n, row in enumerate(rows):
        head = rows[row.head]
        if row.pos == "VERB" and head.text.lower() == "afin" and row.head < n:
            mark = row.head
            top = head.head
            if top == mark or _below(rows, top, n):
                continue
            row.head, row.dep = top, "advcl"
            rows[mark].head, rows[mark].dep = n, "mark"
            for r in rows[mark:n]:
                if r.head == n and r.dep == "case":
                    r.dep = "mark"


def _coordinated(rows: list[Row]) -> None:
    """ "situées à Bourges et à Turin": like prepositions join like nouns."""
    for n, row in enumerate(rows):
        if row.dep != "conj" or row.pos not in _NOUNS:
            continue
        case = _case(rows, n)
        if not case or _case(rows, row.head) == case:
            continue
        for k in range(n - 1, row.head, -1):
            if rows[k].pos in _NOUNS and _case(rows, k) == case and not _below(rows, k, n):
                row.head = k
                break


def _case(rows: list[Row], n: int) -> str:
    return next((r.text.lower() for r in rows[:n] if r.head == n and r.dep == "case"), "")


def _adverbs(rows: list[Row]) -> None:
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
        if row.pos not in (*_NOUNS, "NUM", "PRON") or not any(
            r.head == n and r.dep == "case" for r in rows[above:n]
        ):
            continue
        top = head.head
        if not _below(rows, top, n):
            row.head = top
            row.dep = "obl:mod" if rows[top].pos in ("VERB", "AUX", "ADJ") else "nmod"
            head.head, head.dep = n, "case"


def _relative_subjects(rows: list[Row]) -> None:
    """ "Le jury, que présidait Ann, a …", "Le chef, dont le fils a …, a …": whose subject it is."""
    for n, row in enumerate(rows):
        if row.dep not in _SUBJECTS or row.pos not in _NOUNS or row.head < n:
            continue
        inner = row.head
        word = next(
            (k for k in range(n + 1, inner)
             if rows[k].text.lower() in ("que", "qu'", "dont", "qui", "où")
             and (rows[k].head == inner or rows[rows[k].head].head == inner)),
            None,
        )  # fmt: skip
        if word is None or rows[word - 1].text != "," or _finite(rows, inner) is None:
            continue
        other = any(r.head == inner and r.dep in _SUBJECTS and k != n for k, r in enumerate(rows))
        if not other:
            continue
        main: int | None = rows[inner].head
        if main == inner:
            main = next((k for k in range(inner + 1, len(rows)) if rows[k].head == inner
                         and _finite(rows, k) is not None and rows[k].dep in _HUNG
                         and rows[_group_start(rows, k) - 1].text == ","), None)  # fmt: skip
        if main is None or main < inner or any(
            r.head == main and r.dep in _SUBJECTS for r in rows
        ) or _finite(rows, main) is None:  # fmt: skip
            continue
        top, label = rows[inner].head == inner, rows[inner].dep
        if top:
            rows[main].head, rows[main].dep = main, label
            for k, r in enumerate(rows):
                if r.head == inner and k > main:
                    r.head = main
        passive = any(r.head == main and r.dep == "aux:pass" for r in rows)
        row.head, row.dep = main, "nsubj:pass" if passive else "nsubj"
        rows[inner].head, rows[inner].dep = n, "acl:relcl"


def _framed(rows: list[Row]) -> None:
    """ "Tourné en 2020, le film raconte …": the participle frames the clause that follows."""
    top = next((n for n, row in enumerate(rows) if row.head == n), 0)
    if rows[top].morph.get("VerbForm") != "Part" or _helpers(rows, top) or any(
        r.head == top and r.dep in _SUBJECTS for r in rows
    ):  # fmt: skip
        return
    for n in range(top + 1, len(rows)):
        row = rows[n]
        acted = any(r.head == n and r.dep in _SUBJECTS and k > top for k, r in enumerate(rows[:n]))
        hung = row.head == top and row.dep in ("parataxis", "conj", "ccomp", "advcl", "xcomp")
        marked = any(r.head == n and r.dep in ("mark", "cc") for r in rows[:n])
        if hung and acted and not marked and _finite(rows, n) is not None:
            row.head, row.dep = n, rows[top].dep
            rows[top].head, rows[top].dep = n, "advcl"
            return


def _appositions(rows: list[Row]) -> None:
    """ "Le maire, Jean Morel, a …": two names beside each other without "et" are one."""
    for n, row in enumerate(rows):
        if row.dep != "conj" or row.pos not in _NOUNS or row.entity not in ("PER", "PERSON"):
            continue
        head = row.head
        if rows[head].pos != "NOUN" or rows[head].dep not in _SUBJECTS or n < 2:
            continue
        joined = any(r.pos == "CCONJ" for r in rows[head:n]) or any(
            r.head in (head, n) and r.dep in ("cc", "conj") and k != n for k, r in enumerate(rows)
        )
        verb = _finite(rows, rows[head].head)
        if joined or rows[n - 1].text != "," or verb is None:
            continue
        if rows[verb].morph.get("Number") == "Sing":
            row.dep = "appos"


def _asides(rows: list[Row]) -> None:
    """ "Les Lions, champions d'Europe, …": a noun between commas beside another is apposed."""
    for n, row in enumerate(rows):
        if row.pos != "NOUN" or row.dep not in ("nmod", "flat:name", "flat", "advmod", "amod"):
            continue
        head = row.head
        if head > n or rows[head].pos not in _NOUNS or row.text.lower() in _TIMES:
            continue
        own = [k for k in range(head + 1, n) if rows[k].head == n]
        first = own[0] if own else n
        if rows[first - 1].text not in (",", ":") or any(rows[k].dep == "case" for k in own):
            continue
        row.dep = "appos"


def _speakers(rows: list[Row]) -> None:
    """ "…, a annoncé lundi la direction": what follows a verb of saying between commas says it."""
    for n, row in enumerate(rows):
        if row.pos != "VERB" or row.lemma not in _SAYING or _finite(rows, n) is None:
            continue
        start = _group_start(rows, n)
        if not start or rows[start - 1].text not in (",", "»", '"', "”", "?", "!", "-", "–"):
            continue
        below = [k for k, r in enumerate(rows) if r.head == n]
        if any(rows[k].dep in (*_SUBJECTS, "ccomp", "xcomp") and k >= start for k in below):
            continue
        if any(rows[k].dep in _SUBJECTS and rows[k].pos == "PRON" for k in below):
            continue
        if any(rows[k].text.lower() in ("que", "qu'") for k in range(n + 1, min(n + 4, len(rows)))):
            continue
        said = [k for k in below if rows[k].dep == "obj" and k > n and rows[k].pos in _NOUNS]
        if len(said) == 1 and _behind_comma(rows, n, said[0]):
            rows[said[0]].dep = "nsubj"
            if row.dep in ("advcl", "conj", "advmod", "acl", "xcomp", "ccomp"):
                row.dep = "parataxis"


def _behind_comma(rows: list[Row], verb: int, noun: int) -> bool:
    """True where the clause of saying ends the sentence, or a comma follows its subject."""
    last = max(k for k in range(len(rows)) if _below(rows, k, noun))
    number = rows[_finite(rows, verb) or verb].morph.get("Number", "")
    # With a subject of its own before the verb, a third word behind it would be no subject.
    before = any(rows[k].head == verb and rows[k].dep in _SUBJECTS for k in range(verb))
    return last >= len(rows) - 2 and not before and _agree(number, _number(rows, noun))


def _paired(rows: list[Row]) -> None:
    """ "Dix sont mortes et vingt ont été blessées": no verb with an auxiliary is a subject."""
    for n, row in enumerate(rows):
        if row.dep not in _SUBJECTS or row.pos != "VERB" or row.head < n or not _helpers(rows, n):
            continue
        second = row.head
        if not any(r.text.lower() in ("et", "mais", ",") for r in rows[n + 1 : second]):
            continue
        row.head = n if rows[second].head == second else rows[second].head
        row.dep = rows[second].dep
        rows[second].head, rows[second].dep = n, "conj"


def _gerunds(rows: list[Row]) -> None:
    """ "en battant": what is done so is done by who acts, never by the noun before."""
    for n, row in enumerate(rows):
        head = row.head
        if row.pos != "VERB" or rows[head].pos not in _NOUNS or head > n or not n:
            continue
        if rows[n - 1].text.lower() != "en" or not row.text.lower().endswith("ant"):
            continue
        while rows[head].pos not in ("VERB", "AUX") and rows[head].head != head:
            head = rows[head].head
        if rows[head].pos == "VERB":
            _hang(rows, n, head, "advcl")


def _days(rows: list[Row]) -> None:
    """ "est morte lundi à Paris": the participle is the verb, never the day."""
    for n, row in enumerate(rows):
        if row.text.lower() not in MONTHS or not any(
            r.head == n and r.dep in _HELPERS and r.pos == "AUX" for r in rows[:n]
        ):  # fmt: skip
            continue
        verb = n - 1
        if not n or rows[verb].head != n or rows[verb].morph.get("VerbForm") != "Part":
            continue
        rows[verb].head = verb if row.head == n else row.head
        rows[verb].dep, rows[verb].pos = row.dep, "VERB"
        row.head, row.dep = verb, "obl:mod"
        for k, r in enumerate(rows):
            if r.head == n and k != verb and not (r.dep in ("amod", "det", "nmod") and k == n + 1):
                r.head = verb


def _unacted(rows: list[Row], verb: int) -> None:
    """Give a finite verb without a subject the bare noun before it that agrees with it."""
    finite = _finite(rows, verb)
    row = rows[verb]
    if finite is None or row.pos != "VERB" or row.dep not in ("root", "ROOT", "ccomp", "advcl"):
        return
    if any(r.head == verb and r.dep in (*_SUBJECTS, "csubj", "expl:subj") for r in rows):
        return
    start = _group_start(rows, verb)
    number = rows[finite].morph.get("Number", "")
    found = [
        k for k in range(start)
        if rows[k].head == verb and rows[k].pos in _NOUNS
        and rows[k].dep in ("obl:mod", "obl:arg", "nmod", "dislocated", "advmod", "dep")
        and rows[k].text.lower() not in _TIMES and _agree(number, _number(rows, k))
        and not any(r.head == k and r.dep == "case" for r in rows[:k])
    ]  # fmt: skip
    if len(found) == 1:
        passive = any(r.head == verb and r.dep == "aux:pass" for r in rows)
        rows[found[0]].dep = "nsubj:pass" if passive else "nsubj"


# -- main clauses ----------------------------------------------------------------------------------


def _unrelated(rows: list[Row], n: int) -> None:
    """Free a clause that has a subject of its own and no relative word from the noun it is on."""
    head = rows[n].head
    first = next((k for k in range(head + 1, n) if rows[k].head == n and rows[k].dep in _SUBJECTS),
                 None)  # fmt: skip
    if first is None or rows[first].text.lower() in _RELATIVE:
        return
    if any(r.text.lower() in _RELATIVE for r in rows[head + 1 : n]):
        return
    if _finite(rows, n) is None:
        return
    top = head
    while rows[top].head != top:
        top = rows[top].head
    if _finite(rows, top) is not None or top > first:
        return
    # The top is a participle or a noun ("Revenus au port, ils ont …"): it frames the clause.
    rows[n].head, rows[n].dep = n, rows[top].dep
    rows[top].head = n
    rows[top].dep = "advcl" if rows[top].pos == "VERB" else "obl:mod"


def _main_verb(rows: list[Row], noun: int) -> None:
    """Give a sentence "N, qui …, verb" its verb back."""
    clause = next(
        (k for k in range(noun + 1, len(rows)) if rows[k].dep == "acl:relcl" and rows[k].head == noun
         and any(r.text.lower() in _RELATIVE for r in rows[noun + 1 : k])),
        None,
    )  # fmt: skip
    if clause is None:
        _bare_clause(rows, noun)
        return
    inner = _finite(rows, clause)
    told = rows[inner].morph.get("Number", "") if inner is not None else ""
    for verb in range(clause + 1, len(rows)):
        under = _below(rows, verb, clause) or rows[verb].head == noun
        if rows[verb].dep not in _HUNG or not under or _finite(
            rows, verb
        ) is None:  # fmt: skip
            continue
        if not _is_main(rows, noun, clause, verb, told):
            continue
        _raise(rows, noun, clause, verb)
        return


def _bare_clause(rows: list[Row], noun: int) -> None:
    """ "Le Parlement votera …": a finite clause on a noun has a relative word, or is the sentence."""
    for n in range(noun + 1, len(rows)):
        row = rows[n]
        if row.head != noun or row.dep not in ("acl", "acl:relcl", "amod") or row.pos != "VERB":
            continue
        start = _group_start(rows, n)
        if _finite(rows, n) is None or any(
            r.text.lower() in _RELATIVE or r.text in (",", ":", "(") for r in rows[noun + 1 : start]
        ) or any(r.head == n and r.dep in _SUBJECTS for r in rows):  # fmt: skip
            return
        if _agree(rows[_finite(rows, n) or n].morph.get("Number", ""), _number(rows, noun)):
            _raise(rows, noun, n, n)
        return


def _is_main(rows: list[Row], noun: int, clause: int, verb: int, told: str) -> bool:
    start = _group_start(rows, verb)
    own = [k for k in range(clause, verb) if rows[k].head == verb and rows[k].dep in _SUBJECTS]
    finite = _finite(rows, verb)
    number = rows[finite].morph.get("Number", "") if finite is not None else ""
    if any(rows[k].text.lower() in _RELATIVE or rows[k].pos == "PRON" for k in own):
        return False
    if any(
        r.head == verb and r.dep in ("mark", "cc") or r.text.lower() in _RELATIVE
        for r in rows[clause + 1 : verb]
        if r.head == verb or rows[r.head].head == verb
    ):
        return False
    comma = rows[start - 1].text == ","
    differs = bool(number and told and number != told)
    # No finite verb is a complement of these kinds.
    differs = differs or (
        rows[verb].dep in ("xcomp", "advmod", "amod", "nmod", "obl:mod", "obl:arg")
        and bool(_helpers(rows, verb))
    )
    agrees = _agree(number, _number(rows, noun))
    return agrees and (comma or (differs and not own))


def _raise(rows: list[Row], noun: int, clause: int, verb: int) -> None:
    start = _group_start(rows, verb)
    label = rows[noun].dep
    passive = any(r.head == verb and r.dep == "aux:pass" for r in rows)
    for k, r in enumerate(rows):
        if r.head == verb and r.dep in _SUBJECTS and k < start:
            filled = any(o.head == clause and o.dep == "obj" for o in rows)
            _hang(rows, k, clause, "obl:mod" if filled else "obj")
        elif r.head == clause and k > verb:
            r.head = verb
        elif r.head == noun and k > verb:
            r.head = verb
    rows[verb].head, rows[verb].dep = verb, label
    rows[noun].head, rows[noun].dep = verb, "nsubj:pass" if passive else "nsubj"


# -- relative clauses and participles --------------------------------------------------------------


def _antecedent(rows: list[Row], pronoun: int) -> None:
    """Hang a clause with "qui" on the noun before it that its verb agrees with."""
    verb = rows[pronoun].head
    if verb < pronoun or not pronoun:
        return
    if rows[verb].dep != "acl:relcl":
        before = rows[pronoun - 1]
        behind = before.text == "," or before.pos in _NOUNS
        if not behind or rows[verb].dep not in ("ccomp", "advcl", "parataxis", "xcomp"):
            return
    finite = _finite(rows, verb)
    if finite is None:
        return
    number = rows[finite].morph.get("Number", "")
    head = rows[verb].head
    far = any(
        _finite(rows, k) is not None and rows[k].pos == "VERB" and not _below(rows, k, head)
        for k in range(head + 1, pronoun)
    )
    if rows[verb].dep == "acl:relcl" and _agree(number, _number(rows, head)) and not far:
        return
    for k in range(pronoun - 1, -1, -1):
        row = rows[k]
        if row.pos == "VERB" and _finite(rows, k) is not None:
            return
        one = row.text.lower() in ("un", "une") and rows[k + 1].text.lower() in ("de", "des", "d'")
        if not _antecedes(rows, k) and not one:
            continue
        fits = number == "Sing" if one else _agree(number, _number(rows, k))
        if fits:
            if one:
                row.pos = "PRON"
            _hang(rows, verb, k, "acl:relcl")
            return


def _antecedes(rows: list[Row], n: int) -> bool:
    """True for a noun that a clause can follow: one with a determiner, a name, "celui"."""
    row = rows[n]
    if row.text.lower() in _THOSE:
        return True
    if row.pos not in _NOUNS or row.dep.startswith("flat") or row.text.lower() in _TIMES:
        return False
    determined = any(
        r.head == n and r.dep in ("det", "nummod", "case") and r.text.lower() not in ("de", "d'")
        for r in rows[:n]
    )
    return determined or (row.pos == "PROPN" and row.entity != "")


def _inverted(rows: list[Row], n: int) -> None:
    """ "que présente la France": with "que" for an object, the noun behind the verb acts."""
    verb = rows[n].head
    if verb < n or any(r.head == verb and r.dep in _SUBJECTS for r in rows):
        return
    for k in range(verb + 1, len(rows)):
        if rows[k].head == verb and rows[k].dep == "obj" and rows[k].pos in _NOUNS:
            rows[k].dep = "nsubj"
            if rows[verb].dep == "acl":
                rows[verb].dep = "acl:relcl"
            return


def _bare_participle(rows: list[Row], n: int) -> bool:
    row = rows[n]
    return (
        row.pos == "VERB" and row.morph.get("VerbForm") == "Part"
        and row.morph.get("Tense") == "Past" and row.dep in ("acl", "advcl", "conj", "xcomp")
        and not _helpers(rows, n)
    )  # fmt: skip


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
    joined = [r for r in rows if r.head == n and r.dep == "conj" and r.pos in _NOUNS]
    several = _number(rows, n)
    if joined:
        own = "Masc" if "Masc" in (own, *(r.morph.get("Gender") for r in joined)) else own
    if row.pos != "NOUN" and not joined:
        own = own if own == "Fem" else ""
    return _agree(number, several) and _agree(gender, own)


def _participle(rows: list[Row], n: int) -> None:
    """Hang a participle on the nearest noun before it that it agrees with."""
    row = rows[n]
    gender, number = _form(row.text.lower())
    head = row.head
    said_of: int | None = head
    if rows[head].pos not in _NOUNS:
        if row.dep == "conj":
            return
        said_of = next((k for k, r in enumerate(rows) if r.head == head and r.dep in _SUBJECTS),
                       None)  # fmt: skip
    near = _nearest(rows, n, gender, number)
    if said_of is not None and rows[said_of].pos in _NOUNS:
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
    _hang(rows, n, near, "acl")


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
    return rows[at].text == "," and (_below(rows, at - 1, noun) or noun >= at - 6)


def _own_day(rows: list[Row], n: int) -> bool:
    """True for a participle with a date of its own."""
    return any(
        r.head == n and k > n and (r.text.lower() in _TIMES or r.text.isdigit())
        for k, r in enumerate(rows)
    )


def _nearest(rows: list[Row], n: int, gender: str, number: str) -> int | None:
    """The nearest noun before a participle that agrees with it, within its clause."""
    for k in range(n - 1, -1, -1):
        row = rows[k]
        if row.pos == "VERB" and _finite(rows, k) is not None:
            return None
        if row.dep == "conj" and row.pos in _NOUNS and number == "Plur":
            top = row.head
            if rows[top].pos in _NOUNS and _fits(rows, top, gender, number):
                return top
        if _antecedes(rows, k) and _fits(rows, k, gender, number):
            return k
    return None


def _lost_object(rows: list[Row], n: int) -> None:
    """Hang a noun that has an article but no preposition on its verb, whose object it is."""
    row = rows[n]
    head = row.head
    if head > n or row.text.lower() in _TIMES or row.entity:
        return
    if rows[head].pos not in (*_NOUNS, "VERB"):
        return
    first = min((k for k in range(head + 1, n + 1) if _below(rows, k, n)), default=n)
    determined = rows[first].pos == "DET" and rows[first].head == n
    if not determined or rows[first - 1].text in (",", "(", "-", "–", ":", "/"):
        return
    if any(r.head == n and r.dep in ("case", "nummod") for r in rows[:n]):
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
    _hang(rows, n, verb, "obj")
    for k in after:
        if rows[k].dep.startswith("nmod"):
            rows[k].head = n


def _given(rows: list[Row], n: int) -> None:
    """ "a offert à Ann, qui fête ses 60 ans, un livre": what is given stands behind the clause."""
    first = min(k for k in range(n + 1) if _below(rows, k, n) and k > rows[n].head)
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
        _hang(rows, n, verb, "obj")


def _dated_participle(rows: list[Row], n: int) -> None:
    """ "verser d'ici la fin du mois le prêt promis le 14 mai": the nearer verb has the date."""
    day = rows[n].head if rows[n].dep == "nmod" and rows[rows[n].head].pos == "NUM" else n
    verb = rows[day].head
    if rows[verb].pos != "VERB" or verb > day or not rows[day].dep.startswith("obl"):
        return
    timed = any(
        r.head == verb and k < day and r.dep.startswith("obl") and (
            r.text.lower() in _TIMES or r.text.lower() in _EDGES
        )
        for k, r in enumerate(rows)
    )  # fmt: skip
    if not timed:
        return
    for k in range(day - 1, max(verb, day - 6), -1):
        if rows[k].text == ",":
            return
        if rows[k].dep == "acl" and _bare_participle(rows, k):
            _hang(rows, day, k, "obl:mod")
            return


def _placed(rows: list[Row], n: int) -> bool:
    """Hang "à Lyon" in "le traité signé à Lyon" on the participle it follows."""
    case = next((k for k in range(n) if rows[k].head == n and rows[k].dep == "case"), None)
    if case is None or not case or rows[case].text.lower() in ("de", "d'", "du", "des"):
        return False
    before = case - 1
    if rows[n].head >= before or not _bare_participle(rows, before):
        return False
    _hang(rows, n, before, "obl:mod")
    return True


def _crowned(rows: list[Row]) -> None:
    """ "a été sacré champion", "est élu maire": the participle is the verb, what follows its part."""
    for n, row in enumerate(rows):
        if row.pos not in _NOUNS or not any(r.head == n and r.dep == "cop" for r in rows[:n]):
            continue
        last = max(k for k in range(n) if rows[k].head == n and rows[k].dep == "cop")
        verb = last + 1
        form = rows[verb].text.lower()
        made = form.removesuffix("s").removesuffix("e")
        if verb >= n or rows[verb].head != n or made not in _CROWNED:
            continue
        rows[verb].lemma, rows[verb].pos = _CROWNED[made], "VERB"
        rows[verb].morph |= {
            "VerbForm": "Part", "Tense": "Past",
            "Number": "Plur" if form.endswith("s") else "Sing",
        }  # fmt: skip
        top = row.head == n
        rows[verb].head, rows[verb].dep = (verb if top else row.head), row.dep
        row.head, row.dep = verb, "xcomp"
        near = {"det", "amod", "nummod", "case", "flat:name", "compound"}
        for k, r in enumerate(rows):
            if r.head != n or k == verb:
                continue
            of = any(c.head == k and c.text.lower() in ("de", "d'", "du", "des") for c in rows)
            if r.dep == "cop":
                r.head, r.dep = verb, "aux:pass"
            elif r.dep == "nsubj":
                r.head, r.dep = verb, "nsubj:pass"
            elif not (k > verb and (r.dep in near or (r.dep == "nmod" and of))):
                r.head = verb
                r.dep = "obl:mod" if r.dep == "nmod" else r.dep


def _second_subject(rows: list[Row], n: int) -> None:
    """ "Un dîner avait réuni autour d'Ann les élus": of two subjects the one behind is the object."""
    verb = rows[n].head
    if n < verb or rows[verb].pos != "VERB" or rows[n - 1].text == ",":
        return
    before = any(
        r.head == verb and r.dep in _SUBJECTS and r.text.lower() not in ("il", "ce", "c'", "-")
        for r in rows[:verb]
    )
    if before and not any(r.head == verb and r.dep in ("obj", "aux:pass") for r in rows):
        rows[n].dep = "obj"
