"""What stands beside a page's article: menus, comments, links to others, offers, what is hidden.

It is told by elements, by words of class names and ids, and by what a line says. What holds the
headline or most of the text is never beside it, whatever it is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from timeline.read import labels
from timeline.read.printed_days import printed_days
from timeline.read.web.page_blocks import SILENT, Block
from timeline.read.web.page_lines import holders

_TAGS = frozenset({
    "nav", "form", "dialog", "menu", "noscript", "template", "script", "style", "iframe", "button",
    "select", "svg", "object", "audio", "video", "canvas", "textarea",
})  # fmt: skip
# These hold the article on some pages; beside it they stand only when a class says so.
_NEVER = frozenset({"html", "body", "main", "head", "h1", "time"})
_WORDS = re.compile(
    r"(?:^|[-\s])(?:comments?|comment-?list|commentaires?|respond|disqus\w*|reactions?|"
    r"related\w*|relateds|similar|similaires?|associes?|read-?(?:also|more|next|on)|"
    r"(?:a-)?lire-?(?:aussi|plus|la-suite)|a-lire|voir-?aussi|(?:en-)?savoir-?plus|see-?also|also-?read|more-?(?:on|from|stories|news)|"
    r"recommend\w*|recommand\w*|suggest(?:ions?|ed)|recirc\w*|outbrain|taboola|most-?(?:read|popular)|plus-lus|"
    r"popular|trending|news-?letters?\w*|subscri(?:be|ption)s?(?:-\w+)?|abonne(?:ment|z-vous)s?|sign-?up|"
    r"shar(?:e|ing)s?(?:-?(?:bar|buttons?|links?|tools?))?|partage[rs]?|social(?:-?\w+)?|reseaux-sociaux|"
    r"cookies?\w*|consent|gdpr|rgpd|bread-?crumbs?|fil-?d?-?ariane|pagination|pager|tag-?(?:list|cloud)|tags|mots-?cles|"
    r"authors?(?:-?(?:bio|box|info|card|name))?|about-?(?:the-)?author|auteurs?(?:-(?:bio|box))?|by-?line|"
    r"reading-?time|(?:audio-|video-)?player|promos?|promo-?box|colophon|pied(?:-de-page)?|"
    r"ad(?:s|vert\w*)?|ad-?(?:slot|unit|container|wrapper)|publicites?|pub|sponsor\w*|sponsored|teasers?|"
    r"side-?bar|most-?commented|site-?footer|page-?footer|footer|skip-?links?|toolbar|"
    r"(?:sr|screen-?reader)-?(?:only|text)|visually-?hidden|donat(?:e|ion)s?|print-only|post-?nav\w*|"
    r"(?:prev|next)(?:ious)?-?(?:post|article|story)s?|jump-?links?|toc|table-of-contents|sommaire|"
    r"edit-?section|mw-editsection|navbox|reflist|references-small|credits?|photo-?credit|copyright)"
    r"(?=$|[-\s])",
    re.I,
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡]|[a-z])[\])]?")
_LONGEST_NOTE = 40
_NAMED_NOTE = re.compile(r"note|cite|\bref", re.I)
_NOTES = frozenset({"sup", "a", "span"})
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_LONGEST_MARKS = 400
# A line that points elsewhere or offers something is short, a label shorter.
_LONGEST_LINE, _SHORT, _FEW_WORDS, _NEAR = 220, 100, 16, 15
_WHOLLY = 0.9
# No page has more lists of other pages; to find what one is in, all the page is looked at.
_MOST_LISTS = 20
# What stands between a label and what it names.
_NAMES = re.compile(r"[:>›»|]")
SENTENCE = re.compile(r"[.!?…][»”\"’')\]\s]*$")


def cut(tree: Any) -> None:
    """Take what stands beside the article out of a parsed page, and the marks of its notes."""
    held = holders(tree) | _halves(tree)
    beside: dict[Any, set[Any]] = {}
    for element in tree.iter():
        above = element.getparent()
        if not isinstance(element.tag, str) or above is None or element in held:
            continue
        if (element.tag in _NOTES and _is_note(element)) or _is_beside(element):
            beside.setdefault(above, set()).add(element)
    for above, elements in beside.items():
        _remove(above, elements)
    # What is left is not beside the article; extraction, too, goes by names.
    for element in tree.iter("aside"):
        element.tag = "div"
    for element in held:
        if isinstance(element.tag, str) and is_named_beside(element):
            element.attrib.pop("class", None)
            element.attrib.pop("id", None)


def _halves(tree: Any) -> set[Any]:
    """The elements that hold more than half of what a page says."""
    amounts: dict[Any, int] = {}
    for element in reversed(list(tree.iter())):
        own = len((element.text or "").strip()) if element.tag not in SILENT else 0
        amounts[element] = amount = amounts.get(element, 0) + own
        above = element.getparent()
        if above is not None:
            tail = len((element.tail or "").strip())
            said = amount if isinstance(element.tag, str) and element.tag not in SILENT else 0
            amounts[above] = amounts.get(above, 0) + tail + said
    whole = amounts.get(tree, 0)
    return {element for element, amount in amounts.items() if amount * 2 > whole}


def _remove(above: Any, elements: set[Any]) -> None:
    """Take some children out of an element, in a time in proportion; what stands behind stays."""
    last: Any = None  # the child that stays, None for the beginning
    texts = [above.text or ""]
    for child in [*above, None]:
        if child in elements:
            texts.append(child.tail or "")
            above.remove(child)
            continue
        if len(texts) > 1:
            if last is None:
                above.text = "".join(texts)
            else:
                last.tail = "".join(texts)
        if child is not None:
            last, texts = child, [child.tail or ""]


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
    return len(marks) > 1 and bool(_WORDS.search(_HUMP.sub("-", marks.replace("_", "-"))))


def _above(element: Any) -> Iterator[Any]:
    return islice(element.iterancestors(), 60)


def _is_box_of_dates(element: Any) -> bool:
    """Whether a box among the paragraphs tells their history: two years or more, and few links."""
    near = (element.getprevious(), element.getnext())
    if not any(e is not None and e.tag == "p" for e in near):
        return False
    text = _beginning(element, 5_000)
    linked = sum(len(a.text or "") for a in islice(element.iter("a"), 100))
    return len(_YEAR.findall(text)) > 1 and linked * 3 < len(text)


def _beginning(element: Any, most: int) -> str:
    """The text of an element up to about so many characters."""
    parts: list[str] = []
    for part in element.itertext():
        parts.append(part[:most])
        most -= len(part)
        if most <= 0:
            break
    return "".join(parts)


def _is_note(element: Any) -> bool:
    """Whether it is the mark of a note: "[1]" that leads to one, as the ² of m² doesn't."""
    text = "".join(_beginning(element, _LONGEST_NOTE).split())
    if not _NOTE.fullmatch(text):
        return False
    links = [element] if element.tag == "a" else list(islice(element.iter("a"), 3))
    leads = any((link.get("href") or "").startswith("#") for link in links)
    marks = " ".join(f"{e.get('class') or ''} {e.get('id') or ''}" for e in (element, *links))
    named = bool(_NAMED_NOTE.search(marks[:_LONGEST_MARKS]))
    if element.tag == "sup":
        # A link around it is looked at before it.
        return leads or named or next(element.iterancestors("a"), None) is not None
    # A bare number may lead to a part of the page.
    raised = next(element.iter("sup"), None) is not None
    return leads and (named or raised or not text.isalnum())


def without_pointers(blocks: Sequence[Block]) -> list[Block]:
    """The blocks but for lines that point elsewhere, with the lists below them, offers, and
    sentences of the text that are set out beside it once more."""
    kept: list[Block] = []
    pointing = False  # a line above stands over a list of other pages
    listed: Any = None  # the element that holds such a list
    tries = iter(range(_MOST_LISTS))
    for at, block in enumerate(blocks):
        if listed is not None and listed in _above(block.element):
            continue
        label = labels.pattern("page", "elsewhere").match(block.text)
        whole = label is not None and label.end() == len(block.text)
        if whole or (_is_short(block) and labels.pattern("page", "paid").search(block.text)):
            pointing = True
            listed = None if next(tries, None) is None else _list_of(blocks, at)
        elif _points(block) or (pointing and _is_listed(block)):
            continue
        else:
            pointing = False
            if not _is_set_out(blocks, at):
                kept.append(block)
    return kept


def _list_of(blocks: Sequence[Block], at: int) -> Any:
    """The element that begins with a label and holds the list that it stands over, if one does."""
    behind = blocks[at + 1 : at + 2]
    if not behind:
        return None
    holders = set(_above(behind[0].element))
    element = next((e for e in _above(blocks[at].element) if e in holders), None)
    if element is None or (at and element in _above(blocks[at - 1].element)):
        return None
    # What holds more than a part of the page is no list beside it.
    inside = sum(len(b.text) for b in blocks if element in _above(b.element))
    return element if inside * 3 < sum(len(b.text) for b in blocks) else None


def _points(block: Block) -> bool:
    """Whether a line names another page, or asks the reader to do something."""
    if not _is_short(block):
        return False
    if block.kind == "text" and block.of_links > _WHOLLY and is_label(block):
        return True
    label = labels.pattern("page", "elsewhere").match(block.text)
    if label and (_NAMES.search(label["end"]) or block.of_links > 0.5):
        return True
    return bool(labels.pattern("page", "offers").match(block.text))


def _is_short(block: Block) -> bool:
    return len(block.text) <= _LONGEST_LINE


def _is_listed(block: Block) -> bool:
    """Whether a block below a label is of the list that it stands over."""
    return not block.level and (block.of_links > 0.5 or is_label(block))


def is_label(block: Block) -> bool:
    """Whether a block is a few words and no sentence."""
    return len(block.text) < _SHORT and not SENTENCE.search(block.text)


def _is_set_out(blocks: Sequence[Block], at: int) -> bool:
    """Whether a block is a piece of a longer one near it, as a pull quote is."""
    block = blocks[at]
    told = block.text.strip(" «»“”\"'.…")
    if block.kind != "text" or not _SHORT // 4 < len(told) <= _LONGEST_LINE:
        return False
    near = blocks[max(0, at - _NEAR) : at + _NEAR + 1]
    return any(told in other.text for other in near if len(other.text) > len(block.text))


def without_byline(blocks: Sequence[Block], day: str | None) -> list[Block]:
    """The blocks but for the lines above the text that say who wrote it, and when. day: of its
    publication."""
    kept: list[Block] = []
    text = False
    for block in blocks:
        text = text or (len(block.text) > _SHORT and bool(SENTENCE.search(block.text)))
        if text or block.level == 1 or not _is_byline(block, day):
            kept.append(block)
    return kept


def _is_byline(block: Block, day: str | None) -> bool:
    if block.kind not in ("text", "item") or len(block.text.split()) > _FEW_WORDS:
        return False
    if labels.pattern("press", "by").match(block.text) and is_label(block):
        return True
    days = [printed.day for printed in printed_days(block.text)]
    return day is not None and day in days and not SENTENCE.search(block.text)
