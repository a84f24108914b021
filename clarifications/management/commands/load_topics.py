"""Loads the vocabulary of topics; run again, it changes only what its file changed."""

from django.core.management.base import BaseCommand

from clarifications.register.topic_loading import load_topics


class Command(BaseCommand):
    help = "Load the topics of the register. What an administrator edited stays as it is."

    def handle(self, **options: object) -> None:
        outcome = load_topics()
        self.stdout.write(
            f"{outcome.total:5} {outcome.name}: {len(outcome.added)} added, {len(outcome.changed)} changed"
        )
        for words, lines in (
            ("changed", outcome.changed),
            ("kept, edited here since:", outcome.edited),
            ("taken out, as the file says:", outcome.removed),
        ):
            for line in lines:
                self.stdout.write(f"      {words} {line}")
