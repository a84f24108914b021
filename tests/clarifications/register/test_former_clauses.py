"""The page of a clause follows the lineage: what was decided for former editions, what it took in, and where it was."""

import pytest

from clarifications.map import steps
from standards.models import Succession
from standards.reading.dates import PartialDate
from tests.builders import reviewed
from tests.clarifications.register.pages import in_order, page
from tests.factories import EditionFactory
from tests.page import Page
from tests.register import compared, followed_by

pytestmark = pytest.mark.django_db

FORMER, INCLUDED = "Decided for former editions", "Included in this clause"


def shown(petra, edition, number):
    """The rows of the page of a clause by title, each with its signs."""
    found = Page(petra.get(f"{edition.get_absolute_url()}{number}/"))
    titles, meta = found.all(".entry__title"), found.all(".entry__meta")
    return dict(zip(titles, (words.partition(" 2026 ")[2] for words in meta), strict=True))


def included_in(case, edition, clause):
    case.take(steps.INCORPORATE, case.sam, edition=edition, clause=clause, in_force=PartialDate("2027-03"), note="")


def test_what_was_decided_on_the_same_number_of_the_former_edition_is_not_reviewed(petra, register, laboratory):
    register.add("Images", clauses="7.1.5", edition=laboratory)
    newer = followed_by(laboratory, standard=laboratory.standard, year=2027)

    text = page(petra, f"{newer.get_absolute_url()}7.1.5/")

    assert in_order(
        text, "No clarification on 7.1.5 of 17025:2027 itself yet", FORMER, "Not a requirement and not binding",
        "do not assume that it does", "Images",
        "Decided for ISO/IEC 17025:2017", "Not reviewed for", "2027",
    )  # fmt: skip
    assert ("Same number in other editions" in text, 'content="noindex"' in text) == (False, False)


def test_three_editions_under_two_numbers_are_one_lineage(petra, register):
    first, second = EditionFactory(year=2006, stage="95.99"), EditionFactory(year=2011, stage="95.99")
    third = followed_by(second, year=2015)
    Succession.objects.create(newer=second, older=first)
    register.add("On the first", clauses="6.2.1 d)", edition=first)
    register.add("On the second", clauses="6.2.1", edition=second)
    register.add("On another clause", clauses="6.2.10", edition=second)

    assert shown(petra, third, "6.2.1") == {
        "On the second": f"Decided for {second.reference} Not reviewed for {third.short}",
        "On the first": f"Decided for {first.reference} Not reviewed for {third.short}",
    }


def test_one_that_was_split_is_followed_into_each_and_these_not_into_each_other(petra, register):
    guide = EditionFactory(year=1996, stage="95.99")
    one, other = followed_by(guide, year=2004), followed_by(guide, year=2005)
    register.add("On the guide", clauses="5.1", edition=guide)
    register.add("On the other", clauses="5.1", edition=other)

    assert shown(petra, one, "5.1") == {"On the guide": f"Decided for {guide.reference} Not reviewed for {one.short}"}


def test_the_page_of_a_former_edition_names_what_was_decided_for_later_ones_apart(petra, register, laboratory):
    newer = followed_by(laboratory, year=2027)
    register.add("On the newer", clauses="7.1.5", edition=newer)

    text = page(petra, f"{laboratory.get_absolute_url()}7.1.5/")

    assert in_order(text, "Same number in other editions", "On the newer")
    assert FORMER not in text


def test_what_was_asked_on_a_former_number_is_shown_at_the_one_it_became_through_two_comparisons(petra, register):
    first, second = EditionFactory(year=2006), EditionFactory(year=2011)
    third = followed_by(second, year=2015)
    Succession.objects.create(newer=second, older=first)
    compared(first, second, moved={"4.1": "5.1"}, same={"9": "9"})
    compared(second, third, split={"5.1": "6.1 6.2"}, unknown={"9": ""})
    register.add("Images", clauses="4.1 a)", edition=first)
    register.add("Lost", clauses="9", edition=first)

    moved = f"Decided for {first.reference}, where this is 4.1 Not reviewed for {third.short}"
    assert [shown(petra, third, number) for number in ("6.1", "6.2", "6")] == [{"Images": moved}] * 3
    assert shown(petra, second, "5.1") == {"Images": moved.replace(third.short, second.short)}
    assert shown(petra, third, "6.3") == {}
    assert shown(petra, third, "9") == {"Lost": f"Decided for {first.reference} Not reviewed for {third.short}"}


def test_of_the_same_number_that_became_another_or_nothing_that_is_said(petra, register, laboratory):
    newer = followed_by(laboratory, standard=laboratory.standard, year=2027)
    compared(laboratory, newer, moved={"7.1": "7.2"}, removed={"8.1": ""}, same={"9.1": "9.1"})
    for number in ("7.1", "8.1", "9.1"):
        register.add(f"On {number}", clauses=number, edition=laboratory)

    found = [shown(petra, newer, number) for number in ("7.1", "7.2", "8.1", "9.1")]

    own = "Decided for ISO/IEC 17025:2017"
    assert found == [
        {"On 7.1": f"{own}, whose 7.1 is now 7.2 Not reviewed for 2027"},
        {"On 7.1": f"{own}, where this is 7.1 Not reviewed for 2027"},
        {"On 8.1": f"{own}, whose 8.1 was removed Not reviewed for 2027"},
        {"On 9.1": f"{own} Not reviewed for 2027"},
    ]


def test_a_standing_verdict_is_said_and_a_withdrawn_one_is_not(petra, register, laboratory):
    case = register.published("Images", clauses="7.1.5", edition=laboratory)
    newer = followed_by(laboratory, year=2027)
    case.take(steps.STILL_APPLIES, case.sam, **reviewed(newer))
    standing = shown(petra, newer, "7.1.5")
    verdict = case.clarification.record.verdicts.get()
    case.take(steps.WITHDRAW_VERDICT, case.sam, verdict=verdict, reason="It says something else.")

    withdrawn = shown(petra, newer, "7.1.5")

    own = "Decided for ISO/IEC 17025:2017"
    assert standing == {"Images": f"{own} Still applies to {newer.short}"}
    assert withdrawn == {"Images": f"{own} Not reviewed for {newer.short}"}


def test_a_verdict_on_another_edition_says_nothing_of_this_one(petra, register, laboratory):
    case = register.published("Images", clauses="7.1.5", edition=laboratory)
    newer = followed_by(laboratory, standard=laboratory.standard, year=2027)
    newest = followed_by(newer, standard=laboratory.standard, year=2037)
    case.take(steps.NO_LONGER_APPLIES, case.sam, **reviewed(newer), reason="The clause is gone.")

    found = [shown(petra, edition, "7.1.5")["Images"] for edition in (newer, newest)]

    assert [words.partition("2017 ")[2] for words in found] == ["No longer for 2027", "Not reviewed for 2037"]


@pytest.mark.parametrize(("on", "says"), [("7.2", True), ("7.2.1", True), ("7.2.10", False), ("7.2.1.1", False)])
def test_the_clause_that_took_a_record_in_says_so(petra, register, laboratory, on, says):
    case = register.published("Images", clauses="7.1.5", edition=laboratory)
    newer = followed_by(laboratory, standard=laboratory.standard, year=2027)
    included_in(case, newer, "7.2.1")

    text = page(petra, f"{newer.get_absolute_url()}{on}/")

    assert (INCLUDED in text, "At clause 7.2.1, from March 2027." in text) == (says, says)


def test_an_inclusion_that_was_withdrawn_is_not_said_at_the_clause(petra, register, laboratory):
    case = register.published("Images", clauses="7.1.5", edition=laboratory)
    newer = followed_by(laboratory, standard=laboratory.standard, year=2027)
    included_in(case, newer, "7.2.1")
    verdict = case.clarification.record.verdicts.get()
    case.take(steps.WITHDRAW_VERDICT, case.sam, verdict=verdict, reason="It says something else.")

    assert shown(petra, newer, "7.2.1") == {}


def test_what_an_amendment_took_in_stands_at_the_clause_that_it_changed_and_in_later_editions(
    petra, register, laboratory
):
    amendment = EditionFactory(
        standard=laboratory.standard, supplement_of=laboratory, supplement_type="Amd", slug="2017-amd-1",
        reference="ISO/IEC 17025:2017/Amd 1:2027", year=2027, published="2027-02",
    )  # fmt: skip
    newer = followed_by(laboratory, standard=laboratory.standard, year=2037)
    case = register.published("Images", clauses="7.1.5", edition=laboratory)
    included_in(case, amendment, "7.2.1")

    assert INCLUDED in page(petra, f"{laboratory.get_absolute_url()}7.2.1/")
    assert INCLUDED in page(petra, f"{amendment.get_absolute_url()}7.2.1/")
    assert shown(petra, newer, "7.1.5") == {"Images": "Decided for ISO/IEC 17025:2017 Included in 2017/Amd 1:2027"}


def test_where_no_answer_is_held_nothing_is_said_of_a_later_edition(petra, register, laboratory):
    register.historic("Title alone", clauses="7.1.5", edition=laboratory, published=PartialDate("2026"))
    newer = followed_by(laboratory, standard=laboratory.standard, year=2027)

    text = page(petra, f"{newer.get_absolute_url()}7.1.5/")

    assert in_order(text, FORMER, "Title alone", "Decided for ISO/IEC 17025:2017")
    assert "Not reviewed for" not in text


def test_a_retired_record_is_not_listed_for_later_editions(petra, register, laboratory):
    case = register.published("Images", clauses="7.1.5", edition=laboratory)
    newer = followed_by(laboratory, standard=laboratory.standard, year=2027)
    included_in(case, newer, "7.2.1")
    case.take(steps.RETIRE, case.sam, reason="Entered in error.")

    assert [shown(petra, newer, number) for number in ("7.1.5", "7.2.1")] == [{}, {}]


def test_of_many_former_records_the_newest_are_shown_and_the_others_counted(petra, register, laboratory):
    newer = followed_by(laboratory, year=2027)
    for number in range(26):
        register.historic(f"Title {number}", clauses="7.8.6.1", edition=laboratory)

    text = page(petra, f"{newer.get_absolute_url()}7.8.6/")

    assert "The newest 25 of 26 are shown; the lists of the editions have all." in text


def test_a_clause_takes_as_many_queries_for_one_former_record_as_for_ten(
    petra, register, laboratory, django_assert_max_num_queries
):
    newer = followed_by(laboratory, year=2027)
    compared(laboratory, newer, moved={"7.1": "7.2"})
    numbers = []
    for more in (1, 2, 7):
        for _ in range(more):
            register.historic(clauses="7.1", edition=laboratory)
        with django_assert_max_num_queries(16) as captured:
            petra.get(f"{newer.get_absolute_url()}7.2/")
        numbers.append(len(captured))

    assert numbers == [numbers[0]] * 3
