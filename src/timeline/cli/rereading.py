"""Articles read again from the texts that the store keeps, where what is said of them changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from timeline.cli.global_options import SETTINGS
from timeline.cli.publishing import ArticleCache
from timeline.cli.sayings import Sayings
from timeline.errors import TimelineError, UsageError

if TYPE_CHECKING:
    from timeline.decisions import Ledger
    from timeline.pipeline import Result
    from timeline.run import Engine, Limits
    from timeline.store import Store


def again(
    store: Store,
    ledger: Ledger,
    ids: Sequence[str],
    limits: Limits | None = None,
    engine: Callable[[], Engine] | None = None,
) -> Iterator[Result | TimelineError]:
    """What the articles of these ids give now, kept in the store, and what else it changes there,
    as `pipeline.run` gives it. limits: what one article may take, by default as with `extract`;
    engine: makes where the work is done, by default processes, one a core."""
    if not ids:
        return
    from timeline import pipeline, result_keys, run
    from timeline.model import Article

    may = limits or _limits()
    store.follow(result_keys.fingerprint())
    texts = (told for id_ in ids if (told := store.article(id_)) is not None)
    sayings = Sayings({}, ledger.decisions, lambda: store)
    yield from pipeline.again(
        map(Article.model_validate_json, texts),
        said=sayings,
        cache=ArticleCache.over(store, sayings),
        company=lambda: store.company,
        limits=may,
        engine=engine() if engine else run.engine(may),
    )


def _limits() -> Limits:
    """What one article may take by the settings for `extract`. Raises UsageError."""
    from timeline.run import Limits

    usual, told = Limits(), {}
    for name, at in (("seconds", "seconds"), ("mb", "megabytes"), ("size", "size")):
        value = SETTINGS.extract.get(f"limit_{name}", getattr(usual, at))
        try:
            told[at] = max(0.0, float(value))
        except ValueError:
            how = "write it like 60"
            raise UsageError(f"--limit-{name} {value}", "it is no number", how) from None
    return Limits(told["seconds"], int(told["megabytes"]), told["size"])
