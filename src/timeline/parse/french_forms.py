"""Forms of French words that the model reads wrongly: lemmas, genders, numbers, tenses.

French spells most of them out: an article tells gender and number, an ending of a noun its gender,
an ending of a verb its tense. What the spelling says goes before what the model guesses.
"""

from __future__ import annotations

from timeline.parse.english import Row

# Verbs whose compound past takes "être".
_ETRE_WORDS = (
    "aller arriver décéder descendre devenir entrer intervenir monter mourir naître parvenir "
    "partir redevenir rentrer repartir rester retomber revenir sortir survenir tomber venir "
    "advenir provenir remonter retourner"
)
_ETRE = frozenset(_ETRE_WORDS.split())
_PARTICIPLE = ("é", "ée", "és", "ées")
_DETERMINERS = {
    "le": ("Masc", "Sing"), "un": ("Masc", "Sing"), "ce": ("Masc", "Sing"),
    "cet": ("Masc", "Sing"), "du": ("Masc", "Sing"), "au": ("Masc", "Sing"),
    "la": ("Fem", "Sing"), "une": ("Fem", "Sing"), "cette": ("Fem", "Sing"),
    "sa": ("Fem", "Sing"), "ma": ("Fem", "Sing"), "aucun": ("Masc", "Sing"),
    "aucune": ("Fem", "Sing"), "l'": ("", "Sing"), "son": ("", "Sing"), "leur": ("", "Sing"),
    "chaque": ("", "Sing"), "les": ("", "Plur"), "des": ("", "Plur"), "aux": ("", "Plur"),
    "ces": ("", "Plur"), "ses": ("", "Plur"), "leurs": ("", "Plur"), "plusieurs": ("", "Plur"),
    "quelques": ("", "Plur"), "deux": ("", "Plur"), "trois": ("", "Plur"),
}  # fmt: skip
_FEMININE = ("tion", "sion", "xion", "ture", "ance", "ence", "ité", "esse", "ette", "erie")
_MASCULINE = ("ment", "isme", "teau")
_BORN = frozenset({"né", "née", "nés", "nées"})
_DEAD = frozenset({"mort", "morte", "morts", "mortes"})
_IMPERFECT = ("ait", "aient")
# Present tenses that end like an imperfect.
_PRESENT = ("faire", "traire", "plaire", "taire", "haïr", "savoir", "avoir")


def convert(rows: list[Row]) -> None:
    """Mend the forms of one sentence's words in place."""
    for n, row in enumerate(rows):
        _custody(rows, n)
        _noun(rows, n)
        _participle(rows, n)
        _unseen(rows, n)
        _lemma(row)
        _tense(row)
        if row.text[:1].isdigit() and row.pos == "PRON" and n and rows[n - 1].pos == "NOUN":
            # "de magnitude 6,2"
            row.pos, row.dep, row.head = "NUM", "nummod", n - 1
    for n, row in enumerate(rows):
        if row.pos == "VERB" and row.lemma in _ETRE:
            _with_etre(rows, n)


def _noun(rows: list[Row], n: int) -> None:
    """Gender and number by the determiner, else the gender by the ending."""
    row = rows[n]
    if row.pos not in ("NOUN", "PROPN"):
        return
    for k in range(max(0, n - 4), n):
        other = rows[k]
        if other.head != n or other.dep not in ("det", "case", "nummod"):
            continue
        gender, number = _DETERMINERS.get(other.text.lower().replace("’", "'"), ("", ""))
        if gender and row.pos == "NOUN":
            row.morph["Gender"] = gender
        if number and other.dep != "case" and row.pos == "NOUN":
            row.morph["Number"] = number
    if row.pos == "NOUN" and not any(
        r.head == n and r.dep == "det" and _DETERMINERS.get(r.text.lower(), ("",))[0]
        for r in rows[max(0, n - 4) : n]
    ):
        base = row.text.lower().removesuffix("s")
        if len(base) > 6 and base.endswith(_FEMININE):
            row.morph["Gender"] = "Fem"
        elif len(base) > 6 and base.endswith(_MASCULINE):
            row.morph["Gender"] = "Masc"


def _participle(rows: list[Row], n: int) -> None:
    """ "Nommé en 2022, il …", "sont morts": participles that the model takes for nouns."""
    row = rows[n]
    text = row.text.lower()
    if row.pos not in ("NOUN", "ADJ") or any(r.head == n and r.dep == "det" for r in rows[:n]):
        return
    number = "Plur" if text.endswith("s") else "Sing"
    if text in _DEAD and any(r.head == n and r.dep == "cop" for r in rows[:n]):
        gender = "Fem" if text.rstrip("s").endswith("e") else "Masc"
        row.lemma, row.pos = "mourir", "VERB"
        row.morph = {"Gender": gender, "Number": number, "Tense": "Past", "VerbForm": "Part"}
        for r in rows[:n]:
            if r.head == n and r.dep == "cop":
                r.dep = "aux:tense"
        return
    opens = n == 0 and len(rows) > 1 and rows[1].pos in ("ADP", "ADV", "NOUN", "NUM", "DET")
    # "Nommé archevêque en 1996, il …"
    aside = row.dep == "obl:mod" and rows[row.head].pos == "VERB" and not text.endswith("ité")
    if opens and (aside or row.dep in ("advcl", "acl", "root", "ROOT")) and (
        (text.endswith(_PARTICIPLE) and row.entity == "" and len(text) > 4) or text in _BORN
    ):  # fmt: skip
        if row.dep in ("root", "ROOT") and any(r.dep.startswith("nsubj") for r in rows):
            return
        gender = "Fem" if text.rstrip("s").endswith("ée") else "Masc"
        row.lemma = "naître" if text in _BORN else text.rstrip("s").removesuffix("e")[:-1] + "er"
        row.pos = "VERB"
        row.morph = {"Gender": gender, "Number": number, "Tense": "Past", "VerbForm": "Part"}


def _unseen(rows: list[Row], n: int) -> None:
    """ "dont le contrat expire en juin": a verb that the model takes for an adjective."""
    row = rows[n]
    noun = rows[n - 1] if n else row
    if row.pos != "ADJ" or row.head != n - 1 or noun.pos != "NOUN" or noun.dep != "acl:relcl":
        return
    below = [r for r in rows if r.head == n - 1]
    if not row.text.endswith(("e", "ent")) or not any(r.text.lower() == "dont" for r in below):
        return
    if any(r.dep == "cop" or r.pos in ("VERB", "AUX") for r in below):
        return
    row.pos, row.dep, row.head = "VERB", "acl:relcl", noun.head
    row.lemma = row.text.lower().removesuffix("nt") + "r"
    number = "Plur" if row.text.endswith("ent") else "Sing"
    row.morph = {
        "Mood": "Ind", "Number": number, "Person": "3", "Tense": "Pres", "VerbForm": "Fin"
    }  # fmt: skip
    noun.dep, noun.head = "nsubj", n
    for r in rows[n + 1 :]:
        if r.head == n - 1:
            r.head = n
            r.dep = "obl:mod" if r.dep == "nmod" else r.dep


def _lemma(row: Row) -> None:
    """The infinitive of a verb whose form the lemmatizer left as it was."""
    if row.pos != "VERB":
        return
    if row.morph.get("VerbForm") == "Part" and row.text.lower().endswith(_PARTICIPLE):
        row.morph["Tense"] = "Past"
    if row.lemma.endswith(_PARTICIPLE):
        row.lemma = row.lemma.rstrip("es").removesuffix("é") + "er"
    elif row.lemma.endswith("e") and row.morph.get("VerbForm") == "Fin":
        text = row.text.lower()
        if text == row.lemma or (text == row.lemma + "nt" and not row.lemma.endswith("re")):
            row.lemma += "r"


def _tense(row: Row) -> None:
    """ "organisaient" is an imperfect, whatever the model says."""
    text = row.text.lower()
    if row.pos == "VERB" and text in (row.lemma + "a", row.lemma + "ont"):
        number = "Sing" if text.endswith("a") else "Plur"
        row.morph |= {"VerbForm": "Fin", "Tense": "Fut", "Number": number}
    if row.pos not in ("VERB", "AUX") or row.morph.get("VerbForm") != "Fin":
        return
    if row.morph.get("Tense") != "Pres" or not text.endswith(_IMPERFECT):
        return
    if row.lemma.endswith(_PRESENT) and text.endswith("ait") and len(text) <= len(row.lemma):
        return
    if text.endswith(("rait", "raient")) and not row.lemma.endswith(("rer", "rir", "ourir")):
        return
    row.morph["Tense"] = "Imp"


def _custody(rows: list[Row], n: int) -> None:
    """ "garde à vue" is one word."""
    if rows[n].text.lower() == "garde" and [r.text for r in rows[n + 1 : n + 3]] == ["à", "vue"]:
        for row in rows[n + 1 : n + 3]:
            row.head, row.dep = n, "flat"


def _with_etre(rows: list[Row], n: int) -> None:
    """ "est arrivé" is a past tense, no passive."""
    if any(r.head == n and r.text.lower() == "été" for r in rows[:n]):
        return
    for r in rows:
        if r.head != n:
            continue
        if r.dep in ("aux:pass", "cop") and r.lemma == "être":
            r.dep = "aux:tense"
        elif r.dep == "nsubj:pass":
            r.dep = "nsubj"
