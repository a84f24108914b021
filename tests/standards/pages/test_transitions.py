"""A transition on the pages of the catalogue: who decided it, and how good its source is."""

import pytest

from standards.models import Succession, Transition
from tests.factories import EditionFactory
from tests.page import Page

pytestmark = pytest.mark.django_db


def test_a_transition_says_who_decided_it_and_how_good_its_source_is(petra):
    old = EditionFactory(standard__number="90020", year=2012, published="2012-02-27", stage="95.99")
    new = EditionFactory(standard=old.standard, year=2026, published="2026-03-27")
    Succession.objects.create(newer=new, older=old)
    Transition.objects.create(edition=new, until="2099-03-27", source="https://www.ilac.example/news")

    before = Page(petra.get(new.get_absolute_url())).words
    Transition.objects.update(decided_by="ILAC resolution (number not seen)", source_rank="second-hand")
    after = Page(petra.get(new.get_absolute_url())).words

    assert "By which decision is not known; transitions are not set by ISO." in before
    assert "How good it is: not known." in before
    assert "Decided by ILAC resolution (number not seen), not by ISO." in after
    assert "How good it is: second-hand." in after
