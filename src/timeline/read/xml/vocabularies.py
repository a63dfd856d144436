"""The vocabularies of news and texts in XML: where an article's title, day and body stand.

NewsML-G2, NewsML 1 and NITF are the IPTC's for agencies, TEI is for editions, JATS for journals.
Elements go by their names without namespaces. Rights, catalogues of codes and lists of works are
left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from timeline.read import labels
from timeline.read.draft import Draft, headed
from timeline.read.published import stated
from timeline.read.web import html_text

# Elements as those of HTML that stand for the same; `template` is for what isn't shown.
_COMMON = {
    "body.head": "div", "body.content": "div", "body.end": "div", "block": "div", "sec": "div",
    "hedline": "div", "hl1": "h1", "hl2": "h2", "byline": "p", "byttl": "div", "dateline": "p",
    "tagline": "p", "media-caption": "p", "media-reference": "template", "rights": "template",
    "media-metadata": "template", "copyrite": "template", "bq": "blockquote",
}  # fmt: skip
_TEI = {
    "head": "h2", "item": "li", "list": "ul", "row": "tr", "cell": "td", "quote": "blockquote",
    "lg": "p", "l": "div", "ab": "p", "sp": "p", "speaker": "div", "note": "aside", "opener": "p",
    "closer": "p", "signed": "div", "salute": "div", "trailer": "p",
    # Running heads, what was struck out, what editors put in the place of what stands there.
    "fw": "template", "del": "template", "corr": "template", "expan": "template",
    "reg": "template", "figDesc": "template", "listBibl": "template", "teiHeader": "template",
}  # fmt: skip
_JATS = {
    "title": "h2", "list": "ul", "list-item": "li", "disp-quote": "blockquote", "fn": "aside",
    "ref-list": "template", "xref": "template", "tex-math": "template", "label": "template",
    "verse-group": "p", "verse-line": "div", "fig": "figure", "permissions": "template",
}  # fmt: skip
# The day of a moment as NewsML 1 has it.
_COMPACT = re.compile(r"(\d{8})T\d{4,6}")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One vocabulary; paths are lxml's, `@` before an attribute; of several the first that says.

    item: the element that is an article; having: a child that it has. text: all of these are its
    text. names: its elements as HTML's.
    """

    item: str
    having: str
    title: tuple[str, ...]
    author: tuple[str, ...]
    published: tuple[str, ...]
    language: tuple[str, ...]
    text: tuple[str, ...]
    url: tuple[str, ...] = ()
    withdrawn: str = ""
    names: Mapping[str, str] = field(default_factory=lambda: _COMMON)


_HEADER = "teiHeader/fileDesc"
_META = "front/article-meta"
VOCABULARIES = (
    Vocabulary(
        "newsItem", "itemMeta",
        title=("contentMeta/headline", "itemMeta/title"),
        author=("contentMeta/by", "contentMeta/creator/name"),
        published=(
            "contentMeta/contentCreated", "itemMeta/versionCreated", "itemMeta/firstCreated",
        ),
        language=("contentMeta/language@tag", f"@{_LANG}"),
        text=("contentMeta/dateline", "contentSet/inlineXML", "contentSet/inlineData"),
        url=("itemMeta/link@href", "@guid"),
        withdrawn="itemMeta/pubStatus@qcode",
        names={**_COMMON, "inlineData": "pre"},
    ),
    Vocabulary(
        "NewsItem", "NewsManagement",
        title=(".//NewsLines/HeadLine",),
        author=(".//NewsLines/ByLine",),
        published=("NewsManagement/ThisRevisionCreated", "NewsManagement/FirstCreated"),
        language=(".//DescriptiveMetadata/Language@FormalName", f"@{_LANG}"),
        text=(".//NewsLines/DateLine", ".//ContentItem/DataContent"),
        names={**_COMMON, "DateLine": "p"},
    ),
    Vocabulary(
        "nitf", "body",
        title=("body/body.head/hedline/hl1", "head/title"),
        author=("body/body.head/byline",),
        published=(
            "head/docdata/date.issue@norm", "body/body.head/dateline/story.date@norm",
            "head/docdata/date.release@norm", "head/pubdata@date.publication",
        ),
        language=(f"@{_LANG}", f"body@{_LANG}"),
        text=("body",),
        url=("head/pubdata@ex-ref",),
    ),
    Vocabulary(
        "TEI", "teiHeader",
        title=(f"{_HEADER}/titleStmt/title",),
        author=(f"{_HEADER}/titleStmt/author",),
        # What was printed long ago is dated by its source, not by its edition on the web.
        published=(
            "teiHeader/profileDesc/creation/date@when", f"{_HEADER}/sourceDesc//date@when",
            f"{_HEADER}/publicationStmt/date@when",
        ),
        language=("teiHeader/profileDesc/langUsage/language@ident", f"text@{_LANG}", f"@{_LANG}"),
        text=("text",),
        url=(f"{_HEADER}/publicationStmt/idno", f"{_HEADER}/sourceDesc//ref@target"),
        names={**_COMMON, **_TEI},
    ),
    Vocabulary(
        "article", "front",
        title=(f"{_META}/title-group/article-title",),
        author=(f"{_META}/contrib-group/contrib/name",),
        published=(
            f"{_META}/pub-date[@date-type='pub']", f"{_META}/pub-date[@pub-type='epub']",
            f"{_META}/pub-date",
        ),
        language=(f"@{_LANG}",),
        text=(f"{_META}/abstract", "body"),
        url=(f"{_META}/self-uri@{{http://www.w3.org/1999/xlink}}href",),
        names={**_COMMON, **_JATS},
    ),
)  # fmt: skip
ITEMS = frozenset(v.item for v in VOCABULARIES)


def of(element: Any) -> Vocabulary | None:
    """The vocabulary of an element that is an article."""
    return next(
        (v for v in VOCABULARIES if v.item == element.tag and element.find(v.having) is not None),
        None,
    )


def draft(element: Any, known: Vocabulary) -> Draft | None:
    """The article of an element, which is changed by it; None when it says nothing."""
    title = _first(element, known.title)
    published, notes = stated(_day(_first(element, known.published)), "the article's date")
    author = labels.pattern("press", "by").sub("", _first(element, known.author))
    language = _first(element, known.language)
    urls = (value for path in known.url for value in _values(element, path))
    url = next((value for value in urls if value.startswith(("http://", "https://"))), None)
    if known.withdrawn and _first(element, (known.withdrawn,)).endswith(":canceled"):
        notes = (*notes, "its agency withdrew it")
    _drop_title(element, known, title)
    body = "\n\n".join(filter(None, (_text(part, known) for part in _parts(element, known))))
    if not body.strip():
        return None
    return Draft(
        text=headed(title, body),
        title=title or None,
        published=published,
        author=author or None,
        language=language or None,
        url=url,
        warnings=notes,
    )


def _parts(element: Any, known: Vocabulary) -> Iterator[Any]:
    for path in known.text:
        yield from element.iterfind(path)


def _text(part: Any, known: Vocabulary) -> str:
    for note in reversed(list(part.iter("note", "fn"))):
        _set_behind(note)
    for inner in part.iter():
        if not isinstance(inner.tag, str):
            continue
        if inner.tag == "lb" and inner.get("break") != "no":
            inner.tail = f" {inner.tail or ''}"
        inner.tag = known.names.get(inner.tag, inner.tag)
    return html_text.of_tree(part)


def _set_behind(note: Any) -> None:
    """Takes a note out of the paragraph that it stands in, to stand behind it."""
    paragraph = next(note.iterancestors("p", "ab", "head"), None)
    if paragraph is None:
        return
    before, parent = note.getprevious(), note.getparent()
    if before is None:
        parent.text = (parent.text or "") + (note.tail or "")
    else:
        before.tail = (before.tail or "") + (note.tail or "")
    note.tail = None
    paragraph.addnext(note)


def _drop_title(element: Any, known: Vocabulary, title: str) -> None:
    """Takes the title out of the body, above which it is put."""
    for part in _parts(element, known):
        for inner in part.iter("hl1", "h1", "head", "title"):
            if _words(inner) == title:
                inner.tag = "template"
                return


def _first(element: Any, paths: tuple[str, ...]) -> str:
    return next((v for path in paths for v in _values(element, path)), "")


def _values(element: Any, path: str) -> Iterator[str]:
    """What is at a path and isn't blank, with the white space of lines collapsed."""
    # An `@` in brackets is of the path.
    plain = path.endswith("]") or "@" not in path
    at, _, attribute = (path, "", "") if plain else path.rpartition("@")
    for found in element.iterfind(at) if at else [element]:
        if told := found.get(attribute, "").strip() if attribute else _words(found):
            yield told


def _words(element: Any) -> str:
    if element.tag == "pub-date":
        return "-".join(
            f"{told.strip():0>2}"
            for part in ("year", "month", "day")
            if (told := element.findtext(part))
        )
    if element.tag == "name" and element.find("surname") is not None:
        names = (element.findtext(part) for part in ("given-names", "surname"))
        return " ".join(name.strip() for name in names if name)
    return " ".join("".join(element.itertext()).split())


def _day(moment: str) -> str:
    m = _COMPACT.match(moment)
    return m[1] if m else moment
