"""The events of a case: one a step, chained so that a change shows; people are named in them by opaque ids."""

import hashlib
import json
import secrets

from django.db import models

ERASED = ""


def make_salt() -> str:
    """Makes the digest of a short text useless to whoever guesses texts."""
    return secrets.token_hex(16)


def digest(salt: str, text: str) -> str:
    """The salted digest that stands for a text in the chain."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


class Naming(models.IntegerChoices):
    """How an event names people. Those that were written before people had ids in them keep their names in words."""

    EMPTIED = 0  # by name, and emptied back then: whose name went is not known, so that nobody's is drawn
    IN_WORDS = 1
    BY_ID = 2


class Event(models.Model):
    """One step that was taken: by whom, as what, when, from where to where, about whom, what changed, why.

    Never changed. Who acted, and whom it is about, are opaque ids: names are drawn when it is shown. The chain runs
    over ``number`` to ``about_key``; ``actor``, ``on_behalf_of``, ``reason``, ``detail`` and ``salt`` are personal
    text that may be emptied once, after which verification says *erased*, not *broken*.
    """

    clarification = models.ForeignKey("Clarification", on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=40)
    roles = models.CharField(max_length=80)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20)
    at = models.DateTimeField()
    actor_key = models.CharField(max_length=40)
    reason_digest = models.CharField(max_length=64)
    detail_digest = models.CharField(max_length=64)
    about_key = models.CharField(max_length=40, blank=True, default="")
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    naming = models.PositiveSmallIntegerField(choices=Naming.choices, default=Naming.BY_ID)
    actor = models.CharField(max_length=200, blank=True)
    on_behalf_of = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    detail = models.TextField(blank=True)
    salt = models.CharField(max_length=32, default=make_salt)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["clarification", "number"], name="event_number_once"),)

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"

    def chained(self) -> str:
        """The hash this event must have."""
        parts = [
            self.clarification.key,
            self.number,
            self.verb,
            self.roles,
            self.from_state,
            self.to_state,
            self.at.isoformat(),
            self.actor_key,
            self.reason_digest,
            self.detail_digest,
            self.previous,
        ]
        if self.naming == Naming.BY_ID:  # of those before, it was made out later, where it was certain
            parts.append(self.about_key)
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    @property
    def is_erased(self) -> bool:
        """Whether the personal text was emptied."""
        return self.salt == ERASED

    def fault(self, previous: str) -> str:
        """What is wrong with this event after one with the hash ``previous``; empty when nothing is."""
        if self.previous != previous:
            return "does not follow the event before it"
        if self.chained() != self.hash:
            return "was changed"
        if not self.is_erased and (
            digest(self.salt, self.reason) != self.reason_digest
            or digest(self.salt, f"{self.actor}\n{self.on_behalf_of}\n{self.detail}") != self.detail_digest
        ):
            return "has another text than was recorded"
        return ""


def empty_events(events: models.QuerySet[Event]) -> int:
    """Empty the personal text of these events; returns of how many there was any."""
    # The salt goes with the text: with it, names and short reasons could be tried against the digests that stay.
    return events.exclude(salt=ERASED).update(
        actor=ERASED, on_behalf_of=ERASED, reason=ERASED, detail=ERASED, salt=ERASED
    )
