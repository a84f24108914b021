"""Of which editions something can be said: later ones of the lineage of a record, as far as dates are known."""

from django.utils.translation import gettext as _

from clarifications.register.models import Record, Verdict, VerdictKind
from standards.catalogue.descent import Descent
from standards.models import Edition
from standards.reading.dates import PartialDate


def may_include(record: Record) -> list[Edition]:
    """The editions, amendments and corrigenda that can have taken the record in, newest first."""
    decided = decided_by(record)
    return [one for one in Descent.of_casco().later(record.edition) if not one.published.is_known_not_after(decided)]


def may_be_reviewed(record: Record) -> list[Edition]:
    """The later editions of its lineage, for which it can still apply or apply no longer, newest first.

    Where the text names no edition, also the one that it is filed under.
    """
    own = record.edition.published
    later = [one for one in Descent.of_casco().later(record.edition) if not one.published.is_known_not_after(own)]
    return later if record.names_edition else [*later, record.edition]


def decided_by(record: Record) -> PartialDate:
    """The day of the decision; where it is not known, one that it is not earlier than; else nothing."""
    dates = record.text_in_force().dates
    return PartialDate(dates.decided or dates.accepted or dates.asked)


def why_not_included(record: Record, edition: Edition) -> str:
    """Why an edition cannot have taken the record in; empty where it can."""
    if why := _why_not_in_lineage(record, edition):
        return why
    decided = decided_by(record)
    if edition.published.is_known_not_after(decided):
        return _(
            "%(edition)s (published: %(published)s) is not later than the decision (%(decided)s); it cannot have"
            " included it."
        ) % {"edition": edition.reference, "published": edition.published, "decided": decided}
    return ""


def why_not_reviewed(record: Record, edition: Edition) -> str:
    """Why nothing can be said of the record for an edition; empty where it can."""
    if edition == record.edition and not record.names_edition:
        return ""
    if why := _why_not_in_lineage(record, edition):
        return why
    if edition.published.is_known_not_after(record.edition.published):
        return _("%(edition)s is not later than %(own)s, of which the record speaks.") % {
            "edition": edition.reference,
            "own": record.edition.reference,
        }
    return ""


def why_not_true(record: Record, verdict: Verdict) -> str:
    """Why a verdict cannot be given of the record as it stands now; empty where it can."""
    if verdict.kind == VerdictKind.INCORPORATED:
        return why_not_included(record, verdict.edition)
    if verdict.kind == VerdictKind.STILL_APPLIES and not record.could_apply:
        return _("No answer is held that could apply, or its body took it back.")
    return why_not_reviewed(record, verdict.edition)


def _why_not_in_lineage(record: Record, edition: Edition) -> str:
    if not edition.was_published:
        return _("%(edition)s is not published; nothing can be said of it yet.") % {"edition": edition.reference}
    if edition not in Descent.of_casco().later(record.edition):
        return _(
            "%(edition)s does not follow %(own)s. Name a later edition of its lineage, or an amendment or corrigendum."
        ) % {"edition": edition.reference, "own": record.edition.reference}
    return ""
