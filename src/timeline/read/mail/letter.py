"""A mail, whatever program wrote it -> articles: itself, those quoted in it, those attached.

What hangs on it is a file within the file, and has no date but its own: a report is older than the
mail that brings it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from timeline.errors import InputError, Rubbish
from timeline.read import labels
from timeline.read.draft import Draft, Found, Member, headed
from timeline.read.mail import mail_thread
from timeline.read.published import stated

DEEPEST = 10
"""Mails attached to mails attached to mails; deeper ones are left."""
_PREFIX = re.compile(r"^(?:\s*(?:re|fw|fwd|tr|rép)\s*:\s*)+", re.I)
_ADDRESS = re.compile(r"https?://\S+")
# A plain part that stands in for the HTML one is short, and holds less than a third of its words.
_MOST_WORDS, _LESS = 60, 3


@dataclass(slots=True)
class Body:
    """A piece of a mail's text: the plain form, and that of the HTML as text with its title."""

    plain: str = ""
    page: str = ""
    title: str | None = None


@dataclass(slots=True)
class Letter:
    """A mail as it is read. sender, date, subject: as in its headers. url: where it is archived.

    attached: the files that hang on it; below: the mails.
    """

    subject: str = ""
    sender: str = ""
    date: str = ""
    url: str | None = None
    body: list[Body] = field(default_factory=list)
    attached: list[Member | Rubbish] = field(default_factory=list)
    below: list[Letter] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Given:
    """The mails of a file so far, so that a quotation of one is not read as another."""

    seen: set[bytes] = field(default_factory=set)

    def again(self, text: str) -> bool:
        """Whether this text, but for its spacing and quotation signs, was given before."""
        key = hashlib.sha256(re.sub(r"[\s>]+", "", text).encode("utf-8", "replace")).digest()
        if key in self.seen:
            return True
        self.seen.add(key)
        return False


def found_in(letter: Letter, given: Given) -> Iterator[Draft | Member | Rubbish]:
    """The mail, those quoted in it, what hangs on it, and those attached, without their numbers;
    none that the file gave before."""
    published, unread = stated(letter.date, "the e-mail's date")
    text, title = _text(letter.body)
    warnings = [*unread, *letter.warnings]
    (own, *quoted), left = mail_thread.split(text)
    if left:
        warnings.append(
            f"it holds more than {mail_thread.MOST} mails: the rest stays with the last"
        )
    own.author = mail_thread.author(letter.sender)
    texts = [(mail, mail.text() if quoted else text) for mail in (own, *quoted)]
    about = bare(letter.subject) or title or ""
    yield from _drafts(texts, published, about, warnings, given, letter.url)
    yield from letter.attached
    for inner in letter.below:
        yield from found_in(inner, given)


def read(letter: Letter, name: str, given: Given) -> Iterator[Found]:
    """The same of a whole file, or of a mail of one. Raises InputError where there is nothing."""
    found = list(found_in(letter, given))
    yield from found
    if all(isinstance(item, Rubbish) for item in found):
        how = "save it again, or leave it out"
        raise InputError(name, "the e-mail has no text, and no file hangs on it", how)


def _drafts(
    texts: list[tuple[mail_thread.Mail, str]],
    published: str | None,
    title: str,
    warnings: list[str],
    given: Given,
    url: str | None,
) -> Iterator[Draft]:
    """The mail itself, which comes first, and those it quotes.

    What only forwards has nothing of its own; its warnings go with what it forwards. A mail is
    never left out for saying what another said ("Thanks!"), only a quotation of one is.
    """
    for n, (mail, text) in enumerate(texts):
        if not text.strip() or (given.again(text) and n):
            continue
        day, about = published, title
        if n:
            day, about = mail.published(published), bare(mail.subject or "")
            if mail.stated and day is None:
                warnings.append(f"the quoted e-mail's date {mail.stated!r} could not be read")
        yield Draft(
            text=headed(about, text),
            title=about or title or None,
            published=day,
            author=mail.author,
            url=None if n else url,
            warnings=tuple(warnings),
        )
        warnings = []


def bare(subject: str) -> str:
    """A subject without Re:, Fwd: and the like."""
    return _PREFIX.sub("", " ".join(subject.split()))


def _text(pieces: Sequence[Body]) -> tuple[str, str | None]:
    """What the pieces say together, and the first title."""
    told = [(b.page, b.title) if _is_in_page(b) else (b.plain, None) for b in pieces]
    texts = [text for text, _ in told if text.strip()]
    return "\n\n".join(texts), next((title for _, title in told if title), None)


def may_stand_in(plain: str) -> bool:
    """Whether a plain part is so short that it may not be the mail, only say that HTML is."""
    return len(_ADDRESS.sub("", plain).split()) <= _MOST_WORDS


def _is_in_page(body: Body) -> bool:
    """Whether the HTML part holds the mail, and the plain one is missing or stands in for it."""
    if not body.page.strip() or not body.plain.strip():
        return bool(body.page.strip())
    if not may_stand_in(body.plain):
        return False
    words = len(_ADDRESS.sub("", body.plain).split())
    only = labels.pattern("mail", "only_html").search(" ".join(body.plain.split()))
    return bool(only) or words * _LESS < len(body.page.split())
