"""Which cases somebody may see, and the columns that lists and rules ask of many cases at once."""

import datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Subquery

from accounts.models import Seat
from clarifications.case.seats import asked_remain_column, convenor_column, drafter_column
from clarifications.map.actors import Actor, ActorKind

if TYPE_CHECKING:
    from clarifications.case.models import Clarification  # noqa: F401 - named as text below


class ClarificationQuerySet(models.QuerySet["Clarification"]):
    def visible_to(self, actor: Actor) -> "ClarificationQuerySet":
        """The cases that ``actor`` may see; lists and detail pages start here, so a hidden case is a 404 everywhere.

        The secretariat sees all; who comes by a private link sees that one request; a member sees what the own groups
        have; whoever is recused sees nothing of the case. Being a superuser or administrator opens nothing.
        """
        if actor.kind is ActorKind.REQUESTER:
            return self.filter(key=actor.key)
        if actor.user is None or not actor.user.is_active:
            return self.none()
        recusals = apps.get_model("clarifications", "Recusal").objects
        recused = Exists(recusals.filter(clarification=OuterRef("pk"), user=actor.user, lifted_at__isnull=True))
        if actor.user.is_secretariat:
            return self.filter(~recused)
        today = datetime.datetime.now(tz=datetime.UTC).date()
        groups = Seat.objects.on(today).filter(user=actor.user).values("group")
        return self.filter(~recused, group__in=groups, state__in=self.model.seen_by_groups())

    def for_lists(self) -> "ClarificationQuerySet":
        """With what a row of a list shows, so that the number of queries does not grow with the rows."""
        return self.select_related("edition__standard", "group").prefetch_related("subject_clauses")

    def for_rules(self, at: datetime.datetime) -> "ClarificationQuerySet":
        """With the columns that the rules of the map use where they are asked of many cases."""
        drafts = apps.get_model("clarifications", "Decision").objects.filter(clarification=OuterRef("pk"))
        calls = apps.get_model("clarifications", "Call").objects.filter(clarification=OuterRef("pk"))
        return self.annotate(
            convenor=convenor_column(at),
            newest_draft=Subquery(drafts.order_by("-number").values("pk")[:1]),
            last_call=Subquery(calls.order_by("-round").values("pk")[:1]),
            asked_remain=asked_remain_column(at),
            present_drafter=drafter_column(at),
        )
