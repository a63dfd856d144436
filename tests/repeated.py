"""A line of one token, over and over, through every stage of the pipeline, and what each takes.

Natural text hardly ever repeats itself; what stands in a stage for each word and looks at all the
words before it shows here.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

import timeline.anchor
from timeline import dates, events, headline, parse, pipeline, weigh
from timeline.model import Article
from timeline.names import article_places

# (module or package, function) for each stage, as `pipeline.process` calls them.
STAGES: tuple[tuple[Any, str], ...] = (
    (pipeline, "opened"), (dates, "tag"), (dates, "habits"), (parse, "parse"), (events, "find"),
    (article_places, "settled"), (timeline.anchor, "anchor"), (headline, "tell"), (weigh, "weigh"),
)  # fmt: skip

# A line is read once as it is and once so many times as long; a stage that takes less than FLOOR
# seconds of the longer is quick, one that takes STEEP times its share of it too long.
TIMES, FLOOR, STEEP = 4, 0.15, 1.8
# A machine that is busy makes a quick stage look slow now and then, not so often.
TRIES = 4

ENGLISH = (
    # words of each kind
    "court ", "courts ", "opened ", "opens ", "open ", "opening ", "red ", "slowly ", "the ", "a ",
    "in ", "of ", "and ", "or ", "but ", "because ", "that ", "to ", "not ", "no ", "if ", "will ",
    "would ", "may ", "has been ", "was ", "is ", "oh ", "please ", "there ", "who ", "which ",
    "and died ", "he died and ", "said ", "said that ", "killed ", "resigned, ", "resignation ",
    "of the court ", "in the court ", "the court opened ", "The court opened. ", "the man who ",
    "to try to ", "the end of ", "after ", "before the ", "until ", "between ", "from ", "since ",
    "since 2020 ", "from 2019 to ", "between 3 May and ", "court, ", "court; ", "opened: ",
    # pronouns and possessives
    "he ", "she ", "they ", "it ", "I ", "we ", "him ", "his ", "her ", "their ", "its ", "he said ",
    "He left. ", "She left. ", "They left. ", "It fell. ", "his son ", "He met his ", "the court's ",
    "Anna's ", "'s ", "her husband's ", "the chairman ", "the president ", "The president left. ",
    "his father's father ", "They said it. ", "themselves ", "this ", "that one ",
    # names
    "Anna ", "Anna Berg ", "Anna Berg, ", "Berg ", "Mr Berg ", "Dr. ", "Mr. ", "Paris ", "Paris, ",
    "London and ", "Springfield ", "France ", "Springfield, Ohio, ", "in Paris ", "Paris's ",
    "Northern Bank ", "NATO ", "U.S. ", "A. ", "A.B. ", "Anna Berg said. ", "Anna Berg left Paris. ",
    "Mayor Anna Berg ", "van der ", "O'Neil ", "Jean-Luc ", "President of France ", "John (",
    # dates, times, numbers, money
    "2020 ", "2020-", "2020-05-03 ", "2020/", "3/5/2020 ", "1/1/", "3.5.2020 ", "May ", "May 3, ",
    "May 2020 ", "3 May ", "3 May 2020 ", "On 3 May 2020 ", "Monday ", "on Monday, ", "Monday. ",
    "Monday\n", "last Monday ", "last ", "next year ", "yesterday ", "today, ", "three days later ",
    "two ", "two days ", "first ", "the first of ", "20th ", "the 1990s ", "in the 19th century ",
    "winter ", "Easter ", "12:30 ", "at 5 pm ", "Q1 2020 ", "week 5 ", "ago ", "years ", "years ago ",
    "aged 30 ", "1 ", "12 ", "1,000 ", "1.5 ", "1,", "1.", "1st ", "II ", "one hundred ", "million ",
    "$", "$5 ", "$1 million ", "€ ", "5 euros ", "£3m ", "5 % ", "per cent ", "10 km ", "9999 ",
    "3 May 2020: ", "3 May 2020: fell.\n", "On Monday he left. ", "a year ", "the same day ",
    # marks
    '"', "'", "“", "”", "“a” ", "‘", "’", "«", "»", "(", ")", "(a) ", "[", "]", "{", "<", ">", "<b>",
    "&amp;", "&", "-", "- ", "–", "—", "— ", ".", ". ", "...", "…", "!", "?", ", ", ",", ";", "; ",
    ":", ": ", "|", "| ", "/", "\\", "*", "* ", "_", "#", "# ", "`", "~", "^", "+", "=", "@", "%",
    "§", "©", "°", "•", "• ", "😀", "😀 ", "👨‍👩‍👧", "→ ", "\u200b", "\u00ad", "\u202e", "e\u0301", "\u0301", "\ufeff",
    "a", "A", "é", "1", "0", "中", "中 ", "ж ", "ش ", "a.", "a-", "a.b.", "a'", "http://", "www.a.b ",
    "a@b.com ", "@anna ", "#court ", "a\n", "\n\n", "a\n\n", "A.\n\n", "\t", "> ", "> a\n", "<!--",
    "-->", "[1]", "[1] ", "[a](b) ", "](", "![", "** a ** ", "``` ", "- a\n", "1. a\n", "a | b\n",
    "---\n", "== a ==\n", "By Anna Berg\n", "PARIS (AP) — ", "Photo: ", "Read more\n",
    '"It fell," he said. ', '"It fell. ', "“He left. ", "he said: “", "Q: A? ", "a/b ", "a_b ",
)  # fmt: skip
FRENCH = (
    "tribunal ", "tribunaux ", "ouvre ", "ouvert ", "ouvrir ", "rouge ", "lentement ", "le ", "la ",
    "les ", "l'", "d'", "de ", "de la ", "du tribunal ", "dans ", "et ", "ou ", "mais ", "que ",
    "qui ", "parce que ", "ne ", "pas ", "n'a pas ", "a été ", "est ", "a dit ", "dit que ", "il ",
    "elle ", "ils ", "il y a ", "on ", "se ", "lui ", "son ", "sa ", "leur ", "celui ", "Il part. ",
    "Elle part. ", "son fils ", "le président ", "Le président part. ", "Le tribunal ouvre. ", "mort ",
    "mourut, ", "démission ", "après ", "avant ", "jusqu'à ", "depuis ", "depuis 2020 ", "entre ",
    "Anna ", "Anna Berg ", "M. Berg ", "M. ", "Mme ", "Paris ", "à Paris ", "Lyon et ", "la France ",
    "Anna Berg part. ", "Jean-Luc ", "2020 ", "en 2020 ", "mai ", "3 mai ", "le 3 mai 2020 ", "1er ",
    "lundi ", "lundi, ", "lundi dernier ", "hier ", "aujourd'hui ", "trois jours plus tard ", "deux ",
    "deux ans ", "les années 1990 ", "au XIXe siècle ", "hiver ", "Pâques ", "12h30 ", "à 17 heures ",
    "5 euros ", "5 € ", "1 000 ", "1,5 ", "cent ", "millions ", "5 % ", "âgé de 30 ans ", "« ", "» ",
    "« a » ", "“", "’", "(", "- ", "— ", "…", "😀", "qu'", "y ", "en ", "a-t-il ", "dit-il. ",
)  # fmt: skip


def faults(language: str, token: str, least: int) -> list[str]:
    """What stages take more than their share of a line of a token, `least` times and more often."""
    short: dict[str, float] = {}
    long: dict[str, float] = {}
    for _ in range(TRIES):
        _keep_least(long, seconds(language, token, least * TIMES))
        if max(long.values()) < FLOOR:
            return []
        _keep_least(short, seconds(language, token, least))
        slow = [
            f"{language} {token!r} * {least}: {stage} {short[stage]:.3f} s, * {least * TIMES}: "
            f"{took:.3f} s"
            for stage, took in long.items()
            if took >= FLOOR and took > short[stage] * TIMES * STEEP
        ]
        if not slow:
            return []
    return slow


def _keep_least(best: dict[str, float], spent: dict[str, float]) -> None:
    best.update({stage: min(took, best.get(stage, took)) for stage, took in spent.items()})


def seconds(language: str, token: str, times: int) -> dict[str, float]:
    """The processor time each stage takes of an article that is a token, so many times."""
    article = Article(
        id="a", path="a.txt", text=token * times, language=language, published="2020-08-09",
        format="text", sha256="0" * 64,
    )  # fmt: skip
    spent = dict.fromkeys((name for _, name in STAGES), 0.0)
    with pytest.MonkeyPatch.context() as patch:
        for module, name in STAGES:
            patch.setattr(module, name, _timed(getattr(module, name), name, spent))
        pipeline.process(article)
    return spent


def _timed(work: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    def run(*args: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return work(*args, **named)
        finally:
            spent[name] += time.process_time() - start

    return run
