"""`manage.py renew_links`: after a change of the site's key, mails requesters and bodies links that stay good."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from accounts.site_keys import mark_of_key
from clarifications.case.door import take
from clarifications.case.models import Clarification
from clarifications.case.part import Facts, StepRefused
from clarifications.case.roles import user_actor
from clarifications.intake.endorsement_work import askings_with_former_links, renew_links
from clarifications.management.secretary import secretary
from clarifications.map.whole import the_map
from clarifications.screening.steps import RENEW_LINK

REASON = "The key of the site was changed."


class Command(BaseCommand):
    help = (
        "Renew the private links of open cases, and those of bodies that are asked to endorse a request, that were made"
        " with a former key of the site, and mail them; a second time there is nothing left to renew. Exit status 1"
        " where a link could not be renewed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--by", required=True, metavar="ADDRESS", help="Who of the secretariat answers for it.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be renewed; change nothing.")

    def handle(self, *, by: str, dry_run: bool, **options: Any) -> None:
        person, at = secretary(by), timezone.now()
        done = "would be renewed" if dry_run else "renewed; the new link is in the post"
        renewed, refused = 0, 0
        for case in due_for_renewal():
            fault = "" if dry_run else self._renew(case, person)
            self.stdout.write(f"{case}: {fault or done}")
            renewed, refused = renewed + (not fault), refused + bool(fault)
        for asking in askings_with_former_links(at):
            if not dry_run:
                renew_links(asking, at=at)
            self.stdout.write(f"asked of {asking.body_shown} on {asking.asked_at:%Y-%m-%d}: {done}")
            renewed += 1
        self.stdout.write(f"{renewed} links {'would be ' if dry_run else ''}renewed.")
        if refused:
            raise CommandError(f"{refused} links could not be renewed.")

    def _renew(self, case: Clarification, person: User) -> str:
        """Take the step as the secretariat does on the desk; the reason where it is refused."""
        by, at = user_actor(person), timezone.now()
        try:
            take(RENEW_LINK, case, Facts(), by=by, seen_version=case.version, at=at, reason=REASON)
        except StepRefused as refused:
            return str(refused)
        return ""


def due_for_renewal() -> list[Clarification]:
    """Open cases that have somebody to write to, whose link was mailed under another key than the present one."""
    waiting = Clarification.objects.filter(state__in=the_map().open, identity__isnull=False).exclude(identity__email="")
    return list(waiting.exclude(link_key_mark=mark_of_key()).order_by("pk"))
