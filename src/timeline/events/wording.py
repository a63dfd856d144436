"""The last touches to a title's words: possessives, spaces, elisions, what it may not end with."""

from __future__ import annotations

import re

_CHOICE = re.compile(r"\{([^|{}]*)\|([^{}]*?)('s|')\}")
_ELIDED = re.compile(r"\b([cdjlmnst]|qu)' (?=\w)", re.I)
# "de le", "à les": what a preposition and an article make where a word between them was left out.
_CONTRACTED = (
    (r"\bde le (?=[^\W\d_])", "du "), (r"\bde les\b", "des"), (r"\bà le (?=[^\W\d_])", "au "),
    (r"\bà les\b", "aux"), (r"\bde (?=[aeiouyéèêâîôœ])(?!onz|oui|yé|ya|yo)", "d'"),
    (r"\b([Qq])ue (?=(?:ils?|elles?|on|en|un|une|[AÉEI]\w+|à|aucune?|avec)\b)", r"\1u'"),
    (r"\b([Ll])[ae] (?=[aeéèêâîôœ]\w)", r"\1'"),
    # "au même endroit" without its adjective
    (r"\bau (?=[aeéèêâîôœ]\w)", "à l'"), (r"\bdu (?=[aeéèêâîôœ]\w)", "de l'"),
)  # fmt: skip


def choose(title: str) -> str:
    """A possessive pronoun where its owner is named before it in the title, else the name."""

    if "{" not in title:
        return title

    def pick(match: re.Match[str]) -> str:
        pronoun, owner, ending = match.groups()
        last = owner.split()[-1] if owner else ""
        if last and last in title[: match.start()]:
            return pronoun
        return f"{owner}{ending}"

    return _CHOICE.sub(pick, title)


def tidy(title: str) -> str:
    """Spaces and quotation marks put right, the first letter a capital."""
    title = " ".join(title.replace("“", "").replace("”", "").replace('"', "").split())
    title = _ELIDED.sub(r"\1'", title)
    title = re.sub(r"(?<=\w) ?- ?(?=\w)", "-", title)
    title = title.replace(" ,", ",").replace("« ", "").replace(" »", "").strip(" ,;:-–—")
    if title.count("(") != title.count(")"):
        title = title.replace("(", "").replace(")", "")
    return title if title[1:2].isupper() else title[:1].upper() + title[1:]


def french(title: str) -> str:
    """Contractions and elisions where words were left out or put in."""
    for wrong, right in _CONTRACTED:
        title = re.sub(wrong, right, title)
    return title


def without_end(title: str, dangling: frozenset[str]) -> str:
    """Without last words that leave the reader waiting ("… order worth")."""
    while (last := title.rpartition(" "))[1]:
        if last[2].lower().strip(",") not in dangling:
            break
        title = last[0].rstrip(",;: ")
    return title
