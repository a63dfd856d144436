"""What the whole pipeline costs beside plain spaCy with the same model: `python bench/cost.py`.

Both read the same English texts in one process with the model loaded, the sample articles or, where
it stands beside the project, the annotated Wikinews corpus. Processor seconds and their ratio.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from timeline import pipeline, read
from timeline.model import Article
from timeline.parse import BATCH, models

ROOT = Path(__file__).resolve().parents[1]
WIKINEWS = ROOT.parent / "shared" / "data" / "events" / "wikinews" / "articles.jsonl"


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print the two times and their ratio."""
    source = WIKINEWS if WIKINEWS.is_file() else ROOT / "data" / "raw"
    found = [a for a in read.articles([str(source)]) if isinstance(a, Article)]
    articles = [a for a in found if pipeline.process(a).document.language == "en"]
    texts = [a.text for a in articles]
    nlp = models.load("en")
    plain = seconds(lambda: list(nlp.pipe(texts, batch_size=BATCH)))
    whole = seconds(lambda: pipeline.merge(list(map(pipeline.process, articles))))
    print(f"articles {len(articles)}, characters {sum(map(len, texts))}")
    print(f"plain spaCy    {plain:6.2f} s")
    print(f"whole pipeline {whole:6.2f} s, {whole / plain:.2f} times as long")


if __name__ == "__main__":
    main()
