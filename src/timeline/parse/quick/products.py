"""Matrix products through numpy's own BLAS, on one thread.

The models multiply many small matrices. spaCy does that with blis, which has no kernels for many a
newer processor; the OpenBLAS that numpy's wheels carry does it up to three times as fast, but only
on one thread: its threads wait for each other by spinning, which slows whatever else runs. Where
numpy was built otherwise, nothing is changed.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language

# Folders beside and inside the numpy package where its wheels keep the library, by platform.
_FOLDERS = ("../numpy.libs", ".libs", ".dylibs")
# What the library's functions are called, with 64-bit and with 32-bit integers.
_NAMES = ("scipy_openblas_{}_num_threads64_", "scipy_openblas_{}_num_threads")


class _Threads(NamedTuple):
    get: Callable[[], int]
    set: Callable[[int], None]


def quicken(nlp: Language) -> None:
    """Let a loaded model multiply with numpy's BLAS, if its threads can be held to one."""
    from thinc.api import NumpyOps

    if _threads() is None:
        return
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model: Any = getattr(pipe, "model", None)
        for node in model.walk() if hasattr(model, "walk") else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold numpy's BLAS to one thread inside the block; as many as before it afterwards."""
    threads = _threads()
    before = threads.get() if threads is not None else 1
    if threads is None or before == 1:
        yield
        return
    threads.set(1)
    try:
        yield
    finally:
        threads.set(before)


@cache
def _threads() -> _Threads | None:
    """The functions that tell and set the number of threads; None where there are none."""
    import numpy

    home = Path(numpy.__file__).parent
    found = (path for folder in _FOLDERS for path in sorted((home / folder).glob("*openblas*")))
    for path in found:
        try:
            # Loaded already, by numpy: this only hands out a handle.
            library = ctypes.CDLL(str(path))
        except OSError:
            continue
        for name in _NAMES:
            get = getattr(library, name.format("get"), None)
            set_ = getattr(library, name.format("set"), None)
            if get is not None and set_ is not None:
                set_.restype = None
                return _Threads(get, set_)
    return None
