"""A candidate made into a whole mention: quote, type, status, arguments, frame, weights."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from timeline.events import classify, people, signs, status, tree
from timeline.events.arguments import Reader, own_clause
from timeline.events.frames import Frame, frame
from timeline.events.lexicon import Lexicon
from timeline.events.triggers import Candidate
from timeline.model import EventMention, Participant, Passage, Status, Trigger
from timeline.model.unchecked import record
from timeline.syntax import Entity, Sentence

_OPENING = frozenset("\"'“«‘(")
# A sentence longer than this many characters is quoted by the clause that matters.
LONG = 320


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the mentions of one sentence.

    entry: it stands in a line of a chronology, whose present tense tells what happened.
    """

    text: str
    sentence: Sentence
    passage: Passage
    cast: people.Cast
    words: Lexicon
    document: str
    entry: bool = False
    _reader: Reader = field(init=False, repr=False)

    def __post_init__(self) -> None:
        reader = Reader(self.text, self.sentence, self.passage, self.cast, self.words)
        object.__setattr__(self, "_reader", reader)

    def mention(self, candidate: Candidate) -> EventMention | None:
        """The mention of one candidate."""
        sentence, words = self.sentence, self.words
        found = frame(sentence, candidate, words)
        reader = self._reader
        told_as = "heading" if self.entry else self.passage.kind
        how, tense = status.read(sentence, candidate, words, told_as)
        participants = reader.participants(candidate, found)
        kind = classify.settled(sentence, candidate, participants, self.cast, words)
        if kind != candidate.type:
            candidate = replace(candidate, type=kind)
        places = reader.places(candidate)
        amounts = reader.amounts(candidate)
        facts = self._facts(candidate, how, found, len(participants), bool(amounts))
        if not (participants or facts.dated or self._tells(candidate, found, facts, tense)):
            return None
        head = sentence.tokens[candidate.head]
        first, last = sentence.tokens[candidate.span[0]], sentence.tokens[candidate.span[1] - 1]
        start, end = self._quote(candidate)
        top = self._top(candidate)
        return record(
            EventMention,
            document=self.document,
            language=sentence.language,
            passage=sentence.passage,
            passage_kind=self.passage.kind,
            sentence=sentence.number,
            token=top,
            start=start,
            end=end,
            quote=self.text[start:end],
            trigger=record(
                Trigger, text=self.text[first.start : last.end], start=first.start, end=last.end
            ),
            lemma=head.lemma.lower(),
            nominal=candidate.nominal and sentence.tokens[top].pos not in tree.VERBAL,
            type=candidate.type,
            status=how,
            tense=tense,
            participants=participants,
            places=places,
            amounts=amounts,
            frame=reader.frame(candidate, found),
            title="",
            confidence=signs.confidence(facts),
            salience=0.0,
            page=None,
            rules=(candidate.rule,),
            signs=signs.names(facts, words),
        )

    def _tells(self, candidate: Candidate, found: Frame, facts: signs.Facts, tense: str) -> bool:
        """Whether a word that names no event of its own tells one, with nobody named and no date:
        somebody or something acts or is acted on, or it heads a main clause told in the past."""
        if candidate.nominal or candidate.rule.split(":")[1] not in ("other", "statement"):
            return True
        if found.subject is not None or found.object is not None:
            return True
        told = facts.main and facts.finite and (tense == "past" or self.entry)
        strong = candidate.strong or self.entry
        return told and strong and not (facts.spoken or facts.reporting or facts.empty)

    def _top(self, candidate: Candidate) -> int:
        """The highest token of the trigger: a time expression hangs on it or below it."""
        # In "sanctions imposed between …" the noun stands above, but the date is the verb's.
        return candidate.head if candidate.verb is None else candidate.chain[0]

    def _facts(
        self, candidate: Candidate, how: Status, found: Frame, named: int, measured: bool
    ) -> signs.Facts:
        sentence, words = self.sentence, self.words
        nominal, verb = candidate.nominal, candidate.verb
        key = (
            tree.lemma(sentence.tokens[candidate.head])
            if nominal
            else tree.known_verb(sentence, candidate.head, words)
        )
        heads = sorted({candidate.head, *(candidate.chain if verb is not None else ())})
        top = sentence.tokens[self._top(candidate)]
        group = None if verb is None else status.group(sentence, candidate.chain[0], words)
        # "is to unfold" is as finite as "will unfold"; so is a line of a chronology.
        due = group is not None and group.infinitive and group.tense == "future"
        entry = candidate.rule.startswith("entry:")
        stands = sentence.tokens[top.head] if due else top
        return signs.Facts(
            status=how,
            key=key,
            strong=candidate.strong,
            nominal=nominal and verb is None,
            named=named,
            dated=entry or any(tree.dated(sentence, h, words) for h in heads),
            main=entry or stands.dep in ("root", "conj", "parataxis", "ccomp"),
            reporting=not nominal and key in words.reporting and not self._counts(found),
            finite=group is None or due or not (group.infinitive or group.tense == "none"),
            measured=measured,
            state=not nominal and key in words.skip and key not in words.verbs,
            spoken=self._first_person(found),
            empty=self._says_nothing(candidate, found),
        )

    def _counts(self, found: Frame) -> bool:
        """True for "reported 23 new infections", which tells them."""
        told = found.object
        return told is not None and any(
            t.dep == "nummod" for t in self.sentence.children(told.index)
        )

    def _first_person(self, found: Frame) -> bool:
        """True when "I", "we" or "you" acts, or the article speaks of itself."""
        actor = found.subject
        if actor is None:
            return False
        # Who keeps a diary tells what he did.
        own = not self.entry and actor.pos == "PRON" and actor.morph.get("Person") in ("1", "2")
        this = any(t.morph.get("PronType") == "Dem" for t in self.sentence.children(actor.index))
        return own or (this and tree.lemma(actor) in self.words.grammar["self"])

    def _says_nothing(self, candidate: Candidate, found: Frame) -> bool:
        """True for a statement with neither object nor content of its own."""
        if candidate.nominal or candidate.type != "statement" or found.object is not None:
            return False
        below = self.sentence.children(candidate.chain[-1])
        return not found.others and not any(t.dep in ("ccomp", "xcomp", "advcl") for t in below)

    def _quote(self, candidate: Candidate) -> tuple[int, int]:
        """The sentence, or of a long one the clause with the trigger, never less than it."""
        sentence = self.sentence
        if sentence.end - sentence.start <= LONG:
            first = next((t for t in sentence.tokens if t.pos != "PUNCT"), sentence.tokens[0])
            opens = sentence.tokens[first.index - 1] if first.index else first
            quoted = opens.text in _OPENING
            return (opens if quoted else first).start, sentence.end
        tokens = own_clause(sentence, candidate)
        start, end = tokens[0].start, tokens[-1].end
        if end - start < LONG // 4:
            outer = tree.clause_verb(sentence, candidate.head)
            if outer is not None and candidate.verb is None:
                wide = sentence.subtree(outer)
                if wide[-1].end - wide[0].start <= LONG:
                    start, end = min(start, wide[0].start), max(end, wide[-1].end)
        return start, end

    # -- captions ------------------------------------------------------------------------------

    def caption(self, shown: list[Entity], heads: list[int]) -> EventMention:
        """The meeting of the people a caption names."""
        sentence, words = self.sentence, self.words
        from timeline import names

        people_named = list(dict.fromkeys(self.cast.person(e.text) for e in shown))[:3]
        places = names.places(self.text[sentence.start : sentence.end], sentence.language)
        first, last = sentence.tokens[shown[0].first], sentence.tokens[shown[0].last - 1]
        participants = tuple(
            Participant(
                name=person,
                kind="person",
                role="agent",
                start=sentence.tokens[e.first].start,
                end=sentence.tokens[e.last - 1].end,
            )
            for person, e in {self.cast.person(e.text): e for e in reversed(shown)}.items()
            if person in people_named
        )
        return EventMention(
            document=self.document,
            language=sentence.language,
            passage=sentence.passage,
            passage_kind=self.passage.kind,
            sentence=sentence.number,
            token=heads[0],
            start=sentence.start,
            end=sentence.end,
            quote=self.text[sentence.start : sentence.end],
            trigger=Trigger(
                text=self.text[first.start : last.end], start=first.start, end=last.end
            ),
            lemma=min(words.grammar["shown"]),
            nominal=True,
            type="meeting",
            status="happened",
            tense="past",
            participants=tuple(sorted(participants, key=lambda p: p.start)),
            places=tuple(dict.fromkeys(place for _, _, place in places)),
            confidence=0.75,
            rules=("caption:meeting",),
            signs=("strong",),
        )
