"""Erasure: a person is erased, and what may name them in words is redacted or left, place by place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from clarifications.case.erasures import remember_erasure
from clarifications.case.models import Clarification
from clarifications.case.part import About, AnyPart, CaseChanged, Facts, Occasion, StepPart, StepRefused
from clarifications.erasure.erase import erase
from clarifications.erasure.models import PlaceOutcome
from clarifications.erasure.places import open_places, settle
from clarifications.intake.models import Identity
from clarifications.map import steps


@dataclass(frozen=True)
class EraseFacts(Facts):
    """Whom to erase: the key of the case for the requester, of the person for everybody else."""

    person: str


@dataclass(frozen=True)
class PlacesFacts(Facts):
    """What becomes of the places that are decided on, by their numbers: redacted or left."""

    places: Mapping[int, str] = field(default_factory=dict)

    def said(self, outcome: PlaceOutcome) -> list[int]:
        """The places that are to become so."""
        return [place for place, said in self.places.items() if said == outcome]


def erase_person(clarification: Clarification, facts: EraseFacts, how: Occasion) -> About:
    """Erase the requester, or somebody whose account has ended; they are erased in every case that names them."""
    if facts.person == clarification.key:
        is_erased = not Identity.objects.filter(clarification=clarification, erased_at=None).exists()
    else:
        user = User.objects.get(key=facts.person)
        is_erased = user.erased_at is not None
        if user.is_active:
            raise StepRefused([_("They can still sign in. An administrator ends their account first.")])
    if is_erased:
        raise StepRefused([_("They are erased already.")])
    number = erase(facts.person, at=how.at) or 0  # the id was found above
    remember_erasure(steps.ERASE_PERSON, clarification.key, what=facts.person, how=how)
    clarification.refresh_from_db(fields=["link_counter", "closing_note"])  # erasing wrote to the row
    said = ngettext("%(number)s event emptied", "%(number)s events emptied", number)
    return About(facts.person, said % {"number": number})


def settle_places(clarification: Clarification, facts: PlacesFacts, how: Occasion) -> str:
    """Redact some of the places that are listed, leave others; nothing else is touched."""
    if not facts.places:
        raise StepRefused([_("Say of at least one place what becomes of it.")])
    if open_places(clarification).filter(pk__in=facts.places).count() != len(facts.places):
        raise CaseChanged(clarification, by=how.by)
    redacted, left = settle(
        clarification,
        redacted=facts.said(PlaceOutcome.REDACTED),
        left=facts.said(PlaceOutcome.LEFT),
        by=how.by,
        at=how.at,
    )
    # What the case holds of its own may have been redacted.
    clarification.refresh_from_db(fields=["subject", "background", "understanding", "other_standard", "source"])
    clarification.refresh_from_db(fields=["closing_note"])
    return _("%(redacted)s redacted, %(left)s left") % {"redacted": redacted, "left": left}


SETTLE_PLACES = StepPart(steps.SETTLE_PLACES, PlacesFacts, settle_places)
ERASE_PERSON = StepPart(steps.ERASE_PERSON, EraseFacts, erase_person)
PARTS: tuple[AnyPart, ...] = (ERASE_PERSON, SETTLE_PLACES)
