"""Type and status of news of every subject, in both languages."""

import pytest

from covering import Probe, known, meant, told


@pytest.mark.parametrize("probe", known("mixed"), ids=str)
def test_type_and_status(probe: Probe) -> None:
    types, status = probe.wanted[1].split("/"), probe.wanted[2]
    assert any(m.type in types and m.status == status for m in meant(probe)), [
        (m.trigger.text, m.type, m.status) for m in told(probe)
    ]
