"""Names without what is only grammar around them."""

from __future__ import annotations


def clean(name: str) -> str:
    """A name without article, possessive ending and quotation marks around it."""
    name = " ".join(name.split())
    for article in ("the ", "The ", "a ", "le ", "la ", "les ", "l'", "Le ", "La ", "Les ", "L'"):
        if name.startswith(article) and name[len(article) :][:1].isupper():
            name = name[len(article) :]
    for ending in ("'s", "’s", "'"):
        name = name.removesuffix(ending)
    return name.strip(" \"'“”«»(),.;:")
