"""Loading the bodies: members of ISO, and organisations whose liaison with CASCO nobody has confirmed."""

import json

import pytest
from django.core.management import CommandError, call_command

from accounts.bodies import BadBodies, BodyCounts, load_bodies
from accounts.models import Body

pytestmark = pytest.mark.django_db

MEMBER = {
    "acronym": "XX1",
    "id": 1,
    "name": None,
    "country": "Exampleland",
    "countryCode": "XX",
    "membership": None,
    "unverified": False,
    "source": "Example list",
}
CANDIDATE = {"acronym": "YY1", "id": 2, "name": "Example organisation", "source": None}


@pytest.fixture
def written(tmp_path):
    """Writes a file of bodies: ``written(member={...})``."""

    def write(member=None, candidate=None, **other):
        path = tmp_path / "bodies.json"
        entries = {"members": [MEMBER | (member or {})], "liaisonCandidates": [CANDIDATE | (candidate or {})]}
        path.write_text(json.dumps({"source": "Example", **entries, **other}), encoding="utf-8")
        return path

    return write


def test_the_bodies_of_the_project_are_there_and_none_is_called_a_liaison_of_casco():
    counts = load_bodies()

    assert counts == BodyCounts(total=1073, added=1073, changed=0)
    assert {kind: Body.objects.filter(kind=kind).count() for kind in ("member", "liaison", "other")} == {
        "member": 160,
        "liaison": 0,
        "other": 913,
    }
    assert Body.objects.filter(kind="other", is_verified=True).exists() is False


def test_loading_again_changes_nothing():
    load_bodies()

    assert load_bodies() == BodyCounts(total=1073, added=0, changed=0)
    assert Body.history.count() == 1073


@pytest.mark.parametrize(
    ("facts", "verified"),
    [
        ({}, True),
        ({"membership": "member body"}, True),
        ({"unverified": True}, False),
        ({"country": None, "countryCode": None}, False),
        ({"membership": "correspondent member"}, False),
    ],
)
def test_a_member_is_verified_only_where_country_and_membership_are_sure(written, facts, verified):
    load_bodies(written(member=facts))

    assert Body.objects.get(iso_id=1).is_verified is verified


def test_what_the_file_changed_is_changed(written):
    load_bodies(written())

    counts = load_bodies(written(member={"name": "Example institute", "unverified": True}))

    body = Body.objects.get(iso_id=1)
    assert (counts.changed, body.name, body.is_verified) == (0, "XX1", True)
    assert load_bodies(written(member={"name": "Example institute"})).changed == 1


def test_a_member_keeps_every_fact(written):
    facts = {"membership": "member body", "membershipAsOf": "2020", "formerAcronym": "XX0"}
    load_bodies(written(member=facts | {"pMemberOf": 10, "oMemberOf": 5, "secretariats": 0}))

    body = Body.objects.get(iso_id=1)

    assert (body.membership, body.membership_as_of.iso, body.former_acronym) == ("member body", "2020", "XX0")
    assert (body.participating, body.observing, body.secretariats, body.liaisons) == (10, 5, 0, None)
    assert body.source == "Example list"


def test_an_organisation_of_which_only_the_acronym_is_known_is_called_by_it(written):
    load_bodies(written(otherLiaisons=[{"acronym": "ZZ1", "id": 3, "committees": 4}]))

    body = Body.objects.get(iso_id=3)

    assert (body.name, body.acronym, body.kind, body.liaisons, body.is_verified) == ("ZZ1", "ZZ1", "other", 4, False)


@pytest.mark.parametrize("said", [None, "not confirmed"])
def test_where_nobody_says_where_a_country_is_from_there_is_the_source_of_the_file(written, said):
    load_bodies(written(member={"source": said}))

    assert Body.objects.get(iso_id=1).source == "Example"


def test_what_iso_counts_is_kept_up_for_confirmed_bodies_too(written):
    load_bodies(written(candidate={"committees": 1}))
    Body.objects.filter(iso_id=2).update(kind="liaison", is_verified=True)

    counts = load_bodies(written(candidate={"committees": 2}))

    body = Body.objects.get(iso_id=2)
    assert (counts.changed, body.kind, body.liaisons) == (1, "liaison", 2)


def test_a_body_that_an_administrator_entered_by_name_is_the_same_body(written):
    Body.objects.create(name="Example organisation", kind="liaison", is_verified=True)

    counts = load_bodies(written())

    body = Body.objects.get(name="Example organisation")
    assert (counts.added, counts.changed, body.iso_id, body.kind) == (1, 1, 2, "liaison")


def test_what_an_administrator_confirmed_stays_confirmed(written):
    load_bodies(written())
    Body.objects.filter(iso_id=2).update(kind="liaison", is_verified=True)

    load_bodies(written())

    assert (Body.objects.get(iso_id=2).kind, Body.objects.get(iso_id=2).is_verified) == ("liaison", True)


@pytest.mark.parametrize(
    "broken",
    [
        {"member": {"id": 2}},
        {"member": {"id": "one"}},
        {"member": {"name": "x" * 201}},
        {"members": None},
        {"members": ["XX1"]},
        {"source": None},
    ],
)
def test_a_broken_file_loads_nothing(written, broken):
    if "source" in broken:
        path = written()
        path.write_text("{")
    else:
        path = written(**broken)

    with pytest.raises(BadBodies, match=r"^bodies\.json: "):
        load_bodies(path)

    assert Body.objects.count() == 0


def test_the_command_says_what_it_did_and_fails_with_a_reason(written, tmp_path, capsys):
    call_command("load_bodies", str(written()))

    assert capsys.readouterr().out == "    2 bodies: 2 added, 0 changed\n"
    with pytest.raises(CommandError, match=r"^Nothing was loaded\. missing\.json: FileNotFoundError"):
        call_command("load_bodies", str(tmp_path / "missing.json"))
