"""The pages of an endorsement: who asks is told what it means, the body reads and says its word, others see nothing."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clarifications.case.models import Clarification
from clarifications.intake.endorsement_models import BodyAddress, Endorsement
from clarifications.intake.models import Draft
from clarifications.screening.models import CriteriaSet
from tests.clarifications.intake.endorsing import AINO, DANA, OTHER_TYPED, dana_link, mailed, waiting_url
from tests.clarifications.intake.pages import IDENTITY, ask, errors_of, page_of, texts
from tests.factories import BodyFactory, UserFactory
from tests.page import Page

# ---------- who asks is told at once ----------


def test_the_page_says_what_another_body_needs_whether_it_is_asked_for_in_the_system_or_not(petra, complete):
    page = texts(petra.get(page_of(complete, "identity")))

    assert "Another body may not ask alone: an ISO member body or an organisation in category A liaison has to" in page
    assert "Body that endorses" not in page


def test_another_body_names_one_that_endorses_and_an_address_where_nobody_speaks_for_it(petra, complete, norland):
    este = BodyFactory(name="Normas del Este (Example)", acronym="NDE", kind="member")
    tries = [
        OTHER_TYPED,
        OTHER_TYPED | {"endorsing_body": este.pk},
        OTHER_TYPED | {"endorsing_body": este.pk, "endorser_email": AINO},
        OTHER_TYPED | {"endorsing_body": norland.pk},
    ]

    errors = [errors_of(petra.post(page_of(complete, "identity"), one)) for one in tries]

    assert errors == [
        [("id_endorsing_body", "Another body needs one that endorses its request: choose it.")],
        [
            (
                "id_endorser_email",
                "Nobody speaks for NDE, Normas del Este (Example) here yet. Give an address of it: the secretariat "
                "confirms it once.",
            )
        ],
        [("id_endorser_email", "Nobody endorses the own request: give an address of the body that does.")],
        [],
    ]


def test_a_member_body_names_none_and_one_of_the_list_is_chosen_there(petra, complete, norland):
    named = IDENTITY | {"endorsing_body": norland.pk, "endorser_email": "office@member.example"}
    tries = [named, IDENTITY | {"body_name": norland.name}, IDENTITY | {"body_name": "Ligue (Example)"}]

    errors = [[field for field, _said in errors_of(petra.post(page_of(complete, "identity"), one))] for one in tries]

    assert errors == [["id_endorsing_body"], ["id_body_name"], ["id_endorser_email"]]


def test_a_draft_of_before_the_criteria_asked_is_told_on_the_last_page(petra, complete, norland):
    Draft.objects.update(
        answers=complete.answers | {"identity": complete.answers["identity"] | {"claimed_kind": "other"}}
    )

    answer = petra.post(page_of(complete, "check"), {"nobody_named": "on"})

    assert "Name the body that endorses the request, on the page “Who asks”." in texts(answer)
    assert mailed("confirm") == []


# ---------- waiting ----------


def test_the_confirmed_request_waits_and_its_page_says_for_whom(petra, asked):
    page = texts(petra.get(reverse("clarifications:draft", args=[asked.key]), follow=True))

    assert "Waiting for endorsement" in page
    assert "is asked to endorse this request" in page
    assert Clarification.objects.count() == 0


def test_a_page_of_the_draft_says_that_a_change_asks_anew(petra, asked):
    pages = [texts(petra.get(page_of(asked, page))) for page in ("background", "identity", "check")]

    assert ["A change ends that" in page for page in pages] == [True, True, True]


def test_a_second_use_of_the_confirmation_link_leads_to_where_it_waits(petra, complete, norland):
    petra.post(page_of(complete, "identity"), OTHER_TYPED | {"endorsing_body": norland.pk})
    link = ask(petra, complete)

    answers = [petra.post(link) for _time in range(2)]

    assert [answer["Location"] for answer in answers] == [waiting_url(complete)] * 2
    assert (Endorsement.objects.count(), len(mailed("endorse"))) == (1, 1)


def test_before_anything_is_asked_the_page_leads_to_the_draft(petra, complete, norland):
    assert petra.get(waiting_url(complete))["Location"] == reverse("clarifications:draft", args=[complete.key])
    assert petra.get(reverse("clarifications:draft-endorsement", args=["0" * 32])).status_code == 404


def test_the_requester_deletes_the_draft_and_nobody_is_asked_any_more(petra, asked):
    link, delete = dana_link(), reverse("clarifications:delete-draft", args=[asked.key])
    shown = Page(petra.get(waiting_url(asked)), "main")

    answer = petra.post(delete, Page(petra.get(delete), "main form").fields)

    assert delete in shown.values("a")
    assert (answer["Location"], Draft.objects.count()) == (reverse("clarifications:request"), 0)
    assert Client().get(link).status_code == 404


# ---------- the body reads, asks, endorses, declines ----------


def test_whoever_endorses_reads_the_request_and_who_asks_and_finds_no_way_to_change_it(asked):
    answer = Client().get(dana_link())

    page = texts(answer)
    assert "Dana Example, you read this for" in page
    for words in ("Decision rules", "May it use its own rule?", "Northern Accreditation (Example)", AINO):
        assert words in page
    assert asked.key not in answer.content.decode()
    own = Client().get(page_of(asked, "check"))
    headers = ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")
    assert [answer[name] for name in headers] == [own[name] for name in headers]


def test_looking_endorses_nothing_and_the_button_receives(asked):
    dana = Client()
    looks = [dana.get(dana_link()).status_code, dana.head(dana_link()).status_code, Clarification.objects.count()]

    page = dana.post(dana_link(), {"endorse": "1"}, follow=True)

    assert (looks, page.status_code) == ([200, 200, 0], 410)
    assert "The request is received as CR-" in texts(page)
    assert Clarification.objects.get().identity.email == AINO


def test_a_link_that_is_pressed_twice_says_what_was_said(asked):
    dana = Client()
    dana.post(dana_link(), {"endorse": "1"})

    page = dana.post(dana_link(), {"decline": "1", "decline-text": "No."}, follow=True)

    assert "endorsed the request on" in texts(page)
    assert Endorsement.objects.get().standing == "endorsed"


def test_declining_and_asking_need_a_word(asked):
    errors = [errors_of(Client().post(dana_link(), {verb: "1"})) for verb in ("decline", "ask")]

    assert errors == [
        [("id_decline-text", "Say why: the requester reads it.")],
        [("id_ask-text", "Write the question.")],
    ]


def test_the_body_asks_and_the_requester_answers_on_the_page_of_the_draft(petra, asked):
    Client().post(dana_link(), {"ask": "1", "ask-text": "Which scheme?"})
    number = Endorsement.objects.get().questions.get().pk
    empty = errors_of(petra.post(waiting_url(asked), {"answer": "1", "answer-text": "", "number": number}))

    petra.post(waiting_url(asked), {"answer": "1", "answer-text": "Ours.", "number": number})

    assert empty == [("id_answer-text", "Write an answer.")]
    assert "Which scheme? Answered on" in texts(Client().get(dana_link()))


def test_a_question_after_too_many_is_refused_in_words(asked):
    for number in range(20):
        Client().post(dana_link(), {"ask": "1", "ask-text": f"Which scheme? ({number})"})

    assert "No more questions can be asked here." in texts(Client().post(dana_link(), {"ask": "1", "ask-text": "?a"}))


def test_the_requester_reads_why_it_was_declined_and_sends_it_without(petra, asked):
    Client().post(dana_link(), {"decline": "1", "decline-text": "Ask your own member body."})
    page = texts(petra.get(waiting_url(asked)))

    answer = petra.post(waiting_url(asked), {"without": "1"})

    assert "Ask your own member body." in page
    assert answer["Location"] == Clarification.objects.get().private_path
    assert "declined on" in texts(petra.get(answer["Location"]))


def test_a_request_that_a_body_disowned_goes_on_as_that_of_another_body(petra, complete, norland):
    petra.post(page_of(complete, "identity"), IDENTITY | {"body_name": "", "claimed_kind": "", "body": norland.name})
    petra.post(ask(petra, complete))
    Client().post(dana_link(), {"decline": "1", "decline-text": "Nobody of ours."})
    page = texts(petra.get(waiting_url(complete)))
    este = BodyFactory(name="Normas del Este (Example)", kind="member")
    names = ["", este.name.upper(), str(norland)]
    errors = [errors_of(petra.post(waiting_url(complete), {"without": "1", "body_name": name})) for name in names]

    answer = petra.post(waiting_url(complete), {"without": "1", "body_name": "Rita Example"})

    assert f"but not in the name of {norland}: as the request of another body." in page
    assert errors == [
        [("id_body_name", "Say who asks instead.")],
        [
            (
                "id_body_name",
                f"{este} has to be asked whether the request is its own: choose it on the page “Who asks”.",
            )
        ],
        [("id_body_name", f"{norland} said that the request is not its own.")],
    ]
    identity = Clarification.objects.get().identity
    assert (identity.body, identity.body_name, identity.claimed_kind) == (None, "Rita Example", "other")
    assert answer["Location"] == Clarification.objects.get().private_path


def test_every_way_out_of_the_page_that_says_who_asks_instead_keeps_what_is_typed(petra, complete, norland):
    petra.post(page_of(complete, "identity"), IDENTITY | {"body_name": "", "claimed_kind": "", "body": norland.name})
    petra.post(ask(petra, complete))
    Client().post(dana_link(), {"decline": "1", "decline-text": "Nobody of ours."})
    page = Page(petra.get(waiting_url(complete)), "html")
    typed = Page(petra.get(waiting_url(complete)), "form#instead").fields | {"body_name": "Rita Ex"}

    answer = petra.post(waiting_url(complete), typed | {"go": "/privacy/"})
    again = Page(petra.get(waiting_url(complete)), "html")

    assert [way for way in page.values("a", "href") if not way.startswith("#")] == []
    assert (answer["Location"], Page(petra.get(waiting_url(complete)), "form#instead").fields["body_name"]) == (
        "/privacy/",
        ["Rita Ex"],
    )
    assert again.all("section.errors") == []
    assert Clarification.objects.count() == 0


@pytest.mark.parametrize(("name", "status"), [("", 302), ("x" * 1_100_000, 200)])
def test_a_way_out_leads_on_unless_what_is_typed_cannot_be_kept(petra, complete, norland, name, status):
    petra.post(page_of(complete, "identity"), IDENTITY | {"body_name": "", "claimed_kind": "", "body": norland.name})
    petra.post(ask(petra, complete))
    Client().post(dana_link(), {"decline": "1", "decline-text": "Nobody of ours."})
    typed = Page(petra.get(waiting_url(complete)), "form#instead").fields | {"body_name": name}

    answer = petra.post(waiting_url(complete), typed | {"go": "/privacy/"})

    assert (answer.status_code, b"could not be kept" in answer.content) == (status, status == 200)


def test_a_request_does_not_go_on_under_a_name_that_is_read_as_that_of_the_body(petra, complete, norland):
    typed = IDENTITY | {"body_name": "Normas Unidas", "claimed_kind": "member", "endorser_email": DANA}
    petra.post(page_of(complete, "identity"), typed)
    petra.post(ask(petra, complete))
    BodyAddress.objects.update(confirmed_at=timezone.now())
    Endorsement.objects.update(standing="declined", said_at=timezone.now())
    names = ["normas  unidas", "Norm\N{CYRILLIC SMALL LETTER A}s Unidas.", "NORMAS\N{ZERO WIDTH SPACE}UNIDAS"]
    names.append("Committee 4 of the Normas Unidas")

    errors = [errors_of(petra.post(waiting_url(complete), {"without": "1", "body_name": name})) for name in names]

    assert errors == [[("id_body_name", "Normas Unidas said that the request is not its own.")]] * 4
    assert Clarification.objects.count() == 0


def test_where_the_criteria_take_nothing_without_nobody_else_is_asked_for(petra, complete, norland):
    CriteriaSet.objects.update(takes_unendorsed=False)
    petra.post(page_of(complete, "identity"), IDENTITY | {"body_name": "", "claimed_kind": "", "body": norland.name})
    petra.post(ask(petra, complete))
    Client().post(dana_link(), {"decline": "1", "decline-text": "Nobody of ours."})

    page = texts(petra.get(waiting_url(complete)))
    answer = petra.post(waiting_url(complete), {"without": "1", "body_name": "Rita Example"}, follow=True)

    assert "Who asks instead" not in page
    assert "cannot be sent without an endorsement" in texts(answer)


def test_what_cannot_be_sent_without_is_refused_in_words(petra, asked):
    page = petra.post(waiting_url(asked), {"without": "1"}, follow=True)

    assert "cannot be sent without an endorsement" in texts(page)


def test_an_answer_after_the_body_has_declined_is_refused_in_words(petra, asked):
    Client().post(dana_link(), {"ask": "1", "ask-text": "Which scheme?"})
    number = Endorsement.objects.get().questions.get().pk
    Client().post(dana_link(), {"decline": "1", "decline-text": "Too late."})

    page = petra.post(waiting_url(asked), {"answer": "1", "answer-text": "Ours.", "number": number}, follow=True)

    assert (page.status_code, "declined on" in texts(page), "Ours." in texts(page)) == (200, True, True)


def test_a_question_that_another_window_answered_keeps_what_was_typed_here(petra, asked):
    Client().post(dana_link(), {"ask": "1", "ask-text": "Which scheme?"})
    number = Endorsement.objects.get().questions.get().pk
    petra.post(waiting_url(asked), {"answer": "1", "answer-text": "Ours.", "number": number})

    page = texts(petra.post(waiting_url(asked), {"answer": "1", "answer-text": "Theirs.", "number": number}))

    assert "This question is answered already." in page
    assert "Theirs." in page


def test_a_link_of_a_changed_request_shows_what_was_typed(petra, asked):
    link = dana_link()
    petra.post(page_of(asked, "background"), {"background": "Another one.", "understanding": ""})

    page = Client().post(link, {"decline": "1", "decline-text": "Not in our name."})

    assert (page.status_code, "Not in our name." in texts(page)) == (410, True)


def test_a_changed_request_shows_the_body_nothing_but_that_it_is_changed(petra, asked):
    petra.post(page_of(asked, "background"), {"background": "Another one.", "understanding": ""})

    page = Client().get(dana_link())

    assert (page.status_code, "is changing the request" in texts(page)) == (410, True)
    assert "Decision rules" not in texts(page)


def test_what_the_draft_lost_meanwhile_is_said_to_the_body_and_nothing_is_received(asked):
    asked.refresh_from_db()
    asked.answers["question"]["questions"] = []
    asked.save()
    Endorsement.objects.update(asked_hash=asked.mark)

    page = Client().post(dana_link(), {"endorse": "1"})

    assert (page.status_code, Clarification.objects.count()) == (200, 0)
    assert Endorsement.objects.get().standing == "waiting"


# ---------- the secretariat: addresses, and the case ----------


def test_the_secretariat_sees_body_and_address_alone_and_confirms(petra, complete, norland):
    sam = UserFactory(is_secretariat=True)
    este = BodyFactory(name="Normas del Este (Example)", kind="member")
    identity = OTHER_TYPED | {"endorsing_body": este.pk, "endorser_email": "office@este.example"}
    petra.post(page_of(complete, "identity"), identity)
    petra.post(ask(petra, complete))
    browser = Client()
    browser.force_login(sam)
    desk, page = (texts(browser.get(reverse(f"clarifications:{name}"))) for name in ("desk", "body-addresses"))

    number = BodyAddress.objects.get().pk
    done = [texts(browser.post("/desk/addresses/", {"confirm": number}, follow=True)) for _time in range(2)]
    ended = texts(browser.post("/desk/addresses/", {"end": number}, follow=True))
    nonsense = texts(browser.post("/desk/addresses/", {"end": "x"}, follow=True))

    assert [AINO in words or "Decision rules" in words for words in (desk, page)] == [False, False]
    assert ["office@este.example" in words for words in (desk, page)] == [True, True]
    assert ["It is done" in done[0], "Somebody has seen to this address already." in done[1]] == [True, True]
    assert ["It is done" in ended, "seen to this address already" in nonsense] == [True, True]
    assert texts(petra.get(waiting_url(complete))).count("Name another address") == 1


@pytest.mark.parametrize("who", ["petra", "member"])
def test_nobody_else_comes_to_the_addresses(who, client, db):
    if who == "member":
        client.force_login(UserFactory())

    assert client.get("/desk/addresses/").status_code == (302 if who == "petra" else 403)


def test_the_case_and_the_page_of_the_requester_say_who_endorsed_and_nothing_public_does(asked, norland):
    Client().post(dana_link(), {"endorse": "1"})
    sam, case = Client(), Clarification.objects.get()
    sam.force_login(UserFactory(is_secretariat=True))

    file, own = texts(sam.get(case.get_absolute_url())), texts(Client().get(case.private_path))

    assert [f"{norland} endorsed the request on" in words for words in (file, own)] == [True, True]
    assert ("Said by Dana Example." in file, "Said by Dana Example." in own) == (True, False)
    assert f"{norland}" not in texts(Client().get("/clarifications/pending/"))


def test_the_start_page_says_that_the_body_is_asked_where_the_criteria_ask(petra, norland):
    with_it = texts(petra.get("/request/"))
    CriteriaSet.objects.update(needs_endorsement=False)

    assert ["The body that you name is asked" in words for words in (with_it, texts(petra.get("/request/")))] == [
        True,
        False,
    ]


def test_what_ran_out_while_it_was_read_is_said_to_both(petra, asked):
    Draft.objects.update(waits_until=timezone.now())

    pages = [Client().post(dana_link(), {"endorse": "1"}, follow=True), petra.get(waiting_url(asked))]

    assert ["The time to answer is over." in texts(page) for page in pages] == [True, True]
    assert Clarification.objects.count() == 0
