"""timeline schema: the JSON Schema of the output."""

from __future__ import annotations

from timeline.cli import options, output


def command(debug: options.Debug = False) -> None:
    """Print the JSON Schema of what --format json writes."""
    import json

    from timeline.model import SCHEMA, Chronology

    schema = Chronology.model_json_schema(by_alias=True, mode="serialization")
    told = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **schema}
    with output.data("json") as out:
        out.write(json.dumps(told, indent=2, ensure_ascii=False) + "\n")
