"""Money, counts, orders of magnitude and percentages of an event, in both languages."""

import pytest

from covering import Probe, known, meant, told


@pytest.mark.parametrize("probe", known("amounts"), ids=str)
def test_amount(probe: Probe) -> None:
    found = [
        {f"{a.value:g} {a.currency or a.unit}" for a in m.amounts} or {"none"} for m in meant(probe)
    ]
    assert any(_plain(w) in have for w in probe.wanted[1].split("/") for have in found), [
        (m.trigger.text, m.amounts) for m in told(probe)
    ]


def _plain(wanted: str) -> str:
    """The value as a short number, whatever it was written as."""
    value, _, unit = wanted.partition(" ")
    return f"{float(value):g} {unit}" if unit else value
