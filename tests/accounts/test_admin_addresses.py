"""No address of the admin breaks: what names no row is not there, what names no field is refused."""

import pytest
from django.contrib import admin
from django.db.models import BigAutoField, ForeignKey
from django.test import Client

NO_NUMBERS = ("x", "1.5", "9" * 30, "-1", "%0A", "None", "²", "_5F", "1/history/x", "1/history/1.5", "x/history/1")
PAGES = ("change/", "history/", "delete/", "")
ASKED = ("p=x", "p=99999999999999999999", "o=x", "o=1.x.-9", "_to_field=x", "id__exact=x", "id__in=x", "q=x", "q=²")
MORE = ("is_active__exact=x", "group__id__exact=x", "user=x", "body=x", "standard=x", "edition=²", "e=1", "_popup=x")
BROKEN = range(500, 600)
MODELS = sorted(admin.site._registry, key=lambda model: model.__name__)


@pytest.fixture
def admins(ada, browser_of):
    """The browser of an administrator, which gets the pages of faults instead of tracebacks."""
    browser = browser_of(ada)
    browser.raise_request_exception = False
    return browser


def place_of(model):
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/"


def statuses(browser, addresses):
    return {address: browser.get(address).status_code for address in addresses}


def broken(browser, addresses):
    return [address for address, status in statuses(browser, addresses).items() if status in BROKEN]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_names_no_row_is_not_there(admins, model):
    pages = [f"{place_of(model)}{name}/{page}" for name in NO_NUMBERS for page in PAGES if page or "history" in name]

    answers = statuses(admins, pages)

    assert {address: status for address, status in answers.items() if status != 404} == {}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_cannot_be_asked_of_a_list_breaks_nothing(admins, model):
    asked = [f"{place_of(model)}{page}?{query}" for page in ("", "add/") for query in (*ASKED, *MORE)]

    assert broken(admins, asked) == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_cannot_be_completed_breaks_nothing(admins, model):
    fields = ["x", "", *(field.name for field in model._meta.get_fields())]
    start = f"/admin/autocomplete/?app_label={model._meta.app_label}&model_name={model._meta.model_name}"
    asked = [f"{start}&field_name={name}&{rest}" for name in fields for rest in ("term=x", "page=x", "page=²&term=²")]

    assert broken(admins, [start, "/admin/autocomplete/", *asked]) == []


@pytest.mark.parametrize("sent", ["x", "²", "9" * 30])
def test_what_is_chosen_and_no_row_is_refused_beside_the_field(admins, sent):
    forms = {}
    for model in MODELS:
        keys = [field.name for field in model._meta.fields if isinstance(field, ForeignKey)]
        forms[model] = admins.post(f"{place_of(model)}add/", dict.fromkeys(keys, sent)).status_code

    assert [model for model, status in forms.items() if status in BROKEN] == []


def test_the_other_pages_of_the_admin_break_at_nothing(admins):
    asked = ["/admin/r/x/1/", "/admin/r/1/x/", f"/admin/r/{'9' * 30}/1/", "/admin/x/", "/admin/accounts/x/1/change/"]

    assert broken(admins, asked) == []


def test_a_selection_of_what_is_no_row_breaks_nothing(admins):
    chosen = {"action": "send_invitation", "_selected_action": ["x", "9" * 30]}

    answers = {model: admins.post(place_of(model), chosen).status_code for model in MODELS}

    assert [model for model, status in answers.items() if status in BROKEN] == []


def test_every_row_of_the_admin_has_a_number(db):
    assert [model for model in MODELS if not isinstance(model._meta.pk, BigAutoField)] == []


def test_whoever_is_no_administrator_learns_nothing_of_what_is_there(db):
    answers = [Client().get(f"/admin/accounts/user/{name}/history/").status_code for name in ("1", "x")]

    assert answers == [302, 302]
