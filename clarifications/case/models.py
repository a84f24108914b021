"""The case itself: what was asked about which clauses, and what it answers to the rules of the map."""

import datetime
import hashlib
import hmac
from collections.abc import Iterable
from typing import NamedTuple, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.site_keys import is_ours, site_key
from clarifications.case.keys import make_key
from clarifications.case.seats import convenor_of, may_act, may_say, seats_of
from clarifications.case.visibility import ClarificationQuerySet
from clarifications.map.actors import Actor
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


class Clarification(models.Model):
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
        return tuple(row.name for row in self.consultations.select_related("group", "body"))

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
        found = cls.objects.select_related("edition__standard", "group").filter(key=link.partition("-")[0]).first()
        return found if found and is_ours(link, found._link_made_with) else None

    def _link_made_with(self, site_key: str) -> str:
        code = hmac.new(site_key.encode(), f"{self.key}:{self.link_counter}".encode(), hashlib.sha256)
        return f"{self.key}-{code.hexdigest()[:32]}"

    # ---------- what the rules of the map ask (map/rules.py: Case) ----------

    def is_about_a_casco_edition(self) -> bool:
        return self.edition_id is not None

    def asks_something(self) -> bool:
        return self.questions.exists()

    def names_clauses_or_general(self) -> bool:
        return self.is_general or self.subject_clauses.exists()

    def is_confirmed_or_on_behalf(self) -> bool:
        return self.confirmed_at is not None or self.entered_by_id is not None

    def has_source(self) -> bool:
        return bool(self.source)

    def has_open_return(self) -> bool:
        return self.returns.filter(is_inquiry=False, answered_at__isnull=True, questions__isnull=False).exists()

    def return_is_answered(self) -> bool:
        last = self.returns.filter(is_inquiry=False).last()
        return last is not None and not last.questions.filter(answer="").exists()

    def has_open_inquiry(self) -> bool:
        return self.returns.filter(is_inquiry=True, answered_at__isnull=True, questions__isnull=False).exists()

    def criteria_are_answered(self) -> bool:
        if self.criteria_set is None:
            return False
        return not self.criteria_set.criteria.exclude(pk__in=self.findings.values("criterion")).exists()

    def has_criterion_unmet(self, *, blocking_only: bool) -> bool:
        unmet = self.findings.filter(result="not-met")
        return (unmet.filter(criterion__blocks=True) if blocking_only else unmet).exists()

    def has_reason_code(self) -> bool:
        return bool(self.reason_code)

    def requester_class_is_confirmed(self) -> bool:
        return bool(self.identity.confirmed_kind)

    def has_committee_referred_to(self) -> bool:
        return self.referred_to_id is not None

    def has_record_that_answers(self) -> bool:
        return self.records_that_answer.exists()

    def drafter_is_in_the_group(self, at: datetime.datetime) -> bool:
        return self.drafter_id is not None and seats_of(self, at).filter(user=self.drafter_id).exists()

    def acting_convenor_is_in_the_group(self, at: datetime.datetime) -> bool:
        return self.acting_convenor_id is not None and seats_of(self, at).filter(user=self.acting_convenor_id).exists()

    def acting_convenor_was_asked(self, at: datetime.datetime) -> bool:
        return self.acting_convenor_id in may_act(self, at)

    def has_convenor_who_can_say(self, at: datetime.datetime) -> bool:
        return self.convenor_at(at) in may_say(self, at)

    def convenor_at(self, at: datetime.datetime) -> int | None:
        return convenor_of(self, at)

    def consults_its_lead_group(self) -> bool:
        return self.consultations.filter(group__isnull=False, group=self.group_id).exists()

    def is_drafted_by(self, by: Actor) -> bool:
        return by.user is not None and self.drafter_id == by.user.pk

    def is_drafted_by_somebody_else(self, by: Actor, at: datetime.datetime) -> bool:
        """Whether somebody else is named to draft, has shown nothing since, and can still do it."""
        last = self.decisions.last()
        has_shown = last is not None and last.by_id == self.drafter_id
        return not self.is_drafted_by(by) and not has_shown and self.drafter_is_in_the_group(at)

    def has_new_draft(self) -> bool:
        draft = self.decisions.last()
        return draft is not None and not draft.calls.exists()

    def has_recusal(self) -> bool:
        return self.recusals.filter(lifted_at__isnull=True).exists()

    def has_requester_to_write_to(self) -> bool:
        return hasattr(self, "identity") and bool(self.identity.email)

    def has_places_to_look_at(self) -> bool:
        return self.places.filter(outcome="").exists()

    def is_retired(self) -> bool:
        record = getattr(self, "record", None)
        return record is not None and record.retired_at is not None

    def has_former_version_to_redact(self) -> bool:
        return hasattr(self, "record") and self.record.versions.filter(redacted_at__isnull=True).count() > 1

    def has_relation_to_end(self) -> bool:
        return hasattr(self, "record") and self.record.relations.filter(ended_at__isnull=True).exists()

    def has_translation_to_end(self) -> bool:
        return hasattr(self, "record") and self.record.translations.filter(ended_at__isnull=True).exists()

    def has_bulletin_to_remove(self) -> bool:
        return hasattr(self, "record") and self.record.bulletins.filter(ended_at__isnull=True).exists()

    def draft_answers_every_question(self) -> bool:
        draft = self.decisions.last()
        if draft is None:
            return False
        answered = set(draft.answers.values_list("questions", flat=True))
        asked = self.questions.filter(parts__isnull=True).values_list("pk", "stem")
        return all(question in answered or stem in answered for question, stem in asked)

    def was_screened_by(self, by: Actor) -> bool:
        return by.user is not None and self._was_screened_by(by.user.pk)

    def was_screened_by_its_convenor(self, at: datetime.datetime) -> bool:
        convenor = self.convenor_at(at)
        return convenor is not None and self._was_screened_by(convenor)

    def _was_screened_by(self, user: int) -> bool:
        return self.screened_by_id == user or self.findings.filter(by=user).exists()

    def has_declared_interest(self, by: Actor) -> bool:
        return by.user is not None and self.declarations.filter(user=by.user).exists()

    def is_on_the_roll(self, by: Actor) -> bool:
        call = self.calls.last()
        return call is not None and call.roll.filter(user=by.user, recused_at__isnull=True).exists()

    def waits_for_position_of(self, by: Actor) -> bool:
        call = self.calls.last()
        silent = {"recused_at__isnull": True, "position__isnull": True}
        return call is not None and call.roll.filter(user=by.user, **silent).exists()

    def call_is_open(self, at: datetime.datetime) -> bool:
        call = self.calls.last()
        return call is not None and call.is_open(at)

    def call_is_answered_by_all(self) -> bool:
        call = self.calls.last()
        return call is None or call.is_answered_by_all

    def call_lasts_long_enough(self) -> bool:
        call = self.calls.last()
        return call is not None and (call.ends_on - call.opened_at.date()).days >= settings.CALL_DAYS

    def a_call_was_held(self) -> bool:
        return self.calls.filter(group=self.group_id).exists()

    def has_objection(self, at: datetime.datetime, *standings: str) -> bool:
        call = self.calls.last()
        return call is not None and call.roll.objections(at, *standings).exists()

    def waits_for_word_of(self, by: Actor, at: datetime.datetime) -> bool:
        call = self.calls.last()
        return call is not None and call.roll.objections(at, "asked").filter(user=by.user).exists()

    def has_standing_verdict(self) -> bool:
        return hasattr(self, "record") and self.record.verdicts.standing().exists()

    def has_withdrawal_asked(self) -> bool:
        return self.withdrawal_requests.filter(answered_at__isnull=True).exists()

    def answers_are_as_agreed(self) -> bool:
        prepared = getattr(self, "public_text", None)
        if prepared is None:
            return False
        unchanged = prepared.agreed_hash in ("", prepared.answers_hash)
        return unchanged or self.proposed_changes.agreed().filter(answers_hash=prepared.answers_hash).exists()

    def may_ask_about_answers(self) -> bool:
        if not hasattr(self, "public_text") or not self.public_text.agreed_hash:
            return False
        return self.state == State.PUBLISHED or not self.answers_are_as_agreed()

    def was_asked_about_change_by(self, by: Actor) -> bool:
        return self.proposed_changes.unsettled().filter(by=by.user).exists()

    def has_change_asked(self) -> bool:
        return self.proposed_changes.asked().exists()

    def has_change_agreed(self) -> bool:
        agreed = self.proposed_changes.agreed()
        return any(change.answers_hash != self.public_text.answers_hash for change in agreed)

    def public_text_is_complete(self) -> bool:
        return hasattr(self, "public_text") and self.public_text.is_complete
