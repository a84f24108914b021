"""Who is consulted is said on the desk, shown on the case, to the requester and on the record."""

import pytest

from accounts.models import Body
from clarifications.map import steps
from tests.bodies import TOOK_OVER, former_forums
from tests.builders import decided, drafted, published, received, seeking_consensus, under_review
from tests.clarifications.desk.pages import address_of, fresh, opened, send, texts
from tests.factories import BodyFactory, ConvenorFactory, GroupFactory
from tests.page import Page

pytestmark = pytest.mark.django_db


def section(response):
    """What the case file says below *Consulted*."""
    return Page(response).all("#consulted")


def test_groups_are_ticked_and_bodies_typed_by_name_or_acronym(browser_of):
    case = under_review()
    group = GroupFactory(name="WG Other")
    BodyFactory(name="Example Cooperation", acronym="EXC")
    BodyFactory(name="Example Bureau")

    send(
        browser_of(case.sam),
        case,
        "name-consulted",
        groups=[str(group.pk)],
        bodies="exc\nExample Bureau\n EXC",
        reason="How do you read it?",
    )

    assert fresh(case).consulted == ("WG Other", "EXC, Example Cooperation", "Example Bureau")


def test_the_page_opens_with_who_is_consulted_and_one_is_taken_off(browser_of):
    case = under_review()
    group, other = GroupFactory(), GroupFactory(is_active=False)
    case.take(steps.NAME_CONSULTED, case.sam, groups=[group, other], bodies=[BodyFactory(name="Example Bureau")])
    browser = browser_of(case.sam)

    fields = opened(browser, case, "name-consulted")
    browser.post(address_of(case, "name-consulted"), fields | {"groups": [str(other.pk)], "reason": "Off."})

    assert (sorted(fields["groups"]), fields["bodies"]) == (sorted([str(group.pk), str(other.pk)]), ["Example Bureau"])
    assert fresh(case).consulted == (other.name, "Example Bureau")


def test_the_lead_group_and_groups_that_work_no_more_are_not_offered(browser_of):
    case = under_review()
    GroupFactory(name="WG Gone", is_active=False)
    GroupFactory(name="WG Other")

    page = Page(browser_of(case.sam).get(address_of(case, "name-consulted")))

    assert page.all("#div_id_groups .form-check-label") == ["WG Other"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Nobody knows", "No body here is called “Nobody knows”."),
        ("EXC", "More than one body is called “EXC”: Example Cooperation; Example Council."),
    ],
)
def test_a_body_that_is_not_found_is_said_beside_the_field_and_what_was_typed_stays(typed, said, browser_of):
    case = under_review()
    BodyFactory(name="Example Cooperation", acronym="EXC")
    BodyFactory(name="Example Council", acronym="EXC")

    page = send(browser_of(case.sam), case, "name-consulted", bodies=typed, reason="Why not.")

    assert said in texts(page)
    assert opened_again(page)["bodies"] == [typed]
    assert fresh(case).consulted == ()


def test_asked_for_a_former_body_the_form_says_which_has_its_role_today_and_what_was_typed_stays(browser_of):
    case = under_review()
    former_and_today()

    page = send(browser_of(case.sam), case, "name-consulted", bodies="ILAC", reason="Why not.")

    assert (
        "Global ACI, Global Accreditation Cooperation Incorporated has the role of ILAC, International Laboratory"
        " Accreditation Cooperation today: name it instead."
    ) in texts(page)
    assert opened_again(page)["bodies"] == ["ILAC"]
    assert fresh(case).consulted == ()


def test_a_former_body_that_was_consulted_before_stays_with_what_became_of_it(browser_of):
    case = under_review()
    former, today = former_and_today()
    case.take(steps.NAME_CONSULTED, case.sam, bodies=[former])
    browser = browser_of(case.sam)

    send(browser, case, "name-consulted", bodies="ILAC\nGlobal ACI", reason="Both.")

    assert fresh(case).consulted == (str(former), str(today))
    assert section(browser.get(fresh(case).get_absolute_url())) == ["Consulted"]
    page = Page(browser.get(fresh(case).get_absolute_url())).words
    assert page.count(TOOK_OVER) == 1


def test_a_record_keeps_the_body_that_it_names_and_says_what_became_of_it(petra):
    case = under_review()
    former, _today = former_and_today()
    case.take(steps.NAME_CONSULTED, case.sam, bodies=[former])
    published(decided(seeking_consensus(drafted(case))))
    case.take(steps.ADD_BULLETIN, case.sam, body="IAF", reference="News", language="en")

    record = Page(petra.get(case.clarification.record.get_absolute_url())).words
    feed = petra.get("/clarifications/feed/").content.decode()

    assert f"Groups consulted ILAC, International Laboratory Accreditation Cooperation {TOOK_OVER}" in record
    assert f"IAF : News English · date not known {TOOK_OVER}" in record
    assert feed.count(TOOK_OVER) == 1


def former_and_today():
    """ILAC and what became of it."""
    return former_forums()[1], Body.objects.get(acronym="Global ACI")


def opened_again(page):
    return Page(page, 'form[method="post"][novalidate]').fields


def test_what_is_so_already_is_said_above_the_fields(browser_of):
    case = under_review()

    page = send(browser_of(case.sam), case, "name-consulted", reason="Nobody.")

    assert "Just these are consulted already." in texts(page)


def test_the_case_shows_who_is_consulted_and_whom_no_mail_reaches(browser_of):
    case = under_review()
    case.take(
        steps.NAME_CONSULTED,
        case.sam,
        groups=[ConvenorFactory(group__name="WG Known").group, GroupFactory(name="WG X")],
    )

    for reader in (case.sam, case.max):
        rows = Page(browser_of(reader).get(case.clarification.get_absolute_url())).all(
            "[aria-labelledby=consulted] div div"
        )

        assert [row.partition("Since")[0].strip() for row in rows] == ["WG Known", "WG X"]
        assert ["no mail reaches it" in row for row in rows] == [False, True]


def test_a_case_on_which_nobody_is_consulted_says_nothing_of_it(browser_of):
    case = under_review()

    page = browser_of(case.sam).get(case.clarification.get_absolute_url())

    assert section(page) == []


def test_the_requester_and_the_public_read_who_was_consulted(client):
    case = received()
    before = texts(client.get(case.clarification.private_path))
    under_review(case)
    case.take(
        steps.NAME_CONSULTED, case.sam, groups=[GroupFactory(name="WG Other")], bodies=[BodyFactory(name="Bureau")]
    )
    published(decided(seeking_consensus(drafted(case))))

    private = texts(client.get(case.clarification.private_path))
    public = Page(client.get(case.clarification.record.get_absolute_url())).words

    assert "Consulted before" not in before
    assert "Consulted before the answer is published: WG Other; Bureau." in private
    assert "Groups consulted WG Other; Bureau" in public


def test_more_who_are_consulted_take_no_more_queries(browser_of, django_assert_max_num_queries):
    case = under_review()
    case.take(steps.NAME_CONSULTED, case.sam, groups=[ConvenorFactory().group], bodies=[BodyFactory()])
    browser = browser_of(case.sam)
    address = case.clarification.get_absolute_url()
    browser.get(address)
    with django_assert_max_num_queries(100) as first:
        browser.get(address)

    case.take(
        steps.NAME_CONSULTED,
        case.sam,
        groups=[ConvenorFactory().group for _n in range(3)],
        bodies=list(Body.objects.all()),
    )
    with django_assert_max_num_queries(len(first.captured_queries)):
        page = browser.get(address)

    assert len(Page(page).all("[aria-labelledby=consulted] dt")) > 3
