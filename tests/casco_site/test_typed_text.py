"""What is typed, pasted, uploaded or asked is plain wherever it comes in; passwords alone stay as they are."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Body, User
from clarifications.intake.models import Draft
from clarifications.map.steps import State
from standards.models import Clause, Committee
from tests.builders import clarification_in
from tests.clarifications.desk.pages import fresh, send
from tests.clarifications.intake.pages import QUESTION, page_of
from tests.factories import BodyFactory, EditionFactory, GroupFactory, StandardFactory, UserFactory

pytestmark = pytest.mark.django_db

UNFIT = {
    "non-character": "\uffff",
    "the other end of a plane": "\ufffe",
    "non-character of Arabic": "\ufdd0",
    "non-character of another plane": "\U0001ffff",
    "control": "\x07",
    "NUL": "\x00",
    "second set of controls": "\x9f",
    "mark of byte order": "\ufeff",
}
CONFUSING = {
    "no width": "\u200b",
    "word joiner": "\u2060",
    "soft hyphen": "\u00ad",
    "override": "\u202e",
    "open": "\u2067",
}


def on_the_public_form(browser_of, typed):
    EditionFactory(standard=StandardFactory(number="90025", slug="90025"))
    petra = Client()
    petra.post("/request/", {"edition": "90025/2017"})
    petra.post(page_of(Draft.objects.get(), "question"), QUESTION | {"subject": typed})
    return Draft.objects.get().answers["question"]["subject"]


def in_a_text_of_the_public_form(browser_of, typed):
    EditionFactory(standard=StandardFactory(number="90025", slug="90025"))
    petra = Client()
    petra.post("/request/", {"edition": "90025/2017"})
    petra.post(page_of(Draft.objects.get(), "question"), QUESTION | {"question_1": typed, "subject": ""})
    return Draft.objects.get().answers["question"]["questions"][0]["text"]


def on_the_desk(browser_of, typed):
    case = clarification_in(State.UNDER_REVIEW)
    send(browser_of(case.max), case, "comment", text=typed)
    return fresh(case).comments.get().text


def in_the_admin_of_people(browser_of, typed):
    browser = browser_of(UserFactory(is_staff=True))
    browser.post("/admin/accounts/user/add/", {"name": typed, "email": "nina@member.example", "is_active": "on"})
    return User.objects.get(email="nina@member.example").name


def in_the_admin_of_the_catalogue(browser_of, typed):
    browser = browser_of(UserFactory(is_staff=True))
    browser.post("/admin/standards/committee/add/", {"reference": "ISO/TC 999", "title": typed})
    return Committee.objects.get(reference="ISO/TC 999").title


def in_the_admin_of_bodies(browser_of, typed):
    browser = browser_of(UserFactory(is_staff=True))
    browser.post("/admin/accounts/body/add/", {"name": typed, "kind": "member", "is_active": "on"})
    return Body.objects.get().name


def with_an_invitation(browser_of, typed):
    seat = {
        "email": "nina@member.example",
        "name": typed,
        "group": GroupFactory().pk,
        "body": BodyFactory().pk,
        "role": "member",
        "since": "2026-01-01",
        "confirm": "yes",
    }
    browser_of(UserFactory(is_secretariat=True)).post("/people/seat/", seat)
    return User.objects.get(email="nina@member.example").name


def in_an_uploaded_list(browser_of, typed):
    EditionFactory(standard__number="90025")
    browser, address = browser_of(UserFactory(is_secretariat=True)), "/standards/90025/2017/clauses/edit/"
    shown = browser.post(address, {"file": SimpleUploadedFile("list.csv", f"number,title\n7,{typed}\n".encode())})
    browser.post(address, {name: value for name, value in shown.context["form"].initial.items() if value})
    return Clause.objects.get().title


def in_an_address_that_is_shown(browser_of, typed):
    return Client().get("/search/", {"q": typed}).context["query"]


LINES = (
    *(on_the_public_form, in_the_admin_of_people, in_the_admin_of_the_catalogue, in_the_admin_of_bodies),
    *(with_an_invitation, in_an_uploaded_list),
)
TEXTS = (in_a_text_of_the_public_form, on_the_desk, in_an_address_that_is_shown)


@pytest.mark.parametrize("unfit", UNFIT.values(), ids=UNFIT.keys())
@pytest.mark.parametrize("edge", [*LINES, *TEXTS], ids=lambda edge: edge.__name__)
def test_what_no_page_can_show_is_taken_out_wherever_it_comes_in(browser_of, edge, unfit):
    if (edge, unfit) == (in_an_uploaded_list, "\x00"):
        unfit = ""  # a file with one is no text at all, and is refused as such

    assert edge(browser_of, f"Deci{unfit}sion rules") == "Decision rules"


@pytest.mark.parametrize("confusing", CONFUSING.values(), ids=CONFUSING.keys())
@pytest.mark.parametrize("edge", LINES, ids=lambda edge: edge.__name__)
def test_what_only_confuses_in_a_name_or_title_is_taken_out(browser_of, edge, confusing):
    assert edge(browser_of, f"Deci{confusing}sion rules") == "Decision rules"


@pytest.mark.parametrize("edge", [*LINES, *TEXTS], ids=lambda edge: edge.__name__)
def test_other_scripts_and_what_they_are_written_with_stay(browser_of, edge):
    typed = "می\u200cروم 👩\u200d🔬 שלם\u200f! e\u0301"

    assert edge(browser_of, typed) == typed


@pytest.mark.parametrize("edge", [in_a_text_of_the_public_form, on_the_desk], ids=lambda edge: edge.__name__)
def test_lines_and_indents_of_a_text_stay_and_end_alike(browser_of, edge):
    assert (
        edge(browser_of, "1. First\r\n   more\r\n\r\n- 20 °C\r2. Second") == "1. First\n   more\n\n- 20 °C\n2. Second"
    )


def test_an_odd_password_stays_as_it_is(petra):
    odd = "four \x07unrelated\ufeff words do"
    user = UserFactory(password=odd)

    answer = petra.post("/account/login/", {"login": user.email, "password": odd})

    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
