"""The time tagger as a spaCy component: `nlp.add_pipe("timeline_dates")`.

Found by spaCy through the entry point of this package; it needs no model, no tagger and no parser.
The one module of the dates that knows spaCy: nothing else here imports it.
"""

from __future__ import annotations

from typing import cast

from spacy.language import Language
from spacy.tokens import Doc, Span

from timeline.dates import reads
from timeline.dates.tagger import Mode, tag
from timeline.errors import UnknownChoiceError, UsageError
from timeline.model import TimeExpression
from timeline.when import NotEdtfError, parse

NAME = "timeline_dates"
GROUP = "timexes"
MODES = ("auto", "news", "narrative")


@Language.factory(
    NAME,
    default_config={"language": None, "published": None, "mode": "auto"},
    assigns=["doc._.timexes", "doc.spans"],
)
def make(
    nlp: Language, name: str, language: str | None, published: str | None, mode: str
) -> TimexTagger:
    """The component for a pipeline.

    language: code of a language whose dates are read, None for the pipeline's own. published: EDTF
    date relative expressions count from, unless a document has its own in `doc._.published`. mode:
    auto, news or narrative. Raises UsageError for a value that makes no sense.
    """
    return TimexTagger(language or nlp.lang or "", published, mode)


class TimexTagger:
    """Sets `doc._.timexes` and `doc.spans["timexes"]`; changes nothing else of a document."""

    def __init__(self, language: str, published: str | None = None, mode: str = "auto") -> None:
        if not reads(language):
            raise UsageError(
                "language", f"{language!r} is not read", "choose one of `timeline languages`"
            )
        if mode not in MODES:
            raise UnknownChoiceError("mode", mode, MODES)
        _checked(published)
        self.language, self.published = language, published
        self.mode = cast(Mode, mode)
        # Set by force: a second pipeline in one process sets them again.
        Doc.set_extension("timexes", default=(), force=True)
        if not Doc.has_extension("published"):
            Doc.set_extension("published", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Find the time expressions of a document. Raises UsageError for a bad `doc._.published`.

        `doc._.timexes`: tuple of TimeExpression with offsets into `doc.text`.
        `doc.spans["timexes"]`: a span for each, widened to whole tokens; its label is the TIMEX3
        type, its `kb_id_` the value.
        """
        published = _checked(doc._.published or self.published)
        found = tag(doc.text, language=self.language, published=published, mode=self.mode)
        doc._.timexes = found
        doc.spans[GROUP] = [s for e in found if (s := _span(doc, e)) is not None]
        return doc


def _span(doc: Doc, expression: TimeExpression) -> Span | None:
    return doc.char_span(
        expression.start,
        expression.end,
        label=expression.type,
        kb_id=expression.value,
        alignment_mode="expand",
    )


def _checked(published: str | None) -> str | None:
    if published is not None:
        try:
            parse(published)
        except NotEdtfError as error:
            raise UsageError("published", str(error), "write it like 2020-08-19") from error
    return published
