"""With the keys alone: what is edited before publication is marked for the group, and named in the mail about it."""

from tests.builders import Case, decided
from tests.journeys import acts
from tests.journeys.stage import Stage


def test_the_group_reads_what_was_edited_before_it_was_published(stage: Stage, case: Case):
    reference = acts.walked(case, to=decided)
    sam = stage.enters("Sam", case.sam, keys_only=True)
    max_ = stage.enters("Max", case.max, keys_only=True)

    acts.begins(sam, reference, "Edit the public text")
    sam.writes("Title", "Images")
    sam.presses("Save the public text")
    max_.opens(f"/desk/{reference}/")
    max_.reads("To be published", "Of what was decided:", "that the client transmits")
    acts.publishes(sam, reference)

    mail = stage.mail_to(case.max.email, about="Published")
    assert "Title:\n> Images" in mail
    assert "transmits" not in mail
    max_.opens(stage.link_in_mail_to(case.max.email, about="Published", under="/desk/"))
    max_.reads("Version 1", "Of what was decided:", "that the client transmits")
