"""Loading the catalogue: all or nothing, again without harm, and what administrators decided stays."""

import pytest

from standards.catalogue.clause_depth import depth_lines
from standards.imports.casco.loading import load
from standards.imports.rows import BadData
from standards.models import (
    Clause,
    Committee,
    Confidence,
    Edition,
    MaintenanceGroup,
    Resource,
    Responsibility,
    Standard,
    Succession,
    Transition,
    TransitionChange,
)
from standards.reading.dates import PartialDate

pytestmark = pytest.mark.django_db


def done(outcomes):
    """What was added and changed, by kind."""
    return {outcome.name: (len(outcome.added), len(outcome.changed)) for outcome in outcomes}


def test_everything_the_files_say_is_there(folder):
    outcomes, elsewhere = load(folder.path)

    assert done(outcomes) == {
        "committees": (2, 0),
        "standards": (1, 0),
        "editions": (3, 0),
        "successions": (1, 0),
        "transitions": (1, 0),
        "changes of a transition": (1, 0),
        "maintenance groups": (2, 0),
        "responsibilities": (2, 0),
        "clauses": (3, 0),
        "depths of clause lists": (2, 0),
        "concordances": (1, 0),
        "rows of a concordance": (5, 0),
        "resources": (1, 0),
        "rings of the thesaurus": (2, 0),
    }
    assert elsewhere == ["ISO/IEC 90001:2020 replaces ISO Guide 9:1980"]


def test_an_edition_keeps_every_fact(folder):
    load(folder.path)

    edition = Edition.objects.get(reference="ISO/IEC 90001:2020")

    assert (edition.slug, edition.year, edition.edition_number, edition.iso_id) == ("2020", 2020, 2, 2)
    assert (edition.published, edition.withdrawn) == (PartialDate("2020-06"), PartialDate())
    assert (edition.title_fr, depth_lines(edition)) == (
        "Évaluation de la conformité — Exemples",
        "7: paragraphs\nall: partial",
    )
    assert edition.clause_sources.splitlines() == ["https://lists.example/90001", "A leaflet"]
    assert edition.clause_doubts == "The number of A.1 is not printed."
    assert [older.reference for older in edition.replaces.all()] == ["ISO/IEC 90001:2010"]


def test_a_supplement_hangs_on_its_edition(folder):
    load(folder.path)

    supplement = Edition.objects.get(supplement_type="Cor")

    assert (supplement.slug, supplement.supplement_of.reference) == ("2010-cor-1-2011", "ISO/IEC 90001:2010")
    assert supplement.standard.slug == "90001"


def test_clauses_hang_on_the_nearest_one_that_is_listed(folder):
    load(folder.path)

    found = [(clause.number, clause.parent and clause.parent.number, clause.slug) for clause in Clause.objects.all()]

    assert found == [("7", None, "7"), ("7.1.1", "7", "7.1.1"), ("A.1", None, "a.1")]


def test_a_group_keeps_a_standard_from_its_edition_to_the_next_one_that_names_a_group(folder):
    load(folder.path)

    first, second = Responsibility.objects.order_by("since")

    assert (first.group.name, first.since.iso, first.until.iso) == ("WG 1", "2010-05-01", "2020-06")
    assert (second.group.name, second.since.iso, second.until.iso) == ("WG 2", "2020-06", "")
    assert [group.is_active for group in MaintenanceGroup.objects.all()] == [False, True]


def test_an_extension_of_a_transition_is_kept(folder):
    load(folder.path)

    change = TransitionChange.objects.get()

    assert (change.was.iso, change.to.iso, change.changed.iso, change.reason) == (
        "2022-06-01",
        "2023-06-01",
        "2021",
        "Floods",
    )


def test_a_resource_keeps_every_fact(folder):
    load(folder.path)

    resource = Resource.objects.get()

    assert (resource.edition.reference, resource.kind, resource.title) == (
        "ISO/IEC 90001:2020",
        "communique",
        "On the transition",
    )
    assert (resource.publisher, resource.url, resource.language, resource.published.iso) == (
        "ILAC",
        "https://ilac.example/news",
        "fr",
        "2020-07",
    )


@pytest.mark.parametrize("odd", ["\uffff", "\ufeff", "\x00", "\u200b", "\u202e", "\ud83d"])
def test_what_no_page_can_show_is_taken_out_of_the_files_and_loading_again_changes_nothing(folder, odd):
    catalogue, clauses = folder.read("casco_catalogue.json"), folder.read("clauses.json")
    catalogue["documents"][0]["title"] = {"en": f"Conformity{odd} assessment", "fr": f"Évaluation{odd}"}
    clauses["lists"][0]["clauses"][0]["title"] = f"Pro{odd}cess"
    folder.write("casco_catalogue.json", catalogue)
    folder.write("clauses.json", clauses)

    load(folder.path)
    again, _elsewhere = load(folder.path)

    edition = Edition.objects.get(reference="ISO/IEC 90001:2020")
    assert (edition.title, edition.title_fr) == ("Conformity assessment", "Évaluation")
    assert edition.clauses.get(number="7").title == "Process"
    assert set(done(again).values()) == {(0, 0)}


def test_loading_again_changes_nothing(folder):
    load(folder.path)
    before = {model: list(model.history.values_list("pk")) for model in (Edition, Clause, Committee, Responsibility)}

    outcomes, _elsewhere = load(folder.path)

    assert set(done(outcomes).values()) == {(0, 0)}
    assert {model: list(model.history.values_list("pk")) for model in before} == before


def test_loading_again_changes_only_what_the_file_changed_and_says_it(folder):
    load(folder.path)
    catalogue = folder.read("casco_catalogue.json")
    catalogue["documents"][0]["stage"] = "90.20"
    folder.write("casco_catalogue.json", catalogue)

    outcomes, _elsewhere = load(folder.path)

    changed = {outcome.name: outcome.changed for outcome in outcomes if outcome.changed}
    assert changed == {"editions": ["ISO/IEC 90001:2020: stage 60.60 → 90.20"]}
    assert (
        Edition.objects.get(reference="ISO/IEC 90001:2020").history.latest().history_change_reason == "load_catalogue"
    )


def test_a_project_that_is_published_stays_the_same_edition(folder):
    catalogue = folder.read("casco_catalogue.json")
    new = catalogue["documents"][0]
    draft = new | {"reference": "ISO/IEC FDIS 90001", "year": None, "stage": "50.20", "publicationDate": None}
    folder.write("casco_catalogue.json", catalogue | {"documents": [draft, *catalogue["documents"][1:]]})
    for name in ("casco_groups.json", "transitions.json", "clauses.json", "resources.json", "concordances.json"):
        text = (folder.path / name).read_text().replace("ISO/IEC 90001:2020", "ISO/IEC FDIS 90001")
        (folder.path / name).write_text(text)
    old = folder.read("casco_catalogue.json")
    old["documents"][1]["replacedBy"] = ["ISO/IEC FDIS 90001"]
    folder.write("casco_catalogue.json", old)
    load(folder.path)
    before = Edition.objects.get(slug="fdis")

    load(type(folder)(folder.path).path)

    assert Edition.objects.get(reference="ISO/IEC 90001:2020").pk == before.pk
    assert Edition.objects.count() == 3


def test_what_administrators_decide_stays(folder):
    load(folder.path)
    Committee.objects.filter(reference="ISO/TC 1").update(manager_name="Mia Example", manager_email="mia@tc1.example")
    MaintenanceGroup.objects.update(is_active=True)
    Responsibility.objects.filter(group__name="WG 2").update(confidence=Confidence.VERIFIED, source="Letter of 2026")

    load(folder.path)

    assert Committee.objects.get(reference="ISO/TC 1").manager_name == "Mia Example"
    assert MaintenanceGroup.objects.filter(is_active=True).count() == 2
    assert Responsibility.objects.get(group__name="WG 2").source == "Letter of 2026"


def test_rows_that_no_file_names_stay(folder):
    load(folder.path)
    edition = Edition.objects.get(reference="ISO/IEC 90001:2020")
    Clause.objects.create(edition=edition, number="8", sort_key="150008", slug="8")

    load(folder.path)

    assert Clause.objects.filter(number="8").exists() is True


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        (
            "title",
            {"en": "x" * 1001},
            "edition ISO/IEC 90001:2020: title: Ensure this value has at most 1000 characters",
        ),
        ("url", "javascript:alert(1)", "url: Enter a valid URL"),
        ("note", 7, "“note” should be a text"),
    ],
)
def test_a_fault_leaves_the_catalogue_as_it_was(folder, key, value, fault):
    catalogue = folder.read("casco_catalogue.json")
    catalogue["documents"][0][key] = value
    folder.write("casco_catalogue.json", catalogue)

    with pytest.raises(BadData, match=fault):
        load(folder.path)

    assert [model.objects.count() for model in (Committee, Standard, Edition, Succession, Transition)] == [0] * 5


def test_a_second_standard_of_the_same_number_takes_its_publisher_into_its_address(folder):
    catalogue = folder.read("casco_catalogue.json")
    other = catalogue["documents"][0] | {"id": 9, "publisher": "ISO", "reference": "ISO 90001:1999", "replaces": []}
    folder.write("casco_catalogue.json", catalogue | {"documents": [*catalogue["documents"], other]})

    load(folder.path)
    load(folder.path)

    assert [standard.slug for standard in Standard.objects.order_by("pk")] == ["90001", "iso-90001"]


def test_the_catalogue_of_the_project(django_assert_max_num_queries):
    """The facts of the files that the rest of the site stands on; loaded once, because it is the long one."""
    with django_assert_max_num_queries(128):
        load()

    def edition(reference):
        return Edition.objects.get(reference=reference)

    assert [Edition.objects.count(), Clause.objects.count(), Committee.objects.count()] == [103, 908, 798]
    assert edition("ISO/IEC FDIS 17065").get_absolute_url() == "/standards/17065/fdis/"
    assert edition("ISO/IEC 17067").get_absolute_url() == "/standards/17067/project-87597/"
    assert edition("ISO/IEC 17025:2005/Cor 1:2006").get_absolute_url() == "/standards/17025/2005-cor-1-2006/"
    slugs = set(Standard.objects.values_list("slug", flat=True))
    assert slugs.issuperset(
        {"17025", "17021-1", "ts-17012", "tr-17028", "pas-17001", "guide-65", "ts-17021-10", "guide-43-1"}
    )
    designations = {str(standard) for standard in Standard.objects.all()}
    assert designations.issuperset(
        {"ISO/IEC TS 17012", "ISO/TS 17033", "ISO/PAS 17001", "ISO/IEC Guide 65", "ISO Guide 27"}
    )
    assert {old.reference for old in edition("ISO/IEC 17021:2006").replaces.all()} == {
        "ISO/IEC Guide 62:1996",
        "ISO/IEC Guide 66:1999",
    }
    assert {new.reference for new in edition("ISO/IEC Guide 22:1996").replaced_by.all()} == {
        "ISO/IEC 17050-1:2004",
        "ISO/IEC 17050-2:2004",
    }
    groups = {standard.slug: str(standard.responsible_group) for standard in Standard.objects.all()}
    known = {slug: groups[slug] for slug in ("17025", "17011", "17021-1", "17043", "17065", "17020", "17024", "17067")}
    assert known == {
        "17025": "WG 44", "17011": "WG 42", "17021-1": "WG 21", "17043": "WG 57",
        "17065": "None", "17020": "None", "17024": "None", "17067": "None",
    }  # fmt: skip
