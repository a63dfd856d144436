"""Present tenses for headlines."""

import pytest

from timeline.events.inflect import present
from timeline.events.lexicon import lexicon

FORMS = [
    ("en", "meet", "meets", "meet"),
    ("en", "deny", "denies", "deny"),
    ("en", "destroy", "destroys", "destroy"),
    ("en", "push", "pushes", "push"),
    ("en", "have", "has", "have"),
    ("fr", "annoncer", "annonce", "annoncent"),
    ("fr", "lever", "lève", "lèvent"),
    ("fr", "célébrer", "célèbre", "célèbrent"),
    ("fr", "déployer", "déploie", "déploient"),
    ("fr", "finir", "finit", "finissent"),
    ("fr", "vendre", "vend", "vendent"),
    ("fr", "obtenir", "obtient", "obtiennent"),
    ("fr", "être", "est", "sont"),
]


@pytest.mark.parametrize(("language", "lemma", "one", "many"), FORMS)
def test_present(language: str, lemma: str, one: str, many: str) -> None:
    words = lexicon(language)
    assert (present(lemma, False, words), present(lemma, True, words)) == (one, many)
