"""Archives as users have them: what lies in them is read by its own format, or told."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import stat
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable

import pytest

from packing import tarred, zipped
from timeline.errors import InputError, NotRead, Rubbish, TimelineError
from timeline.model import Article
from timeline.read import articles, members
from timeline.read.archives import packed
from timeline.read.draft import Member

Put = Callable[[str, bytes | str], str]
TEXT = b"The council met on Monday.\n"
PAGE = b"<!doctype html><html><head><title>Quay</title></head><body><article><p>The quay opened on Monday.</p></article></body></html>"
MAIL = b"From: Jo <jo@example.org>\nSubject: Quay\nDate: Tue, 4 May 2021 10:00:00 +0200\n\nIt opened.\n"
FILES = [("a/b.txt", TEXT), ("c.html", PAGE), ("d/e.eml", MAIL), ("p.jpg", b"\xff\xd8\xff\xe0")]
PACKINGS = {
    "box.zip": zipped(FILES),
    "stored.zip": zipped(FILES, zipfile.ZIP_STORED),
    "box.tar": tarred(FILES),
    "box.tar.gz": tarred(FILES, "w:gz"),
    "box.tgz": tarred(FILES, "w:gz"),
    "box.tar.bz2": tarred(FILES, "w:bz2"),
    "box.tar.xz": tarred(FILES, "w:xz"),
}


def run(*paths: str, **options: object) -> tuple[list[Article], list[TimelineError]]:
    items = list(articles(paths, **options))  # type: ignore[arg-type]
    return (
        [i for i in items if isinstance(i, Article)],
        [i for i in items if isinstance(i, TimelineError)],
    )


@pytest.mark.parametrize("name", PACKINGS)
def test_an_archive_gives_what_its_files_give(put: Put, name: str) -> None:
    for inner, data in FILES:
        put(f"folder/{inner}", data)
    good, left = run(put(name, PACKINGS[name]))
    plain, _ = run("folder")

    def told(article: Article, top: str) -> tuple[object, ...]:
        kept = article.model_dump(exclude={"id", "path", "part"})
        return (article.id.removeprefix(f"{top}/"), kept)

    assert sorted(told(a, name) for a in good) == sorted(told(a, "folder") for a in plain)
    assert {a.path for a in good} == {name}
    assert [e.what for e in left if isinstance(e, NotRead)] == [f"{name}/p.jpg"]


def test_archives_in_a_folder_are_met(put: Put) -> None:
    put("in/box.zip", zipped([("a.txt", TEXT)]))
    put("in/one.txt.gz", gzip.compress(TEXT))
    assert [a.id for a in run("in")[0]] == ["in/box.zip/a.txt", "in/one.txt.gz/one.txt"]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_file_packed_alone_has_its_name_without_the_ending(
    put: Put, pack: Callable[[bytes], bytes]
) -> None:
    for name in ("2021-05-04.txt.gz", "noending"):
        (article,), left = run(put(name, pack(TEXT)))
        assert (article.text, left) == (TEXT.decode(), [])
        assert article.id == f"{name}/{name.removesuffix('.gz')}"
    assert run(put("two.txt.gz", pack(TEXT) + pack(TEXT)))[0][0].text == 2 * TEXT.decode()


def test_the_name_of_a_file_dates_it_and_that_of_the_archive_does_not(put: Put) -> None:
    data = zipped([("2021-05-04-a.txt", TEXT), ("2020/08/19/b.txt", TEXT), ("c.txt", TEXT)])
    good, _ = run(put("2019-01-01.zip", data))
    assert [(a.published, a.published_how) for a in good] == [
        ("2021-05-04", "filename"), ("2020-08-19", "filename"), (None, "unknown"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../../etc/passwd.txt", "etc/passwd.txt"), ("/etc/passwd.txt", "etc/passwd.txt"),
        ("C:\\news\\a.txt", "news/a.txt"), ("a//./b.txt", "a/b.txt"), ("..", "unnamed"),
        ("a\nb.txt", "a\ufffdb.txt"), ("a\u2028b\x1b.txt", "a\ufffdb\ufffd.txt"), ("", "unnamed"),
        ("x" * 300 + ".txt", "x" * 251 + ".txt"), ("\ud800.txt", "\ufffd.txt"),
    ],
)  # fmt: skip
def test_a_name_leads_nowhere(name: str, told: str) -> None:
    assert members.plain(name) == told


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_both_read(
    put: Put, pack: Callable[[list[tuple[str, bytes]]], bytes]
) -> None:
    files = [("a.txt", b"One."), ("../a.txt", b"Two."), ("a.txt", b"Three."), ("a (2).txt", b"4.")]
    good, left = run(put("box.zip" if pack is zipped else "box.tar", pack(files)))
    assert [a.text for a in good] == ["One.", "Two.", "Three.", "4."]
    assert len({a.id for a in good}) == 4
    assert not left


def test_names_of_files_with_one_name_stay_their_own() -> None:
    names = members.Names()
    assert [names.of(n) for n in ("a", "a", "b/c.d", "b/c.d", "b/c (2).d", ".x", ".x")] == [
        "a", "a (2)", "b/c.d", "b/c (2).d", "b/c (2) (2).d", ".x", ".x (2)",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "cp850", "cp437", "cp1252"])
def test_names_in_an_encoding_that_is_not_told(put: Put, encoding: str) -> None:
    name = "été à la forêt.txt"
    raw = name.encode(encoding)
    # The library writes UTF-8 with its mark; so the bytes are put in afterwards.
    data = zipped([("x" * len(raw), TEXT)]).replace(b"x" * len(raw), raw)
    assert run(put("box.zip", data))[0][0].id == f"box.zip/{name}"
    assert run(put("cut.zip", data[:-30]))[0][0].id == f"cut.zip/{name}"


def test_office_documents_are_no_archives(put: Put, docx: bytes) -> None:
    (whole,), _ = run(put("a.docx", docx))
    assert whole.format == "docx"
    box = put("box.zip", zipped([("first.docx", docx), ("b.txt", TEXT)], zipfile.ZIP_STORED))
    good, left = run(box)
    assert ([a.format for a in good], left) == (["docx", "text"], [])
    assert good[0].text == whole.text
    assert run(put("renamed.zip", docx))[0][0].format == "docx"
    ((), (error,)) = run(put("a.txt", zipped(FILES)))
    assert str(error) == "a.txt: it is a zip archive, not plain text; rename it to end in .zip"


@pytest.mark.parametrize("name", ["box.zip", "box.tar"])
def test_a_file_that_is_not_packed_does_not_stand_for_its_archive(
    put: Put, pdf: Callable[..., bytes], name: str
) -> None:
    files = [("a.pdf", pdf([[(50, 700, 11, "The council met on Monday.")]])), ("b.txt", TEXT)]
    data = zipped(files, zipfile.ZIP_STORED) if name == "box.zip" else tarred(files)
    good, left = run(put(name, data))
    assert ([a.id for a in good], left) == ([f"{name}/a.pdf", f"{name}/b.txt"], [])


def test_an_archive_from_a_pipe(put: Put) -> None:
    good, left = run("-", stdin=io.BytesIO(zipped([("a.txt", TEXT)])))
    assert ([a.id for a in good], left) == (["-/a.txt"], [])


def test_links_and_devices_of_an_archive_are_told(put: Put) -> None:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, kind in (("link.txt", tarfile.SYMTYPE), ("hard.txt", tarfile.LNKTYPE), ("dev.txt", tarfile.CHRTYPE)):  # fmt: skip
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
        folder = tarfile.TarInfo("folder")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
    good, left = run(put("box.tar", held.getvalue()))
    assert not good
    assert [(e.what, e.kind) for e in left if isinstance(e, NotRead)] == [
        ("box.tar/link.txt", "a link"), ("box.tar/hard.txt", "a link"), ("box.tar/dev.txt", "a device"),
    ]  # fmt: skip
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as box:
        linked = zipfile.ZipInfo("link.txt")
        linked.external_attr = (stat.S_IFLNK | 0o777) << 16
        box.writestr(linked, "/etc/passwd")
    ((), (error,)) = run(put("box.zip", packed.getvalue()))
    assert isinstance(error, NotRead)


# -- damage ------------------------------------------------------------------------------------


def locked(data: bytes, which: range) -> bytes:
    """A zip archive some of whose files say that they have a password."""
    changed, at, number = bytearray(data), 0, 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        if number in which:
            changed[at + 8] |= 1
        at, number = at + 4, number + 1
    return bytes(changed)


def test_a_password_is_one_line(put: Put) -> None:
    data = zipped(FILES)
    ((), (error,)) = run(put("box.zip", locked(data, range(9))))
    assert str(error) == "box.zip: it is locked by a password; unpack it, and name the folder"
    good, left = run(put("one.zip", locked(data, range(1))))
    assert len(good) == 2
    assert "one.zip/a/b.txt: it is locked by a password" in str(left[0])


@pytest.mark.parametrize("name", PACKINGS)
def test_of_a_cut_archive_what_is_whole_is_read(put: Put, name: str) -> None:
    chance = random.Random(0)
    files = [(f"{n}.txt", chance.randbytes(900).hex().encode()) for n in range(20)]
    ending = name.rpartition(".")[2]
    if ending == "zip":
        how = zipfile.ZIP_STORED if "stored" in name else zipfile.ZIP_DEFLATED
        data = zipped(files, how)
    else:
        data = tarred(files, {"tar": "w", "tgz": "w:gz"}.get(ending, f"w:{ending}"))
    whole, _ = run(put(f"whole-{name}", data))
    good, left = run(put(name, data[: len(data) * 6 // 10]))
    assert [a.text for a in good] == [a.text for a in whole][: len(good)]
    # One block of bzip2 or xz holds all, and is lost as a whole.
    assert len(good) >= (0 if name.endswith("2") or name.endswith("xz") else 5)
    assert 1 <= len(left) <= 2
    assert any("cut off" in str(e) or "damaged" in str(e) for e in left)


@pytest.mark.parametrize("name", PACKINGS)
def test_archives_cut_or_changed_anywhere_give_errors_and_no_faults(put: Put, name: str) -> None:
    chance, data = random.Random(7), PACKINGS[name]
    for n in range(60):
        broken = bytearray(data[: chance.randrange(len(data))] if n % 2 else data)
        for _ in range(n % 5 if broken else 0):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        for item in articles([put(f"{n}-{name}", bytes(broken))]):
            assert isinstance(item, Article | InputError | NotRead), item
            assert "\n" not in str(item) or isinstance(item, Article)


def bomb(size: int) -> bytes:
    return b"a" * size


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.zip", lambda: zipped([("a.txt", bomb(60_000_000))]), "more than 50 MB"),
        ("b.zip", lambda: zipped([("a.txt", bomb(20_000_000))]), "150 times its size"),
        ("a.txt.gz", lambda: gzip.compress(bomb(60_000_000)), "more than"),
        ("a.txt.xz", lambda: lzma.compress(bomb(40_000_000)), "150 times its size"),
        ("a.txt.bz2", lambda: bz2.compress(bomb(40_000_000)), "150 times its size"),
        ("a.tgz", lambda: tarred([("a.txt", bomb(40_000_000))], "w:gz"), "150 times its size"),
        ("c.zip", lambda: lied(zipped([("a.txt", bomb(30_000_000))])), "damaged in its archive"),
    ],
)  # fmt: skip
def test_a_bomb_is_one_line(put: Put, name: str, data: Callable[[], bytes], why: str) -> None:
    path = put(name, data())
    begun = time.process_time()
    good, left = run(path)
    assert not good
    assert why in str(left[0])
    assert len(left) == 1
    assert time.process_time() - begun < 5


def lied(data: bytes) -> bytes:
    """A zip archive that says its file is small."""
    at = data.find(b"PK\x01\x02")
    return data[: at + 24] + (100).to_bytes(4, "little") + data[at + 28 :]


def test_a_file_beside_a_bomb_is_read(put: Put) -> None:
    good, left = run(put("a.zip", zipped([("a.txt", bomb(60_000_000)), ("b.txt", TEXT)])))
    assert [a.id for a in good] == ["a.zip/b.txt"]
    assert len(left) == 1


def test_what_lies_too_deep_is_told(put: Put) -> None:
    data = zipped([("a.txt", TEXT)])
    for depth in range(members.DEEPEST - 1):
        data = zipped([(f"{depth}.zip", data)])
    assert len(run(put("a.zip", data))[0]) == 1
    ((), (error,)) = run(put("b.zip", zipped([("x.zip", data)])))
    assert "more than 5 files deep" in str(error)


def test_archives_of_archives_end(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped([(f"{n}.txt", TEXT) for n in range(10)])
    for _ in range(3):
        data = zipped([(f"{n}.zip", data) for n in range(10)])
    path = put("a.zip", data)
    monkeypatch.setattr(members, "MOST", 300)
    good, left = run(path)
    assert 200 < len(good) < 300
    assert str(left[-1]).startswith("a.zip: it holds more than 300 files; the rest is not read")
    monkeypatch.setattr(members, "MOST", 50_000)
    monkeypatch.setattr(members, "MOST_BYTES", 5_000)
    assert "unpacks to more than 0.005 MB" in str(run(path)[1][-1])


def test_a_bomb_of_many_files_ends(put: Put) -> None:
    data = zipped([(f"{n}.txt", bomb(9_900_000)) for n in range(9)])
    good, left = run(put("a.zip", data), max_bytes=len(data) + 9_900_000)
    assert len(good) == 5
    assert "more than 150 times its size" in str(left[-1])


def test_a_file_in_an_archive_is_held_to_the_size_of_any(put: Put) -> None:
    for name, data in (("a.zip", zipped(FILES)), ("a.tar", tarred(FILES))):
        good, left = run(put(name, data), max_bytes=len(data) - 1)
        assert (good, len(left)) == ([], 1)
    big = [("big.txt", TEXT * 1_000), ("a.txt", TEXT)]
    good, left = run(put("b.zip", zipped(big)), max_bytes=2_000)
    assert [a.id for a in good] == ["b.zip/a.txt"]
    assert "0.002 MB" in str(left[0])


def test_an_empty_archive_is_told(put: Put) -> None:
    for name, data in (("a.zip", zipped([])), ("a.tar", tarred([])), ("a.tgz", tarred([], "w:gz"))):
        ((), (error,)) = run(put(name, data))
        assert str(error).startswith(f"{name}: it holds no file"), error


def test_what_timeline_wrote_is_left_out(put: Put) -> None:
    page = '{"schema": "timeline/1", "documents": [], "events": []}'
    good, left = run(put("box.zip", zipped([("out/a.json", page.encode()), ("a.txt", TEXT)])))
    assert len(good) == 1
    assert str(left[0]).startswith("box.zip/out/a.json: it is a chronology that timeline wrote")


def test_what_was_saved_with_a_page_is_no_article(put: Put) -> None:
    files = [("s/Quay_files/frame.html", PAGE), ("s/Quay.html", PAGE), ("my_files/a.html", PAGE)]
    good, left = run(put("a.zip", zipped(files)))
    assert [a.id for a in good] == ["a.zip/s/Quay.html", "a.zip/my_files/a.html"]
    assert [(type(e), e.what) for e in left] == [(Rubbish, "a.zip/s/Quay_files/frame.html")]


def test_many_bad_files_of_an_archive_are_each_told(put: Put) -> None:
    ((), left) = run(put("a.zip", zipped([(f"{n}.pdf", b"no pdf") for n in range(30)])))
    assert len({e.what for e in left}) == 30


def test_nothing_is_unpacked_that_is_not_read(put: Put) -> None:
    data = zipped([("a.jpg", bomb(60_000_000)), ("__MACOSX/._b.txt", TEXT), ("c.txt", TEXT)])
    good, left = run(put("a.zip", data))
    assert [a.id for a in good] == ["a.zip/c.txt"]
    assert [type(e) for e in left] == [NotRead, Rubbish]


def test_a_packed_text_that_breaks_off_ends_with_its_last_sentence() -> None:
    def left(text: bytes) -> bytes:
        packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
        cut = packer.compress(text) + packer.flush(zlib.Z_SYNC_FLUSH)
        found = packed.read(cut, "a.txt.gz")
        member = next(found)
        assert isinstance(member, Member)
        told = member.read(10_000, "a.txt")
        with pytest.raises(InputError, match="cut off"):
            list(found)
        return told

    assert left(b"The mill burnt. It was found to be") == b"The mill burnt."
    assert left(b"2021-05-04;fire\n2021-05-0") == b"2021-05-04;fire\n"
    assert left(b"The mill bur") == b"The mill bur"
    assert left(b"\0A. B") == b"\0A. B"
