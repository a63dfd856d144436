"""The verb of a headline: its tense, its negation, its modal, its particle."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events import agreement, infinitives, inflect, status, tree
from timeline.events.lexicon import Lexicon
from timeline.events.parts import Hopeless
from timeline.events.phrases import Phraser, Shape
from timeline.events.triggers import Candidate
from timeline.model import Status
from timeline.names import demonym
from timeline.syntax import Sentence, Token

_LIVES = frozenset({"vit", "vivent"})


@dataclass(frozen=True, slots=True)
class Verbs:
    """Writes the verb groups of one sentence's titles."""

    sentence: Sentence
    phraser: Phraser
    words: Lexicon

    def text(self, candidate: Candidate, how: Status, plural: bool, subject: bool) -> str:
        """The verbs of a title from the finite one to the one that names the event.

        plural: of the subject; subject: whether the title has one.
        """
        key = ("said", candidate.chain, how, plural, subject)
        return self.sentence.once(key, lambda: self._text(candidate, how, plural, subject))

    def _text(self, candidate: Candidate, how: Status, plural: bool, subject: bool) -> str:
        first, *rest = candidate.chain
        if self.words.language == "fr":
            said = self._french(candidate, how, plural)
        else:
            said = self._english(candidate, how, plural, subject)
        part = self.companion(first)
        if part is not None and self.words.language == "en":
            said += f" {part.text}"
        for verb in rest:
            said += f" {self._further(verb)}"
        return said

    def _further(self, verb: int) -> str:
        """A verb below the finite one, with what belongs to it: "to land", "d'être réélu"."""
        kept = {verb}
        for t in self.sentence.children(verb):
            before = t.index < verb
            marked = (t.dep in ("mark", "case") or t.text.lower() == "to") and before
            reflexive = t.dep.startswith("expl") or t.morph.get("Reflex") == "Yes"
            negative = t.dep == "advmod" and t.text.lower() in self.words.status["negation"]
            helped = t.dep in tree.AUXILIARIES and before
            if (
                marked or (reflexive and before) or negative or helped
                or (t.dep == "compound:prt" and not before)
            ):  # fmt: skip
                kept.add(t.index)
        return self.phraser.write(kept, Shape(0))

    def companion(self, verb: int) -> Token | None:
        """The particle of a verb, also where the parser calls it an adverb ("pushes back")."""
        return self.sentence.once(("companion", verb), lambda: self._companion(verb))

    def _companion(self, verb: int) -> Token | None:
        part = tree.particle(self.sentence, verb)
        if part is not None:
            return None if self._behind_time(part) else part
        key = tree.verb_key(self.sentence, verb, self.words.known_verbs)
        _, _, second = key.partition("_")
        for t in self.sentence.children(verb):
            if second and t.dep == "advmod" and tree.lemma(t) == second:
                return None if self._behind_time(t) else t
        return None

    def _behind_time(self, part: Token) -> bool:
        """True for the "off" of "took six months off", which stays behind."""
        before = self.sentence.tokens[part.index - 1]
        return before.dep == "obj" and tree.is_time(self.sentence, before.index, self.words)

    def modal(self, candidate: Candidate) -> str:
        """The modal of the text, "could" where it has none."""
        for t in tree.auxiliaries(self.sentence, candidate.chain[0]):
            if t.text.lower() in self.words.status["modal"]:
                return t.text.lower()
        return "could"

    def future(self, candidate: Candidate) -> bool:
        """Whether the finite verb stands in the future."""
        return status.group(self.sentence, candidate.chain[0], self.words).tense == "future"

    def plural(self, subject: Token, verb: int | None = None) -> bool:
        """Whether a subject takes a plural verb. verb: whose number in the text tells."""
        key = ("plural", subject.index, verb, self.phraser.bold)
        return self.sentence.once(key, lambda: self._plural(subject, verb))

    def _plural(self, subject: Token, verb: int | None) -> bool:
        several = len(tree.conjuncts(self.sentence, subject.index)) > 1
        told = None if verb is None else self._number(verb)
        if told is not None and self.words.language == "fr" and (told or not several):
            return told
        if told is False and several and tree.lemma(subject) in self.words.people:
            # "the founder and chairman has died"
            return False
        if several:
            return not self.phraser.roles(subject)
        if subject.pos == "PRON" and self.phraser.cast.pronoun(self.sentence, subject):
            found = self.phraser.cast.pronoun(self.sentence, subject)
            return found is not None and not found[1]
        if subject.text.lower() in self.words.grammar["plural_nouns"]:
            return True
        if subject.pos == "NUM" and _many(subject, alone=True):
            return True
        counted = self.sentence.child(subject.index, "nmod")
        if tree.lemma(subject) in self.words.grammar["measures"]:
            # "half of the imports come"; alone they count people or things that were named before
            if counted is None:
                return subject.pos in ("NUM", "NOUN", "PRON", "DET", "ADJ")
            if counted.morph.get("Number") == "Plur":
                return True
        if any(
            (t.dep == "det" and t.morph.get("Number") == "Plur")
            or (
                _many(t)
                and not self._age_or_year(t)
                and t.index < subject.index
                and subject.pos != "PROPN"
                and self.sentence.tokens[t.index - 1].pos != "PROPN"
            )
            for t in self.sentence.children(subject.index)
        ):
            return True
        if tree.lemma(subject) in ("several", "many", "few", "both", "plusieurs"):
            return True
        named = tree.entity_at(self.sentence, subject.index) is not None
        people = demonym(subject.text, self.words.language) is not None
        single = self.sentence.child(subject.index, "det", "compound", "amod") is None
        bare = single and not people
        return subject.morph.get("Number") == "Plur" and not (
            # "Jobs announces"
            subject.pos == "PROPN" and (named or bare)
        )

    def agrees(self, subject: Token, verb: int) -> bool:
        """False where the number of the text's verb tells that a French subject is another."""
        if self.words.language != "fr":
            return True
        return agreement.verb(self.sentence, subject, self._number(verb), self.words)

    def _age_or_year(self, number: Token) -> bool:
        """True for a number that counts nothing ("a 14-year-old girl", "the 2009 crash")."""
        after = self.sentence.tokens[number.index + 1 : number.index + 2]
        joined = any(t.text.lower() in ("-", "–", "year") for t in after)
        text = number.text
        return joined or (text.isdigit() and len(text) == 4 and text[:2] in ("18", "19", "20"))

    def _number(self, verb: int) -> bool | None:
        """Whether the finite verb of the text is plural, where its form tells."""
        forms = [*tree.auxiliaries(self.sentence, verb), self.sentence.tokens[verb]]
        for t in forms:
            number = t.morph.get("Number")
            if t.morph.get("VerbForm") != "Fin" or number is None:
                continue
            if self.words.language == "fr":
                return number == "Plur"
            if t.text.lower() in ("has", "was", "is"):
                return False
            return None
        return None

    def contrary(self, verb: int) -> str:
        """An adverb that nearly denies its verb ("rarely")."""
        for t in self.sentence.children(verb):
            if t.dep == "advmod" and t.text.lower() in self.words.headline["contrary"]:
                return t.text.lower()
        return ""

    def _english(self, candidate: Candidate, how: Status, plural: bool, subject: bool) -> str:
        first = self.sentence.tokens[candidate.chain[0]]
        base = first.lemma.lower()
        main = first.dep in ("root", "conj", "ccomp")
        own = main and self.sentence.child(first.index, "nsubj") is not None
        if tree.is_passive(self.sentence, first.index) and not own:
            return first.text.lower()
        found = status.group(self.sentence, first.index, self.words)
        longer = any(
            t.text.lower() == "longer" and t.dep == "advmod"
            for t in self.sentence.children(first.index)
        )
        # "no state recognised the vote" denies by its subject
        if found.negated and tree.polarity_negative(self.sentence, first.index, self.words):
            if found.modal:
                modal = self.modal(candidate)
                return f"cannot {base}" if modal in ("can", "ca") else f"{modal} not {base}"
            return f"{'do' if plural else 'does'} not {base}"
        if found.tense == "future":
            return f"to {base}"
        if found.modal:
            return f"{self.modal(candidate)} {'no longer ' if longer else ''}{base}"
        if found.infinitive:
            return f"to {base}"
        bare = not tree.auxiliaries(self.sentence, first.index)
        # With a subject of its own it is a past tense that the parser took for a participle.
        bare = bare and self.sentence.child(first.index, "nsubj") is None
        above = self.sentence.tokens[first.head]
        if first.dep == "conj" and above.pos == "VERB":
            bare = bare and tree.is_passive(self.sentence, above.index)
        if first.morph.get("VerbForm") == "Part" and (
            not subject or (bare and tree.is_participle(first))
        ):
            return first.text.lower()
        adverb = "no longer" if longer else self.contrary(first.index)
        return f"{adverb} {inflect.present(base, plural, self.words)}".strip()

    def _french(self, candidate: Candidate, how: Status, plural: bool) -> str:
        first = self.sentence.tokens[candidate.chain[0]]
        found = status.group(self.sentence, first.index, self.words)
        if found.negated or found.modal or found.tense == "future":
            return self.as_told(candidate)
        reflexive = "".join(
            f"{'s' + chr(39) if first.lemma[:1].lower() in 'aeiouyéèêâîôœh' else 'se '}"
            for t in self.sentence.children(first.index)
            if t.text.lower() in ("se", "s'") and t.index < first.index
            and (t.dep.startswith("expl") or t.dep in ("obj", "iobj", "obl:arg", "dep"))
        )  # fmt: skip
        if found.infinitive:
            told = reflexive + first.lemma.lower()
            if how in ("possible", "planned"):
                return f"{'pourraient' if plural else 'pourrait'} {told}"
        adverb = self.contrary(first.index)
        base = first.lemma.lower()
        if base.endswith("é"):
            # A participle that the lemmatizer left as it was.
            base = base.removesuffix("é") + "er"
        present = inflect.present(base, plural, self.words)
        if not base.endswith(("r", "re")) and found.tense == "present":
            present = first.text.lower()
        if first.text.lower() in _LIVES and self.sentence.child(first.index, "obj") is None:
            # Without an object it is no form of "voir".
            present = first.text.lower()
        return f"{reflexive}{present} {adverb}".strip()

    def passive(self, candidate: Candidate, how: Status, done: str, target: Token | None) -> str:
        """A French passive. done: the participle; target: what it is done to."""
        if len(candidate.chain) > 1 and how in ("planned", "denied", "possible"):
            # "devrait être présenté"
            return self.text(candidate, how, target is not None and self.plural(target), True)
        if how in ("denied", "possible", "planned") or self.future(candidate):
            if status.group(self.sentence, candidate.chain[0], self.words).infinitive:
                # "pour ne pas être expulsée"
                raise Hopeless
            return self.as_told(candidate)
        key = tree.lemma(self.sentence.tokens[candidate.chain[-1]])
        if key in self.words.grammar["etre"] and target is not None:
            # "les pompiers, arrivés sur place": they arrive
            return inflect.present(key, self.plural(target), self.words)
        bare = tree.lemma(self.sentence.tokens[candidate.chain[0]]) in self.words.grammar["etre"]
        if len(candidate.chain) > 1 and not bare and target is not None:
            # "doit être finalisée" is not "est finalisée"
            return self.text(candidate, how, self.plural(target, candidate.chain[0]), True)
        if target is None or bare or tree.entity_at(self.sentence, target.index) is not None:
            return done
        if target.pos == "PROPN" or self.phraser.name(target, Shape(0)) is not None:
            return done
        if self.sentence.child(target.index, "det", "nummod") is None:
            return done
        plural = done.endswith("s") if done[-2:-1] in "éeiut" else self.plural(target)
        return f"{'sont' if plural else 'est'} {done}"

    def as_told(self, candidate: Candidate) -> str:
        """The verb group in the words of the text ("n'a pas précisé", "se rendra")."""
        first = candidate.chain[0]
        kept = {first}
        for t in self.sentence.children(first):
            reflexive = t.text.lower() in ("se", "s'") and t.index < first
            if (
                t.dep in tree.AUXILIARIES
                or t.dep.startswith("expl")
                or reflexive
                or (t.dep == "advmod" and t.morph.get("Polarity") == "Neg")
                or (t.dep == "advmod" and t.text.lower() == "plus" and t.index > first)
            ):
                kept.add(t.index)
        if not any(self.sentence.tokens[i].text.lower() in ("ne", "n'") for i in kept):
            kept = {i for i in kept if self.sentence.tokens[i].text.lower() != "plus"}
        text = self.phraser.write(kept, Shape(0)).lower()
        foretold = infinitives.foretold(self.sentence, first, self.words)
        return inflect.foretold(text) if foretold else text


def _many(token: Token, alone: bool = False) -> bool:
    """True for a number above one ("thirty", "12,000")."""
    if token.dep != "nummod" and not alone:
        return False
    return token.text.lower() not in ("one", "un", "une", "1")
