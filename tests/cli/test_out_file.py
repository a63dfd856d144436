"""Files that are replaced, streams that are written into: as the system has them."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.cli import out_file
from timeline.errors import TimelineError, UsageError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="FIFOs, devices and modes are POSIX")


def write(path: Path, text: str) -> None:
    with out_file.opened(path, binary=False) as out:
        out.write(text)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o027)
    yield
    os.umask(before)


@pytest.fixture
def somebody() -> Iterator[Path]:
    """A folder of a user who may not do everything, who runs the test."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if os.geteuid() == 0:
            folder.chmod(0o777)
            os.seteuid(65534)
        try:
            (folder / "own").mkdir()
            yield folder / "own"
        finally:
            (folder / "own").chmod(0o700)
            if os.getuid() == 0:
                os.seteuid(0)


def test_a_new_file_has_the_mode_that_others_have(tmp_path: Path, umask: None) -> None:
    write(tmp_path / "page.html", "new")
    assert mode(tmp_path / "page.html") == 0o640


@pytest.mark.parametrize("bits", [0o600, 0o644, 0o666, 0o755])
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path, umask: None, bits: int) -> None:
    path = tmp_path / "page.html"
    path.write_text("a longer old text")
    path.chmod(bits)
    write(path, "new")
    assert (path.read_text(), mode(path)) == ("new", bits)


def test_the_owner_is_kept_where_that_is_permitted(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may give files away")
    path = tmp_path / "page.html"
    path.write_text("old")
    os.chown(path, 1234, 4321)
    write(path, "new")
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 4321)


def test_a_part_of_a_private_file_is_private(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("old")
    path.chmod(0o644)
    with out_file.opened(path, binary=False) as out:
        out.write("new")
        assert mode(out_file.part_of(path)) == 0o600
        assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    target = tmp_path / "deep/page.html"
    target.write_text("old")
    (tmp_path / "one.html").symlink_to("deep/page.html")
    (tmp_path / "two.html").symlink_to("one.html")
    write(tmp_path / "two.html", "new")
    assert target.read_text() == "new"
    assert (tmp_path / "one.html").is_symlink()
    assert (tmp_path / "two.html").is_symlink()
    target.unlink()
    write(tmp_path / "two.html", "made")
    assert target.read_text() == "made"


def test_links_in_a_circle_or_to_no_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(UsageError, match="round in a circle"):
        write(tmp_path / "a", "new")
    (tmp_path / "c").symlink_to("no/such")
    with pytest.raises(UsageError, match="there is no directory"):
        write(tmp_path / "c", "new")
    with pytest.raises(UsageError, match="it is a directory"):
        write(tmp_path, "new")


def test_a_fifo_is_written_into_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "pipe.json"
    os.mkfifo(path)
    told: list[str] = []
    reader = threading.Thread(target=lambda: told.append(path.read_text()))
    reader.start()
    write(path, "through the pipe")
    reader.join(10)
    assert told == ["through the pipe"]
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_a_fifo_whose_reader_leaves_is_a_broken_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe.json"
    os.mkfifo(path)
    reader = threading.Thread(target=lambda: path.open().close())
    reader.start()
    with pytest.raises(BrokenPipeError), out_file.opened(path, binary=False) as out:
        reader.join(10)
        for _ in range(100_000):
            out.write("more and more")


def test_a_device_is_written_into_and_stays_even_for_root(tmp_path: Path) -> None:
    before = Path("/dev/null").stat()
    write(Path("/dev/null"), "gone")
    assert os.path.samestat(before, Path("/dev/null").stat())
    made = tmp_path / "null.json"
    try:
        os.mknod(made, stat.S_IFCHR | 0o666, before.st_rdev)
    except OSError:
        return  # only root makes devices, and not everywhere
    write(made, "gone")
    assert stat.S_ISCHR(made.stat().st_mode)


def test_a_descriptor_is_written_on_where_it_stands(tmp_path: Path) -> None:
    told = tmp_path / "told"
    script = (
        "import sys; from pathlib import Path; from timeline.cli import out_file\n"
        "sys.stdout.write('before '); sys.stdout.flush()\n"
        "with out_file.opened(Path(sys.argv[1]), binary=False) as out: out.write('within ')\n"
        "sys.stdout.write('after'); sys.stdout.flush()\n"
    )
    (tmp_path / "link").symlink_to("/dev/stdout")
    for name in ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", str(tmp_path / "link")):
        if os.path.lexists(name):
            with told.open("w") as out:
                subprocess.run([sys.executable, "-c", script, name], stdout=out, check=True)
            assert told.read_text() == "before within after", name


def test_what_goes_on_to_a_program_goes_there(tmp_path: Path) -> None:
    script = "from pathlib import Path; from timeline.cli import out_file; import sys\n" \
             "with out_file.opened(Path(sys.argv[1]), binary=False) as out: out.write('told')"  # fmt: skip
    command = f'"$0" -c "$1" >(cat > {tmp_path}/got; mv {tmp_path}/got {tmp_path}/done); wait $!'
    subprocess.run(["bash", "-c", command, sys.executable, script], check=True, timeout=30)
    assert (tmp_path / "done").read_text() == "told"


def test_a_file_in_a_closed_folder_is_filled_when_all_is_there(somebody: Path) -> None:
    path = somebody / "page.html"
    path.write_text("a longer old text")
    before = path.stat().st_ino
    somebody.chmod(0o500)
    with pytest.raises(RuntimeError), out_file.opened(path, binary=False) as out:
        out.write("half")
        out.flush()
        raise RuntimeError
    assert path.read_text() == "a longer old text"
    write(path, "new")
    assert (path.read_text(), path.stat().st_ino) == ("new", before)
    with pytest.raises(TimelineError, match="permission denied"):
        write(somebody / "other.html", "new")


def test_a_file_that_may_not_be_written_is_left(somebody: Path) -> None:
    path = somebody / "page.html"
    path.write_text("old")
    path.chmod(0o444)
    with pytest.raises(TimelineError, match="may not be written"):
        write(path, "new")
    assert path.read_text() == "old"


def test_a_file_that_can_not_be_renamed_over_is_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise OSError(errno.EBUSY, "mounted by itself")

    path = tmp_path / "page.html"
    path.write_text("a longer old text")
    monkeypatch.setattr(Path, "replace", busy)
    write(path, "new")
    assert path.read_text() == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def handles_on(path: Path) -> int:
    """How many of this process's descriptors are open on a file."""
    found = 0
    for number in Path("/proc/self/fd").iterdir():
        try:
            found += os.path.samestat(os.fstat(int(number.name)), path.stat())
        except OSError:
            continue
    return found


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are counted in /proc")
@pytest.mark.parametrize("old", [None, "a longer old text"])
@pytest.mark.parametrize("barred", [False, True])
def test_where_open_files_keep_their_name_a_part_is_closed_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str | None, barred: bool
) -> None:
    replace = Path.replace
    counted: list[int] = []

    def replaced(part: Path, target: Path) -> Path:
        counted.append(handles_on(part))
        if barred:
            raise OSError(errno.EACCES, "another program has it open")
        return replace(part, target)

    monkeypatch.setattr(out_file, "_OPEN_IS_FREE", False)
    monkeypatch.setattr(Path, "replace", replaced)
    path = tmp_path / "page.html"
    if old is not None:
        path.write_text(old)
    if barred and old is None:
        with pytest.raises(TimelineError, match="another program has it open"):
            write(path, "new")
    else:
        write(path, "new")
        assert path.read_text() == "new"
    assert counted == [0]
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"] * path.exists()


def test_a_file_is_made_to_last_before_it_has_its_name_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    def replaced(part: Path, target: Path) -> Path:
        done.append("name")
        return replace(part, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    write(tmp_path / "page.html", "new")
    assert done == ["file", "name", "folder"]


def test_parts_of_runs_that_were_killed_are_cleared_and_no_others(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    old = [".page.html.1.part", f".page.html.{os.getpid()}.part", ".page.html.99999999.part"]
    others = [".page.html.part", ".page.html.1a.part", ".other.html.1.part", "page.html.1.part"]
    for name in (*old, *others):
        (tmp_path / name).write_text("half")
    (tmp_path / ".page.html.2.part").symlink_to("other")
    write(path, "new")
    left = sorted(p.name for p in tmp_path.iterdir())
    assert left == sorted(["page.html", ".page.html.2.part", *others])


def test_a_part_that_is_being_written_is_left_alone(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from timeline.cli import out_file\n"
        "with out_file.opened(Path(sys.argv[1]), binary=False) as out:\n"
        "    print('begun', flush=True); out.write('slow'); sys.stdin.read()\n"
    )
    path = tmp_path / "page.html"
    slow = subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert slow.stdout is not None
    assert slow.stdin is not None
    slow.stdout.readline()
    write(path, "quick")
    assert len(list(tmp_path.iterdir())) == 2
    slow.stdin.close()
    assert slow.wait(10) == 0
    slow.stdout.close()
    assert path.read_text() == "slow"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_killed_run_leaves_the_old_file_and_a_part_that_the_next_clears(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from timeline.cli import out_file\n"
        "with out_file.opened(Path(sys.argv[1]), binary=False) as out:\n"
        "    out.write('half'); out.flush(); os.kill(os.getpid(), 9)\n"
    )
    path = tmp_path / "page.html"
    path.write_text("old")
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert path.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 2
    write(path, "new")
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_the_longest_of_names_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250 + ".html")
    write(path, "new")
    assert path.read_text() == "new"
