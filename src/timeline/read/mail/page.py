"""The HTML of a mail -> its text: that of the letter, or of the page that is sent as one."""

from __future__ import annotations

from timeline.errors import InputError
from timeline.read.mail import mail_thread


def text_of(source: str, name: str) -> tuple[str, str | None]:
    """The text, and the title where it is a page. A thread's mails stay as they stand in it."""
    from timeline.read.web import html_text
    from timeline.read.web.html import extract

    whole = html_text.lines(source)
    if len(mail_thread.split(whole)[0]) > 1:
        return whole, None
    # A letter by itself may be a page with all that pages have around their text.
    try:
        draft = extract(source, name)
    except InputError:
        return whole, None
    return draft.text, draft.title
