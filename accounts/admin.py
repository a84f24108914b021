"""The admin of people and bodies; it asks for the same sign-in as the rest of the site."""

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from simple_history.admin import SimpleHistoryAdmin

from accounts.entry import end_entries
from accounts.invitations import invite
from accounts.models import Body, BodySuccession, Representative, Seat, User
from accounts.rights import tell_of_seat, tell_of_secretariat
from accounts.seats import tell_group_of_end
from standards.admin_choices import Choosing, saying_how_much

admin.site.site_header = (
    gettext_lazy("CASCO Clarifications: catalogue and people")
    if settings.PRODUCTION
    else gettext_lazy("Example · CASCO Clarifications: catalogue and people")
)
admin.site.site_title = gettext_lazy("CASCO Clarifications")
admin.site.index_title = gettext_lazy("Catalogue and people")
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# Rights come from the person's flags and seats, addresses and second factors from the pages of the account.
for model in (Group, EmailAddress, Authenticator):
    admin.site.unregister(model)


class UndeletableAdmin(Choosing, SimpleHistoryAdmin):  # type: ignore[misc]  # comes without types
    """For rows that are switched off or end with a date, and are never deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(UndeletableAdmin):
    """People: a new one gets an invitation; nobody sets a password for somebody else."""

    list_display = ("name", "email", "is_secretariat", "is_staff", "is_active", "has_accepted")
    list_filter = ("is_secretariat", "is_staff", "is_active")
    search_fields = ("name", "email")
    fields = ("name", "email", "is_secretariat", "is_staff", "is_active", "joined_at", "last_login")
    readonly_fields = ("joined_at", "last_login")
    actions = ("send_invitation", "remove_second_factor")

    @admin.display(boolean=True, description=gettext_lazy("has a password"))
    def has_accepted(self, user: User) -> bool:
        return user.has_usable_password()

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: User, form: "ModelForm[User]", change: bool) -> None:
        obj.email = obj.email.lower()
        if not change:
            obj.set_unusable_password()
        former = User.objects.select_for_update().filter(pk=obj.pk).first()
        super().save_model(request, obj, form, change)
        assert isinstance(request.user, User)
        tell_of_secretariat(obj, former=former, by=request.user, at=timezone.now())
        if former:
            end_entries(obj, former=former, at=timezone.now())
        else:
            invite(obj)
            messages.info(request, _("An invitation is on its way to %(email)s.") % {"email": obj.email})

    @admin.action(description=gettext_lazy("Send the invitation again"))
    def send_invitation(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        invited = list(User.objects.invited().filter(pk__in=queryset))
        for user in invited:
            invite(user)
        sent = ngettext(
            "%(number)s invitation is on its way.", "%(number)s invitations are on their way.", len(invited)
        )
        messages.info(request, sent % {"number": len(invited)})

    @admin.action(description=gettext_lazy("Remove the second factor (telephone lost)"))
    def remove_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            Authenticator.objects.filter(user=user).delete()
            self.log_change(request, user, "Removed the second factor.")
        messages.info(request, _("The next sign-in needs the password alone, and leads to a new second factor."))


@admin.register(Body)
class BodyAdmin(Choosing, SimpleHistoryAdmin):  # type: ignore[misc]
    """Bodies that ask, nominate or are consulted; those that ISO lists are switched off: loading brings them back."""

    list_display = ("name", "acronym", "kind", "country", "is_verified", "is_active", "is_example")
    list_filter = ("kind", "is_verified", "membership", "is_active", "is_example")
    list_per_page = 50
    view_on_site = False  # the names of some are private
    search_fields = ("name", "acronym", "former_acronym", "country", "=iso_id")
    search_help_text = saying_how_much(gettext_lazy("Name, acronym, country or ISO id"))

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        deletable = isinstance(obj, Body) and obj.iso_id is None
        return deletable and bool(super().has_delete_permission(request, obj))


@admin.register(BodySuccession)
class BodySuccessionAdmin(UndeletableAdmin):
    """Which body took over the role of which, since when, and how sure that is."""

    list_display = ("older", "newer", "since", "source", "source_rank", "is_active")
    list_select_related = ("older", "newer")
    search_fields = ("older__name", "older__acronym", "newer__name", "newer__acronym")
    autocomplete_fields = ("older", "newer")


@admin.register(Representative)
class RepresentativeAdmin(UndeletableAdmin):
    """Who speaks for which body, and since when."""

    list_display = ("user", "body", "since", "until")
    list_select_related = ("user", "body")
    search_fields = ("user__name", "user__email", "body__name", "body__acronym")
    autocomplete_fields = ("user", "body")


@admin.register(Seat)
class SeatAdmin(UndeletableAdmin):
    """Who sits in which group; the secretariat has a page of its own for this."""

    list_display = ("user", "group", "role", "body", "since", "until")
    list_filter = ("group", "role")
    list_select_related = ("user", "group", "body")
    search_fields = ("user__name", "user__email", "group__name", "body__name")
    autocomplete_fields = ("user", "body")

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Seat, form: "ModelForm[Seat]", change: bool) -> None:
        former = Seat.objects.select_for_update().filter(pk=obj.pk).first()
        super().save_model(request, obj, form, change)
        assert isinstance(request.user, User)
        tell_of_seat(obj, former=former, by=request.user, at=timezone.now())
        if former is not None and obj.until and obj.until != former.until:
            tell_group_of_end(obj, reason="")
