"""The bodies that may ask and endorse: what is offered while one types, and which one a text means."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from accounts.models import Body
from accounts.successions import holders_of, offered
from standards.catalogue.once import kept_by_catalogue, once_a_request
from standards.reading.offered import Offered


@once_a_request
@kept_by_catalogue
def offered_bodies(day: datetime.date) -> tuple[Offered, ...]:
    """Members, then liaisons, by acronym; a former one with the body that has its role."""
    bodies = list(offered(at=day).order_by("-kind", "acronym", "name"))
    holders = holders_of(bodies, at=day)
    return tuple(_offer(body, holders[body.pk]) for body in bodies)


def bodies_found(typed: str, *, day: datetime.date) -> list[Offered]:
    """Those of whose names and country each word that was typed is a part, as in the list of bodies."""
    words = typed.replace("\0", "").casefold().split()
    return [offer for offer in offered_bodies(day) if all(word in offer.found_by for word in words)]


def bodies_meant(typed: str, *, day: datetime.date) -> list[Offered]:
    """Those that are called so: by name, by acronym, or as they are offered."""
    said = typed.casefold()
    offers: Sequence[Offered] = offered_bodies(day)
    if exact := [offer for offer in offers if offer.text.casefold() == said]:
        return exact
    return [offer for offer in offers if said in offer.found_by.split("\n")]


def _offer(body: Body, holder: Body) -> Offered:
    """A body with its country, and who has its role where that is another one."""
    text = f"{body} ({body.country})" if body.country else str(body)
    note = str(body.get_kind_display())
    if holder != body:
        note = _("its role is with %(today)s today") % {"today": holder.acronym or holder.name}
    names = (body.name, body.acronym, body.former_acronym, str(body), body.country)
    return Offered(body.pk, text, note, "\n".join(name.casefold() for name in names if name))
