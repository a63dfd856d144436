"""What hangs on a mail: read beside it, told, or passed over; and which part of a mail is its text."""

from __future__ import annotations

import base64
from collections.abc import Callable
from email.message import EmailMessage

import pytest

from packing import zipped
from timeline.errors import InputError, NotRead, Rubbish, TimelineError
from timeline.model import Article
from timeline.read import articles

Put = Callable[[str, bytes | str], str]
HEAD = "From: Ann Lee <ann@example.org>\nSubject: Quay\nDate: Thu, 6 May 2021 10:00:00 +0200\nMIME-Version: 1.0\n"
REPORT = b"The bridge was closed on 3 May 2021.\n"


def run(*paths: str) -> tuple[list[Article], list[TimelineError]]:
    items = list(articles(paths))
    return (
        [i for i in items if isinstance(i, Article)],
        [i for i in items if isinstance(i, TimelineError)],
    )


def mail(text: str = "See below.") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = "Ann Lee <ann@example.org>", "Quay"
    message["Date"] = "Thu, 6 May 2021 10:00:00 +0200"
    message.set_content(text)
    return message


def mixed(*parts: str, kind: str = "mixed") -> str:
    """A mail of parts, each with its headers."""
    body = "".join(f"--B\n{part}\n" for part in parts)
    return f'{HEAD}Content-Type: multipart/{kind}; boundary="B"\n\n{body}--B--\n'


def test_what_hangs_on_a_mail_is_an_article_beside_it(put: Put, docx: bytes, pdf: Callable[..., bytes]) -> None:  # fmt: skip
    message = mail()
    page = pdf([[(50, 700, 11, "The council met on Monday.")]])
    for data, name in (
        (REPORT, "report.txt"), (page, "scan.pdf"), (docx, "plan.docx"),
        (zipped([("a.txt", REPORT)]), "all.zip"), (b"\xff\xd8\xff\xe0", "IMG_1.JPG"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "invite.ics"), (b"\x78\x9f\x3e\x22", "winmail.dat"),
    ):  # fmt: skip
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    good, left = run(put("2019-01-01.eml", message.as_bytes()))
    assert [(a.id.removeprefix("2019-01-01.eml"), a.format) for a in good] == [
        ("", "eml"), ("/report.txt", "text"), ("/scan.pdf", "pdf"), ("/plan.docx", "docx"), ("/all.zip/a.txt", "text"),
    ]  # fmt: skip
    assert {a.path for a in good} == {"2019-01-01.eml"}
    # The day of a mail is not the day of what it brings.
    assert [a.published for a in good] == ["2021-05-06", None, None, None, None]
    assert [(e.what.removeprefix("2019-01-01.eml/"), e.kind) for e in left if isinstance(e, NotRead)] == [
        ("IMG_1.JPG", "a photo"), ("invite.ics", "a calendar"), ("winmail.dat", "an Outlook attachment"),
    ]  # fmt: skip


def test_a_file_that_dates_itself_has_its_own_day(put: Put) -> None:
    message = mail()
    message.add_attachment(
        REPORT, maintype="text", subtype="plain", filename="2021-05-04 report.txt"
    )
    _, report = run(put("a.eml", message.as_bytes()))[0]
    assert (report.published, report.published_how) == ("2021-05-04", "filename")


def test_a_mail_with_nothing_but_a_file_gives_the_file(put: Put) -> None:
    message = mail("")
    message.add_attachment(REPORT, maintype="text", subtype="plain", filename="r.txt")
    good, left = run(put("a.eml", message.as_bytes()))
    assert ([a.id for a in good], left) == (["a.eml/r.txt"], [])
    only = mail("")
    only.add_attachment(b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="r.jpg")
    ((), (photo,)) = run(put("b.eml", only.as_bytes()))
    assert isinstance(photo, NotRead)


def test_files_without_a_name_get_one_by_their_kind(put: Put) -> None:
    parts = [
        "Content-Type: text/plain\n\nSee below.",
        'Content-Type: text/html\nContent-Disposition: attachment\n\n<p>It opened on <b>Monday</b>.</p>',
        f"Content-Type: text/csv\nContent-Disposition: attachment\n\n{REPORT.decode()}",
        'Content-Type: text/plain; name="=?utf-8?q?R=C3=A9sum=C3=A9?="\nContent-Disposition: attachment\n\nIt closed.',
    ]  # fmt: skip
    good, left = run(put("a.eml", mixed(*parts)))
    told = [a.id for a in good] + [e.what for e in left]
    assert {"a.eml", "a.eml/part 1.html", "a.eml/part 2.csv", "a.eml/Résumé.txt"} == set(told)


def test_two_files_of_one_name_on_one_mail(put: Put) -> None:
    message = mail()
    for text in ("One.", "Two."):
        message.add_attachment(text.encode(), maintype="text", subtype="plain", filename="../a.txt")
    good, _ = run(put("a.eml", message.as_bytes()))
    assert [(a.id, a.text) for a in good[1:]] == [
        ("a.eml/a.txt", "One."),
        ("a.eml/a (2).txt", "Two."),
    ]


def test_logos_and_signatures_are_passed_over_and_large_pictures_told(put: Put) -> None:
    def picture(size: int, name: str) -> str:
        data = base64.b64encode(b"\x89PNG" + b"x" * size).decode()
        return (
            f'Content-Type: image/png; name="{name}"\nContent-ID: <{name}>\n'
            f"Content-Transfer-Encoding: base64\n\n{data}"
        )

    signature = 'Content-Type: application/pkcs7-signature; name="smime.p7s"\n\nxyz'
    page = "Content-Type: text/html\n\n<p>It opened on Monday.</p><img src='cid:a.png'>"
    source = mixed(
        page, picture(2_000, "a.png"), picture(60_000, "plan.png"), signature, kind="related"
    )
    good, left = run(put("a.eml", source))
    assert len(good) == 1
    assert [(type(e), e.what) for e in left] == [
        (Rubbish, "a.eml/a.png"), (NotRead, "a.eml/plan.png"), (Rubbish, "a.eml/smime.p7s"),
    ]  # fmt: skip


def test_text_behind_a_picture_goes_on_with_the_letter(put: Put) -> None:
    parts = [
        "Content-Type: text/plain\n\nThe quay opened.",
        'Content-Type: image/jpeg; name="a.jpg"\n\nxyz',
        "Content-Type: text/plain\n\nThe bridge did not.",
    ]
    good, left = run(put("a.eml", mixed(*parts)))
    assert [a.text for a in good] == ["Quay\n\nThe quay opened.\n\nThe bridge did not."]
    assert len(left) == 1


def test_what_exchange_split_off_goes_on_with_the_letter(put: Put) -> None:
    parts = [
        "Content-Type: text/plain\n\nThe quay opened.",
        f'Content-Type: text/plain; name="r.txt"\nContent-Disposition: attachment\n\n{REPORT.decode()}',
        'Content-Type: text/plain; name="ATT00001.txt"\nContent-Disposition: attachment\n\nThe bridge did not.',
        'Content-Type: text/plain; name="ATT00002.txt"\nContent-Disposition: attachment\n\n',
    ]  # fmt: skip
    good, left = run(put("a.eml", mixed(*parts)))
    assert [a.id for a in good] == ["a.eml", "a.eml/r.txt"]
    assert good[0].text == "Quay\n\nThe quay opened.\n\nThe bridge did not."
    assert not left


def test_a_mail_that_says_it_has_parts_and_has_none(put: Put) -> None:
    for kind in ("multipart/mixed", 'multipart/mixed; boundary="B"'):
        good, left = run(put("a.eml", f"{HEAD}Content-Type: {kind}\n\nIt opened on Monday.\n"))
        assert [a.text for a in good] == ["Quay\n\nIt opened on Monday.\n"]
        assert not left


def test_what_servers_say_of_a_mail_is_passed_over(put: Put) -> None:
    parts = [
        "Content-Type: text/plain\n\nYour mail could not be delivered.",
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; example.org\n\nAction: failed",
        "Content-Type: text/rfc822-headers\n\nSubject: Quay",
        "Content-Type: message/external-body; access-type=URL\n\nContent-Type: text/plain\n",
    ]
    good, left = run(put("a.eml", mixed(*parts, kind="report")))
    assert len(good) == 1
    assert {type(e) for e in left} <= {Rubbish}
    forms = [
        "Content-Type: text/plain\n\nIt opened.", "Content-Type: text/x-amp-html\n\n<p>It opened.</p>",
        "Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nEND:VCALENDAR",
    ]  # fmt: skip
    good, left = run(put("b.eml", mixed(*forms, kind="alternative")))
    assert len(good) == 1
    assert [e.what for e in left] == ["b.eml/part 1.ics"]


def test_a_mail_that_apples_program_keeps(put: Put) -> None:
    source = f"{HEAD}\nIt opened on Monday.\n".encode()
    kept = b"%-10d\n%s<?xml version='1.0'?><plist><dict/></plist>" % (len(source), source)
    ((article,), left) = run(put("17.emlx", kept))
    assert (article.format, article.text, left) == ("eml", "Quay\n\nIt opened on Monday.\n", [])


def test_a_footer_in_plain_text_is_not_the_letter_above_it(put: Put) -> None:
    parts = [
        "Content-Type: text/html\n\n<html><body><p>The quay opened on Monday.</p></body></html>",
        "Content-Type: text/plain\n\nquays mailing list, for all who care about quays and ships",
    ]
    ((article,), _) = run(put("a.eml", mixed(*parts)))
    assert "The quay opened on Monday." in article.text


@pytest.mark.parametrize(
    ("plain", "page", "read"),
    [
        ("This message is in HTML. Please open it in a program that shows HTML.", "It opened.", "page"),
        ("Ce message est au format HTML.", "Le quai a ouvert lundi.", "page"),
        ("Cet e-mail contient du HTML, que votre logiciel n'affiche pas.", "Le quai a ouvert.", "page"),
        ("Voir ce message dans votre navigateur : https://example.org/x", "Le quai a ouvert lundi.", "page"),
        ("View it online: https://example.org/x", "The quay opened on Monday, " * 9, "page"),
        ("   \n", "It opened.", "page"),
        ("The quay opened.", "The <b>quay</b> opened.", "plain"),
        ("The report on HTML in mails was published on Monday.", "The report was published.", "plain"),
        ("The quay opened on Monday. " * 20, "Menu and footer. " * 400, "plain"),
    ],
)  # fmt: skip
def test_a_mail_is_read_from_the_part_that_holds_it(put: Put, plain: str, page: str, read: str) -> None:  # fmt: skip
    source = mixed(
        f"Content-Type: text/plain; charset=utf-8\n\n{plain}",
        f"Content-Type: text/html; charset=utf-8\n\n<html><body><p>{page}</p></body></html>",
        kind="alternative",
    )
    ((article,), _) = run(put("a.eml", source))
    told = " ".join(article.text.split())
    assert (" ".join(plain.split() or ["-"]) in told) == (read == "plain")
    assert (page.strip() in told) == (read == "page")


@pytest.mark.parametrize(
    ("headers", "url"),
    [
        ("Archived-At: <https://lists.example.org/quays/msg/17>\n", "https://lists.example.org/quays/msg/17"),
        ("List-Archive: <https://lists.example.org/quays/>\n", "https://lists.example.org/quays/"),
        ("List-Archive: <mailto:quays@example.org>\n", None),
        ("List-Post: <https://lists.example.org/quays/>\n", None),
        ("List-Archive: <https://a.org/>\nArchived-At: <https://a.org/17>\n", "https://a.org/17"),
    ],
)  # fmt: skip
def test_the_address_of_a_mail_in_its_lists_archive(
    put: Put, headers: str, url: str | None
) -> None:
    body = "Agreed.\n\nOn Tue, 4 May 2021 at 10:12, Jane Doe wrote:\n> The council voted.\n"
    good, _ = run(put("a.eml", f"{headers}{HEAD}\n{body}"))
    assert [a.url for a in good] == [url, None]


def test_files_on_the_mails_of_a_box_are_named_by_their_mail(put: Put) -> None:
    message = mail()
    message.add_attachment(REPORT, maintype="text", subtype="plain", filename="r.txt")
    source = message.as_bytes()
    box = b"".join(b"From a Thu May  6 09:00:00 2021\n%s\n" % each for each in (source, source))
    good, left = run(put("a.mbox", box))
    assert [a.id for a in good] == [
        "a.mbox",
        "a.mbox/mail 1/r.txt",
        "a.mbox#2",
        "a.mbox/mail 2/r.txt",
    ]
    assert not left


def test_files_on_an_attached_mail(put: Put) -> None:
    inner = mail("Within.")
    inner.add_attachment(REPORT, maintype="text", subtype="plain", filename="r.txt")
    outer = mail("Around.")
    outer.add_attachment(inner)
    good, left = run(put("a.eml", outer.as_bytes()))
    assert {a.id for a in good} == {"a.eml", "a.eml#2", "a.eml/r.txt"}
    assert not left


def test_an_encrypted_mail_is_told(put: Put) -> None:
    smime = f'{HEAD}Content-Type: application/pkcs7-mime; name="smime.p7m"\n\nxyz\n'
    pgp = mixed(
        "Content-Type: application/pgp-encrypted\n\nVersion: 1",
        "Content-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----\n\nxyz",
        kind="encrypted",
    )
    for source in (smime, pgp):
        good, left = run(put("a.eml", source))
        assert not good
        told = [e for e in left if not isinstance(e, Rubbish)]
        assert [e.kind for e in told if isinstance(e, NotRead)] == ["an encrypted file"]


def test_a_mail_cut_in_its_attachment_is_read(put: Put) -> None:
    message = mail("It opened.")
    message.add_attachment(zipped([("a.txt", REPORT)]), maintype="application", subtype="zip", filename="a.zip")  # fmt: skip
    source = message.as_bytes()
    good, left = run(put("a.eml", source[: len(source) - 120]))
    assert good[0].text.startswith("Quay\n\nIt opened.")
    assert left
    assert all(isinstance(e, InputError) for e in left)
