"""People, the bodies they speak for and the seats they hold in maintenance groups."""

import datetime
import uuid
from typing import ClassVar, Self, TypedDict, TypeVar, Unpack

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Case, Count, F, Prefetch, Q, Value, When
from django.db.models.functions import Coalesce, Lower, NullIf
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from standards.models.fields import AddressField, NameField, PartialDateField
from standards.models.kinds import SourceRank
from standards.reading.characters import address
from standards.reading.dates import PartialDate


class PersonFields(TypedDict, total=False):
    """What can be said of a person besides the address."""

    name: str
    is_secretariat: bool
    is_staff: bool
    is_superuser: bool
    is_active: bool


class UserManager(BaseUserManager["User"]):
    """Makes people; the address is kept in lower case, so that one person signs in however it is typed."""

    def create_user(self, email: str, password: str | None = None, **fields: Unpack[PersonFields]) -> "User":
        """Make a person; without a password the person can sign in only after an invitation.

        Raises ``ValueError`` when the address is empty.
        """
        if not email:
            raise ValueError("A person needs an e-mail address.")
        user = self.model(email=address(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, *, name: str) -> "User":
        """Make an administrator: reference data and accounts, no rights on cases."""
        return self.create_user(email, password, name=name, is_staff=True, is_superuser=True)

    def invited(self) -> "models.QuerySet[User]":
        """People who have not set a password yet."""
        return self.filter(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by e-mail. ``key`` stands for the person in the journal and tells nothing about them."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = AddressField(_("e-mail"), unique=True)
    name = NameField(_("name"), max_length=120)
    is_secretariat = models.BooleanField(
        _("secretariat"), default=False, help_text=_("Screens, returns, refers, publishes, corrects.")
    )
    is_staff = models.BooleanField(
        _("administrator"), default=False, help_text=_("Edits the catalogue and people. Gives no rights on cases.")
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Off: the person cannot sign in; nothing is deleted.")
    )
    joined_at = models.DateTimeField(_("since"), auto_now_add=True)
    # Sessions and links made before open nothing: the address was another one, or the account was switched off.
    entries_ended_at = models.DateTimeField(null=True, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)
    history = HistoricalRecords(excluded_fields=["password", "last_login", "entries_ended_at", "erased_at"])

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("name", "pk")
        constraints = (models.UniqueConstraint(Lower("email"), name="user_email_in_any_case"),)

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def entry_state(self) -> str:
        """What every key to this account is made with besides the password: when those before came to an end."""
        return self.entries_ended_at.isoformat() if self.entries_ended_at else ""

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """A session ends with the password and, other than in Django, with the address it was begun with."""
        state = f"{self.password}|{self.email}|{self.entry_state}"
        return salted_hmac("accounts.session", state, secret=secret, algorithm="sha256").hexdigest()


class BodyKind(models.TextChoices):
    """What a body is to ISO; only the first two may be the requester of record (clarification process, criterion 3)."""

    MEMBER = "member", _("ISO member body")
    LIAISON = "liaison", _("Organisation in category A liaison")
    OTHER = "other", _("Other body")


class Membership(models.TextChoices):
    """What a member is within ISO; only a member body has a full seat."""

    MEMBER_BODY = "member body", _("member body")
    CORRESPONDENT = "correspondent member", _("correspondent member")


# Whose names are public: what ISO lists, and the invented ones of the demonstration.
IS_LISTED = Q(iso_id__isnull=False) | Q(is_example=True)
IS_LISTED_BEFORE = Q(older__iso_id__isnull=False) | Q(older__is_example=True)


class BodyQuerySet(models.QuerySet["Body"]):
    def active(self) -> "BodyQuerySet":
        """Bodies that are not switched off, also those whose role another one has today."""
        return self.filter(is_active=True)

    def nominating(self) -> "BodyQuerySet":
        """Bodies of which each can ask, endorse, and name a person for a maintenance group, whoever has its role."""
        return self.active().filter(kind__in=(BodyKind.MEMBER, BodyKind.LIAISON))

    def public(self) -> "BodyQuerySet":
        """Those with an id of ISO, examples, and what took over the role of one; others are private.

        Others are those whom an administrator entered for a case or a seat.
        """
        return self.active().nameable()

    def nameable(self) -> "BodyQuerySet":
        """Those whose name is public, also where they are switched off."""
        succeeded = BodySuccession.objects.in_effect(timezone.localdate())
        newer = succeeded.filter(IS_LISTED_BEFORE).order_by().values("newer")
        return self.filter(IS_LISTED | Q(pk__in=newer))

    def counts(self) -> dict[str, int]:
        """How many public bodies there are of each kind, and how many of all are examples."""
        kinds = {kind.value: Count("pk", filter=Q(kind=kind)) for kind in BodyKind}
        return self.public().aggregate(**kinds, examples=Count("pk", filter=Q(is_example=True)))

    def listed(self) -> "BodyQuerySet":
        """Bodies as the public list has them, in its order."""
        return self.public().with_roles().in_order()

    def in_order(self) -> "BodyQuerySet":
        """Members, then liaisons, then others, each by acronym or name."""
        rank = Case(When(kind=BodyKind.MEMBER, then=0), When(kind=BodyKind.LIAISON, then=1), default=2)
        called = Coalesce(NullIf("acronym", Value("")), "name")
        return self.annotate(rank=rank, called=Lower(called)).order_by("rank", "called", "pk")

    def with_roles(self) -> "BodyQuerySet":
        """With what took over from them, and from what they took over, as far as that is public today."""
        named = Body.objects.nameable().order_by().values("pk")
        rows = BodySuccession.objects.in_effect(timezone.localdate())
        after = rows.filter(newer__in=named).select_related("newer")
        before = rows.filter(older__in=named).select_related("older")
        return self.prefetch_related(Prefetch("successions", after), Prefetch("predecessors", before))


class Body(models.Model):
    """An organisation that asks, nominates or is consulted."""

    name = NameField(_("name"), max_length=200)
    acronym = NameField(_("acronym"), max_length=60, blank=True)
    former_acronym = NameField(_("former acronym"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=BodyKind.choices)
    country = models.CharField(_("country"), max_length=80, blank=True)
    country_code = models.CharField(_("country code"), max_length=2, blank=True)
    iso_id = models.PositiveIntegerField(
        _("ISO id"), null=True, blank=True, unique=True, help_text=_("A body without one is not in the public list.")
    )
    membership = models.CharField(_("membership"), max_length=30, choices=Membership.choices, blank=True)
    membership_as_of = PartialDateField(_("membership as of"), blank=True)
    participating = models.PositiveSmallIntegerField(_("committees it participates in"), null=True, blank=True)
    observing = models.PositiveSmallIntegerField(_("committees it observes"), null=True, blank=True)
    secretariats = models.PositiveSmallIntegerField(_("secretariats it holds"), null=True, blank=True)
    liaisons = models.PositiveSmallIntegerField(_("committees it is in liaison with"), null=True, blank=True)
    is_verified = models.BooleanField(
        _("verified"),
        default=True,
        help_text=_("Off: its country, its full membership or its liaison with ISO/CASCO could not be confirmed."),
    )
    is_example = models.BooleanField(_("example"), default=False, help_text=_("Invented, for the demonstration."))
    is_active = models.BooleanField(_("active"), default=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    history = HistoricalRecords()

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ("name", "pk")
        constraints = (models.UniqueConstraint(fields=["name", "country_code"], name="body_once_a_country"),)

    def __str__(self) -> str:
        return f"{self.acronym}, {self.name}" if self.acronym and self.acronym != self.name else self.name

    def get_absolute_url(self) -> str:
        return reverse("accounts:body", args=[self.ref])

    @property
    def ref(self) -> str:
        """What addresses call it: its number at ISO, else its acronym or name."""
        if self.iso_id:
            return str(self.iso_id)
        called = slugify(self.acronym or self.name)
        return f"body-{self.pk}" if not called or called.isdecimal() else called


def has_begun(since: PartialDate, *, at: datetime.date) -> bool:
    """Whether every day that a date can be has come."""
    return since.latest is not None and since.latest <= at


class BodySuccessionQuerySet(models.QuerySet["BodySuccession"]):
    def in_effect(self, at: datetime.date) -> "BodySuccessionQuerySet":
        """Those that have begun by a day, whichever day their date turns out to be; the dates take one query."""
        dates = set(self.order_by().values_list("since", flat=True))
        begun = [since for since in dates if has_begun(since, at=at)]
        return self.filter(is_active=True, since__in=begun)


class BodySuccession(models.Model):
    """One body took over the role of another on a day, as a source says."""

    older = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="successions", verbose_name=_("before"))
    newer = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="predecessors", verbose_name=_("after"))
    since = PartialDateField(_("since"))
    source = models.CharField(_("source"), max_length=300)
    source_rank = models.CharField(_("how good the source is"), max_length=20, choices=SourceRank.choices)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Off: it is said nowhere, and loading the bodies does not add it again.")
    )
    history = HistoricalRecords()

    objects = BodySuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("succession of a body")
        verbose_name_plural = _("successions of bodies")
        ordering = ("older", "since", "pk")
        constraints = (
            models.UniqueConstraint(fields=["older", "newer"], name="body_succession_once"),
            models.CheckConstraint(condition=~Q(older=F("newer")), name="body_succession_of_another_body"),
        )

    def __str__(self) -> str:
        return f"{self.older} → {self.newer}"


Dated = TypeVar("Dated", bound=models.Model)


class DatedQuerySet(models.QuerySet[Dated]):
    """What holds from a day on and perhaps until another."""

    def on(self, day: datetime.date) -> Self:
        """Those that hold on ``day``; the last day is included."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class Representative(models.Model):
    """A person who speaks for a body."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="representations", verbose_name=_("person"))
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="representatives", verbose_name=_("body"))
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    history = HistoricalRecords()

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        ordering = ("body", "user")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="representative_until_after_since"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}, {self.body}"


class SeatRole(models.TextChoices):
    """What the holder of a seat is in the group."""

    CONVENOR = "convenor", _("Convenor")
    MEMBER = "member", _("Member")


class Seat(models.Model):
    """A person in a maintenance group, nominated by a body, from a day on and perhaps until another."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="seats", verbose_name=_("person"))
    group = models.ForeignKey(
        "standards.MaintenanceGroup", on_delete=models.PROTECT, related_name="seats", verbose_name=_("group")
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats", verbose_name=_("nominated by"))
    role = models.CharField(_("role"), max_length=10, choices=SeatRole.choices, default=SeatRole.MEMBER)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    history = HistoricalRecords()

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ("group", "role", "user")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="seat_until_after_since"
            ),
            models.UniqueConstraint(
                fields=["user", "group"], condition=Q(until__isnull=True), name="seat_open_once_a_group"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}, {self.group}"

    def has_ended(self, day: datetime.date) -> bool:
        """Whether ``day`` is after its last day."""
        return self.until is not None and self.until < day


class RightGiven(models.Model):
    """That an administrator gave somebody a right on cases: a seat, or, without one, what the secretariat may do."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.person}, {self.seat or 'secretariat'}"


class KeptPost(models.Model):
    """What somebody typed into a page that could not be sent, sealed for a day; only their browser has the key.

    Nothing is in clear: ``place`` is a digest, made with that key, of the page and of whom it was made for.
    """

    place = models.CharField(max_length=64, unique=True)
    holder = models.CharField(max_length=64, db_index=True)
    network = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(db_index=True)
    sealed = models.TextField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
