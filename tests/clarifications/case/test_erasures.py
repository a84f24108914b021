"""The list of erasures outside of the database: opaque ids alone, once each; what cannot be noted is not done."""

import os
from pathlib import Path

import pytest

from clarifications.case.erasures import Erasure, remember_erasure, remembered, unreadable
from clarifications.case.part import Occasion, StepRefused
from clarifications.case.roles import user_actor
from clarifications.map import steps
from tests.builders import received, under_review

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(settings, tmp_path) -> Path:
    """A list of its own for each test."""
    settings.ERASURES_FILE = tmp_path / "erasures"
    return settings.ERASURES_FILE


def test_an_erasure_is_noted_by_opaque_ids_and_nobody_else_may_read_the_list(place):
    case = under_review()
    names = [case.max.name, case.max.email, case.sam.name, case.clarification.reference]

    case.erase(case.max)

    written = place.read_text()
    noted = Erasure(case.at, case.clarification.key, "erase-person", str(case.max.key), str(case.sam.key))
    assert (remembered(), place.stat().st_mode & 0o777) == ([noted], 0o600)
    assert [name for name in names if name in written] == []


def test_the_list_grows_and_holds_each_erasure_once():
    case = received()
    case.take(steps.ERASE_PERSON, case.sam, person=case.clarification.key)
    how = Occasion(user_actor(case.sam), case.at, "")

    remember_erasure(steps.ERASE_PERSON, case.clarification.key, what=case.clarification.key, how=how)
    case.erase(case.mina)

    assert [erasure.what for erasure in remembered()] == [case.clarification.key, str(case.mina.key)]


def test_nobody_is_erased_where_it_cannot_be_noted(settings, tmp_path):
    case = received()
    settings.ERASURES_FILE = tmp_path / "no such folder" / "erasures"

    with pytest.raises(StepRefused, match="Nothing was erased, because the list of erasures could not be written"):
        case.take(steps.ERASE_PERSON, case.sam, person=case.clarification.key)

    identity = type(case.clarification).objects.get().identity
    assert (identity.email, identity.erased_at) == ("rita@member.example", None)


def test_a_full_disk_refuses_the_erasure_and_spoils_no_other_line(monkeypatch, place):
    case = received()
    write = os.write

    with monkeypatch.context() as full:
        full.setattr(os, "write", lambda file, text: write(file, text[:20]))
        with pytest.raises(StepRefused, match="No space left"):
            case.take(steps.ERASE_PERSON, case.sam, person=case.clarification.key)
    case.take(steps.ERASE_PERSON, case.sam, person=case.clarification.key)

    assert ([erasure.at for erasure in remembered()], unreadable()) == ([case.at], 1)


@pytest.mark.parametrize("what", ["Max Example", "max@member.example", ""])
def test_a_name_is_refused(what):
    case = received()
    how = Occasion(user_actor(case.sam), case.at, "")

    with pytest.raises(ValueError, match="opaque ids, no names"):
        remember_erasure(steps.ERASE_PERSON, case.clarification.key, what=what, how=how)

    assert remembered() == []
