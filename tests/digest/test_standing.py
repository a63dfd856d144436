import pytest

from made import document, event, mention
from timeline.contract import EventRow
from timeline.digest.collection import Collection
from timeline.digest.standing import FAULTS, faults, own_sentence
from timeline.digest.tellings import Telling, tellings
from timeline.digest.vocabulary import Vocabulary

DAY = "2020-08-09"
# Words as a rule without a capital, so that one with a capital begins a sentence.
USUAL = f"The town has {'pictures and ' * 9} a bridge"


def telling(quote: str, language: str = "en", trigger: str = "") -> tuple[Telling, Vocabulary]:
    told = mention("a.txt", DAY, quote)
    other = mention("b.txt", DAY, USUAL)
    rows: list[EventRow] = [
        event("e1", DAY, mentions=(told,)).model_dump(mode="json"),  # type: ignore[list-item]
        event("e2", DAY, mentions=(other,)).model_dump(mode="json"),  # type: ignore[list-item]
    ]
    if trigger:
        rows[0]["mentions"][0]["trigger"]["text"] = trigger
    papers = [document(f"{name}.txt", language=language).model_dump(mode="json") for name in "ab"]
    collection = Collection(rows, papers)  # type: ignore[arg-type]
    vocabulary = Vocabulary(collection)
    return tellings(rows[:1], collection, vocabulary)[0], vocabulary


def wrong(line: str, language: str = "en") -> set[str]:
    return set(faults(line, *telling(line, language)))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("The mayor said the town would let us cross the bridge", "unnamed"),
        ("His deputies closed the old bridge over the river", "unnamed"),
        ("But they closed the old bridge over the river", "unnamed"),
        ("The opening of the bridge leaves him mayor of a divided town", "unnamed"),
        ("Graz closed its own, along the street to the station", "pointing"),
        ("Linz and Graz quarrel, and the latter closes the bridge", "pointing"),
        ("The third is the longest of the bridges over the river", "bare"),
        ("The bridge over the river was drawn and photographed on", "unsound"),
        ("The bridge falls", "short"),
        ("Berg | 22:29 local time | the bridge over the river fell", "run-together"),
        ("1851 Officials of Graz met to talk about the bridge", "run-together"),
        ("The bridge over the wide river Pictures show how it fell", "run-together"),
        ("Picture: Berg The bridge over the river as it fell", "caption"),
    ],
)
def test_what_a_reader_cannot_understand_alone_is_a_fault(line: str, fault: str) -> None:
    assert fault in wrong(line)


@pytest.mark.parametrize(
    "line",
    [
        "Mayor Anna Berg said she would close the bridge to lorries",
        "A woman of 43 fell from the bridge and broke her leg",
        "[Berg] closed the bridge a week after he had opened it",
        "The US army rebuilt the bridge over the river in a week",
        "Graz closed its own bridge over the river to all lorries",
        "Berg told The Gazette that the bridge over the river would close",
        "“We can't wait,” said Anna Berg, who closed the bridge to lorries",
    ],
)
def test_what_names_who_it_means_is_none(line: str) -> None:
    assert not wrong(line)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Linz ferme un pont et Graz ouvre la sienne au bord du fleuve", "pointing"),
        ("Linz et Graz se disputent et cette dernière ferme le pont", "pointing"),
        ("Mais elle a fermé le vieux pont au bord du fleuve", "unnamed"),
        ("Nous avons fermé le vieux pont au bord du fleuve", "unnamed"),
        ("Cette décision ferme le vieux pont au bord du fleuve", "bare"),
    ],
)
def test_french_has_its_own_little_words(line: str, fault: str) -> None:
    assert fault in wrong(line, "fr")


def test_a_name_with_an_article_is_no_new_sentence() -> None:
    assert not wrong("La ville a reçu la candidate Le Pen au bord du fleuve", "fr")


def test_a_language_without_little_words_has_only_what_every_language_has() -> None:
    assert wrong("His deputies closed the old bridge over the river", "xx") == set()
    assert wrong("The bridge falls", "xx") == {"short"}


def test_of_a_heading_and_a_sentence_that_remains_which_tells_the_event() -> None:
    line = "Old bridge is gone for good and never Pictures show how the bridge fell"
    assert own_sentence(line, *telling(line, trigger="fell")) == line[line.index("Pictures") :]
    assert (
        own_sentence(line, *telling(line, trigger="gone"))
        == "Old bridge is gone for good and never"
    )
    both = "Old bridge is gone for good and never Pictures show how the bridge is gone"
    assert own_sentence(both, *telling(both, trigger="gone")) == both


def test_a_capital_of_a_title_begins_no_sentence() -> None:
    line = "The town welcomed Pictures Anna Berg had drawn of the bridge"
    assert own_sentence(line, *telling(line, trigger="drawn")) == line


def test_faults_have_names() -> None:
    assert wrong("But they fell on") <= set(FAULTS)
