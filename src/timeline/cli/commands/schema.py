"""timeline schema: the JSON Schema of the output, and what Datasette is to show of a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from timeline.cli import streams
from timeline.cli.options import DATA_OUT, Debug, StoreDir, flag


def command(
    datasette: Annotated[
        bool,
        flag(
            "Settings for Datasette instead (its --metadata), which keep the tables that the store"
            " works with out of sight.",
            "--datasette",
        ),
    ] = False,
    out_dir: StoreDir = DATA_OUT,
    debug: Debug = False,
) -> None:
    """Print the JSON Schema of what --format json writes."""
    import json

    told = _of_store(out_dir) if datasette else _of_output()
    with streams.data("json") as out:
        out.write(json.dumps(told, indent=2, ensure_ascii=False) + "\n")


def _of_store(folder: Path) -> dict[str, Any]:
    from timeline.store import Store

    with Store.read(folder) as store:
        return store.for_datasette()


def _of_output() -> dict[str, Any]:
    from pydantic.json_schema import GenerateJsonSchema

    from timeline.model import SCHEMA, Chronology

    class Written(GenerateJsonSchema):
        """What is written always has every field, those with a default too."""

        def field_is_required(self, *_: Any, **__: Any) -> bool:
            return True

    told = Chronology.model_json_schema(
        by_alias=True, mode="serialization", schema_generator=Written
    )
    return {"$schema": Written.schema_dialect, "$id": SCHEMA, **told}
