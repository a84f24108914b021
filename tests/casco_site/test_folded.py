"""What a public page folds on a screen stands on its paper: each fold says what becomes of it there."""

import pytest

from tests.casco_site.test_found import pages
from tests.casco_site.test_public_tables import known
from tests.page import Page

__all__ = ["known"]  # a fixture: a site with something of everything in it
pytestmark = pytest.mark.django_db

# Unfolded on paper; a way to narrow a list, which paper does not need.
UNFOLDED, LEFT_OUT = {"folded", "fold--paper"}, {"facets"}
GALLERY = "/components/"


def test_every_fold_of_a_public_page_is_unfolded_on_paper_or_of_no_use_there(petra, known):
    folds = {
        (address, classes)
        for address, answer in pages(petra, known).items()
        if address != GALLERY
        for classes in Page(answer, "main").values("details", "class")
    }

    assert [fold for fold in folds if not (UNFOLDED | LEFT_OUT) & set(str(fold[1]).split())] == []
    assert len({address for address, _ in folds}) > 10
