"""Which supported language a text is in, or none of them.

What is full of a language's small words and of no other's is in that language. Of all else the
whole model is asked, which takes half a second to load, not only the supported languages: limited
to two, it must call German either English or French. Its probabilities are calibrated for single
lines; long texts saturate.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

# Enough to be certain of any language; longer texts add only time.
_SAMPLE = 6000
# Fewer letters than this say too little ("Minsk", "3 min").
_MIN_LETTERS = 12
_SURE = 0.5
# Below `_SURE` the best guess still counts when no other comes near, as in short headlines.
_LIKELY = 0.2
_MARGIN = 2.0
# Varieties the model tells apart and news text is taken for; none has a press of its own spelling.
_VARIETIES = {"pcm": "en", "sco": "en", "jam": "en", "wa": "fr", "pcd": "fr", "frp": "fr"}
# Words that every few lines of a language hold, and that the other languages lack.
_COMMON = {
    "en": "the of and to that was were is with has had have from by for",
    "fr": "le la les des et du une dans que est sont pour sur par qui",
}
_LEAST = 3
# A text of so many words is plainly in a language when this share of them are small words of it,
# of so many kinds: news in English has .16 to .26, in French .1 to .25, Catalan some .1 of the
# French, of four kinds. Others' small words and foreign letters are names and quotations at most.
_ENOUGH, _SHARE, _IN_HALF, _KINDS = 60, 0.15, 0.1, 8
_STRAY, _OTHER_LETTERS = 0.02, 0.12
_WORD = re.compile(r"[^\W\d_]+")
_NOISE = re.compile(
    r"https?://\S+|www\.\S+|[^\s@]{1,64}@\S+|<[^<>]{1,200}>|[\d_*#>|\[\](){}\"«»“”]+"
)


def detect(text: str, among: Sequence[str]) -> str | None:
    """The ISO 639-1 code out of `among` that the text is written in.

    None when the text is too short or too mixed to tell, or plainly in some other language.
    """
    sample = _NOISE.sub(" ", text[: 4 * _SAMPLE])[:_SAMPLE]
    if (plain := _plainly(sample)) is not None:
        return plain if plain in among else None
    if sum(c.isalpha() for c in sample) < _MIN_LETTERS:
        return None
    shares: dict[str, float] = {}
    for code, share in _ranked(sample):
        known = _VARIETIES.get(code, code)
        shares[known] = shares.get(known, 0.0) + float(share)
    (best, p), (_, second) = sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:2]
    if best in among and (p >= _SURE or (p >= _LIKELY and p >= _MARGIN * second)):
        return best
    return None


def _plainly(sample: str) -> str | None:
    """The language that the small words of a text leave no doubt of."""
    words = _WORD.findall(sample.lower())
    if len(words) < _ENOUGH:
        return None
    often = Counter(words)
    counts = {code: [often[w] for w in common.split()] for code, common in _COMMON.items()}
    best = max(counts, key=lambda code: sum(counts[code]))
    if sum(counts[best]) < _SHARE * len(words) or sum(map(bool, counts[best])) < _KINDS:
        return None
    small = frozenset(_COMMON[best].split())
    half = len(words) // 2
    for part in (words[:half], words[half:]):
        # A translation below the text, or a long quotation.
        if sum(w in small for w in part) < _IN_HALF * len(part):
            return None
    if any(sum(n) > _STRAY * len(words) for code, n in counts.items() if code != best):
        return None
    letters = "".join(words)
    other = len(letters) - len(letters.encode("ascii", "ignore"))
    return best if other <= _OTHER_LETTERS * len(letters) else None


def foreign(text: str, own: str) -> str | None:
    """The language of one passage of an article in `own`, where it is plainly another.

    Only languages whose events are read are thought of; a passage in `own`, or too short to tell,
    gives None. Quick for the many passages that need no second look.
    """
    words = Counter(_WORD.findall(text.lower()))
    counts = {code: sum(words[w] for w in common.split()) for code, common in _COMMON.items()}
    best = max(counts, key=lambda code: counts[code])
    if best == own or counts[best] < max(_LEAST, 2 * counts.get(own, 0)):
        return None
    found = detect(text, tuple(_COMMON))
    return found if found != own else None


@lru_cache(maxsize=1)  # an article is asked about when it is met and when its turn comes
def _ranked(sample: str) -> tuple[tuple[str, float], ...]:
    """All languages with their probabilities."""
    return tuple(_identifier().rank(sample))


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
