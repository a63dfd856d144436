"""The dates that the events of a text get; needs the language models."""

from __future__ import annotations

from timeline import pipeline
from timeline.model import Article


def days(language: str, text: str, published: str = "2022-06-15") -> dict[str, str]:
    """Trigger -> date of all dated events of a text."""
    article = Article(
        id="a", path="a", text=text, published=published, published_how="given",
        language=language, format="text", sha256="",
    )  # fmt: skip
    return {m.event.trigger.text: m.date for m in pipeline.process(article).mentions}


def day_of(found: dict[str, str], word: str) -> str | None:
    """The date of the event whose trigger has the word, None for none."""
    return next((date for trigger, date in found.items() if word in trigger.split()), None)
