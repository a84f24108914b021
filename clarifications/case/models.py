"""The case itself: what was asked about which clauses, and what it answers to the rules of the map."""

import copy
import datetime
import hashlib
import hmac
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.site_keys import is_ours, site_key
from clarifications.case.held import OF_A_RECORD, Rows, held_now, link, name_people
from clarifications.case.keys import make_key
from clarifications.case.ruled import Ruled
from clarifications.case.visibility import ClarificationQuerySet
from clarifications.map.rule import Text
from clarifications.map.steps import State
from clarifications.map.whole import the_map
from clarifications.map.words import StateWords
from clarifications.register.vocabulary import RecordKind


def clauses_in_words(numbers: Iterable[str]) -> str:
    """Each number once, in order; in words where there is none."""
    return ", ".join(dict.fromkeys(numbers)) or str(_("general"))


# Held by each step after which a record may stand for another: the locks of their cases know nothing of each other,
# and records that are related or retired at once, however many, could come to stand for each other in a ring.
STANDS_FOR = "what stands for what"


class Counter(models.Model):
    """The last number given in a named sequence, such as the references of a year."""

    name = models.CharField(max_length=80, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"

    @classmethod
    def next(cls, name: str) -> int:
        """Give the next number of ``name``; two at the same moment never get the same (inside a transaction)."""
        counter = cls.hold(name)
        counter.last += 1
        counter.save(update_fields=["last"])
        return counter.last

    @classmethod
    def hold(cls, name: str) -> Self:
        """Let all who ask for ``name`` come one after the other, each until the transaction it stands in is over."""
        counter, _made = cls.objects.select_for_update().get_or_create(name=name)
        return counter


class OwnText(NamedTuple):
    """A text that the requester writes beside the questions, as the pages show it."""

    name: str
    label: Text
    text: str
    whose: Text = ""


class ReasonCode(models.TextChoices):
    """Why a request is not accepted."""

    OUTSIDE_CASCO = "outside-casco", _("Outside CASCO: another committee’s standard")
    HOW_TO = "how-to", _("Asks how to implement, not what is meant")
    NEW_REQUIREMENT = "new-requirement", _("Asks for a new or changed requirement")
    DISPUTE = "dispute", _("A dispute or a particular case")
    ALREADY_ANSWERED = "already-answered", _("Already answered")
    TEXT_IS_CLEAR = "text-is-clear", _("The text is clear")
    NOT_UNDERSTANDABLE = "not-understandable", _("Cannot be understood")
    OTHER = "other", _("Other")


class Clarification(Ruled, models.Model):
    """The whole case, from request to end. Written by its door alone, ``take()``."""

    key = models.CharField(max_length=32, unique=True, default=make_key, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=16, choices=RecordKind.choices, default=RecordKind.CLARIFICATION)
    state = models.CharField(max_length=20, choices=State.choices)
    version = models.PositiveIntegerField(default=1)
    since = models.DateTimeField()
    subject = models.CharField(max_length=200)
    edition = models.ForeignKey(
        "standards.Edition", on_delete=models.PROTECT, null=True, blank=True, related_name="clarifications"
    )
    other_standard = models.CharField(max_length=200, blank=True)
    is_general = models.BooleanField(default=False)
    background = models.TextField(blank=True)
    understanding = models.TextField(blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.CharField(max_length=500, blank=True)

    submitted_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    group = models.ForeignKey(
        "standards.MaintenanceGroup", on_delete=models.PROTECT, null=True, blank=True, related_name="clarifications"
    )
    criteria_set = models.ForeignKey("CriteriaSet", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    screened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    drafter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    acting_convenor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    left_group = models.ForeignKey(  # it had the request until the acceptance was taken back
        "standards.MaintenanceGroup", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason_code = models.CharField(max_length=20, choices=ReasonCode.choices, blank=True)
    closing_note = models.TextField(blank=True)
    referred_to = models.ForeignKey(
        "standards.Committee", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    link_counter = models.PositiveIntegerField(default=1)
    # Which key of the site the link was made with when it was mailed; empty where that was not noted yet.
    link_key_mark = models.CharField(max_length=8, blank=True)

    objects = ClarificationQuerySet.as_manager()

    class Meta:
        ordering = ("-submitted_at", "-pk")
        indexes = (
            models.Index(fields=["state", "since"], name="clarification_turns"),
            models.Index(fields=["group", "state"], name="clarification_of_group"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="clarification_state_on_the_map"),
            models.CheckConstraint(
                condition=Q(edition__isnull=True) | Q(other_standard=""), name="clarification_about_one_standard"
            ),
        )

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("clarifications:case", args=[self.reference])

    @classmethod
    def seen_by_groups(cls) -> list[str]:
        """The states in which a group sees its cases."""
        return the_map().seen_by_groups

    @property
    def standing(self) -> StateWords:
        """The state with all that the map says of it."""
        return the_map().state(self.state)

    @property
    def cites(self) -> str:
        """The edition, or the standard typed where it is not one of CASCO's."""
        return self.edition.reference if self.edition else self.other_standard

    @property
    def own_texts(self) -> tuple[OwnText, ...]:
        """What the requester writes beside the questions: every page that shows the request shows these."""
        return (
            OwnText("background", _("Background"), self.background),
            OwnText("understanding", _("Own understanding"), self.understanding, whose=_("of the requester")),
        )

    @property
    def consulted(self) -> tuple[str, ...]:
        """The groups and bodies that are consulted, in the words that are published."""
        return tuple(row.name for row in self.held("consultations", "groups", "bodies")["consultations"])

    @property
    def clause_numbers(self) -> str:
        """The subject clauses in the order asked, each once, in words where there are none."""
        return clauses_in_words(clause.canonical for clause in self.subject_clauses.all())

    @property
    def link(self) -> str:
        """The private key of the requester: the opaque id, a dash, and a code over it and the counter; never stored."""
        return self._link_made_with(site_key())

    @property
    def private_path(self) -> str:
        """Where the requester follows the request."""
        return reverse("clarifications:followed", args=[self.link])

    @classmethod
    def by_link(cls, link: str) -> "Clarification | None":
        """The case a private link opens, or ``None`` where it is wrong or revoked."""
        cases = cls.objects.select_related("edition__standard", "group", "identity__body", "record__edition")
        found = cases.filter(key=link.partition("-")[0]).first()
        return found if found and is_ours(link, found._link_made_with) else None

    def _link_made_with(self, site_key: str) -> str:
        code = hmac.new(site_key.encode(), f"{self.key}:{self.link_counter}".encode(), hashlib.sha256)
        return f"{self.key}-{code.hexdigest()[:32]}"

    # ---------- what it holds ----------

    def held(self, *tables: str, at: datetime.datetime | None = None) -> Rows:
        """The rows of these tables: as its page has gathered them, else as they are now."""
        if self.gathered is not None and self.gathered.keys() >= set(tables):
            return self.gathered
        return held_now(self, tables, at=at)

    def for_page(
        self, tables: Sequence[str], *, at: datetime.datetime, user: int | None = None, with_people: bool = True
    ) -> Self:
        """The same case with the rows of these tables, and the people in them, for one page: two statements.

        It is another object: whoever has this one, such as the door, never sees what was gathered.
        """
        page = copy.copy(self)
        page.__dict__["_prefetched_objects_cache"] = {}
        asked = [table for table in tables if hasattr(page, "record") or table not in OF_A_RECORD]
        page.gathered = {table: [] for table in tables} | dict(held_now(page, asked, at=at, user=user))
        link(page, page.gathered)
        if with_people:
            name_people(page, page.gathered)
        return page
