"""What the tense of an event and the date it is given say together.

The present tells of what goes on or is to come; on a date that is past when the text is published
it tells what happened ("In 1969 the board buys the mill"), as it does in chronicles throughout. A
noun tells nothing of when: an election of a day to come is planned, and so is what the present
tells of such a day ("The fair begins on 3 June"). A day and month without a year
that the tense contradicts are of the next year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from timeline import when
from timeline.anchor.defaults import gone_by
from timeline.anchor.scene import Attachment, signals
from timeline.model import Dating, EventMention
from timeline.syntax import Sentence

# Readings of an expression that go by the day of publication, which the tense must not contradict.
_GUESSED = ("weekday-", "nearest-", "last-before-", "next-after-")


def agree(
    mentions: Sequence[EventMention],
    attached: Mapping[int, Attachment],
    sentences: Sequence[Sentence],
    published: Dating,
) -> tuple[list[EventMention], dict[int, Attachment]]:
    """The mentions and their attachments, each status and year as its tense and date allow."""
    told, kept = list(mentions), dict(attached)
    first, last = _printed(published)
    for i, found in sorted(attached.items()):
        mention = mentions[i]
        if mention.status == "planned" and mention.tense != "past" and last is not None:
            kept[i] = _next_year(found, last)
        begins, ends = _span(kept[i].date)
        if _until_later(mention, begins, ends, last):
            del kept[i]
        elif last is not None and begins is not None and begins > last:
            if _to_come(mention, kept[i], sentences[mention.sentence]):
                told[i] = mention.model_copy(update={"status": "planned"})
        elif _is_past(mentions, mention, sentences[mention.sentence], kept[i], first):
            told[i] = mention.model_copy(update={"status": "happened"})
    return told, kept


def _until_later(
    mention: EventMention, begins: date | None, ends: date | None, last: date | None
) -> bool:
    """Whether a day to come is only the end of what was done: "extended the permit until May"."""
    if last is None or begins is not None or ends is None or ends <= last:
        return False
    return mention.status == "happened" and mention.tense == "past"


def _printed(published: Dating) -> tuple[date | None, date | None]:
    """The first and last day on which the text may have been published, None where unknown."""
    if published.published is None:
        return None, None
    return _span(published.published)


def _span(edtf: str) -> tuple[date | None, date | None]:
    """First and last day of a date, None where it is open."""
    found = when.parse(edtf)
    return found.first_date, found.last_date


def _to_come(mention: EventMention, found: Attachment, sentence: Sentence) -> bool:
    """Whether what is told is only announced, its day being to come.

    A noun tells nothing of when; what was done for a day to come was decided on ("agreed to meet
    on 3 June", "set the vote for 3 June"), but a weekday may be that of the week before, if no
    infinitive has it; "the fair begins on 3 June" is a plan, "says it closes on 3 June" is said
    now, whatever the date hangs on.
    """
    if mention.nominal or mention.tense in ("none", "future"):
        return mention.status == "happened"  # "flies to Jakarta before attending a meeting in May"
    if mention.tense == "past":
        weekday = found.expression.how.startswith("weekday-")
        return mention.status == "happened" and not (weekday and not _to_do(mention, sentence))
    says = any(t.dep == "ccomp" for t in sentence.children(mention.token))
    return mention.tense == "present" and mention.status in {"ongoing", "happened"} and not says


def _to_do(mention: EventMention, sentence: Sentence) -> bool:
    """Whether an infinitive is among its words ("agreed to meet")."""
    words = sentence.covering(mention.trigger.start, mention.trigger.end)
    return any("Inf" in t.morph.get("VerbForm", "") for t in words)


def _historic(mention: EventMention, found: Attachment, sentence: Sentence) -> bool:
    """Whether a present tense tells what happened on a date before the text was published."""
    if mention.nominal and mention.status == "planned" and gone_by(sentence, found):
        return True  # « la défaite de lundi dernier doit faire réfléchir »
    if _foretold(mention, sentence):
        return not found.expression.how.startswith(_GUESSED)
    if mention.tense != "present" or mention.status == "happened":
        return False
    if mention.status == "ongoing":
        return True
    # "The council meets on Thursday" is a plan wherever Thursday may be read to lie; "plans to
    # close", "is to meet" are so whenever.
    token = sentence.tokens[mention.token]
    light = mention.found_by == "light"  # "receives the medal"
    plain = token.morph.get("VerbForm") != "Part" and (
        light or token.lemma.lower() == mention.lemma
    )
    plain = plain and not any(c.dep.startswith("aux") for c in sentence.children(token.index))
    guessed = found.expression.how.startswith(_GUESSED)
    return mention.status == "planned" and plain and not guessed


def _came_true(mentions: Sequence[EventMention], mention: EventMention, sentence: Sentence) -> bool:
    """Whether an infinitive tells what came of a deed, on a day that is past: « joue à Rome, avant
    de recevoir un César en 1988 », "going on to win it in 1993"."""
    if mention.nominal or mention.status not in {"possible", "planned"}:
        return False
    verb = sentence.tokens[mention.token]
    led = {t.text.lower() for t in sentence.children(verb.index) if t.index < verb.index}
    if led & signals(sentence.language)["without"]:
        return False
    below = sentence.child(verb.index, "xcomp")
    if not any("Inf" in t.morph.get("VerbForm", "") for t in (verb, below) if t is not None):
        return False
    above = (m.status for m in mentions if m.sentence == mention.sentence and m.token == verb.head)
    done = all(status in {"happened", "ongoing"} for status in above)
    return verb.dep == "advcl" and done and not sentence.child(verb.head, "aux", "mark")


def _is_past(
    mentions: Sequence[EventMention],
    mention: EventMention,
    sentence: Sentence,
    found: Attachment,
    first: date | None,
) -> bool:
    """Whether what is told as if it were not happened on its day, which is past; "was to" tells so
    only of years ago. first: the first day on which the text may have been published."""
    ends = _span(found.date)[1]
    if ends is None or (first is not None and ends >= first):
        return False
    long_ago = first is None or ends.year + 1 < first.year
    if long_ago and _was_to(mention, sentence):
        return True
    return _historic(mention, found, sentence) or _came_true(mentions, mention, sentence)


def _was_to(mention: EventMention, sentence: Sentence) -> bool:
    """Whether a story tells so what came later: "he was to die in 1908"; what "was to have opened"
    did not."""
    verb = sentence.tokens[mention.token]
    above = sentence.tokens[verb.head]
    copula = signals(sentence.language)["being"]
    perfect = sentence.child(verb.index, "aux") is not None
    past = above.lemma.lower() in copula and above.morph.get("Tense") == "Past"
    return mention.status == "planned" and verb.dep == "xcomp" and past and not perfect


def _foretold(mention: EventMention, sentence: Sentence) -> bool:
    """Whether the future of a verb's own form tells of it, as historians do of what came later:
    « elle n'en reviendra qu'en 1946 »."""
    group = [sentence.tokens[mention.token], *sentence.children(mention.token)]
    future = any(t.pos in {"VERB", "AUX"} and t.morph.get("Tense") == "Fut" for t in group)
    return mention.status == "planned" and mention.tense == "future" and future


def _next_year(found: Attachment, printed: date) -> Attachment:
    """A date without a year, read as of before publication though what it dates is to come."""
    begins, ends = _span(found.date)
    guessed = found.expression.how.startswith(("nearest-year", "last-before-publication"))
    if not guessed or begins is None or ends is None or ends >= printed:
        return found
    try:
        later = when.parse(found.date)
        moved = f"{begins.year + 1:04d}{later.edtf[4:]}"
        when.parse(moved)
    except when.NotEdtfError:
        return found  # the 29th of February
    return replace(found, date=moved) if "/" not in moved else found
