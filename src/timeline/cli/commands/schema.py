"""timeline schema: the JSON Schema of the output."""

from __future__ import annotations

from typing import Any

from timeline.cli import streams
from timeline.cli.options import Debug


def command(debug: Debug = False) -> None:
    """Print the JSON Schema of what --format json writes."""
    import json

    from pydantic.json_schema import GenerateJsonSchema

    from timeline.model import SCHEMA, Chronology

    class Written(GenerateJsonSchema):
        """What is written always has every field, those with a default too."""

        def field_is_required(self, *_: Any, **__: Any) -> bool:
            return True

    told = Chronology.model_json_schema(
        by_alias=True, mode="serialization", schema_generator=Written
    )
    told = {"$schema": Written.schema_dialect, "$id": SCHEMA, **told}
    with streams.data("json") as out:
        out.write(json.dumps(told, indent=2, ensure_ascii=False) + "\n")
