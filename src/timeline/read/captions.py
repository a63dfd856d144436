"""Transcripts with times (WebVTT, SubRip): what was said, with its speakers, without its times."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from timeline.decode import decode
from timeline.errors import InputError
from timeline.read.draft import Draft, Found

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_CUE = re.compile(rf"{_TIME}\s*-->\s*{_TIME}")
# Blocks of WebVTT that hold no cue, and what is heard and not said.
_SILENT = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)\b")
_HEARD = re.compile(r"[-–—\s]*+(?:\[[^\[\]\d]{1,60}\]|\([^()\d]{1,60}\)|[♪♫#*\s]++)\s*+")
# Such a noise within a line, as "[Applause]"; what editors put in begins with a small letter.
_NOISE = re.compile(r"\[[A-ZÀ-Þ][^\[\]\d]{1,60}\]|[♪♫]")
_LANGUAGE = re.compile(r"Language:\s*([\w-]{2,20})\s*$", re.M)
_SPEAKER = re.compile(r"<v(?:\.[\w.-]{1,60})?\s+([^<>]{1,100})>")
_TAG = re.compile(r"<[^<>]{0,100}>|\{\\[^{}]{0,60}\}")
_NAMED = re.compile(r"(?:[-–—]\s*)?(?:>>\s*)?([^\W\d_][^:.!?]{0,50}):\s")
_TURN = re.compile(r"[-–—]\s|>>")
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")
# A silence of so many seconds, or so many words up to a sentence's end, closes a paragraph.
_SILENCE = 4.0
_WORDS = 80


def read(data: bytes, name: str) -> Iterator[Found]:
    """The transcript as one article: a paragraph a turn; a new speaker's begins with the name."""
    text, warnings = decode(data, name)
    if not _CUE.search(text):
        why = "it holds no times such as 00:01:02.000 --> 00:01:05.000"
        raise InputError(name, why, "rename it to end in .txt")
    said = "\n\n".join(_paragraphs(_cues(text)))
    if not said.strip():
        raise InputError(name, "the transcript says nothing", "leave it out, or fill it")
    head = text.lstrip().split("\n\n", 1)[0]
    spoken = _LANGUAGE.search(head) if head.startswith("WEBVTT") else None
    language = spoken[1] if spoken else None
    yield Draft(text=said, title=_title(text), language=language, warnings=warnings)


def _title(text: str) -> str | None:
    """What stands behind WEBVTT in the first line."""
    first = text.lstrip().split("\n", 1)[0]
    rest = first.removeprefix("WEBVTT").strip(" \t-–—:") if first.startswith("WEBVTT") else ""
    return rest or None


def _cues(text: str) -> Iterator[tuple[float, float, list[str]]]:
    """Beginning and end in seconds and the lines of each cue, which may hold blank lines."""
    times: tuple[float, float] | None = None
    lines: list[str] = []
    last = ""
    blank, silent, since = True, False, 0  # a blank line came; so many lines came since
    for raw in text.split("\n"):
        line = raw.strip()
        m = _CUE.match(line)
        if m is not None:
            above = _without_name(lines, alone=blank and since == 1)
            if times is not None and above:
                yield *times, above
            lines, times = [], (_seconds(m, 1), _seconds(m, 5))
            blank, silent, since = False, False, 0
        elif not line:
            blank, silent, since = True, False, 0
        elif silent or (blank and since == 0 and _SILENT.match(line)):
            silent = True
        elif times is not None:
            # Rolling captions repeat the line above.
            said = _TAG.sub("", line).strip()
            if said != last:
                lines.append(line)
                since += 1
            last = said
    if times is not None and lines:
        yield *times, lines


def _without_name(lines: list[str], *, alone: bool) -> list[str]:
    """The lines above a cue without its number, or its name where that stands alone."""
    return lines[:-1] if lines and (alone or lines[-1].isdecimal()) else lines


def _seconds(m: re.Match[str], at: int) -> float:
    hours, minutes, seconds = (int(m[at + i] or 0) for i in range(3))
    return hours * 3600 + minutes * 60 + seconds + float(f"0.{m[at + 3]}")


def _paragraphs(cues: Iterator[tuple[float, float, list[str]]]) -> Iterator[str]:
    words: list[str] = []
    speaker = ""
    for silent, who, said in _lines(cues):
        new = who not in ("", speaker)
        turn = new or bool(_NAMED.match(said) or _TURN.match(said))
        full = len(words) > _WORDS and _ENDS.search(words[-1])
        if words and (silent or turn or full):
            yield " ".join(words)
            words = []
        if new and not said.startswith(f"{who}:"):
            said = f"{who}: {said}"  # noqa: PLW2901
        speaker = who or ("" if turn else speaker)
        words += said.split()
    if words:
        yield " ".join(words)


def _lines(cues: Iterator[tuple[float, float, list[str]]]) -> Iterator[tuple[bool, str, str]]:
    """Whether a silence comes before a line, who says it, "" where nobody is named, and what."""
    ended = 0.0
    silent = False
    for start, end, lines in cues:
        silent = silent or start - ended > _SILENCE
        ended = end
        for line in lines:
            said = " ".join(_NOISE.sub("", html.unescape(_TAG.sub("", line))).split())
            if said and not _HEARD.fullmatch(said):
                named = _SPEAKER.search(line)
                yield silent, " ".join(html.unescape(named[1]).split()) if named else "", said
                silent = False
