"""Amounts as people write them in a decision: "1.5bn USD; 300 people"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.contract import AmountRow

# A number and its unit where no reader knows the unit: "3 balconies".
_PLAIN = re.compile(r"(\d+(?:\.\d+)?) ([^\W\d_]{2,}(?: [^\W\d_]+)?)")
_CODE = re.compile(r"(?<![^\W\d_])[a-z]{3}$")


def parted(value: str) -> list[str]:
    """The amounts of a value, white space collapsed."""
    return [told for one in value.split(";") if (told := " ".join(one.split()))]


def read(text: str) -> AmountRow | None:
    """The amount that a text is, as it is read in articles, in English before French; None where
    it is none."""
    from timeline.names import data, quantities, sums

    code = _CODE.search(text)
    if code and quantities.is_code(code[0].upper()):
        text = text[: code.start()] + code[0].upper()
    for language in data.LANGUAGES:
        for start, end, one in sums.sums(text, language):
            if (start, end) == (0, len(text)):
                return {
                    "value": one.value,
                    "currency": one.currency,
                    "unit": one.unit,
                    "text": text,
                }
    if (plain := _PLAIN.fullmatch(text)) is None:
        return None
    value, unit = float(plain[1]), plain[2]
    money = quantities.is_code(unit)
    return {
        "value": value,
        "currency": unit if money else None,
        "unit": None if money else unit,
        "text": text,
    }


def told(amounts: Iterable[AmountRow]) -> str:
    """Amounts as one value that reads back equal: in the words of their texts, else in figures."""
    return "; ".join(map(_told, amounts))


def _told(amount: AmountRow) -> str:
    words = " ".join(amount["text"].split())
    again = None if ";" in words else read(words)
    if again is not None and all(again[k] == amount[k] for k in ("value", "currency", "unit")):
        return words
    value = amount["value"]
    number = f"{value:.0f}" if value == int(value) else f"{value}"
    return f"{number} {amount['currency'] or amount['unit']}"
