"""The description of the API in OpenAPI, and that answers are as described."""

import jsonschema
import pytest
import yaml
from django.core.management import call_command

from tests.factories import BodyFactory
from tests.others import published
from tests.standards.api.asking import API, fetched

pytestmark = pytest.mark.django_db


@pytest.fixture
def description(petra):
    return petra.get(f"{API}schema/", {"format": "json"}).json()


def test_the_description_has_no_warnings(tmp_path):
    call_command("spectacular", "--fail-on-warn", "--validate", "--file", str(tmp_path / "schema.yaml"))


def test_the_description_comes_as_yaml_and_as_json(petra, description):
    answer = petra.get(f"{API}schema/")

    assert answer["Content-Type"].startswith("application/vnd.oai.openapi")
    assert yaml.safe_load(answer.content) == description
    assert "ODC Attribution License (ODC-By 1.0)" in description["info"]["description"]


def test_enumerations_have_names_of_the_catalogue(description):
    names = [name for name, shape in description["components"]["schemas"].items() if "enum" in shape]

    assert names == [
        *("BodyKind", "ClauseDepthKind", "ClauseListing", "Keeping", "OtherStatus", "SourceRank", "StandardType"),
        "StandingKind",
    ]


def test_every_address_is_described_and_answers_as_described(petra, catalogue, inspection, description):
    names = {"standard": "90020", "edition": "2012", "iso_id": "52994", "clause": "7.8.6", "committee": "iso-casco"}
    names |= {"identifier": published().identifier, "ref": BodyFactory(iso_id=9452).ref}
    components = description["components"]

    for path, methods in description["paths"].items():
        answer = petra.get(path.format(**names), {"q": "90020"} if methods["get"]["tags"] == ["answers"] else {})
        shape = methods["get"]["responses"][str(answer.status_code)]["content"]["application/json"]["schema"]
        whole = jsonschema.Draft202012Validator(shape | {"components": components})
        assert (answer.status_code, [error.message for error in whole.iter_errors(answer.json())]) == (200, [])

    assert len(description["paths"]) == 15


def test_all_fields_of_an_answer_are_described(petra, catalogue, description):
    for kind, shape in [("standards", "Standard"), ("editions", "Edition"), ("clauses", "Clause")]:
        row = fetched(petra, f"{kind}/")["results"][0]

        assert list(row) == list(description["components"]["schemas"][shape]["properties"])


def test_a_refusal_is_as_described(petra, description):
    shape = {"$ref": "#/components/schemas/Error", "components": description["components"]}
    answers = [petra.get(API + address).json() for address in ("editions/?page=0", "editions/1/")]

    assert [list(jsonschema.Draft202012Validator(shape).iter_errors(answer)) for answer in answers] == [[], []]
