"""What "later", "the following spring", "the same year" count from: the date told just before."""

from __future__ import annotations

import pytest

from timeline.dates import tag

PUBLISHED = "2024-06-10"

# language, text, what its last expression denotes
COUNTED = [
    # beside the story: an apposition, a bracket, what a relative clause looks ahead to
    ("en", "The name dates from 1945, when the firm, owner of the mill since 1934, chose it. The lamp "
     "came out the following year.", "1946"),
    ("fr", "Le nom naît en 1945, quand la maison, propriétaire du moulin depuis 1934, le dépose. La "
     "lampe sort l'année suivante.", "1946"),
    ("en", "Work began in May 2012 (and was to end in 2019). The year after, it stopped.", "2013"),
    ("en", "In 1956 she joined the museum, where she stayed until her retirement in 1990. The "
     "following spring she found a rare moss.", "1957-21"),
    ("en", "The club was founded in 1921 by a doctor who would die in 1950. The year after, it had a "
     "ground.", "1922"),
    # the same words where they are the story
    ("en", "It has been open since 2002. Two years later it was sold.", "2004"),
    ("en", "He stayed until 1990. The following spring he left.", "1991-21"),
    ("en", "The siege (May 1871) ended badly. The year after, peace came.", "1872"),
    # what is planned is not what the past counts from, the future does
    ("en", "It opened in 1932. It is to be replaced in 2030. The following spring a barge hit it.",
     "1933-21"),
    ("en", "It is to be replaced in 2030. The following spring it will be painted.", "2031-21"),
    # the date that opens its sentence, behind a noun
    ("en", "She won in 1992. During the inquiry of 1968, she told them so. The plan was dropped the "
     "year after.", "1969"),
    ("en", "She won in 1992. They spoke of the inquiry of 1968. The plan was dropped the year after.",
     "1993"),
    # the same sentence first, though it tells what had been done before
    ("fr", "Il ressort que le service avait écrit le 22 janvier 2018 et que deux agents sont partis la "
     "même année.", "2018"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "told"), COUNTED)
def test_counted_from(language: str, text: str, told: str) -> None:
    assert tag(text, language=language, published=PUBLISHED)[-1].denotes == told


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "She was elected on 3 May 2012. Some weeks later she left.", "2012-05~"),
        ("en", "She was elected on 3 May 2012. Several months later she left.", "2012~"),
        ("fr", "Elle est élue le 20 mai 2012. Quelques semaines plus tard, elle part.", "2012-06~"),
        ("en", "She was elected in 2012. Some weeks later she left.", None),
        ("en", "She was elected on 3 May 2012. Some years later she left.", None),
        ("en", "She was elected on 3 May 2012. Two weeks later she left.", "2012-05-17"),
    ],
)
def test_an_unnamed_number_is_never_a_day(language: str, text: str, told: str | None) -> None:
    assert tag(text, language=language, published=PUBLISHED)[-1].edtf == told
