"""Loading the thesaurus: again without harm, what was edited here stays, and no term comes into two rings."""

import pytest

from standards.catalogue.thesaurus import rings
from standards.imports.casco.loading import load
from standards.imports.rows import BadData
from standards.models import ThesaurusRing

pytestmark = pytest.mark.django_db

AS_DELIVERED = (("invigilator", "proctor", "exam supervisor"), ("laboratory", "lab"))


def loaded(folder, *of_the_file):
    """What loading says of the rings, after some were put in the place of those of the file."""
    if of_the_file:
        found = [{"preferred": preferred, "same": same} for preferred, *same in of_the_file]
        folder.write("thesaurus.json", {"rings": found})
    outcomes, _elsewhere = load(folder.path)
    return outcomes[-1]


def said(outcome):
    return outcome.added, outcome.changed, outcome.edited, outcome.removed


def test_the_rings_of_the_file_are_there_and_loading_again_writes_nothing(folder):
    first, again = loaded(folder), loaded(folder)

    assert rings() == AS_DELIVERED
    assert [said(first), said(again)] == [(["invigilator", "laboratory"], [], [], []), ([], [], [], [])]
    assert ThesaurusRing.history.count() == 2


def test_what_the_file_changes_is_changed_and_what_it_has_no_more_goes(folder):
    loaded(folder)

    outcome = loaded(folder, ["invigilator", "proctor"], ["exam supervisor", "warden"])

    assert rings() == (("exam supervisor", "warden"), ("invigilator", "proctor"))
    assert (outcome.added, outcome.removed) == (["exam supervisor"], ["laboratory"])


def test_a_ring_that_was_edited_here_stays_and_is_named(folder):
    loaded(folder)
    ring = ThesaurusRing.objects.get(preferred="laboratory")
    ring.same = "test house"
    ring.save()

    outcome = loaded(folder)

    assert rings() == (AS_DELIVERED[0], ("laboratory", "test house"))
    assert said(outcome) == ([], [], ["laboratory: same"], [])


def test_a_ring_that_was_renamed_or_taken_away_here_does_not_come_back(folder):
    loaded(folder)
    ring = ThesaurusRing.objects.get(preferred="laboratory")
    ring.preferred = "lab"
    ring.same = "laboratory"
    ring.save()
    ThesaurusRing.objects.get(preferred="invigilator").delete()

    outcome = loaded(folder)

    assert rings() == (("lab", "laboratory"),)
    assert [line.partition(":")[0] for line in outcome.edited] == ["invigilator", "laboratory"]


def test_a_ring_of_the_file_gives_way_to_one_of_ours_with_one_of_its_terms(folder):
    ThesaurusRing.objects.create(preferred="overseer", same="proctors")

    outcome = loaded(folder)

    assert rings() == (("laboratory", "lab"), ("overseer", "proctors"))
    assert [line.partition(":")[0] for line in outcome.edited] == ["invigilator"]


@pytest.mark.parametrize(
    ("of_the_file", "fault"),
    [
        ([["audit", "visit"], ["stay", "Visits"]], "thesaurus.json: “Visits” is one with “visit” to the search"),
        ([["audit"]], r"thesaurus.json, rings 1 \(audit\): two terms are needed at least"),
        ([["audit", "–"]], r"thesaurus.json, rings 1 \(audit\): two terms are needed at least"),
    ],
)
def test_a_file_with_a_term_twice_or_a_ring_of_one_is_refused(folder, of_the_file, fault):
    with pytest.raises(BadData, match=fault):
        loaded(folder, *of_the_file)
