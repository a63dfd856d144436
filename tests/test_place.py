"""Nothing depends on the folder that the articles lie in, but the paths that are shown."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from timeline import extract

RAW = Path(__file__).parents[1] / "data" / "raw"


def printed(folder: Path) -> str:
    chronology, errors = extract([str(folder)])
    assert not errors
    told = json.dumps(chronology.model_dump(mode="json"), ensure_ascii=False, indent=1)
    return told.replace(str(folder), "FOLDER")


def test_the_samples_give_the_same_bytes_from_two_folders(tmp_path: Path) -> None:
    one, two = tmp_path / "zz" / "first", tmp_path / "A place of another name"
    shutil.copytree(RAW, one)
    shutil.copytree(RAW, two)
    assert printed(one) == printed(two)
