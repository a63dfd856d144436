"""What `import timeline` offers."""

import pytest

import timeline
from timeline import errors, model, pipeline


def test_public_names_are_those_of_their_modules() -> None:
    assert timeline.extract is pipeline.extract
    assert timeline.Chronology is model.Chronology
    assert timeline.StoreError is errors.StoreError


@pytest.mark.parametrize("name", timeline.__all__)
def test_every_public_name_is_there_and_listed(name: str) -> None:
    assert getattr(timeline, name).__doc__
    assert name in dir(timeline)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'extrakt'"):
        timeline.extrakt  # type: ignore[attr-defined]  # noqa: B018
