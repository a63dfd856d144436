"""The passages that tell of an event, with the words that name it and those that date it marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.text import Text

from timeline.contract import MentionRow
from timeline.safe_text import one_line

_TRIGGER, _TIME, _AROUND = "bold", "underline", "dim"
# What marks the words where there are no styles.
_SIGNS = {_TRIGGER: "*", _TIME: "_"}


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote with the text around it, None where that isn't kept, and the mentions that it is of,
    each with its number among the event's."""

    mentions: tuple[tuple[int, MentionRow], ...]
    around: tuple[str, str] | None


def of(mentions: Sequence[MentionRow], contexts: Sequence[tuple[str, str] | None]) -> list[Passage]:
    """The passages, each once: one that tells of the event by two words is two mentions."""
    found: dict[tuple[str, int, int], list[tuple[int, MentionRow]]] = {}
    around: dict[tuple[str, int, int], tuple[str, str] | None] = {}
    for number, (m, context) in enumerate(zip(mentions, contexts, strict=True), 1):
        key = (m["document"], m["start"], m["end"])
        found.setdefault(key, []).append((number, m))
        around.setdefault(key, context)
    return [Passage(tuple(told), around[key]) for key, told in found.items()]


def marked(passage: Passage, *, bare: bool) -> Text:
    """The passage, its quote in quotation marks. bare: words are marked by signs, not by styles."""
    quote = passage.mentions[0][1]["quote"]
    before, after = passage.around or ("", "")
    whole, end = before + quote + after, len(before) + len(quote)
    styles = _styles(passage, len(before), len(whole))
    said = Text()
    for low, high, style in _runs(styles, (len(before), end)):
        signs = "".join(sign for name, sign in _SIGNS.items() if bare and name in style)
        said.append("“" if low == len(before) else "")
        said.append(f"{signs}{one_line(whole[low:high])}{signs[::-1]}", style=style)
        said.append("”" if high == end else "")
    return said


def _styles(passage: Passage, lead: int, length: int) -> list[str]:
    """The style of each character. lead: characters before the quote."""
    first = passage.mentions[0][1]
    begin, end = first["start"] - lead, lead + len(first["quote"])
    styles = ["" if lead <= n < end else _AROUND for n in range(length)]
    for _, m in passage.mentions:
        for mark, style in ((m["trigger"], _TRIGGER), (m["time_expression"], _TIME)):
            if mark is not None:
                # A date may stand far from the quote.
                for n in range(max(mark["start"] - begin, 0), min(mark["end"] - begin, length)):
                    styles[n] = _with(styles[n], style)
    return styles


def _with(old: str, style: str) -> str:
    told = old.replace(_AROUND, "").strip()
    return told if style in told else f"{told} {style}".strip()


def _runs(styles: Sequence[str], breaks: tuple[int, int]) -> Iterator[tuple[int, int, str]]:
    """(start, end, style) of each run of one style; none goes over the breaks."""
    low = 0
    sides = (sum(n >= at for at in breaks) for n in range(len(styles)))
    for (style, _), run in groupby(zip(styles, sides, strict=True)):
        high = low + len(list(run))
        yield low, high, style
        low = high
