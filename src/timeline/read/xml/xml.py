"""XML: each article of a vocabulary that is known, or the whole file's text by its elements.

Files that declare entities are refused: no article needs them, and bombs are made of them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from timeline.errors import InputError
from timeline.read.draft import Draft, Found, numbered
from timeline.read.web import html_text
from timeline.read.xml import vocabularies
from timeline.read.xml.source import damage, refuse_entities, source

_HINT = "check the file, or save it again"
# A leaf of so many words is a paragraph, of fewer a field.
_WORDY = 12
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(data: bytes, name: str) -> Iterator[Found]:
    """The articles in the order of the file; what is damaged ends it with an error."""
    found = False
    for item in numbered(_items(data, name)):
        found = True
        yield item
    if not found:
        raise InputError(name, "the XML holds no text", "leave it out, or fill it")


def _items(data: bytes, name: str) -> Iterator[Found]:
    from lxml import etree

    parsed = etree.iterparse(
        io.BytesIO(source(data, name)),
        events=("start", "end"),
        encoding="utf-8",
        resolve_entities=False,
        remove_comments=True,
        remove_pis=True,
    )
    root: Any = None
    outermost: Any = None
    known = False
    try:
        for event, element in parsed:
            if root is None:
                root = element
                refuse_entities(root, name, _HINT)
            if event == "start":
                element.tag = _local(element.tag)
                if outermost is None and element.tag in vocabularies.ITEMS:
                    outermost = element
            elif element is outermost:
                outermost = None
                vocabulary = vocabularies.of(element)
                if vocabulary is None:
                    continue
                known = True
                yield from filter(None, [vocabularies.draft(element, vocabulary)])
                element.clear(keep_tail=False)
    except etree.XMLSyntaxError as error:
        yield damage(error, name, _HINT)
        return
    if not known:
        yield from filter(None, [_whole(root)])


def _local(tag: str) -> str:
    """An element's name without its namespace, or a prefix that is declared nowhere."""
    name = tag.rpartition("}")[2].rpartition(":")[2]
    return name if name[:1].isalpha() or name.startswith("_") else "x"


def _whole(root: Any) -> Draft | None:
    """The text of a file whose vocabulary isn't known: blocks apart, as its elements have them."""
    language = root.get(_LANG)
    for element in list(root.iter()):
        mixed = any(told and told.strip() for told in (element.text, *(e.tail for e in element)))
        for inner in element:
            if mixed:
                inner.tag = "span"
            elif len(inner):
                inner.tag = "section"
            else:
                wordy = len((inner.text or "").split()) >= _WORDY
                inner.tag = "p" if wordy else "div"
    root.tag = "section"
    text = html_text.of_tree(root)
    return Draft(text=text, language=language) if text.strip() else None
