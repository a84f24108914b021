"""The way of a report: kept once, answered by the secretariat, opened again, deleted when its time is over."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from clarifications.mail.reporting import send_to_reader, send_to_secretariat
from clarifications.reports.models import ReaderReport, ReportAnswer, Reported
from clarifications.reports.pages import address_to_mail
from standards.editing.others import REPORTED, mark_link


def open_reports() -> QuerySet[ReaderReport]:
    """The reports that wait for the secretariat, the oldest first."""
    return ReaderReport.objects.filter(closed_at=None)


def keep_report(reported: Reported, *, at: datetime.datetime) -> bool:
    """Keep a report and tell the secretariat, at most once a day; ``False`` where the same one waits already."""
    with transaction.atomic():
        _report, is_new = ReaderReport.objects.get_or_create(
            digest=reported.digest, closed_at=None, defaults={**vars(reported), "received_at": at}
        )
        if is_new:
            send_to_secretariat(open_reports().count(), at=at)
    return is_new


def answer_report(
    report: ReaderReport, *, outcome: str, words: str, by: User, at: datetime.datetime, dead: Iterable[str] = ()
) -> bool:
    """Say what became of a report; its reader is told, if they wished it. ``False``: somebody was faster.

    ``dead``: the keys of publications of other bodies whose links are marked as dead with it.
    """
    with transaction.atomic():
        if not open_reports().filter(pk=report.pk).update(closed_at=at):
            return False
        for key in dead:
            mark_link(int(key), is_dead=True, looked_at=timezone.localdate(at), reason=REPORTED)
        ReportAnswer.objects.create(report=report, outcome=outcome, words=words, by=by, at=at)
        if report.email:
            send_to_reader(report.email, page=address_to_mail(report.page), outcome=outcome, words=words, at=at)
    return True


def open_again(report: ReaderReport) -> bool:
    """Take back that a report is done; ``False`` where it is open, or the same one was sent again meanwhile."""
    try:
        with transaction.atomic():
            return bool(ReaderReport.objects.filter(pk=report.pk, closed_at__isnull=False).update(closed_at=None))
    except IntegrityError:  # the database keeps the same report open once
        return False


def purge_reports(at: datetime.datetime) -> int:
    """Delete reports whose outcome is known for ``REPORT_DAYS``, with the addresses in them; how many."""
    over = ReaderReport.objects.filter(closed_at__lt=at - datetime.timedelta(days=settings.REPORT_DAYS))
    return over.delete()[1].get(ReaderReport._meta.label, 0)
