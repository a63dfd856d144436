"""Headlines: short, in the article's language, no pronoun without its name."""

import pytest

from telling import event, told
from timeline.events.wording import choose, tidy

CASES = [
    (
        "en",
        "met",
        "On Tuesday President Ann Miller met the mayor, Otto Braun, in Vienna.",
        "Ann Miller meets Otto Braun in Vienna",
    ),
    (
        "en",
        "loan",
        "On Monday, a loan of $2 billion was granted to Ghana.",
        "Loan of $2 billion granted to Ghana",
    ),
    (
        "en",
        "summit",
        "An extraordinary Arctic summit is to be held in Oslo this week.",
        "Extraordinary Arctic summit to be held in Oslo",
    ),
    (
        "en",
        "visit",
        "Ann Miller's visit to Oslo in May pleased many.",
        "Ann Miller's visit to Oslo",
    ),
    (
        "en",
        "acquire",
        "The company will acquire a mine in Chile in 2020.",
        "Company to acquire mine in Chile",
    ),
    ("en", "sign", "Norway did not sign the treaty in 2011.", "Norway does not sign treaty"),
    (
        "en",
        "marched",
        "Hundreds of thousands of nurses marched in Lyon on Friday.",
        "Hundreds of thousands of nurses march in Lyon",
    ),
    (
        "fr",
        "rencontré",
        "Le président Paul Martin a rencontré Otto Braun à Vienne lundi.",
        "Paul Martin rencontre Otto Braun à Vienne",
    ),
    ("fr", "visite", "Une visite d'État est prévue en mai.", "Visite d'État prévue"),
    ("fr", "rendra", "Paul Martin se rendra à Vienne lundi.", "Paul Martin se rendra à Vienne"),
]
# What a verb needs stays with it; what it governs is told whole or not at all.
WHOLE = [
    ("en", "went", "The clashes went on in the old town on Friday.",
     "Clashes go on in old town"),
    ("en", "left", "Protest has rarely left the harbour since 2019.",
     "Protest rarely leaves harbour"),
    ("en", "said", "Ann Miller said on Monday that the bank would no longer lend money.",
     "Ann Miller says bank would no longer lend money"),
    ("en", "made", "Norway made further aid conditional on reforms in 2018.",
     "Norway makes further aid conditional on reforms"),
    ("en", "accused", "Ann Miller accused Norway on Friday of hiding the losses.",
     "Ann Miller accuses Norway of hiding losses"),
    ("en", "raised", "The bank raised the rate from five to six percent in June.",
     "Bank raises rate from five to six percent"),
    ("en", "left", "The storm left nine dead on Tuesday.", "Storm leaves nine dead"),
    ("en", "met", "Strikers met in Lyon, Nantes, and Lille on Sunday.",
     "Strikers meet in Lyon, Nantes and Lille"),
    ("fr", "annoncé", "Le ministre a annoncé lundi que la mine ne vendrait plus de charbon.",
     "Le ministre annonce que la mine ne vendra plus de charbon"),
    ("fr", "effondrée", "La tour s'est effondrée à travers le toit lundi.",
     "La tour s'effondre à travers le toit"),
    ("fr", "doivent", "Lundi, les soldats doivent s'entraîner dans la région de Nantes.",
     "Les soldats doivent s'entraîner dans la région de Nantes"),
    ("fr", "bloqué", "Plus de deux mille ouvriers ont bloqué l'usine lundi.",
     "Plus de deux mille ouvriers bloquent l'usine"),
    ("fr", "diffusé", "Les télévisions ont diffusé d'étranges images lundi.",
     "Les télévisions diffusent d'étranges images"),
]  # fmt: skip
# Who it is said of: names for roles and relatives, the noun a participle stands behind.
NAMED = [
    ("en", "joined", "Otto Braun, a former minister who joined the party in May, spoke in Vienna.",
     "Otto Braun joins party"),
    ("en", "signed", "The union, whose founding treaty was signed in May 1994, has ten members.",
     "Union's founding treaty signed"),
    ("en", "arrested", "Two of its directors, Ann Miller and Otto Braun, were arrested on Monday.",
     "Ann Miller and Otto Braun arrested"),
    ("en", "resigned", "The chairman and founder Ann Miller resigned on Monday.",
     "Ann Miller resigns"),
    ("en", "concluded", "Norway joined the Arctic Treaty, concluded in Oslo in May 1992, last year.",
     "Arctic Treaty concluded in Oslo"),
    ("en", "died", "Three of the workers died in June; the owners closed the mine.",
     "Three of the workers die"),
    ("fr", "arrêtés", "Deux de ses membres, Anne Martin et Paul Morel, ont été arrêtés lundi.",
     "Anne Martin et Paul Morel arrêtés"),
    ("fr", "condamné", "Paul Martin a condamné cette attaque lundi.",
     "Paul Martin condamne l'attaque"),
]  # fmt: skip
# What is told truly: plans as plans, and of a bare noun what its clause says.
TRUE = [
    ("en", "close", "The flood forced the mayor to close the bridge on Monday.",
     "Flood forces mayor to close bridge"),
    ("en", "recognised", "No state recognised the vote in 2019.",
     "No state recognises vote"),
    ("en", "trial", "The trial is set to begin in Oslo on Monday.", "Trial to begin in Oslo"),
    ("en", "festival", "A festival is scheduled in Oslo in May.", "Festival scheduled in Oslo"),
    ("en", "referendum", "The referendum of May 1996 gave the king new powers.",
     "Referendum gives king new powers"),
    ("en", "adopted", "A law adopted in July 2019 gave the museum a new roof.",
     "Law gives museum new roof"),
    ("fr", "marche", "Une marche est prévue demain dans la capitale.",
     "Marche prévue dans la capitale"),
    ("fr", "adoptée", "La loi adoptée le 3 mai a confié le port à une société privée.",
     "La loi confie le port à une société privée"),
]  # fmt: skip  # fmt: skip


@pytest.mark.parametrize(("language", "trigger", "text", "title"), [*CASES, *WHOLE, *NAMED, *TRUE])
def test_title(language: str, trigger: str, text: str, title: str) -> None:
    assert event(language, trigger, text).title == title


def test_a_pronoun_becomes_the_name_it_stands_for() -> None:
    found = event("en", "resigned", "Ann Miller met the mayor.", "She resigned in May.")
    assert found.title == "Ann Miller resigns"


def test_an_owner_is_named_once() -> None:
    assert choose("Ann Miller thanks {her|Ann Miller's} guests") == "Ann Miller thanks her guests"
    assert choose("{her|Ann Miller's} visit to Oslo") == "Ann Miller's visit to Oslo"


def test_tidy() -> None:
    assert tidy("“vote”  in Oslo ,") == "Vote in Oslo"
    assert tidy("iPhone unveiled") == "iPhone unveiled"


def test_titles_are_short_and_hold_no_line_break() -> None:
    text = (
        "In a long address that was broadcast on every channel of the country, the president of "
        "the northern republic, who had come back from a journey to the coast, promised\n"
        "that the government would lower the price of bread, milk, fuel, water and electricity."
    )
    found = told("en", text)
    assert found
    assert all(len(m.title.split()) <= 16 and "\n" not in m.title for m in found)
