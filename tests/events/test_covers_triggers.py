"""What names an event, and of which type: verbs, light verbs, nouns, names, lines of a page."""

import pytest

from covering import Probe, known, meant, told


@pytest.mark.parametrize("probe", known("triggers"), ids=str)
def test_trigger(probe: Probe) -> None:
    wanted = probe.wanted[1].split("/")
    assert any(m.type in wanted for m in meant(probe)), [
        (m.trigger.text, m.type) for m in told(probe)
    ]
