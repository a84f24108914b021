"""The admin of the catalogue: pages open, clause numbers take their one form, changes are traced."""

import pytest
from django.urls import reverse

from standards.models import Clause, Committee, Standard
from tests.factories import ClauseFactory, CommitteeFactory, EditionFactory, GroupFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(browser_of):
    """The browser of an administrator."""
    return browser_of(UserFactory(name="Ada Example", is_staff=True, is_superuser=True))


@pytest.mark.parametrize(
    "model", ["committee", "maintenancegroup", "responsibility", "standard", "edition", "transition", "clause"]
)
def test_every_list_and_form_opens(desk, model):
    ClauseFactory()
    GroupFactory()

    pages = [desk.get(reverse(f"admin:standards_{model}_{page}")) for page in ("changelist", "add")]
    found = desk.get(reverse(f"admin:standards_{model}_changelist"), {"q": "17"})

    assert [page.status_code for page in [*pages, found]] == [200, 200, 200]


def test_a_row_opens_with_its_history(desk):
    edition = EditionFactory()

    pages = [desk.get(reverse(f"admin:standards_edition_{page}", args=[edition.pk])) for page in ("change", "history")]

    assert [page.status_code for page in pages] == [200, 200]


def test_a_clause_is_kept_in_its_one_form_below_the_nearest_one(desk):
    above = ClauseFactory(number="6.2")

    desk.post(
        reverse("admin:standards_clause_add"),
        {"edition": above.edition.pk, "number": "Clause 6.2.1 (d)", "title": "Example"},
    )

    clause = Clause.objects.get(title="Example")
    assert (clause.number, clause.slug, clause.parent) == ("6.2.1 d)", "6.2.1-d", above)


def test_what_is_no_clause_is_refused_with_what_was_perhaps_meant(desk):
    edition = EditionFactory()

    answer = desk.post(reverse("admin:standards_clause_add"), {"edition": edition.pk, "number": "7..2", "title": ""})

    assert "“7..2” is not a clause number. Did you mean 7.2?" in answer.content.decode()
    assert Clause.objects.count() == 0


def test_a_new_standard_takes_its_place_in_the_order(desk):
    facts = {"publisher": "ISO/IEC", "type": "TS", "number": "90012", "part": "3", "slug": "ts-90012-3"}
    inline = {"responsibilities-TOTAL_FORMS": 0, "responsibilities-INITIAL_FORMS": 0}

    desk.post(reverse("admin:standards_standard_add"), {**facts, **inline})

    assert Standard.objects.get().sort_key == "0-0090012-0003-ts-90012-3"


def test_a_change_says_who_made_it(desk):
    committee = CommitteeFactory()

    desk.post(
        reverse("admin:standards_committee_change", args=[committee.pk]),
        {"reference": "ISO/CASCO", "title": "Conformity assessment", "manager_name": "Mia Example"},
    )

    last = Committee.history.latest()
    assert (last.manager_name, last.history_user.name) == ("Mia Example", "Ada Example")
