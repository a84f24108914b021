"""A transition on the pages of the catalogue: who decided it, and how good its source is."""

import pytest

from standards.catalogue.differences import dated_otherwise
from standards.models import Edition, Succession, Transition
from tests.factories import EditionFactory, UserFactory
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def change_of_2026():
    """ISO/IEC 90020: 2012, and 2026 that replaced it."""
    old = EditionFactory(standard__number="90020", year=2012, published="2012-02-27", stage="95.99")
    new = EditionFactory(standard=old.standard, year=2026, published="2026-03-27")
    Succession.objects.create(newer=new, older=old)
    return old, new


def test_a_transition_says_who_decided_it_and_how_good_its_source_is(petra, change_of_2026):
    _old, new = change_of_2026
    Transition.objects.create(edition=new, until="2099-03-27", source="https://www.ilac.example/news")

    before = Page(petra.get(new.get_absolute_url())).words
    Transition.objects.update(decided_by="ILAC resolution (number not seen)", source_rank="second-hand")
    after = Page(petra.get(new.get_absolute_url())).words

    assert "By which decision is not known; transitions are not set by ISO." in before
    assert "How good it is: not known." in before
    assert "Decided by ILAC resolution (number not seen), not by ISO." in after
    assert "How good it is: second-hand." in after


def test_an_end_that_was_looked_for_and_not_found_is_not_known(petra, change_of_2026):
    old, new = change_of_2026
    old.inferred = [Edition.WITHDRAWAL]
    old.save()
    Transition.objects.create(edition=new, note="The source gives no official period.", source="https://who.example/a")

    words = Page(petra.get(new.get_absolute_url())).words

    assert "90020:2012 : the end of the transition is not known . The source gives no official period." in words
    assert "until when bodies may use this edition" in Page(petra.get(old.get_absolute_url())).words.lower()


def test_a_transition_of_what_replaced_nothing_is_told_all_the_same(petra):
    first = EditionFactory(standard__number="90021", year=2013, stage="95.99")
    second = EditionFactory(standard=first.standard, year=2017)
    Succession.objects.create(newer=second, older=first)
    Transition.objects.create(edition=first, until="2015-05-02")

    assert "The last day of the transition: 2 May 2015 ." in Page(petra.get(first.get_absolute_url())).words


def test_who_has_an_end_at_second_hand_says_so_wherever_it_is_shown(petra, change_of_2026):
    old, new = change_of_2026
    Transition.objects.create(edition=new, until="2099-03-27", source="An article", source_rank="second-hand")

    pages = [Page(petra.get(address)).words for address in ("/standards/", "/standards/90020/", old.get_absolute_url())]
    answer = petra.get("/api/v1/editions/90020/2012/").json()["standing"]

    assert all("In transition until 27 March 2099 (second-hand)" in words for words in pages)
    assert (
        "Bodies may use this edition until 27 March 2099. Source: An article How good it is: second-hand." in pages[2]
    )
    assert answer == {
        "kind": "transition",
        "label": "In transition until 27 March 2099 (second-hand)",
        "until": "2099-03-27",
        "until_source": "An article",
        "until_source_rank": "second-hand",
    }


def test_the_data_tell_who_decided_a_transition_how_good_the_source_is_and_its_extensions(petra, change_of_2026):
    _old, new = change_of_2026
    facts = {"months": 36, "decided_by": "A ballot", "source": "An article", "source_rank": "primary", "note": "Or so."}
    made = Transition.objects.create(edition=new, until="2099-03-27", published="2026-04", **facts)
    made.changes.create(was="2098-03-27", to="2099-03-27", changed="2026-10", reason="Floods")

    (told,) = petra.get("/api/v1/editions/90020/2026/").json()["transitions"]

    extension = {"was": "2098-03-27", "to": "2099-03-27", "changed": "2026-10", "reason": "Floods"}
    assert told == facts | {"until": "2099-03-27", "published": "2026-04", "changes": [extension]}


def test_where_two_sources_date_an_edition_the_catalogue_is_followed_and_readers_and_secretariat_are_told(
    petra, client, change_of_2026
):
    _old, new = change_of_2026
    Transition.objects.create(edition=new, published="2026-04-01")
    client.force_login(UserFactory(is_secretariat=True))

    edition, data = (Page(petra.get(address)).words for address in (new.get_absolute_url(), "/about-data/"))
    desk = Page(client.get("/desk/")).words

    said = "On the transition the new edition is dated 1 April 2026; the catalogue says 27 March 2026, and is followed."
    assert said in edition
    assert "Published 27 March 2026" in edition
    assert "ISO/IEC 90020:2026 : 27 March 2026 in the catalogue, 1 April 2026 in what is said of its transition" in data
    assert "Where two sources differ 1" in desk


def test_a_source_that_knows_less_does_not_differ(petra, change_of_2026):
    _old, new = change_of_2026
    Transition.objects.create(edition=new, published="2026-03")

    assert dated_otherwise() == []
    assert "Where two sources differ" not in Page(petra.get("/about-data/")).words
