"""Which supported language a text is in, or none of them.

The whole model is asked, not only the supported languages: limited to two, it must call German
either English or French. Its probabilities are calibrated for single lines; long texts saturate.
"""

from __future__ import annotations

import re
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
_WORD = re.compile(r"[^\W\d_]+")
_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|<[^<>]{1,200}>|[\d_*#>|\[\](){}\"«»“”]+")


def detect(text: str, among: Sequence[str]) -> str | None:
    """The ISO 639-1 code out of `among` that the text is written in.

    None when the text is too short or too mixed to tell, or plainly in some other language.
    """
    sample = _NOISE.sub(" ", text[: 4 * _SAMPLE])[:_SAMPLE]
    if sum(c.isalpha() for c in sample) < _MIN_LETTERS:
        return None
    shares: dict[str, float] = {}
    for code, share in _identifier().rank(sample):
        known = _VARIETIES.get(code, code)
        shares[known] = shares.get(known, 0.0) + float(share)
    (best, p), (_, second) = sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:2]
    if best in among and (p >= _SURE or (p >= _LIKELY and p >= _MARGIN * second)):
        return best
    return None


def foreign(text: str, own: str) -> str | None:
    """The language of one passage of an article in `own`, where it is plainly another.

    Only languages whose events are read are thought of; a passage in `own`, or too short to tell,
    gives None. Quick for the many passages that need no second look.
    """
    words = _WORD.findall(text.lower())
    counts = {code: sum(map(words.count, common.split())) for code, common in _COMMON.items()}
    best = max(counts, key=lambda code: counts[code])
    if best == own or counts[best] < max(_LEAST, 2 * counts.get(own, 0)):
        return None
    found = detect(text, tuple(_COMMON))
    return found if found != own else None


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
