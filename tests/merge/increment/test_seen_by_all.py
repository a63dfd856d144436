"""What is put is got, its arrays from the file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from timeline.merge.increment import seen_by_all


def test_what_is_put_is_got(tmp_path: Path) -> None:
    told = {"days": np.arange(1000), "none": np.empty(0, np.int8), "names": ["Ana", "Bob"]}
    seen_by_all.put(tmp_path / "told", told)
    found = seen_by_all.get(tmp_path / "told")
    assert isinstance(found, dict)
    assert found["names"] == ["Ana", "Bob"]
    assert found["days"].tolist() == list(range(1000))
    assert found["none"].tolist() == []


def test_arrays_are_looked_at_where_they_lie(tmp_path: Path) -> None:
    seen_by_all.put(tmp_path / "told", np.zeros(8))
    found = seen_by_all.get(tmp_path / "told")
    assert isinstance(found, np.ndarray)
    assert not found.flags.owndata
    with pytest.raises(ValueError, match="read-only"):
        found[0] = 1


def test_a_value_without_arrays(tmp_path: Path) -> None:
    seen_by_all.put(tmp_path / "told", None)
    assert seen_by_all.get(tmp_path / "told") is None
