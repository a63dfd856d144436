"""Which clause tells an event, and who acts in it where the clause leaves that to another."""

from __future__ import annotations

from timeline.headline.clause import (
    AUXILIARY,
    SUBJECTS,
    Clause,
    accused_of,
    phrase_of,
    text_of,
    verbal,
    words_of,
)
from timeline.languages import grammar
from timeline.model import DatedMention
from timeline.syntax import Sentence, Token

# How a clause hangs on the noun that it is about.
_ABOUT = ("acl", "acl:relcl")
# How a clause hangs that leaves who acts to the one above, and the forms that leave it more.
_SHARING = ("conj", "xcomp", "advcl")
# How a verb hangs that says who said the rest, and what goes with it.
_REMARK = ("parataxis", "conj")
_GROUP = (*AUXILIARY, "expl:comp", "expl:pv", "expl:subj", "advmod")
_INFINITE = ("Part", "Inf", "Ger")
# Words on either side of a trigger that its headline may reach.
_WINDOW = 80
# Labels of a nominal event's own complements, without which it tells nothing; the clause tells it
# then, of which it must be a part: "the first trip since the election" tells of the trip.
_OWN = {"nmod", "nmod:poss", "compound", "acl", "nsubj", "obl", "flat", "appos"}
_FILLING = (*SUBJECTS, "obj", "obl:agent")


def own(sentence: Sentence, mention: DatedMention, top: int | None = None) -> Clause:
    """The clause of a mention, with the subject that it leaves to another clause.

    top: the token of another clause around it that is to tell it.
    """
    top = _top(sentence, mention) if top is None else top
    token = sentence.tokens[top]
    trigger = words_of(sentence, mention)
    near = range(min(trigger, default=top) - _WINDOW, max(trigger, default=top) + _WINDOW)
    kept = {i for i in sentence.governed(top) if i in near} | {top}
    clause = Clause(sentence, top, kept, trigger, says=_says(mention))
    actor = sentence.child(top, *SUBJECTS)
    clause.subject = None if actor is None else actor.index
    if token.dep in _ABOUT:
        _about(clause, token, mention)
    elif token.dep == "appos" and not mention.event.nominal:
        _apposed(clause, token)
    elif clause.subject is None and verbal(sentence, token):
        _shared(clause, token)
    _remark(clause, mention)
    if clause.subject is not None:
        _stands_for(clause, sentence.tokens[clause.subject])
    return clause


def _remark(clause: Clause, mention: DatedMention) -> None:
    """Bind to what was said the verb that says so behind it, who says it, and the mark between."""
    verb = mention.event.token
    if clause.top in (verb, clause.sentence.tokens[verb].head):
        _bind(clause, verb)


def with_remark(clause: Clause, *, wanted: bool) -> None:
    """Bind to what somebody says of himself, if it is wanted, the remark behind it that says so."""
    found = remark_on(clause.sentence, clause.sentence.tokens[clause.top])
    if wanted and found is not None:
        _bind(clause, found.index)


def remark_on(sentence: Sentence, said: Token) -> Token | None:
    """The verb of a remark behind what is said: « j'ai gagné », a dit la maire."""
    return next(
        (
            t
            for t in sentence.children(said.index)
            if t.index > said.index and t.dep == "parataxis" and _speaker_behind(sentence, t)
        ),
        None,
    )


def _bind(clause: Clause, verb: int) -> None:
    """Bind the verb of a remark with who speaks and the mark before it."""
    sentence = clause.sentence
    speaker = _speaker_behind(sentence, sentence.tokens[verb])
    if speaker is None:
        return
    group = {t.index for t in sentence.children(verb) if t.dep in _GROUP and t.index < verb}
    first = min(group | {verb})
    if first and sentence.tokens[first - 1].text == ",":
        clause.bound |= {first - 1, verb, speaker.index, *group} & clause.kept


def _speaker_behind(sentence: Sentence, verb: Token) -> Token | None:
    """Who speaks, behind the verb of a remark: "…, said the mayor"."""
    told = sentence.child(verb.index, "ccomp")
    if verb.dep not in _REMARK and (told is None or told.index > verb.index):
        return None
    actor = sentence.child(verb.index, *SUBJECTS)
    return actor if actor is not None and actor.index > verb.index else None


def _stands_for(clause: Clause, subject: Token) -> None:
    """What a relative pronoun that acts stands for, where the parser hangs its clause elsewhere:
    the noun right before it."""
    sentence = clause.sentence
    relatives = grammar.of(sentence.language).relatives
    if subject.pos != "PRON" or subject.text.lower() not in relatives or not subject.index:
        return
    before = next((t for t in sentence.tokens[subject.index - 1 :: -1] if t.text != ","), None)
    if before is not None and before.pos in ("NOUN", "PROPN"):
        clause.instead[subject.index] = text_of(sentence, phrase_of(sentence, before.index))


def _top(sentence: Sentence, mention: DatedMention) -> int:
    """The token whose words tell it; of a bare noun that of the clause in which it stands."""
    at = mention.event.token
    token = sentence.tokens[at]
    if verbal(sentence, token):
        return _said(sentence, token) if _says(mention) or _speaker_behind(sentence, token) else at
    own_ = [t for t in sentence.children(at) if t.dep in _OWN and not _dates(t, mention)]
    above = sentence.tokens[token.head]
    clause = verbal(sentence, above) or sentence.child(above.index, *SUBJECTS) is not None
    return above.index if clause and token.dep in _FILLING and not own_ else at


def _says(mention: DatedMention) -> bool:
    """Whether a mention tells that somebody says something."""
    return "reporting" in mention.event.signs or mention.event.type == "statement"


def _said(sentence: Sentence, verb: Token) -> int:
    """Of "it is said that" what follows; of a remark who said it (", he said") what was said."""
    content = sentence.child(verb.index, "ccomp")
    if content is not None:
        actor = sentence.child(verb.index, *SUBJECTS, "expl", "expl:subj")
        impersonal = grammar.of(sentence.language).impersonal
        nobody = actor is not None and (
            actor.dep.startswith("expl") or actor.text.lower() in impersonal
        )
        return content.index if nobody else verb.index
    bare = sentence.child(verb.index, "obj", "obl") is None
    remark = bare or _speaker_behind(sentence, verb) is not None
    return verb.head if verb.dep in _REMARK and remark else verb.index


def _dates(t: Token, mention: DatedMention) -> bool:
    """Whether a token stands in the time expression of a mention."""
    when = mention.time_expression
    return when is not None and when.start <= t.start < when.end


# -- clauses about a noun ----------------------------------------------------------------------


def _about(clause: Clause, token: Token, mention: DatedMention) -> None:
    """A clause about a noun: "the accords signed at Evian", "Panama, which lost"."""
    sentence = clause.sentence
    noun = _antecedent(sentence, token)
    relative = _relative(sentence, token)
    phrase = phrase_of(sentence, noun.index, token.index)
    if relative is not None and relative.dep == "nmod:poss":
        owner = text_of(sentence, phrase)
        clause.instead[relative.index] = grammar.of(sentence.language).possessive(owner)
        return
    if relative is not None and _whose(clause, noun, relative):
        return
    if relative is not None and noun.pos != "PRON":  # « celle qui dirige » stays
        clause.kept -= sentence.governed(relative.index) - {token.index}
    if clause.subject is None or (relative is not None and relative.dep in SUBJECTS):
        if noun.index > token.index:
            clause.behind[-1] = text_of(sentence, phrase)
            clause.subject = None
        else:
            bare = token.morph.get("VerbForm") == "Part" and relative is None
            clause.doubtful = bare and not _agree(noun, token)
            clause.subject = noun.index
            clause.kept |= phrase
    elif noun.pos != "NUM" and not _dates(noun, mention) and _acted_on(sentence, token, relative):
        verbs = [token, *(t for t in sentence.children(token.index) if t.dep == "xcomp")]
        clause.behind[max(t.index for t in verbs)] = text_of(sentence, phrase)


def _whose(clause: Clause, noun: Token, relative: Token) -> bool:
    """Keep the owner of who acts with the pronoun that says so: « Ann Lee, dont le père est
    mort »; False where it tells of no owner."""
    if relative.dep != "nmod" or relative.head != clause.subject:
        return False
    sentence = clause.sentence
    whole = sentence.tokens[noun.head] if noun.dep == "conj" else noun
    leads = {t.index for t in sentence.children(whole.index) if t.dep == "case"}
    owner = {i for i in sentence.governed(whole.index) if i < relative.index} - leads
    clause.bound |= owner | {relative.index}
    clause.kept |= clause.bound
    return True


def _apposed(clause: Clause, token: Token) -> None:
    """Who is what an apposition says: "Ann Roy, director"."""
    sentence = clause.sentence
    noun = sentence.tokens[token.head]
    whole = phrase_of(sentence, noun.index, token.index)
    first = min(i for i in clause.kept if i > noun.index)
    clause.kept |= whole | {i for i in (first - 1,) if sentence.tokens[i].text == ","}
    clause.subject = noun.index


def _acted_on(sentence: Sentence, token: Token, relative: Token | None) -> bool:
    """Whether the noun is what the verb acts on: "which Congress created", "the sum it paid"."""
    if relative is not None:
        led = sentence.child(token.head, "case") is not None
        return relative.dep == "obj" or (relative.dep == "mark" and not led)
    whole = sentence.child(token.index, "obj", "ccomp", "xcomp") is not None
    return token.dep == "acl:relcl" and token.pos == "VERB" and not whole


def _antecedent(sentence: Sentence, clause: Token) -> Token:
    """The noun that a clause is about.

    Behind a comma it is the whole of what stands before, « les accords d'Évian, signés … »,
    "rumours of a sale to X, which surfaced in March", though the parser takes the last noun.
    """
    noun = _predicated(sentence, sentence.tokens[clause.head])
    if noun.dep == "appos":
        noun = _named_before(sentence, noun)
    first = sentence.subtree(clause.index)[0].index
    apart = any(t.text == "," for t in sentence.tokens[max(0, first - 1) : first + 1])
    while noun.dep == "appos" or (
        noun.dep == "nmod" and apart and not _own(sentence, noun, clause)
    ):
        noun = sentence.tokens[noun.head]
    return noun


def _predicated(sentence: Sentence, noun: Token) -> Token:
    """Of what a name is said to be, the name: "Ann Lee is a painter who moved to Rome"."""
    below = sentence.children(noun.index)
    actor = sentence.child(noun.index, "nsubj")
    some = any(t.dep == "det" and t.morph.get("Definite") == "Ind" for t in below)
    denied = any(t.morph.get("Polarity") == "Neg" for t in below)
    is_ = sentence.child(noun.index, "cop") is not None and not denied
    if actor is None or not (some and is_) or not actor.index < noun.index:
        return noun
    named = actor.pos == "PROPN" or sentence.child(actor.index, "flat:name") is not None
    return actor if named or actor.text.lower() in _persons(sentence) else noun


def _persons(sentence: Sentence) -> frozenset[str]:
    """The pronouns that stand for somebody, in a language."""
    own_ = grammar.of(sentence.language)
    return frozenset(own_.subject_forms) - own_.expletives


def _own(sentence: Sentence, noun: Token, clause: Token) -> bool:
    """Whether a noun at the end of a phrase, not the whole, is what a clause is about: "who" is the
    nearest, and so is what has an owner or is known, "a plan for the mill, which …", unless it is a
    genitive; a participle agrees."""
    relative = _relative(sentence, clause)
    if relative is None:
        return _agree(noun, clause) and not _agree(sentence.tokens[noun.head], clause)
    own_ = grammar.of(sentence.language)
    below = sentence.children(noun.index)
    owned = any(t.dep == "nmod:poss" for t in below)
    known = any(t.morph.get("Definite") == "Def" for t in below) and not any(
        t.dep == "case" and t.text.lower() in own_.genitive for t in below
    )
    personal = relative.text.lower() in own_.of_persons
    return personal or (noun.pos != "PROPN" and (owned or known))


def _named_before(sentence: Sentence, aside: Token) -> Token:
    """The name right before an apposition, else the apposition itself."""
    first = sentence.subtree(aside.index)[0].index
    for e in sentence.entities:
        if first - 2 <= e.last - 1 < first:
            inside = range(e.first, e.last)
            within = sentence.tokens[e.first : e.last]
            return next((t for t in within if t.head not in inside), within[-1])
    return aside


def _relative(sentence: Sentence, clause: Token) -> Token | None:
    """The relative pronoun of a clause."""
    if clause.dep != "acl:relcl":
        return None
    known = grammar.of(sentence.language).relatives
    first = (t for t in sentence.subtree(clause.index) if t.index < clause.index)
    return next(
        (t for t in first if t.morph.get("PronType") == "Rel" or t.text.lower() in known), None
    )


# -- clauses that leave who acts to the one above ----------------------------------------------


def _shared(clause: Clause, token: Token) -> None:
    """Who acts in a clause that leaves it to another: "he fell and died", "agreed to sell"."""
    sentence = clause.sentence
    for above in sentence.ancestors(token.index):
        if token.dep not in _SHARING:
            return
        if token.dep == "conj" and not verbal(sentence, above):
            continue  # hung on a date or an object before it
        _auxiliaries(clause, above)
        if token.dep == "conj" and above.dep == "xcomp":
            _governing(clause, sentence.tokens[above.head])
        actor = _actor(sentence, token, above)
        relative = above.dep == "acl:relcl" and actor is _relative(sentence, above)
        if actor is not None and not relative:
            _take(clause, actor, phrase_of(sentence, actor.index))
            return
        if above.dep in _ABOUT:
            noun = _antecedent(sentence, above)
            if noun.index < clause.top:
                _take(clause, noun, phrase_of(sentence, noun.index, above.index))
            return
        token = above


def _actor(sentence: Sentence, token: Token, above: Token) -> Token | None:
    """Who acts in a clause by the one above: what that acts on in "told him to go" and "convicted
    him of lying"."""
    target = sentence.child(above.index, "obj", "iobj")
    led = token.dep == "xcomp" or (token.dep == "advcl" and accused_of(sentence, token))
    if led and target is not None and target.index < token.index:
        return target
    return sentence.child(above.index, *SUBJECTS)


def _take(clause: Clause, actor: Token, phrase: set[int]) -> None:
    """Let a noun elsewhere act: in its place before the verb, else in brackets."""
    if actor.index < clause.top:
        clause.subject = actor.index
        clause.kept |= phrase
    elif actor.pos == "PRON":
        clause.pronoun = actor
    elif _agree(actor, clause.sentence.tokens[clause.top]):
        clause.behind[-1] = text_of(clause.sentence, phrase)


def _agree(actor: Token, verb: Token) -> bool:
    """Whether number and gender let a noun act: not « une piste … arrivés ». Of names the models
    know neither well."""
    features = ("Number",) if actor.pos == "PROPN" else ("Number", "Gender")
    both = ((actor.morph.get(f), verb.morph.get(f)) for f in features)
    return all(a is None or b is None or a == b for a, b in both)


def _governing(clause: Clause, verb: Token) -> None:
    """The verb that an infinitive shares with the one before it: "plans to buy A and to sell B"."""
    sentence = clause.sentence
    top = sentence.tokens[clause.top]
    own_ = [t for t in sentence.children(top.index) if t.dep == "mark"]
    if not own_ and top.morph.get("VerbForm") == "Inf":  # "set to open and close"
        own_ = [t for t in sentence.children(top.head) if t.dep == "mark"]
    clause.bound |= {t.index for t in own_}
    for above in (verb, *sentence.ancestors(verb.index)):
        group = {t.index for t in sentence.children(above.index) if t.dep in AUXILIARY}
        clause.bound |= {above.index, *group}
        if above.dep != "xcomp":
            break
    clause.kept |= clause.bound


def _auxiliaries(clause: Clause, above: Token) -> None:
    """The auxiliaries that a verb shares with the one before it: "was seized and sold"."""
    sentence, top = clause.sentence, clause.sentence.tokens[clause.top]
    own_ = any(t.dep in AUXILIARY for t in sentence.children(top.index))
    form = top.morph.get("VerbForm"), top.morph.get("Tense")
    alike = form == (above.morph.get("VerbForm"), above.morph.get("Tense"))
    if form[0] in _INFINITE and alike and not own_:
        shared = (t for t in sentence.children(above.index) if t.dep in AUXILIARY)
        clause.kept |= {t.index for t in shared if t.index < top.index}
