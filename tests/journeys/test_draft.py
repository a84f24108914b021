"""With the keys alone: a draft is come back to by mail, typed too long, sent, changed, sent anew; another runs out."""

import datetime

from django.core.management import call_command
from django.utils import timezone

from clarifications.intake.models import Draft
from tests.builders import Case
from tests.journeys import acts
from tests.journeys.stage import Stage
from tests.journeys.test_keeping_a_draft import begins

RITA = "rita@member.example"
WORDS = "Two assessors read the clause differently."


def test_a_draft_is_come_back_to_by_mail_and_sent_anew_after_a_change(stage: Stage, case: Case):
    rita, later = stage.enters("Rita", keys_only=True), stage.enters("Rita, elsewhere", keys_only=True)
    draft = begins(rita, case, "background")

    rita.writes("Background", "x" * 20_001)
    rita.presses("Standard and edition")
    rita.reads("Only the first 20 000 characters are kept.")
    rita.writes("Background", WORDS)
    rita.presses("Standard and edition")
    rita.opens(f"{draft}/kept/")
    rita.writes("Mail me this address", RITA)
    rita.presses("Mail the address")
    later.opens(stage.link_in_mail_to(RITA, under="/request/draft/"))
    later.opens(f"{draft}/question/")
    later.writes("Clauses", "7.1.5")
    later.writes("Subject", "Images")
    later.writes("Your question", "Is it an inspection?")
    later.presses("Continue")
    later.chooses("Requesting body", case.body.name)
    later.writes("Contact person", "Rita Example")
    later.writes("E-mail", RITA)
    later.presses("Continue")
    later.ticks(acts.PUBLIC)
    later.presses("Send me the confirmation link")
    link = stage.link_in_mail_to(RITA, under="/request/confirm/")
    rita.opens(f"{draft}/background/")
    rita.writes("Your own understanding", "It is not.")
    rita.presses("Continue")
    rita.reads("That link confirms nothing any more. Have a new one sent on the page “Check and send”.")
    later.opens(link, status=410)
    later.reads("The request was changed after this link was sent. Nothing is received yet.")
    later.follows("Back to the draft")
    later.opens(f"{draft}/check/")
    later.reads("It is not.", WORDS)

    acts.confirms(later, stage)


def test_what_is_typed_into_a_draft_that_has_run_out_is_shown(stage: Stage, case: Case):
    rita = stage.enters("Rita", keys_only=True)
    begins(rita, case, "background")
    Draft.objects.update(changed_at=timezone.now() - datetime.timedelta(days=9))
    call_command("work", "--once", verbosity=0)

    rita.writes("Background", WORDS)
    rita.presses("Continue", status=404)

    rita.is_at("There is no page here")
    rita.reads(WORDS)
