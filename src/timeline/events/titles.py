"""A short headline for one mention, in the article's language, from its trigger and arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.events import inflect, status, tree
from timeline.events.arguments import Frame
from timeline.events.lexicon import Lexicon
from timeline.events.phrases import Phraser, Shape
from timeline.events.triggers import Candidate
from timeline.model import Status
from timeline.syntax import Sentence, Token

MOST_WORDS = 12
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "VERB"})
# From the fullest to the barest: the first that fits is taken.
_SHAPES = (
    (Shape(2), 3), (Shape(1), 3), (Shape(1), 2), (Shape(1, True), 2), (Shape(1), 1),
    (Shape(1, True), 1), (Shape(0), 2), (Shape(0), 1), (Shape(1), 0), (Shape(0, True), 1),
    (Shape(0), 0), (Shape(0, True, False), 0),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Titler:
    """Writes the titles of one sentence's mentions."""

    sentence: Sentence
    phraser: Phraser
    words: Lexicon

    def title(self, candidate: Candidate, frame: Frame, how: Status, place: str | None) -> str:
        """At most twelve words, the first letter a capital.

        place: the place of the event in the article's words; a bare noun is told apart by it.
        """
        best = ""
        for shape, room in _SHAPES:
            text = choose(self._draft(candidate, frame, how, shape, room))
            if not text:
                continue
            best = text
            if len(text.split()) <= MOST_WORDS:
                break
        if len(best.split()) > MOST_WORDS:
            best = self.sentence.tokens[candidate.head].text
        best = self._trimmed(self._closed(tidy(best)))
        named = len(frame.others) + (frame.subject is not None) + (frame.object is not None)
        if place and candidate.nominal and " " not in best and not named:
            best = self._placed(best, place)
        return best

    def _placed(self, title: str, place: str) -> str:
        """A bare noun with the place of its clause."""
        if place.casefold() in title.casefold():
            return title
        return self.words.titles["at"].format(title=title, place=place)

    def _closed(self, title: str) -> str:
        """Without a last word that leaves the reader waiting ("… order worth")."""
        while (last := title.rpartition(" "))[1]:
            if last[2].lower().strip(",") not in self.words.grammar["dangling"]:
                break
            title = last[0]
        return title

    def _trimmed(self, title: str) -> str:
        """Without a leading "the", "some", "this", which a headline drops."""
        first, _, rest = title.partition(" ")
        if rest and first.lower() in self.words.grammar["openers"]:
            return tidy(rest)
        return title

    def _draft(
        self, candidate: Candidate, frame: Frame, how: Status, shape: Shape, room: int
    ) -> str:
        if candidate.nominal and self._noun_only(candidate, frame):
            return self._nominal(candidate, frame, shape, room)
        return self._verbal(candidate, frame, how, shape, room)

    # -- nouns ---------------------------------------------------------------------------------

    def _noun_only(self, candidate: Candidate, frame: Frame) -> bool:
        """True when the verb adds nothing that a headline would say."""
        if candidate.verb is None or candidate.rule.startswith("starting:"):
            return True
        key = tree.lemma(self.sentence.tokens[candidate.verb])
        known = tree.verb_key(self.sentence, candidate.verb, self.words.happening)
        if known in self.words.happening or key in self.words.status["planned_verbs"]:
            return frame.subject is None
        if frame.passive and key in self.words.grammar["bare_passive"]:
            return frame.subject is None
        return frame.subject is None and not frame.passive

    def _nominal(self, candidate: Candidate, frame: Frame, shape: Shape, room: int) -> str:
        head = self.sentence.tokens[candidate.head]
        skip = {t.index for t in tree.conjuncts(self.sentence, candidate.head) if t is not head}
        text = self.phraser.noun(head, shape, skip)
        if self.words.language == "fr":
            text = self._bare_french(head, text)
        if candidate.verb is not None:
            extra = [
                t for t in frame.others
                if t.head == candidate.verb and t.dep != "obl:agent"
            ]  # fmt: skip
            text += "".join(self._obliques(extra, shape, room))
        return text

    def _bare_french(self, head: Token, text: str) -> str:
        """Without its first article; a possessive becomes "de" and its owner's name."""
        det = self.sentence.child(head.index, "det", "nmod:poss")
        if det is None or not text.lower().startswith(det.text.lower()):
            return text
        rest = text[len(det.text) :].strip()
        if det.morph.get("Poss") == "Yes" or det.lemma in ("son", "leur"):
            owner = self.phraser.cast.owner(self.sentence, det)
            if owner:
                de = "d'" if owner[:1].lower() in "aeiouyéèh" else "de "
                return f"{rest} {de}{owner}"
        return rest

    # -- verbs ---------------------------------------------------------------------------------

    def _verbal(
        self, candidate: Candidate, frame: Frame, how: Status, shape: Shape, room: int
    ) -> str:
        verb = candidate.verb if candidate.verb is not None else candidate.head
        noun = self.sentence.tokens[candidate.head] if candidate.nominal else None
        if noun is not None and any(t.index == noun.index for t in frame.others):
            noun, room = None, max(room, 1)
        subject_token, object_token = frame.subject, frame.object or noun
        taken = {verb, candidate.head, *candidate.chain}
        subject = "" if subject_token is None else self.phraser.noun(subject_token, shape, taken)
        target = ""
        if object_token is not None:
            target = self.phraser.noun(
                object_token, shape, taken - {object_token.index, candidate.head}
            )
        if subject and target == subject:
            target = ""
        if candidate.rule.startswith("predicate:"):
            return self._predicate(candidate, frame, subject, shape, room)
        if frame.passive:
            return self._passive(candidate, frame, how, subject, target, shape, room)
        if not subject and subject_token is not None and len(candidate.chain) == 1:
            unnamed = self._unnamed(candidate, frame, how, target, object_token, shape, room)
            if unnamed:
                return unnamed
        plural = subject_token is not None and self._plural(subject_token)
        said = self._verb_text(candidate, how, plural, bool(subject))
        if noun is not None and frame.object is not None:
            target = f"{target} {self.phraser.noun(noun, shape, taken - {noun.index})}"
        parts = [subject, said, target]
        rest = self._content(candidate, shape, room) if room else ""
        text = " ".join(p for p in parts if p)
        text += "".join(self._obliques(self._kept(frame, candidate), shape, room))
        if rest.startswith("\x1f"):
            colon = " :" if self.words.language == "fr" else ":"
            return f"{subject} {said}{colon} {rest[1:]}".strip()
        return f"{text} {rest}".strip()

    def _unnamed(
        self, candidate: Candidate, frame: Frame, how: Status, target: str, done: Token | None,
        shape: Shape, room: int,
    ) -> str:  # fmt: skip
        """The deed without its doer, where a pronoun leaves open who that was."""
        verb = self.sentence.tokens[candidate.chain[0]]
        rest = "".join(self._obliques(self._kept(frame, candidate), shape, room))
        if how in ("planned", "possible", "denied") or candidate.type == "statement":
            return ""
        deed = self.words.deeds.get(verb.lemma.lower())
        if deed is not None:
            where = [r for r in (f"{deed} {target}".strip(),) if target]
            bare = deed.rpartition(" ")[0] or deed
            return (where[0] if where else bare) + rest if where or rest else ""
        if done is None or not target or self.phraser.name(done, shape) is not None:
            return ""
        entity = tree.entity_at(self.sentence, done.index)
        if (entity is not None and entity.label in ("PERSON", "GPE", "LOC")) or done.pos == "PRON":
            return ""
        participle = inflect.participle(verb, done, self.words)
        return f"{target} {participle}{rest}" if participle else ""

    def _predicate(
        self, candidate: Candidate, frame: Frame, subject: str, shape: Shape, room: int
    ) -> str:
        """Somebody is something: "Ghana is a member of the bank"."""
        head = self.sentence.tokens[candidate.head]
        if not subject:
            return head.text
        copula = self.sentence.child(head.index, "cop")
        is_ = "" if copula is None else copula.lemma
        plural = frame.subject is not None and self._plural(frame.subject)
        if (
            status.group(self.sentence, head.index, self.words).negated
            or self.words.language == "fr"
        ):
            is_ = self._as_told(candidate).removesuffix(head.text.lower()).strip()
        elif is_:
            is_ = "are" if plural else "is"
        what = head.text
        if head.pos in tree.NOMINAL:
            owned = {t.index for t in frame.others if t.dep.startswith("obl")}
            what = self.phraser.noun(head, shape, {candidate.verb or -1, *owned} - {head.index})
        rest = [t for t in frame.others if t.dep.startswith("obl")]
        return f"{subject} {is_} {what}" + "".join(self._obliques(rest, shape, room))

    def _kept(self, frame: Frame, candidate: Candidate) -> list[Token]:
        """The obliques of the verb itself; a noun keeps its own inside its phrase."""
        return [t for t in frame.others if t.head in candidate.chain or t.head == candidate.verb]

    def _passive(
        self, candidate: Candidate, frame: Frame, how: Status, agent: str, target: str,
        shape: Shape, room: int,
    ) -> str:  # fmt: skip
        verb = self.sentence.tokens[candidate.verb if candidate.verb is not None else 0]
        done = verb.text.lower()
        part = self._companion(verb.index)
        if part is not None and self.words.language == "en":
            done += f" {part.text}"
        if self.words.language == "en":
            inner = status.group(self.sentence, candidate.chain[0], self.words)
            if how == "denied" and not target.lower().startswith("no "):
                done = f"not {done}"
            elif inner.tense == "future" or (how == "planned" and len(candidate.chain) > 1):
                done = f"to be {done}"
            elif inner.modal:
                done = f"{self._modal(candidate)} be {done}"
        elif how in ("denied", "possible") or self._future(candidate):
            done = self._as_told(candidate)
        by = sorted(self.words.grammar["agent"])[0]
        text = f"{target} {done}".strip()
        if agent and frame.subject is not None and frame.subject.dep == "obl:agent":
            text += f" {by} {agent}"
        return text + "".join(self._obliques(self._kept(frame, candidate), shape, room))

    def _modal(self, candidate: Candidate) -> str:
        for t in tree.auxiliaries(self.sentence, candidate.chain[0]):
            if t.text.lower() in self.words.status["modal"]:
                return t.text.lower()
        return "could"

    def _future(self, candidate: Candidate) -> bool:
        return status.group(self.sentence, candidate.chain[0], self.words).tense == "future"

    def _plural(self, subject: Token) -> bool:
        if len(tree.conjuncts(self.sentence, subject.index)) > 1:
            return True
        if subject.pos == "PRON" and self.phraser.cast.pronoun(self.sentence, subject):
            return False
        if subject.text.lower() in self.words.grammar["plural_nouns"]:
            return True
        if tree.lemma(subject) in self.words.grammar["measures"]:
            # "half of the imports come"
            counted = self.sentence.child(subject.index, "nmod")
            if counted is not None and counted.morph.get("Number") == "Plur":
                return True
        if any(
            t.dep == "det" and t.morph.get("Number") == "Plur"
            for t in self.sentence.children(subject.index)
        ):
            return True
        return subject.morph.get("Number") == "Plur" and not (
            subject.pos == "PROPN" and tree.entity_at(self.sentence, subject.index) is not None
        )

    def _verb_text(self, candidate: Candidate, how: Status, plural: bool, subject: bool) -> str:
        first, *rest = candidate.chain
        tokens = self.sentence.tokens
        if self.words.language == "fr":
            said = self._french(candidate, how, plural)
        else:
            said = self._english(candidate, how, plural, subject)
        part = self._companion(first)
        if part is not None and self.words.language == "en":
            said += f" {part.text}"
        for v in rest:
            marks = [
                t.text for t in self.sentence.children(v)
                if (t.dep == "mark" or t.text.lower() == "to") and t.index < v
            ]  # fmt: skip
            said += f" {' '.join([*marks, tokens[v].text])}"
            inner = tree.particle(self.sentence, v)
            if inner is not None:
                said += f" {inner.text}"
        return said

    def _companion(self, verb: int) -> Token | None:
        """The particle of a verb, also where the parser calls it an adverb ("pushes back")."""
        part = tree.particle(self.sentence, verb)
        if part is not None:
            return part
        key = tree.verb_key(self.sentence, verb, self.words.known_verbs)
        _, _, second = key.partition("_")
        for t in self.sentence.children(verb):
            if second and t.dep == "advmod" and tree.lemma(t) == second:
                return t
        return None

    def _english(self, candidate: Candidate, how: Status, plural: bool, subject: bool) -> str:
        first = self.sentence.tokens[candidate.chain[0]]
        base = first.lemma.lower()
        if tree.is_passive(self.sentence, first.index):
            return first.text.lower()
        found = status.group(self.sentence, first.index, self.words)
        if found.negated:
            if found.modal:
                modal = self._modal(candidate)
                return f"cannot {base}" if modal in ("can", "ca") else f"{modal} not {base}"
            return f"{'do' if plural else 'does'} not {base}"
        if found.tense == "future":
            return f"to {base}"
        if found.modal or (how == "possible" and found.infinitive):
            return f"{self._modal(candidate)} {base}"
        if found.infinitive:
            return f"to {base}"
        bare = not tree.auxiliaries(self.sentence, first.index)
        if first.morph.get("VerbForm") == "Part" and (
            not subject or (bare and tree.is_participle(first))
        ):
            return first.text.lower()
        return inflect.present(base, plural, self.words)

    def _french(self, candidate: Candidate, how: Status, plural: bool) -> str:
        first = self.sentence.tokens[candidate.chain[0]]
        found = status.group(self.sentence, first.index, self.words)
        if found.negated or found.modal or found.tense == "future":
            return self._as_told(candidate)
        reflexive = "".join(
            f"{'s' + chr(39) if first.lemma[:1].lower() in 'aeiouyéh' else 'se '}"
            for t in self.sentence.children(first.index)
            if t.dep.startswith("expl") and t.text.lower() in ("se", "s'")
        )
        if found.infinitive:
            told = reflexive + first.lemma.lower()
            if how in ("possible", "planned"):
                return f"{'pourraient' if plural else 'pourrait'} {told}"
        return reflexive + inflect.present(first.lemma.lower(), plural, self.words)

    def _as_told(self, candidate: Candidate) -> str:
        """The verb group in the words of the text ("n'a pas précisé", "se rendra")."""
        first = candidate.chain[0]
        kept = {first}
        for t in self.sentence.children(first):
            if (
                t.dep in tree.AUXILIARIES
                or t.dep.startswith("expl")
                or (t.dep == "advmod" and t.morph.get("Polarity") == "Neg")
            ):
                kept.add(t.index)
        return self.phraser.write(kept, Shape(0)).lower()

    # -- complements ---------------------------------------------------------------------------

    def _obliques(self, tokens: list[Token], shape: Shape, room: int) -> Iterator[str]:
        """Up to `room` complements with their prepositions, each with a leading space."""
        done = 0
        for t in tokens:
            if done >= room:
                return
            case = tree.cases(self.sentence, t.index)
            if t.dep == "iobj" and t.pos == "PRON":
                continue
            if case not in self.words.grammar["relations"] or t.pos not in _NOMINAL:
                continue
            if tree.is_time(self.sentence, t.index, self.words):
                continue
            text = self.phraser.noun(t, shape)
            if text:
                done += 1
                glue = "" if case.endswith("'") else " "
                yield f" {case}{glue}{text}"

    def _content(self, candidate: Candidate, shape: Shape, room: int) -> str:
        """What was said, or what somebody was asked to do."""
        verb = candidate.chain[-1]
        for t in self.sentence.children(verb):
            if not self._is_content(t, candidate):
                continue
            below = {c.index for c in self.sentence.subtree(t.index)}
            dropped = {
                i
                for c in self.sentence.subtree(t.index)
                if c.index != t.index
                and (
                    c.dep in ("advcl", "acl:relcl", "parataxis", "conj", "obl:tmod", "cc", "acl")
                    or (c.dep.startswith(("obl", "nmod", "advmod", "amod")) and self._off(c, room))
                )
                for i in [b.index for b in self.sentence.subtree(c.index)]
            }
            kept = below - dropped - {
                c.index for c in self.sentence.subtree(t.index)
                if c.text.lower() in self.words.grammar["articles"]
                and self.words.language == "en"
            }  # fmt: skip
            text = self.phraser.write(kept, shape)
            if t.index < candidate.head and text:
                # "…, said the minister": what was said stands first in the sentence.
                first = self.sentence.tokens[min(kept)]
                if first.pos != "PROPN" and first.index == 0:
                    text = text[:1].lower() + text[1:]
                return f"\x1f{text}"
            return text
        return ""

    def _is_content(self, t: Token, candidate: Candidate) -> bool:
        if t.dep == "advcl" and candidate.type == "statement" and t.index > candidate.head:
            marks = {c.text.lower() for c in self.sentence.children(t.index) if c.dep == "mark"}
            return bool(marks & self.words.grammar["accused_of"])
        if t.dep in ("advcl", "parataxis") and candidate.type == "statement":
            # "…, a annoncé le ministre": what was said stands before.
            own = self.sentence.child(t.index, *tree.SUBJECTS)
            return t.index < candidate.head and own is not None
        if t.dep not in ("ccomp", "xcomp"):
            return False
        return t.index > candidate.head or candidate.type == "statement"

    def _off(self, token: Token, room: int) -> bool:
        if tree.is_time(self.sentence, token.index, self.words):
            return True
        case = tree.cases(self.sentence, token.index)
        if token.dep in ("advmod", "amod"):
            negative = token.morph.get("Polarity") == "Neg"
            return not negative and (token.dep == "advmod" or room < 2)
        return bool(case) and (case not in self.words.grammar["relations"] or room < 3)


_CHOICE = re.compile(r"\{([^|{}]*)\|([^{}]*?)('s|')\}")


def choose(title: str) -> str:
    """A possessive pronoun where its owner is named before it in the title, else the name."""

    def pick(match: re.Match[str]) -> str:
        pronoun, owner, ending = match.groups()
        last = owner.split()[-1] if owner else ""
        if last and last in title[: match.start()]:
            return pronoun
        return f"{owner}{ending}"

    return _CHOICE.sub(pick, title)


def tidy(title: str) -> str:
    """Spaces and quotation marks put right, the first letter a capital."""
    title = " ".join(title.replace("“", "").replace("”", "").replace('"', "").split())
    title = re.sub(r"\b([cdjlmnst]|qu)' (?=\w)", r"\1'", title)
    title = title.replace(" ,", ",").replace("« ", "").replace(" »", "").strip(" ,;:-–—")
    if title.count("(") != title.count(")"):
        title = title.replace("(", "").replace(")", "")
    return title if title[1:2].isupper() else title[:1].upper() + title[1:]
