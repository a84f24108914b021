"""The screens on which clause lists and concordances are kept, with the eyes of many readers and the keys alone."""

import pytest

from clarifications.demo.walk import Walk
from tests.journeys.eyes import looked_at
from tests.journeys.looks import nothing_is_wrong, visited
from tests.journeys.stage import Stage

pytestmark = pytest.mark.django_db  # so that there is a database, also where only this file is run


@pytest.fixture(autouse=True)
def _django_db_marker() -> None:
    """In place of pytest-django's: no transaction around a test, and no emptying after it; the module does that."""


def test_the_screens_of_whoever_keeps_the_catalogue(gallery: Stage, demonstration: Walk, tmp_path):
    sam = gallery.enters("Sam", demonstration.cast.people["sam"], keys_only=True)
    comparison = "/standards/17020/2026/concordance/17020/2012/"
    (tmp_path / "list.csv").write_text("number,title\n7.11,Control\n7..12,\n")
    (tmp_path / "good.csv").write_text("number,title,owner\n7.11,Control\n7.12,Example\n")
    found = visited(sam, ["/standards/17020/2026/", f"{comparison}edit/?part=8"])

    sam.chooses("What became of it, 8.1", "Moved")
    sam.writes("Newer clauses, 8.1", "8..2")
    sam.presses("Save these rows")
    found += looked_at(sam)
    sam.writes("Newer clauses, 8.1", "8.2")
    sam.presses("Save these rows")
    sam.reads("Saved. 8: 1 of", "We hold no list of the clauses of ISO/IEC 17020:2026.", "Who changed what")
    sam.presses("Propose from equal numbers and headings")
    sam.writes("Clause", "8.9")
    sam.presses("Add a row")
    found += looked_at(sam)
    found += visited(
        sam, [comparison, f"{comparison}?kind=moved", f"{comparison}file/edit/", "/standards/17020/2012/8.1/"]
    )
    for name in ("list.csv", "good.csv"):
        sam.opens("/standards/17020/2026/clauses/edit/")
        sam.page.get_by_label("CSV file").set_input_files(tmp_path / name)
        sam.presses("Show what it would do")
        found += looked_at(sam)

    nothing_is_wrong(found)
