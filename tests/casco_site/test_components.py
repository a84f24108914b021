"""The look: every value has its sign, every colour its contrast, every field its hint and error, nothing is inline."""

import re
from operator import itemgetter

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.forms import formset_factory
from django.http import Http404, QueryDict
from django.template import engines
from django.template.loader import render_to_string
from django.urls import path

from casco_site import urls
from casco_site.gallery import gallery
from casco_site.sheets import SHEETS, joined
from casco_site.templatetags.site import all_errors, grouped, text_length
from clarifications.map.picture import NARROW, WIDE
from clarifications.map.steps import State
from clarifications.register.models import VerdictKind
from clarifications.register.vocabulary import PublicOutcome
from tests.counts import COUNTS
from tests.page import Page

urlpatterns = [*urls.urlpatterns, path("process/", gallery, name="process"), path("components/", gallery)]

TEMPLATES = sorted(path for path in (settings.BASE_DIR / "templates").rglob("*.html") if "emails" not in path.parts)
STYLES = {
    path.name: path.read_text()
    for path in sorted((settings.BASE_DIR / "casco_site" / "styles").glob("*.css"))
    if path.name != "bootstrap.css"
}
COLOURS = re.findall(
    r"--([a-z0-9-]+): var\(--when-light, (#\w{6})\) var\(--when-dark, (#\w{6})\);", STYLES["tokens.css"]
)
# Classes that are a value: the pages write them from it.
VALUES = [
    *(("state", value) for value in State.values),
    *(("outcome", value) for value in PublicOutcome.values),
    *(("verdict", value) for value in VerdictKind.values),
    ("position", "none"),
]
TEXT_COLOURS = ("ink", "ink-2", "ink-3", "link", "visited", "clause", "danger")


class AskForm(forms.Form):
    """A form with one field of each shape."""

    clauses = forms.CharField(help_text="As the standard numbers them.")
    background = forms.CharField(required=False, widget=forms.Textarea(attrs={"class": "said", "data-limit": 10_000}))
    view = forms.ChoiceField(choices=[("agree", "Agree"), ("object", "Object")], widget=forms.RadioSelect)


@pytest.fixture
def visit(rf):
    """A request of somebody who is not signed in."""

    def to(address: str):
        request = rf.get(address)
        request.user = AnonymousUser()
        return request

    return to


def render(source: str, **context: object) -> str:
    """What a page would show, with every run of white space as one space."""
    return re.sub(r"[ \n]+", " ", engines["django"].from_string(source).render(context)).strip()


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 computes it."""
    dark, light = sorted(luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [1, 2], ids=["light", "dark"])
@pytest.mark.parametrize("surface", ["paper", "wash"])
@pytest.mark.parametrize("name", TEXT_COLOURS)
def test_every_colour_of_text_can_be_read_on_every_surface(name, surface, scheme):
    colours = {colour[0]: colour[scheme] for colour in COLOURS}

    assert contrast(colours[name], colours[surface]) >= 4.5


@pytest.mark.parametrize("scheme", [1, 2], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "surface"), [("marker-ink", "marker"), ("danger", "danger-wash"), ("clause", "clause-wash")]
)
def test_every_marked_text_can_be_read(ink, surface, scheme):
    colours = {colour[0]: colour[scheme] for colour in COLOURS}

    assert contrast(colours[ink], colours[surface]) >= 4.5


@pytest.mark.parametrize("scheme", [1, 2], ids=["light", "dark"])
def test_the_border_of_a_control_can_be_seen(scheme):
    colours = {colour[0]: colour[scheme] for colour in COLOURS}

    assert contrast(colours["edge"], colours["paper"]) >= 3


def test_colours_are_named_in_tokens_and_nowhere_else():
    found = {name: re.findall(r"#[0-9a-f]{3,8}\b", text) for name, text in STYLES.items() if name != "tokens.css"}

    assert {name: colours for name, colours in found.items() if colours} == {}


def test_every_class_that_is_styled_is_on_some_page():
    rooms = [
        settings.BASE_DIR / room for room in ("accounts", "casco_site", "clarifications", "standards", "templates")
    ]
    files = [path for room in rooms for path in room.rglob("*") if path.suffix in {".html", ".py", ".js"}]
    text = "\n".join(path.read_text() for path in files)
    words = {
        *re.findall(r"[\w-]+", text),
        *(f"{kind}--{value}" for kind, value in VALUES),
        *(f"d{n}" for n in range(1, 6)),
        *(f"only-{size.name}" for size in (WIDE, NARROW)),
        "form-text",  # a hint: the template that draws it is the pack's own
    }
    rules = re.sub(r"/\*.*?\*/|\{[^{}]*\}", "", "".join(STYLES.values()), flags=re.DOTALL)

    assert {name for name in re.findall(r"\.([a-zA-Z][\w-]*)", rules) if name not in words} == set()


def test_no_style_sheet_asks_for_anything_from_elsewhere():
    addresses = {one for path in SHEETS for one in re.findall(r"url\(\s*['\"]?([^)'\"]+)", joined(path))}

    assert {address for address in addresses if not address.startswith("../fonts/")} == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(settings.BASE_DIR).as_posix())
def test_no_template_has_style_or_script_in_it(path):
    inline = r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:|data:(?:image|text)"

    assert re.findall(inline, path.read_text(), re.IGNORECASE) == []


@pytest.mark.parametrize(
    "path", sorted((settings.BASE_DIR / "templates" / "components").glob("*.html")), ids=lambda p: p.stem
)
def test_every_component_says_at_its_top_what_it_shows(path):
    assert re.match(r"\{# .+ #\}\n", path.read_text())


@pytest.mark.parametrize("value", [*PublicOutcome.values, *VerdictKind.values])
def test_every_outcome_and_verdict_has_a_sign(value):
    plain = {"no", "applies", "still-applies"}  # the empty square and the broken line are what the others start from

    assert value in plain or re.search(rf"\.(outcome|verdict)--{value}\b", STYLES["components.css"])


@pytest.mark.parametrize("value", State.values)
def test_a_state_is_shown_as_its_value_and_its_word(value):
    shown = render('{% include "components/state.html" with state=state label=label only %}', state=value, label="Word")

    assert shown == (
        f'<span class="state state--{value}"><span class="line" aria-hidden="true"></span><span>Word</span></span>'
    )


def test_a_wrong_field_has_label_hint_error_and_control_in_this_order():
    shown = Page(render("{% load crispy_forms_tags %}{{ form.clauses|as_crispy_field }}", form=AskForm({})))

    ordered = shown.values("label, .form-text, .bad, input", "class")
    assert ordered == ["field__label", "form-text", "bad", *shown.values("input", "class")]
    assert shown.values("label", "for") == ["id_clauses"]


def test_a_wrong_field_is_tied_to_its_hint_and_error():
    shown = Page(render("{% load crispy_forms_tags %}{{ form.clauses|as_crispy_field }}", form=AskForm({})))

    assert shown.values('[id^="id_clauses_"]', "id") == ["id_clauses_helptext", "id_clauses_error"]
    assert shown.values("input", "aria-describedby") == ["id_clauses_helptext id_clauses_error"]
    assert shown.values("input", "aria-invalid") == ["true"]


def test_what_may_be_left_empty_is_marked_and_nothing_else():
    shown = Page(render("{% load crispy_forms_tags %}{{ form|crispy }}", form=AskForm()))

    assert shown.all("label:has(.field__optional)") == ["Background (optional)"]
    assert len(shown.all(".field__optional")) == 1
    assert "*" not in shown.words


def test_a_choice_is_a_group_with_a_legend():
    shown = Page(render("{% load crispy_forms_tags %}{{ form.view|as_crispy_field }}", form=AskForm()))

    group = [node.tag for node in shown.root.css("fieldset, legend, label")]
    assert group == ["fieldset", "legend", "label", "label"]


def test_a_long_text_says_how_much_of_its_limit_is_used():
    shown = render(
        "{% load crispy_forms_tags %}{{ form.background|as_crispy_field }}",
        form=AskForm({"background": "Two\r\nlines"}),
    )

    assert Page(shown).words.endswith("9 of 10 000 characters")


@pytest.mark.parametrize("row", COUNTS, ids=itemgetter("what"))
def test_a_page_counts_a_text_as_it_is_counted_for_its_limit(row):
    assert text_length(row["text"]) == row["count"]


def test_numbers_are_written_in_groups_of_three():
    assert grouped(1_234_567) == "1\u00a0234\u00a0567"


def test_the_error_summary_leads_to_every_wrong_field():
    found = all_errors(form=AskForm({}))

    assert found == [
        ("Clauses: This field is required.", "id_clauses"),
        ("View: This field is required.", "id_view_0"),
    ]


def test_the_error_summary_reads_several_forms_and_formsets():
    formset = formset_factory(AskForm, extra=0)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-clauses": "7.2"}, prefix="form"
    )

    found = all_errors(forms=[AskForm({"view": "agree"}), formset])

    assert [error.target for error in found] == ["id_clauses", "id_form-0-view_0"]


def test_a_form_without_errors_has_no_summary():
    assert render('{% include "components/form_errors.html" with form=form only %}', form=AskForm()) == ""


def test_pages_keep_the_filters():
    page, query = Paginator(range(100), 25).page(2), QueryDict("q=a%26b&page=2&year=2025&year=2026&page=x")

    shown = render('{% include "components/pagination.html" with page=page query=query only %}', page=page, query=query)

    addresses = [QueryDict(one.removeprefix("?")) for one in Page(shown).values('a[href^="?"]')]
    kept = {"q": ["a&b"], "year": ["2025", "2026"]}
    assert [dict(one.lists()) for one in addresses] == [kept | {"page": [page]} for page in "11343"]


@pytest.mark.parametrize("code", ["400", "403", "404", "429"])
def test_an_error_page_says_in_its_heading_what_happened(code, visit):
    shown = render_to_string(f"{code}.html", request=visit("/nowhere/"))

    page = Page(shown)
    assert page.one("h1") == page.title


@pytest.mark.parametrize("code", ["400", "500"])
def test_the_pages_of_our_own_errors_need_no_request(code):
    shown = render_to_string(f"{code}.html")

    assert len(Page(shown).all("h1")) == 1


@pytest.mark.parametrize("template", ["404.html", "500.html", "site/api.html"])
def test_the_colours_are_chosen_in_the_browser_before_anything_is_painted(visit, template):
    request = visit("/")
    request.COOKIES["theme"] = "dark"  # of the days when the server chose

    shown = render_to_string(template, request=request)

    assert '<html lang="en">' in shown
    assert Page(shown).values("head script, head link[rel=stylesheet]", "src")[0] == "/static/theme.js"


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_the_gallery_shows_every_component_of_the_pages(petra):
    shown = petra.get("/components/")

    assert shown.status_code == 200
    assert [value for value in PublicOutcome.values if f"outcome--{value}" not in shown.content.decode()] == []


FRAME = {
    "became",
    "body",
    "brand",
    "brand_words",
    "display",
    "entry",
    "error",
    "footer",
    "form_errors",
    "icon_search",
    "me",
    "navigation",
    "running",
    "running_bare",
} | {
    "sign",
    "strip",
    "stylesheets",
    "tools",
}


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_new_component_is_also_shown_in_the_gallery(petra):
    components = {path.stem for path in (settings.BASE_DIR / "templates" / "components").glob("*.html")}

    exhibited = set(Page(petra.get("/components/")).values("section h2[id]", "id"))

    assert components - exhibited == FRAME


def test_production_has_no_gallery(visit, settings):
    settings.MODE = "production"

    with pytest.raises(Http404):
        gallery(visit("/components/"))
