"""Facts of texts as bodies really publish them, entered by the form: none is lost, each is found as it is printed."""

import pytest

from clarifications.intake.models import SubjectClause
from clarifications.register.finding.search import search
from clarifications.register.models import Record
from tests.builders import Case, cast
from tests.page import Page
from tests.register import found
from tests.typed import seen_in

pytestmark = pytest.mark.django_db

TWO_BALLOTS = {
    "questions-0-label": "1",
    "questions-0-text": "Is it one legal entity?",
    "votes-rows": "2",
    "votes-0-question": "1",
    "votes-0-in_favour": "10",
    "votes-0-note": "First ballot",
    "votes-1-question": "1",
    "votes-1-in_favour": "12",
    "votes-1-note": "Second ballot",
}


@pytest.fixture
def case() -> Case:
    return cast()


@pytest.fixture
def desk(case, browser_of):
    """The desk of the secretariat."""
    return browser_of(case.sam)


@pytest.fixture
def enter(case, desk):
    """Enters a text by the form."""

    def entered(**typed: str) -> Record:
        plain = {
            "edition": str(case.edition.pk),
            "names_edition": "on",
            "scope": "unknown",
            "kind": "clarification",
            "fate": "decided",
            "language": "en",
            "source": "List (Example)",
            "title": "A title (Example)",
            "reason": "So that it is found.",
            "key": f"{Record.objects.count():032d}",
        }
        answer = desk.post("/desk/new/historic/", plain | typed)
        assert answer.status_code == 302, Page(answer).errors
        return Record.objects.latest("pk")

    return entered


@pytest.fixture
def correction(desk):
    """Opens the correction of a record and sends it with what is typed instead."""

    def sent(record: Record, **typed: str):
        address = f"/desk/{record.clarification.reference}/correct/"
        fields = {name: values[0] for name, values in Page(desk.get(address), "main form[method=post]").fields.items()}
        return desk.post(address, fields | {"reason": "It was misprinted."} | typed)

    return sent


def read(answer) -> str:
    """The text of a page as it is read, each blank once."""
    return " ".join(seen_in(answer, "main")[0].split())


@pytest.mark.parametrize(
    "clauses",
    ["Table 1, clause 4", "Annex A and A.1", "7.6.2, 4.2.1 d); 7.6.2; e)", "4.2 a)-d)", "9.4.8.3-62", "5.2.4"],
)
def test_a_correction_that_changes_nothing_changes_no_clause(enter, correction, clauses):
    record = enter(clauses=clauses)

    answer = correction(record)

    assert "Nothing differs from the published text." in Page(answer, "main").words


def test_the_page_tells_which_clauses_were_asked_together(enter, client):
    record = enter(clauses="4.1.6; 4.1.3, 4.1.6; Annex A")

    assert "4.1.6; 4.1.3, 4.1.6; Annex A" in read(client.get(record.get_absolute_url()))
    assert record.clauses == ["4.1.6", "4.1.3", "Annex A"]


def test_a_preview_of_a_correction_shows_that_clauses_are_grouped_anew(enter, correction):
    record = enter(clauses="4.1.6, 4.1.3", accepted="2005")

    changed = read(correction(record, clauses="4.1.6; 4.1.3", accepted="2006", preview="yes"))

    assert ["4.1.6[removed: ,][added: ;] 4.1.3" in changed, "[removed: 2005][added: 2006]" in changed] == [True, True]


def test_a_text_with_very_many_clauses_is_entered(enter):
    many = ", ".join(f"9.4.8.{number} NOTE 12" for number in range(1, 61))

    record = enter(
        clauses=many.replace("9.4", "8.4"),
        **{"questions-0-label": "1", "questions-0-text": "All?", "questions-0-clauses": many},
    )

    assert len(record.clauses) == 120
    assert SubjectClause.objects.filter(clarification=record.clarification).count() == 120


def test_groups_of_clauses_that_cannot_be_read_are_refused_beside_their_field(case, desk):
    page = Page(desk.post("/desk/new/historic/", {"clauses": "(7.1; 7.2)", "reason": "Because."}))

    assert ("id_clauses", "“(7.1” is not a clause number.") in page.errors


def test_each_ballot_on_a_question_is_shown(enter, client):
    record = enter(**TWO_BALLOTS)

    page = Page(client.get(record.get_absolute_url()), "main")

    assert ["First ballot" in page.words, "Second ballot" in page.words] == [True] * 2
    assert {"10", "12"} <= set(page.all("td"))


def test_a_correction_of_one_ballot_is_shown_in_the_preview(enter, correction):
    record = enter(**TWO_BALLOTS)

    changed = read(correction(record, **{"votes-0-in_favour": "11", "preview": "yes"}))

    assert "in favour: [removed: 10][added: 11]" in changed


def test_what_a_page_prints_finds_its_record(enter, case):
    record = enter(
        clauses="Annex A, A.1 b)",
        cited="ILAC-G8:09/2019; 7.1.3, 7.8.3.1 b\nISO 9001:2015; 8.3",
        **TWO_BALLOTS,
    )

    printed = [
        record.name,
        f"“{record.name}”",
        "Annex A, A.1 b)",
        "ILAC-G8:09/2019, 7.1.3, 7.8.3.1 b",
        "ISO 9001:2015, 8.3",
        "Second ballot",
    ]
    assert [text for text in printed if record not in found(text)] == []


def test_a_record_is_found_by_the_name_that_it_had(enter, correction):
    record = enter()
    former = record.name

    correction(record, kind="interpretation")

    assert Record.objects.get().name != former
    assert found(f"“{former}”") == [record]


def test_a_record_is_found_by_the_bulletin_of_another_body_while_it_is_named(enter, desk, case):
    record = enter()
    reference = record.clarification.reference
    bulletin = {
        "body": "SCC (Example)",
        "reference": "Bulletin 2017-30",
        "language": "nb",
        "published": "2017",
        "reason": "It builds on it.",
    }

    first = record.clarification.version
    desk.post(f"/desk/{reference}/add-bulletin/", bulletin | {"seen_version": str(first)})
    in_another_language = bulletin | {"language": "fr", "seen_version": str(first + 1)}
    desk.post(f"/desk/{reference}/add-bulletin/", in_another_language)

    assert sorted(row.language for row in record.bulletins.all()) == ["fr", "nb"]
    assert found("Bulletin 2017-30") == [record]

    for version, row in enumerate(record.bulletins.all(), start=first + 2):
        desk.post(
            f"/desk/{reference}/remove-bulletin/",
            {"bulletin": row.pk, "seen_version": str(version), "reason": "No more."},
        )
    assert found("Bulletin 2017-30") == []


def test_a_part_of_a_chinese_sentence_finds_its_record(enter):
    record = enter(title="检测和校准实验室能力 见6.4.6条", language="zh-hans")

    assert [found(text) for text in ("校准", "实验室能力", "“校准”", "6.4.6")] == [[record]] * 4
    assert (search("“校准”").is_loosened, search("“准校”").is_loosened) == (False, True)


@pytest.mark.parametrize("language", ["fr", "nb", "ar", "zh-hans"])
def test_a_text_stands_on_its_page_in_its_own_language(enter, client, language):
    record = enter(
        language=language,
        circumstance="Tant que …",
        **{
            "questions-0-label": "1",
            "questions-0-text": "Peut-elle décider seule ?",
            "answers-0-questions": "1",
            "answers-0-outcome": "no",
            "answers-0-position": "Non.",
            "answers-0-considerations": "Le texte le dit.",
            "answers-0-conditions": "Une fois",
        },
    )

    page = Page(client.get(record.get_absolute_url()), "main")

    said = page.all(f'[lang="{language}"]')
    assert said[0] == "A title (Example)"
    assert said[1:] == ["Tant que …", "Peut-elle décider seule ?", "Non.", "Une fois", "Le texte le dit."]


def test_words_of_a_standard_are_left_out_of_titles_notes_and_reasons(enter, correction, desk, client):
    record = enter(title="What [[shall be kept]] means", **TWO_BALLOTS | {"votes-0-note": "On [[shall]]"})

    correction(record, title="What it means", reason="It said [[shall be kept for ever]] before.")

    record.refresh_from_db()
    pages = [client.get(address).content.decode() for address in (record.version_url(1), record.version_url(2))]
    assert ["shall" in page for page in pages] == [False, False]
    assert "It said […] before." in pages[1]


def test_the_feed_says_what_became_of_a_text(enter, client):
    enter(fate="archived", published="2017")

    assert "Archived by its body" in client.get("/clarifications/feed/").content.decode()
