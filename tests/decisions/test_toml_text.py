import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import decisions
from timeline.decisions import Anchor, Decision, DecisionsError, Spoken
from timeline.decisions.toml_text import HEAD, block, parse, span, with_, without
from timeline.errors import UsageError

ANCHOR = Anchor("a.txt", (3, 9), "elects", "2020-08-09", "It elects a president.")
KNOWN = Anchor("a.txt", (3, 9), "elects", "2020-08", "It elects.", "0123456789abcdef")
EVENT = Spoken("e1234567890", "2020-08-09", "It elects a president", (ANCHOR,))
OTHER = Spoken("e2", "2020-08", 'A "title" \\ with\ttraps', (ANCHOR, KNOWN))
HIDE = Decision("hide", (EVENT,), reason="not news", time="2026-01-02T03:04:05Z")
SET = Decision(
    "set", (OTHER,), {"date": "2020-08-09", "title": "Better = best"}, time="2026-01-02T03:04:05Z"
)
JOIN = Decision("join", (EVENT, OTHER))
SPLIT = Decision("split", (EVENT, OTHER), reason="two\nlines")
ACCEPT = Decision("accept", (EVENT, OTHER), author="Ana M.", time="2026-01-02T03:04:05Z")
NOTE = Decision("note", (EVENT,), {"note": 'two\n"lines"'})
NO_NOTE = Decision("note", (EVENT,), {"note": ""})
TAG = Decision("tag", (EVENT, OTHER), {"tags": "summit; to check"})
UNTAG = Decision("untag", (EVENT,), {"tags": "summit"})
ADD = Decision(
    "add",
    (Spoken("a1", "2020", "Doors open", (KNOWN,)),),
    {"date": "2020", "title": "Doors open", "who": "Ana Lind; Mill (organisation)"},
)
BY_ID = Decision("hide", (Spoken("a1", "2020", "Doors open"), replace(EVENT, added=("a1", "a2"))))
AWAY = Decision("split", (EVENT, Spoken("e1", "2020", "T", added=("a1",))))


def lineless(decisions_: Sequence[Decision]) -> list[Decision]:
    return [replace(d, line=0) for d in decisions_]


def test_what_is_written_is_read_back() -> None:
    text = ""
    all_ = [HIDE, SET, JOIN, SPLIT, ACCEPT, NOTE, NO_NOTE, TAG, UNTAG, ADD, BY_ID, AWAY]
    for decision in all_:
        text = with_(text, decision)
    assert lineless(parse(text, "f")) == all_
    assert text.startswith(HEAD)
    assert max(map(len, block(HIDE).splitlines())) < 200


def test_a_decision_knows_its_line() -> None:
    text = with_(with_("", HIDE), SET)
    for decision in parse(text, "f"):
        assert text.split("\n")[decision.line - 1] == "[[decision]]"


anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(quote=anything.filter(bool), title=anything, reason=anything, name=anything.filter(bool))
def test_any_text_survives(quote: str, title: str, reason: str, name: str) -> None:
    anchor = Anchor(name, (0, 5), quote, "", quote)
    decision = Decision("hide", (Spoken("e1", "", title, (anchor,)),), reason=reason)
    assert lineless(parse(with_("", decision), "f")) == [decision]


@given(st.lists(st.sampled_from([HIDE, SET, JOIN, SPLIT]), min_size=1, max_size=5), st.data())
def test_taking_back_what_was_just_added_restores_every_byte(
    made: list[Decision], data: st.DataObject
) -> None:
    text = ""
    steps = []
    for decision in made:
        steps.append(text)
        text = with_(text, decision)
    for n in reversed(range(len(made))):
        text = without(text, n)
        assert text == steps[n]
    assert text == ""
    for decision in made:
        text = with_(text, decision)
    n = data.draw(st.integers(0, len(made) - 1))
    assert lineless(parse(without(text, n), "f")) == made[:n] + made[n + 1 :]


def test_comments_of_people_stay_where_they_are() -> None:
    text = with_(with_("", HIDE), SET).replace(
        '\n[[decision]]\naction = "set"', '\n# mine\n\n[[decision]]\naction = "set"'
    )
    assert "# mine" in text
    left = without(text, 0)
    assert "# mine" in left
    assert lineless(parse(left, "f")) == [SET]
    start, end = span(text, 0)
    assert tomllib.loads(text[start:end])["decision"][0]["action"] == "hide"


WELL = block(HIDE)


@pytest.mark.parametrize(
    ("old", "new", "line", "said", "mend"),
    [
        ('"hide"', '"hid"', 2, "the action 'hid' is unknown", "choose from join, split, hide, set"),
        ('action = "hide"', "", 1, "there is no action", "choose from"),
        ("reason =", "raeson =", 4, "'raeson' is unknown", "choose from action, time, author"),
        ('reason = "not news"', 'reason = "not news', 4, "this can't be read as TOML", "mend that line"),
        ('reason = "not news"', "reason = 7", 4, "this reason can't be read", "in quotes"),
        ("2026-01-02T03:04:05Z", '"yesterday"', 3, "'yesterday' is no time (RFC 3339)", "2026-01"),
        ("2026-01-02T03:04:05Z", '"2026-13-02T03:04:05Z"', 3, "is no time", "or leave it out"),
        ("[[decision.event]]", "[decision.event]", 6, "hide speaks of a", "mend this block"),
        ('id = "e1234567890"\n', 'ID = "e1"\n', 7, "'ID' is unknown", "choose from id, date"),
        ('id = "e1234567890"\n', "id = 5\n", 7, "the id of an event is a text", "in quotes"),
        ("at = [3, 9]", "at = [3]", 11, "at is a pair of character offsets", "write it like"),
        ("at = [3, 9]", "at = [-3, 9]", 11, "at is a pair", "write it like"),
        ('document = "a.txt", ', "", 10, "a mention has no document", "write it like { document"),
        ('date = "2020-08-09", q', 'date = "9 Aug", q', 10, "'9 Aug' is not an EDTF date", "2020-08-09"),
        ("[[decision]]\n", "[[decisions]]\n", 1, "is unknown", "write [[decision]] blocks"),
        ('action = "hide"', 'action = "set"', 2, "set sets nothing", "set.title"),
        ('action = "hide"', 'action = "join"', 6, "join speaks of at least two", "mend"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(
    old: str, new: str, line: int, said: str, mend: str
) -> None:
    assert old in WELL
    text = WELL.replace(old, new, 1)
    if new == "[[decisions]]\n":
        text = text.replace("[[decision.event]]", "[[decisions.event]]")
    with pytest.raises(DecisionsError) as caught:
        parse(text, "out/decisions.toml")
    error = caught.value
    assert error.what.startswith("out/decisions.toml:")
    assert abs(int(error.what.rpartition(":")[2]) - line) <= 1, str(error)
    assert said in error.why
    assert mend in error.how


def test_the_line_is_that_of_the_right_block() -> None:
    text = with_(with_(HEAD, HIDE), SET).replace('"2020-08-09"\nset.title', '"soon"\nset.title')
    number = next(n for n, line in enumerate(text.split("\n"), 1) if line == 'set.date = "soon"')
    with pytest.raises(DecisionsError, match=f"f:{number}: date=soon: 'soon' is not an EDTF date"):
        parse(text, "f")


def test_a_line_by_hand_may_be_short() -> None:
    (decision,) = parse('[[decision]]\naction = "hide"\n[[decision.event]]\nid = "e12"\n', "f")
    assert decision == Decision("hide", (Spoken("e12"),), line=1)


def test_the_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    ledger = decisions.read(tmp_path)
    assert (ledger.digest, ledger.decisions) == ("", ())
    one = decisions.with_decision(ledger, HIDE)
    assert not (tmp_path / decisions.FILE).exists()
    with pytest.raises(ZeroDivisionError), decisions.saving(one):
        1 / 0  # noqa: B018
    assert list(tmp_path.iterdir()) == []
    with decisions.saving(one):
        pass
    assert decisions.read(tmp_path) == one
    assert decisions.digest(tmp_path) == one.digest != ""
    assert [p.name for p in tmp_path.iterdir()] == [decisions.FILE]
    with decisions.saving(decisions.without_decision(one, 1)):
        pass
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_of_somebody_s_stays(tmp_path: Path) -> None:
    (tmp_path / decisions.FILE).touch()
    with decisions.saving(decisions.with_decision(decisions.read(tmp_path), HIDE)):
        pass
    assert lineless(decisions.read(tmp_path).decisions) == [HIDE]
    with decisions.saving(decisions.without_decision(decisions.read(tmp_path), 1)):
        pass
    assert not (tmp_path / decisions.FILE).read_text().strip()


def test_what_is_not_there_can_not_be_taken_back(tmp_path: Path) -> None:
    ledger = decisions.with_decision(decisions.read(tmp_path), HIDE)
    for number in (0, 2, -1):
        with pytest.raises(UsageError, match="there is 1 decision"):
            decisions.without_decision(ledger, number)


def test_a_file_that_is_no_text_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / decisions.FILE).write_bytes(b"# one\n\xff\xfe\n")
    with pytest.raises(DecisionsError, match=r"decisions\.toml:2: it is not UTF-8 text"):
        decisions.read(tmp_path)
    assert (tmp_path / decisions.FILE).read_bytes() == b"# one\n\xff\xfe\n"


@pytest.mark.parametrize(
    ("decision", "old", "new", "why"),
    [
        (NOTE, 'note = "two', 'notes = "two', "'notes' is unknown"),
        (NOTE, 'action = "note"', 'action = "hide"', "hide has no note"),
        (TAG, 'tags = ["summit", "to check"]', "", "tag has its tags"),
        (TAG, '["summit", "to check"]', "[]", "tags: there is none"),
        (TAG, '["summit", "to check"]', '"summit"', "this tags can't be read"),
        (TAG, '"to check"', '"a; b"', "it can't be a tag"),
        (TAG, '"to check"', "7", "it can't be a tag"),
        (ACCEPT, '"Ana M."', "7", "this author can't be read"),
    ],
)
def test_a_mistake_in_what_is_said_is_told(
    decision: Decision, old: str, new: str, why: str
) -> None:
    text = block(decision)
    assert text.count(old) == 1
    with pytest.raises(DecisionsError) as told:
        parse(text.replace(old, new), "f")
    assert why in str(told.value)
