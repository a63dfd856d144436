"""What stands beside a page's article: menus, comments, links to others, offers, what is hidden.

It is told by elements, by words of class names and ids, and by what a line says. What holds the
headline or most of the text is never beside it, whatever it is called.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

from timeline.read import labels
from timeline.read.web.page_blocks import Block
from timeline.read.web.page_lines import holders

_TAGS = frozenset({
    "nav", "form", "dialog", "menu", "noscript", "template", "script", "style", "iframe", "button",
    "select", "svg", "object", "audio", "video", "canvas", "textarea",
})  # fmt: skip
# These hold the article on some pages; beside it they stand only when a class says so.
_NEVER = frozenset({"html", "body", "main", "head", "h1", "time"})
_WORDS = re.compile(
    r"(?:^|[-_\s])(?:comments?|comment-?list|commentaires?|respond|disqus\w*|reactions?|"
    r"related\w*|relateds|similar|similaires?|associes?|read-?(?:also|more|next|on)|"
    r"(?:a-)?lire-?(?:aussi|plus|la-suite)|a-lire|voir-?aussi|see-?also|also-?read|more-?(?:on|from|stories|news)|"
    r"recommend\w*|recommand\w*|suggest(?:ions?|ed)|recirc\w*|outbrain|taboola|most-?(?:read|popular)|plus-lus|"
    r"popular|trending|news-?letters?\w*|subscri(?:be|ption)s?(?:-\w+)?|abonne(?:ment|z-vous)s?|sign-?up|"
    r"shar(?:e|ing)s?(?:-?(?:bar|buttons?|links?|tools?))?|partage[rs]?|social(?:-?\w+)?|reseaux-sociaux|"
    r"cookies?\w*|consent|gdpr|rgpd|bread-?crumbs?|fil-?d?-?ariane|pagination|pager|tag-?(?:list|cloud)|tags|mots-?cles|"
    r"author-?(?:bio|box|info|card)|about-?(?:the-)?author|auteur-(?:bio|box)|promos?|promo-?box|"
    r"ad(?:s|vert\w*)?|ad-?(?:slot|unit|container|wrapper)|publicites?|pub|sponsor\w*|sponsored|teasers?|"
    r"side-?bar|most-?commented|site-?footer|page-?footer|footer|skip-?links?|toolbar|"
    r"(?:sr|screen-?reader)-?(?:only|text)|visually-?hidden|donat(?:e|ion)s?|print-only|post-?nav\w*|"
    r"(?:prev|next)(?:ious)?-?(?:post|article|story)s?|jump-?links?|toc|table-of-contents|sommaire|"
    r"edit-?section|mw-editsection|navbox|reflist|references-small|credits?|photo-?credit|copyright)"
    r"(?=$|[-_\s])",
    re.I,
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_NOTE = re.compile(r"\s*[\[(]?\s*(?:\d{1,3}|[*†‡]|[a-z])\s*[\])]?\s*")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_LONGEST_MARKS = 400
# A line that points elsewhere or offers something is short.
_LONGEST_LINE = 220


def cut(tree: Any) -> None:
    """Take what stands beside the article out of a parsed page, and the marks of its notes."""
    held = holders(tree)
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None or element in held:
            continue
        if element.tag == "sup" or (element.tag == "a" and _is_fragment(element)):
            if _is_note(element):
                element.drop_tree()
        elif _is_beside(element):
            element.drop_tree()
        elif element.tag == "aside":
            element.tag = "div"  # those that extraction takes for text


def _is_beside(element: Any) -> bool:
    tag = element.tag
    if tag in _TAGS:
        return True
    if tag in _NEVER:
        return False
    if tag == "footer" and not any(a.tag in ("article", "blockquote") for a in _above(element)):
        return True
    if element.get("hidden") is not None or _UNSEEN.search((element.get("style") or "")[:200]):
        return True
    if (element.get("aria-hidden") or "") == "true" and tag not in ("div", "section", "article"):
        return True
    if is_named_beside(element):
        return True
    return tag == "aside" and not _is_box_of_dates(element)


def is_named_beside(element: Any) -> bool:
    """Whether the class or the id of an element says that it stands beside the article."""
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"[:_LONGEST_MARKS]
    return len(marks) > 1 and bool(_WORDS.search(_HUMP.sub("-", marks)))


def _above(element: Any) -> Any:
    return islice(element.iterancestors(), 60)


def _is_box_of_dates(element: Any) -> bool:
    """Whether a box in the article tells its history: two years or more, and few links."""
    if not any(a.tag in ("article", "main") for a in _above(element)):
        return False
    text = "".join(islice(element.itertext(), 500))[:5_000]
    linked = sum(len(a.text or "") for a in islice(element.iter("a"), 100))
    return len(_YEAR.findall(text)) > 1 and linked * 3 < len(text)


def _is_fragment(link: Any) -> bool:
    return (link.get("href") or "").startswith("#")


def _is_note(element: Any) -> bool:
    """Whether a raised number is the mark of a note, as the ² of m² is not."""
    text = "".join(islice(element.itertext(), 10))
    if not _NOTE.fullmatch(text):
        return False
    if element.tag == "a":
        # "[1]"; a bare number may be a link to a part of the page.
        return not text.strip().isalnum()
    near = [element, *islice(element.iter("a"), 3), *islice(element.iterancestors(), 1)]
    marks = " ".join(f"{e.get('class') or ''} {e.get('id') or ''}" for e in near)[:_LONGEST_MARKS]
    return any(e.tag == "a" for e in near) or bool(re.search(r"note|ref|cite", marks, re.I))


def without_pointers(blocks: Sequence[Block]) -> list[Block]:
    """The blocks but for lines that point elsewhere, with the lists below them, and offers."""
    kept: list[Block] = []
    pointing = False
    for block in blocks:
        if len(block.text) <= _LONGEST_LINE:
            found = labels.pattern("page", "elsewhere").match(block.text)
            rest = block.text[found.end() :] if found else ""
            if found and not rest:
                pointing = True
                continue
            if found and (":" in found["end"] or block.of_links > 0.5):
                continue
            if labels.pattern("page", "offers").match(block.text):
                continue
            if pointing and block.of_links > 0.5:
                continue
        pointing = False
        kept.append(block)
    return kept
