"""After a restore: the secretariat sends what did not arrive and puts aside the rest, by keyboard, without scripts."""

from django.core.management import call_command

from tests.builders import Case, received
from tests.clarifications.desk.cases import another
from tests.journeys.stage import Stage

ASIDE = "Sent before the disk broke."


def test_mail_that_is_held_back_is_seen_to_by_keyboard(stage: Stage, case: Case, settings, tmp_path):
    settings.ERASURES_FILE = tmp_path / "erasures"
    lost = received(case).clarification
    arrived = received(another(case)).clarification
    call_command("after_restore", verbosity=0)
    case.sam.refresh_from_db()  # who comes in now, by a new door
    sam = stage.enters("Sam", case.sam, keys_only=True, java_script_enabled=False)

    sam.opens("/desk/")
    sam.reads("The database was restored.", "are held back")
    sam.follows("4 mails are held back")
    sam.presses("Put them aside")
    sam.reads("Say why they are put aside.")
    for mail in arrived.messages.order_by("pk"):
        sam.ticks(f"{mail.subject} · to {mail.to}")  # it is already, as all are when the page opens
        sam.page.keyboard.press("Space")
    sam.presses("Send them")
    sam.reads("2 mails are on their way.")
    sam.writes("Reason, where they are put aside", ASIDE)
    sam.presses("Put them aside")
    sam.reads("2 mails are put aside.")
    sam.reads_nothing_of("held back")

    assert lost.reference in stage.mail_to("rita@member.example", lost.reference)
    assert set(arrived.messages.values_list("delivery", "note")) == {("aside", ASIDE)}
