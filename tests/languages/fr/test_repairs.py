"""Faults of the French models: each repair on a tree with its fault, and on one that is right.

A case is a repair, a tree, and what it makes of some of its words; where it changes nothing, the
last is empty.
"""

from collections.abc import Callable

import pytest

from timeline.languages.fr import clauses, forms, joined, nouns, repairs, speech
from timeline.syntax import Tree
from trees import edges, tree, whole

FIN = "VerbForm=Fin|Number=Sing"
PAST = "VerbForm=Part|Tense=Past"
Repair = Callable[[Tree], None]

EDGES: list[tuple[Repair, str, dict[str, str]]] = [
    (
        joined.participle_behind_an_aside,
        f"Les/DET/det/1 pluies/NOUN/nsubj/2 avaient/AUX/root/2/avoir/{FIN} ,/PUNCT/punct/2 "
        f"hier/ADV/advmod/2 ,/PUNCT/punct/2 tué/VERB/fixed/5/tuer/{PAST} deux/NUM/nummod/8 "
        "hommes/NOUN/obj/6",
        {"avaient": "aux:tense tué", "pluies": "nsubj tué", "hier": "advmod tué"},
    ),
    (
        joined.participle_behind_an_aside,
        f"Ils/PRON/nsubj/1 ont/VERB/root/1/avoir/{FIN} ,/PUNCT/punct/1 hier/ADV/advmod/1 "
        ",/PUNCT/punct/1 deux/NUM/nummod/6 maisons/NOUN/obj/1",
        {},
    ),
    (
        joined.object_behind_a_frame,
        f"Il/PRON/nsubj/2 a/AUX/aux:tense/2/avoir/{FIN} annoncé/VERB/root/2/annoncer/{PAST} "
        ",/PUNCT/punct/2 à/ADP/case/6 cette/DET/det/6 occasion/NOUN/obl:mod/2 ,/PUNCT/punct/9 "
        "un/DET/det/9 projet/NOUN/obl:mod/2",
        {"projet": "obj annoncé"},
    ),
    (
        joined.object_behind_a_frame,
        f"Il/PRON/nsubj/2 a/AUX/aux:tense/2/avoir/{FIN} annoncé/VERB/root/2/annoncer/{PAST} "
        "le/DET/det/4 plan/NOUN/obj/2 ,/PUNCT/punct/2 hier/ADV/advmod/2 ,/PUNCT/punct/9 "
        "un/DET/det/9 projet/NOUN/obl:mod/2",
        {},
    ),
    (
        joined.first_of_two_subjects,
        "Sept/NUM/nummod/1 femmes/NOUN/parataxis/6 et/CCONJ/cc/6 cinq/NUM/nummod/4 "
        "hommes/NOUN/nsubj:pass/6 sont/AUX/aux:pass/6/être/VerbForm=Fin|Number=Plur "
        f"élus/VERB/root/6/élire/{PAST}",
        {"femmes": "nsubj:pass élus", "hommes": "conj femmes", "et": "cc hommes"},
    ),
    (
        joined.first_of_two_subjects,
        "Ce/DET/det/1 matin/NOUN/obl:mod/6 et/CCONJ/cc/6 cinq/NUM/nummod/4 "
        "hommes/NOUN/nsubj:pass/6 sont/AUX/aux:pass/6/être/VerbForm=Fin|Number=Plur "
        f"élus/VERB/root/6/élire/{PAST}",
        {},
    ),
    (
        joined.subject_behind_et,
        f"Elle/PRON/nsubj/1 cite/VERB/root/1/citer/{FIN} un/DET/det/3 plan/NOUN/obj/1 et/CCONJ/cc/6 "
        "le/DET/det/6 maire/NOUN/conj/3 ,/PUNCT/punct/1 malade/ADJ/amod/6 ,/PUNCT/punct/1 "
        f"renonce/VERB/parataxis/1/renoncer/{FIN}",
        {"maire": "nsubj renonce", "et": "cc renonce", "renonce": "conj cite"},
    ),
    (
        joined.subject_behind_et,
        f"Elle/PRON/nsubj/1 cite/VERB/root/1/citer/{FIN} un/DET/det/3 plan/NOUN/obj/1 et/CCONJ/cc/6 "
        "le/DET/det/6 maire/NOUN/conj/3 ,/PUNCT/punct/1 malade/ADJ/amod/6 ,/PUNCT/punct/1 "
        f"il/PRON/nsubj/11 renonce/VERB/parataxis/1/renoncer/{FIN}",
        {},
    ),
    (
        speech.somebody_who_says,
        f"Il/PRON/expl:subj/1 annonce/VERB/root/1/annoncer/{FIN} un/DET/det/3 plan/NOUN/obj/1",
        {"Il": "nsubj annonce"},
    ),
    (
        speech.somebody_who_says,
        f"Il/PRON/expl:subj/2 est/AUX/aux:pass/2/être/{FIN} annoncé/VERB/root/2/annoncer/{PAST}",
        {},
    ),
    (
        joined.antecedent_of_a_cleft,
        "Ce/PRON/nsubj/3 sont/AUX/cop/3 des/DET/det/3 voisins/NOUN/root/3//Number=Plur "
        ",/PUNCT/punct/3 entendant/VERB/acl/3 des/DET/det/7 cris/NOUN/obj/5 ,/PUNCT/punct/7 "
        "qui/PRON/nsubj/10 appellent/VERB/acl:relcl/7/appeler/VerbForm=Fin|Number=Plur",
        {"appellent": "acl:relcl voisins"},
    ),
    (
        joined.antecedent_of_a_cleft,
        "Ce/PRON/nsubj/3 sont/AUX/cop/3 des/DET/det/3 voisins/NOUN/root/3//Number=Plur de/ADP/case/5 "
        "clubs/NOUN/nmod/3 ,/PUNCT/punct/5 qui/PRON/nsubj/8 "
        "jouent/VERB/acl:relcl/5/jouer/VerbForm=Fin|Number=Plur",
        {},
    ),
    (
        joined.antecedent_of_dont,
        f"Elle/PRON/nsubj/1 bat/VERB/root/1/battre/{FIN} Ann/PROPN/obj/1 Lee/PROPN/flat:name/2 "
        ",/PUNCT/punct/2 dont/PRON/nmod/7 le/DET/det/7 match/NOUN/nsubj/8 "
        f"finit/VERB/conj/1/finir/{FIN}",
        {"finit": "acl:relcl Ann"},
    ),
    (
        joined.antecedent_of_dont,
        f"Elle/PRON/nsubj/1 dit/VERB/root/1/dire/{FIN} hier/ADV/advmod/1 ,/PUNCT/punct/1 "
        "dont/PRON/nmod/6 le/DET/det/6 match/NOUN/nsubj/7 "
        f"finit/VERB/conj/1/finir/{FIN}",
        {},
    ),
    (
        joined.main_verb_behind_dashes,
        f"Le/DET/det/1 plan/NOUN/nsubj/4 -/PUNCT/nmod/1 qui/PRON/nsubj/4 dort/VERB/root/4/dormir/{FIN} "
        "ici/ADV/advmod/4 -/PUNCT/nsubj/8 a/AUX/aux:tense/8/avoir/VerbForm=Fin "
        f"échoué/VERB/parataxis/4/échouer/{PAST}",
        {"plan": "nsubj échoué", "dort": "acl:relcl plan", "échoué": "root échoué"},
    ),
    (
        joined.main_verb_behind_dashes,
        f"Le/DET/det/1 plan/NOUN/nsubj/5 -/PUNCT/punct/1 ancien/ADJ/amod/1 -/PUNCT/punct/1 "
        f"dort/VERB/root/5/dormir/{FIN}",
        {},
    ),
    (
        joined.participle_beside_another,
        f"note/VERB/root/0/noter/{FIN} un/DET/det/2 texte/NOUN/obl:mod/0 "
        f"publié/VERB/acl/2/publier/{PAST} et/CCONJ/cc/5 relayé/VERB/conj/0/relayer/{PAST}",
        {"relayé": "conj publié"},
    ),
    (
        joined.complement_of_a_leading_noun,
        "un/DET/det/1 juge/NOUN/root/1 au/ADP/case/3 terme/NOUN/nmod/1 de/ADP/case/6 "
        "la/DET/det/6 garde/NOUN/nmod/1",
        {"garde": "nmod terme"},
    ),
    (
        joined.conjunction_of_the_verb,
        f"dit/VERB/root/0/dire/{FIN} que/SCONJ/mark/3 deux/NUM/nummod/3 enfants/NOUN/nsubj/4 "
        f"jouent/VERB/ccomp/0/jouer/{FIN}",
        {"que": "mark jouent"},
    ),
    (
        joined.name_taken_for_a_verb,
        f"Il/PRON/nsubj/1 bat/VERB/root/1/battre/{FIN} Anna/PROPN/obj/1 "
        f"Costa/VERB/parataxis/1/coster/{FIN}",
        {"Costa": "flat:name Anna"},
    ),
    (
        clauses.name_of_an_opening_participle,
        f"Née/VERB/acl/1/naître/{PAST} Louise/PROPN/nsubj/6 à/ADP/case/3 Sceaux/PROPN/nmod/1 "
        "en/ADP/case/5 1868/NUM/nmod/1 part/VERB/root/6",
        {},
    ),
    (
        clauses.name_of_an_opening_participle,
        f"Née/VERB/acl/1/naître/{PAST} Louise/PROPN/nsubj/6 à/ADP/case/3 Sceaux/PROPN/nmod/1 "
        ",/PUNCT/punct/6 elle/PRON/nsubj/6 part/VERB/root/6",
        {"Née": "advcl part", "Louise": "xcomp Née", "Sceaux": "obl:mod Née"},
    ),
    (
        forms.only_word_that_can_be_a_verb,
        "La/DET/det/1 mine/NOUN/root/1 ferme/ADJ/amod/1 en/ADP/case/4 1984/NUM/nmod/1",
        {"mine": "nsubj ferme", "1984": "obl:mod ferme"},
    ),
    (
        forms.only_word_that_can_be_a_verb,
        "La/DET/det/1 terre/NOUN/nsubj/3 ferme/ADJ/amod/1 apparaît/VERB/root/3",
        {},
    ),
    (
        forms.simple_past_in_the_plural,
        "Les/DET/det/1 plongeurs/NOUN/nsubj/4 localisèrent/ADV/advmod/4 l'/DET/det/4 "
        "épave/NOUN/root/4",
        {
            "localisèrent": "root localisèrent", "plongeurs": "nsubj localisèrent",
            "épave": "obj localisèrent",
        },
    ),
    (
        forms.simple_past_in_the_plural,
        "Les/DET/det/1 plongeurs/NOUN/nsubj/2 réfèrent/VERB/root/2",
        {},
    ),
    (
        forms.finite_verb_taken_for_a_participle,
        "Le/DET/det/1 groupe/NOUN/nsubj/4 racheta/VERB/acl/1/racheter/VerbForm=Fin un/DET/det/4 "
        "rival/NOUN/root/4 en/ADP/case/6 2010/NUM/obl:mod/4",
        {"groupe": "nsubj racheta", "rival": "obj racheta", "2010": "obl:mod racheta"},
    ),
    (
        forms.finite_verb_taken_for_a_participle,
        f"Le/DET/det/1 groupe/NOUN/nsubj/4 racheté/VERB/acl/1/racheter/{PAST} un/DET/det/4 "
        "rival/NOUN/root/4",
        {},
    ),
    (
        clauses.one_tree,
        f"Ann/PROPN/ROOT/0 ,/PUNCT/punct/2 part/VERB/ROOT/2/partir/{FIN} ./PUNCT/ROOT/3",
        {"Ann": "nsubj part", ".": "punct part"},
    ),
    (
        clauses.one_tree,
        "La/DET/det/1 maire/NOUN/ROOT/1 Elena/PROPN/flat:name/1 Rusu/PROPN/nsubj/4 "
        "part/VERB/ROOT/4",
        {"maire": "nsubj part", "Rusu": "flat:name maire"},
    ),
    (clauses.one_tree, "Ann/PROPN/nsubj/1 part/VERB/ROOT/1", {}),
    (
        clauses.made_something,
        "Paul/PROPN/nsubj/3 est/AUX/cop/3/être élu/ADJ/amod/3 maire/NOUN/root/3 de/ADP/case/5 "
        "Metz/PROPN/nmod/3",
        {"élu": "root élu", "Paul": "nsubj:pass élu", "maire": "xcomp élu", "Metz": "nmod maire"},
    ),
    (
        clauses.made_something,
        "Paul/PROPN/nsubj/3 est/AUX/cop/3/être bon/ADJ/amod/3 maire/NOUN/root/3",
        {},
    ),
    (
        clauses.aim,
        "Ils/PRON/nsubj/1 siègent/VERB/root/1 afin/ADV/advmod/1 de/ADP/case/4 juger/VERB/obl/2",
        {"juger": "advcl siègent", "afin": "mark juger", "de": "mark juger"},
    ),
    (clauses.aim, "Ils/PRON/nsubj/1 viennent/VERB/root/1 pour/ADP/mark/3 juger/VERB/advcl/1", {}),
    (
        speech.speaker_behind_the_verb,
        f"Tout/PRON/nsubj/1 ferme/VERB/root/1 ,/PUNCT/punct/4 a/AUX/aux:tense/4/avoir/{FIN} "
        "annoncé/VERB/conj/1/annoncer la/DET/det/6 mairie/NOUN/obj/4",
        {"mairie": "nsubj annoncé", "annoncé": "parataxis ferme"},
    ),
    (
        speech.speaker_behind_the_verb,
        f"Elle/PRON/nsubj/2 a/AUX/aux:tense/2/avoir/{FIN} annoncé/VERB/root/2/annoncer "
        "la/DET/det/4 fin/NOUN/obj/2",
        {},
    ),
    (  # what is said hangs on its own verb, which the verb of saying governs
        speech.speaker_behind_the_verb,
        f"Le/DET/det/1 pont/NOUN/nsubj/5 ferme/VERB/advcl/5/fermer/{FIN} ,/PUNCT/punct/5 "
        f"a/AUX/aux:tense/5/avoir/{FIN} reconnu/VERB/root/5/reconnaître Ann/PROPN/obj/5",
        {"Ann": "nsubj reconnu", "ferme": "ccomp reconnu", "pont": "nsubj ferme"},
    ),
    (  # any verb behind a quotation
        speech.speaker_behind_the_verb,
        f"«/PUNCT/punct/1 Tout/PRON/nsubj/2 ferme/VERB/root/2/fermer/{FIN} »/PUNCT/punct/2 "
        f",/PUNCT/punct/5 grince/VERB/advcl/2/grincer/{FIN} Ann/PROPN/obj/5",
        {"Ann": "nsubj grince", "grince": "parataxis ferme"},
    ),
    (  # but none in a list of what somebody did
        speech.speaker_behind_the_verb,
        f"Il/PRON/nsubj/1 ferme/VERB/root/1/fermer/{FIN} ,/PUNCT/punct/3 "
        f"vend/VERB/conj/1/vendre/{FIN} Ann/PROPN/obj/3",
        {},
    ),
    (
        clauses.verb_behind_an_office,
        f"Ann/PROPN/nsubj/3 ,/PUNCT/punct/3 la/DET/det/3 maire/NOUN/root/3 ,/PUNCT/punct/5 "
        f"part/VERB/conj/3/partir/{FIN}",
        {"part": "root part", "Ann": "nsubj part", "maire": "appos Ann"},
    ),
    (
        clauses.verb_behind_an_office,
        f"Ann/PROPN/nsubj/2 est/AUX/cop/2 maire/NOUN/root/2 ,/PUNCT/punct/4 "
        f"part/VERB/conj/2/partir/{FIN}",
        {},
    ),
    (
        clauses.nothing_done,
        "Ils/PRON/nsubj/2 n'/ADV/advmod/2 ont/VERB/root/2/avoir rien/PRON/obj/2 "
        f"dit/VERB/acl/3/dire/{PAST}",
        {"dit": "root dit", "ont": "aux:tense dit", "rien": "obj dit", "Ils": "nsubj dit"},
    ),
    (
        clauses.nothing_done,
        f"Ils/PRON/nsubj/1 ont/VERB/root/1/avoir un/DET/det/3 train/NOUN/obj/1 "
        f"raté/VERB/acl/3/rater/{PAST}",
        {},
    ),
    (
        nouns.noun_with_a_hyphen,
        "Le/DET/det/1 musée/NOUN/parataxis/4 -/NOUN/nsubj/4 école/NOUN/nmod/2 ouvre/VERB/root/4",
        {"musée": "nsubj ouvre", "-": "punct musée", "école": "flat musée"},
    ),
    (
        nouns.noun_with_a_hyphen,
        "Le/DET/det/1 musée/NOUN/nsubj/3 -/PUNCT/punct/1 ouvre/VERB/root/3",
        {},
    ),
    (
        clauses.clause_behind_its_frame,
        f"Revenus/VERB/root/0/revenir/{PAST} au/ADP/case/2 port/NOUN/obl:arg/0 ,/PUNCT/punct/5 "
        f"ils/PRON/nsubj/5 mangent/VERB/acl:relcl/2/manger/{FIN}",
        {"mangent": "root mangent", "Revenus": "advcl mangent"},
    ),
    (
        clauses.clause_behind_its_frame,
        f"Revenus/VERB/root/0/revenir/{PAST} au/ADP/case/2 port/NOUN/obl:arg/0 que/PRON/obj/5 "
        f"tous/PRON/nsubj/5 aiment/VERB/acl:relcl/2/aimer/{FIN}",
        {},
    ),
    (
        clauses.verb_behind_a_relative_clause,
        f"Le/DET/det/1 groupe/NOUN/root/1//Number=Sing ,/PUNCT/punct/4 qui/PRON/nsubj/4 "
        f"perd/VERB/acl:relcl/1/perdre/{FIN} ,/PUNCT/punct/6 ferme/VERB/conj/4/fermer/{FIN}",
        {"ferme": "root ferme", "groupe": "nsubj ferme", "perd": "acl:relcl groupe"},
    ),
    (
        clauses.verb_behind_a_relative_clause,
        f"Le/DET/det/1 groupe/NOUN/root/1//Number=Sing ,/PUNCT/punct/4 qui/PRON/nsubj/4 "
        f"perd/VERB/acl:relcl/1/perdre/{FIN} et/CCONJ/cc/6 ferme/VERB/conj/4/fermer/{FIN}",
        {},
    ),
    (
        clauses.verb_without_a_subject,
        f"Le/DET/det/1 navire/NOUN/obl:mod/2//Number=Sing coule/VERB/root/2/couler/{FIN}",
        {"navire": "nsubj coule"},
    ),
    (
        clauses.verb_without_a_subject,
        f"Le/DET/det/1 matin/NOUN/obl:mod/2//Number=Sing coule/VERB/root/2/couler/{FIN}",
        {},
    ),
    (
        forms.making_others_do,
        f"Il/PRON/dep/2 fait/AUX/dep/2/faire/{FIN} venir/VERB/root/2/venir/VerbForm=Inf",
        {"fait": "aux:caus venir", "Il": "nsubj venir"},
    ),
    (
        forms.making_others_do,
        f"Il/PRON/nsubj/1 fait/VERB/root/1/faire/{FIN} venir/VERB/xcomp/1/venir/VerbForm=Inf",
        {},
    ),
    (
        nouns.subject_before_a_participle,
        f"Le/DET/det/1 plan/NOUN/nsubj/3 ,/PUNCT/punct/3 lancé/VERB/advcl/7/lancer/{PAST} "
        f"hier/ADV/advmod/3 ,/PUNCT/punct/7 a/AUX/aux:tense/7/avoir/{FIN} "
        f"échoué/VERB/root/7/échouer/{PAST}",
        {"plan": "nsubj échoué", "lancé": "acl plan"},
    ),
    (
        nouns.subject_before_a_participle,
        f"Le/DET/det/1 plan/NOUN/nsubj/3 ,/PUNCT/punct/3 lancé/VERB/advcl/8/lancer/{PAST} "
        f"hier/ADV/advmod/3 ,/PUNCT/punct/8 il/PRON/nsubj/8 a/AUX/aux:tense/8/avoir/{FIN} "
        f"échoué/VERB/root/8/échouer/{PAST}",
        {},
    ),
    (
        clauses.antecedent_of_qui,
        "Les/DET/det/1 élus/NOUN/nsubj/7//Number=Plur de/ADP/case/4 la/DET/det/4 "
        f"ville/NOUN/nmod/1//Number=Sing qui/PRON/nsubj/6 dort/VERB/acl:relcl/1/dormir/{FIN} "
        "votent/VERB/root/7/voter/VerbForm=Fin|Number=Plur",
        {"dort": "acl:relcl ville"},
    ),
    (
        clauses.antecedent_of_qui,
        "Les/DET/det/1 élus/NOUN/nsubj/5//Number=Plur absents/ADJ/amod/1 qui/PRON/nsubj/4 "
        "dorment/VERB/acl:relcl/1/dormir/VerbForm=Fin|Number=Plur votent/VERB/root/5",
        {},
    ),
    (
        clauses.subject_behind_que,
        "Le/DET/det/1 plan/NOUN/root/1 que/PRON/obj/3 présente/VERB/acl/1 la/DET/det/5 "
        "France/PROPN/obj/3",
        {"France": "nsubj présente", "présente": "acl:relcl plan"},
    ),
    (
        clauses.subject_behind_que,
        "Le/DET/det/1 plan/NOUN/root/1 que/PRON/obj/4 Rome/PROPN/nsubj/4 présente/VERB/acl:relcl/1",
        {},
    ),
    (
        clauses.participle_of_another_noun,
        "La/DET/det/1 ville/NOUN/nsubj/2//Gender=Fem|Number=Sing vend/VERB/root/2 deux/NUM/nummod/4 "
        f"ponts/NOUN/obj/2//Gender=Masc|Number=Plur ,/PUNCT/punct/6 fermés/VERB/acl/1/fermer/{PAST}",
        {"fermés": "acl ponts"},
    ),
    (
        clauses.participle_of_another_noun,
        "Des/DET/det/1 villes/NOUN/nsubj/2//Gender=Fem|Number=Plur vendent/VERB/root/2 "
        f"le/DET/det/4 pont/NOUN/obj/2//Gender=Masc|Number=Sing ,/PUNCT/punct/6 "
        f"ruinées/VERB/acl/1/ruiner/{PAST}",
        {},
    ),
    (
        nouns.day_of_the_verb,
        "Ils/PRON/nsubj/1 attaquent/VERB/root/1 vendredi/NOUN/nmod/4 une/DET/det/4 "
        "banque/NOUN/obj/1",
        {"vendredi": "obl:mod attaquent"},
    ),
    (
        nouns.day_of_the_verb,
        "Ils/PRON/nsubj/1 attaquent/VERB/root/1 une/DET/det/3 banque/NOUN/obj/1 "
        "vendredi/NOUN/obl:mod/1",
        {},
    ),
    (
        nouns.complement_of_a_day,
        "remet/VERB/root/0 lundi/NOUN/obl:mod/0 sa/DET/det/3 démission/NOUN/nmod/1 au/ADP/case/5 "
        "roi/NOUN/nmod/1",
        {"démission": "obj remet", "roi": "obl:mod remet"},
    ),
    (
        nouns.complement_of_a_day,
        "remet/VERB/root/0 lundi/NOUN/obl:mod/0 de/ADP/case/3 Pâques/PROPN/nmod/1",
        {},
    ),
    (
        nouns.like_prepositions,
        "usine/NOUN/root/0 située/VERB/acl/0 à/ADP/case/3 Bourges/PROPN/obl:arg/1 et/CCONJ/cc/6 "
        "à/ADP/case/6 Turin/PROPN/conj/0",
        {"Turin": "conj Bourges"},
    ),
    (
        nouns.like_prepositions,
        "située/VERB/root/0 à/ADP/case/2 Bourges/PROPN/obl:arg/0 et/CCONJ/cc/5 à/ADP/case/5 "
        "Turin/PROPN/conj/2",
        {},
    ),
    (
        nouns.preposition_taken_for_an_adverb,
        "parle/VERB/root/0 lors/ADV/advmod/0 du/ADP/case/3 conseil/NOUN/obl:arg/1",
        {"conseil": "obl:mod parle", "lors": "case conseil"},
    ),
    (
        nouns.preposition_taken_for_an_adverb,
        "parle/VERB/root/0 hier/ADV/advmod/0 du/ADP/case/3 conseil/NOUN/obl:arg/0",
        {},
    ),
    (
        nouns.noun_between_commas,
        "Les/DET/det/1 Lions/PROPN/nsubj/6 ,/PUNCT/punct/6 champions/NOUN/nmod/1 "
        "d'/ADP/case/5 Europe/PROPN/nmod/3 perdent/VERB/root/6",
        {"champions": "appos Lions"},
    ),
    (
        nouns.noun_between_commas,
        "Les/DET/det/1 Lions/PROPN/nsubj/4 d'/ADP/case/3 Europe/NOUN/nmod/1 perdent/VERB/root/4",
        {},
    ),
    (
        nouns.name_behind_a_comma,
        "dit/VERB/root/0 la/DET/det/2 maire/NOUN/nsubj/0 ,/PUNCT/punct/4 Anna/PROPN/conj/2",
        {"Anna": "appos maire"},
    ),
    (
        nouns.name_behind_a_comma,
        "disent/VERB/root/0 la/DET/det/2 maire/NOUN/nsubj/0 et/CCONJ/cc/4 Anna/PROPN/conj/2",
        {},
    ),
    (
        nouns.place_of_a_participle,
        f"traité/NOUN/root/0 signé/VERB/acl/0/signer/{PAST} à/ADP/case/3 Lyon/PROPN/nmod/0",
        {"Lyon": "obl:mod signé"},
    ),
    (
        nouns.place_of_a_participle,
        f"traité/NOUN/root/0 signé/VERB/acl/0/signer/{PAST} de/ADP/case/3 Lyon/PROPN/nmod/0",
        {},
    ),
    (
        nouns.object_of_the_verb,
        "Elle/PRON/nsubj/1 adopte/VERB/root/1 à/ADP/case/4 l'/DET/det/4 unanimité/NOUN/obl:mod/1 "
        "une/DET/det/6 motion/NOUN/nmod/4",
        {"motion": "obj adopte"},
    ),
    (
        nouns.object_of_the_verb,
        "Elle/PRON/nsubj/1 adopte/VERB/root/1 à/ADP/case/3 la/DET/det/4 fin/NOUN/obl:mod/1 "
        "du/ADP/case/6 débat/NOUN/nmod/4",
        {},
    ),
    (
        nouns.object_behind_an_aside,
        "offre/VERB/root/0/offrir à/ADP/case/2 Ann/PROPN/obl:arg/0 ,/PUNCT/punct/5 qui/PRON/nsubj/5 "
        "fête/VERB/acl:relcl/2 Noël/PROPN/obj/5 ,/PUNCT/punct/5 un/DET/det/9 livre/NOUN/appos/6",
        {"livre": "obj offre"},
    ),
    (
        nouns.object_behind_an_aside,
        "plaît/VERB/root/0/plaire à/ADP/case/2 Ann/PROPN/obl:arg/0 ,/PUNCT/punct/5 qui/PRON/nsubj/5 "
        "fête/VERB/acl:relcl/2 Noël/PROPN/obj/5 ,/PUNCT/punct/5 un/DET/det/9 jour/NOUN/appos/6",
        {},
    ),
    (
        nouns.noun_of_the_whole_clause,
        "Ann/PROPN/nsubj:pass/2 est/AUX/aux:pass/2 punie/VERB/root/2 ,/PUNCT/punct/5 un/DET/det/5 "
        "fait/NOUN/obj/2 rare/ADJ/amod/5",
        {"fait": "appos punie"},
    ),
    (
        nouns.noun_of_the_whole_clause,
        "Ann/PROPN/nsubj/1 perd/VERB/root/1 ,/PUNCT/punct/4 un/DET/det/4 fait/NOUN/conj/1 "
        "salué/VERB/acl/4",
        {"fait": "appos perd"},
    ),
    (
        nouns.noun_of_the_whole_clause,
        "Ann/PROPN/nsubj/1 perd/VERB/root/1 ,/PUNCT/punct/5 et/CCONJ/cc/5 un/DET/det/5 "
        "fait/NOUN/conj/1 salué/VERB/acl/5",
        {},
    ),
    (
        nouns.article_taken_for_a_preposition,
        "Elle/PRON/nsubj/1 confirme/VERB/root/1/confirmer des/ADP/case/3 sanctions/NOUN/obl:arg/1",
        {"sanctions": "obj confirme", "des": "det sanctions"},
    ),
    (
        nouns.article_taken_for_a_preposition,
        "Elle/PRON/nsubj/1 parle/VERB/root/1/parler des/ADP/case/3 sanctions/NOUN/obl:arg/1",
        {},
    ),
    (
        nouns.second_subject,
        "Un/DET/det/1 dîner/NOUN/nsubj/2 réunit/VERB/root/2 les/DET/det/4 élus/NOUN/nsubj/2",
        {"élus": "obj réunit"},
    ),
    (
        nouns.second_subject,
        "Il/PRON/nsubj/1 reste/VERB/root/1 les/DET/det/3 élus/NOUN/nsubj/1",
        {},
    ),
    (
        forms.auxiliary_taken_for_the_verb,
        "Ann/PROPN/nsubj/2 n'/ADV/advmod/2 a/VERB/root/2/avoir pas/ADV/advmod/2 "
        "démissionné/ADJ/xcomp/2",
        {"démissionné": "root démissionné", "a": "aux:tense démissionné", "Ann": "nsubj démissionné"},
    ),
    (
        forms.auxiliary_taken_for_the_verb,
        "Ann/PROPN/nsubj/1 a/VERB/root/1/avoir faim/NOUN/obj/1",
        {},
    ),
    (
        forms.verb_behind_its_pronoun,
        "Il/PRON/expl:subj/3 entre/ADP/case/3 au/ADP/case/3 parti/NOUN/root/3 en/ADP/case/5 "
        "1936/NUM/obl:mod/3",
        {
            "entre": "root entre", "Il": "nsubj entre", "parti": "obl:arg entre",
            "1936": "obl:mod entre",
        },
    ),
    (
        forms.verb_behind_its_pronoun,
        "Elle/PRON/det/2 y/PRON/obl/2 siège/NOUN/root/2 depuis/ADP/case/4 mai/NOUN/nmod/2",
        {"Elle": "nsubj siège", "mai": "obl:mod siège"},
    ),
    (
        forms.verb_behind_its_pronoun,
        "Elle/PRON/nsubj/2 seule/ADJ/amod/0 décide/VERB/root/2",
        {},
    ),
]  # fmt: skip

# A repair of forms, a tree, the place of a word, and its part of speech, lemma and features then.
FORMS: list[tuple[Repair, str, int, tuple[str, str, str]]] = [
    (
        forms.participle_taken_for_an_adjective,
        "a/AUX/aux:tense/1/avoir gelé/ADJ/root/1", 1,
        ("VERB", "geler", "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"),
    ),
    (
        forms.participle_taken_for_an_adjective,
        "lac/NOUN/root/0 gelé/ADJ/amod/0", 1, ("ADJ", "gelé", ""),
    ),
    (
        forms.dead_taken_for_a_noun,
        "sont/AUX/cop/1/être morts/ADJ/root/1", 1,
        ("VERB", "mourir", "Gender=Masc|Number=Plur|Tense=Past|VerbForm=Part"),
    ),
    (
        forms.infinitive_taken_for_a_noun,
        "va/VERB/root/0/aller licencier/NOUN/xcomp/0", 1, ("VERB", "licencier", "VerbForm=Inf"),
    ),
    (
        forms.infinitive_taken_for_a_noun,
        "veut/VERB/root/0/vouloir un/DET/det/2 dîner/NOUN/xcomp/0", 2, ("NOUN", "dîner", ""),
    ),
    (forms.dead_taken_for_a_noun, "les/DET/det/1 morts/NOUN/root/1", 1, ("NOUN", "morts", "")),
    (
        forms.opening_participle_taken_for_a_noun,
        "Née/NOUN/advcl/4 à/ADP/case/2 Nice/PROPN/nmod/0 elle/PRON/nsubj/4 part/VERB/root/4", 0,
        ("VERB", "naître", "Gender=Fem|Number=Sing|Tense=Past|VerbForm=Part"),
    ),
    (
        forms.opening_participle_taken_for_a_noun,
        "Majorité/NOUN/obl:mod/2 de/ADP/case/2 partir/VERB/root/2", 0, ("NOUN", "majorité", ""),
    ),
    (
        forms.verb_behind_its_pronoun,
        "Elle/PRON/nsubj/1 siège/NOUN/root/1", 1,
        ("VERB", "siéger", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"),
    ),
    (
        forms.number_and_gender_of_a_noun,
        "la/DET/det/1 mode/NOUN/root/1//Gender=Masc", 1,
        ("NOUN", "mode", "Gender=Fem|Number=Sing"),
    ),
    (
        forms.number_and_gender_of_a_noun,
        "d'/ADP/case/1 opération/NOUN/root/1//Gender=Masc", 1,
        ("NOUN", "opération", "Gender=Fem"),
    ),
    (
        forms.infinitive_left_as_its_form,
        "organise/VERB/root/0/organise/VerbForm=Fin", 0, ("VERB", "organiser", "VerbForm=Fin"),
    ),
    (
        forms.infinitive_left_as_its_form,
        "élit/VERB/root/0/élire/VerbForm=Fin", 0, ("VERB", "élire", "VerbForm=Fin"),
    ),
    (
        forms.tense_by_the_ending,
        "organisaient/VERB/root/0/organiser/Tense=Pres|VerbForm=Fin", 0,
        ("VERB", "organiser", "Tense=Imp|VerbForm=Fin"),
    ),
    (
        forms.tense_by_the_ending,
        "sait/VERB/root/0/savoir/Tense=Pres|VerbForm=Fin", 0,
        ("VERB", "savoir", "Tense=Pres|VerbForm=Fin"),
    ),
    (
        forms.tense_by_the_ending,
        "votera/VERB/root/0/voter/", 0, ("VERB", "voter", "Number=Sing|Tense=Fut|VerbForm=Fin"),
    ),
    (forms.form_of_living, "vit/VERB/root/0/voir", 0, ("VERB", "vivre", "")),
    (forms.form_of_living, "voit/VERB/root/0/voir", 0, ("VERB", "voir", "")),
]  # fmt: skip


@pytest.mark.parametrize(("repair", "written", "wanted"), EDGES)
def test_trees(repair: Repair, written: str, wanted: dict[str, str]) -> None:
    made = tree(written)
    before = edges(made)
    repair(made)
    changed = {word: edge for word, edge in edges(made).items() if edge != before[word]}
    assert bool(changed) == bool(wanted)
    assert wanted.items() <= edges(made).items()
    assert whole(made)


@pytest.mark.parametrize(("repair", "written", "at", "wanted"), FORMS)
def test_forms(repair: Repair, written: str, at: int, wanted: tuple[str, str, str]) -> None:
    made = tree(written)
    repair(made)
    node = made[at]
    told = "|".join(f"{name}={value}" for name, value in sorted(node.morph.items()))
    assert (node.pos, node.lemma, told) == wanted


def test_a_past_with_etre_is_no_passive() -> None:
    arrived = "Ann/PROPN/nsubj:pass/2 est/AUX/aux:pass/2/être arrivée/VERB/root/2/arriver"
    made = tree(arrived)
    forms.past_with_etre(made)
    assert edges(made)["Ann"] == "nsubj arrivée"
    assert edges(made)["est"] == "aux:tense arrivée"
    made = tree(arrived.replace("arriver", "élire"))
    forms.past_with_etre(made)
    assert edges(made)["Ann"] == "nsubj:pass arrivée"


def test_each_repair_has_a_tree() -> None:
    tested = {case[0] for case in EDGES} | {case[0] for case in FORMS} | {forms.past_with_etre}
    assert set(repairs.REPAIRS) <= tested
