"""Endorsement: a body is asked to stand behind a request before it is received, and what it says is kept to."""

import datetime

from clarifications.intake.drafts import purge_drafts
from clarifications.intake.models import Draft
from clarifications.screening.criteria import load_starting_set
from tests.builders import START
from tests.clarifications.intake.drafts import DAY


def test_a_new_set_of_criteria_asks_for_no_endorsement(db):
    criteria = load_starting_set()

    assert (criteria.needs_endorsement, criteria.takes_unendorsed) == (False, True)


def test_a_draft_that_waits_for_endorsement_is_kept_until_that_runs_out_and_a_week_longer(db):
    waiting = Draft.objects.create(created_at=START, changed_at=START, waits_until=START + 60 * DAY)

    kept = [purge_drafts(START + datetime.timedelta(days=days)) for days in (8, 60, 66, 68)]

    assert (kept, waiting.kept_until) == ([0, 0, 0, 1], START + 60 * DAY)
