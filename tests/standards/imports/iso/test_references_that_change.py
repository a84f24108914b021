"""Projects that are published, editions that swap or chain their references, and references that are taken."""

import pytest
from django.core.management import CommandError

from standards.catalogue import search
from standards.models import Edition, Responsibility, Standard
from tests.factories import GroupFactory

pytestmark = pytest.mark.django_db


def references():
    return dict(Edition.objects.order_by("iso_id").values_list("iso_id", "reference"))


def test_a_project_that_is_published_stays_the_same_edition(files, imported):
    draft = files.deliverable(1, "ISO/FDIS 9", currentStage=5020, publicationDate=None, ownerCommittee="ISO/CASCO")
    imported(files.jsonl(draft))
    before = Edition.objects.get()

    said = imported(files.jsonl(files.deliverable(1, "ISO 9:2026", ownerCommittee="ISO/CASCO")), as_of="2026-10-02")

    after = Edition.objects.get()
    assert (before.pk, before.slug) == (after.pk, "fdis")
    assert (after.reference, after.former_reference, after.slug, after.year, after.stage) == (
        "ISO 9:2026",
        "ISO/FDIS 9",
        "2026",
        2026,
        "60.60",
    )
    assert "For our work:\n  ISO 9:2026 is published (before: ISO/FDIS 9)\n" in said


def test_the_former_reference_outlives_the_next_import(files, imported):
    imported(files.jsonl(files.deliverable(1, "ISO/FDIS 9", currentStage=5020)))
    imported(files.jsonl(files.deliverable(1, "ISO 9:2026")), as_of="2026-10-02")

    imported(files.jsonl(files.deliverable(1, "ISO 9:2026", currentStage=9020)), as_of="2026-10-03")

    assert Edition.objects.get().former_reference == "ISO/FDIS 9"


def test_an_amendment_finds_the_edition_that_is_published_in_the_same_file(files, imported, all_tables):
    imported(files.jsonl(files.deliverable(1, "ISO/FDIS 9", currentStage=5020)))
    lines = files.jsonl(
        files.deliverable(2, "ISO 9:2026/DAmd 1", supplementType="Amd", currentStage=4020),
        files.deliverable(1, "ISO 9:2026"),
    )

    imported(lines, as_of="2026-10-02")
    before = all_tables()
    imported(lines, as_of="2026-10-02")

    assert Edition.objects.get(iso_id=2).supplement_of.reference == "ISO 9:2026"
    assert all_tables() == before


def test_an_amendment_that_was_there_before_finds_the_edition_that_a_file_adds(files, imported, all_tables):
    amendment = files.deliverable(2, "ISO 9:2026/Amd 1", supplementType="Amd")
    imported(files.jsonl(amendment))
    both = files.jsonl(amendment, files.deliverable(1, "ISO 9:2026"))

    imported(both, as_of="2026-10-02")
    before = all_tables()
    imported(both, as_of="2026-10-02")

    assert Edition.objects.get(iso_id=2).supplement_of.reference == "ISO 9:2026"
    assert all_tables() == before


def test_two_projects_may_swap_their_references(files, imported):
    imported(files.jsonl(files.deliverable(1, "ISO 9:2000"), files.deliverable(2, "ISO 9:2010")))

    imported(files.jsonl(files.deliverable(1, "ISO 9:2010"), files.deliverable(2, "ISO 9:2000")), as_of="2026-10-02")

    rows = Edition.objects.order_by("iso_id").values_list("reference", "former_reference", "slug")
    assert list(rows) == [("ISO 9:2010", "ISO 9:2000", "2010-1"), ("ISO 9:2000", "ISO 9:2010", "2000-2")]


@pytest.mark.parametrize("order", [(1, 2, 3, 4), (4, 3, 2, 1), (2, 4, 1, 3)])
def test_references_may_move_on_in_a_chain(files, imported, order):
    lines = {key: files.deliverable(key, f"ISO/CD {key}", currentStage=3020) for key in (1, 2, 3)}
    imported(files.jsonl(*lines.values()))
    moved = {key: files.deliverable(key, f"ISO/CD {key + 1}", currentStage=3020) for key in (1, 2, 3)}
    moved[4] = files.deliverable(4, "ISO/CD 1", currentStage=3020)

    imported(files.jsonl(*(moved[key] for key in order)), as_of="2026-10-02")

    assert references() == {1: "ISO/CD 2", 2: "ISO/CD 3", 3: "ISO/CD 4", 4: "ISO/CD 1"}


def test_an_edition_may_come_under_another_standard(files, imported):
    imported(files.jsonl(files.deliverable(1, "ISO/DTR 9", deliverableType="TR", currentStage=4020)))

    said = imported(files.jsonl(files.deliverable(1, "ISO/TS 9:2026", deliverableType="TS")), as_of="2026-10-02")

    edition = Edition.objects.get()
    assert (edition.get_absolute_url(), str(edition.standard)) == ("/standards/ts-9/2026/", "ISO/TS 9")
    assert "standard “ISO/TR 9” → “ISO/TS 9”" in said


def test_a_standard_that_its_last_edition_left_goes_and_its_history_stays(files, imported):
    draft = files.deliverable(1, "ISO/DTR 9", deliverableType="TR", currentStage=4020)
    imported(files.jsonl(draft, files.deliverable(2, "ISO/TR 9:2000", deliverableType="TR", currentStage=9599)))
    left = Standard.objects.get()
    moved = files.jsonl(files.deliverable(1, "ISO/TS 9:2026", deliverableType="TS"))
    imported(moved, as_of="2026-10-02")
    first = sorted(map(str, Standard.objects.all()))
    Edition.objects.filter(iso_id=2).delete()
    imported(files.jsonl(draft), as_of="2026-10-03")
    imported(moved, as_of="2026-10-04")

    rows = left.history.order_by("history_id").values_list("history_type", "history_change_reason")
    assert (first, list(map(str, Standard.objects.all()))) == (["ISO/TR 9", "ISO/TS 9"], ["ISO/TS 9"])
    assert list(rows) == [("-", "import_iso_open_data")]
    assert list(search.find("TR 9")) == []


def test_a_standard_that_somebody_keeps_stays_without_an_edition(files, imported):
    imported(files.jsonl(files.deliverable(1, "ISO/DTR 9", deliverableType="TR", currentStage=4020)))
    Responsibility.objects.create(group=GroupFactory(), standard=Standard.objects.get())

    imported(files.jsonl(files.deliverable(1, "ISO/TS 9:2026", deliverableType="TS")), as_of="2026-10-02")

    assert sorted(map(str, Standard.objects.all())) == ["ISO/TR 9", "ISO/TS 9"]


def test_an_edition_that_comes_under_another_standard_gives_way_to_an_address_there(files, imported):
    imported(
        files.jsonl(
            files.deliverable(1, "ISO/TS 9:2020", deliverableType="TS"),
            files.deliverable(2, "ISO/TR 9:2020", deliverableType="TR"),
        )
    )

    imported(files.jsonl(files.deliverable(1, "ISO/TS 9:2020", deliverableType="TR")), as_of="2026-10-02")

    assert sorted(edition.get_absolute_url() for edition in Edition.objects.all()) == [
        "/standards/tr-9/2020-1/",
        "/standards/tr-9/2020/",
    ]


def test_a_reference_that_we_hold_under_another_id_is_refused(files, imported, all_tables, capsys):
    imported(files.jsonl(files.deliverable(1, "ISO 1:2020"), files.deliverable(2, "ISO 2:2020")))
    before = all_tables()
    path = files.jsonl(files.deliverable(9, "ISO 1:2020"), files.deliverable(2, "ISO 2:2020", edition=4), name="n")

    with pytest.raises(CommandError, match=r"^Nothing was imported\. 1 lines cannot be used; --skip-bad leaves them"):
        imported(path, as_of="2026-10-02")
    refused, after = capsys.readouterr().err, all_tables()
    imported(path, as_of="2026-10-02", skip_bad=True)

    assert refused == "n, line 1: the reference ISO 1:2020 is that of the id 1 in the catalogue.\n"
    assert after == before
    assert references() == {1: "ISO 1:2020", 2: "ISO 2:2020"}
    assert Edition.objects.get(iso_id=2).edition_number == 4


def test_who_is_refused_keeps_the_reference_that_another_one_wanted(files, imported, capsys):
    imported(files.jsonl(*[files.deliverable(key, f"ISO {key}:2020") for key in (1, 2, 3)]))
    path = files.jsonl(
        files.deliverable(9, "ISO 1:2020"),
        files.deliverable(1, "ISO 2:2020"),
        files.deliverable(2, "ISO 3:2020"),
        files.deliverable(8, "ISO 8:2020"),
        name="n",
    )

    imported(path, as_of="2026-10-02", skip_bad=True)

    assert references() == {1: "ISO 1:2020", 2: "ISO 2:2020", 3: "ISO 3:2020", 8: "ISO 8:2020"}


def test_a_reference_of_an_edition_without_an_id_is_taken_too(files, imported, capsys):
    imported(files.jsonl(files.deliverable(1, "ISO 1:2020"), files.deliverable(2, "ISO 2:2020")))
    Edition.objects.filter(iso_id=2).update(iso_id=None)

    imported(files.jsonl(files.deliverable(1, "ISO 2:2020"), name="n"), as_of="2026-10-02", skip_bad=True)

    assert sorted(Edition.objects.values_list("reference", flat=True)) == ["ISO 1:2020", "ISO 2:2020"]


def test_the_reference_of_an_edition_of_a_later_day_is_taken(files, imported, capsys):
    imported(files.jsonl(files.deliverable(1, "ISO 1:2020")), as_of="2026-11-01")
    imported(files.jsonl(files.deliverable(2, "ISO 2:2020")), as_of="2026-10-01")
    path = files.jsonl(files.deliverable(1, "ISO 3:2020"), files.deliverable(2, "ISO 1:2020"), name="n")

    imported(path, as_of="2026-10-02", skip_bad=True)

    assert references() == {1: "ISO 1:2020", 2: "ISO 2:2020"}


def test_a_key_that_an_edition_had_is_not_given_to_another_one(files, imported):
    imported(files.jsonl(files.deliverable(1, "ISO 1:2020"), files.deliverable(2, "ISO 2:2020")))
    gone = Edition.objects.get(iso_id=2)
    key = gone.pk
    gone.delete()

    imported(files.jsonl(files.deliverable(3, "ISO 3:2020")))

    assert Edition.objects.get(iso_id=3).pk > key
