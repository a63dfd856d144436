import io
import json
from typing import Any

import pytest

from timeline.render.json_members import write_members
from timeline.safe_text import embeddable


@pytest.mark.parametrize(
    "members",
    [
        [],
        [{}],
        [{"a": "one\ntwo", "b": [1, {"c": []}], "d": "</script>\u2028\x7f"}, {"e": None}],
        ["Zürich", 1.5, True, [[], [1, 2]]],
    ],
)
def test_members_are_written_as_they_would_be_all_at_once(members: list[Any]) -> None:
    whole = {"first": 1, "members": members}
    out = io.StringIO()
    out.write('{\n "first": 1,\n "members": [')
    assert write_members(iter(members), out, depth=2) == len(members)
    out.write("]\n}")
    assert out.getvalue() == embeddable(json.dumps(whole, ensure_ascii=False, indent=1))
