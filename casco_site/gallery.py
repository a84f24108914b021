"""Every component of the look on one page, at /components/, with invented content; not in production."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from clarifications import disclaimer
from clarifications.forms.offered import EditionField
from clarifications.map.whole import the_map
from clarifications.register.beside import Topic
from clarifications.register.finding.passages import Piece
from clarifications.register.models import Record, VerdictKind
from clarifications.register.paging import ListPage, Numbered, Ways
from clarifications.register.totals import Total
from clarifications.register.vocabulary import PublicOutcome
from clarifications.wording import dialect_to_html
from standards.catalogue.resolver import cited_editions

HERE = "#main"
DIALECT = "Below 95 % it is **not**:\n- 20 °C\n3. in *each* case"


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
    """Every kind of field."""

    edition = forms.ChoiceField(
        label="Edition",
        help_text="The one your question is about.",
        choices=[("17025", "ISO/IEC 17025:2017, current"), ("17020", "ISO/IEC 17020:2012, in transition")],
    )
    other_edition = EditionField(
        cited=cited_editions,
        label="Edition, one of many",
        required=False,
        help_text="Such as ISO/IEC 17025:2017: what can be named is offered while you type.",
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


@dataclass(frozen=True)
class Exhibit:
    """One component, as often as it is shown; ``inside`` is the table that its rows need around them."""

    component: str
    shown: Sequence[Mapping[str, object]] = ({},)
    inside: str = ""

    @property
    def drawn(self) -> list[str]:
        """The component, drawn once for each set of variables."""
        return [render_to_string(f"components/{self.component}.html", variables) for variables in self.shown]


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component, as the pages use it."""
    if settings.MODE == "production":
        raise Http404
    form = FieldsForm({"edition": "17025", "clauses": "7..x", "question": "May the laboratory apply that rule?"})
    exhibits = [*_binding(), *_values(), *_records(), *_search(), *_boxes(), *_turns(), *_case()]
    links = [_link("Print or PDF")]
    context = {"exhibits": exhibits, "form": form, "fresh": FieldsForm(prefix="fresh"), "links": links}
    return render(request, "site/_gallery.html", context)


def _link(label: str) -> dict[str, str]:
    return {"label": label, "url": HERE}


def _binding() -> list[Exhibit]:
    """How much a text binds."""
    not_included = disclaimer.not_included("ISO/IEC 17065")
    included = disclaimer.included("ISO/IEC 17020:2026", clause="7.1.6", since="27 March 2026")
    return [
        Exhibit("disclaimer", [{"disclaimer": not_included}, {"disclaimer": included}]),
        Exhibit("disclaimer_line", [{"disclaimer": not_included}]),
        Exhibit("three_lines"),
        Exhibit("find", [{"id": "q-large"}]),
    ]


def _values() -> list[Exhibit]:
    """What is shown by a sign and its word."""
    return [
        Exhibit("outcome", [{"outcome": value, "label": label} for value, label in PublicOutcome.choices]),
        Exhibit("state", [{"state": value, "label": label} for value, label in the_map().choices]),
        Exhibit("verdict", [{"kind": kind, "label": kind.label, "edition": "17020:2026"} for kind in VerdictKind]),
    ]


def _records() -> list[Exhibit]:
    """Lists of what is public."""
    images = {
        "title": "Images that the client transmits during an inspection",
        "url": HERE,
        "edition_short": "17020:2012",
        "clauses": ["7.1.5", "6.2.4"],
        "outcomes": [("1 a)", "yes", "Yes"), ("1 b)", "yes-under-conditions", "Yes, under conditions")],
        "published": "14 May 2026",
        "news": {"kind": "not-reviewed", "label": "Not reviewed for", "edition": "2026"},
    }
    unsafe = images | {"title": "Unsafe conditions seen only on the image", "news": None}
    waiting = {"clause": "7.10.3", "edition": "ISO/IEC 17025:2017", "state": "under-review"}
    waiting |= {"state_label": "Under review", "with_whom": "Maintenance group", "since": "31 days", "url": HERE}
    way_on = {"url": HERE, "url_label": "Ask"}
    return [
        Exhibit("chips", [{"chips": [_link("Words: image"), _link("ISO/IEC 17020")], "clear_url": HERE}]),
        Exhibit("entries", [{"records": [images, unsafe]}]),
        Exhibit("all_records", [{"url": HERE, "number": 36}]),
        Exhibit(
            "pagination",
            [
                {"page": Paginator(range(212), 25).page(4), "query": QueryDict("q=image")},
                {
                    "page": _page_without_number(),
                    "query": QueryDict("kind=interpretation"),
                    "label": "Pages of a long list",
                },
            ],
        ),
        Exhibit("facets", [{"form": FacetsForm({"standard": ["17020"]}, auto_id="facet_%s"), "active": 1}]),
        Exhibit("pending_table", [{"rows": [waiting]}]),
        Exhibit("empty", [{"title": "No clarification on 7.10.3 yet", "text": "One request is pending."} | way_on]),
    ]


def _page_without_number() -> ListPage:
    """A page far down in a long list that nobody keeps count of."""
    ways = Ways(first={}, previous={"before": "2019-05~7"}, next={"after": "2019-03-02~9"}, last={"before": "end"})
    many = Total(1000, is_more=True)
    return ListPage([Record()] * 25, Numbered(Record.objects.none(), many), number=0, ways=ways, place=None)


def _search() -> list[Exhibit]:
    """What a search says of its results."""
    pieces = [Piece("The client "), Piece("transmits", is_marked=True), Piece(" images.")]
    why = {
        "passage": {"where": "Question", "language": "en", "pieces": pieces},
        "notes": ["On 7.8.6.1, which is part of it", "Not every word"],
    }
    near = {"is_near_only": True, "unknown": ["zeppelin"], "unknown_in_words": "“zeppelin”", "hits": [1]}
    return [
        Exhibit("why", [{"why": why}]),
        Exhibit(
            "mended",
            [
                {"mended": {"impartialty": "impartiality"}, "typed": "?q=impartialty&verbatim=impartialty"},
                {"meant": {"impartialty": "impartiality"}, "as_meant": "?q=impartialty"},
            ],
        ),
        Exhibit(
            "unknown_references", [{"references": ["CR-2026-0001"], "number": "ISO/IEC 17025:2017, clarification 99"}]
        ),
        Exhibit("topics_named", [{"topics": [_link("Impartiality and independence"), _link("Remote techniques")]}]),
        Exhibit("nearest", [{"search": near}, {"search": {"is_wider": True}}]),
        Exhibit(
            "topics",
            [{"topics": [Topic(key="remote", label="Remote techniques"), Topic(key="reports", label="Reports")]}],
        ),
        Exhibit("tries", [{"examples": ["17025 7.8.6", "impartiality committee"]}]),
    ]


def _boxes() -> list[Exhibit]:
    """What stands around a text."""
    saved = format_html(
        "<strong>{}</strong> You may change it until 21 November 2026, 23:59 UTC.", "Position recorded."
    )
    faster = "Somebody was faster: Max Example changed the draft at 10:02 UTC. Your text is kept below."
    dates = [
        {"label": "Received", "date": "3 February 2026", "line": "work"},
        {"label": "Decided", "date": "30 April 2026", "line": "work"},
        {"label": "Published", "date": "14 May 2026", "line": "clarification"},
        {"label": "In a revision", "date": "not yet", "line": "standard", "open": True},
    ]
    kept = {"found": {"at": datetime.datetime(2026, 5, 14, 10, 2, tzinfo=datetime.UTC)}, "is_used": True}
    citation = f"ISO/IEC 17020:2012, clarification 2, version 2, 14 June 2026. {disclaimer.short()}"
    return [
        Exhibit("flash", [{"text": saved, "level": "success"}, {"text": faster, "level": "error"}]),
        Exhibit("kept", [{"kept": kept}]),
        Exhibit(
            "asked_twice", [{"label": "Remove 1 a)", "sure": "Remove 1 a) for good", "name": "remove", "value": "1a"}]
        ),
        Exhibit("typed", [{"texts": ["The plan names the images that are looked at."]}]),
        Exhibit("asked_too_much", [{"id": "q", "cut": "212 characters: only the first 200 were looked for."}]),
        Exhibit("timeline", [{"items": dates}]),
        Exhibit("cite", [{"text": citation}]),
        Exhibit("person", [{"name": "Owen Example", "body": "Certifiers’ Forum (Example)", "note": "disclosed"}]),
    ]


def _turns() -> list[Exhibit]:
    """Whose turn it is."""
    step = {
        "title": "Handle the objection of Dana Example",
        "offers": {
            "main": _link("Handle the objection") | {"text": "The call has ended; 8 of 9 have answered."},
            "open": [_link("Reopen for a new draft") | {"text": "Ends round 2, tells 9 experts."}],
            "closed": [{"label": "Conclude: consensus reached", "text": "one objection is not handled."}],
        },
    }
    form_steps = [_link("May you ask?") | {"state": "done"}, {"label": "Clause and question", "state": "current"}]
    return [
        Exhibit("steps_next", [step]),
        Exhibit("stepper", [{"steps": [*form_steps, {"label": "Check and send"}]}]),
    ]


def _case() -> list[Exhibit]:
    """What a group works with."""
    dana: dict[str, object] = {"name": "Dana Example", "body": "Standards Norland (Example)"}
    max_: dict[str, object] = {"name": "Max Example", "body": "Accreditation Sur (Example)"}
    objects: dict[str, object] = {
        "kind": "object",
        "says": "Objects",
        "reason": "“Planning” can include the samples.",
        "waits": "not answered",
    }
    changes = [
        ("same", "Excluded are those who "),
        ("del", "were involved in"),
        ("ins", " carried out"),
        ("same", " it."),
    ]
    unsure = {"kind": "none", "says": "No answer"}
    entries = [dana | objects, max_ | {"kind": "agree", "says": "Agrees"}, max_ | unsure | {"name": "Tariq Example"}]
    return [
        Exhibit("draft_difference", [{"parts": changes}]),
        Exhibit("position", [{"entry": entry} for entry in entries], inside="sheet stack positions"),
        Exhibit("sentences", [{"sentences": ["Our list of clause 6 is not complete.", "It may exist all the same."]}]),
        Exhibit("about_dialect", [{}]),
        Exhibit("about_plain", [{}]),
        Exhibit("preview", [{"id": "example", "label": "Position", "html": mark_safe(dialect_to_html(DIALECT))}]),
        Exhibit("conditions", [{"conditions": [dialect_to_html(line) for line in DIALECT.split("\n")]}]),
        Exhibit(
            "finding", [{"result": "Met", "criterion": "Open to more than one reading.", "reason": "Two read it so."}]
        ),
    ]
