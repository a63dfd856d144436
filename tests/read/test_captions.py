from __future__ import annotations

from collections.abc import Callable

import pytest

from timeline.errors import InputError
from timeline.model import Article
from timeline.read import articles, captions
from timeline.read.draft import Draft

VTT = """WEBVTT - Council of May

NOTE made by hand
on two lines

STYLE
::cue { color: red }

intro
00:00:01.000 --> 00:00:04.000 align:start
<v Jane Doe>We voted on <i>Monday</i></v>

00:04.000 --> 00:06.000
<v Jane Doe>and it was close.

00:00:06.500 --> 00:00:08.000
<v.loud Bob>Tom &amp; I disagreed.

00:00:20.000 --> 00:00:21.000
<v Bob>Still do.
"""
SRT = "\ufeff1\r\n00:00:01,000 --> 00:00:04,000\r\nMAYOR: We voted\r\nin 1998.\r\n\r\n2\r\n00:00:04,000 --> 00:00:06,000\r\n- Why?\r\n\r\n3\r\n00:00:06,000 --> 00:00:07,000\r\n{\\an8}- Because.\r\n"


def said(source: str) -> Draft:
    (draft,) = captions.read(source.encode(), "a.vtt")
    assert isinstance(draft, Draft)
    return draft


def test_a_paragraph_a_turn_with_its_speaker() -> None:
    draft = said(VTT)
    assert draft.text.split("\n\n") == [
        "Jane Doe: We voted on Monday and it was close.",
        "Bob: Tom & I disagreed.",
        "Still do.",
    ]
    assert draft.title == "Council of May"


def test_subrip() -> None:
    assert said(SRT).text.split("\n\n") == ["MAYOR: We voted in 1998.", "- Why?", "- Because."]


def test_rolling_captions_are_said_once() -> None:
    cues = ["we met", "we met\non<00:00:02.000><c> Monday</c>", "on Monday\nand voted"]
    source = "WEBVTT\n\n" + "".join(
        f"00:00:0{n}.000 --> 00:00:0{n + 1}.000\n{cue}\n\n" for n, cue in enumerate(cues)
    )
    assert said(source).text == "we met on Monday and voted"


def test_messy_transcripts() -> None:
    blank = "1\r\n\r\n00:00:01,000 --> 00:00:02,000\r\nWe met\r\n\r\nin May.\r\n\r\n2\r\n0:0:3,5 -->0:0:4,0\r\nAll of us.\r\n"
    assert said(blank).text == "We met in May. All of us."
    close = "1\n00:00:01,000 --> 00:00:02,000\nWe met\n2\n00:00:02,000 --> 00:00:03,000\nin May.\n"
    assert said(close).text == "We met in May."


def test_what_is_heard_and_not_said_is_left_out() -> None:
    lines = ["[Applause]", "(door shuts)", "♪", "We met [all of us] (in 2019).", "[2019]"]
    cues = "".join(f"00:0{n}.000 --> 00:0{n + 1}.000\n{line}\n\n" for n, line in enumerate(lines))
    assert said(f"WEBVTT\n\n{cues}").text == "We met [all of us] (in 2019). [2019]"


def test_the_head_tells_the_language() -> None:
    cue = "\n\n00:01.000 --> 00:02.000\nLanguage: on l’a vu.\n"
    assert said(f"WEBVTT\nKind: captions\nLanguage: fr{cue}").language == "fr"
    assert said(f"WEBVTT{cue}").language is None


def test_transcripts_are_known_by_their_content(put: Callable[[str, str], str]) -> None:
    found = list(articles([put("2021-05-04.vtt", VTT), put("b.srt", SRT), put("c", SRT)]))
    assert [(a.format, a.published) for a in found if isinstance(a, Article)] == [
        ("captions", "2021-05-04"),
        ("captions", None),
        ("captions", None),
    ]


@pytest.mark.parametrize("source", ["Words.", "WEBVTT\n\n", "00:01.000 --> 00:02.000\n\n"])
def test_what_is_no_transcript(source: str) -> None:
    with pytest.raises(InputError):
        list(captions.read(source.encode(), "a.vtt"))


def test_a_noise_within_a_line_is_not_said() -> None:
    cue = "00:00:01.000 --> 00:00:04.000\n"
    said = f"WEBVTT\n\n{cue}We went on strike. [Applause] I was [then] nineteen. ♪\n"
    (draft,) = captions.read(said.encode(), "a.vtt")
    assert isinstance(draft, Draft)
    assert draft.text == "We went on strike. I was [then] nineteen."
