"""Importing files: what is added, what a second import changes, and what it says it did."""

import datetime

import pytest

from standards.catalogue import search
from standards.models import Committee, Edition, Import, Standard, Succession

pytestmark = pytest.mark.django_db


def edition(iso_id):
    return Edition.objects.get(iso_id=iso_id)


def successions():
    return sorted(Succession.objects.values_list("newer__iso_id", "older__iso_id"))


def test_an_edition_keeps_every_fact(files, imported):
    line = files.deliverable(
        1,
        "ISO 100-2:2020",
        publicationDate="2020-05",
        edition=3,
        correctedDate="2021",
        formerReference="ISO/FDIS 100-2",
    )

    imported(files.jsonl(files.committee(50, "ISO/TC 1"), line))

    found = edition(1)
    assert (found.reference, found.former_reference, found.slug, found.year) == (
        "ISO 100-2:2020",
        "ISO/FDIS 100-2",
        "2020",
        2020,
    )
    assert (found.title, found.title_fr, found.stage, found.edition_number) == ("Title of 1", "Titre de 1", "60.60", 3)
    assert (found.published.iso, found.corrected.iso, found.withdrawn.iso) == ("2020-05", "2021", "")
    assert (found.data_as_of, found.as_of) == ("ISO Open Data 2026-10-01", datetime.date(2026, 10, 1))
    assert (found.url, found.committee.reference, found.inferred) == (
        "https://www.iso.org/standard/1.html",
        "ISO/TC 1",
        [],
    )
    assert (found.standard.designation, found.standard.slug, found.standard.committee.iso_id) == (
        "ISO 100-2",
        "100-2",
        50,
    )


@pytest.mark.parametrize("packed", [False, True])
def test_the_same_facts_come_out_of_jsonl_and_csv(files, imported, all_tables, packed):
    lines = [
        files.deliverable(1, "ISO 1:2000", currentStage=9599, replacedBy=[2], scope={"en": '<p>"One",\n\ntwo</p>'}),
        files.deliverable(2, "ISO 1:2020", replaces=[1], title={"en": "Größe — Part 1: “x”", "fr": None}),
        files.deliverable(3, "ISO 1:2020/Amd 1:2024", supplementType="Amd", languages=None),
        files.deliverable(4, "ISO/NP 9", publicationDate=None, edition=None, currentStage=20, ownerCommittee=None),
    ]
    rows = "iso_id reference title title_fr stage published supplement_type supplement_of__iso_id committee__reference"

    imported(files.csv(*lines, encoding="utf-8-sig"))
    first = sorted(Edition.objects.values_list(*rows.split())), successions()
    before = all_tables()
    said = imported(files.jsonl(*lines, packed=packed))

    assert first == (
        [
            (1, "ISO 1:2000", "Title of 1", "Titre de 1", "95.99", edition(1).published, "", None, "ISO/TC 1"),
            (2, "ISO 1:2020", "Größe — Part 1: “x”", "", "60.60", edition(2).published, "", None, "ISO/TC 1"),
            (3, "ISO 1:2020/Amd 1:2024", "Title of 3", "Titre de 3", "60.60", edition(3).published, "Amd", 2,
             "ISO/TC 1"),
            (4, "ISO/NP 9", "Title of 4", "Titre de 4", "00.20", edition(4).published, "", None, None),
        ],
        [(2, 1)],
    )  # fmt: skip
    assert said.splitlines()[0] == "0 added, 0 changed, 0 withdrawn, 0 with a new successor, 4 as before"
    assert all_tables() == before


def test_columns_may_stand_in_another_order_and_be_more(files, imported):
    path = files.csv(
        files.deliverable(1, "ISO 1:2020", colour="red"),
        columns=["colour", "reference", "title.en", "currentStage", "deliverableType", "id", "pages.fr"],
    )

    imported(path)

    assert (edition(1).reference, edition(1).title, edition(1).stage) == ("ISO 1:2020", "Title of 1", "60.60")


@pytest.mark.parametrize(
    ("date", "stored"), [("2020-05-04", "2020-05-04"), ("2020-05", "2020-05"), ("2020", "2020"), (None, "")]
)
def test_a_date_keeps_its_precision(files, imported, date, stored):
    imported(files.jsonl(files.deliverable(1, "ISO 1:2020", publicationDate=date)))

    assert edition(1).published.iso == stored


def test_what_was_inferred_is_kept_until_a_later_file_states_it(files, imported):
    imported(files.jsonl(files.deliverable(1, "ISO 1:2020", currentStage=9599, inferred=["currentStage"])))
    first = edition(1).inferred

    imported(files.jsonl(files.deliverable(1, "ISO 1:2020", currentStage=9599)), as_of="2026-10-02")

    assert (first, edition(1).inferred) == (["currentStage"], [])


def test_owners_in_no_list_of_committees_get_a_row(files, imported):
    said = imported(
        files.jsonl(
            files.committee(50, "ISO/TC 1"),
            files.deliverable(1, "ISO 1:2020", ownerCommittee="ISO/TMBG"),
            files.deliverable(2, "ISO 2:2020", ownerCommittee=None),
        )
    )

    owner = Committee.objects.get(reference="ISO/TMBG")
    assert (owner.title, owner.source) == ("ISO/TMBG", "Named as an owner; in no list of committees")
    assert (edition(1).committee, edition(2).committee, edition(2).standard.committee) == (owner, None, None)
    assert said.splitlines()[1] == "2 committees added, 0 changed"


def test_importing_again_changes_nothing(files, imported, all_tables):
    lines = [
        files.committee(50, "ISO/TC 1"),
        files.deliverable(1, "ISO 1:2000", replacedBy=[2]),
        files.deliverable(2, "ISO 1:2020", replaces=[1]),
        files.deliverable(3, "ISO 1:2020/Amd 1:2024", supplementType="Amd", ownerCommittee="IIW"),
    ]
    imported(files.jsonl(*lines))
    before = all_tables()

    said = imported(files.jsonl(*lines))

    assert said == (
        "0 added, 0 changed, 0 withdrawn, 0 with a new successor, 3 as before\n0 committees added, 0 changed\n"
    )
    assert all_tables() == before


def test_the_same_facts_of_a_later_day_change_their_day_alone(files, imported, all_tables):
    lines = [files.committee(50, "ISO/TC 1"), files.deliverable(1, "ISO 1:2020")]
    imported(files.jsonl(*lines))
    before = all_tables()

    said = imported(files.jsonl(*lines), as_of="2026-10-02")

    after = all_tables()
    assert said.splitlines()[:2] == [
        "0 added, 0 changed, 0 withdrawn, 0 with a new successor, 1 as before",
        "0 committees added, 0 changed",
    ]
    changed = {name for name in after if after[name] != before[name]}
    assert changed - {"standards_stamp"} == {"standards_committee", "standards_edition"}
    assert edition(1).as_of == datetime.date(2026, 10, 2)


def test_it_says_what_it_added_and_changed_and_writes_it_down(files, imported):
    imported(
        files.jsonl(
            files.committee(50, "ISO/TC 1"),
            files.deliverable(1, "ISO 1:2000"),
            files.deliverable(2, "ISO 2:2000"),
            files.deliverable(3, "ISO/TR 3:2000", deliverableType="TR"),
        )
    )

    said = imported(
        files.jsonl(
            files.committee(50, "ISO/TC 1", title={"en": "Threads"}),
            files.deliverable(1, "ISO 1:2000", currentStage=9599, replacedBy=[4]),
            files.deliverable(2, "ISO 2:2000", title={"en": "Other"}, ownerCommittee="ISO/TC 2"),
            files.deliverable(3, "ISO/TR 3:2000", deliverableType="TR"),
            files.deliverable(4, "ISO 1:2026"),
            files.deliverable(5, "Withdrawn ISO 5"),
            name="new.jsonl",
        ),
        as_of="2026-10-02",
    )

    assert said.splitlines() == [
        "1 added, 2 changed, 1 withdrawn, 1 with a new successor, 1 as before",
        "1 committees added, 1 changed",
        "1 stubs of projects that were deleted early left out",
        "Changed:",
        "  ISO 1:2000: stage “60.60” → “95.99”",
        "  ISO 2:2000: title “Title of 2” → “Other”; owner “ISO/TC 1” → “ISO/TC 2”",
        "Withdrawn:",
        "  ISO 1:2000",
        "With a new successor:",
        "  ISO 1:2000 ← ISO 1:2026",
        "Committees changed:",
        "  ISO/TC 1: title Work of ISO/TC 1 → Threads",
    ]
    log = Import.objects.first()
    assert (log.files, log.as_of, log.added, log.changed, log.withdrawn, log.succeeded, log.refused) == (
        "new.jsonl",
        datetime.date(2026, 10, 2),
        1,
        2,
        1,
        1,
        0,
    )
    assert log.report == said.rstrip()


def test_a_long_report_is_cut_unless_it_is_asked_for(files, imported):
    lines = [files.deliverable(number, f"ISO {number}:2000") for number in range(1, 24)]
    imported(files.jsonl(*lines))

    said = imported(files.jsonl(*[line | {"edition": 2} for line in lines]), as_of="2026-10-02")
    whole = imported(files.jsonl(*[line | {"edition": 3} for line in lines]), as_of="2026-10-03", verbosity=2)

    assert said.splitlines()[-2:] == [
        "  ISO 20:2000: edition “1” → “2”",
        "  … and 3 more (-v 2 names them all)",
    ]
    assert whole.splitlines()[-1] == "  ISO 23:2000: edition “2” → “3”"


@pytest.mark.parametrize("title", [..., None, {"en": None, "fr": None}])
def test_a_file_without_titles_erases_none(files, imported, title):
    imported(files.jsonl(files.deliverable(1, "ISO 1:2020")))

    imported(files.jsonl(files.deliverable(1, "ISO 1:2020", title=title)), as_of="2026-10-02")

    assert (edition(1).title, edition(1).title_fr) == ("Title of 1", "Titre de 1")


def test_what_a_line_does_not_say_erases_nothing(files, imported):
    imported(files.jsonl(files.deliverable(1, "ISO 1:2020", correctedDate="2021")))
    silent = {"publicationDate": None, "edition": None, "ownerCommittee": None, "currentStage": None}

    said = imported(files.jsonl(files.deliverable(1, "ISO 1:2020", **silent)), as_of="2026-10-02")

    assert said.splitlines()[0] == "0 added, 0 changed, 0 withdrawn, 0 with a new successor, 1 as before"
    assert (edition(1).published.iso, edition(1).corrected.iso, edition(1).edition_number) == ("2020-05-04", "2021", 1)


def test_facts_of_an_earlier_day_change_nothing(files, imported, all_tables):
    imported(files.jsonl(files.deliverable(1, "ISO 1:2000"), files.deliverable(2, "ISO 1:2020", replaces=[1])))
    before = all_tables()

    said = imported(
        files.jsonl(
            files.deliverable(1, "ISO/TR 1:2000", deliverableType="TR", currentStage=9599, replaces=[2]),
            files.deliverable(2, "ISO/FDIS 1", currentStage=5020),
        ),
        as_of="2026-09-30",
    )

    assert said.splitlines()[0] == "0 added, 0 changed, 0 withdrawn, 0 with a new successor, 2 as before"
    assert "2 lines left out, because what we hold is of a later day" in said
    assert all_tables() == before


def test_supplements_find_their_base_by_id_or_by_reference(files, imported):
    imported(
        files.jsonl(
            files.deliverable(4, "ISO 1:2000/Amd 1:2003/Cor 1:2004", supplementType="Cor"),
            files.deliverable(3, "ISO 1:2000/Cor 1:2002", supplementType="Cor", supplementOf=1),
            files.deliverable(2, "ISO 1:2000/Amd 1:2003", supplementType="Amd"),
            files.deliverable(5, "ISO 9:1999/Amd 1:2003", supplementType="Amd"),
            files.deliverable(1, "ISO 1:2000"),
        )
    )

    bases = dict(Edition.objects.values_list("iso_id", "supplement_of__iso_id"))
    assert bases == {1: None, 2: 1, 3: 1, 4: 2, 5: None}
    assert sorted(Standard.objects.values_list("slug", flat=True)) == ["1", "9"]


def test_a_supplement_that_turns_out_to_be_none_loses_its_base(files, imported):
    lines = [files.deliverable(1, "ISO 1:2000"), files.deliverable(2, "ISO 1:2000/Amd 1:2003", supplementType="Amd")]
    imported(files.jsonl(*lines))

    imported(files.jsonl(files.deliverable(2, "ISO 1:2003")), as_of="2026-10-02")

    assert (edition(2).supplement_type, edition(2).supplement_of) == ("", None)


def test_a_standard_in_force_gets_the_plain_address_before_one_that_is_not(files, imported):
    imported(
        files.jsonl(
            files.deliverable(1, "IEC 9:1990", currentStage=3098, publicationDate=None),
            files.deliverable(2, "ISO 9:2020"),
            files.deliverable(3, "ISO/IEC 9:2010", publicationDate="2010"),
        )
    )
    imported(files.jsonl(files.deliverable(4, "ISO/CIE 9:2025")))

    assert [edition(number).standard.slug for number in (1, 2, 3, 4)] == ["iec-9", "9", "iso-iec-9", "iso-cie-9"]


def test_a_standard_is_kept_by_the_owner_of_its_newest_edition(files, imported):
    imported(
        files.jsonl(
            files.deliverable(1, "ISO 1:2000", publicationDate="2000-01", ownerCommittee="ISO/TC 9"),
            files.deliverable(2, "ISO 1:2020", publicationDate="2020-01"),
            files.deliverable(3, "ISO/DIS 1", currentStage=4020, publicationDate=None, ownerCommittee="ISO/PC 3"),
        )
    )
    first = Standard.objects.get().committee.reference

    imported(
        files.jsonl(files.deliverable(3, "ISO 1:2026", publicationDate="2026-10", ownerCommittee="ISO/PC 3")),
        as_of="2026-10-02",
    )

    assert (first, Standard.objects.get().committee.reference) == ("ISO/TC 1", "ISO/PC 3")


def test_what_is_imported_is_found_at_once_by_its_new_words(files, imported):
    imported(files.jsonl(files.deliverable(1, "ISO 4711:2020", title={"en": "Perfumes", "fr": None})))
    first = [len(search.find(text)) for text in ("4711", "perfume", "soap")]

    imported(files.jsonl(files.deliverable(1, "ISO 4711:2020", title={"en": "Soaps", "fr": None})), as_of="2026-10-02")

    assert (first, [len(search.find(text)) for text in ("4711", "perfume", "soap")]) == ([1, 1, 0], [1, 0, 1])


def test_an_edition_without_an_iso_id_is_recognized_by_its_reference(files, imported):
    imported(files.jsonl(files.deliverable(1, "ISO 1:2000")))
    Edition.objects.update(iso_id=None)

    said = imported(files.jsonl(files.deliverable(8, "ISO 1:2000")), as_of="2026-10-02")

    assert said.splitlines()[0] == "0 added, 1 changed, 0 withdrawn, 0 with a new successor, 0 as before"
    assert list(Edition.objects.values_list("iso_id", "reference")) == [(8, "ISO 1:2000")]


def test_the_pages_of_what_was_imported_open(files, imported, client):
    imported(
        files.jsonl(
            files.deliverable(1, "ISO 1:2000", title=None, currentStage=None, publicationDate=None),
            files.deliverable(2, "ISO/NP 1", title=None, currentStage=20, publicationDate=None, replaces=[1]),
            files.deliverable(3, "ISO 1:2000/Amd 1", supplementType="Amd", ownerCommittee=None),
        )
    )

    pages = [Standard.objects.get().get_absolute_url(), *(row.get_absolute_url() for row in Edition.objects.all())]

    assert [client.get(page).status_code for page in pages] == [200] * 4


def test_the_number_of_statements_does_not_grow_with_the_rows(files, imported, django_assert_max_num_queries):
    def lines(number, **given):
        return [
            *[files.committee(1000 + key, f"ISO/TC {key}") for key in range(number)],
            *[
                files.deliverable(key, f"ISO {key}:2020", ownerCommittee=f"ISO/PC {key}", replaces=[key + 1], **given)
                for key in range(1, number + 1)
            ],
        ]

    counts = {}
    for place, number in enumerate((3, 30)):
        with django_assert_max_num_queries(1000) as first:
            imported(files.jsonl(*lines(number)), as_of=f"2026-10-0{place + 1}")
        with django_assert_max_num_queries(1000) as changed:
            imported(files.jsonl(*lines(number, edition=7 + place)), as_of=f"2026-10-1{place + 1}")
        counts[number] = len(first), len(changed)
        Succession.objects.all().delete()
        Edition.objects.all().delete()
        Standard.objects.all().delete()
        Committee.objects.all().delete()

    assert counts[3] == counts[30]
