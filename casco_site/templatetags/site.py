"""What the frame and the components need from Python: navigation, error summary, page numbers, marks."""

import functools
import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.forms import BaseForm, BaseFormSet, BoundField, CheckboxInput, Field, Select
from django.http import HttpRequest
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.permissions import administers_alone
from clarifications.reports.models import LONGEST_PAGE
from clarifications.wording import counted
from standards.models import Edition
from standards.reading.asked import MOST_ASKED

register = template.Library()

NAVIGATION = (
    ("clarifications:index", _("Clarifications")),
    ("clarifications:pending", _("Pending")),
    ("standards:index", _("Standards")),
    ("process", _("How it works")),
)
BETWEEN_CLAUSES = re.compile(r"(?<=[,;])\s+")
MARKS = {"ins": _("added:"), "del": _("removed:")}


@register.simple_tag
def way(url: str, label: object, owner: str = "") -> SafeString:
    """A link; on a page where something is typed a button of the form ``owner``, which keeps that and leads there."""
    if not owner:
        return format_html('<a href="{}">{}</a>', url, label)
    return format_html('<button class="btn btn-link way" form="{}" name="go" value="{}">{}</button>', owner, url, label)


@register.filter
def as_json(value: object) -> str:
    """What a script of ours reads from an attribute: no page holds a script."""
    return json.dumps(value, cls=DjangoJSONEncoder)


class NavigationPlace(NamedTuple):
    """Under which entry of the main navigation a page lies, and whether it is the page that this leads to."""

    entry: str = ""
    is_there: bool = False


@register.simple_tag(takes_context=True)
def place_in_navigation(context: Context) -> NavigationPlace:
    """Where the page lies; nowhere where it is under no entry, or answers no request."""
    path = context["request"].path if "request" in context else ""
    entry = max((url for url in _navigation_urls() if path.startswith(url)), key=len, default="")
    return NavigationPlace(entry, path == entry)


@register.inclusion_tag("components/navigation.html")
def navigation(place: NavigationPlace) -> dict[str, object]:
    """The main navigation; the entry under whose address the page lies is the current one."""
    entries = [{"label": label, "url": reverse(name)} for name, label in NAVIGATION]
    return {"entries": entries, "place": place}


@functools.cache
def _navigation_urls() -> tuple[str, ...]:
    return tuple(reverse(name) for name, _label in NAVIGATION)


class Way(NamedTuple):
    """Where a link leads, and what it is called."""

    label: object
    url: str


@register.simple_tag
def ways_of(user: User) -> list[Way]:
    """The ways of who is signed in; the first leads to their work, which for administrators alone is not the desk."""
    desk = Way(_("My desk"), reverse("clarifications:desk"))
    administration = Way(_("Administration"), reverse("admin:index"))
    if user.is_staff and administers_alone(user):
        work = [administration]
    else:
        work = [desk, *([administration] if user.is_staff else [])]
    own = [Way(_("Your account"), reverse("accounts:account")), Way(_("Sign out"), reverse("account_logout"))]
    return work + own


@register.simple_tag
def report_about(request: HttpRequest | str) -> str:
    """Where a reader says that something on a page is wrong; none where it is not for everybody or knows no request."""
    if isinstance(request, str) or not settings.AREAS.of(request.path).is_public:
        return ""
    about = request.get_full_path() if len(request.get_full_path()) <= LONGEST_PAGE else request.path
    return f"{reverse('clarifications:report')}?{urlencode({'about': about})}"


@register.inclusion_tag("components/running.html")
def running(
    line: str,
    standing: str = "",
    waits_for: str = "",
    *,
    pending: int = 0,
    edition: Edition | str = "",
    clause: str = "",
    mine: bool = False,
) -> dict[str, object]:
    """The running head: what is known of it; an edition leads to its page, words in its place lead nowhere."""
    name, url = (edition.reference, edition.get_absolute_url()) if isinstance(edition, Edition) else (edition, "")
    return {
        "line": line,
        "standing": standing,
        "pending": pending,
        "waits_for": waits_for,
        "edition": name,
        "url": url,
        "clause": clause,
        "mine": mine,
    }


class FormError(NamedTuple):
    """One thing to put right: what is wrong, and the id of the control where it is put right (or none)."""

    message: str
    target: str


@register.simple_tag
def all_errors(
    form: BaseForm | None = None, forms: Iterable[BaseForm | BaseFormSet[BaseForm]] | None = None
) -> list[FormError]:
    """Every error of a form, or of several forms and formsets, in the order of the page."""
    return [error for one in ([form] if form else list(forms or [])) for error in _errors_of(one)]


@register.simple_tag
def field_classes(field: BoundField, wrapper: str | None = None) -> str:
    """The classes of the box around a field: ours, what the layout adds, what the form gives its rows."""
    given = ("field", "field--bad" if field.errors else "", wrapper or "", field.css_classes())
    return " ".join(name for name in given if name)


@register.filter
def control_classes(field: BoundField) -> str:
    """The classes of a control, by its kind; it is marked where something is wrong with it."""
    kinds = {CheckboxInput: "form-check-input", Select: "form-select"}
    kind = next((name for widget, name in kinds.items() if isinstance(field.field.widget, widget)), "form-control")
    return f"{kind} is-invalid" if field.errors else kind


@register.filter
def marked(parts: Iterable[tuple[str, str]]) -> SafeString:
    """What a draft changes, each part with its kind; in one piece, because white space between parts would be seen."""
    return format_html_join("", "{}", ((_marked(kind, text),) for kind, text in parts))


@register.simple_tag
def most_asked() -> int:
    """How many characters a search field takes."""
    return MOST_ASKED


@register.filter
def limit_of(field: BoundField) -> int | None:
    """How many characters a long text may have, to be counted under its field."""
    limit = field.field.widget.attrs.get("data-limit") or field.field.widget.attrs.get("maxlength")
    return int(limit) if limit and field.field.widget.__class__.__name__ == "Textarea" else None


@register.filter
def is_previewed(field: BoundField) -> bool:
    """Whether its page shows how the text will be read."""
    return "data-preview" in field.field.widget.attrs


@register.filter
def preview_of(field: BoundField) -> SafeString:
    """What is typed as it will be read, where a preview is asked for."""
    read = field.field.as_read(field.value()) if "preview" in field.form.data else ""  # type: ignore[attr-defined]
    return mark_safe(read)  # made safe there


@register.filter
def text_length(value: object) -> int:
    """The length of a text as it is counted for its limit."""
    return counted(str(value)) if value is not None else 0


@register.filter
def published_in_words(number: int) -> str:
    """ "3 published", of records."""
    return ngettext("%(number)d published", "%(number)d published", number) % {"number": number}


@register.filter
def pending_in_words(number: int) -> str:
    """ "1 pending", of requests."""
    return ngettext("%(number)d pending", "%(number)d pending", number) % {"number": number}


@register.filter
def unbroken(clauses: object) -> SafeString:
    """Numbers of clauses, of which none breaks inside: "6.2.5 e)" stands on one line."""
    text = ", ".join(map(str, clauses)) if isinstance(clauses, list | tuple) else str(clauses)
    return format_html_join(" ", '<span class="nowrap">{}</span>', ((one,) for one in BETWEEN_CLAUSES.split(text)))


@register.filter
def grouped(number: int) -> str:
    """A number as the pages write it: 10 000."""
    return f"{number:,}".replace(",", "\u00a0")


def _marked(kind: str, text: str) -> str:
    """A part of a draft; that it was added or removed is read aloud too."""
    if kind not in MARKS:
        return text
    around = '<{0}><span class="visually-hidden">[{1} </span>{2}<span class="visually-hidden">]</span></{0}>'
    return format_html(around, kind, MARKS[kind], text)


def _errors_of(form: BaseForm | BaseFormSet[BaseForm]) -> Iterator[FormError]:
    """The errors of one form, or of each form of a formset."""
    if isinstance(form, BaseFormSet):
        yield from (FormError(str(message), "") for message in form.non_form_errors())
        for one in form.forms:
            yield from _errors_of(one)
        return
    yield from (FormError(str(message), "") for message in form.non_field_errors())
    for field in form:
        yield from (FormError(_named(str(message), field), _control_of(field)) for message in field.errors)


def _named(message: str, field: BoundField) -> str:
    """The message; Django's own for an empty field does not say which one is meant, so it gets the label."""
    return f"{field.label}: {message}" if message == Field.default_error_messages["required"] else message


def _control_of(field: BoundField) -> str:
    """The id of what is focused to put a field right: of a group of choices, its first."""
    if field.is_hidden:
        return ""
    return field.id_for_label or f"{field.auto_id}_0"
