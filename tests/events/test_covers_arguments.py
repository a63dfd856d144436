"""Who takes part and where: a table of sentences for each construction, in both languages.

What is wanted is written "agent=Ann Lee, Otto Braun; place=Oslo": the names in a role, of any role
(`any`), of places, and those that must not be there (`no`, `noplace`).
"""

import pytest

from covering import Probe, known, meant, told
from timeline.model import EventMention


@pytest.mark.parametrize("probe", known("arguments"), ids=str)
def test_arguments(probe: Probe) -> None:
    assert any(_fits(m, probe.wanted[1]) for m in meant(probe)), [
        (m.trigger.text, [(p.name, p.role) for p in m.participants], m.places) for m in told(probe)
    ]


def _fits(mention: EventMention, wanted: str) -> bool:
    places = {p.name for p in mention.places}
    anybody = {p.name for p in mention.participants}
    for part in wanted.split("; "):
        key, _, names = part.partition("=")
        role = {p.name for p in mention.participants if p.role == key}
        have = places if key.endswith("place") else anybody if key in ("any", "no") else role
        if key.startswith("no"):
            if names in have:
                return False
        elif not set(names.split(", ")) <= have:
            return False
    return True
