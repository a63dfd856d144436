"""The XML of office files, read as it passes: no tree is built, so memory is that of the text.

A `Reading` is told what comes, in names by the vocabularies that it knows ("p", "text:p"); those of
others are "". Declarations of a document type are refused, since office programs write none and
entities are made of them; nothing outside is ever opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

# More names than any vocabulary has.
_MOST_NAMES = 10_000
# A book of a thousand pages has about a million.
MOST_ELEMENTS = 3_000_000
# The parser looks at what one token holds again with each piece, so pieces are large.
_PIECE = 8_000_000


class Refused(Exception):
    """A part that is not read, with the reason in words."""


class Reading:
    """What is told of a part's elements, of which each reading heeds some.

    vocabularies: address of each namespace that is known -> what its names begin with. attributed:
    the elements whose attributes are told, by their names without a namespace.
    """

    vocabularies: ClassVar[Mapping[str, str]] = {}
    attributed: ClassVar[frozenset[str]] = frozenset()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """It ends."""

    def text(self, text: str) -> None:
        """What stands in the last that began or behind the last that ended."""


class _Enough(Exception):
    """There is no need to read on."""


def parse(source: bytes, reading: Reading) -> bool:
    """Tell `reading` what a part holds; whether that was all, which it isn't beyond MOST_ELEMENTS.

    Raises Refused for a declaration of a document type, ExpatError for what is no XML.
    """
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    names: dict[str, str] = {}
    count = 0

    def known(name: str) -> str:
        if name not in names:
            if len(names) > _MOST_NAMES:
                raise Refused(f"its XML has more than {_MOST_NAMES} names of elements")
            space, _, local = name.rpartition(" ")
            begins = reading.vocabularies.get(space) if space else ""
            names[name] = "" if begins is None else begins + local
        return names[name]

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MOST_ELEMENTS:
            raise _Enough
        named = known(tag)
        told = attributes.items() if named in reading.attributed else ()
        # Of `id` and `r:id` the second, which leads to a part.
        by_space = sorted(told, key=lambda attribute: " " in attribute[0])
        reading.start(named, {name.rpartition(" ")[2]: value for name, value in by_space})

    def doctype(*_: object) -> None:
        raise Refused("its XML declares a document type, which no office program writes")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda tag: reading.end(known(tag))
    parser.CharacterDataHandler = reading.text
    parser.StartDoctypeDeclHandler = doctype
    try:
        for at in range(0, len(source), _PIECE):
            parser.Parse(source[at : at + _PIECE])
        parser.Parse(b"", True)
    except _Enough:
        return False
    return True


class Texts(Reading):
    """The text of some elements, in their order, blanks collapsed.

    wanted: names of the elements; those within one another count as one.
    """

    def __init__(self, vocabularies: Mapping[str, str], *wanted: str) -> None:
        self.vocabularies = vocabularies  # type: ignore[misc]
        self.found: list[tuple[str, str]] = []
        self._wanted = frozenset(wanted)
        self._inside = ""
        self._pieces: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A wanted element begins."""
        if not self._inside and tag in self._wanted:
            self._inside, self._pieces = tag, []

    def end(self, tag: str) -> None:
        """It ends."""
        if tag and tag == self._inside:
            if told := " ".join("".join(self._pieces).split()):
                self.found.append((tag, told))
            self._inside = ""

    def text(self, text: str) -> None:
        """What it says."""
        if self._inside:
            self._pieces.append(text)

    def first(self, tag: str) -> str | None:
        """The text of the first of a name."""
        return next((told for name, told in self.found if name == tag), None)
