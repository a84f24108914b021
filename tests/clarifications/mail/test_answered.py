"""The mail that a request is answered already: by one published record or by several."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clarifications.map import steps
from clarifications.register.beside import RelationKind
from standards.reading.dates import PartialDate
from tests import builders
from tests.clarifications.mail.cases import to_rita
from tests.factories import EditionFactory
from tests.register import Register

STATED = "Until it is included in a standard it has no binding"


@pytest.mark.django_db
def test_a_mail_names_every_record_that_answers_each_under_what_holds_for_it():
    register = Register()
    first, second, superseded = register.add("The first"), register.add("The second"), register.add("Superseded")
    included, current = register.published("Included"), register.published("It supersedes")
    newer = EditionFactory(standard=included.edition.standard, year=2031)
    inclusion = {"edition": newer, "clause": "7.1.6", "in_force": PartialDate("2031-03")}
    included.take(steps.INCORPORATE, included.sam, **inclusion)
    current.take(steps.RELATE, current.sam, other=superseded, kind=RelationKind.SUPERSEDES)
    case = builders.received(register.case())
    records = [first, second, included.clarification.record, superseded]

    case.take(steps.ANSWER, case.sam, records=records)

    message = to_rita(case, "answer")
    open_, within = "This is not a req", "The standard itself"
    said = re.findall(rf"8000(/clarifications/\S+)|({open_}|{within}|> .+|superseded)", message.text)
    url = {record: record.get_absolute_url() for record in (*records, current.clarification.record)}
    assert message.text.split("\n\n")[1] == "Read the 4 published records below. Here the request has ended."
    assert ["".join(one) for one in said] == [
        *("> The first", url[first], "> The second", url[second], open_),
        *("> Included", url[records[2]], within),
        *("> Superseded", url[superseded], "superseded", url[current.clarification.record], open_),
        "> Because the example says so.",
    ]
    assert (message.line, STATED in message.text) == ("clarification", True)


@pytest.mark.django_db
def test_what_answers_is_read_with_as_many_queries_for_three_records_as_for_one():
    register = Register()
    records = [register.add(title) for title in ("One", "Two", "Three")]

    def queries_for(named) -> int:
        case = builders.received(register.case())
        with CaptureQueriesContext(connection) as counted:
            case.take(steps.ANSWER, case.sam, records=named)
        return len(counted) - len(named)  # a row each is written

    assert queries_for(records[:1]) == queries_for(records)
