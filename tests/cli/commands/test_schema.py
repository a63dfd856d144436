import json

from driven import Run
from timeline.model import Event


def test_the_schema_is_that_of_the_records(run: Run) -> None:
    ended = run("schema")
    assert ended.code == 0, ended.err
    told = json.loads(ended.out)
    assert told["$schema"].startswith("https://json-schema.org/")
    assert told["properties"]["schema"]["const"] == "timeline/1"
    assert set(told["required"]) == set(told["properties"]) == {"schema", "documents", "events"}
    assert told["additionalProperties"] is False
    assert list(told["$defs"]["Event"]["properties"]) == list(Event.model_fields)
    assert "aliases" in told["$defs"]["Actor"]["required"]
