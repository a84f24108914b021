"""An e-mail address is one however it was pasted: at sign-in, in the admin, in invitations and in every query."""

import importlib

import pytest
from django.apps import apps
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.models import User
from tests.factories import PASSWORD, BodyFactory, GroupFactory, UserFactory
from tests.page import Page

pytestmark = pytest.mark.django_db

UNSEEN = {"no width": "\u200b", "joiner": "\u200d", "soft hyphen": "\u00ad", "override": "\u202e", "isolate": "\u2068"}
UNSEEN |= {"byte order": "\ufeff", "word joiner": "\u2060", "selector": "\ufe0f", "non-character": "\uffff"}
CLEAN = "max.example@member.example"
LOOKS_ALIKE = "max.example@\uff4dember.example"
REFUSED = "“\uff4dember.example” holds a character that no e-mail address has, however alike it looks. Type it anew."


@pytest.fixture(params=UNSEEN.values(), ids=UNSEEN.keys())
def pasted(request):
    """Max's address with something in it that nobody sees."""
    return CLEAN.replace("member", f"mem{request.param}ber").replace("max", f"{request.param}max")


@pytest.fixture
def maximilian():
    return UserFactory(name="Max Example", email=CLEAN)


@pytest.fixture
def seat():
    return {
        "name": "Somebody Else",
        "group": GroupFactory().pk,
        "body": BodyFactory().pk,
        "role": "member",
        "since": "2026-01-01",
        "confirm": "yes",
    }


def test_one_signs_in_with_it(petra, maximilian, pasted):
    answer = petra.post("/account/login/", {"login": pasted, "password": PASSWORD})

    assert (answer.status_code, answer["Location"]) == (302, "/desk/")


def test_a_new_password_is_asked_for_with_it(petra, maximilian, pasted):
    petra.post("/account/password/reset/", {"email": pasted})

    assert [message.to for message in mail.outbox] == [[CLEAN]]


def test_the_admin_makes_no_second_person_of_it(browser_of, ada, maximilian, pasted):
    page = browser_of(ada).post("/admin/accounts/user/add/", {"name": "Max", "email": pasted, "is_active": "on"})

    assert page.status_code == 200
    assert User.objects.filter(email=CLEAN).count() == 1


def test_a_seat_is_given_to_the_person_who_has_it(browser_of, sam, maximilian, pasted, seat):
    browser_of(sam).post("/people/seat/", seat | {"email": pasted})

    assert [one.user for one in maximilian.seats.all()] == [maximilian]
    assert [message.to for message in mail.outbox] == [[CLEAN]]


def test_somebody_new_is_known_under_the_clean_one(browser_of, ada, pasted):
    browser_of(ada).post("/admin/accounts/user/add/", {"name": "Max", "email": pasted, "is_active": "on"})

    assert User.objects.exclude(pk=ada.pk).values_list("email", flat=True).get() == CLEAN
    assert [message.to for message in mail.outbox] == [[CLEAN]]


def test_code_and_queries_mean_the_same_person(pasted):
    made = User.objects.create_user(pasted, name="Max Example")

    assert made.email == CLEAN
    assert User.objects.get(email=pasted) == made


@pytest.mark.parametrize(
    ("path", "name"), [("/account/login/", "login"), ("/account/password/reset/", "email"), ("/people/seat/", "email")]
)
def test_letters_that_look_alike_are_refused_beside_the_field(browser_of, sam, petra, path, name):
    browser = browser_of(sam) if path == "/people/seat/" else petra

    page = browser.post(path, {name: LOOKS_ALIKE})

    assert page.context["form"].errors[name] == [REFUSED]
    assert Page(page).fields[name] == [LOOKS_ALIKE]


def test_the_admin_refuses_them_too(browser_of, ada):
    page = browser_of(ada).post("/admin/accounts/user/add/", {"name": "Max", "email": LOOKS_ALIKE, "is_active": "on"})

    assert page.context["adminform"].form.errors["email"] == [REFUSED]


def test_a_row_with_one_is_not_valid():
    with pytest.raises(ValidationError, match="holds a character that no e-mail address has"):
        User(email=LOOKS_ALIKE, name="Max Example", password="x").clean_fields()


def test_addresses_stored_before_are_cleaned_where_nobody_has_the_clean_one():
    rows = UserFactory.create_batch(3)
    for user, stored in zip(
        rows, ["Ni\u200bna@member.example", "ma\u200bx@member.example", "max@member.example"], strict=True
    ):
        store(user, stored)

    importlib.import_module("accounts.migrations.0005_clean_addresses").clean_addresses(apps, None)

    stored = list(User.objects.order_by("pk").values_list("email", flat=True))
    assert stored == ["nina@member.example", "ma\u200bx@member.example", "max@member.example"]


def store(user: User, email: str) -> None:
    """As it was stored when nothing was taken out."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET email = %s WHERE id = %s", [email, user.pk])
