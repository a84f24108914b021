"""Who may open the pages of this room, and who may edit catalogue and people."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.models import User

ADMINISTERED = ("accounts", "standards")
# The vocabulary by which the register is found; nothing else of clarifications is administered.
TOPICS = frozenset(f"clarifications.{verb}_topic" for verb in ("add", "change", "delete", "view"))
# What the secretariat keeps of the catalogue without the admin: clause lists, concordances, what others published.
KEPT = frozenset(
    f"standards.{verb}_{model}"
    for verb in ("add", "change", "delete", "view")
    for model in ("clause", "concordance", "concordancerow", "otherpublication")
)

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


class AdministratorBackend(BaseBackend):
    """An administrator edits the catalogue, topics and people, the secretariat keeps clause lists, concordances and the
    publications of other bodies.

    No right on cases comes from here, or from anywhere else.
    """

    def has_perm(self, user_obj: object, perm: str, obj: object = None) -> bool:
        if perm in KEPT and getattr(user_obj, "is_active", False) and getattr(user_obj, "is_secretariat", False):
            return True
        if perm in TOPICS:
            return _administers(user_obj)
        return self.has_module_perms(user_obj, perm.partition(".")[0])

    def has_module_perms(self, user_obj: object, app_label: str) -> bool:
        return app_label in ADMINISTERED and _administers(user_obj)


def _administers(user: object) -> bool:
    return bool(getattr(user, "is_active", False) and getattr(user, "is_staff", False))


def administers_alone(user: object) -> bool:
    """Whether somebody edits catalogue and people and never had a part in any case: a seat, or the secretariat's."""
    return isinstance(user, User) and user.is_staff and not user.is_secretariat and not user.seats.exists()


def secretariat_only(view: View[Rest]) -> View[Rest]:
    """Ask for sign-in, and refuse whoever is not the secretariat."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not getattr(request.user, "is_secretariat", False):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return login_required(guarded)
