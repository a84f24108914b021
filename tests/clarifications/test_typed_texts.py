"""Before publication too, everybody reads what was typed: on pages, in what a draft changes, in mails."""

import pytest
import time_machine

from clarifications.intake.questions import Asked
from clarifications.map import steps
from clarifications.map.steps import State
from clarifications.review.steps import DraftAnswer
from clarifications.wording import without_marks
from tests.builders import ALL_MET, cast, clarification_in, drafted, received, seeking_consensus, under_review
from tests.clarifications.desk.pages import address_of, opened
from tests.page import Page
from tests.typed import ALL_TRIED, TRIED, seen_in

pytestmark = pytest.mark.django_db

# What requesters write is plain; the desk also emphasises, in whole words.
PLAIN = f"{ALL_TRIED}\n*not* **emphasised**"
DIALECT = f"{ALL_TRIED}\n\n**DO NOT** say *so*."


def words(text):
    return text.split()


def asked_in_plain_words():
    return received(
        cast(),
        questions=[Asked(f"A {PLAIN}", parts=[Asked(f"B {PLAIN}")])],
        background=f"C {PLAIN}",
        understanding=f"D {PLAIN}",
    )


def answered_in_dialect(case=None, **changed):
    answer = {"position": f"A {DIALECT}", "considerations": f"B {DIALECT}", "conditions": [*TRIED[:6], "  *so*  it is"]}
    labels = ["1"]
    return drafted(case, answers=[DraftAnswer(labels, "yes-under-conditions", **(answer | changed))])


def test_the_requester_reads_the_own_texts_as_typed(petra):
    case = asked_in_plain_words()

    seen = seen_in(petra.get(case.clarification.private_path), ".typed")

    assert {f"{letter} {PLAIN}" for letter in "ABCD"} <= set(seen)


def test_secretariat_and_group_read_the_texts_of_the_requester_as_typed(browser_of):
    case = under_review(asked_in_plain_words())

    for reader in (case.sam, case.max):
        seen = seen_in(browser_of(reader).get(case.clarification.get_absolute_url()), ".typed")
        assert {f"{letter} {PLAIN}" for letter in "ABCD"} <= set(seen)


def test_what_is_put_otherwise_is_kept_and_shown_as_typed(petra):
    case = clarification_in(State.RETURNED)
    address = f"{case.clarification.private_path}resubmit/"
    fields = Page(petra.get(address), "form[novalidate]").fields
    fields |= {"answer_1": f"  A {PLAIN}\n", "answer_2": f"B {PLAIN}", "question_1": f"\n  C {PLAIN}"}

    petra.post(address, fields)

    seen = seen_in(petra.get(case.clarification.private_path), ".typed")
    assert {f"  A {PLAIN}", f"B {PLAIN}", f"  C {PLAIN}"} <= set(seen)


def test_what_the_secretariat_asks_is_shown_as_typed_and_quoted_in_the_mail(petra):
    case = received()
    case.take(steps.SEND_BACK, case.sam, questions=[f"  A {PLAIN}"])

    mail = case.clarification.messages.get(verb="send-back").text
    form = petra.get(f"{case.clarification.private_path}resubmit/")

    assert f"  A {PLAIN}" in seen_in(petra.get(case.clarification.private_path), ".typed")
    assert f"  A {PLAIN}" in seen_in(form, "label .typed")
    assert "\n".join(f"> {line}".rstrip() for line in f"  A {PLAIN}".split("\n")) in mail


def test_findings_and_reasons_are_shown_as_typed(browser_of, petra):
    case = received()
    case.take(steps.RECORD_FINDING, case.sam, findings=ALL_MET | {4: ("not-met", f"A {PLAIN}")})
    case.take(steps.NOT_ACCEPT, case.sam, reason_code="how-to", reason=f"B {PLAIN}")

    desk = seen_in(browser_of(case.sam).get(case.clarification.get_absolute_url()), ".typed")

    assert {f"A {PLAIN}", f"B {PLAIN}"} <= set(desk)
    assert f"B {PLAIN}" in seen_in(petra.get(case.clarification.private_path), ".typed")


def test_the_group_reads_a_draft_without_the_marks_of_emphasis_and_loses_nothing_else(browser_of):
    case = answered_in_dialect()

    page = browser_of(case.mina).get(case.clarification.get_absolute_url())

    said = [words(text) for text in seen_in(page, ".answer .said")]
    conditions = "\n".join([*TRIED[:6], "so  it is"])
    assert said == [words(f"A {without_marks(DIALECT)}"), words(f"B {without_marks(DIALECT)}"), words(conditions)]
    assert Page(page).all(".answer strong") == ["DO NOT", "DO NOT"]


def test_what_a_draft_changes_shows_both_texts_as_typed(browser_of):
    case = answered_in_dialect()
    answered_in_dialect(case, position=f"A {DIALECT} 7.", conditions=["- 20 °C", "> 96 %"])

    page = browser_of(case.mina).get(f"{case.clarification.get_absolute_url()}?draft=2")

    shown = Page(page).root.css("#draft ~ .answer .typed, .answer .typed")
    for node in [
        *(node for part in shown for node in part.css("del")),
        *(n for p in shown for n in p.css(".visually-hidden")),
    ]:
        node.decompose()
    assert [part.text() for part in shown] == [f"A {DIALECT} 7.", f"B {DIALECT}", "- 20 °C\n> 96 %"]


def test_comments_positions_and_accounts_are_read_in_the_dialect(browser_of):
    case = seeking_consensus(drafted(under_review()))
    case.take(steps.COMMENT, case.max, text=f"A {DIALECT}")
    case.take(steps.TAKE_POSITION, case.max, call=case.call, view="object", why=f"B {DIALECT}")
    case.sustain(case.max, f"C {DIALECT}")

    page = browser_of(case.mina).get(case.clarification.get_absolute_url())

    said = [words(text) for text in seen_in(page, ".comment, .position")]
    for letter in "ABC":
        text = words(f"{letter} {without_marks(DIALECT)}")
        assert any(text == block[start : start + len(text)] for block in said for start in range(len(block)))


# ---------- while it is written ----------


def test_who_writes_in_the_dialect_reads_how_and_sees_a_preview_beside_the_field(browser_of):
    case = under_review()
    browser = browser_of(case.max)
    typed = {
        "answers-0-position": f"\r\n  {DIALECT}",
        "answers-0-conditions": "- 20 °C",
        "answers-0-considerations": "",
    }
    fields = opened(browser, case, "draft", preview="yes", **typed)

    page = browser.post(address_of(case, "draft"), fields)

    previews = {part.attributes["id"]: part for part in Page(page).root.css(".preview:not([hidden])")}
    said = {name: part.css_first(".said").text() for name, part in previews.items()}
    assert set(said) == {"id_answers-0-position_preview", "id_answers-0-conditions_preview"}
    assert words(said["id_answers-0-position_preview"]) == words(without_marks(DIALECT))
    assert said["id_answers-0-conditions_preview"].strip() == "- 20 °C"
    assert Page(page).fields["answers-0-position"][0].replace("\r\n", "\n").strip("\n") == f"  {DIALECT}"
    assert "Nothing else is a mark." in Page(page).words
    assert case.clarification.decisions.count() == 0


@pytest.mark.parametrize("verb", ["comment", "disclose"])
def test_every_step_with_a_text_in_the_dialect_offers_a_preview(browser_of, verb):
    case = under_review()
    browser = browser_of(case.max)
    name = "text" if verb == "comment" else "note"

    page = browser.post(address_of(case, verb), opened(browser, case, verb, preview="yes", **{name: "*so*"}))

    assert Page(page).all(".preview .said em") == ["so"]
    assert Page(page).values('button[name="preview"]', "value") == ["yes"]


def test_a_step_without_one_offers_none(browser_of):
    case = received()

    page = Page(browser_of(case.sam).get(address_of(case, "send-back")))

    assert page.values('button[name="preview"]', "value") == []
    assert "Nothing else is a mark" not in page.words


def test_a_comment_on_the_case_file_can_be_previewed(browser_of):
    case = under_review()

    page = Page(browser_of(case.max).get(case.clarification.get_absolute_url()))

    assert page.values('form[action$="/comment/"] button[name="preview"]', "value") == ["yes"]
    assert page.values("textarea[data-preview]", "data-preview") == ["/desk/preview/"]
    assert page.values(".preview", "hidden") == [None]


def test_the_preview_while_typing_is_drawn_by_the_server_for_people_who_signed_in(browser_of, max_):
    answer = browser_of(max_).post("/desk/preview/", {"text": "\r\n  **DO NOT**\r\n- 20 °C "})

    assert answer.content.decode() == (
        '<p class="typed" dir="auto">  <strong>DO NOT</strong></p>\n<ul class="items" role="list">\n'
        '<li><div class="item typed" dir="auto"><span class="item__mark">-</span> 20 °C</div>\n</li></ul>'
    )
    assert answer["Cache-Control"] == "no-store, private"


def test_the_preview_of_conditions_has_one_a_line(browser_of, max_):
    answer = browser_of(max_).post("/desk/preview/lines/", {"text": "- 20 °C\r\n> 95 %\r\n\r\nwhere *so*"})

    assert seen_in(answer, ".typed") == ["- 20 °C", "> 95 %", "where so"]


def test_a_preview_is_for_nobody_else_and_never_looked_up(petra, browser_of, max_):
    assert petra.post("/desk/preview/", {"text": "a"}).status_code == 302
    assert browser_of(max_).get("/desk/preview/").status_code == 405
    assert browser_of(max_).post("/desk/preview/", {"text": "x" * 20_001}).status_code == 400


def test_previews_are_limited_as_other_forms_are(browser_of, max_, settings):
    settings.RATE_LIMITS = True

    with time_machine.travel("2026-11-22T12:50:00Z", tick=False):
        browser = browser_of(max_)
        answers = {browser.post("/desk/preview/", {"text": "a"}).status_code for _ in range(61)}

    assert answers == {200, 429}
