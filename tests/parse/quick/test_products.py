"""The models multiply with numpy's BLAS on one thread, and leave its threads as they were."""

import pytest

from timeline.parse import models
from timeline.parse.quick import products


def threads() -> int | None:
    found = products._threads()
    return None if found is None else found.get()


def test_one_thread_inside_as_many_as_before_outside() -> None:
    before = threads()
    with products.one_thread():
        assert threads() in (None, 1)
    assert threads() == before


def test_threads_come_back_after_an_error() -> None:
    before = threads()
    with pytest.raises(ValueError, match="no"), products.one_thread():
        raise ValueError("no")
    assert threads() == before


def test_without_the_library_all_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(products, "_threads", lambda: None)
    nlp = models.load("en")
    nodes = list(nlp.get_pipe("ner").model.walk())  # type: ignore[attr-defined]
    before = [n.ops for n in nodes]
    products.quicken(nlp)
    after = [n.ops for n in nodes]
    assert all(a is b for a, b in zip(before, after, strict=True))
    with products.one_thread():
        assert nlp("She left.")[1].tag_ == "VBD"


def test_the_products_are_the_same() -> None:
    from numpy.random import default_rng
    from thinc.api import NumpyOps

    numbers = default_rng(1)
    x = numbers.random((50, 96), dtype="float32")
    w = numbers.random((288, 96), dtype="float32")
    with products.one_thread():
        ours = NumpyOps(use_blis=False).gemm(x, w, trans2=True)
    assert ours == pytest.approx(NumpyOps().gemm(x, w, trans2=True), rel=1e-5)
