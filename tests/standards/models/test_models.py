"""Standards and editions: names, addresses, what is current, who keeps them, and what the database refuses."""

import pytest
from django.db import IntegrityError

from standards.models import (
    Clause,
    Confidence,
    Edition,
    MaintenanceGroup,
    Responsibility,
    Standard,
    Succession,
    Transition,
)
from standards.models import TransitionChange as Change
from tests.factories import ClauseFactory, CommitteeFactory, EditionFactory, GroupFactory, StandardFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("publisher", "type_", "number", "part", "designation"),
    [
        ("ISO/IEC", "IS", "17025", "", "ISO/IEC 17025"),
        ("ISO/IEC", "IS", "17021", "1", "ISO/IEC 17021-1"),
        ("ISO/IEC", "TS", "17012", "", "ISO/IEC TS 17012"),
        ("ISO", "TS", "17033", "", "ISO/TS 17033"),
        ("ISO", "PAS", "17001", "", "ISO/PAS 17001"),
        ("ISO/IEC", "GUIDE", "43", "2", "ISO/IEC Guide 43-2"),
        ("ISO", "GUIDE", "27", "", "ISO Guide 27"),
    ],
)
def test_a_standard_is_cited_as_iso_writes_it(publisher, type_, number, part, designation):
    assert str(Standard(publisher=publisher, type=type_, number=number, part=part)) == designation


@pytest.mark.parametrize(
    ("reference", "short"),
    [
        ("ISO/IEC 17025:2017", "17025:2017"),
        ("ISO/IEC TS 17012:2024", "TS 17012:2024"),
        ("ISO/TS 17033:2019", "TS 17033:2019"),
        ("ISO 17034:2016", "17034:2016"),
        ("ISO/IEC Guide 65:1996", "Guide 65:1996"),
        ("ISO/IEC 17025:2005/Cor 1:2006", "17025:2005/Cor 1:2006"),
    ],
)
def test_the_short_reference_leaves_the_publisher_out(reference, short):
    assert Edition(reference=reference, year=2017).short == short


def test_a_project_without_year_is_called_one():
    assert Edition(reference="ISO/IEC 17067", slug="project-87597").short == "17067 (project)"
    assert Edition(reference="ISO/IEC FDIS 17065", slug="fdis").short == "FDIS 17065"


def test_addresses_grow_out_of_each_other():
    clause = ClauseFactory(edition__standard__number="90025", edition__year=2017, number="6.2.1 d)")

    assert clause.edition.standard.get_absolute_url() == "/standards/90025/"
    assert clause.edition.get_absolute_url() == "/standards/90025/2017/"
    assert clause.get_absolute_url() == "/standards/90025/2017/6.2.1-d/"


def test_the_current_edition_is_the_newest_published_one_never_a_draft():
    standard = StandardFactory()
    EditionFactory(standard=standard, year=2005, stage="95.99")
    current = EditionFactory(standard=standard, year=2017)
    EditionFactory(standard=standard, year=2012, stage="90.92")
    EditionFactory(standard=standard, year=None, slug="fdis", stage="50.20", published="", title="Another title")
    EditionFactory(standard=standard, year=2019, slug="2017-amd-1-2019", supplement_type="Amd", supplement_of=current)

    assert (standard.current_edition, standard.newest_edition) == (current, current)
    assert standard.title == current.title


def test_where_all_is_withdrawn_there_is_no_current_edition_but_a_newest_one():
    standard = StandardFactory()
    EditionFactory(standard=standard, year=2005, stage="95.99")
    newest = EditionFactory(standard=standard, year=2012, stage="95.99")

    assert (standard.current_edition, standard.newest_edition) == (None, newest)


def test_where_there_is_only_a_project_its_title_is_the_title():
    draft = EditionFactory(year=None, slug="fdis", stage="50.20", published="", title="To come")

    assert draft.standard.title == "To come"


def test_a_standard_without_editions_has_no_title():
    assert (StandardFactory().title, StandardFactory().current_edition) == ("", None)


@pytest.mark.parametrize(
    ("stage", "published", "withdrawn", "ever"),
    [
        ("", False, False, False),
        ("60.00", False, False, False),
        ("60.60", True, False, True),
        ("95.20", True, False, True),
        ("95.99", False, True, True),
    ],
)
def test_a_stage_says_whether_an_edition_is_published(stage, published, withdrawn, ever):
    edition = EditionFactory(stage=stage)

    assert (edition.is_published, edition.is_withdrawn, edition.was_published) == (published, withdrawn, ever)
    assert (Edition.objects.published().exists(), Edition.objects.ever_published().exists()) == (published, ever)


def test_stages_are_said_in_words_and_unknown_ones_as_they_are():
    assert [Edition(stage=stage).stage_in_words for stage in ("90.92", "12.34", "")] == [
        "To be revised",
        "12.34",
        "Stage not known",
    ]


def test_a_confirmed_group_is_responsible():
    edition = EditionFactory()
    group = GroupFactory()
    Responsibility.objects.create(
        group=group, standard=edition.standard, named_for=edition, confidence=Confidence.VERIFIED
    )

    assert edition.standard.responsible_group == group


@pytest.mark.parametrize(
    "facts",
    [
        {"confidence": "not confirmed"},
        {"confidence": "inferred"},
        {"confidence": "verified", "since": "2017", "until": "2020-05"},
    ],
)
def test_an_unconfirmed_or_ended_one_is_not(facts):
    edition = EditionFactory()
    Responsibility.objects.create(group=GroupFactory(), standard=edition.standard, **facts)

    assert edition.standard.responsible_group is None


def test_who_was_named_for_an_edition_is_not_known_to_keep_the_next_one():
    old = EditionFactory(year=2012)
    Responsibility.objects.create(group=GroupFactory(), standard=old.standard, named_for=old, confidence="verified")

    EditionFactory(standard=old.standard, year=2026)

    assert old.standard.responsible_group is None


def test_a_project_takes_nothing_from_the_group_that_keeps_the_edition_in_force():
    edition, group = EditionFactory(), GroupFactory()
    Responsibility.objects.create(group=group, standard=edition.standard, named_for=edition, confidence="verified")

    EditionFactory(standard=edition.standard, year=None, slug="fdis", stage="50.20", published="")

    assert edition.standard.responsible_group == group


def test_a_request_can_be_handed_only_to_active_groups_that_keep_standards():
    active = GroupFactory()
    GroupFactory(is_active=False)
    GroupFactory(kind="policy")

    assert list(MaintenanceGroup.objects.active()) == [active]


def test_committees_and_clauses_say_what_they_are():
    clause = ClauseFactory(edition__standard__number="90025", number="7.1")

    assert (str(CommitteeFactory()), str(clause)) == ("ISO/CASCO", "ISO/IEC 90025:2017, 7.1")


def test_transitions_and_their_changes_say_until_when():
    transition = Transition.objects.create(edition=EditionFactory(standard__number="90025"), until="2021-06-01")
    change = Change.objects.create(transition=transition, was="2020-11-30", to="2021-06-01")

    assert str(transition) == "ISO/IEC 90025:2017, until 1 June 2021"
    assert str(change) == "30 November 2020 → 1 June 2021"


def refused(make):
    with pytest.raises(IntegrityError):
        make()


def test_a_standard_is_named_once():
    first = StandardFactory()

    refused(lambda: StandardFactory(number=first.number, slug="another"))


def test_an_edition_has_an_address_of_its_own():
    first = EditionFactory()

    refused(lambda: EditionFactory(standard=first.standard, reference="Another", year=first.year))


def test_a_supplement_says_which_kind_it_is():
    base = EditionFactory()

    refused(lambda: EditionFactory(standard=base.standard, year=2018, supplement_of=base))


def test_no_edition_replaces_itself():
    edition = EditionFactory()

    refused(lambda: Succession.objects.create(newer=edition, older=edition))


def test_a_clause_stands_once_in_an_edition():
    clause = ClauseFactory()

    refused(lambda: Clause.objects.create(edition=clause.edition, number=clause.number, sort_key="1", slug="x"))


def test_a_responsibility_ends_after_it_begins():
    standard, group = StandardFactory(), GroupFactory()

    refused(lambda: Responsibility.objects.create(standard=standard, group=group, since="2020", until="2019-12"))


def test_a_group_is_named_once_for_a_standard():
    standard, group = StandardFactory(), GroupFactory()
    Responsibility.objects.create(standard=standard, group=group)

    refused(lambda: Responsibility.objects.create(standard=standard, group=group))


def test_every_change_leaves_a_row_of_history():
    edition = EditionFactory(stage="60.60")

    edition.stage = "90.20"
    edition.save()

    assert list(edition.history.values_list("stage", flat=True)) == ["90.20", "60.60"]
