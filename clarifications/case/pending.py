"""Updates the public list of pending cases when a case moves."""

from clarifications.case.models import Clarification
from clarifications.register.models import Pending


def update_pending(clarification: Clarification) -> None:
    """Write, change or remove the row that the public sees; the map says in which states a case is pending."""
    edition, accepted_at = clarification.edition, clarification.accepted_at
    if not clarification.standing.is_pending or edition is None or accepted_at is None:
        Pending.objects.filter(clarification=clarification).delete()
        return
    row = {
        "reference": clarification.reference,
        "edition": edition,
        "clauses": list(dict.fromkeys(clarification.subject_clauses.values_list("canonical", flat=True))),
        "stage": clarification.state,
        "accepted_at": accepted_at,
        "since": clarification.since,
    }
    # Nobody else writes it meanwhile: the case is locked.
    if not Pending.objects.filter(clarification=clarification).update(**row):
        Pending.objects.create(clarification=clarification, **row)
