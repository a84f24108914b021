"""Reports that a mail did not arrive, in the shapes in which mail servers write them; each is given the mail's id."""

REPORT = """From: {sender}
To: clarifications@site.example
Subject: {subject}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="{boundary}"

--{boundary}
Content-Type: text/plain; charset={charset}

{words}

--{boundary}
Content-Type: message/delivery-status

{reporter}

{recipient}

--{boundary}
Content-Type: {kind}

From: CASCO Clarifications <clarifications@site.example>
To: max@body.example
Message-ID: <{id}>
Subject: A draft is there

--{boundary}--
"""


def report(id, **given):
    shape = {
        "sender": "MAILER-DAEMON@mx.example (Mail Delivery System)",
        "subject": "Undelivered Mail Returned to Sender",
        "boundary": "ABC/mx.example",
        "charset": "us-ascii",
        "words": "I'm sorry to have to inform you that your message could not be delivered.",
        "reporter": "Reporting-MTA: dns; mx.example",
        "recipient": "Final-Recipient: rfc822; max@body.example\nAction: failed\nStatus: 5.1.1",
        "kind": "message/rfc822",
    }
    return REPORT.format(id=id, **(shape | given)).encode("utf-8", "surrogateescape")


def postfix(id):
    return report(
        id,
        reporter="Reporting-MTA: dns; mx.example\nX-Postfix-Queue-ID: 4F1"
        "\nArrival-Date: Fri, 27 Nov 2026 10:00:00 +0000",
        recipient="Final-Recipient: rfc822; max@body.example\nOriginal-Recipient: rfc822;max@body.example\n"
        "Action: failed\nStatus: 5.1.1\nRemote-MTA: dns; mail.body.example\n"
        "Diagnostic-Code: smtp; 550 5.1.1 <max@body.example>: Recipient address\n    rejected: User unknown",
        kind="text/rfc822-headers",
    )


def postfix_expired(id):
    return report(
        id,
        recipient="Final-Recipient: rfc822; max@body.example\nAction: failed\nStatus: 4.4.1\n"
        "Diagnostic-Code: X-Postfix; connect to mail.body.example: Connection timed out",
    )


def postfix_delayed(id):
    return report(
        id,
        subject="Delayed Mail (still being retried)",
        recipient="Final-Recipient: rfc822; max@body.example\nAction: delayed\nStatus: 4.4.1",
    )


def exim(id):
    return report(
        id,
        sender="Mail Delivery System <Mailer-Daemon@mx.example>",
        subject="Mail delivery failed: returning message to sender",
        boundary="1700000000-eximdsn-804289383",
        recipient="Action: failed\nFinal-Recipient: rfc822;max@body.example\nStatus: 5.0.0\n"
        "Remote-MTA: dns; mail.body.example\nDiagnostic-Code: smtp; 550 Unrouteable address",
    )


def exchange(id):
    return report(
        id,
        sender="Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@body.example>",
        subject="=?utf-8?B?VW56dXN0ZWxsYmFyOiBBIGRyYWZ0IGlzIHRoZXJl?=",
        boundary="_6f9a_",
        charset="utf-8",
        words="Ihre Nachricht an Max konnte nicht zugestellt werden. Größe überschritten.",
        recipient="Final-Recipient: rfc822;max@body.example\nAction: failed\nStatus: 5.1.10\n"
        "Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
    )


def gmail(id):
    mail = report(
        id,
        sender="Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        subject="Delivery Status Notification (Failure)",
        boundary="000000000000abc",
        recipient="Final-Recipient: rfc822; max@body.example\nAction: failed\nStatus: 5.2.2\n"
        "Diagnostic-Code: smtp; 552-5.2.2 The email account that you tried to reach is over quota.",
    )
    return b"X-Failed-Recipients: max@body.example\nReferences: <%s>\n" % id.encode() + mail


def sendmail(id):
    return report(
        id,
        sender="Mail Delivery Subsystem <MAILER-DAEMON@mx.example>",
        subject="Returned mail: see transcript for details",
        boundary="jB8.1700000000/mx.example",
        reporter="Reporting-MTA: dns; mx.example\nReceived-From-MTA: DNS; site.example",
        recipient="Final-Recipient: RFC822; max@body.example\nAction: Failed\nStatus: 5.1.2\n"
        "Remote-MTA: DNS; body.example\nDiagnostic-Code: SMTP; 550 Host unknown",
    )


def in_no_charset_there_is(id):
    return report(
        id,
        charset="x-martian",
        recipient="Final-Recipient: rfc822; max@body.example\nAction: failed\nStatus: 5.7.1\n"
        "Diagnostic-Code: =?x-martian?Q?not_here?= \udce9\udcff refused",
    )


def without_a_status(id):
    return report(id, recipient="Final-Recipient: rfc822; max@body.example\nAction: failed")


def with_a_huge_attachment(id):
    return report(id) + b"x" * 3_000_000


def absence_note(id):
    return (
        f"From: max@body.example\nSubject: Out of office\nIn-Reply-To: <{id}>\nAuto-Submitted: auto-replied\n\n"
        "I am away.\n"
    ).encode()


def nothing_at_all(id):
    return b"\x00\xff\xfe" * 50


def broken_off(id):
    return report(id)[:420]


FOR_GOOD = {
    postfix: "5.1.1 smtp; 550 5.1.1 <…>: Recipient address rejected: User unknown",
    exim: "5.0.0 smtp; 550 Unrouteable address",
    exchange: ("5.1.10 smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"),
    gmail: "5.2.2 smtp; 552-5.2.2 The email account that you tried to reach is over quota.",
    sendmail: "5.1.2 SMTP; 550 Host unknown",
    with_a_huge_attachment: "5.1.1",
}
SAYS_NOTHING = (postfix_delayed, absence_note, nothing_at_all, broken_off)
