"""The words of what is made for people to look at, in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from timeline import languages
from timeline.render.words import ENGLISH, Words

TABLE = "interface"


class Interface(Words):
    """What a page says in one language. code: ISO 639-1; keys: what each key does.

    Raises FileNotFoundError for one without a table.
    """

    def __init__(self, code: str) -> None:
        table = languages.table(code, TABLE)
        super().__init__(table)
        self.code = code
        self._page: dict[str, str] = table["page"]
        self.keys: dict[str, str] = table["keys"]
        self._called: dict[str, dict[str, str]] = {
            kind: table[kind] for kind in ("types", "statuses", "fields", "languages", "columns")
        }

    def say(self, name: str, **values: object) -> str:
        """A phrase, filled in. Raises KeyError for one that isn't in the table."""
        return self._page[name].format(**values)

    def counted(self, number: int, name: str, **values: object) -> str:
        """A phrase in the form that goes with a number, which it may name: 1,200 events."""
        forms = self.agreed(number, self._page[name])
        return forms.format(number=self.number(number), **values)

    def type(self, value: str) -> str:
        """What a type of events is called."""
        return self._called["types"].get(value, value)

    def status(self, value: str) -> str:
        """What a status is called."""
        return self._called["statuses"].get(value, value)

    def field(self, value: str) -> str:
        """What a field that sources differ on is called."""
        return self._called["fields"].get(value, value)

    def column(self, value: str) -> str:
        """What a column or a sheet is called."""
        return self._called["columns"].get(value, value)

    def language(self, code: str) -> str:
        """What a language is called, its code where there is no word for it."""
        return self._called["languages"].get(code, code)

    def degrees(self, latitude: float, longitude: float) -> str:
        """Coordinates: 53.9° N, 27.57° E."""
        north = self.say("north" if latitude >= 0 else "south")
        east = self.say("east" if longitude >= 0 else "west")
        told = (f"{self.number(abs(latitude))}° {north}", f"{self.number(abs(longitude))}° {east}")
        return ", ".join(told)

    def for_scripts(self, *names: str) -> str:
        """Phrases, months and numbers for a page's script, as JSON."""
        forms = ("before", "early", "decade", "span")
        dates = {"months": self._months} | {name: self._dates[name] for name in forms}
        told: dict[str, object] = {name: self._page[name] for name in names}
        told |= {"dates": dates, "thousands": self._figures["thousands"]}
        return json.dumps(told, ensure_ascii=False)


@cache
def interface(code: str = ENGLISH) -> Interface:
    """That of a language."""
    return Interface(code)


def known() -> tuple[str, ...]:
    """Codes of the languages that there are words in."""
    return languages.having(TABLE)


def of_locale(environment: Mapping[str, str]) -> str:
    """The language of a reader's locale (LC_ALL, LC_MESSAGES, LANG, the first that is set, as POSIX
    has it), English where there are no words in that."""
    told = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    code = next(filter(None, told), "")[:2].lower()
    return code if code in known() else ENGLISH
