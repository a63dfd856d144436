"""Made-up articles, runs of date-like words and command lines, each from random numbers alone."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from random import Random
from typing import Any

_SIGNS = (
    ",", ".", ";", ":", "-", "–", "—", "/", "'", "’", "(", ")", "\n", "\n\n", "\t", "\N{NO-BREAK SPACE}", "to", "~", "?", "|",
    "\N{LEFT-TO-RIGHT MARK}", "e\N{COMBINING ACUTE ACCENT}", "½", "²", "٣", "３", "Ⅻ", "\N{ZERO WIDTH SPACE}",
)  # fmt: skip
_NUMBERS = (
    "0", "1", "2", "3", "4", "9", "12", "13", "29", "30", "31", "32", "99", "00", "1st", "2nd", "3rd", "19th", "21e", "XIXe", "'98",
    "1066", "1582", "1900", "1999", "2000", "2020", "2024", "9998", "9999", "10000", "0001", "1990s", "8:30", "18h30", "24:00",
    "2020-02-29", "2021-02-29", "9999-12-31", "0001-01-01", "31/12/9999", "1.1.0001", "04/08/2020", "2019-20", "2020-",
    "1998/99", "99999999999", "2e3", "-44", "44 BC", "300000 BC", "20200819T080000Z", "12.", "3,5", "1/2",
)  # fmt: skip
# The edges of the calendar first: that is where arithmetic overflows.
PUBLISHED = (
    None, "9999-12-31", "0001-01-01", "9999", "0001", "9999-12", "0001-01", "2020-02-29", "2020-09-16", "2020-09", "2020",
    "202X", "2020-21", "2014/..", "2020-08~",
)  # fmt: skip


@cache
def languages() -> tuple[str, ...]:
    """The languages that have dates of their own, then some that are read by their locale only."""
    from timeline import dates

    return (*dates.with_own_tables(), "pl", "ru", "tr", "sv", "ar", "ja", "fi")


@cache
def words(language: str) -> tuple[str, ...]:
    """The words in the tables of a language's dates: of months, units, signals, feasts …"""
    found: set[str] = set()
    folder = resources.files("timeline.languages").joinpath(language)
    for name in ("dates.toml", "calendar.toml", "signals.toml"):
        table = folder.joinpath(name)
        if table.is_file():
            found.update(_spoken(tomllib.loads(table.read_text("utf-8"))))
    return tuple(sorted(found)) or ("1 maja", "10 мая", "dün", "i går", "5月")


def _spoken(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value and len(value) < 40 and not set(value) & set("\\()[]{}^$?*+<>|"):
            yield value
        return
    parts: Iterable[Any] = value.values() if isinstance(value, dict) else ()
    if isinstance(value, dict):
        yield from (key for key in value if " " in key or len(key) > 3)
    for part in value if isinstance(value, list) else parts:
        yield from _spoken(part)


def date_words(random: Random) -> dict[str, str | None]:
    """A run of date-like words of one language, with the day of publication they are read by."""
    language = random.choice(languages())
    pools = (words(language), _NUMBERS, _SIGNS)
    count = random.randrange(1, 25)
    told = [random.choice(pools[random.choice((0, 0, 0, 1, 1, 2))]) for _ in range(count)]
    if random.random() < 0.1:
        told *= random.choice((2, 5, 20))
    text = random.choice((" ", " ", " ", "")).join(told)
    return {"language": language, "published": random.choice(PUBLISHED), "text": text}


# -- articles ----------------------------------------------------------------------------------

_WHO = (
    "Ana Vidal", "Mr Vidal", "President Okoro", "the council", "The Porthaven Bank", "she", "they", "Jean-Luc O'Tool", "M. Diallo",
    "le maire", "la ministre Sissoko", "l'ONU", "NATO", "France", "elle", "李娜", "Ольга", "thousands of people", "Dr. X.",
    "A. B. C.", "the minister's brother's", "Sir", "John Paul II", "O.", "-", "\N{RIGHT-TO-LEFT OVERRIDE}Bob",
)  # fmt: skip
_DID = (
    "met", "resigned", "signed a treaty with", "was killed by", "will visit", "may have attacked", "did not pay", "accuses",
    "announced that it would buy", "won the election against", "has been arrested in", "died", "said", "wants to leave",
    "a rencontré", "démissionne", "a été tué par", "visitera", "n'a pas signé avec", "aurait attaqué", "a annoncé que",
    "est mort à", "s'est réuni avec", "doit quitter", "fell by 3.5% to $2 billion from", "lost 12,000 jobs in",
)  # fmt: skip
_WHERE = (
    "in Paris",
    "in Porthaven",
    "à Lyon",
    "in Georgia, USA",
    "près de Berlin",
    "in the Black Sea",
    "au Mali",
    "",
    "",
    "at",
    "in ,",
)
_WHEN = (
    "on Monday", "last week", "yesterday", "on 3 May 2020", "in 2019", "in the 1990s", "since 2014", "two years ago",
    "between May and June 2021", "lundi dernier", "le 3 mai 2020", "en 1998", "hier", "il y a deux ans", "depuis 2014",
    "fin août", "du 3 au 5 mai", "next year", "three years later", "trois jours après", "the day before", "la veille",
    "in 9999", "on 31 December 9999", "on 1 January 0001", "in 44 BC", "at noon", "à 18h30", "by Easter", "", "", "",
    "until further notice", "every Monday", "for ten years", "in the year 99999", "on 30 February 2020", "04/05/2021",
)  # fmt: skip
_FRAMES = (
    "{who} {did} {who2} {where} {when}.", "{when}, {who} {did} {who2} {where}.", '"{who} {did} {who2}", {who2} said {when}.',
    "« {who} {did} {who2} {when} », a dit {who2}.", "{when}: {who} {did} {who2}.", "- {when} {who} {did}", "# {who} {did} {who2}",
    "{who} ({when}) {did} {who2} {where}", "By {who}", "Par {who}, {when}", "PORTHAVEN, {when} (Reuters) - {who} {did} {who2}.",
    "| {when} | {who} {did} {who2} |", "{when}\n{who} {did} {who2} {where}", "[1] {who}, {who2}. {when}. p. 12.",
    "{who}, who {did} {who2} {when}, {did2} {who} {where}.", "Photo: {who} {did} {who2} {when}", "{who}: {did} {who2}?",
    "{who} {did}, {did2} and {did} {who2} {when} and {when2}.", "Qui {did} {who} ? {who2} {did2} {when} !", "\t{when}\t{who}\t{did}",
    "* * *", "Copyright {when}", "> {who} {did} {who2} {when}", "{hostile}", "{who} {hostile} {did} {hostile} {when}.",
)  # fmt: skip
_HOSTILE = (
    "\x00", "\x1b[31mred", "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{ZERO WIDTH JOINER}" * 5, "<script>alert(1)</script>", "</script>",
    "=1+1", "+1", "@SUM(A1)", "{{7*7}}", "${x}", "%s%n", "'; DROP TABLE event;--", "\\", '"', "\N{LINE SEPARATOR}", "\r", "\x85",
    "a" * 120, "-" * 60, "." * 40, "(" * 30, "2020-" * 12, "| " * 20, "Z" + "\N{COMBINING ACUTE ACCENT}" * 20, "\U0001f600", "\uffff",
    "\ufdd0", "&lt;b&gt;", "]]>", "BEGIN:VCALENDAR", "```", "€€€", "$1e400", "£" + "9" * 40, "1,000,000,000,000 million", "%%{init}%%",
    "https://example.org/?a=b&c='", "a@b.c", "…", "''", "\u2028\u2029", "Mr.", "St.", "U.S.", "No. 1", "#REF!", ";;;", "I I I",
)  # fmt: skip
_LANGUAGES = ("en", "fr", "en", "fr", None, "de", "xx", "ru")


def article(random: Random) -> dict[str, Any]:
    """A short article as a line of JSON Lines: sentences, lists, tables, headings, hostile words."""
    lines = []
    left = random.randrange(20, 60)
    while left > 0:
        line = random.choice(_FRAMES).format(
            who=random.choice(_WHO), who2=random.choice(_WHO), did=random.choice(_DID),
            did2=random.choice(_DID), where=random.choice(_WHERE), when=random.choice(_WHEN),
            when2=random.choice(_WHEN), hostile=random.choice(_HOSTILE),
        )  # fmt: skip
        lines.append(line + random.choice((" ", " ", "\n", "\n\n")))
        left -= 1 + len(line.split())
    text = "".join(lines)
    if random.random() < 0.1:
        at = random.randrange(len(text))
        text = text[:at] + random.choice(_HOSTILE) + text[at + random.randrange(5) :]
    told: dict[str, Any] = {"text": text}
    published, language = random.choice(PUBLISHED[:-2]), random.choice(_LANGUAGES)
    if published is not None:
        told["published"] = published
    if language is not None:
        told["language"] = language
    if random.random() < 0.3:
        told["title"] = random.choice(lines).strip()
    return told


def articles(random: Random, count: int = 10) -> bytes:
    """A file of JSON Lines that holds so many articles."""
    told = [{"id": f"a{number}", **article(random)} for number in range(count)]
    return "".join(json.dumps(line) + "\n" for line in told).encode()
