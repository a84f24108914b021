"""The admin: the sign-in of the site, catalogue and people alone, invitations in place of passwords."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core import mail

from accounts.invitations import person_invited
from accounts.models import User
from clarifications.register.beside import Topic
from tests.factories import SeatFactory, UserFactory


@pytest.fixture
def new_person():
    """What an administrator types to make somebody known."""
    return {"name": "Nina Example", "email": "Nina@Member.Example", "is_active": "on"}


def test_the_admin_asks_for_the_sign_in_of_the_site(petra, db):
    answer = petra.get("/admin/", follow=True)

    assert answer.redirect_chain == [("/admin/login/?next=/admin/", 302), ("/account/login/?next=%2Fadmin%2F", 302)]
    assert answer.templates[0].name == "account/login.html"


def test_a_password_posted_to_the_admin_itself_opens_nothing(petra, ada):
    petra.post("/admin/login/", {"username": ada.email, "password": "a long password of the cast"})

    assert "_auth_user_id" not in petra.session


@pytest.mark.parametrize("who", ["sam", "max_"])
def test_the_admin_is_for_administrators(request, browser_of, who):
    answer = browser_of(request.getfixturevalue(who)).get("/admin/", follow=True)

    assert answer.status_code == 403


def test_the_admin_holds_catalogue_people_and_the_vocabulary_of_topics_alone():
    rooms = {model._meta.app_label for model in admin.site._registry if model is not Topic}

    assert rooms <= {"accounts", "standards"}


def test_an_administrator_has_rights_on_catalogue_and_people_and_on_nothing_else(ada):
    rights = [
        ada.has_perm("accounts.change_user"),
        ada.has_perm("standards.change_edition"),
        ada.has_perm("clarifications.change_clarification"),
        ada.has_module_perms("sessions"),
    ]

    assert rights == [True, True, False, False]


def test_the_secretariat_has_no_rights_in_the_admin(sam):
    assert sam.has_perm("accounts.change_user") is False


def test_an_administrator_switched_off_has_no_rights(ada):
    ada.is_active = False

    assert ada.has_perm("accounts.change_user") is False


def test_a_new_person_gets_an_invitation_and_no_password(browser_of, ada, new_person):
    answer = browser_of(ada).post("/admin/accounts/user/add/", new_person)

    nina = User.objects.get(email="nina@member.example")
    link = next(line for line in mail.outbox[0].body.splitlines() if "/account/invitation/" in line)
    assert (answer.status_code, nina.has_usable_password()) == (302, False)
    assert person_invited(link.rstrip("/").rpartition("/")[2]) == nina


def test_changing_a_person_sends_nothing_and_is_kept_in_the_history(browser_of, ada, max_, new_person):
    browser_of(ada).post(f"/admin/accounts/user/{max_.pk}/change/", new_person | {"email": max_.email})

    max_.refresh_from_db()
    assert (max_.name, len(mail.outbox)) == ("Nina Example", 0)
    assert [row.name for row in max_.history.all()] == ["Nina Example", "Max Example"]
    assert max_.history.first().history_user == ada


def test_the_history_holds_no_password(max_):
    columns = {field.name for field in max_.history.model._meta.get_fields()}

    assert "password" not in columns


def test_an_address_is_known_once_however_it_is_written(browser_of, ada, max_, new_person):
    answer = browser_of(ada).post("/admin/accounts/user/add/", new_person | {"email": max_.email.upper()})

    assert answer.status_code == 200
    assert User.objects.filter(email__iexact=max_.email).count() == 1


def test_a_person_is_not_deleted(browser_of, ada, max_):
    answer = browser_of(ada).post(f"/admin/accounts/user/{max_.pk}/delete/", {"post": "yes"})

    assert (answer.status_code, User.objects.filter(pk=max_.pk).exists()) == (403, True)


def test_a_seat_is_not_deleted(browser_of, ada):
    seat = SeatFactory()

    answer = browser_of(ada).post(f"/admin/accounts/seat/{seat.pk}/delete/", {"post": "yes"})

    assert answer.status_code == 403


def test_invitations_are_sent_again_to_whoever_has_no_password(browser_of, ada, max_):
    nina = UserFactory(password=None)

    browser_of(ada).post("/admin/accounts/user/", {"action": "send_invitation", "_selected_action": [nina.pk, max_.pk]})

    assert [message.to for message in mail.outbox] == [[nina.email]]


def test_a_lost_second_factor_is_removed_and_noted(browser_of, ada, max_):
    Authenticator.objects.create(user=max_, type="totp", data={"secret": "x"})

    browser_of(ada).post("/admin/accounts/user/", {"action": "remove_second_factor", "_selected_action": [max_.pk]})

    assert Authenticator.objects.count() == 0
    assert LogEntry.objects.get().change_message == "Removed the second factor."


@pytest.mark.parametrize("model", ["user", "body", "representative", "seat"])
@pytest.mark.parametrize("page", ["", "add/"])
def test_every_page_of_the_admin_opens(browser_of, ada, max_, model, page):
    answer = browser_of(ada).get(f"/admin/accounts/{model}/{page}", {"q": "x"} if not page else {})

    assert answer.status_code == 200


def test_a_password_is_changed_where_everybody_changes_it(browser_of, ada):
    answer = browser_of(ada).get("/admin/password_change/")

    assert answer["Location"] == "/account/password/change/"


def test_the_admin_of_a_demonstration_says_so(browser_of, ada):
    answer = browser_of(ada).get("/admin/")

    assert "Example · CASCO Clarifications" in answer.content.decode()
