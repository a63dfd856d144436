"""Two files of decisions made one: what two people decided of copies of one chronology."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from timeline import user_toml
from timeline.decisions import toml_text
from timeline.decisions.content import digest_of
from timeline.decisions.files import Ledger
from timeline.decisions.records import Decision


def taken_in(ledger: Ledger, content: bytes, name: str) -> tuple[Ledger, int]:
    """The file with the decisions of another one that it hasn't, not written yet; how many.

    Each file keeps its order, and between the two the earlier decision comes first: where both
    settle one thing, the one given later holds. A decision that tells no time stands behind the
    one before it. content: of the other file, name: what it is called. Raises DecisionsError for a
    mistake in it.
    """
    try:
        theirs = toml_text.parse(user_toml.decoded(content), name)
    except user_toml.NotTomlError as error:
        raise toml_text.DecisionsError(name, error.line, error.why, error.how) from None
    places = _places(ledger.decisions, theirs)
    text = _with(ledger.text, len(ledger.decisions), places)
    told = toml_text.parse(text, name)
    return Ledger(ledger.folder, text, digest_of(text.encode("utf-8")), told), len(places)


def _places(ours: Sequence[Decision], theirs: Sequence[Decision]) -> list[tuple[int, Decision]]:
    """(the number of ours, from 0, that it goes before, decision) of theirs that ours lack."""
    known = {toml_text.block(decision): n for n, decision in enumerate(ours)}
    moments = [_moment(decision) for decision in ours]
    found: list[tuple[int, Decision]] = []
    at = 0
    for decision in theirs:
        if (same := known.get(toml_text.block(decision))) is not None:
            at = max(at, same + 1)
            continue
        moment = _moment(decision)
        if moment is not None:
            while at < len(ours) and ((here := moments[at]) is None or here <= moment):
                at += 1
        found.append((at, decision))
    return found


def _moment(decision: Decision) -> datetime | None:
    try:
        told = datetime.fromisoformat(decision.time)
    except ValueError:
        return None
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def _with(text: str, count: int, places: Sequence[tuple[int, Decision]]) -> str:
    """A file's text of so many decisions with others put in before those of these numbers."""
    for at, decision in reversed(places):
        if at == count:
            continue
        start = toml_text.span(text, at - 1)[1] if at else toml_text.span(text, at)[0]
        text = f"{text[:start]}{toml_text.block(decision)}\n{text[start:]}"
    for at, decision in places:
        if at == count:
            text = toml_text.with_(text, decision)
    return text
