"""Loads the demonstration into an empty register, or says who can sign in to it."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from clarifications.case.models import Clarification
from clarifications.demo.people import sign_in_lines
from clarifications.demo.walk import Walk


class Command(BaseCommand):
    help = "Load the demonstration (invented bodies, people and requests over real standards) into an empty register."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--who", action="store_true", help="only say who can sign in")

    def handle(self, *args: object, **options: object) -> None:
        if options["who"]:
            self.stdout.write("\n".join(sign_in_lines()))
            return
        if settings.PRODUCTION:
            raise CommandError("The demonstration is never loaded in production.")
        if Clarification.objects.exists():
            raise CommandError("The register is not empty; the demonstration goes only into an empty one.")
        number = Walk(day=timezone.now().date()).load()
        self.stdout.write(f"Demonstration: {number} requests walked through the real steps.")
