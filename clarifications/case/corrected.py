"""What every page may ask of a request that was put right: which steps do it, and who keeps it then."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from clarifications.map.steps import CORRECT_OWN_REQUEST, CORRECT_REQUEST

if TYPE_CHECKING:
    from clarifications.case.models import Clarification

CORRECTIONS = (CORRECT_OWN_REQUEST.verb, CORRECT_REQUEST.verb)


def who_keeps_it(clarification: "Clarification") -> str:
    """That another group is responsible for the standard than the one that has the request; empty where none is."""
    group, edition = clarification.group, clarification.edition
    responsible = edition.standard.responsible_group if group and edition else None
    if edition is None or responsible is None or responsible == group:
        return ""
    said = _("The request stays with %(group)s; %(responsible)s is responsible for %(standard)s.")
    return said % {"group": group, "responsible": responsible, "standard": edition.standard.designation}
