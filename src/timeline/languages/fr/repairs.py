"""The frequent faults of the French models, in the order in which they are mended."""

from __future__ import annotations

from timeline.languages.fr import clauses, joined, nouns, speech
from timeline.languages.fr.forms import FORMS

REPAIRS = (
    *FORMS,
    clauses.name_of_an_opening_participle,
    clauses.made_something,
    clauses.nothing_done,
    joined.name_taken_for_a_verb,
    joined.participle_behind_an_aside,
    joined.main_verb_behind_dashes,
    joined.first_of_two_subjects,
    joined.conjunction_of_the_verb,
    nouns.noun_with_a_hyphen,
    nouns.day_of_the_verb,
    nouns.complement_of_a_day,
    clauses.aim,
    nouns.noun_between_commas,
    nouns.name_behind_a_comma,
    nouns.preposition_taken_for_an_adverb,
    nouns.like_prepositions,
    speech.somebody_who_says,
    speech.speaker_behind_the_verb,
    clauses.clause_behind_its_frame,
    clauses.verb_behind_a_relative_clause,
    clauses.verb_behind_an_office,
    clauses.verb_without_a_subject,
    clauses.antecedent_of_qui,
    joined.antecedent_of_a_cleft,
    joined.antecedent_of_dont,
    clauses.subject_behind_que,
    clauses.participle_of_another_noun,
    joined.subject_behind_et,
    joined.participle_beside_another,
    joined.complement_of_a_leading_noun,
    nouns.place_of_a_participle,
    nouns.object_of_the_verb,
    nouns.object_behind_an_aside,
    joined.object_behind_a_frame,
    nouns.article_taken_for_a_preposition,
    nouns.second_subject,
    nouns.subject_before_a_participle,
    nouns.noun_of_the_whole_clause,
)
