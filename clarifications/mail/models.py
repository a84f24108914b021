"""The messages that are sent about a case, and where each stands."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standards.models.fields import AddressField

# The verbs of mails about a draft, which is of no case yet.
CONFIRM, KEEP = "confirm", "keep"
ENDORSE, ENDORSEMENT, BODY_ADDRESS = "endorse", "endorsement", "body-address"  # to the endorser, requester, secretariat
OF_DRAFTS = (CONFIRM, KEEP, ENDORSE, ENDORSEMENT, BODY_ADDRESS)
REPORT = "report"  # of a reader, and the answer to it


class Delivery(models.TextChoices):
    """Where a message stands; a lease that ran out makes a message being sent free again."""

    QUEUED = "queued", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not delivered")
    ASIDE = "aside", _("Put aside")
    HELD = "held", _("Held back")


class Message(models.Model):
    """A mail: queued in the transaction of the step it is about, sent by ``manage.py work``, kept with its delivery.

    One that is given up, or came back, is the secretariat's turn, until it is sent again or put aside with a
    ``note``; so is one that waited in a backup of the database, and may have been sent since: it is held back.
    """

    clarification = models.ForeignKey(
        "Clarification", on_delete=models.PROTECT, null=True, blank=True, related_name="messages"
    )
    verb = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=20, blank=True)
    to_name = models.CharField(max_length=120, blank=True)
    to = AddressField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    line = models.CharField(max_length=16, default="work")
    queued_at = models.DateTimeField()
    delivery = models.CharField(max_length=8, choices=Delivery.choices, default=Delivery.QUEUED)
    sending = models.PositiveSmallIntegerField(default=1)  # one more each time that it is sent again
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)
    put_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-queued_at", "-pk")
        indexes = (
            models.Index(
                fields=["next_at"], condition=models.Q(delivery__in=["queued", "sending"]), name="message_to_send"
            ),
            models.Index(fields=["queued_at"], condition=models.Q(delivery="failed"), name="message_given_up"),
            models.Index(fields=["queued_at"], condition=models.Q(delivery="held"), name="message_held"),
        )

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"


class ReturnedMail(models.Model):
    """A report that a mail of ours came back; ``digest`` is of the report, which counts once."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.message_id}, {self.at:%Y-%m-%d}"
