"""French: who acts, what agrees, what is told in which tense; probes written for the rules."""

import pytest

from telling import event, parsed, told
from timeline.events import agreement
from timeline.events.inflect import foretold, present
from timeline.events.lexicon import lexicon
from timeline.events.printable import faults

# A sentence, the trigger's text (or its beginning), and the title of its event.
TITLES = [
    # relative clauses behind a subject
    ("Montbrun, qui avait remporté la Coupe, termine deuxième.", "termine",
     "Montbrun termine deuxième"),
    ("Le constructeur, qui avait racheté en 2021 son concurrent espagnol, souffre de la crise.",
     "racheté", "Le constructeur rachète son concurrent espagnol"),
    ("Le jury, que présidait l'actrice américaine Joan Reed, a décerné lundi le prix.",
     "décerné", "Le jury décerne le prix"),
    ("Revenus au port, ils ont frappé le marin, qui a fini par s'échapper le lendemain.",
     "fini", "Le marin finit par s'échapper"),
    ("Deux usines, situées à Bourges et à Turin, seront fermées l'an prochain.", "fermées",
     "Deux usines seront fermées"),
    # participles of the noun before them
    ("Le ministre avait porté la loi sur les retraites agricoles, adoptée en décembre dernier "
     "par l'Assemblée nationale.", "adoptée",
     "La loi sur les retraites agricoles est adoptée par l'Assemblée nationale"),
    ("Les pompiers, arrivés lundi sur place, ont maîtrisé le feu.", "arrivés",
     "Les pompiers arrivent"),
    ("Né en 1950 à Oran, l'acteur avait débuté au théâtre en 1971.", "Né", "L'acteur naît à Oran"),
    # objects behind a day, an aside, a place
    ("Le ministre a présenté mercredi sa démission au président.", "présenté",
     "Le ministre présente sa démission au président"),
    ("Deux hommes armés ont attaqué vendredi une bijouterie de Nice.", "attaqué",
     "Deux hommes armés attaquent une bijouterie de Nice"),
    ("Le tribunal a condamné mardi à dix ans de prison l'homme qui avait agressé sa voisine.",
     "condamné", "Le tribunal condamne l'homme"),
    ("Le Parlement européen votera en juin une loi interdisant les pesticides.", "votera",
     "Le Parlement européen votera une loi"),
    # names and what is said of them
    ("Le chef du gouvernement, José Maria Roca, a confirmé lundi l'existence d'un contact.",
     "confirmé", "José Maria Roca confirme l'existence d'un contact"),
    ("La romancière Jeanne Lavergne, prix Goncourt 1984, est morte dimanche à Nantes.", "morte",
     "La romancière Jeanne Lavergne meurt à Nantes"),
    ("La présidente moldave Elena Rusu s'est entretenue mercredi à Berlin avec le chancelier.",
     "s'est entretenue", "La présidente moldave Elena Rusu s'entretient à Berlin"),
    # verbs with "être" are told as acts
    ("Tony Blair est intervenu lundi à Londres.", "intervenu", "Tony Blair intervient à Londres"),
    ("Claire Moulin est morte lundi à Paris.", "morte", "Claire Moulin meurt à Paris"),
    ("Cinq patients étaient morts en 2017 dans cette clinique.", "morts",
     "Cinq patients meurent dans la clinique"),
    ("Lorval a été sacré champion de France dimanche au stade de la Plaine.", "sacré",
     "Lorval sacré champion de France au stade de la Plaine"),
    ("Anne Roche a été élue présidente de la région vendredi.", "élue",
     "Anne Roche élue présidente de la région"),
    # what a past foretells stands in the future
    ("Le groupe socialiste a annoncé qu'il déposerait une motion la semaine prochaine.", "annoncé",
     "Le groupe socialiste annonce qu'il déposera une motion"),
    ("Le suspect devrait être présenté mercredi à un juge des enfants.", "devrait",
     "Le suspect devrait être présenté à un juge des enfants"),
    # nothing dangles
    ("Le groupe Sorel supprimera 1 200 postes en Europe d'ici à la fin de 2025.", "supprimera",
     "Le groupe Sorel supprimera 1 200 postes en Europe"),
    ("En mars, un cycliste avait été tué au même endroit.", "tué", "Un cycliste est tué"),
    ("Une collecte de sang aura lieu mardi de 16 h à 19 h au foyer rural.", "aura",
     "Une collecte de sang aura lieu au foyer rural"),
    ("L'ancien ministre Paul Roche a été placé en garde à vue mardi.", "placé",
     "Paul Roche placé en garde à vue"),
    ("Un séisme de magnitude 6,2 a frappé lundi le centre du Chili.", "séisme",
     "Un séisme de magnitude 6,2 frappe le centre du Chili"),
]  # fmt: skip

# A sentence and a title that disagrees or gives the deed to somebody else: no event has it.
WRONG = [
    ("Les pompiers ont secouru David Dietlin, blessé légèrement, dans un accident.",
     "Les pompiers sont blessé"),
    ("Ces travaux dont le montant devrait avoisiner les 150.000 F se dérouleront vendredi.",
     "Le montant se dérouleront"),
    ("Ce sont les deux candidats que présente la France pour les deux sièges.",
     "Les deux candidats présente la France"),
    ("La France s'est qualifiée pour la finale en battant la Belgique mardi.",
     "La finale bat la Belgique"),
]  # fmt: skip

STATUS = [
    ("Le dernier conseil des ministres est prévu le 3 août.", "prévu", "planned"),
    ("Le ministre a promis que l'état d'urgence serait décrété lundi.", "décrété", "planned"),
    ("Les services techniques organisaient des rondes mardi.", "organisaient", "happened"),
]

TYPES = [
    ("Le conducteur a été interpellé lundi par la police.", "interpellé", "justice"),
    ("Le maire a été condamné lundi à une amende de 3 000 euros.", "condamné", "justice"),
    ("L'action perdait 6 % jeudi matin à la Bourse de Paris.", "perdait", "economy"),
    ("Le Kremlin a qualifié jeudi l'accord de geste inamical.", "qualifié", "statement"),
    ("Paris s'est qualifié lundi pour la finale.", "qualifié", "sport"),
]

# Third person of the present, singular and plural, by the family of the verb.
_FORMS = """
provenir provient proviennent secourir secourt secourent annexer annexe annexent
sécher sèche sèchent disséquer dissèque dissèquent céder cède cèdent créer crée créent
régner règne règnent achever achève achèvent jeter jette jettent appeler appelle appellent
geler gèle gèlent finir finit finissent répartir répartit répartissent repartir repart repartent
ressentir ressent ressentent asservir asservit asservissent desservir dessert desservent
recueillir recueille recueillent conquérir conquiert conquièrent revêtir revêt revêtent
enfuir enfuit enfuient redevenir redevient redeviennent surprendre surprend surprennent
correspondre correspond correspondent compromettre compromet compromettent
comparaître comparaît comparaissent extraire extrait extraient satisfaire satisfait satisfont
maudire maudit maudissent médire médit médisent souscrire souscrit souscrivent
instruire instruit instruisent sourire sourit sourient suffire suffit suffisent
corrompre corrompt corrompent restreindre restreint restreignent absoudre absout absolvent
entrevoir entrevoit entrevoient concevoir conçoit conçoivent promouvoir promeut promeuvent
prévaloir prévaut prévalent balayer balaie balaient nettoyer nettoie nettoient
essuyer essuie essuient employer emploie emploient assaillir assaille assaillent
haïr hait haïssent émouvoir émeut émeuvent pourvoir pourvoit pourvoient
"""
PRESENT = _FORMS.split()


@pytest.mark.parametrize(("text", "trigger", "title"), TITLES)
def test_title(text: str, trigger: str, title: str) -> None:
    found = [m.title for m in told("fr", text) if m.trigger.text.startswith(trigger)]
    assert title in found


@pytest.mark.parametrize(("text", "title"), WRONG)
def test_no_title_disagrees(text: str, title: str) -> None:
    assert not [m.title for m in told("fr", text) if m.title.startswith(title)]


@pytest.mark.parametrize(("text", "trigger", "status"), STATUS)
def test_status(text: str, trigger: str, status: str) -> None:
    assert event("fr", trigger, text).status == status


@pytest.mark.parametrize(("text", "trigger", "kind"), TYPES)
def test_type(text: str, trigger: str, kind: str) -> None:
    assert event("fr", trigger, text).type == kind


def test_present() -> None:
    words = lexicon("fr")
    told_ = [(v, present(v, False, words), present(v, True, words)) for v in PRESENT[::3]]
    assert told_ == list(zip(PRESENT[::3], PRESENT[1::3], PRESENT[2::3], strict=True))


def test_a_past_foretells() -> None:
    assert foretold("n'interviendrait") == "n'interviendra"
    assert foretold("se rendraient") == "se rendront"
    assert foretold("a promis") == "a promis"


def test_a_state_since_an_age_is_no_event() -> None:
    found = told("fr", "La nécropole remonte à l'époque romaine.")
    assert [m.trigger.text for m in found] == []


def test_pronouns_after_a_role_and_a_name() -> None:
    text = "L'économiste Claire Moulin a démissionné lundi. Elle avait publié trente livres."
    assert "Claire Moulin publie trente livres" in [m.title for m in told("fr", text)]


def test_a_sentence_is_not_cut_before_a_comma() -> None:
    text = "Moscou, de son côté, doit verser d'ici à la fin du mois la deuxième tranche du prêt."
    assert "Moscou doit verser la deuxième tranche du prêt" in [m.title for m in told("fr", text)]


def test_no_title_ends_waiting() -> None:
    words = lexicon("fr")
    for title in ("Le groupe supprimera des postes d'ici", "Le maire répond avec beaucoup"):
        assert "end" in faults(title, words, nominal=False)
    assert faults("Les ministres de l'Union se réunissent", words, nominal=False) == ()


def test_agreement() -> None:
    words = lexicon("fr")
    sentence = parsed("fr", "Les pompiers ont secouru une femme blessée.")[0]
    nouns = {t.text: t for t in sentence.tokens}
    assert agreement.participle(sentence, nouns["blessée"], nouns["femme"], words)
    assert not agreement.participle(sentence, nouns["blessée"], nouns["pompiers"], words)
    assert agreement.verb(sentence, nouns["pompiers"], True, words)
    assert not agreement.verb(sentence, nouns["pompiers"], False, words)
    assert agreement.verb(sentence, nouns["pompiers"], None, words)


def test_a_participle_taken_for_a_noun_is_the_verb_of_its_auxiliary() -> None:
    (found,) = told("fr", "La chancelière a téléphoné mardi à son homologue russe.")
    assert (found.trigger.text, found.lemma, found.type) == ("téléphoné", "téléphoner", "diplomacy")


def test_whom_one_calls_and_what_one_calls_for() -> None:
    (call,) = told("fr", "Emmanuel Martin a appelé Vladimir Ivanov mardi.")
    assert call.type == "diplomacy"
    (demand,) = told("fr", "Emmanuel Martin a appelé les électeurs à voter mardi.")[:1]
    assert demand.type == "statement"


def test_a_name_behind_a_comma_is_the_speaker_s_own() -> None:
    text = "Le pont rouvrira en mai, a annoncé mardi la maire, Anna de la Tour."
    titles = [m.title for m in told("fr", text)]
    assert not [t for t in titles if " et Anna" in t]
    text = "Le pont rouvrira, a annoncé mardi sa présidente, Ursula von der Linden."
    assert not [m.title for m in told("fr", text) if m.title.startswith("Linden")]


def test_the_article_of_an_object_is_no_preposition() -> None:
    text = "Les ministres ont aussi confirmé des sanctions, dont ils avaient parlé vendredi."
    assert told("fr", text)[0].type == "sanction"
    text = "Son mari, Sergueï Tikhonov, dont le procès s'est ouvert hier à Lyon, risque la prison."
    assert "justice" in [m.type for m in told("fr", text) if "ouvert" in m.trigger.text]
