"""What a search finds, as its tests read it."""

from clarifications.register.finding.search import search
from clarifications.register.models import Record


def titles(text: str) -> list[str]:
    """The titles of what answers, best first."""
    titles = dict(Record.objects.values_list("pk", "title"))
    return [titles[record] for record in search(text).records]
