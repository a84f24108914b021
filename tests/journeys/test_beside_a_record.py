"""Beside a record: what it has to do with another one, a translation of it, a bulletin of another body."""

from clarifications.case.models import Clarification
from clarifications.map import steps
from tests.builders import Case, published
from tests.journeys import acts
from tests.journeys.stage import Stage
from tests.register import as_entered


def test_a_record_supersedes_another_is_translated_and_built_upon(stage: Stage, case: Case):
    reference = acts.walked(case, to=published)
    address = case.clarification.record.get_absolute_url()
    case.clarification = Clarification()
    case.take(steps.ENTER_HISTORIC, case.sam, **as_entered(case.edition, "An older text"))
    older = case.clarification.record
    sam, petra = stage.enters("Sam", case.sam), stage.enters("Petra")

    acts.begins(sam, reference, "Relate to another record")
    sam.chooses("What this record does", "Supersedes")
    sam.writes("The other record", older.slug)
    sam.writes("Reason", "It answers the same question anew.")
    sam.presses("Relate to another record")
    petra.opens(older.get_absolute_url())
    petra.reads("Superseded by")
    petra.opens(address)
    petra.reads("Supersedes", "An older text")

    acts.begins(sam, reference, "Add a translation")
    sam.chooses("Language", "French")
    for field in sam.page.locator("main [name^='content']").all():
        sam.hands.write(field, "Traduction (exemple)")
    sam.writes("Translated by", "Example translators")
    sam.writes("Reason", "Asked for by a member body.")
    sam.presses("Publish the translation")
    petra.opens(address)
    petra.follows("French")
    petra.reads("Traduction (exemple)", "Example translators")
    assert petra.page.locator("[lang=fr]").count() > 0

    acts.begins(sam, reference, "Name a bulletin of another body")
    sam.writes("Body that published it", "Accreditation body (Example)")
    sam.writes("Reference or title", "Bulletin 7")
    sam.writes("Reason", "It builds on this answer.")
    sam.presses("Name a bulletin of another body")
    petra.opens(address)
    petra.reads("Published by others; not CASCO’s", "Bulletin 7")
