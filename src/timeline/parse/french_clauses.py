"""French clauses put right where the model hangs them so that a verb and its subject disagree.

The model often takes a subject with a relative clause behind it ("Le groupe, qui a vendu …, ferme
…") for a sentence without a verb, hangs a participle on the clause instead of on the noun before
it, or a relative clause on a noun too far off. Number, gender and commas tell better. A tree is
touched only where it cannot be right as it stands.
"""

from __future__ import annotations

from timeline.parse import french_nouns as nouns
from timeline.parse import french_participles as participles
from timeline.parse import french_trees as trees
from timeline.parse.attach import MONTHS
from timeline.parse.english import Row

_OPENERS = frozenset({",", "«", "(", "»", ")"})
# Participles of verbs that make somebody something.
_CROWNED = {
    "sacré": "sacrer", "élu": "élire", "réélu": "réélire", "nommé": "nommer",
    "désigné": "désigner", "proclamé": "proclamer", "couronné": "couronner",
}  # fmt: skip
# Verbs that stand with their subject behind what was said.
_SAYING_WORDS = (
    "affirmer ajouter annoncer assurer avertir concéder confier confirmer conclure déclarer "
    "déplorer "
    "dire estimer expliquer indiquer insister juger lancer noter observer préciser prévenir "
    "rappeler raconter rapporter reconnaître regretter relever répondre résumer révéler signaler "
    "souligner témoigner"
)
_SAYING = frozenset(_SAYING_WORDS.split())
_HUNG = frozenset(
    {"conj", "advcl", "advmod", "ccomp", "parataxis", "xcomp", "dep", "obl:mod", "acl", "appos"}
    | {"acl:relcl", "amod", "nmod", "punct", "obl:arg"}
)


def convert(rows: list[Row]) -> None:
    """Mend the clauses of one sentence in place."""
    _paired(rows)
    participles.leading(rows)
    participles.gerunds(rows)
    _days(rows)
    _crowned(rows)
    nouns.dates(rows)
    participles.aims(rows)
    nouns.appositions(rows)
    nouns.asides(rows)
    nouns.named(rows)
    nouns.adverbs(rows)
    nouns.coordinated(rows)
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
        if row.text.lower() == "qui" and row.dep in trees.SUBJECTS:
            participles.antecedent(rows, n)
        elif row.text.lower() in ("que", "qu'") and row.dep == "obj":
            participles.inverted(rows, n)
        elif trees.bare_participle(rows, n):
            participles.participle(rows, n)
        elif row.text.lower() in MONTHS and row.dep in ("nmod", "obl:mod"):
            nouns.dated_participle(rows, n)
        elif row.pos in trees.NOUNS and row.dep == "nmod" and nouns.placed(rows, n):
            pass
        elif row.pos == "NOUN" and row.dep.startswith(("nmod", "obl", "dep")):
            nouns.lost_object(rows, n)
            nouns.partitive(rows, n)
        elif row.pos == "NOUN" and row.dep == "appos":
            nouns.lost_object(rows, n)
            nouns.given(rows, n)
        elif row.dep in trees.SUBJECTS and row.pos in trees.NOUNS:
            nouns.second_subject(rows, n)


def _relative_subjects(rows: list[Row]) -> None:
    """ "Le jury, que présidait Ann, a …", "Le chef, dont le fils a …, a …": whose subject it is."""
    for n, row in enumerate(rows):
        if row.dep not in trees.SUBJECTS or row.pos not in trees.NOUNS or row.head < n:
            continue
        inner = row.head
        word = next(
            (k for k in range(n + 1, inner)
             if rows[k].text.lower() in ("que", "qu'", "dont", "qui", "où")
             and (rows[k].head == inner or rows[rows[k].head].head == inner)),
            None,
        )  # fmt: skip
        if word is None or rows[word - 1].text != "," or trees.finite(rows, inner) is None:
            continue
        other = any(
            r.head == inner and r.dep in trees.SUBJECTS and k != n for k, r in enumerate(rows)
        )
        if not other:
            continue
        main: int | None = rows[inner].head
        if main == inner:
            main = next((k for k in range(inner + 1, len(rows)) if rows[k].head == inner
                         and trees.finite(rows, k) is not None and rows[k].dep in _HUNG
                         and rows[trees.group_start(rows, k) - 1].text == ","), None)  # fmt: skip
        if main is None or main < inner or any(
            r.head == main and r.dep in trees.SUBJECTS for r in rows
        ) or trees.finite(rows, main) is None:  # fmt: skip
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
    if rows[top].morph.get("VerbForm") != "Part" or trees.helpers(rows, top) or any(
        r.head == top and r.dep in trees.SUBJECTS for r in rows
    ):  # fmt: skip
        return
    for n in range(top + 1, len(rows)):
        row = rows[n]
        acted = any(
            r.head == n and r.dep in trees.SUBJECTS and k > top for k, r in enumerate(rows[:n])
        )
        hung = row.head == top and row.dep in ("parataxis", "conj", "ccomp", "advcl", "xcomp")
        marked = any(r.head == n and r.dep in ("mark", "cc") for r in rows[:n])
        if hung and acted and not marked and trees.finite(rows, n) is not None:
            row.head, row.dep = n, rows[top].dep
            rows[top].head, rows[top].dep = n, "advcl"
            return


def _speakers(rows: list[Row]) -> None:
    """ "…, a annoncé lundi la direction": what follows a verb of saying between commas says it."""
    for n, row in enumerate(rows):
        if row.pos != "VERB" or row.lemma not in _SAYING or trees.finite(rows, n) is None:
            continue
        start = trees.group_start(rows, n)
        if not start or rows[start - 1].text not in (",", "»", '"', "”", "?", "!", "-", "–"):
            continue
        below = [k for k, r in enumerate(rows) if r.head == n]
        if any(rows[k].dep in (*trees.SUBJECTS, "ccomp", "xcomp") and k >= start for k in below):
            continue
        if any(rows[k].dep in trees.SUBJECTS and rows[k].pos == "PRON" for k in below):
            continue
        if any(rows[k].text.lower() in ("que", "qu'") for k in range(n + 1, min(n + 4, len(rows)))):
            continue
        said = [k for k in below if rows[k].dep == "obj" and k > n and rows[k].pos in trees.NOUNS]
        if len(said) == 1 and _behind_comma(rows, n, said[0]):
            rows[said[0]].dep = "nsubj"
            if row.dep in ("advcl", "conj", "advmod", "acl", "xcomp", "ccomp"):
                row.dep = "parataxis"


def _behind_comma(rows: list[Row], verb: int, noun: int) -> bool:
    """True where the clause of saying ends the sentence, or a comma follows its subject."""
    last = max(k for k in range(len(rows)) if trees.below(rows, k, noun))
    number = rows[trees.finite(rows, verb) or verb].morph.get("Number", "")
    # With a subject of its own before the verb, a third word behind it would be no subject.
    before = any(rows[k].head == verb and rows[k].dep in trees.SUBJECTS for k in range(verb))
    return last >= len(rows) - 2 and not before and trees.agree(number, trees.number(rows, noun))


def _paired(rows: list[Row]) -> None:
    """ "Dix sont mortes et vingt ont été blessées": no verb with an auxiliary is a subject."""
    for n, row in enumerate(rows):
        if (
            row.dep not in trees.SUBJECTS
            or row.pos != "VERB"
            or row.head < n
            or not trees.helpers(rows, n)
        ):
            continue
        second = row.head
        if not any(r.text.lower() in ("et", "mais", ",") for r in rows[n + 1 : second]):
            continue
        row.head = n if rows[second].head == second else rows[second].head
        row.dep = rows[second].dep
        rows[second].head, rows[second].dep = n, "conj"


def _days(rows: list[Row]) -> None:
    """ "est morte lundi à Paris": the participle is the verb, never the day."""
    for n, row in enumerate(rows):
        if row.text.lower() not in MONTHS or not any(
            r.head == n and r.dep in trees.HELPERS and r.pos == "AUX" for r in rows[:n]
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
    finite = trees.finite(rows, verb)
    row = rows[verb]
    if finite is None or row.pos != "VERB" or row.dep not in ("root", "ROOT", "ccomp", "advcl"):
        return
    if any(r.head == verb and r.dep in (*trees.SUBJECTS, "csubj", "expl:subj") for r in rows):
        return
    start = trees.group_start(rows, verb)
    number = rows[finite].morph.get("Number", "")
    found = [
        k for k in range(start)
        if rows[k].head == verb and rows[k].pos in trees.NOUNS
        and rows[k].dep in ("obl:mod", "obl:arg", "nmod", "dislocated", "advmod", "dep")
        and rows[k].text.lower() not in trees.TIMES and trees.agree(number, trees.number(rows, k))
        and not any(r.head == k and r.dep == "case" for r in rows[:k])
    ]  # fmt: skip
    if len(found) == 1:
        passive = any(r.head == verb and r.dep == "aux:pass" for r in rows)
        rows[found[0]].dep = "nsubj:pass" if passive else "nsubj"


def _unrelated(rows: list[Row], n: int) -> None:
    """Free a clause that has a subject of its own and no relative word from the noun it is on."""
    head = rows[n].head
    acting = (k for k in range(head + 1, n) if rows[k].head == n)
    first = next((k for k in acting if rows[k].dep in trees.SUBJECTS),
                 None)  # fmt: skip
    if first is None or rows[first].text.lower() in trees.RELATIVE:
        return
    if any(r.text.lower() in trees.RELATIVE for r in rows[head + 1 : n]):
        return
    if trees.finite(rows, n) is None:
        return
    top = head
    while rows[top].head != top:
        top = rows[top].head
    if trees.finite(rows, top) is not None or top > first:
        return
    # The top is a participle or a noun ("Revenus au port, ils ont …"): it frames the clause.
    rows[n].head, rows[n].dep = n, rows[top].dep
    rows[top].head = n
    rows[top].dep = "advcl" if rows[top].pos == "VERB" else "obl:mod"


def _main_verb(rows: list[Row], noun: int) -> None:
    """Give a sentence "N, qui …, verb" its verb back."""
    clause = next(
        (k for k in range(noun + 1, len(rows))
         if rows[k].dep == "acl:relcl" and rows[k].head == noun
         and any(r.text.lower() in trees.RELATIVE for r in rows[noun + 1 : k])),
        None,
    )  # fmt: skip
    if clause is None:
        _bare_clause(rows, noun)
        return
    inner = trees.finite(rows, clause)
    told = rows[inner].morph.get("Number", "") if inner is not None else ""
    for verb in range(clause + 1, len(rows)):
        under = trees.below(rows, verb, clause) or rows[verb].head == noun
        if rows[verb].dep not in _HUNG or not under or trees.finite(
            rows, verb
        ) is None:  # fmt: skip
            continue
        if not _is_main(rows, noun, clause, verb, told):
            continue
        _raise(rows, noun, clause, verb)
        return


def _bare_clause(rows: list[Row], noun: int) -> None:
    """ "Le Parlement votera …": a finite clause on a noun is relative or the sentence."""
    for n in range(noun + 1, len(rows)):
        row = rows[n]
        if row.head != noun or row.dep not in ("acl", "acl:relcl", "amod") or row.pos != "VERB":
            continue
        start = trees.group_start(rows, n)
        if trees.finite(rows, n) is None or any(
            r.text.lower() in trees.RELATIVE or r.text in (",", ":", "(")
            for r in rows[noun + 1 : start]
        ) or any(r.head == n and r.dep in trees.SUBJECTS for r in rows):  # fmt: skip
            return
        if trees.agree(
            rows[trees.finite(rows, n) or n].morph.get("Number", ""), trees.number(rows, noun)
        ):
            _raise(rows, noun, n, n)
        return


def _is_main(rows: list[Row], noun: int, clause: int, verb: int, told: str) -> bool:
    start = trees.group_start(rows, verb)
    own = [k for k in range(clause, verb) if rows[k].head == verb and rows[k].dep in trees.SUBJECTS]
    finite = trees.finite(rows, verb)
    number = rows[finite].morph.get("Number", "") if finite is not None else ""
    if any(rows[k].text.lower() in trees.RELATIVE or rows[k].pos == "PRON" for k in own):
        return False
    if any(
        (r.head == verb and r.dep in ("mark", "cc")) or r.text.lower() in trees.RELATIVE
        for r in rows[clause + 1 : verb]
        if r.head == verb or rows[r.head].head == verb
    ):
        return False
    comma = rows[start - 1].text == ","
    differs = bool(number and told and number != told)
    # No finite verb is a complement of these kinds.
    differs = differs or (
        rows[verb].dep in ("xcomp", "advmod", "amod", "nmod", "obl:mod", "obl:arg")
        and bool(trees.helpers(rows, verb))
    )
    agrees = trees.agree(number, trees.number(rows, noun))
    return agrees and (comma or (differs and not own))


def _raise(rows: list[Row], noun: int, clause: int, verb: int) -> None:
    start = trees.group_start(rows, verb)
    label = rows[noun].dep
    passive = any(r.head == verb and r.dep == "aux:pass" for r in rows)
    for k, r in enumerate(rows):
        if r.head == verb and r.dep in trees.SUBJECTS and k < start:
            filled = any(o.head == clause and o.dep == "obj" for o in rows)
            trees.hang(rows, k, clause, "obl:mod" if filled else "obj")
        elif (r.head == clause and k > verb) or (r.head == noun and k > verb):
            r.head = verb
    rows[verb].head, rows[verb].dep = verb, label
    rows[noun].head, rows[noun].dep = verb, "nsubj:pass" if passive else "nsubj"


def _crowned(rows: list[Row]) -> None:
    """ "a été sacré champion", "est élu maire": the participle is the verb."""
    for n, row in enumerate(rows):
        if row.pos not in trees.NOUNS or not any(r.head == n and r.dep == "cop" for r in rows[:n]):
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
