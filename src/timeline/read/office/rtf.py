"""Rich text (.rtf): paragraphs, headings, lists, tables, notes and text boxes, in their order.

What is seen of a document whose changes were all accepted is read. Own reading, since what there is
in libraries drops notes and keeps deletions. Groups may be as deep as they like; time is linear.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from timeline.decode import charset, sound
from timeline.errors import InputError
from timeline.read import press
from timeline.read.draft import Draft, Found, numbered
from timeline.read.office import blocks, fields, rtf_words, unread
from timeline.read.office.blocks import Block, Cell, Paragraph, Role, Table

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)|\\"
)
_FONT = re.compile(rb"\\f(\d{1,5})(?!\d)[^;{}]{0,300}?\\fcharset(\d{1,3})")
_STYLE = re.compile(rb"\{\s?(?:\\s(\d{1,5})(?!\d))?(?:\\[a-z]++-?\d*+ ?+|\s)*+([^\\{};]{1,80});\}")
_TITLE = re.compile(rb"\{\\title ((?:[^{}]|\\[{}]){1,500})\}")
_FORMATS = re.compile(rb"(?:\s++|[{}]|\\[a-z]+-?\d*+|\\\*)*+")
_LONGEST_CODE = 1_000
_TABLE_OF_FONTS = 200_000
_COUNTED = {"annotation": "comment", "pict": "picture", "object": "embedded file"}
# Half a page of A4 in each direction, in twentieths of a point.
_WIDE, _HIGH = 6_200, 8_500


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds up to the end of a group."""

    silent: bool = False
    page: str = "cp1252"
    skips: int = 1  # characters behind one in Unicode, for programs that know none
    hidden: bool = False
    deleted: bool = False
    frame: bool = False  # whether a note's or a box's text ends with it
    upr: bool = False
    clock: bool = False  # whether the field's result is a day that changes


@dataclass(slots=True)
class _Frame:
    """Where text goes: the document, a note, a box. rows and cells are those of the open table,
    of tables in its cells the inner ones."""

    blocks: list[Block] = field(default_factory=list)
    open: Paragraph = field(default_factory=Paragraph)
    behind: list[Block] = field(default_factory=list)
    table: Table | None = None
    row: list[Cell] = field(default_factory=list)
    cell: Cell = field(default_factory=list)
    inner: Table | None = None
    inner_row: list[Cell] = field(default_factory=list)
    in_table: bool = False
    deep: bool = False
    note: bool = False


def read(data: bytes, name: str) -> Iterator[Found]:
    """The document as one article, or the articles of a press archive's export."""
    if not data.lstrip().startswith(b"{\\rt"):
        why = "it is no RTF file, or a damaged one"
        raise InputError(name, why, "check the file, or rename it for what it is")
    reading = _Reading(data)
    reading.run()
    told = blocks.written(reading.document.blocks)
    seen = reading.seen
    if not any(text.strip() for text in told.blocks):
        why = "it holds no text" + (" but pictures" if seen["picture"] else "")
        raise InputError(name, why, "check that the document is not empty, or give its text")
    notes = (f"[^{number}]: {note}" for number, note in enumerate(reading.notes, 1) if note)
    text = "\n\n".join([*told.blocks, *notes])
    cut = ("its end is missing",) if reading.cut else ()
    draft = Draft(
        text=text,
        title=told.title or reading.title,
        warnings=(
            *cut,
            *told.warnings,
            *unread.left_out(seen),
            *unread.pictures(seen, reading.large, text),
        ),
    )
    yield from list(numbered(press.split(text))) or [draft]


class _Reading:
    """A file as it is read."""

    def __init__(self, data: bytes) -> None:
        self.document = _Frame()
        self.notes: list[str] = []
        self.seen: Counter[str] = Counter()
        self.large = 0
        self._data = data
        head = data[:_TABLE_OF_FONTS]
        self._fonts = {
            int(m[1]): rtf_words.CODE_PAGES.get(int(m[2]), "") for m in _FONT.finditer(head)
        }
        self._styles = {int(m[1] or 0): m[2].decode("cp1252", "replace") for m in _styles(head)}
        self._frames = [self.document]
        self._groups: list[_Group] = []
        self._now = _Group()
        self._page = "cp1252"  # of the file
        self._bytes = bytearray()
        self._to_skip = self._at = 0
        self._star = False
        self._first = False  # whether a group has just begun
        self._merged: list[bool] = []  # of the row's cells, whether they go on from above
        self._goes_on = False
        self._wide = self._high = 0
        self.cut = False
        self.title = self._told_title(head)

    def run(self) -> None:
        """Read it all."""
        at, data = 0, self._data
        while at < len(data):
            token = _TOKEN.match(data, at)
            assert token is not None  # any byte is one
            self._at = at = token.end()
            word, number, code, sign, brace, text = token.groups()
            if word:
                at += self._word(word.decode("ascii"), int(number) if number else None)
            elif brace:
                self._brace(brace == b"{")
            elif code:
                self._put_bytes(bytes.fromhex(code.decode("ascii")))
            elif sign:
                self._sign(sign.decode("latin-1"))
            elif text:
                self._put_bytes(text)
        self.cut = bool(self._groups)
        self._end_paragraph()
        self._end_table()

    # -- text ----------------------------------------------------------------------------------

    @property
    def _frame(self) -> _Frame:
        return self._frames[-1]

    def _put_bytes(self, text: bytes) -> None:
        skipped = min(self._to_skip, len(text))
        self._to_skip -= skipped
        self._first = False
        if not self._now.silent:
            self._bytes += text[skipped:]

    def _flush(self) -> None:
        """What was gathered is text, by the code page that holds."""
        if self._bytes:
            text = bytes(self._bytes).decode(self._now.page, "replace")
            self._bytes.clear()
            self._put(text)

    def _put(self, text: str) -> None:
        self._flush()
        if self._now.silent:
            return
        if self._now.deleted or self._now.hidden:
            self.seen["deletion" if self._now.deleted else "hidden text"] += 1
            return
        self._frame.open.pieces.append(text)

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._star = True
            return
        self._to_skip = max(0, self._to_skip - 1)
        if sign in rtf_words.ENDS:
            self._word("par", None)
        elif sign in rtf_words.SIGNS:
            self._put(rtf_words.SIGNS[sign])

    def _unicode(self, number: int) -> None:
        self._flush()
        self._to_skip = self._now.skips
        number %= 0x10000 if number < 0 else 0x110000
        self._put(chr(number))

    # -- groups --------------------------------------------------------------------------------

    def _brace(self, opens: bool) -> None:
        self._flush()
        self._to_skip = 0
        if opens:
            self._groups.append(self._now)
            if self._now.frame or self._now.upr:
                silent = self._now.silent or self._now.upr
                self._now = replace(self._now, frame=False, upr=False, silent=silent)
            self._first = True
            return
        self._star = self._first = False
        if self._now.frame:
            self._end_frame()
        if self._groups:
            self._now = self._groups.pop()

    def _begins(self, word: str) -> None:
        """The word that a group begins with tells what it is."""
        star, self._star, self._first = self._star, False, False
        if word in _COUNTED and not self._now.silent:
            self.seen[_COUNTED[word]] += 1
            self._wide = self._high = 0
        self._begins_field(word)
        if word == "ud" and star and self._groups:
            self._now = replace(self._now, silent=self._groups[-1].silent)
        elif word == "upr":
            self._now = replace(self._now, upr=True)
        elif word in rtf_words.SILENT or (star and word not in rtf_words.HEARD_WITH_STAR):
            if word in ("listtext", "pntext"):
                self._frame.open.role = "item"
            self._now = replace(self._now, silent=True)
        elif (word == "footnote" or word in rtf_words.BOXES) and not self._now.silent:
            self._begin_frame(word == "footnote")

    def _begins_field(self, word: str) -> None:
        """Heed a field's code, which tells whether its result is a day that changes."""
        if word == "fldinst" and self._groups:
            self._groups[-1] = replace(self._groups[-1], clock=self._is_clock())
        elif word == "fldrslt" and self._now.clock and not self._now.silent:
            self.seen["clock"] += 1
            self._now = replace(self._now, silent=True)

    def _is_clock(self) -> bool:
        """Whether the code of the field that begins makes it show a day that changes."""
        formats = _FORMATS.match(self._data, self._at, self._at + _LONGEST_CODE)
        at = formats.end() if formats else self._at
        return fields.is_clock(self._data[at : at + 20].decode("latin-1"))

    def _begin_frame(self, note: bool) -> None:
        if note:
            self.notes.append("")
            self._put(f"[^{len(self.notes)}]")
        self._frames.append(_Frame(note=note))
        self._now = replace(self._now, frame=True)

    def _end_frame(self) -> None:
        self._end_paragraph()
        self._end_table()
        ended = self._frames.pop()
        if not ended.note:
            self._frame.behind += ended.blocks
            return
        texts = (block.text() for block in ended.blocks if isinstance(block, Paragraph))
        place = len(self.notes) - 1 - sum(frame.note for frame in self._frames)
        self.notes[max(place, 0)] = _whole(" ".join(" ".join(texts).split()))

    # -- words ---------------------------------------------------------------------------------

    def _word(self, word: str, number: int | None) -> int:
        """A control word; how many bytes behind it are none of RTF."""
        if word == "bin":
            return max(number or 0, 0)
        if word == "u":
            self._star = self._first = False
            self._unicode(number or 0)
            return 0
        self._flush()
        self._to_skip = 0
        if self._star or self._first:
            self._begins(word)
        if word in ("picwgoal", "pichgoal"):
            self._sized(word, number or 0)
        elif (changed := self._changed(word, number)) is not None:
            self._now = changed
        elif not self._now.silent:
            self._shown(word, number)
        return 0

    def _changed(self, word: str, number: int | None) -> _Group | None:
        """What holds from a word on that sets how text is read; None where it is no such word."""
        now = self._now
        if word in rtf_words.SETS or word == "ansicpg":
            self._page = rtf_words.SETS.get(word) or charset(f"cp{number}") or self._page
            return replace(now, page=self._page)
        if word == "f":
            return replace(now, page=self._fonts.get(number or 0, "") or self._page)
        if word == "plain":
            return replace(now, page=self._page, hidden=False, deleted=False)
        if word == "uc":
            return replace(now, skips=min(max(number or 0, 0), 10))
        if word == "v":
            return replace(now, hidden=number != 0)
        return replace(now, deleted=number != 0) if word == "deleted" else None

    def _sized(self, word: str, number: int) -> None:
        if word == "picwgoal":
            self._wide = number
        else:
            self._high = number
        if self._wide >= _WIDE and self._high >= _HIGH:
            self.large += 1
            self._wide = self._high = 0

    def _shown(self, word: str, number: int | None) -> None:
        """A word that makes text, or says what a paragraph or a table is."""
        frame = self._frame
        if word in rtf_words.SIGNS:
            self._put(rtf_words.SIGNS[word])
        elif word in rtf_words.ENDS:
            self._end_paragraph()
        elif word == "pard":
            frame.in_table = frame.deep = False
            frame.open.role = "item" if frame.open.role == "item" else "text"
        elif word == "intbl":
            frame.in_table = True
        elif word == "itap":
            frame.in_table, frame.deep = (number or 0) > 0, (number or 0) > 1
        elif word == "s":
            self._styled(self._styles.get(number or 0, ""))
        elif word == "outlinelevel":
            frame.open.role = "title" if not number else "heading"
        else:
            self._in_table(word)

    def _styled(self, style: str) -> None:
        role = _role(style)
        if role != "text":
            self._frame.open.role = role

    # -- paragraphs and tables -----------------------------------------------------------------

    def _end_paragraph(self) -> None:
        self._flush()
        frame = self._frame
        ended, frame.open = frame.open, Paragraph(role=_kept(frame.open.role))
        ended.pieces = [_whole("".join(ended.pieces))] if ended.pieces else []
        if frame.in_table:
            goal = self._inner_cell() if frame.deep else frame.cell
        else:
            self._end_table()
            goal = frame.blocks
        if ended.pieces or not goal or not isinstance(goal[-1], Paragraph) or goal[-1].pieces:
            goal.append(ended)
        goal += frame.behind
        frame.behind = []

    def _inner_cell(self) -> Cell:
        frame = self._frame
        if frame.inner is None:
            frame.inner, frame.inner_row = Table(), [[]]
        return frame.inner_row[-1]

    def _in_table(self, word: str) -> None:
        frame = self._frame
        if word == "trowd":
            self._merged = []
        elif word == "clvmrg":
            self._goes_on = True
        elif word == "cellx":
            self._merged.append(self._goes_on)
            self._goes_on = False
        elif word == "nestcell":
            frame.in_table = frame.deep = True
            self._end_paragraph()
            frame.inner_row.append([])
        elif word == "nestrow" and frame.inner is not None:
            frame.inner.rows.append(frame.inner_row[:-1])
            frame.inner_row = [[]]
        elif word == "cell":
            frame.in_table, frame.deep = True, False
            self._end_paragraph()
            if frame.inner is not None:
                frame.cell.insert(max(0, len(frame.cell) - 1), frame.inner)
                frame.inner = None
            frame.row.append(frame.cell)
            frame.cell = []
        elif word == "row":
            self._end_row()

    def _end_row(self) -> None:
        frame = self._frame
        if frame.table is None:
            frame.table = Table()
        above = frame.table.rows[-1] if frame.table.rows else []
        for n, merged in enumerate(self._merged[: len(frame.row)]):
            if merged and n < len(above) and not any(map(_filled, frame.row[n])):
                frame.row[n] = above[n]
        if frame.row:
            frame.table.rows.append(frame.row)
        frame.row, frame.cell = [], []

    def _end_table(self) -> None:
        frame = self._frame
        if any(_filled(block) for cell in (*frame.row, frame.cell) for block in cell):
            frame.row.append(frame.cell)  # of a row that the end of the file cuts
            self._end_row()
        frame.row, frame.cell = [], []
        if frame.table is not None and frame.table.rows:
            frame.blocks.append(frame.table)
        frame.table = None

    def _told_title(self, head: bytes) -> str | None:
        found = _TITLE.search(head)
        if found is None:
            return None
        inner = _Reading(b"{\\rtf1 " + found[1] + b"}")
        inner.run()
        told = " ".join(b.text() for b in inner.document.blocks if isinstance(b, Paragraph))
        return " ".join(told.split()) or None


def _styles(head: bytes) -> Iterator[re.Match[bytes]]:
    at = head.find(b"{\\stylesheet")
    yield from _STYLE.finditer(head, at) if at >= 0 else ()


def _role(style: str) -> Role:
    """What a style by the names of Word's makes of a paragraph."""
    named = style.strip().lower()
    if named in ("title", "heading 1"):
        return "title"
    if named.startswith("heading"):
        return "heading"
    if named.startswith("toc "):
        return "left out"
    return "quote" if "quote" in named else "text"


def _kept(role: Role) -> Role:
    """The role that goes on in the next paragraph, unless it is set anew."""
    return "text" if role == "item" else role


def _filled(block: Block) -> bool:
    return bool(block.rows if isinstance(block, Table) else block.text())


def _whole(text: str) -> str:
    """Text whose characters beyond the first 65536 were written in two halves."""
    if text.isascii():
        return text
    return sound(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
