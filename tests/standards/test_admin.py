"""The admin of the catalogue: pages open, clause numbers take their one form, changes are traced."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from standards.catalogue.clause_depth import depth_lines
from standards.imports.depths import sync_depths
from standards.models import (
    Clause,
    Committee,
    Concordance,
    ConcordanceRow,
    Edition,
    Import,
    Resource,
    Responsibility,
    Standard,
    Succession,
    ThesaurusRing,
    Transition,
    TransitionChange,
)
from standards.reading.depths import read_depths
from tests.factories import (
    ClauseFactory,
    CommitteeFactory,
    EditionFactory,
    GroupFactory,
    StandardFactory,
    UserFactory,
)
from tests.page import Page

pytestmark = pytest.mark.django_db

MODELS = (
    *("committee", "maintenancegroup", "responsibility", "standard", "edition", "transition", "clause"),
    *("transitionchange", "succession", "resource", "concordance", "concordancerow", "clausedepth"),
    "thesaurusring",
)


@pytest.fixture
def desk(browser_of):
    """The browser of an administrator."""
    return browser_of(UserFactory(name="Ada Example", is_staff=True, is_superuser=True))


@pytest.mark.parametrize("model", MODELS)
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


# ---------- lists ----------


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"branch": "8..1", "kind": "partial"}, "“8..1” is not a clause number. Did you mean 8.1?"),
        ({"branch": "8", "kind": "whole"}, "Select a valid choice. whole is not one of the available choices."),
        ({"branch": "8", "kind": "headings", "first": "8.1"}, "Name the first and the last number, or neither."),
    ],
)
def test_a_depth_that_cannot_be_right_is_refused(desk, fields, fault):
    edition = EditionFactory()

    answer = desk.post(reverse("admin:standards_clausedepth_add"), {"edition": edition.pk, **fields})

    assert [fault] in answer.context["adminform"].form.errors.values()


def test_a_depth_is_kept_in_its_one_form(desk):
    edition = EditionFactory()
    fields = {"branch": "Clause 8", "kind": "paragraphs", "first": "8.1.", "last": "§ 8.6.3"}

    desk.post(reverse("admin:standards_clausedepth_add"), {"edition": edition.pk, **fields})

    assert depth_lines(edition) == "8: paragraphs from 8.1 to 8.6.3"


def one_more_of_each():
    """A row of each model of the catalogue."""
    old = EditionFactory(
        year=2012, stage="95.99", committee=CommitteeFactory(reference=f"TC {Edition.objects.count()}")
    )
    new = EditionFactory(standard=old.standard, year=2026, supplement_of=None)
    Succession.objects.create(newer=new, older=old)
    transition = Transition.objects.create(edition=new, until="2029")
    TransitionChange.objects.create(transition=transition, was="2028", to="2029")
    Resource.objects.create(edition=new, kind="other", title="Example", url="https://example.org/")
    concordance = Concordance.objects.create(older=old, newer=new)
    ConcordanceRow.objects.create(concordance=concordance, older="1", newer="1", kind="same")
    Responsibility.objects.create(standard=old.standard, group=GroupFactory(), named_for=old)
    ClauseFactory(edition=new)
    sync_depths({new.pk: read_depths("4: headings")}, reason="example")
    Import.objects.create(files=f"{new}.jsonl")
    ThesaurusRing.objects.create(preferred=f"term {new}", same=f"another {new}")


@pytest.mark.parametrize("model", [*MODELS, "import"])
def test_a_list_takes_the_same_few_queries_whatever_its_length(desk, django_assert_num_queries, model):
    address = reverse(f"admin:standards_{model}_changelist")
    one_more_of_each()
    desk.get(address)  # what is asked once and kept, content types among it
    with CaptureQueriesContext(connection) as asked:
        desk.get(address)
    for _row in range(2):
        one_more_of_each()

    with django_assert_num_queries(len(asked)):
        desk.get(address)


def found(desk, model, words, **filters):
    page = desk.get(reverse(f"admin:standards_{model}_changelist"), {"q": words, **filters})
    return [str(row) for row in page.context["cl"].result_list]


@pytest.mark.parametrize(
    "words", ["90020 2012", '"ISO/IEC 90020:2012"', '"ISO/IEC FDIS 90020"', "86292", "90020 ISO/IEC 2012"]
)
def test_an_edition_is_found_by_number_and_year_reference_or_id(desk, words):
    facts = {"former_reference": "ISO/IEC FDIS 90020", "iso_id": 86292}
    EditionFactory(standard__number="90020", year=2012, **facts)
    EditionFactory(standard__number="90020", standard__part="1", year=2015)

    assert found(desk, "edition", words) == ["ISO/IEC 90020:2012"]


def test_editions_are_narrowed_to_projects_published_and_withdrawn_ones_and_supplements(desk):
    old = EditionFactory(standard__number="90020", year=2012, stage="95.99")
    new = EditionFactory(standard=old.standard, year=2026)
    EditionFactory(standard=old.standard, slug="fdis", year=None, stage="50.20", published="")
    facts = {"supplement_type": "Cor", "supplement_of": new, "reference": "ISO/IEC 90020:2026/Cor 1"}
    EditionFactory(standard=old.standard, slug="2026-cor-1", **facts)

    assert {
        phase: found(desk, "edition", "90020", phase=phase, supplement="no")
        for phase in ("project", "published", "withdrawn")
    } == {
        "project": ["ISO/IEC 90020:fdis"],
        "published": ["ISO/IEC 90020:2026"],
        "withdrawn": ["ISO/IEC 90020:2012"],
    }
    assert found(desk, "edition", "90020", supplement="yes") == ["ISO/IEC 90020:2026/Cor 1"]


@pytest.mark.parametrize("words", ["90021-1", "ISO/IEC 90021", "90021"])
def test_a_standard_is_found_by_its_number(desk, words):
    StandardFactory(number="90021", part="1")
    StandardFactory(number="90100")

    assert found(desk, "standard", words) == ["ISO/IEC 90021-1"]


@pytest.mark.parametrize("model", MODELS)
def test_no_form_lists_standards_editions_or_clauses_in_a_select_box(desk, model):
    one_more_of_each()
    page = Page(desk.get(reverse(f"admin:standards_{model}_add")))

    choices = page.values("option", "value")

    assert [choice for choice in choices if (choice or "").isdigit()] == []


@pytest.mark.parametrize("model", ["standard", "edition", "committee", "concordance"])
def test_what_is_chosen_elsewhere_is_looked_up_while_typing(desk, model):
    one_more_of_each()
    field = {
        "standard": ("edition", "standard"),
        "edition": ("clause", "edition"),
        "committee": ("edition", "committee"),
    }
    source = field.get(model, ("concordancerow", "concordance"))

    answer = desk.get(
        reverse("admin:autocomplete"),
        {"app_label": "standards", "model_name": source[0], "field_name": source[1], "term": ""},
    )

    assert answer.json()["results"] != []


# ---------- history ----------


@pytest.fixture
def imported():
    """A standard with an edition and a row about it as a bulk import leaves them: without history."""
    edition = EditionFactory(title="As ISO has it")
    Resource.objects.create(edition=edition, kind="other", title="As it was", url="https://example.org/")
    for model in (Edition, Standard, Resource):
        model.history.all().delete()
    return edition


def history_of(row):
    """The history of a row, oldest first."""
    return [(kept.history_type, kept.history_change_reason, kept.history_user) for kept in row.history.order_by("pk")]


def form_of(desk, edition):
    """What the form of an edition would send unchanged."""
    page = desk.get(reverse("admin:standards_edition_change", args=[edition.pk]))
    sent = {}
    for form in [page.context["adminform"].form, *(fs.formset for fs in page.context["inline_admin_formsets"])]:
        for part in [form] if hasattr(form, "fields") else [form.management_form, *form.forms]:
            for name in part.fields:
                value = part[name].value()
                sent[part.add_prefix(name)] = "" if value is None else value
    return sent


def saved(desk, edition, **changes):
    answer = desk.post(reverse("admin:standards_edition_change", args=[edition.pk]), form_of(desk, edition) | changes)
    assert answer.status_code == 302
    return edition


def test_an_imported_row_is_kept_as_it_was_before_its_first_change(desk, imported):
    saved(desk, imported, title="As Ada has it")

    ada = UserFactory._meta.model.objects.get(name="Ada Example")
    assert [row.title for row in imported.history.order_by("pk")] == ["As ISO has it", "As Ada has it"]
    assert history_of(imported) == [("+", "as imported", None), ("~", None, ada)]


def test_the_second_change_of_an_imported_row_adds_one_row_of_history(desk, imported):
    saved(desk, imported, title="As Ada has it")
    saved(desk, imported, title="As Ada has it today")

    assert [row[0] for row in history_of(imported)] == ["+", "~", "~"]


def test_a_row_that_a_person_entered_begins_with_that(desk):
    desk.post(reverse("admin:standards_committee_add"), {"reference": "ISO/TC 900", "title": "Examples"})

    assert [row[:2] for row in history_of(Committee.objects.get())] == [("+", None)]


def test_a_row_on_the_page_of_another_is_kept_as_it_was_too(desk, imported):
    resource = imported.resources.get()
    saved(desk, imported, **{"resources-0-title": "As it is"})

    assert [(row.history_type, row.title) for row in resource.history.order_by("pk")] == [
        ("+", "As it was"),
        ("~", "As it is"),
    ]


def test_a_row_that_is_deleted_on_the_page_of_another_leaves_what_it_was(desk, imported):
    resource = imported.resources.get()
    saved(desk, imported, **{"resources-0-DELETE": "on"})

    assert [row.history_type for row in Resource.history.filter(id=resource.pk).order_by("pk")] == ["+", "-"]


@pytest.mark.parametrize("many", [False, True])
def test_a_row_that_is_deleted_leaves_what_it_was(desk, imported, many):
    resource = imported.resources.get()
    if many:
        address, sent = "changelist", {"action": "delete_selected", "_selected_action": [resource.pk], "post": "yes"}
        desk.post(reverse(f"admin:standards_resource_{address}"), sent)
    else:
        desk.post(reverse("admin:standards_resource_delete", args=[resource.pk]), {"post": "yes"})

    assert [row.history_type for row in Resource.history.filter(id=resource.pk).order_by("pk")] == ["+", "-"]


@pytest.mark.parametrize("model", MODELS)
def test_every_row_has_a_page_of_its_history(desk, model):
    one_more_of_each()
    row = apps.get_model("standards", model).objects.first()

    assert desk.get(reverse(f"admin:standards_{model}_history", args=[row.pk])).status_code == 200


# ---------- concordances, resources, imports ----------


def test_a_row_of_a_concordance_takes_its_one_form_and_its_place(desk):
    old, new = EditionFactory(year=2012), EditionFactory(year=2026)
    rows = {"rows-TOTAL_FORMS": 1, "rows-INITIAL_FORMS": 0}
    rows |= {"rows-0-older": "Clause 7.1", "rows-0-newer": "7.2 (a)", "rows-0-kind": "moved"}

    desk.post(reverse("admin:standards_concordance_add"), {"older": old.pk, "newer": new.pk, **rows})

    row = ConcordanceRow.objects.get()
    assert (row.older, row.newer, row.concordance.newer) == ("7.1", "7.2 a)", new)
    assert row.older_key < row.newer_key


def test_a_long_comparison_is_corrected_row_by_row(desk):
    one_more_of_each()
    concordance = Concordance.objects.get()
    for number in range(2, 80):
        ConcordanceRow.objects.create(concordance=concordance, older=str(number), newer=str(number), kind="same")

    page = desk.get(reverse("admin:standards_concordance_change", args=[concordance.pk]))

    link = f"/admin/standards/concordancerow/?concordance__id__exact={concordance.pk}"
    assert ("rows-TOTAL_FORMS" in page.content.decode(), f'{link}">79<' in page.content.decode()) == (False, True)
    assert desk.get(link).context["cl"].result_count == 79


def test_what_was_imported_can_be_read_and_not_changed(desk):
    row = Import.objects.create(files="iso_deliverables_metadata.jsonl", report="3 added")

    pages = [desk.get(reverse(f"admin:standards_import_{page}", args=args)) for page, args in pages_of(row)]
    answer = desk.post(reverse("admin:standards_import_change", args=[row.pk]), {"files": "x"})

    assert [page.status_code for page in pages] == [200, 200, 403, 403]
    assert (answer.status_code, Import.objects.get().files) == (403, "iso_deliverables_metadata.jsonl")


def pages_of(row):
    """List and row, which are there; adding and deleting, which are not."""
    return [("changelist", []), ("change", [row.pk]), ("add", []), ("delete", [row.pk])]


def test_parts_of_other_rows_are_not_on_the_first_page_of_the_admin(desk):
    page = desk.get(reverse("admin:app_list", args=["standards"])).content.decode()

    shown = [model for model in MODELS if f"/admin/standards/{model}/" in page]
    assert shown == [*MODELS[:7], "concordance", "thesaurusring"]


@pytest.mark.parametrize("secretariat", [True, False])
def test_only_administrators_change_the_catalogue(browser_of, secretariat, imported):
    browser = browser_of(UserFactory(is_secretariat=secretariat))

    answer = browser.post(reverse("admin:standards_edition_change", args=[imported.pk]), {"title": "x"})

    imported.refresh_from_db()
    assert (answer.status_code, imported.title) == (302, "As ISO has it")
