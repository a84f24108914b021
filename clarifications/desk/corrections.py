"""What the desk says of a request that was put right: what was written before that, and who is responsible now."""

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from clarifications.case.corrected import CORRECTIONS, who_keeps_it

if TYPE_CHECKING:
    from clarifications.desk.case_file import CaseFile


def corrected_at(file: "CaseFile") -> datetime.datetime | None:
    """When the request was put right last."""
    return max((event.at for event in file.events if event.verb in CORRECTIONS), default=None)


def what_a_correction_means(file: "CaseFile") -> Iterator[str]:
    """What whoever works on a corrected request should know; nothing where it stands as it was sent."""
    at = corrected_at(file)
    if at is None:
        return
    day = {"day": format_date(at, "j F Y")}
    yield _("What was asked was corrected on %(day)s. The history says what it was.") % day
    if file.drafts and file.drafts[-1].at < at:
        yield _("The newest draft was written before that.")
    if any(row["finding"] and row["finding"].at < at for row in file.criteria):
        yield _("Findings on the criteria were recorded before that.")
    if said := who_keeps_it(file.clarification):
        yield said
