"""How real what is told is: a table of sentences for each status, in both languages."""

import pytest

from covering import Probe, known, meant, probes, told


@pytest.mark.parametrize("probe", known("status"), ids=str)
def test_status(probe: Probe) -> None:
    wanted = probe.wanted[1].split("/")
    assert any(m.status in wanted for m in meant(probe)), [
        (m.trigger.text, m.status) for m in told(probe)
    ]


def test_every_status_is_probed_ten_times_a_language() -> None:
    for language in ("en", "fr"):
        lines = [p for p in probes("status") if p.language == language]
        for status in ("happened", "ongoing", "planned", "possible", "denied", "said"):
            assert sum(p.group == status for p in lines) >= 10, (language, status)
