"""The thesaurus of the field as it is delivered."""

import pytest

from standards.catalogue.thesaurus import rings
from standards.models import ThesaurusRing
from standards.reading.terms import alike

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("delivered")]


def test_the_thesaurus_as_delivered_has_sixty_rings_and_more_and_no_term_twice():
    found = rings()

    assert len(found) > 60
    assert alike(term for ring in found for term in ring) == []
    for ring in ThesaurusRing.objects.all():
        ring.full_clean()
