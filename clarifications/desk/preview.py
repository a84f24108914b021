"""What pages of steps show beside their form: the public text as it will be read, what a correction changes of it."""

from clarifications.desk.changes import marked
from clarifications.disclaimer import not_included
from clarifications.forms.base import AnyStepForm
from clarifications.publication.changes import changes
from clarifications.register.facts import dates_in_words, origin_facts, subject_facts
from clarifications.register.provenance import consensus_in_words
from clarifications.register.record import page_of
from clarifications.register.text import PublishedText
from standards.models import Edition


def as_read(text: PublishedText, edition: Edition | None) -> dict[str, object]:
    """A public text laid out as the register lays it out."""
    return {
        "content": text,
        "page": page_of(text.as_html(), edition_url=edition.get_absolute_url() if edition else ""),
        "consensus": consensus_in_words(text.consensus),
        "subject": subject_facts(text),
        "origin": origin_facts(text),
        "dates": dates_in_words(text.dates),
        "disclaimer": not_included(edition.standard.designation if edition else ""),
    }


def preview_of(form: AnyStepForm, edition: Edition | None) -> dict[str, object]:
    """The public text as it was typed, where a page is asked for it; of a correction also what it changes."""
    text: PublishedText | None = getattr(form, "previewed", None)
    if text is None:
        return {}
    typed = getattr(form, "cleaned_data", {}).get("edition") or edition
    former: PublishedText | None = getattr(form, "former", None)
    return {"preview": as_read(text, typed)} | ({"changes": marked(changes(former, text))} if former else {})


def status_of(form: AnyStepForm) -> int:
    """The status of a page with this form on it."""
    return 503 if form.is_faulty else 409 if form.is_refused else 200
