"""A stored chronology as records, for those who work with it in Python."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from timeline.model import Chronology
from timeline.store import Query, Store


def load(folder: str | PathLike[str] = "data/out") -> Chronology:
    """The chronology that `timeline extract` stored in a folder, with what was decided of it.

    All its events but those hidden by hand, as chronology.json has them; the texts of its documents
    are read from the store when they are asked for (`Chronology.text`). Raises StoreError.
    """
    where = Path(folder).absolute()
    with Store.read(where) as store:
        events = store.select(Query(everything=True)).events
        told = {"documents": store.documents(), "events": list(events)}
    return Chronology.model_validate(told).with_texts(_Texts(where))


class _Texts:
    """The texts of a store, read one by one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, document: str) -> str | None:
        with Store.read(self._folder, checked=False) as store:  # each text has a checksum
            return store.text(document)
