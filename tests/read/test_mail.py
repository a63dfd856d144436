"""Mails below mails: what tells them apart, what dates them, and what no mail is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from timeline.errors import InputError
from timeline.model import Article
from timeline.read import articles
from timeline.read.draft import Draft, Found
from timeline.read.mail import eml, mbox

Put = Callable[[str, bytes | str], str]
HEAD = (
    "From: Ann Lee <ann@example.org>\nSubject: Re: Quay\nDate: Thu, 6 May 2021 23:30:00 -0400\n"
    "MIME-Version: 1.0\nContent-Type: text/{}; charset=utf-8\n\n"
)


def drafts(items: Iterator[Found]) -> list[Draft]:
    found = list(items)
    assert all(isinstance(d, Draft) for d in found)
    return [d for d in found if isinstance(d, Draft)]


def mails(body: str, kind: str = "plain") -> list[tuple[str | None, str | None, str]]:
    source = HEAD.format(kind) + body
    return [(d.published, d.author, d.text) for d in drafts(eml.read(source.encode(), "a.eml"))]


OWN = ("2021-05-06", "Ann Lee", "Quay\n\nAgreed.")


@pytest.mark.parametrize(
    ("head", "published", "author"),
    [
        ("On Tue, 4 May 2021 at 10:12, Jane Doe <jane@example.org> wrote:", "2021-05-04", "Jane Doe"),
        ("On Tue, May 4, 2021 at 8:00 AM Jane Doe <jane@example.org>\nwrote:", "2021-05-04", "Jane Doe"),
        ("On 14/05/2021 10:12, Jane Doe wrote:", "2021-05-14", "Jane Doe"),
        ("On 14-May-2021, at 6:54 PM, Jane Doe <jane@example.org> wrote:", "2021-05-14", "Jane Doe"),
        ("Le mar. 4 mai 2021 à 10:12, Jane Doe <jane@example.org> a écrit :", "2021-05-04", "Jane Doe"),
        ("Le mar. 4 mai 2021 à 10:12, Jane Doe <jane@example.org> a\nécrit :", "2021-05-04", "Jane Doe"),
        ("Le 04/05/2021 à 10:12, Jane Doe a écrit :", "2021-05-04", "Jane Doe"),
        ("2021-05-04 10:12 GMT+02:00 Jane Doe <jane@example.org>:", "2021-05-04", "Jane Doe"),
        ("Jane Doe <jane@example.org> wrote on 4 May 2021:", "2021-05-04", "Jane Doe"),
        ("    On Tuesday, May 4, 2021, 10:12:33 AM GMT+2, Jane Doe <jane@example.org> wrote:  ", "2021-05-04", "Jane Doe"),
        ("At 10:12 AM 4/14/2021, Jane Doe wrote:", "2021-04-14", "Jane Doe"),
        ("Le mar. 4 mai 2021 à 10:12, <jane@example.org> a écrit :", "2021-05-04", "jane@example.org"),
        ("On 4 May 2021, at 10:12, Jane Doe <jane@example.org<mailto:jane@example.org>> wrote:", "2021-05-04", "Jane Doe"),
        # Of its two readings one is later than the mail that quotes it.
        ("On 05/06/2021 10:12, Jane Doe wrote:", "2021-05-06", "Jane Doe"),
    ],
)  # fmt: skip
def test_a_reply_and_the_mail_it_answers(head: str, published: str, author: str) -> None:
    body = f"Agreed.\n\n{head}\n\n> The council voted today.\n> It was close.\n"
    assert mails(body) == [OWN, (published, author, "The council voted today.\nIt was close.")]


@pytest.mark.parametrize(
    "head",
    [
        "-----Original Message-----\nFrom: Jane Doe [mailto:jane@example.org]\nSent: Tuesday, May 4, 2021 10:12 AM\nTo: Ann Lee; Bob\nSubject: RE: Vote\n",
        "________________________________\nFrom: Jane Doe <jane@example.org>\nSent: 04 May 2021 10:12\nTo: Ann Lee <ann@example.org>; Bob Roe\n <bob@example.org>\nCc: Carl\nSubject: Vote\n",
        "*From:* Jane Doe <jane@example.org>\n*Sent:* Tuesday, May 4, 2021 10:12 AM\n*To:* Ann\n*Subject:* Vote\n",
        "De : Jane Doe <jane@example.org>\nEnvoyé : mardi 4 mai 2021 10:12\nÀ : Ann Lee\nObjet : RE: Vote\n",
        "-----Message d'origine-----\nDe : Jane Doe\nEnvoyé : 04/05/2021 10:12\nÀ : Ann\nObjet : Vote\n",
        "-------- Message transféré --------\nSujet : \tVote\nDate : \tTue, 4 May 2021 10:12:00 +0200\nDe : \tJane Doe <jane@example.org>\nPour : \tann@example.org\n",
        "---------- Forwarded message ---------\nFrom: Jane Doe <jane@example.org>\nDate: Tue, May 4, 2021 at 10:12 AM\nSubject: Vote\nTo: <ann@example.org>\n",
        "-------- Forwarded Message --------\nSubject: \tVote\nDate: \tTue, 4 May 2021 23:12:00 -0700\nFrom: \tJane Doe <jane@example.org>\nTo: \tann@example.org\n",
    ],
)  # fmt: skip
def test_a_mail_below_a_block_of_headers(head: str) -> None:
    body = f"Agreed.\n\n{head}\nThe council voted today.\n"
    below = ("2021-05-04", "Jane Doe", "Vote\n\nThe council voted today.")
    assert mails(body) == [OWN, below]


def test_a_mail_that_only_forwards_is_no_article() -> None:
    head = "Begin forwarded message:\n\n> From: Jane <j@example.org>\n> Subject: Vote\n> Date: 4 May 2021 at 10:12:00 CEST\n> To: Ann\n>\n"
    assert mails(f"{head}> The council voted.\n\nSent from my phone\n") == [
        ("2021-05-04", "Jane", "Vote\n\nThe council voted.")
    ]


def test_answers_between_the_lines_stay_with_their_writer() -> None:
    body = (
        "On Tue, 4 May 2021 at 10:12, Jane Doe wrote:\n> Will it cost much?\n\nA million.\n\n"
        "> And when?\n>> Some time.\n\nIn June.\n"
    )
    own, below = mails(body)
    assert own[2] == "Quay\n\nA million.\n\n\nIn June."
    assert below[2] == "Will it cost much?\nAnd when?\n> Some time."


@pytest.mark.parametrize(
    "body",
    [
        "On 4 March 1999 the old mayor wrote:\na long book.\n",
        "From: the quay\nTo: the mill\n\nA walk of two hours.\n",
        "> A line of verse,\n> and another.\n\nI like it.\n",
        "Yesterday the mayor wrote:\n> Come at once.\n",
        "Le conseil a écrit :\n> Venez.\n",
        "Notes:\nFrom: the harbour office\nDate: to be set\nSubject: quay\n\nWe talk at ten.\n",
    ],
)
def test_text_that_only_looks_like_it_stays_whole(body: str) -> None:
    ((_, _, text),) = mails(body)
    assert text == f"Quay\n\n{body}"


def test_a_date_with_two_readings_is_none() -> None:
    (own, below) = drafts(
        eml.read(
            (
                HEAD.format("plain") + "Agreed.\n\nOn 04/05/2021 10:12, Jane wrote:\n> Yes.\n"
            ).encode(),
            "a.eml",
        )
    )
    assert own.warnings == ()
    assert below.published is None
    assert "04/05/2021" in below.warnings[0]


@pytest.mark.parametrize(
    "body",
    [
        '<div>Agreed.</div><div class="gmail_quote"><div>Le mar. 4 mai 2021 à 10:12, Jane Doe &lt;<a href="mailto:j@example.org">j@example.org</a>&gt; a écrit :<br></div><blockquote><div>The council voted.</div><div><br></div><div>It was close.</div></blockquote></div>',
        "<p>Agreed.<o:p></o:p></p><div style='border-top:solid 1pt'><p><b>From:</b> Jane Doe &lt;j@example.org&gt;<br><b>Sent:</b> Tuesday, May 4, 2021 10:12 AM<br><b>To:</b> Ann<br></p></div><p>The council voted.</p><p>It was close.</p>",
        "<p>Agreed.</p><div>-------- Forwarded Message --------<table><tr><th>Date: </th><td>Tue, 4 May 2021 10:12:00 +0200</td></tr><tr><th>From: </th><td>Jane Doe &lt;j@example.org&gt;</td></tr><tr><th>To: </th><td>Ann</td></tr></table><br><p>The council voted.</p><p>It was close.</p></div>",
        "<div>Agreed.</div><blockquote type='cite'><div>On May 4, 2021, at 10:12, Jane Doe &lt;j@example.org&gt; wrote:</div><br><div>The council voted.</div><div><br></div><div>It was close.</div></blockquote>",
    ],
)  # fmt: skip
def test_mails_below_an_html_body(body: str) -> None:
    own, below = mails(f"<html><body>{body}</body></html>", "html")
    assert own == OWN
    assert below == ("2021-05-04", "Jane Doe", "The council voted.\n\nIt was close.")


def test_an_attached_mail_is_an_article() -> None:
    inner = (
        HEAD.format("plain").replace("6 May", "4 May").replace("Ann", "Jo")
        + "The vote was close.\n"
    )
    source = (
        HEAD.partition("MIME")[0]
        + 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="B"\n\n'
        f"--B\nContent-Type: text/plain\n\nAgreed.\n--B\nContent-Type: message/rfc822\n\n{inner}\n--B--\n"
    )
    own, below = drafts(eml.read(source.encode(), "a.eml"))
    assert (own.author, own.text.strip()) == ("Ann Lee", "Quay\n\nAgreed.")
    assert (below.author, below.published) == ("Jo Lee", "2021-05-04")
    assert (own.number, below.number) == (1, 2)


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_headers_in_an_encoding_that_nothing_declares(encoding: str) -> None:
    source = "From: Hélène Noël <h@example.org>\nSubject: Été\nDate: Tue, 4 May 2021 10:00:00 +0200\n\nVenez.\n"
    (draft,) = drafts(eml.read(source.encode(encoding), "a.eml"))
    assert (draft.author, draft.title) == ("Hélène Noël", "Été")


def test_a_digest_of_a_list() -> None:
    inner = "From: {}\nSubject: Quay\nDate: Tue, {} May 2021 10:00:00 +0200\n\n{} words.\n"
    source = (
        HEAD.partition("MIME")[0]
        + 'MIME-Version: 1.0\nContent-Type: multipart/digest; boundary="B"\n\n'
        f"--B\n\n{inner.format('Jo <jo@example.org>', 3, 'First')}\n--B\n\n{inner.format('Al <al@example.org>', 4, 'More')}\n--B--\n"
    )
    found = drafts(eml.read(source.encode(), "a.eml"))
    assert [(d.author, d.published) for d in found] == [("Jo", "2021-05-03"), ("Al", "2021-05-04")]


def test_quoted_flowed_lines_are_joined() -> None:
    source = HEAD.format("plain; format=flowed") + (
        "Agreed \nat once.\n\nOn Tue, 4 May 2021 at 10:12, Jane wrote:\n> The council \n> voted.\n> Yes.\n"
    )
    own, below = drafts(eml.read(source.encode(), "a.eml"))
    assert own.text == "Quay\n\nAgreed at once."
    assert below.text == "The council voted.\nYes."


def test_articles_of_a_mail_have_their_own_names(put: Put) -> None:
    body = "Agreed.\n\nOn Tue, 4 May 2021 at 10:12, Jane Doe wrote:\n> The council voted.\n"
    one = put("2019-01-01-a.eml", HEAD.format("plain") + body)
    two = put("b.eml", HEAD.format("plain") + "Agreed.\n")
    found = [a for a in articles([one, two]) if isinstance(a, Article)]
    assert [(a.id, a.path, a.published, a.author) for a in found] == [
        ("2019-01-01-a.eml", one, "2021-05-06", "Ann Lee"),
        ("2019-01-01-a.eml#2", one, "2021-05-04", "Jane Doe"),
        ("b.eml", two, "2021-05-06", "Ann Lee"),
    ]
    assert len({a.sha256 for a in found}) == 3


def test_a_mailbox_gives_every_mail_once(put: Put) -> None:
    first = HEAD.format("plain") + "The council voted.\n>From here on it is law.\n"
    second = HEAD.format("plain").replace("6 May", "7 May") + (
        "Good.\n\nOn Thu, 6 May 2021 at 23:30, Ann Lee wrote:\n> The council voted.\n> From here on it is law.\n"
    )
    box = f"From ann@example.org Thu May  6 09:00:00 2021\n{first}\nFrom bob Fri May  7 09:00:00 2021\n{second}"
    for name in ("a.mbox", "b.txt", "c"):
        found = [a for a in articles([put(name, box)]) if isinstance(a, Article)]
        assert [(a.id, a.published, a.format) for a in found] == [
            (name, "2021-05-06", "mbox"),
            (f"{name}#2", "2021-05-07", "mbox"),
        ]
        assert "\nFrom here on" in found[0].text


def test_a_bad_mail_of_a_mailbox_costs_one_line() -> None:
    mark = "From bob Fri May  7 09:00:00 2021\n"
    box = f"{mark}no headers\n\n{mark}{HEAD.format('plain')}Words.\n"
    error, draft = mbox.read(box.encode(), "a.mbox")
    assert isinstance(error, InputError)
    assert error.what == "a.mbox, mail 1"
    assert isinstance(draft, Draft)
    with pytest.raises(InputError, match="no mailbox"):
        list(mbox.read(b"Words.", "a.mbox"))


def test_a_mail_that_quotes_itself_a_thousand_times() -> None:
    head = "From: Jane\nSent: Tuesday, May 4, 2021 10:12 AM\nTo: Ann\nSubject: Vote {}\n\nVote number {}.\n\n"
    many = drafts(
        eml.read(
            (
                HEAD.format("plain")
                + "Agreed.\n\n"
                + "".join(head.format(n, n) for n in range(1000))
            ).encode(),
            "a.eml",
        )
    )
    assert len(many) == 200
    assert "more than 200 mails" in many[0].warnings[0]
    assert "Vote number 999." in many[-1].text
    same = drafts(eml.read((HEAD.format("plain") + "Agreed.\n\n" + head * 150).encode(), "a.eml"))
    assert len(same) == 2


def test_deep_quotation_takes_linear_time() -> None:
    def took(depth: int) -> float:
        lines = [
            f"{'>' * n} On Tue, 4 May 2021 at 10:12, Jane <j@example.org> wrote:\n{'>' * (n + 1)} Line {n}"
            for n in range(depth)
        ]
        start = time.process_time()
        drafts(eml.read((HEAD.format("plain") + "\n".join(lines)).encode(), "a.eml"))
        return time.process_time() - start

    assert took(1000) < 5
    assert len(mails("> " * 5000 + "deep\n" + "- - " * 20_000)) == 1


def test_headers_that_declare_no_encoding_have_that_of_the_body() -> None:
    def title(body: bytes, kind: bytes = b"text/plain", encoding: str = "cp1252") -> str | None:
        head = "From: a@b.fr\nSubject: Résultat\nContent-Type: ".encode(encoding) + kind
        (found,) = eml.read(head + b"\n\n" + body, "a.eml")
        assert isinstance(found, Draft)
        return found.title

    assert title("Le comité a élu M. Lévy.".encode("cp1252")) == "Résultat"
    assert title(b"Le vote est clos.") == "Résultat"
    assert title(b"Le vote.", b"text/plain; charset=iso-8859-1") == "Résultat"
    mac = b"text/plain; charset=macintosh"
    assert title("Le comité.".encode("mac-roman"), mac, "mac-roman") == "Résultat"
