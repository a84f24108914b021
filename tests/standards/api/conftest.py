"""What tests of the API may ask for: a standard with its editions, and something of everything beside it."""

import pytest

from standards.models import Succession, Transition
from tests.factories import ClauseFactory, CommitteeFactory, EditionFactory, StandardFactory


@pytest.fixture
def inspection():
    """ISO/IEC 90020: 2012 in transition to 2026, with a clause and a paragraph."""
    committee = CommitteeFactory(
        iso_id=54998, title_fr="Comité", manager_name="Mary Manager", manager_email="mary@secret.example"
    )
    standard = StandardFactory(number="90020", committee=committee)
    facts = {"standard": standard, "committee": committee}
    old = EditionFactory(**facts, year=2012, published="2012-02-27", stage="95.99", iso_id=52994, withdrawn="2026")
    new = EditionFactory(**facts, year=2026, published="2026-03", edition_number=3, title_fr="Exemples")
    Succession.objects.create(newer=new, older=old, is_inferred=True)
    Transition.objects.create(edition=new, until="2099-03-27")
    above = ClauseFactory(edition=old, number="7.8", title="Reports")
    ClauseFactory(edition=old, number="7.8.6", title="", parent=above)
    return old, new


@pytest.fixture
def catalogue(inspection):
    """Beside it an amendment, a project, and a withdrawn specification of another committee."""
    _old, new = inspection
    screws = CommitteeFactory(reference="ISO/TC 1/SC 2", title="Screw threads", secretariat="SAC", is_suspended=True)
    facts = {"reference": "ISO/IEC 90020:2026/Amd 1:2026", "slug": "2026-amd-1-2026", "published": "2026-09-01"}
    EditionFactory(standard=new.standard, year=2026, supplement_type="Amd", supplement_of=new, **facts)
    project = EditionFactory(standard=new.standard, year=None, slug="project-9", iso_id=9, stage="30.20", published="")
    Succession.objects.create(newer=project, older=new)
    old = StandardFactory(publisher="ISO", type="TS", number="90001", part="1", slug="ts-90001-1", committee=screws)
    EditionFactory(standard=old, committee=screws, year=2005, published="<2006", stage="95.99", title="Screw threads")
