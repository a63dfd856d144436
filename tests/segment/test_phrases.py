from __future__ import annotations

import re

import pytest

from timeline import languages
from timeline.segment import phrases

CLUTTER = [
    "Publicity", "ADVERTISEMENT", "Read more", "3 min", "5 mins read", "I subscribe", "Share on Facebook",
    "Facebook Twitter WhatsApp", "► To read also: Talks fail again", "Also read: Talks fail", "Tags: harbour, council",
    "Sign up for our newsletter", "Subscribe to get the news in your inbox", "Follow us on Twitter",
    "Receive all the news directly in your mailbox", "© 2020 The Daily Test", "All rights reserved.",
    "The views expressed in this article are those of the author", "We use cookies to improve this site.",
    "ISSN : 1234-5678", "www.example.org", "info@example.org", "https://example.org/a?b=c", "logo_footer.png",
    "Home > World > Europe", "12 comments", "Source: example.org", "1 Test Street, London. Tel: +44 20 1234 5678",
    "Publicité", "Lire la suite", "Je m'abonne", "À lire aussi : Les pourparlers échouent", "Temps de lecture : 4 min",
    "Recevez toute l'actualité chaque matin", "Abonnez-vous à notre newsletter", "Partager sur Facebook",
    "Téléchargez l'application", "Tous droits réservés", "Les propos exprimés ici n'engagent que leur auteur.",
    "Article réservé aux abonnés", "Ce site utilise des cookies", "4 rue du Test, Paris. Tél : 01 23 45 67 89",
    "Retrouvez toute l'actualité sur notre site", "Suivez-nous sur Twitter", "#Harbour #Council",
]  # fmt: skip
TEXT = [
    "The council met on Monday.",
    "Also on Monday, four people were hurt when the quay gave way.",
    "The newspaper sold 5,000 subscriptions in 2019.",
    "The minister shared a platform with her rival on Tuesday.",
    "Russia follows the talks in Geneva closely.",
    "Le journal a perdu 3 000 abonnés en 2019.",
    "La ministre a partagé la tribune avec son rival mardi.",
    "Watching the talks, Moscow said it would wait.",
    "Source close to the talks said on Monday that they had failed.",
    "1917",
    "Ends and means: the harbour plan",
    "Home workers marched through Paris on Sunday.",
    "By signing the accord, the minister gave up the port.",
    "On Monday, the poet wrote:",
    "Already a member of the alliance, the country asked for more.",
    "The results may not be published before Friday.",
    "The views expressed by the minister on Monday angered the council.",
    "Russia will support us, the president said.",
    "The country wants to join now, its minister said.",
    "To see our children suffer is hard, she said.",
    "En continuant sa politique, le gouvernement a perdu le port.",
    "Pour aller plus loin dans les sanctions, le conseil se réunit lundi.",
    "Les propos exprimés par le ministre lundi ont surpris.",
    "Ce texte a été publié lundi par le ministère.",
    "Partager l'île est impossible, a dit le maire.",
]
BYLINES = [
    "By Ann Author", "By Ann Author and Bob Writer", "Text by: The Test", "(With AFP)", "Reuters", "AFP, Reuters", "AP",
    "With our correspondent in Geneva, Ann Author", "Published on 19 August 2020 at 10:00", "Updated: 3 May 2021",
    "Wednesday, August 19, 2020", "Ann Author, Moscow correspondent", "Par Anne Auteur", "Avec AFP", "(avec AFP et Reuters)",
    "Texte par : Le Test", "Publié le 19/08/2020 à 10h30", "Propos recueillis par Anne Auteur", "De notre correspondante à Genève",
    "Anne Auteur, envoyée spéciale à Genève", "Publié le 12/11/2021 à 08h14 - Mis à jour le 12/11/2021 à 09h02", "Last updated: August 19, 2020, 10:30 GMT",
    "Ann Author, senior political correspondent at The Daily Test", "19 August 2020, 10:30", "Le 19 août 2020 à 10h30", "Story by Ann Author", "mercredi 19 août 2020",
]  # fmt: skip
NO_BYLINES = [
    "By Monday the talks had failed in all three capitals and the ministers had gone home to think of something else, or of nothing.",
    "With the talks failing, the ministers went home.",
    "Par ailleurs, le conseil a voté le plan.",
    "Published figures show that trade fell in 2019.",
    "Avec la crise, le port a fermé.",
    "Le 9 août, des milliers de personnes ont manifesté.",
    "Le lundi 9 août, tout a basculé.",
    "9 août : la ville se réveille sans port.",
    "August 9 changed everything.",
    "March 3, 2020: the harbour closes",
    "Published on Monday, the report says that trade fell.",
    "Publié lundi 3 mars, le rapport estime que le port est perdu.",
    "A reporter was detained in Geneva on Monday.",
    "Russian editor arrested in Geneva",
    "Anne Auteur, journaliste, a été arrêtée lundi.",
    "La rédaction du plan a commencé lundi.",
    "Correspondant de guerre tué à Genève",
    "Analyse de la situation au port",
    "Report by the commission says trade fell",
    "Monday",
]
CAPTIONS = [
    "The minister (left) and her counterpart (right) in Geneva on March 3, 2020.",
    "The harbour in Geneva, March 3, 2020. AFP PHOTO / ANN AUTHOR", "Ann Author in Geneva, 2020. Press Service via AP",
    "The harbour. Photo: Ann Author", "The harbour at night (Photo by Ann Author)", "The mayor speaks. © Reuters",
    "Photo: The harbour in 2019", "File photo of the harbour", "The harbour in March. Ann Author/Reuters",
    "La ministre (à gauche) et son homologue à Genève", "Le port en 2019. Crédit photo : Anne Auteur", "De gauche à droite : la ministre et le maire",
]  # fmt: skip
NO_CAPTIONS = [
    "The council met on Monday, the agency Reuters reported.",
    "The left won the election; the right lost it.",
    "Photos of the harbour were published on Monday, the AFP agency said.",
    "La gauche a gagné, la droite a perdu.",
    "The quay gave way, an AFP video journalist said on Monday.",
    "A photo of the meeting was published by the council on Monday.",
    "Une photo de la réunion a été publiée lundi.",
    "The ministry denied it, it said via TASS.",
    "The council knew, said the mayor's press service.",
]


@pytest.mark.parametrize("text", CLUTTER)
def test_clutter(text: str) -> None:
    assert phrases.load().tell("boilerplate", text)


@pytest.mark.parametrize("text", TEXT + CAPTIONS[:2])
def test_no_clutter(text: str) -> None:
    assert not phrases.load().tell("boilerplate", text)


@pytest.mark.parametrize("text", BYLINES)
def test_bylines(text: str) -> None:
    assert phrases.load().tell("byline", text)


@pytest.mark.parametrize("text", NO_BYLINES + TEXT)
def test_no_bylines(text: str) -> None:
    assert not phrases.load().tell("byline", text)


@pytest.mark.parametrize("text", CAPTIONS)
def test_captions(text: str) -> None:
    assert phrases.load().tell("caption", text)


@pytest.mark.parametrize("text", NO_CAPTIONS + TEXT)
def test_no_captions(text: str) -> None:
    assert not phrases.load().tell("caption", text)


@pytest.mark.parametrize(
    "text",
    [
        "On the same subject",
        "Related articles",
        "Most read",
        "Sur le même sujet",
        "À lire aussi",
        "Les plus lus :",
    ],
)
def test_headings_of_lists_of_links(text: str) -> None:
    assert phrases.load().tell("related", text)


@pytest.mark.parametrize(
    "text",
    [
        "Related claims were dropped in May",
        "The same subject came up",
        "Read more",
        "Le même sujet",
    ],
)
def test_no_headings_of_lists_of_links(text: str) -> None:
    assert not phrases.load().tell("related", text)


@pytest.mark.parametrize("text", ["Notes", "References:", "Bibliographie", "Notes et références"])
def test_headings_of_notes(text: str) -> None:
    assert phrases.load().tell("notes", text)


def test_long_text_is_never_clutter() -> None:
    text = "The newspaper asked its readers to subscribe to our newsletter. " * 10
    p = phrases.load()
    assert not p.tell("boilerplate", text)
    assert not p.tell("caption", text * 2)


def test_every_language_fills_the_same_tables() -> None:
    for code in languages.having("passages"):
        data = languages.table(code, "passages")
        assert set(data) == {
            "date_words",
            "boilerplate",
            "related",
            "byline",
            "caption",
            "comments",
            "notes",
            "names",
            "footnotes",
        }
        for table, lists in data.items():
            if isinstance(lists, dict) and table not in ("names", "footnotes"):
                assert set(lists) <= {"whole", "starts", "inside", "ends"}, table


@pytest.mark.parametrize(
    "piece",
    [
        "By A",
        "A ",
        "By And The ",
        "Par Le La ",
        "/ AFP ",
        "(",
        "© ",
        "tel 1",
        "follow ",
        "a_",
        "# ",
    ],
)
def test_time_grows_with_length(piece: str) -> None:
    text = (piece * 500)[:470]
    p = phrases.load()
    assert p.tell("boilerplate", text) in (True, False)
    assert p.tell("byline", text[:350]) in (True, False)
    assert p.tell("caption", text) in (True, False)


def test_a_wrong_pattern_is_told_with_its_file() -> None:
    data = {"xx.toml": {"notes": {"starts": ["good", "(bad"]}}}
    with pytest.raises(ValueError, match=r"xx\.toml, notes\.starts: '\(bad'"):
        phrases._table("notes", data, {})


def test_each_pattern_stands_for_itself() -> None:
    # Joined, two wrong ones might make a right one.
    for code in languages.having("passages"):
        for kind, tables in languages.table(code, "passages").items():
            for where, patterns in tables.items() if isinstance(tables, dict) else ():
                for pattern in patterns:
                    phrases._check(re.sub(r"\{[a-z]+\}", "x", pattern), f"{kind}.{where}")


@pytest.mark.parametrize(
    "line",
    [
        "Page edited on 3 February 2011",
        "This page was last modified on 5 February 2011, at 10:12 UTC",
        "Accessed 3 May 2021.",
        "Sent: Monday 3 May 2021 09:12",
        "Posted by Jim on 29 January 2011 at 08:15",
        "John Smith, 30 January 2011",
        "Page modifiée le 3 février 2011",
        "Dernière mise à jour : 4 février 2011",
        "Page consultée le 3 mai 2021",
        "Par Anne Lee, publié le 28 janvier 2011 à 10h12, mis à jour le 29 janvier 2011",
        "Jean Dupont, le 30 janvier 2011 à 9h15",
        "https://www.example.org/news/mill.html    1/3",
    ],
)
def test_what_a_page_says_of_itself_tells_no_event(line: str) -> None:
    known = phrases.load()
    assert known.tell("byline", line) or known.tell("boilerplate", line)


@pytest.mark.parametrize(
    "line",
    [
        "The report published on 4 May 2011 was wrong.",
        "Revised twice by Ann Lee, the book sold well in 2011.",
        "Sent to prison on 3 May 2021, he died there.",
        "Page was elected mayor on 3 May 2021.",
        "Envoyé à Lyon le 3 mai 2021, il y mourut.",
        "Le texte a été publié le 3 mai 2021 par un journal de Lyon.",
        "Comments by the minister on 3 May 2021 angered the unions.",
    ],
)
def test_a_sentence_with_such_words_is_text(line: str) -> None:
    known = phrases.load()
    assert not known.tell("byline", line)
    assert not known.tell("boilerplate", line)
    assert not known.tell("comments", line)


def test_no_pattern_that_begins_at_a_word_has_alternatives_outside_of_a_group() -> None:
    # They would be tried at the edge of a word too.
    grouped = re.compile(r"\\.|\[[^\]]*\]|\([^()]*\)")
    for data in phrases._data().values():
        tables = [table for table in data.values() if isinstance(table, dict)]
        for pattern in (p for table in tables for where in table.values() for p in where):
            bare, before = pattern, ""
            while bare != before:
                bare, before = grouped.sub("", bare), bare
            assert "|" not in bare or not pattern.startswith(r"\b"), pattern


@pytest.mark.parametrize("text", ["xa", "a b", "b", "xb", "cd", "xc", "c"])
def test_patterns_together_find_what_each_of_them_finds(text: str) -> None:
    patterns = [r"\ba\b", "b$", r"\bc(?:d|e)", "xc"]
    together = re.search(phrases._one_of(patterns), text)
    assert (together is not None) is any(re.search(p, text) for p in patterns)
