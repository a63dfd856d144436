"""Every error says what, why and how, on one line."""

import pytest

from timeline import errors


@pytest.mark.parametrize(
    ("kind", "exit_code"),
    [
        (errors.InputError, errors.Exit.SOME_FAILED),
        (errors.UsageError, errors.Exit.USAGE),
        (errors.ModelMissing, errors.Exit.SOME_FAILED),
        (errors.StoreError, errors.Exit.SOME_FAILED),
    ],
)
def test_an_error_is_one_line_and_knows_its_exit_code(
    kind: type[errors.TimelineError], exit_code: int
) -> None:
    error = kind("notes.txt", "the file is empty", "remove it")
    assert str(error) == "notes.txt: the file is empty; remove it"
    assert error.exit_code == exit_code
    assert error.code != errors.TimelineError.code


@pytest.mark.parametrize(
    ("value", "meant"),
    [("cvs", "csv"), ("mark", "markdown"), ("TABEL", "table"), ("jsnol", "jsonl"), ("x", None),
     ("", None)],
)  # fmt: skip
def test_the_nearest_name_is_the_one_that_was_meant(value: str, meant: str | None) -> None:
    names = ("table", "list", "json", "jsonl", "csv", "markdown", "ics")
    assert errors.nearest(value, names) == ([] if meant is None else [meant])
