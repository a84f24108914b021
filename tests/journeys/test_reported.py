"""A reader reports an error on a record, by keys alone and without scripts; the secretariat says what became of it."""

import pytest

from tests.builders import Case, published
from tests.journeys import acts
from tests.journeys.stage import Stage


@pytest.mark.parametrize("browser", [{}, {"java_script_enabled": False}], ids=["with scripts", "without"])
def test_a_reader_reports_an_error_and_is_told_what_became_of_it(stage: Stage, case: Case, browser):
    acts.walked(case, to=published)
    petra = stage.enters("Petra", keys_only=True, **browser)
    sam = stage.enters("Sam", case.sam, keys_only=True, **browser)

    petra.opens(case.clarification.record.get_absolute_url())
    petra.follows("Report an error")
    petra.presses("Send the report")
    petra.reads("Say what is wrong.", "Say how you know: a source, or what you tried.")
    petra.writes("What does the page say, and what should it say?", "Clause 7.1.5 is named; the question is on 7.1.6.")
    petra.writes("How do you know?", "The request was ours.")
    petra.writes("E-mail", "petra@reader.example")
    petra.presses("Send the report")
    petra.is_at("Thank you")

    sam.opens("/desk/")
    sam.follows("What readers report")
    sam.follows("Clause 7.1.5 is named; the question is on 7.1.6.")
    sam.reads("the case behind it", "wished, to petra@reader.example")
    sam.chooses("Outcome", "No fault")
    sam.writes("What the reader is told", "The question named both; the record stands on 7.1.5.")
    sam.presses("Send")
    sam.reads("The report has its outcome.", "No report waits")

    letter = stage.mail_to("petra@reader.example")
    assert "> The question named both; the record stands on 7.1.5." in letter
