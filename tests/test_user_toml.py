import sys
import tomllib

import pytest

from timeline import user_toml
from timeline.user_toml import NotTomlError, decoded, loads

GOOD = '''\
# a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z [[[[
same = [["A.B.C.", 'D [.'], ["""x
..................... [ "" """, \'\'\'[{[{ 'a' 9\'\'\']]
a.b."c.d" = 1.5
[kind]
"W" = "organisation"
t = {x = 1, y.z = 2021-05-03T10:00:00Z}
'''


def test_what_people_write_is_read_as_the_standard_library_does() -> None:
    assert loads(GOOD) == tomllib.loads(GOOD)
    assert loads("\ufeffa = 1") == {"a": 1}


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (f"\n{'.'.join('a' * 50_000)} = 1", 2, "a name with more than 20 parts between dots"),
        (f"[{' . '.join('a' * 50_000)}]", 1, "a name with more than 20 parts between dots"),
        (f"x = {{{'.'.join(['z'] * 50_000)} = 1}}", 1, "a name with more than 20 parts"),
        ('"\\"" = 1\n' + '."a"' * 50_000, 2, "a name with more than 20 parts between dots"),
        ("a = " + "[" * 100_000, 1, "it is nested too deeply"),
        ("a = " + "{a = " * 100_000, 1, "it is nested too deeply"),
        ("\n\na = " + "9" * 100_000, 3, "a number with more than 100 digits"),
        ("a = 0x" + "f" * 100_000, 1, "a number with more than 100 digits"),
        ("a = -" + "9_" * 100_000, 1, "a number with more than 100 digits"),
        ("a = 1\na = 2", 2, "this can't be read as TOML (cannot overwrite a value)"),
        ('"' * 100_001, 1, "this can't be read as TOML"),
        ("a = '''" + "''\\" * 50_000, 1, "this can't be read as TOML"),
        ("a = 2021-02-31", 1, "this can't be read as TOML (invalid date or datetime)"),
    ],
)
def test_what_would_take_long_or_is_wrong_is_told_with_its_line(
    text: str, line: int, why: str
) -> None:
    with pytest.raises(NotTomlError) as told:
        loads(text)
    assert (told.value.line, told.value.why[: len(why)]) == (line, why)


def test_the_check_before_parsing_takes_time_in_proportion() -> None:
    """Counted in what the interpreter does, so that a busy machine changes nothing."""

    def steps(count: int) -> int:
        calls = 0

        def seen(*_: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(seen)
        try:
            user_toml._refuse("a.b = [1, 2.5, 'x' ]\n" * count)
        finally:
            sys.setprofile(None)
        return calls

    assert steps(4_000) < 5 * steps(1_000)


def test_bytes_that_are_no_text_are_told_by_place() -> None:
    with pytest.raises(NotTomlError, match=r"it is not UTF-8 text \(byte 4\)") as told:
        decoded(b"ab\n\xff")
    assert (told.value.line, told.value.how) == (2, "save it as UTF-8")
