"""Every component of the look on one page, at /components/, with invented content; not in production."""

from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from clarifications import disclaimer
from clarifications.lifecycle import State
from clarifications.models.incorporation import VerdictKind
from clarifications.models.publication import PublicOutcome


class FacetsForm(forms.Form):
    """Filters as they stand in a margin."""

    words = forms.CharField(label="Words", required=False)
    standard = forms.MultipleChoiceField(
        label="Standard",
        required=False,
        choices=[
            ("17020", format_html('ISO/IEC 17020 <span class="n">{}</span>', 22)),
            ("17025", format_html('ISO/IEC 17025 <span class="n">{}</span>', 41)),
        ],
        widget=forms.CheckboxSelectMultiple,
    )


class FieldsForm(forms.Form):
    """Every kind of field; sent as it is, some are wrong."""

    edition = forms.ChoiceField(
        label="Edition",
        help_text="The one your question is about.",
        choices=[("17025", "ISO/IEC 17025:2017, current"), ("17020", "ISO/IEC 17020:2012, in transition")],
    )
    clauses = forms.RegexField(
        r"^[0-9.]+$",
        label="Clauses",
        help_text="As the standard numbers them, separated by commas: 7.8.6.1, 6.2.1 d), Annex A.",
        error_messages={"invalid": "“7..x” is not a clause number. Did you mean 7.2?"},
    )
    question = forms.CharField(
        label="Question 1",
        help_text="What a requirement means. Name no product, client or person: this is published.",
        widget=forms.Textarea(attrs={"class": "said", "rows": 3, "data-limit": settings.TEXT_LIMIT}),
    )
    background = forms.CharField(label="Background", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    email = forms.EmailField(label="E-mail", help_text="Never published.")
    position = forms.ChoiceField(
        label="Position",
        choices=[("agree", "Agree"), ("object", "Object"), ("abstain", "Abstain")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say where you stand."},
    )
    criteria = forms.MultipleChoiceField(
        label="Criteria",
        required=False,
        choices=[("1", "Developed by CASCO"), ("2", "Edition and clause are named")],
        widget=forms.CheckboxSelectMultiple,
    )
    anonymous = forms.BooleanField(
        label="No product, client or person can be recognised.",
        error_messages={"required": "Confirm that nobody can be recognised."},
    )


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component, as the pages use it."""
    if settings.MODE == "production":
        raise Http404
    return render(request, "site/_gallery.html", _records() | _work() | _parts())


def _records() -> dict[str, Any]:
    """What the public reads."""
    unknown = SimpleNamespace(kind="not-reviewed", label="Not reviewed for", edition="2026")
    return {
        "states": State.choices,
        "outcomes": PublicOutcome.choices,
        "verdicts": [
            (kind.value, f"{kind.label} in" if kind == "incorporated" else kind.label) for kind in VerdictKind
        ],
        "not_included": disclaimer.not_included("ISO/IEC 17065"),
        "included": disclaimer.included("ISO/IEC 17020:2026", clause="7.1.6", since="27 March 2026"),
        "clauses": [
            {"number": "7.8.2.1", "url": "#main"},
            {"number": "6.2.1 d)"},
            {"number": "Annex B, B.1", "url": "#main"},
        ],
        "records": [
            {
                "title": "Images that the client transmits during an inspection",
                "url": "#main",
                "edition_short": "17020:2012",
                "clauses": ["7.1.5", "6.2.4"],
                "outcomes": [("1 a)", "yes", "Yes"), ("1 b)", "yes-under-conditions", "Yes, under conditions")],
                "published": "14 May 2026",
                "news": unknown,
                "extract": format_html(
                    '… when the <mark class="hit">{}</mark> is what the inspector judges …', "image"
                ),
            },
            {
                "title": "Unsafe conditions seen only on the image",
                "url": "#main",
                "edition_short": "17020:2012",
                "clauses": ["7.1.9"],
                "outcomes": [("", "silent", "The standard is silent")],
                "published": "30 October 2024",
                "news": None,
            },
        ],
        "pending": [
            {
                "clause": "7.10.3",
                "edition": "ISO/IEC 17025:2017",
                "state": "under-review",
                "state_label": "Under review",
            }
            | {"with_whom": "Maintenance group", "since": "31 days", "url": "#main"}
        ],
        "timeline": [
            {"label": "Received", "date": "3 February 2026", "line": "work"},
            {"label": "Decided", "date": "30 April 2026", "line": "work"},
            {"label": "Published", "date": "14 May 2026", "line": "clarification"},
            {"label": "In a revision", "date": "not yet", "line": "standard", "open": True},
        ],
        "citation": "ISO/IEC 17020:2012, clarification 2, version 2, 14 June 2026. "
        "https://clarifications.example/clarifications/17020-2012-2/v2/. " + disclaimer.short(),
    }


def _work() -> dict[str, Any]:
    """What the desk and the case file show."""
    return {
        "turns": [
            {"clause": "9.5.2", "todo": "Handle the objection", "url": "#main", "text": "Who may review; round 2"}
            | {"reference": "CR-2026-0042", "since": "20 Nov", "due": "yesterday", "late": True},
            {"clause": "7.1.2", "todo": "Name a drafter", "url": "#main", "text": "Competence of remote auditors"}
            | {"reference": "CR-2026-0051", "since": "17 Nov"},
        ],
        "waiting": [
            {"clause": "5.2.3", "todo": "Secretariat publishes", "url": "#main", "text": "Threats to impartiality"}
            | {"reference": "CR-2026-0029", "since": "18 Nov", "state": "decided", "state_label": "Decided"},
        ],
        "open_steps": [{"label": "Reopen for a new draft", "text": "Ends round 2, tells 9 experts.", "url": "#main"}],
        "closed_steps": [{"label": "Conclude: consensus reached", "text": "one objection is not handled."}],
        "difference": [
            ("same", "The clause excludes those who "),
            ("del", "were involved in"),
            ("ins", " carried out"),
            ("same", " the audit. Planning alone is not carrying it out."),
        ],
    }


def _parts() -> dict[str, Any]:
    """Forms, lists and boxes."""
    wrong = FieldsForm({"edition": "17025", "clauses": "7..x", "question": "May the laboratory apply that rule?"})
    return {
        "facets": FacetsForm({"standard": ["17020"]}, auto_id="facet_%s"),
        "chips": [{"label": "Words: image", "url": "#main"}, {"label": "ISO/IEC 17020", "url": "#main"}],
        "form": wrong,
        "empty_form": FieldsForm(prefix="fresh"),
        "page_of_many": Paginator(range(212), 25).page(4),
        "flash": Message(
            SUCCESS, format_html("<strong>{}</strong> You may change it until 21 November.", "Position recorded.")
        ),
        "form_steps": [
            {"label": "May you ask?", "url": "#main", "state": "done"},
            {"label": "Clause and question", "state": "current"},
            {"label": "Check and send", "state": ""},
        ],
        "facts": [
            {"label": "Edition", "value": "ISO/IEC 17025:2017", "change_url": "#main"},
            {
                "label": "Question 1",
                "value": "May the laboratory apply that rule?",
                "said": True,
                "change_url": "#main",
            },
        ],
        "toc": [{"label": "Outcome", "target": "outcome"}, {"label": "Forms", "target": "forms", "note": "8"}],
        "use": [{"label": "Print or PDF", "url": "#main"}],
    }
