"""The editions of a standing at a date, as a condition for the database that agrees with ``models.standing``."""

import datetime
from collections.abc import Collection

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from standards.catalogue.lineage import lines_of
from standards.models.editions import Edition, Succession
from standards.models.standing import StandingKind
from standards.models.transitions import Transition
from standards.reading.dates import PartialDate
from standards.reading.stages import PUBLISHED, WITHDRAWN

_IN_FORCE = Q(stage__gte=PUBLISHED, stage__lt=WITHDRAWN)
_STAGES = {
    StandingKind.CURRENT: _IN_FORCE,
    StandingKind.TRANSITION: Q(pk__in=()),
    StandingKind.WITHDRAWN: Q(stage__gte=WITHDRAWN) | Q(stage__lt=PUBLISHED, stage__endswith=".98"),
    StandingKind.DEVELOPMENT: Q(stage__lt=PUBLISHED) & ~Q(stage__endswith=".98"),
}


def standing_at(kinds: Collection[str], at: datetime.date, *, among: QuerySet[Edition]) -> Q:
    """Those of the editions ``among`` that have these standings at a date; three queries to build.

    The stage tells the standing of nearly all. The few of which dates or successors tell more are looked at one by one,
    so that the condition never says other than the page of the edition.
    """
    doubtful = Edition.objects.filter(pk__in=list(_doubtful(at, among))).select_related("standard").order_by()
    kind_of = {line.edition.pk: line.standing.kind for line in lines_of(list(doubtful), at=at)}
    by_stage = Q(pk__in=())
    for kind in kinds:
        by_stage |= _STAGES[StandingKind(kind)]
    return (by_stage & ~Q(pk__in=list(kind_of))) | Q(pk__in=[key for key, kind in kind_of.items() if kind in kinds])


def _doubtful(at: datetime.date, among: QuerySet[Edition]) -> QuerySet[Edition, int]:
    """Keys of editions with a date that is not reached or does not fit the stage, or with a successor that matters."""
    day = PartialDate.of(at)
    known = among.order_by().annotate(inferred_text=Cast("inferred", TextField()))
    own = known.filter(
        Q(stage__gte=PUBLISHED, published__gt=day)
        | Q(stage__gte=PUBLISHED, withdrawn__gt=day)
        | (_IN_FORCE & Q(withdrawn__gt=PartialDate()))
        | Q(stage=WITHDRAWN, withdrawn=PartialDate(), inferred_text__contains=f'"{Edition.WITHDRAWAL}"')
    )
    followed = Succession.objects.filter(newer__stage__gte=PUBLISHED).order_by()
    out_of_step = followed.filter(older__stage__gte=PUBLISHED, older__stage__lt=WITHDRAWN)
    in_transition = followed.filter(newer__in=Transition.objects.order_by().values("edition"))
    announced = followed.filter(newer__published__gt=day)
    successions = [rows.values_list("older", flat=True) for rows in (out_of_step, in_transition, announced)]
    return own.values_list("pk", flat=True).union(*successions)
