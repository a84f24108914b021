"""Draws the names of those whom a journal names by their opaque ids."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from accounts.models import User
from clarifications.case.events import Event, Naming

LENGTH = 36  # of the id of a person; that of a case, which stands for its requester, is shorter


def people_in(events: Iterable[Event]) -> dict[str, str]:
    """The people who acted in these events, or whom they are about, with the names they have now; one query."""
    keys = {key for event in events for key in (event.actor_key, event.about_key) if len(key) == LENGTH}
    return {str(key): name for key, name in User.objects.filter(key__in=keys).values_list("key", "name")}


def who_acted(event: Event, people: Mapping[str, str]) -> str:
    """The name of whoever signed in took a step."""
    if event.naming == Naming.EMPTIED:
        return _("Somebody whose name was erased")
    return people.get(event.actor_key) or event.actor or _("Somebody whose name was erased")
