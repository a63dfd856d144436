from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.segment.footnotes import is_citation, split

CITATIONS = [
    "Ann Author, « A Title of Hers », Journal of Tests, vol. 3, n° 2, May 2019, pp. 4-9.",
    "Ann Author, Bob Writer, “A Title: With a Part”, Some Press, 12 March 2018.",
    '"An Unsigned Report", The Daily Test, 3 June 2020.',
    "« Original Title » [What It Means], Agency, 21 October 2015.",
    "Ann Author, op. cit., p. 12.",
    "Ibid.",
    "Ibid., p. 385.",
    "See Ann Author, “A Title”, Journal, 2014.",
    "Voir Anne Auteur, « Un titre », Revue, n° 4, 2014, p. 12.",
    "Author, A. (2019). A title in the APA style. Oxford University Press.",
    "Author, A. (2011), The Plan That Was, Test Papers 6, Oxford: Test Press.",
    "Ministry of Tests, « A Paper », 2016; Ann Author, « Another », Journal, 2 February 2020.",
    "Ann Author, “Did the Talks Fail?”, Test Review, 30 October 2019.",
    "Ann Author, 'A title', https://example.org/a, accessed 3 May 2020.",
]
EXPLANATIONS = [
    "The party was founded in 1993 and has since changed its name twice.",
    "This figure includes the members of the youth organisation.",
    "In 2014, “The Daily Test” reported that the talks had failed.",
    "For instance, the newspaper « Le Test » warned that the plan was a trap.",
    "Le parti a été fondé en 1993 et compte aujourd'hui 4 000 membres.",
    "On the earlier vote of May 1995, which restored the older symbols, see Author and Writer (2016), p. 47.",
    "« Test » is the name that was given to the programme in May 2019.",
]


@pytest.mark.parametrize("text", CITATIONS)
def test_references_to_works(text: str) -> None:
    assert is_citation(text)
    assert split(text) == [(0, len(text), "citation")]


@pytest.mark.parametrize("text", EXPLANATIONS)
def test_explanations(text: str) -> None:
    assert not is_citation(text)
    assert split(text) == [(0, len(text), "footnote")]


def pieces(text: str) -> list[tuple[str, str]]:
    return [(text[a:b].strip(), kind) for a, b, kind in split(text)]


def test_a_note_that_explains_and_refers() -> None:
    said, cited = EXPLANATIONS[0], CITATIONS[0]
    assert pieces(f"{said} {cited}") == [(said, "footnote"), (cited, "citation")]
    assert pieces(f"{cited} {said}") == [(cited, "citation"), (said, "footnote")]


def test_a_reference_in_brackets() -> None:
    text = "The idea is older than that (see Ann Author, « A Title », op. cit.)."
    assert pieces(text) == [
        ("The idea is older than that", "footnote"),
        ("(see Ann Author, « A Title », op. cit.).", "citation"),
    ]


def test_a_bracket_never_closed() -> None:
    text = "The group was banned in 1999 (Ann Author, « A Title », n° 113, April 2019; Bob Writer, « Other », 2018."
    assert [kind for _, kind in pieces(text)] == ["footnote", "citation"]


def test_brackets_that_hold_no_reference_stay() -> None:
    text = "The channel (341,811 subscribers in May 2020) warned that the purpose of the visit was another."
    assert pieces(text) == [(text, "footnote")]


def test_clauses_of_different_kinds() -> None:
    text = (
        "Ann Author, « A Title », Journal, 2014; the figures were corrected by the ministry later."
    )
    assert [kind for _, kind in pieces(text)] == ["citation", "footnote"]


@given(st.text(alphabet='aB .;()«»“”"12,', max_size=80))
def test_the_pieces_are_the_whole_text(text: str) -> None:
    spans = split(text)
    assert "".join(text[a:b] for a, b, _ in spans) == text or not text.strip()
    assert all(b == c for (_, b, _), (c, _, _) in pairwise(spans))


@pytest.mark.parametrize("piece", ["(a", "« ", "a. A", "; (", '"', "[", "A, “b”, 2014; "])
def test_time_grows_with_length(piece: str) -> None:
    assert split(piece * (100_000 // len(piece)))
