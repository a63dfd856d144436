"""What all records are made of: their base, the types of their fields and the words these take."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from timeline import when

SCHEMA = "timeline/1"


def _edtf(text: str) -> str:
    when.parse(text)
    return text


_LONE = re.compile("[\ud800-\udfff]")


def _writable(text: str) -> str:
    return text if text.isascii() else _LONE.sub("\ufffd", text)


# Halves of surrogate pairs, which no file and no parser takes, are replaced one for one.
Text = Annotated[str, AfterValidator(_writable)]
Edtf = Annotated[str, AfterValidator(_edtf)]
Share = Annotated[float, Field(ge=0.0, le=1.0)]
Offset = Annotated[int, Field(ge=0)]

EventType = Literal[
    "election", "meeting", "visit", "agreement", "statement", "protest", "conflict", "military",
    "sanction", "finance", "economy", "justice", "politics", "diplomacy", "media", "migration",
    "disaster", "accident", "death", "science", "culture", "sport", "other",
]  # fmt: skip
Status = Literal["happened", "ongoing", "planned", "possible", "denied"]
PassageKind = Literal[
    "headline", "byline", "caption", "body", "heading", "quotation", "footnote", "citation",
    "boilerplate",
]  # fmt: skip
ArticleKind = Literal["news", "chronicle", "narrative", "reference"]
PublishedHow = Literal["given", "metadata", "filename", "dateline", "inferred", "unknown"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
ActorKind = Literal["person", "organisation", "country", "group"]


class Record(BaseModel):
    """Base of all records."""

    model_config = ConfigDict(frozen=True, extra="forbid")
