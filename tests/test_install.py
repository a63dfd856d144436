"""What is installed, and that it works where it may write nowhere but at home."""

from __future__ import annotations

import email
import email.message
import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet
from trove_classifiers import classifiers

import install
import timeline

ROOT = Path(__file__).parents[1]
PYTHON = "Programming Language :: Python :: 3."

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes and scripts are POSIX")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install.built(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def facts(wheel: Path) -> email.message.Message:
    with zipfile.ZipFile(wheel) as held:
        (name,) = (n for n in held.namelist() if n.endswith(".dist-info/METADATA"))
        return email.message_from_bytes(held.read(name))


def test_the_wheel_holds_the_package_and_what_stands_beside_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as held:
        names = set(held.namelist())
    package = ROOT / "src/timeline"
    wanted = (p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    assert {p.relative_to(package.parent).as_posix() for p in wanted} <= names
    assert "timeline/py.typed" in names
    for path in (*(f"data/{b}" for b in install.BESIDE), "licenses/LICENSE", "licenses/NOTICE"):
        assert any(name.endswith(f"/{path}") for name in names), path


def test_the_package_the_module_and_the_command_have_their_names(
    wheel: Path, facts: email.message.Message
) -> None:
    assert facts["Name"] == "article-timeline"
    assert facts["Version"] == timeline.__version__
    with zipfile.ZipFile(wheel) as held:
        (name,) = (n for n in held.namelist() if n.endswith("/entry_points.txt"))
        assert "timeline = timeline.cli:main" in held.read(name).decode()


def test_it_is_for_the_pythons_that_it_names(facts: email.message.Message) -> None:
    named = {c.removeprefix(PYTHON) for c in facts.get_all("Classifier", []) if PYTHON in c}
    may_be = SpecifierSet(str(facts["Requires-Python"]))
    assert {str(minor) for minor in range(5, 30) if f"3.{minor}.1" in may_be} == named
    assert set(facts.get_all("Classifier", [])) <= set(classifiers)
    assert facts["License-Expression"] == "MIT"


def test_every_locked_package_is_for_the_newest_python_too() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    locked = {line.split("==")[0] for line in lines if "==" in line and "win32" not in line}
    # A marker that leaves out a Python has to have another line for it.
    limited = [line.split("==")[0] for line in lines if "python_full_version" in line]
    assert all(limited.count(name) > 1 for name in limited)
    assert {d.split(">")[0].split("=")[0] for d in project["dependencies"]} <= locked


def test_what_is_installed_works_where_nothing_else_may_be_written(
    wheel: Path, tmp_path: Path
) -> None:
    installed = tmp_path / "installed"
    venv.create(installed, symlinks=True)
    python = installed / "bin/python"
    command = ["uv", "pip", "install", "-q", "--offline", "--no-deps", "--python", str(python)]
    env = {**os.environ, "UV_CACHE_DIR": str(tmp_path / "cache")}
    uv = Path(sys.executable).with_name("uv")
    subprocess.run([str(uv), *command[1:], str(wheel)], env=env, check=True)
    # The packages that it needs are those of this environment, its own package among them or not.
    (own,) = installed.glob("lib/python*/site-packages")
    (own / "beside.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    article = ROOT / "data/raw/hut-diary.txt"
    assert install.tried(installed / "bin/timeline", installed, article, tmp_path / "run") == []


def test_what_is_written_elsewhere_is_noticed(tmp_path: Path) -> None:
    installed, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    installed.mkdir()
    elsewhere.mkdir()
    elsewhere.chmod(0o777)
    program = installed / "timeline"
    program.write_text(
        f"#!{sys.executable}\n"
        "import os, pathlib, sqlite3\n"
        f"elsewhere = pathlib.Path({str(elsewhere)!r})\n"
        "(elsewhere / 'new').write_text('x')\n"
        "(elsewhere / 'folder').mkdir(exist_ok=True)\n"
        "sqlite3.connect((elsewhere / 'base').as_uri(), uri=True).close()\n"
        "pathlib.Path.home().joinpath('.cache').mkdir(exist_ok=True)\n"
        "open(os.devnull, 'w').close()\n"
        "open(__file__).close()\n"
        "print('{\"events\": []}')\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    faults = install.tried(program, installed, ROOT / "data/raw/hut-diary.txt", tmp_path / "run")
    there = elsewhere.resolve()
    assert [f for f in faults if not f.startswith("not installed")] == [
        "timeline extract: no event was found",
        f"written outside its home: open {there / 'new'}",
        f"written outside its home: os.mkdir {there / 'folder'}",
        f"written outside its home: sqlite3.connect {there / 'base'}",
        "left at home: .cache",
    ]
    assert len([f for f in faults if f.startswith("not installed")]) == len(install.BESIDE)
