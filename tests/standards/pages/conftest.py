"""What the pages of the catalogue are tried with."""

import pytest

from standards.models import Edition, Succession, Transition
from tests.factories import ClauseFactory, EditionFactory


@pytest.fixture
def inspection(db) -> tuple[Edition, Edition]:
    """ISO/IEC 90020: 2012 in transition to 2026, with clauses."""
    old = EditionFactory(standard__number="90020", year=2012, published="2012-02-27", stage="95.99")
    new = EditionFactory(standard=old.standard, year=2026, published="2026-03-27", edition_number=3)
    Succession.objects.create(newer=new, older=old)
    Transition.objects.create(edition=new, until="2099-03-27", months=36, source="https://www.ilac.example/news")
    for number, title in [("9.10", "Ten"), ("9.9", "Nine"), ("Annex A", "Independence"), ("9", "Process")]:
        ClauseFactory(edition=old, number=number, title=title)
    return old, new
