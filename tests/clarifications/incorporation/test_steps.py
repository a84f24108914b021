"""Incorporation: verdicts by edition, and the label that a record gets from them."""

import pytest

from clarifications.case.kept_turns import case_turns
from clarifications.case.models import Clarification
from clarifications.case.part import StepRefused
from clarifications.case.pending import update_pending
from clarifications.case.roles import user_actor
from clarifications.case.turn_finding import waits_for_somebody
from clarifications.incorporation.lineage import may_be_reviewed, may_include
from clarifications.map import steps
from clarifications.map.whole import the_map
from clarifications.register.labels import relabel, relabel_all
from clarifications.register.models import Record
from standards.catalogue.descent import Descent
from standards.models import Succession
from standards.reading.dates import PartialDate
from tests.builders import published, received, reviewed, under_review
from tests.clarifications.incorporation.verdicts import incorporate, newer, no_longer, still
from tests.factories import EditionFactory
from tests.register import Register

pytestmark = pytest.mark.django_db


def supplement(edition, kind, *, year):
    """An amendment or a corrigendum to an edition."""
    slug = f"{edition.slug}-{kind.lower()}-{year}"
    given = {"standard": edition.standard, "year": year, "slug": slug, "supplement_of": edition}
    return EditionFactory(**given, supplement_type=kind, reference=f"{edition.reference}/{kind}:{year}")


def test_an_inclusion_names_edition_clause_and_day():
    case = published()

    incorporate(case, newer(case), clause="clause 7.1.6 a", note="In other words.")

    verdict = case.clarification.record.verdicts.get()
    assert (verdict.kind, verdict.clause, verdict.in_force.iso, verdict.reason) == (
        "incorporated",
        "7.1.6 a)",
        "2026-03",
        "In other words.",
    )
    assert case.clarification.record.label == "incorporated"


def test_nothing_can_be_said_of_what_is_not_published():
    case = published()
    project = newer(case, stage="50.20", published=PartialDate(""))

    with pytest.raises(StepRefused, match=rf"^{project.reference} is not published; nothing can be said of it yet\.$"):
        incorporate(case, project)


def test_a_record_no_longer_applies_to_an_edition():
    case = published()

    case.take(steps.NO_LONGER_APPLIES, case.sam, **reviewed(newer(case)), reason="The clause was rewritten.")

    record = case.clarification.record
    assert (record.label, record.verdicts.get().reason) == ("no-longer-applies", "The clause was rewritten.")


def test_a_later_verdict_replaces_the_one_before_and_both_are_kept():
    case = published()
    edition = newer(case)
    case.take(steps.NO_LONGER_APPLIES, case.sam, **reviewed(edition))

    incorporate(case, edition)

    record = case.clarification.record
    assert list(record.verdicts.values_list("kind", flat=True)) == ["incorporated", "no-longer-applies"]
    assert list(record.verdicts.standing().values_list("kind", flat=True)) == ["incorporated"]


def test_a_new_edition_makes_a_record_not_reviewed():
    case = published()
    newer(case)

    changed = relabel_all(Record.objects.all())

    assert (changed, Record.objects.get().label) == (1, "not-reviewed")


def test_nothing_changes_where_nothing_is_new():
    published()

    assert relabel_all(Record.objects.all()) == 0


def test_without_an_edition_in_force_a_record_keeps_applying_to_its_own():
    case = published()
    case.edition.stage = "95.99"
    case.edition.save()

    assert relabel_all(Record.objects.all()) == 0


def test_a_record_not_saved_yet_applies():
    case = published()
    record = Record(standard=case.edition.standard, edition=case.edition, outcomes=[["", "yes"]])

    relabel(record)

    assert record.label == "applies"


def test_a_case_is_pending_while_it_is_with_a_group():
    case = under_review()
    pending = case.clarification.pending
    shown = (pending.reference, pending.stage, pending.clauses)

    case.take(steps.HAND_BACK, case.connie)

    assert shown == (case.clarification.reference, "under-review", ["7.1.5", "6.2.4"])
    assert hasattr(type(case.clarification).objects.get(), "pending") is False


def test_a_request_that_was_never_accepted_is_not_pending():
    case = received()

    update_pending(case.clarification)

    assert hasattr(case.clarification, "pending") is False


# ---------- of which editions something can be said ----------


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2026-03-01", "(published: 1 March 2026) is not later than the decision (2 March 2026)"),
        ("2026-03-02", "(published: 2 March 2026) is not later than the decision (2 March 2026)"),
        ("<2026", "(published: before 2026) is not later than the decision (2 March 2026)"),
    ],
)
def test_what_is_known_not_to_be_later_than_the_decision_has_not_included_it(when, said):
    case = published()

    with pytest.raises(StepRefused) as refused:
        incorporate(case, newer(case, published=PartialDate(when)))

    assert said in refused.value.reasons[0]


@pytest.mark.parametrize("when", ["2026-03-03", "2026-03", "2026", ">2026-01", "2025/2027", ""])
def test_what_may_be_later_than_the_decision_can_have_included_it(when):
    case = published()
    edition = newer(case, published=PartialDate(when))
    Succession.objects.create(newer=edition, older=case.edition)

    incorporate(case, edition)

    assert case.clarification.record.label == "incorporated"


def test_a_decision_of_unknown_day_is_not_earlier_than_the_question():
    register = Register()
    record = register.historic(asked=PartialDate("2012"), edition=EditionFactory(year=2005))
    silent = register.historic("Another", edition=record.edition)
    of_2010, of_2012, of_2026 = (EditionFactory(standard=record.standard, year=year) for year in (2010, 2012, 2026))

    assert (may_include(record), may_include(silent)) == ([of_2026, of_2012], [of_2026, of_2012, of_2010])


def test_another_standard_has_not_included_it():
    case = published()
    other = EditionFactory(year=2027)

    for take in (incorporate, no_longer, still):
        with pytest.raises(
            StepRefused, match=rf"^{other.reference} does not follow {case.edition.reference}\. Name a "
        ):
            take(case, other)
    assert may_include(case.clarification.record) == []


def test_nothing_is_said_of_its_own_edition_or_of_an_earlier_one():
    case = published()

    for edition in (case.edition, newer(case, year=2012)):
        for take in (incorporate, no_longer, still):
            with pytest.raises(StepRefused, match="does not follow"):
                take(case, edition)


def test_an_amendment_and_a_corrigendum_of_its_edition_can_have_included_it():
    case = published()
    amendment = supplement(case.edition, "Amd", year=2027)
    corrigendum = supplement(case.edition, "Cor", year=2019)

    incorporate(case, amendment)

    assert case.clarification.record.label == "incorporated"
    assert (may_include(case.clarification.record), may_be_reviewed(case.clarification.record)) == (
        [amendment],
        [amendment, corrigendum],
    )


def test_an_earlier_supplement_is_not_later_than_the_edition():
    case = published()
    early = supplement(case.edition, "Cor", year=2016)

    with pytest.raises(StepRefused, match=rf"^{early.reference} is not later than {case.edition.reference}, of which"):
        still(case, early)


def test_renumberings_and_splits_are_followed():
    guide = EditionFactory(year=1996, stage="95.99")
    first, second = EditionFactory(year=2006, stage="95.99"), None
    second = EditionFactory(standard=first.standard, year=2011, stage="95.99")
    split = [EditionFactory(year=2027), EditionFactory(year=2028)]
    aside = EditionFactory(year=1999, stage="95.99")
    for newer_one, older_one in ((first, guide), (first, aside), (split[0], second), (split[1], second)):
        Succession.objects.create(newer=newer_one, older=older_one)
    record = Register().historic(edition=guide)

    assert may_include(record) == [split[1], split[0], second, first]
    assert Descent.of_casco().earlier(split[0]) == [second, first, aside, guide]


def test_an_amendment_that_was_asked_about_has_the_lineage_of_its_edition():
    base = EditionFactory(year=2012)
    asked, later = supplement(base, "Amd", year=2014), supplement(base, "Amd", year=2019)
    edition = EditionFactory(standard=base.standard, year=2027)
    record = Register().historic(edition=asked)

    assert may_be_reviewed(record) == [edition, later]


# ---------- reviews ----------


def test_a_review_names_group_resolution_and_day():
    case = published()

    still(case, newer(case), note="The clause has another number.")

    verdict = case.clarification.record.verdicts.get()
    assert (verdict.kind, verdict.group, verdict.resolution, verdict.decided_on.iso, verdict.reason) == (
        "still-applies",
        "WG 31",
        "Resolution 4",
        "2026-05-12",
        "The clause has another number.",
    )
    assert case.clarification.record.label == "still-applies"


@pytest.mark.parametrize("missing", [{"group": ""}, {"resolution": ""}, {"decided_on": PartialDate()}])
def test_a_review_without_group_resolution_or_day_is_none(missing):
    case = published()
    edition = newer(case)

    for take in (no_longer, still):
        with pytest.raises(StepRefused, match=r"^Name the group that reviewed it, its resolution or meeting, and the"):
            take(case, edition, **missing)


def test_what_is_not_held_does_not_apply_still():
    register = Register()
    case = register.case(EditionFactory(year=2012))
    case.clarification = register.historic(edition=case.edition).clarification

    with pytest.raises(StepRefused, match=r"^No answer is held that could apply, or its body took it back\.$"):
        still(case, newer(case))


def test_of_a_text_that_names_no_edition_something_can_be_said_for_the_one_it_is_filed_under():
    register = Register()
    record = register.historic(edition=EditionFactory(year=2012), names_edition=False)
    case = register.case(record.edition)
    case.clarification = record.clarification

    no_longer(case, record.edition)

    assert may_be_reviewed(record) == [record.edition]
    assert case.clarification.record.verdicts.get().kind == "no-longer-applies"


# ---------- what is taken back ----------


def test_a_verdict_that_is_withdrawn_stands_no_longer_and_stays_readable():
    case = published()
    incorporate(case, newer(case))
    verdict = case.clarification.record.verdicts.get()

    case.take(steps.WITHDRAW_VERDICT, case.sam, verdict=verdict, reason="It says something else.")

    record = case.clarification.record
    verdict.refresh_from_db()
    assert (verdict.withdrawal, verdict.withdrawn_at) == ("It says something else.", case.at)
    assert (record.label, record.verdicts.standing().count(), record.changed_at) == ("not-reviewed", 0, case.at)


def test_a_verdict_given_anew_replaces_none_that_was_withdrawn():
    case = published()
    edition = newer(case)
    no_longer(case, edition)
    case.take(steps.WITHDRAW_VERDICT, case.sam, verdict=case.clarification.record.verdicts.get())

    still(case, edition)

    assert case.clarification.record.verdicts.standing().get().replaces is None


def test_a_verdict_that_does_not_stand_is_not_withdrawn_again():
    case = published()
    edition = newer(case)
    no_longer(case, edition)
    first = case.clarification.record.verdicts.get()
    still(case, edition)

    for step, by in ((steps.WITHDRAW_VERDICT, case.sam), (steps.ASK_WITHDRAWAL, case.connie)):
        with pytest.raises(StepRefused, match=r"^This verdict does not stand any more\.$"):
            case.take(step, by, verdict=first)


def test_where_no_verdict_stands_there_is_nothing_to_withdraw():
    case = published()

    assert [one.has_standing_verdict() for one in (case.clarification, Clarification())] == [False, False]
    with pytest.raises(StepRefused, match=r"^No verdict stands on the record\.$"):
        case.take(steps.WITHDRAW_VERDICT, case.sam, verdict=None)


def asked_to_withdraw():
    case = published()
    no_longer(case, newer(case))
    verdict = case.clarification.record.verdicts.get()
    case.take(steps.ASK_WITHDRAWAL, case.connie, verdict=verdict, reason="We meant another clause.")
    return case, verdict


def turn_of(case, who):
    """What waits for somebody, in words; nothing where the case waits for nobody."""
    (found,) = case_turns(Clarification.objects.filter(pk=case.clarification.pk), by=user_actor(who), at=case.at)
    return (found.is_mine, found.turn and found.in_words)


def test_the_secretariat_has_the_turn_while_the_convenor_asks_to_withdraw_a_verdict():
    case, verdict = asked_to_withdraw()
    waiting = Clarification.objects.filter(waits_for_somebody(the_map(), case.at)).count()

    mine, others = turn_of(case, case.sam), turn_of(case, case.connie)
    case.take(steps.WITHDRAW_VERDICT, case.sam, verdict=verdict)

    assert mine == (True, "Withdraw the verdict, or let it stand")
    assert others == (False, "Secretariat answers whether a verdict is withdrawn")
    assert (turn_of(case, case.sam), turn_of(case, case.connie)) == ((False, None), (False, None))
    assert (waiting, Clarification.objects.filter(waits_for_somebody(the_map(), case.at)).count()) == (1, 0)


def test_the_secretariat_may_let_a_verdict_stand():
    case, verdict = asked_to_withdraw()

    case.take(steps.KEEP_VERDICT, case.sam, verdict=verdict, reason="The minutes say so.")

    assert (turn_of(case, case.sam), case.clarification.record.label) == ((False, None), "no-longer-applies")
    assert verdict.withdrawal_requests.get().answered_at == case.at


def test_a_verdict_that_is_replaced_answers_what_was_asked_of_it():
    case, verdict = asked_to_withdraw()

    still(case, verdict.edition)

    assert turn_of(case, case.sam) == (False, None)


def test_it_is_asked_once_and_of_one_verdict():
    case, verdict = asked_to_withdraw()
    still(case, newer(case, year=2031))
    other = case.clarification.record.verdicts.first()

    with pytest.raises(StepRefused, match=r"^The secretariat has been asked already to withdraw this verdict\.$"):
        case.take(steps.ASK_WITHDRAWAL, case.connie, verdict=verdict)
    with pytest.raises(StepRefused, match=r"^Nobody asks to have this verdict withdrawn\.$"):
        case.take(steps.KEEP_VERDICT, case.sam, verdict=other)
