"""IAF and ILAC as ISO lists them, and what became of them."""

from accounts.models import Body
from accounts.successions import load_successions
from tests.factories import BodyFactory

TOOK_OVER = "Global Accreditation Cooperation Incorporated took over the roles of IAF and ILAC on 1 January 2026."


def former_forums() -> list[Body]:
    """Both, after what the data file says of them was loaded."""
    facts = {"kind": "liaison", "is_example": False}
    iaf = BodyFactory(acronym="IAF", name="International Accreditation Forum", iso_id=10147, **facts)
    name = "International Laboratory Accreditation Cooperation"
    ilac = BodyFactory(acronym="ILAC", name=name, iso_id=9452, **facts)
    load_successions()
    return [iaf, ilac]
