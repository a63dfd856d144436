"""The page's filters: what there is to choose from, the commonest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from timeline.contract import DocumentRow, EventRow
from timeline.render.words import clean


def form(events: Sequence[EventRow], names: Mapping[str, DocumentRow]) -> Iterator[str]:
    """A form that the script listens to; without scripts it is not shown."""
    yield '<form id="filters" role="search" aria-label="Filter events" hidden>'
    yield '<label class="wide">Text <input type="search" name="text" autocomplete="off" '
    yield 'placeholder="words in titles and quotes"></label>'
    yield '<details class="wide"><summary>More filters</summary><div class="grid">'
    yield _select("type", "Type", Counter(e["type"] for e in events))
    yield _select("actors", "Who", Counter(a["name"] for e in events for a in e["actors"]))
    yield _select("places", "Where", Counter(p["name"] for e in events for p in e["places"]))
    yield _select("status", "Status", Counter(e["status"] for e in events))
    yield _select("languages", "Language", Counter(c for e in events for c in e["languages"]))
    sources = Counter(d for e in events for d in {m["document"] for m in e["mentions"]})
    titles = {name: (names[name]["title"] or name) for name in sources if name in names}
    yield _select("sources", "Source", sources, titles)
    yield '<label for="sure"><span>At least this sure: <output name="least">0</output></span>'
    yield '<input type="range" id="sure" name="sure" min="0" max="1" step="0.05" value="0"></label>'
    yield '<label class="check"><input type="checkbox" name="differ"> Sources differ</label>'
    yield '<button type="reset">Show all</button></div></details></form>'


def _select(
    name: str, label: str, counts: Counter[str], titles: Mapping[str, str] | None = None
) -> str:
    if len(counts) < 2:
        return ""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    options = "".join(
        f'<option value="{escape(clean(value))}">'
        f"{escape(clean((titles or {}).get(value, value)))} ({count})</option>"
        for value, count in ordered
    )
    return (
        f'<label>{label} <select name="{name}"><option value="">all</option>{options}'
        "</select></label>"
    )
