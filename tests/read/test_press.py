"""Exports of press archives, made here after the layouts of their programs."""

from __future__ import annotations

import io
import time
from collections.abc import Callable

import pytest

from timeline.model import Article
from timeline.read import articles, press

Put = Callable[[str, bytes | str], str]
Told = tuple[str | None, str | None, str]

OLD_NEXIS = """

                               1 of 2 DOCUMENTS


                           The Quay Gazette (Harwick)

                             May 14, 2011 Saturday
                                 Final Edition

Quay plan agreed
by the council

BYLINE: Jane Doe

SECTION: NEWS; Pg. 7

LENGTH: 456 words

DATELINE: HARWICK

 The council agreed on Friday
to rebuild the quay.

 Note: the mayor stayed away on March 3, 2011.

 It costs a lot.

LOAD-DATE: May 17, 2011

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                     Copyright 2011 The Quay Gazette
                            All Rights Reserved


                               2 of 2 DOCUMENTS


                              La Gazette du quai

                             14 mai 2021 vendredi

Le quai sera refait

AUTEUR: Jeanne Durand

LONGUEUR: 312 mots

Le conseil a voté jeudi.

DATE-CHARGEMENT: 17 mai 2021

LANGUE: FRENCH; FRANÇAIS

                   Copyright 2021 La Gazette
"""
NEW_NEXIS = """User Name: Reader One

Date and Time: Tuesday, June 1, 2021 10:00:00 AM EDT

Job Number: 123

Documents (2)

1. Quay plan agreed

Client/Matter: -None-

Quay plan agreed

The Quay Gazette (Harwick)

May 14, 2011 Saturday 10:12 AM GMT

Copyright 2011 The Quay Gazette All Rights Reserved

Section: NEWS; Pg. 7

Length: 456 words

Byline: Jane Doe

Body

The council agreed on Friday to rebuild the quay.

It costs a lot.

Classification

Language: ENGLISH

Publication-Type: Newspaper

Load-Date: May 17, 2011

End of Document

Le quai sera refait

La Gazette du quai

14 mai 2021 vendredi

Copyright 2021 La Gazette Tous droits réservés

Longueur : 312 mots

Auteur : Jeanne Durand

Corps

Le conseil a voté jeudi.

Load-Date: 17 mai 2021

Fin du document
"""
FACTIVA = """Home Pages
Quay plan agreed by the council
Jane Doe
456 words
14 May 2011
The Quay Gazette
QUAYG
7
English
Copyright 2011. The Quay Gazette.

The council agreed on Friday to rebuild the quay.

It costs a lot.

Document QUAYG00020110514e75e0001x

Page 1 of 2 © 2021 Factiva, Inc. All rights reserved.
Le quai sera refait
Jeanne Durand
312 mots
14 mai 2021
La Gazette du quai
GAZQU
Français
(c) 2021 La Gazette.

Le conseil a voté jeudi.

Document GAZQU00020210514eh5e0002y

Search Summary
Text  quay and plan
Date  01/01/2011 to 01/06/2021
"""
CODED = """HD
Quay plan agreed by the council
BY
By Jane Doe
WC
456 words
PD
14 May 2011
SN
The Quay Gazette
LA
English
CY
Copyright 2011. The Quay Gazette.
LP
The council agreed on Friday to rebuild the quay.

TD
IN March it had not.
CO
quaycp : Quay Company
AN
Document QUAYG00020110514e75e0001x

HD  Le quai sera refait
BY  Par Jeanne Durand
WC  312 mots
PD  14 mai 2021
LA  Français
LP  Le conseil a voté jeudi.
NS  gcat : Politics
AN  Document GAZQU00020210514eh5e0002y
"""
EUROPRESSE = """Ce document est réservé à l'usage de Bibliothèque Une. Sauvegarde du 3 juin 2021
Sommaire
Le quai sera refait La Gazette du quai vendredi 14 mai 2021

La Gazette du quai, no. 43018
Économie, vendredi 14 mai 2021, p. 12

Le quai sera refait

Jeanne Durand

Le conseil a voté jeudi 13 mai 2021 la réfection du quai.

Il faudra trois ans.

© 2021 La Gazette. Tous droits réservés. Le présent document est protégé.
Certificat émis le 3 juin 2021 à Bibliothèque Une.
news·20210514·GZ·3080001

Quay Gazette (site web)
Saturday, May 15, 2021 - 10:12 UTC +02:00

Two mayors speak

They spoke on Friday for an hour, and agreed on the quay.

© 2021 Quay Gazette.
Doc. : web·20210515·QGW·1
"""
ENGLISH = ("2011-05-14", "Jane Doe")
FRENCH = ("2021-05-14", "Jeanne Durand", "Le quai sera refait\n\nLe conseil a voté jeudi.")


def told(text: str) -> list[Told]:
    return [(d.published, d.author, d.text) for d in press.split(text)]


def test_nexis_before_its_change() -> None:
    assert told(OLD_NEXIS) == [
        (
            *ENGLISH,
            "Quay plan agreed by the council\n\nThe council agreed on Friday\nto rebuild the quay.\n\n"
            "Note: the mayor stayed away on March 3, 2011.\n\nIt costs a lot.",
        ),
        FRENCH,
    ]


def test_nexis_as_it_is() -> None:
    text = (
        "Quay plan agreed\n\nThe council agreed on Friday to rebuild the quay.\n\nIt costs a lot."
    )
    assert told(NEW_NEXIS) == [(*ENGLISH, text), FRENCH]


def test_factiva_without_codes() -> None:
    text = "Quay plan agreed by the council\n\nThe council agreed on Friday to rebuild the quay.\n\nIt costs a lot."
    assert told(FACTIVA) == [(*ENGLISH, text), FRENCH]


def test_factiva_with_codes() -> None:
    text = "Quay plan agreed by the council\n\nThe council agreed on Friday to rebuild the quay.\n\nIN March it had not."
    assert told(CODED) == [(*ENGLISH, text), FRENCH]


def test_europresse() -> None:
    assert told(EUROPRESSE) == [
        (
            "2021-05-14",
            "Jeanne Durand",
            "Le quai sera refait\n\nLe conseil a voté jeudi 13 mai 2021 la réfection du quai.\n\nIl faudra trois ans.",
        ),
        (
            "2021-05-15",
            None,
            "Two mayors speak\n\nThey spoke on Friday for an hour, and agreed on the quay.",
        ),
    ]


def test_the_load_date_is_never_taken() -> None:
    ((published, _, _),) = told(
        "1 of 1 DOCUMENTS\n\nThe Quay Gazette\n\nLENGTH: 12 words\n\nIt burned.\n\nLOAD-DATE: May 17, 2011\n"
    )
    assert published is None


@pytest.mark.parametrize("month", ["May 2021", "mai 2021"])
def test_monthlies_have_a_month(month: str) -> None:
    nexis = NEW_NEXIS.replace("14 mai 2021 vendredi", month)
    assert [d for d, _, _ in told(nexis)] == ["2011-05-14", "2021-05"]
    coded = CODED.replace("PD  14 mai 2021", f"PD  {month}")
    assert [d for d, _, _ in told(coded)] == ["2011-05-14", "2021-05"]
    plain = FACTIVA.replace("14 mai 2021", month)
    assert [d for d, _, _ in told(plain)] == ["2011-05-14", "2021-05"]


def word(text: str) -> bytes:
    import docx

    document = docx.Document()
    for number, paragraph in enumerate(text.split("\n\n")):
        if number == 7:
            document.add_heading(paragraph, level=1)
        else:
            document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def html(text: str) -> str:
    blocks = "".join(
        f"<p>{'<br>'.join(b.strip().splitlines())}</p>\n" for b in text.split("\n\n") if b.strip()
    )
    return f"<!DOCTYPE html><html><head><title>Export</title></head><body>{blocks}</body></html>"


@pytest.mark.parametrize("text", [OLD_NEXIS, NEW_NEXIS, FACTIVA, CODED, EUROPRESSE])
def test_exports_in_every_format(put: Put, text: str) -> None:
    paths = [put("a.txt", text), put("b.html", html(text)), put("c.docx", word(text))]
    found = [a for a in articles(paths) if isinstance(a, Article)]
    assert [a.id for a in found] == [
        name for path in paths for name in (path, f"{path}#2")
    ]  # two each
    plain = [(a.published, a.author, " ".join(a.text.split())) for a in found]
    assert plain[0:2] == plain[2:4] == plain[4:6]
    assert {a.published_how for a in found} == {"metadata"}


FACTIVA_PAGE = """<!DOCTYPE html><html><body><div class="article enArticle"><table>
<tr><td><b>HD</b></td><td><span>Quay plan agreed</span></td></tr><tr><td><b>BY</b></td><td>By Jane Doe</td></tr>
<tr><td><b>PD</b></td><td>14 May 2011</td></tr><tr><td><b>SN</b></td><td>The Quay Gazette</td></tr>
<tr><td><b>LP</b></td><td><p>The council agreed on Friday.</p></td></tr>
<tr><td><b>TD</b></td><td><p>It costs a lot.</p><p>Much too much.</p></td></tr>
<tr><td><b>AN</b></td><td>Document QUAYG00020110514e75e0001x</td></tr></table></div></body></html>"""
EUROPRESSE_PAGE = """<html><body><article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">La Gazette du quai</span></div>
<div><span class="DocHeader">Économie, vendredi 14 mai 2021, p. 12</span></div><div class="titreArticle"><p class="titreArticleVisu">Le quai sera refait</p></div></header>
<section><div class="docOcurrContainer"><p>Le conseil a voté jeudi.</p></div></section><footer><small>© 2021 La Gazette. Tous droits réservés.</small><div>news·20210514·GZ·3080001</div></footer></article></body></html>"""


@pytest.mark.parametrize(
    ("page", "published", "text"),
    [
        (FACTIVA_PAGE, "2011-05-14", "Quay plan agreed\n\nThe council agreed on Friday.\n\nIt costs a lot.\n\nMuch too much."),
        (EUROPRESSE_PAGE, "2021-05-14", "Le quai sera refait\n\nLe conseil a voté jeudi."),
    ],
)  # fmt: skip
def test_pages_of_archives(put: Put, page: str, published: str, text: str) -> None:
    (article,) = articles([put("a.html", page)])
    assert isinstance(article, Article)
    assert (article.published, article.text) == (published, text)


@pytest.mark.parametrize(
    "text",
    [
        "Minutes\n\nPage 3 of 12\n\nDocument 1 of 2\n\nThe board met.\n\nEnd of document\n",
        "Section: rules\n\nLength: two pages\n\nBody\n\nText of it.\n",
        "PD 14 May 2011\nHD A head\nLP It fell.\n",
        "1 of 3 documents was lost in the fire of 1921, and the others were copied.\n",
        "news·letter\n\nThe council met.\n",
    ],
)
def test_texts_that_are_no_export_stay_whole(put: Put, text: str) -> None:
    (article,) = articles([put("a.txt", text)])
    assert isinstance(article, Article)
    assert (article.id, article.text) == ("a.txt", text)


def test_ten_thousand_articles() -> None:
    assert sum(1 for _ in press.split(OLD_NEXIS * 500)) == 1000


def test_a_line_of_hours_is_read_in_proportion() -> None:
    """Each "1:1:11" could be read as one hour or as two."""
    start = time.process_time()
    for hours in ("à 1:1:11" * 18, "UTC " * 35):
        assert press._dated(f"3 May 2020 {hours}") is not None
        press._dated(f"3 May 2020 {hours}?")
    assert time.process_time() - start < 1
