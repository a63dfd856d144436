"""A mail's text -> what its writer wrote, and each mail quoted or forwarded below.

A quoted mail is known by the line or the block of headers that its writer's program puts above it
("On …, X wrote:", "-----Original Message-----", From/Sent/To/Subject), and by the depth of its
quotation signs. Quotations without such a head stay with the mail that holds them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from textwrap import dedent

from timeline.read import labels
from timeline.read.printed_days import printed_days

# More mails in one than anyone reads, and deeper quotation than any thread has: beyond, the text
# stays with the last mail that was told apart.
MOST = 200
_DEEPEST = 50
# A head may be folded over so many lines; a block of headers has no more than so many.
_FOLDED = 3
_HEADERS = 16
# A sender's name and address are shorter.
_LONGEST = 2_000

_SIGNS = re.compile(r"(?:>[ \t]?)+")
_RULE = re.compile(r"[-_=*\s]{5,}$")
_MAILBOX = re.compile(
    r"\s?(?:<[^<>]{3,200}>|\[mailto:[^\]]{3,200}\]|\([^()\s]{1,100}@[^()\s]{1,100}\))"
)
_CLOCK = re.compile(r"\d{1,2}\s?[:h]\s?\d{2}")
_AFTER_DATE = re.compile(
    r"\W{0,6}\w{0,2}\W{0,6}\d{1,2}\s?[:h.]\s?\d{2}(?::\d{2})?\s{0,3}(?:[ap]\.?m\.?)?\s{0,3}"
    r"\(?(?-i:[A-Z]{3,4}\b)?(?:[+-]\d{1,2}:?\d{0,2})?\)?[\s,;:.-]*",
    re.I,
)
# The oldest form of a webmail's: 2021-05-04 10:12 GMT+02:00 Jane Doe <jane@example.org>:
_STAMPED = re.compile(r"(?P<when>\d{4}-\d\d-\d\d \d{1,2}:\d\d .{0,120}<[^<>\s]+@[^<>\s]+>)\s?:$")


@dataclass(slots=True)
class Mail:
    """One mail of a text: its own lines, and what its head says.

    days: ISO days that its head may mean, two for numbers that have two readings, none where it
    says none. stated: the text they stand in. level: how deep it is quoted.
    """

    level: int = 0
    author: str | None = None
    days: tuple[str, ...] = ()
    stated: str = ""
    subject: str | None = None
    lines: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Its own text, without rules, signatures of programs and blank ends."""
        kept = list(self.lines)
        while kept and (not kept[-1].strip() or _RULE.match(kept[-1]) or _signed(kept[-1])):
            kept.pop()
        first = next((at for at, line in enumerate(kept) if line.strip()), 0)
        return dedent("\n".join(kept[first:]))

    def published(self, latest: str | None) -> str | None:
        """The ISO day it was sent; `latest` is that of the mail it stands in, written after it."""
        days = [d for d in self.days if latest is None or d <= latest]
        return days[0] if len(days) == 1 else self.days[0] if len(self.days) == 1 else None


@dataclass(frozen=True, slots=True)
class _Head:
    """A quoted mail's head: where its own text begins, at which depth, and what it says."""

    ends: int
    mail: Mail


def split(text: str) -> tuple[list[Mail], bool]:
    """The mail itself, then those below in the order of the text; True when some were left in.

    Linear in the length of the text.
    """
    rows = [_row(line) for line in text.split("\n")]
    mails = [Mail()]
    at = {0: mails[0]}  # the mail that a line of a depth belongs to
    more = False
    number = 0
    while number < len(rows):
        level, line = rows[number]
        head = _head(rows, number) if line else None
        if head is not None and len(mails) >= MOST:
            head, more = None, True
        if head is not None:
            at = {k: mail for k, mail in at.items() if k < head.mail.level}
            at[head.mail.level] = head.mail
            mails.append(head.mail)
            number = head.ends
            continue
        owner = next(at[k] for k in range(level, -1, -1) if k in at) if at else mails[-1]
        signs = "> " * (level - owner.level)
        owner.lines.append(f"{signs}{line}".rstrip())
        number += 1
    return mails, more


def author(value: str) -> str | None:
    """The name in a header's value, else its address."""
    value = value[:_LONGEST]
    # Twice, for addresses that a program put into themselves: <a@b<mailto:a@b>>.
    name = " ".join(_MAILBOX.sub(" ", _MAILBOX.sub("", value)).split()).strip(" \"'*,;<>")
    if not name:
        inside = re.search(r"[^\s<>\[\]:]{1,100}@[^\s<>\[\]]{1,100}", value)
        name = inside[0] if inside else ""
    return name[:200] or None


def _row(line: str) -> tuple[int, str]:
    """Depth of a line's quotation, and the line without its signs."""
    m = _SIGNS.match(line)
    if m is None:
        return 0, line.rstrip()
    return min(m[0].count(">"), _DEEPEST), line[m.end() :].rstrip()


def _signed(line: str) -> bool:
    return bool(labels.pattern("mail", "signed").match(line.strip()))


# -- heads -------------------------------------------------------------------------------------


def _head(rows: list[tuple[int, str]], number: int) -> _Head | None:
    line = rows[number][1].strip()
    if len(line) > 400:
        return None
    if labels.pattern("mail", "forwarded").match(line):
        return _block(rows, number + 1, announced=True)
    if labels.header().match(line):
        return _block(rows, number, announced=False)
    return _attribution(rows, number)


def _attribution(rows: list[tuple[int, str]], number: int) -> _Head | None:
    level = rows[number][0]
    joined = ""
    for at in range(number, min(number + _FOLDED, len(rows))):
        line = rows[at][1].strip()
        if rows[at][0] != level or not line or len(joined) + len(line) > 500:
            return None
        joined = f"{joined} {line}".strip()
        if line.endswith(":"):
            return _wrote(rows, at + 1, level, joined)
    return None


def _wrote(rows: list[tuple[int, str]], ends: int, level: int, line: str) -> _Head | None:
    for pattern, day_first in ((_STAMPED, False), *labels.attributions()):
        m = pattern.match(line)
        found = next(printed_days(m["when"]), None) if m else None
        if m is None or found is None:
            continue
        below = next((r[0] for r in rows[ends : ends + 4] if r[1]), level)
        # "On 4 May 2021 the mayor wrote:" in a text is no mail's head.
        if below <= level and "@" not in line and not _CLOCK.search(line):
            continue
        rest = m["when"][found.end :]
        named = m.groupdict().get("who") or _AFTER_DATE.sub("", rest, count=1)
        mail = Mail(level=max(level, below), author=author(named.strip(" ,")))
        _date(mail, m["when"], day_first)
        return _Head(ends, mail)
    return None


def _block(rows: list[tuple[int, str]], number: int, *, announced: bool) -> _Head | None:
    """The block of headers from a line on; one not announced has a sender, a date and more."""
    while number < len(rows) and not rows[number][1].strip() and announced:
        number += 1
    fields, day_first, ends = _headers(rows, number)
    whole = "from" in fields and ("sent" in fields or (announced and "subject" in fields))
    if not whole or not (announced or "to" in fields or "subject" in fields):
        return None
    # Without a sign of its own, a block must come first with its sender and hold a day.
    if not announced:
        first = next(iter(fields)) in ("from", "sent", "subject")
        if not first or next(printed_days(fields["sent"]), None) is None:
            return None
    mail = Mail(
        level=rows[number][0], author=author(fields["from"]), subject=fields.get("subject") or None
    )
    _date(mail, fields.get("sent", ""), day_first)
    return _Head(ends, mail)


def _headers(rows: list[tuple[int, str]], begins: int) -> tuple[dict[str, str], bool, int]:
    """What the headers from a line on hold, whether one has the day first, and where they end."""
    fields: dict[str, str] = {}
    day_first = False
    last = ""
    number = begins
    while number < min(begins + _HEADERS, len(rows)) and rows[number][0] == rows[begins][0]:
        line = rows[number][1].strip()
        m = labels.header().match(line)
        if m is not None:
            label = labels.headers()[m[1].casefold()]
            if label.holds in fields and label.holds != "others":
                break
            fields[label.holds] = line[m.end() :].strip()
            day_first, last = day_first or label.day_first, label.holds
        elif not line:
            # Some programs leave a line free between headers, all leave one behind them.
            following = rows[number + 1][1].strip() if number + 1 < len(rows) else ""
            if not labels.header().match(following) or "subject" in fields:
                break
        elif not _goes_on(fields, last, rows[number][1]):
            break
        number += 1
    return fields, day_first, number


def _goes_on(fields: dict[str, str], last: str, row: str) -> bool:
    """Whether a line without a name of its own is of the header above, which then has it."""
    line = row.strip()
    if last and not fields[last]:
        fields[last] = line
    elif (last == "subject" and row[:1].isspace()) or (
        last in ("to", "others") and (row[:1].isspace() or re.search(r"[@;]", line))
    ):
        fields[last] += f" {line}"
    else:
        return False
    return True


def _date(mail: Mail, value: str, day_first: bool) -> None:
    found = next(printed_days(value), None)
    if found is not None:
        mail.days = found.days[:1] if day_first else found.days
    mail.stated = " ".join(value.split())[:80]
