from driven import Run


def test_help_is_what_the_option_prints(run: Run) -> None:
    assert run("help").out == run("--help").out
    assert run("help", "show").out == run("show", "--help").out
    assert run("help", "set").out.startswith("Usage: timeline set ")


def test_an_unknown_command_is_guessed(run: Run) -> None:
    ended = run("help", "shw")
    assert (ended.code, ended.out) == (2, "")
    assert "did you mean show?" in ended.err
