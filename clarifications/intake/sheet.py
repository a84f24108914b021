"""What the pages of a draft show around their form: steps, running head, notes, and all answers to read over."""

import datetime
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import Body, BodyKind
from clarifications.case.models import Clarification
from clarifications.forms.fields import numbers_in
from clarifications.intake.already_said import AlreadySaid, already_said
from clarifications.intake.endorsement_models import EndorsementStanding, asking_about
from clarifications.intake.endorsers import criteria_asking
from clarifications.intake.merging import controls
from clarifications.intake.models import PAGES, Draft
from clarifications.intake.page_forms import edition_of
from clarifications.intake.places import lettered
from clarifications.intake.question_forms import FORMS
from clarifications.register.finding.search import search_for
from standards.catalogue.clause_depth import refusal
from standards.catalogue.responsible import Keeping, responsible
from standards.models import Edition
from standards.models.standing import StandingKind
from standards.reading.clause_numbers import ClauseNumber
from standards.reading.offered import key_in

CHOSEN = ("edition", "is_general", "body", "claimed_kind", "endorsing_body")  # what is no text of a page
OFFERED = ("edition", "body", "endorsing_body")  # a text where it names nothing that is offered
LONGEST_WAY = 500  # characters of an address that a button leads to
Fact = dict[str, Any]


class Sheet:
    """A draft as its pages show it.

    ``owner`` is the form in which something is typed on the page: each way out is a button of it. Empty where none is.
    """

    def __init__(self, draft: Draft, *, page: str, owner: str = "") -> None:
        self.draft, self.page = draft, page
        self.owner = owner or ("draft" if page in FORMS else "")
        self.standard: Fact = draft.answers.get("standard", {})
        self.question: Fact = draft.answers.get("question", {})
        self.unfinished = draft.unfinished_pages

    @cached_property
    def edition(self) -> Edition | None:
        """The edition that is chosen, with how it stands."""
        return edition_of(self.draft.answers)

    @cached_property
    def asks_endorsement(self) -> bool:
        """Whether the criteria in force ask for one."""
        return criteria_asking(self.draft, at=timezone.now()) is not None

    @cached_property
    def waits_for(self) -> str:
        """The body that is asked to endorse what the draft says now; empty where none is."""
        asked = asking_about(self.draft) if self.asks_endorsement else None
        return asked.body_shown if asked and asked.standing == EndorsementStanding.WAITING else ""

    @property
    def title(self) -> str:
        return str(FORMS[self.page].title) if self.page in FORMS else _("Check before you send")

    @property
    def cites(self) -> str:
        """The edition, or the standard that was typed."""
        return self.edition.reference if self.edition else str(self.standard.get("other_standard", ""))

    @property
    def clauses(self) -> str:
        """The clauses in our form, as far as they can be read."""
        if self.question.get("is_general"):
            return _("general")
        return ", ".join(number.canonical for number in numbers_in(self.question.get("clauses", "")))

    @property
    def kept_until(self) -> datetime.datetime:
        return self.draft.kept_until

    @property
    def said(self) -> list[AlreadySaid]:
        """What is published and pending on the clauses of the request, and on those of each question alone; then what
        is said in the same words.
        """
        asked = [self.question.get("subject", ""), *(row.get("text", "") for row in self.question.get("questions", ()))]
        words = " ".join(filter(None, asked))
        alike = search_for(self.edition.standard.designation, words) if self.edition and words else None
        return already_said(self.edition, dict(self._numbers()), alike=alike)

    @property
    def typed(self) -> list[str]:
        """The texts of all pages, in their order."""
        pages = (controls(self.draft.answers.get(page, {})) for page in PAGES)
        typed = ((name, text) for page in pages for name, text in page.items() if text.strip())
        return [text for name, text in typed if name not in CHOSEN or (name in OFFERED and not key_in(text))]

    @property
    def refusal(self) -> str:
        """Why a clause cannot be taken: the edition may have been chosen after it; empty where all can."""
        numbers = [number for _label, ones in self._numbers() for number in ones]
        return refusal(numbers, self.edition) if self.edition else ""

    def _numbers(self) -> Iterator[tuple[str, list[ClauseNumber]]]:
        """The clauses that can be read, by the label of the question that names them."""
        yield "", numbers_in(self.question.get("clauses", ""))
        for number, row in enumerate(self.question.get("questions", ()), start=1):
            yield str(number), numbers_in(row.get("clauses", ""))
            for letter, part in lettered(row):
                yield f"{number} {letter})", numbers_in(part.get("clauses", ""))

    @property
    def steps(self) -> Iterator[dict[str, str]]:
        """The steps in the margin; those already filled in can be gone to."""
        if not self.draft.entered_by_id:
            url = reverse("clarifications:request")
            yield {"label": _("May you ask?"), "url": url, "state": "done"}
        for page, form in FORMS.items():
            done = page not in self.unfinished
            url = self.url(page) if page in self.draft.answers or page == self.unfinished[0] else ""
            state = "current" if page == self.page else "done" if done else ""
            yield {"label": str(form.title), "url": "" if page == self.page else url, "state": state}
        ready = not self.unfinished and self.page != "check"
        current = "current" if self.page == "check" else ""
        url = self.url("check") if ready else ""
        yield {"label": _("Check and send"), "url": url, "state": current}

    def url(self, page: str = "") -> str:
        """The address of a page of this draft; of the next one to fill in, where none is named."""
        page = page or (self.unfinished[0] if self.unfinished else "check")
        return reverse("clarifications:draft-page", args=[self.draft.key, page])

    def way_to(self, place: str) -> str:
        """Where a button leads that keeps the page and leaves it: to an address of ours, else on."""
        is_ours = place.startswith("/") and len(place) < LONGEST_WAY and url_has_allowed_host_and_scheme(place, None)
        return place if is_ours else self.url()

    @property
    def heads(self) -> Edition | str:
        """What the running head says of the edition; it leads to its page where nothing is typed."""
        return self.cites if self.owner or not self.edition else self.edition

    @property
    def notes(self) -> Iterator[str]:
        """What the criteria will make of the edition chosen; nobody is stopped here."""
        if named := str(self.standard.get("other_standard", "")):
            keepers = responsible(named)
            if keepers and keepers[0].kind == Keeping.OTHER:
                yield from (keeper.words for keeper in keepers)
                return
            if keepers and keepers[0].kind not in (Keeping.CASCO, Keeping.UNKNOWN):
                yield keepers[0].words
            yield _(
                "Another committee answers for this standard. You may send the request: the secretariat then names the "
                "manager of that committee."
            )
        standing = self.edition.standing(timezone.now().date()) if self.edition else None
        if self.edition and standing and standing.kind is StandingKind.WITHDRAWN:
            yield _(
                "%(edition)s is withdrawn. The criteria ask for an edition in force or in transition; you may ask all "
                "the same, and the secretariat decides."
            ) % {"edition": self.edition.reference}
        if self.edition and standing and standing.kind is StandingKind.TRANSITION:
            yield f"{self.edition.reference}: {standing.label}."

    @property
    def public_facts(self) -> list[Fact]:
        """What may be published if it is answered."""
        question, beside = self.question, Clarification(**self.draft.answers["background"])
        return [
            self._fact("standard", _("Edition") if self.edition else _("Standard"), self.cites),
            self._fact("question", _("Clauses"), self._clauses_shown(question)),
            self._fact("question", _("Subject"), question["subject"], said=True),
            *self._questions(),
            *(self._fact("background", str(own.label), own.text, said=True) for own in beside.own_texts),
        ]

    @property
    def private_facts(self) -> list[Fact]:
        """What the secretariat alone sees."""
        identity = self.draft.answers["identity"]
        body = Body.objects.filter(pk=identity["body"]).first() if identity["body"] else None
        kind = body.kind if body else identity["claimed_kind"]
        name = str(body) if body else identity["body_name"]
        endorsing = Body.objects.filter(pk=identity["endorsing_body"]).first() if identity.get("endorsing_body") else ""
        asked = [(_("Body that endorses"), str(endorsing or "")), (_("Asked at"), identity.get("endorser_email", ""))]
        contact = ", ".join(filter(None, [identity["contact"], identity["position"]]))
        return [
            self._fact("identity", _("Requesting body"), f"{name}, {BodyKind(kind).label}"),
            *(self._fact("identity", label, value) for label, value in asked if value),
            self._fact("identity", _("Contact"), contact),
            self._fact("identity", _("E-mail"), identity["email"]),
            self._fact("identity", _("On behalf of"), identity["originator"]),
            *self._mail(identity),
        ]

    def _mail(self, identity: Fact) -> Iterator[Fact]:
        """The mail by which the request arrived, where it did."""
        if mail := identity.get("original_mail"):
            day = datetime.date.fromisoformat(identity["received_on"])
            yield self._fact("identity", _("Arrived on"), format_date(day, "j F Y"))
            yield self._fact("identity", _("The e-mail"), mail, said=True)

    def _questions(self) -> Iterator[Fact]:
        for number, row in enumerate(self.question["questions"], start=1):
            yield self._asked(_("Question %(label)s") % {"label": number}, row)
            for letter, part in lettered(row):
                yield self._asked(f"{number} {letter})", part)

    def _asked(self, label: str, row: Fact) -> Fact:
        fact = self._fact("question", label, row["text"], said=True)
        return fact | {"clauses": clause_spans(row["clauses"])}

    def _clauses_shown(self, question: Fact) -> str:
        return self.clauses if question["is_general"] else clause_spans(question["clauses"])

    def _fact(self, page: str, label: str, value: str, *, said: bool = False) -> Fact:
        return {"label": label, "value": value, "said": said, "change_url": self.url(page)}


def clause_spans(typed: str) -> SafeString:
    """Clause numbers as the pages set them."""
    return format_html_join(", ", '<span class="clause">{}</span>', ((n.canonical,) for n in numbers_in(typed)))
