"""What was typed into a page and could not be sent: its texts to show, and what rooms above kept of it for its form."""

from typing import Protocol

from django.http import HttpRequest, QueryDict

from standards.reading.characters import plain

# Beside whatever has "password" in its name.
NEVER = ("csrfmiddlewaretoken", "made_for", "throw_kept_away", "file", "code", "credential")

# What pages say of themselves: nobody typed it.
UNTYPED = ("seen", "seen_version", "call", "objection", "positions", "reply_to", "key")


class Kept(Protocol):
    """What is kept of a page."""

    def typed(self) -> QueryDict | None: ...


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What was typed into this page before it could be sent, where it is opened again by whom it was made for."""
    kept: Kept | None = getattr(request, "kept", None)
    return kept.typed() if kept else None


def typed_in(request: HttpRequest) -> QueryDict | None:
    """What stands in the form of a page: what is sent, or what is kept of it; nothing where it is only opened."""
    return request.POST if request.method == "POST" else typed_before(request)


def typed_fields(sent: QueryDict) -> dict[str, list[str]]:
    """What may be kept or shown again: no password, no code, no file, nothing that proves where a form came from."""
    kept = [name for name in sent if name not in NEVER and "password" not in name]
    return {plain(name): [plain(value) for value in sent.getlist(name)] for name in kept}


def texts_in(sent: QueryDict) -> list[str]:
    """The texts that somebody wrote, for a page that has no form for them; what is chosen is a word or a number."""
    texts = [text for name, values in typed_fields(sent).items() if name not in UNTYPED for text in values]
    return [text for text in texts if len(text.split()) > 1]


def texts_of(request: HttpRequest) -> list[str]:
    """The texts of a form that is refused; none where it was not found to be one of ours."""
    is_ours = request.method == "POST" and request.resolver_match is not None
    return texts_in(request.POST) if is_ours else []
