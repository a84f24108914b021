"""A concordance as a file: taken by everybody, uploaded by whoever keeps the catalogue."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from standards.catalogue.concordance import ConcordanceEntry
from standards.editing.concordance import save
from standards.models import Concordance, ConcordanceRow, Correspondence
from tests.factories import ClauseFactory, EditionFactory

pytestmark = pytest.mark.django_db

PAGE = "/standards/90020/2026/concordance/90020/2012/"
FILE = f"{PAGE}concordance.csv"
UPLOAD = f"{PAGE}file/edit/"


@pytest.fixture
def inspection():
    """ISO/IEC 90020: 2012 with three clauses, and the edition of 2026."""
    old = EditionFactory(standard__number="90020", year=2012, published="2012-02-27", stage="95.99")
    for number in ("7", "7.1", "7.2"):
        ClauseFactory(edition=old, number=number)
    return old, EditionFactory(standard=old.standard, year=2026, published="2026-03-27")


def upload(browser, content, **more):
    shown = browser.post(UPLOAD, {"file": SimpleUploadedFile("list.csv", content.encode()), **more})
    if "plan" not in (shown.context or {}):
        return shown, None
    initial = shown.context["form"].initial
    return shown, browser.post(UPLOAD, {name: value for name, value in initial.items() if value})


def saved():
    return [(row.older, row.newer, row.kind, row.note) for row in ConcordanceRow.objects.all()]


def test_the_file_has_every_clause_of_the_older_edition(petra, inspection):
    said = {
        "7": ConcordanceEntry(Correspondence.SPLIT, ("7", "8.1"), "=both"),
        "9": ConcordanceEntry(Correspondence.REMOVED),
    }
    save(*inspection, said)

    answer = petra.get(FILE)

    assert answer.content.decode() == (
        'older,kind,newer,note\r\n7,split,"7, 8.1",\'=both\r\n7.1,,,\r\n7.2,,,\r\n9,removed,,\r\n'
    )
    assert answer["Content-Disposition"] == 'attachment; filename="90020-2012-to-90020-2026.csv"'


def test_an_empty_file_to_be_filled_in_is_for_whoever_may_begin(petra, inspection, browser_of, sam, max_):
    answers = [browser.get(FILE) for browser in (petra, browser_of(max_), browser_of(sam))]

    assert [answer.status_code for answer in answers] == [404, 404, 200]


def test_what_was_filled_in_is_shown_and_saved_when_confirmed(petra, inspection, browser_of, sam):
    save(*inspection, {"7.2": ConcordanceEntry(Correspondence.UNKNOWN)})

    shown, answer = upload(browser_of(sam), "kind;older;newer;by\nThe same;7;7;me\nmoved;7.1;7.3 and 7.4;me\n;7.2;;\n")

    assert [(line.number, line.title) for line in shown.context["plan"].added] == [
        ("7", "The same, 7"),
        ("7.1", "Moved, 7.3, 7.4"),
    ]
    assert (shown.context["plan"].ignored, answer.url) == (["by"], f"{PAGE}edit/")
    assert saved() == [
        ("7", "7", "same", ""),
        ("7.1", "7.3", "moved", ""),
        ("7.1", "7.4", "moved", ""),
        ("7.2", "", "unknown", ""),
    ]
    assert ConcordanceRow.history.filter(older="7").get().history_user == sam


def test_what_was_taken_and_brought_back_changes_nothing(petra, inspection, browser_of, sam):
    save(
        *inspection,
        {
            "7": ConcordanceEntry(Correspondence.SPLIT, ("7", "8.1"), "=both"),
            "9": ConcordanceEntry(Correspondence.REMOVED),
        },
    )

    shown, _answer = upload(browser_of(sam), petra.get(FILE).content.decode())

    assert (shown.context["plan"].does_nothing, shown.context["plan"].unchanged) == (True, 2)


def test_what_is_not_in_the_file_goes_only_when_told_so(inspection, browser_of, sam):
    save(*inspection, {"7": ConcordanceEntry(Correspondence.REMOVED), "7.1": ConcordanceEntry(Correspondence.REMOVED)})

    upload(browser_of(sam), "older,kind\n7,unknown\n")
    kept = saved()
    upload(browser_of(sam), "older,kind\n7,unknown\n", remove="on")

    assert kept == [("7", "", "unknown", ""), ("7.1", "", "removed", "")]
    assert saved() == [("7", "", "unknown", "")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("older,newer\n7,7\n", "this one is missing: kind"),
        ("older,kind\n7..1,removed\n", "Line 2: “7..1” is not a clause number."),
        ("older,kind\n7,gone\n", "Line 2: “gone” is none of same, changed"),
        ("older,kind,newer\n7,moved,\n", "Line 2: Name the clause of the newer edition."),
        ("older,kind,newer\n7,,8\n", "Line 2: Say what became of 7."),
        ("older,kind\n7,removed\n7,unknown\n", "Line 3: 7 stands there twice."),
        (f"older,kind,newer,note\n7,removed,,{'x' * 301}\n", "Line 2: The note has 301 characters"),
    ],
)
def test_a_bad_file_is_refused_with_line_and_reason(inspection, browser_of, sam, content, said):
    shown, answer = upload(browser_of(sam), content)

    assert (said in shown.content.decode(), answer, Concordance.objects.count()) == (True, None, 0)


def test_bringing_is_for_whoever_keeps_the_catalogue(petra, inspection, browser_of, sam, ada, max_):
    answers = [petra.get(UPLOAD), *(browser_of(user).get(UPLOAD) for user in (max_, sam, ada))]

    assert [answer.status_code for answer in answers] == [302, 403, 200, 200]
    assert browser_of(sam).get(UPLOAD.replace("2012", "1999")).status_code == 404
