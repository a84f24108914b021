"""What was typed into a form, kept as it is, whatever is wrong with it."""

from collections.abc import Mapping, Sequence

from django.http import QueryDict

NOT_KEPT = ("csrfmiddlewaretoken", "keep", "add", "remove", "preview", "draft", "seen")


def as_typed(sent: QueryDict) -> dict[str, list[str]]:
    """What a browser sent, to be kept."""
    return {name: sent.getlist(name) for name in sent if name not in NOT_KEPT}


def as_sent(typed: Mapping[str, Sequence[str]]) -> QueryDict:
    """What was kept, as a browser would send it."""
    sent = QueryDict(mutable=True)
    for name, values in typed.items():
        sent.setlist(name, list(values))
    return sent
