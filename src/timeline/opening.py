"""What is known of an article before its events are read: language, passages, publication date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.model import Article, Dating, Document, Passage

if TYPE_CHECKING:
    from timeline.dates import TimesAround

# Code points of a line of credits, whose date may be the article's; a longer one is a notice.
MARGIN = 160


@dataclass(frozen=True, slots=True)
class Opened:
    """An article as the stages read it.

    language: ISO 639-1, None where it is none that events are read in; there are no passages then.
    warnings: what a user should know of it.
    """

    article: Article
    language: str | None
    passages: tuple[Passage, ...]
    published: Dating
    warnings: tuple[str, ...]

    @property
    def waits(self) -> bool:
        """Whether only what it came with can tell its date."""
        return self.language is not None and self.published.published is None

    def beside(self, around: TimesAround) -> Dating:
        """When it was published, by what the articles around it tell of its time as well."""
        if self.language is None:
            return self.published
        return _published(self.article, self.passages, self.language, around)

    def dated(self, published: Dating) -> Opened:
        """The same, published then."""
        return replace(self, published=published)

    def document(self) -> Document:
        """Its record, without the kind of text it is."""
        article, published = self.article, self.published
        headline = next((p.text for p in self.passages if p.kind == "headline"), None)
        doubts = () if self.language is None else _doubts(published)
        return Document(
            id=article.id,
            path=article.path,
            title=article.title or headline,
            author=article.author,
            url=article.url,
            published=published.published,
            published_how=published.how,
            language=self.language or "und",
            words=len(article.text.split()),
            sha256=article.sha256,
            warnings=(*self.warnings, *doubts),
        )


def opened(article: Article) -> Opened:
    """An article opened. Never raises for what it holds."""
    from timeline import segment

    language, doubt = _language(article)
    warnings = (*article.warnings, *([doubt] if doubt else []))
    if language is None:
        unread = Dating(published=article.published, how=article.published_how, confidence=1.0)
        return Opened(article, None, (), unread, warnings)
    passages = segment.segment(article, language=language)
    return Opened(article, language, passages, _published(article, passages, language), warnings)


def _language(article: Article) -> tuple[str | None, str | None]:
    """The language that its events are read in, and why there is none."""
    from timeline import dates
    from timeline.languages import detect

    supported = dates.with_events()
    if article.language in supported:
        return article.language, None
    if article.language is not None:
        return None, f"language {article.language} is not supported: no events were sought"
    found = detect.detect(article.text, supported)
    if found is not None:
        return found, None
    known = ", ".join(supported)
    return None, (
        f"language not recognised as one of {known}: no events were sought; give it with --language"
    )


def _published(
    article: Article, passages: Sequence[Passage], language: str, around: TimesAround | None = None
) -> Dating:
    from timeline import dates

    if article.published is not None:
        return Dating(published=article.published, how=article.published_how, confidence=1.0)
    # Works cited stay in: the latest of them says when the article can have been written at best.
    spans = [(p.start, p.end) for p in passages if p.kind != "boilerplate"]
    margins = [
        (p.start, p.end) for p in passages if p.kind == "boilerplate" and p.end - p.start <= MARGIN
    ]
    near = dates.TimesAround() if around is None else around
    return dates.date_document(
        article.text,
        language=language,
        spans=spans,
        margins=margins,
        nearby=near.nearby,
        alike=near.alike,
    )


def _doubts(published: Dating) -> Iterator[str]:
    """What a user should know of the date that was found, or was not."""
    if published.published is None:
        yield "publication date unknown: relative dates stay unresolved; give it with --published"
    for other in published.alternatives:
        yield (
            f"publication date {published.published} may be {other}: its day and month are numbers "
            "that nothing tells apart; give it with --published"
        )
