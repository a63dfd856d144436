"""Faults of French words: parts of speech, lemmas, genders, numbers and tenses.

French spells most of them out: an article tells gender and number, an ending of a noun its gender,
an ending of a verb its tense, a pronoun before it that a word is a verb. What the spelling says
goes before what the model guesses.
"""

from __future__ import annotations

from timeline.languages.fr.trees import HELPERS, NOUNS, PARTICIPLE, TIMES, VERBAL
from timeline.syntax import Node, Tree

# Verbs whose compound past takes "être".
_ETRE_WORDS = (
    "aller arriver décéder descendre devenir entrer intervenir monter mourir naître parvenir "
    "partir redevenir rentrer repartir rester retomber revenir sortir survenir tomber venir "
    "advenir provenir remonter retourner"
)
_ETRE = frozenset(_ETRE_WORDS.split())
# What an article tells: gender and number, "" where it tells none.
_DETERMINERS = {
    "le": ("Masc", "Sing"), "un": ("Masc", "Sing"), "ce": ("Masc", "Sing"),
    "cet": ("Masc", "Sing"), "du": ("Masc", ""), "au": ("Masc", ""),
    "la": ("Fem", "Sing"), "une": ("Fem", "Sing"),
    "cette": ("Fem", "Sing"), "sa": ("Fem", "Sing"), "ma": ("Fem", "Sing"),
    "aucun": ("Masc", "Sing"), "aucune": ("Fem", "Sing"), "l'": ("", "Sing"),
    "son": ("", "Sing"), "leur": ("", "Sing"), "chaque": ("", "Sing"), "les": ("", "Plur"),
    "des": ("", "Plur"), "ces": ("", "Plur"), "ses": ("", "Plur"), "leurs": ("", "Plur"),
    "plusieurs": ("", "Plur"), "quelques": ("", "Plur"), "deux": ("", "Plur"),
    "trois": ("", "Plur"),
}  # fmt: skip
_FEMININE = ("tion", "sion", "xion", "ture", "ance", "ence", "ité", "esse", "ette", "erie")
_MASCULINE = ("ment", "isme", "teau")
_ENDED = 6  # letters more than which a noun has whose ending tells its gender
# What follows a participle that opens a sentence.
_BEHIND_PARTICIPLE = frozenset({"ADP", "ADV", "NOUN", "NUM", "DET"})
_AHEAD = frozenset({"aller", "pouvoir", "devoir", "vouloir"})
_DEAD = frozenset({"mort", "morte", "morts", "mortes"})
_BORN = frozenset({"né", "née", "nés", "nées"})
# Present tenses that end like an imperfect.
_PRESENT = ("faire", "traire", "plaire", "taire", "haïr", "savoir", "avoir")
_PRONOUNS = frozenset({"il", "elle", "ils", "elles", "on"})
_CLITICS = frozenset({"ne", "n'", "se", "s'", "le", "la", "l'", "les", "lui", "leur", "y", "en"})
_OTHERS = frozenset({"NOUN", "ADJ", "ADP", "ADV", "PROPN"})
# What ends like a verb behind such a pronoun ("elle seule décide").
_NO_VERB = frozenset({"même", "seule", "autre", "ensemble", "comme", "entre-temps", "toute"})
# Forms that are of a verb and of an adjective or a noun.
_ALIKE = frozenset({"ferme", "sombre", "double", "triple", "cesse", "siège", "entre"})
# What stays with the noun before a verb when the verb takes its place.
_NOUN_S_OWN = ("det", "case", "amod", "nummod", "flat", "flat:name", "acl", "acl:relcl")


def infinitive_taken_for_a_noun(tree: Tree) -> None:
    """ "va licencier": behind such a verb, without an article, it is what will be done."""
    for n, node in enumerate(tree):
        named = node.pos == "NOUN" and node.dep == "xcomp" and node.text.endswith(("er", "ir"))
        if named and tree[node.head].lemma in _AHEAD and not tree.has(n, "det", "case"):
            node.pos, node.lemma, node.morph = "VERB", node.low, {"VerbForm": "Inf"}


def auxiliary_taken_for_the_verb(tree: Tree) -> None:
    """ "n'a pas démissionné": "a" helps what the models take for its complement."""
    for n, node in enumerate(tree):
        if node.lemma != "avoir" or node.pos not in VERBAL:
            continue
        verb = tree.child(n, "xcomp", start=n + 1)
        if verb is None:
            continue
        if tree[verb].pos in ("ADJ", "VERB") and tree[verb].low.endswith(PARTICIPLE):
            tree.replace(n, verb)
            tree[verb].pos = "VERB"
            tree[verb].morph |= {"VerbForm": "Part", "Tense": "Past"}
            for k in tree.children(n):
                tree[k].head = verb
            node.head, node.dep, node.pos = verb, "aux:tense", "AUX"


def participle_taken_for_an_adjective(tree: Tree) -> None:
    """ "a gelé les avoirs", "a téléphoné à Anne": what has "avoir" for an auxiliary is a verb; so
    is what a comma and a year or a day stand beside: "Anne Roy, naturalisée en 1996, …"."""
    for n, node in enumerate(tree):
        if node.pos in ("ADJ", "NOUN") and node.low.endswith(PARTICIPLE):
            helper = tree.child(n, "aux:tense")
            done = helper is not None and tree[helper].lemma == "avoir"
            if done or (node.dep == "acl" and tree[n - 1].text == "," and _timed(tree, n)):
                _past_participle(node, _infinitive(node.low))


def _timed(tree: Tree, n: int) -> bool:
    """Whether a year or a day hangs on a word by a preposition or none."""
    return any(
        node.head == n and node.dep.startswith("obl") and (node.text.isdigit() or node.low in TIMES)
        for node in tree[n + 1 :]
    )


def dead_taken_for_a_noun(tree: Tree) -> None:
    """ "est mort lundi", "sont morts": with a copula and no article it is a verb."""
    for n, node in enumerate(tree):
        if node.low not in _DEAD or node.pos not in ("NOUN", "ADJ"):
            continue
        copula = tree.child(n, "cop", end=n)
        if copula is not None and not tree.has(n, "det", end=n):
            _past_participle(node, "mourir")
            tree[copula].dep = "aux:tense"


def opening_participle_taken_for_a_noun(tree: Tree) -> None:
    """ "Nommé archevêque en 1996, il …", "Née à Nice, elle …": what opens so is a verb."""
    node, born = tree[0], tree[0].low in _BORN
    if not _like_a_participle(node) or tree[min(1, len(tree) - 1)].pos not in _BEHIND_PARTICIPLE:
        return
    aside = node.dep == "obl:mod" and tree[node.head].pos == "VERB" and not node.low.endswith("ité")
    whole = node.dep == "root" and not any(r.dep.startswith("nsubj") for r in tree)
    if aside or whole or node.dep in ("advcl", "acl"):
        _past_participle(node, "naître" if born else _infinitive(node.low))


def _like_a_participle(node: Node) -> bool:
    """Whether a noun or adjective has the form of a participle: of being born, or in -é."""
    other = node.low.endswith(PARTICIPLE) and not node.entity and len(node.text) > 4
    return node.pos in ("NOUN", "ADJ") and (other or node.low in _BORN)


def _past_participle(node: Node, lemma: str) -> None:
    node.pos, node.lemma = "VERB", lemma
    node.morph = {
        "Gender": "Fem" if node.low.rstrip("s").endswith("e") else "Masc",
        "Number": "Plur" if node.low.endswith("s") else "Sing",
        "Tense": "Past", "VerbForm": "Part",
    }  # fmt: skip


def _infinitive(form: str) -> str:
    """The infinitive in -er of a past participle."""
    return form.rstrip("es").removesuffix("é") + "er"


def verb_behind_its_pronoun(tree: Tree) -> None:
    """ "Il entre au parti", "elle siège au conseil": behind a subject pronoun stands a verb."""
    for n, node in enumerate(tree):
        if node.pos in _OTHERS and _behind_pronoun(tree, n):
            _make_verb(node)
            _lead(tree, n, node.head)


def only_word_that_can_be_a_verb(tree: Tree) -> None:
    """ "La mine ferme en 1984.": of a sentence with no other verb."""
    n = next((k for k, node in enumerate(tree) if node.head == k), 0)
    if n + 2 >= len(tree) or any(node.pos in VERBAL for node in tree):
        return
    node, noun = tree[n + 1], tree[n].pos == "NOUN" and tree.has(n, "det", end=n)
    if node.text in _ALIKE and node.head == n and noun and tree[n + 2].pos == "ADP":
        _make_verb(node)
        _lead(tree, n + 1, n)


def simple_past_in_the_plural(tree: Tree) -> None:
    """ "les plongeurs localisèrent l'épave": only verbs end so."""
    for n, node in enumerate(tree):
        if node.pos in _OTHERS and node.text.endswith("èrent") and node.text.islower():
            _make_verb(node)
            _lead(tree, n, node.head)


def finite_verb_taken_for_a_participle(tree: Tree) -> None:
    """ "Le groupe racheta un concurrent", where the object is taken for the predicate."""
    for n, node in enumerate(tree):
        if node.pos != "VERB" or node.dep != "acl" or node.morph.get("VerbForm") != "Fin":
            continue
        subject = node.head
        top = tree[subject].head
        between = subject < n < top and tree[top].pos in NOUNS and tree[subject].dep == "nsubj"
        if not between:
            continue
        if not tree.has(n, "mark", "nsubj", "cc") and not tree.has(top, *HELPERS, end=top):
            _lead(tree, n, top)
            tree.hang(subject, n, "nsubj")


def _make_verb(node: Node) -> None:
    """Lemma and tense of a verb in -er by its ending."""
    past = node.text.endswith(("a", "èrent"))
    stem = node.text.removesuffix("èrent") if past else node.text.removesuffix("nt")
    stem = stem.removesuffix("a" if past else "e")
    node.pos, node.lemma = "VERB", f"{_closed(stem)}er"
    node.morph = {
        "Mood": "Ind", "Number": "Plur" if node.text.endswith("ent") else "Sing", "Person": "3",
        "Tense": "Past" if past else "Pres", "VerbForm": "Fin",
    }  # fmt: skip


def _behind_pronoun(tree: Tree, n: int) -> bool:
    """Whether a subject stands right before, at most clitics between."""
    text = tree[n].text
    if not text.islower() or len(text) < 4 or not text.endswith(("e", "ent", "a")):
        return False
    if text in _NO_VERB or (n + 1 < len(tree) and tree[n + 1].pos in VERBAL):
        return False
    at = n - 1
    while at > 0 and tree[at].low in _CLITICS:
        at -= 1
    return at >= 0 and tree[at].low in _PRONOUNS


def _closed(stem: str) -> str:
    """The stem before an ending that is heard: "siège", "siéger"."""
    at = stem.rfind("è")
    return f"{stem[:at]}é{stem[at + 1 :]}" if at > 0 else stem


def _lead(tree: Tree, n: int, top: int) -> None:
    """Put a verb where the word stands that the model took for the head of its clause."""
    moved = [k for k in {*tree.children(n), *tree.children(top)} if k not in (n, top)]
    if top != n:
        tree.replace(top, n)
        complement = "obl:arg" if tree.has(top, "case", start=n + 1) else "obj"
        tree[top].head, tree[top].dep = n, "nsubj" if top < n else complement
    for k in moved:
        node = tree[k]
        if node.low in _PRONOUNS and k < n:
            node.head, node.dep = n, "nsubj"
        elif node.head == n or _of_the_clause(tree, k, n, top):
            node.head, node.dep = n, "obl:mod" if node.dep == "nmod" else node.dep


def _of_the_clause(tree: Tree, k: int, verb: int, noun: int) -> bool:
    """Whether what hangs on a noun goes over to the verb that takes its place."""
    node = tree[k]
    if node.dep in ("punct", "parataxis", "advcl") or node.dep.startswith("obl"):
        return True
    if node.dep == "conj" and node.pos in VERBAL:
        return True
    return k < verb if noun > verb else k > verb and node.dep not in _NOUN_S_OWN


def number_and_gender_of_a_noun(tree: Tree) -> None:
    """Gender and number by the determiner ("la", "les"), else the gender by the ending."""
    for n, node in enumerate(tree):
        if node.pos != "NOUN":
            continue
        told = [
            _DETERMINERS.get(before.low, ("", ""))
            for before in tree[:n]
            if before.head == n and before.dep in ("det", "nummod", "case")
        ]
        base = node.low.removesuffix("s")
        if len(base) > _ENDED and base.endswith(_FEMININE):
            node.morph["Gender"] = "Fem"
        elif len(base) > _ENDED and base.endswith(_MASCULINE):
            node.morph["Gender"] = "Masc"
        for gender, number in told:
            node.morph |= {"Gender": gender} if gender else {}
            node.morph |= {"Number": number} if number else {}


def infinitive_left_as_its_form(tree: Tree) -> None:
    """The lemma of a verb in -er that the lemmatizer left as it was: "gelées", "organise"."""
    for node in tree:
        if node.pos != "VERB":
            continue
        if node.morph.get("VerbForm") == "Part" and node.low.endswith(PARTICIPLE):
            node.morph["Tense"] = "Past"
        if node.lemma.endswith(PARTICIPLE):
            node.lemma = _infinitive(node.lemma)
        elif node.lemma.endswith("e") and node.morph.get("VerbForm") == "Fin":
            plural = node.low == node.lemma + "nt" and not node.lemma.endswith("re")
            if plural or node.low == node.lemma:
                node.lemma += "r"


def form_of_living(tree: Tree) -> None:
    """ "vit": of the two verbs with that form, the news has the one of living."""
    for node in tree:
        if node.lemma == "voir" and node.low == "vit":
            node.lemma = "vivre"


def tense_by_the_ending(tree: Tree) -> None:
    """ "organisaient" is an imperfect and "votera" a future, whatever the model says."""
    for node in tree:
        if node.pos == "VERB" and node.low in (node.lemma + "a", node.lemma + "ont"):
            number = "Sing" if node.low.endswith("a") else "Plur"
            node.morph |= {"VerbForm": "Fin", "Tense": "Fut", "Number": number}
        told = node.pos in VERBAL and node.morph.get("VerbForm") == "Fin"
        if told and node.morph.get("Tense") == "Pres" and _imperfect(node):
            node.morph["Tense"] = "Imp"


def _imperfect(node: Node) -> bool:
    text = node.low
    if node.lemma.endswith(_PRESENT) and text.endswith("ait") and len(text) <= len(node.lemma):
        return False
    conditional = text.endswith(("rait", "raient"))
    if conditional and not node.lemma.endswith(("rer", "rir", "ourir")):
        return False
    return text.endswith(("ait", "aient"))


def past_with_etre(tree: Tree) -> None:
    """ "est arrivé" is a past tense, no passive."""
    for n, node in enumerate(tree):
        if node.pos != "VERB" or node.lemma not in _ETRE:
            continue
        below = tree.children(n)
        if any(tree[k].low == "été" for k in below if k < n):
            continue
        for k in below:
            if tree[k].dep in ("aux:pass", "cop") and tree[k].lemma == "être":
                tree[k].dep = "aux:tense"
            elif tree[k].dep == "nsubj:pass":
                tree[k].dep = "nsubj"


def making_others_do(tree: Tree) -> None:
    """ "Il fait venir une machine": what stands before an infinitive is its auxiliary, as the
    models say of it elsewhere; a pronoun before it has no other verb."""
    for n, node in enumerate(tree[:-1]):
        verb = node.head
        loose = node.lemma == "faire" and node.dep == "dep" and node.pos == "AUX" and verb > n
        if not loose or tree[verb].morph.get("VerbForm") != "Inf":
            continue
        node.dep = "aux:caus"
        before = tree[n - 1] if n else node
        if before.low in _PRONOUNS and before.head == verb and before.dep == "dep":
            before.dep = "nsubj"


FORMS = (
    auxiliary_taken_for_the_verb,
    infinitive_taken_for_a_noun,
    participle_taken_for_an_adjective,
    verb_behind_its_pronoun,
    only_word_that_can_be_a_verb,
    simple_past_in_the_plural,
    finite_verb_taken_for_a_participle,
    number_and_gender_of_a_noun,
    dead_taken_for_a_noun,
    opening_participle_taken_for_a_noun,
    infinitive_left_as_its_form,
    tense_by_the_ending,
    form_of_living,
    past_with_etre,
    making_others_do,
)
