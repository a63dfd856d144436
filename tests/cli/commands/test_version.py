import pytest

from driven import Run
from timeline import __version__


@pytest.mark.parametrize("asked", ["version", "-V", "--version"])
def test_the_version_is_told(run: Run, asked: str) -> None:
    ended = run(asked)
    assert (ended.code, ended.out, ended.err) == (0, f"timeline {__version__}\n", "")
