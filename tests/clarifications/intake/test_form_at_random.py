"""Uses the form at random in two tabs: sessions end, links end, drafts run out, a body endorses or declines.

What was typed is found again where its writer looks, or was refused with a word that shows it.
"""

import datetime
import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from clarifications.case.models import Clarification
from clarifications.case.part import StepRefused
from clarifications.intake.drafts import purge_drafts
from clarifications.intake.endorsement_work import tend_endorsements
from clarifications.intake.merging import mark
from clarifications.intake.models import BESIDE, Draft
from clarifications.intake.receiving import AskingOver, ask_requester, decline, endorse
from clarifications.mail.models import Message
from tests.clarifications.intake.endorsing import OTHER, asking_criteria, draft_of, links_to, read_by, represented
from tests.clarifications.intake.pages import ask, page_of
from tests.factories import EditionFactory, UserFactory
from tests.page import Page
from tests.typing import FORM, again, without_session

FIELDS = ("background", "understanding")
OWN = re.compile(r"<\d+>")  # what is in one typed text alone
DANA = "dana@norland.example"
# Each way to a word that the page says when it does not take a text, beside the text itself.
SIGN_IN, GONE, RECEIVED = "Nothing is sent yet. What you typed is kept for a day", "There is no page here", "received"


@dataclass
class Tab:
    """What a tab sends, what stood in its fields when it was opened, and which kept words it shows."""

    fields: dict[str, Any]
    base: dict[str, str]
    shows: frozenset[str]


class Form(RuleBasedStateMachine):
    """Two tabs in which the page of the background is open: of the public form, or of a request that is entered."""

    def __init__(self) -> None:
        super().__init__()
        self.own = transaction.atomic()  # each walk leaves the database as it found it
        self.own.__enter__()

    @initialize(is_entered=st.booleans())
    def begin(self, is_entered: bool) -> None:
        asking_criteria()
        body, _dana = represented(email=DANA)
        self.sam, self.browser, self.is_in = UserFactory(is_secretariat=True), Client(), True
        self.draft = draft_of(EditionFactory(), **OTHER, endorsing_body=body.pk)
        now = timezone.now()
        Draft.objects.update(entered_by=self.sam if is_entered else None, created_at=now, changed_at=now)
        self.is_entered = is_entered
        if is_entered:
            again(self.browser, self.sam)
        self.number, self.links = 0, [""]
        self.alive: dict[str, set[str]] = {name: set() for name in FIELDS}
        self.kept: frozenset[str] = frozenset()  # what was typed while the session was over …
        self.kept_base: dict[str, str] = {}  # … and what had stood in the fields of the tab that sent last
        self.tabs = [self._opened(), self._opened()]

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.own.__exit__(None, None, None)

    @rule(which=st.booleans(), name=st.sampled_from(FIELDS))
    def type_and_send(self, which: bool, name: str) -> None:
        """Sent, and kept in the draft; or kept for whoever signs in; or shown with the word that refuses it."""
        self.number += 1
        tab, own = self.tabs[which], f"<{self.number}>"
        typed = tab.fields | {name: [f"Words of {own}"]}
        said = Page(self.browser.post(self._address, typed, follow=True))
        if own in "".join(self._found()[name]) and not self._received:
            assert self.is_in
            self._is_kept(tab, typed)
            self.tabs[which] = self._opened() or tab
        elif not self.is_in and self._draft:
            assert SIGN_IN in said.words
            self.kept, self.kept_base = self.kept | {own}, tab.base
        else:
            assert own in " ".join(said.all("main .typed"))
            assert GONE in said.words or RECEIVED in said.words

    @rule(which=st.booleans())
    def open_again(self, which: bool) -> None:
        self.tabs[which] = self._opened() or self.tabs[which]

    @precondition(lambda self: self.is_entered)
    @rule()
    def let_the_session_end_or_sign_in(self) -> None:
        if self.is_in:
            without_session(self.browser)
        else:
            again(self.browser, self.sam)
        self.is_in = not self.is_in

    @rule()
    def put_two_texts_together(self) -> None:
        """Of a field that both tabs changed; else the link cannot be asked for."""
        page = self._opened()
        for name, texts in self._answers().get(BESIDE, {}).items():
            if page and self.is_in:
                self.browser.post(self._address, page.fields | {"settle": f"add:{name}:{mark(texts[0])}"})
                self._is_kept(page, page.fields)
                page = self._opened()

    @precondition(lambda self: not self.is_entered)
    @rule(is_asked_anew=st.sampled_from((True, True, False)))
    def follow_a_link(self, is_asked_anew: bool) -> None:
        """The newest link or a former one; it confirms what the draft said when it was asked for, or nothing."""
        if self._draft and not self._received and is_asked_anew:
            Draft.objects.update(asked_at=None)  # no pause between two mails
            Message.objects.filter(verb="confirm").update(queued_at=F("queued_at") - datetime.timedelta(days=1))
            self.browser.get(self._address)
            if BESIDE not in self._answers():
                self.links.append(ask(self.browser, self.draft))
        if self.links[-1]:
            answer = self.browser.post(self.links[-1 if is_asked_anew else len(self.links) // 2] or self.links[-1])
            assert answer.status_code in (302, 409, 410)

    @precondition(lambda self: self._draft and not self._received and links_to(DANA))
    @rule(says=st.sampled_from(("endorse", "decline", "ask")))
    def let_the_body_say(self, says: str) -> None:
        """What it endorsed is what is received, whatever is typed meanwhile."""
        asked, dana = read_by(DANA)
        now, answered = timezone.now(), "".join(self._found()["background"])
        try:
            if says == "ask":
                ask_requester(asked, text=f"Question {self.number}?", at=now)
            elif says == "decline":
                decline(asked, by=dana, note="Not ours.", at=now)
            else:
                endorse(asked, by=dana, at=now)
        except (AskingOver, StepRefused):
            assert not self._received
        assert not self._received or self._found()["background"] == [answered]

    @rule(days=st.sampled_from((1, 6, 62)))
    def let_days_pass(self, days: int) -> None:
        """A week without a change ends a draft, sixty days end the asking, and a week later the draft."""
        ago = datetime.timedelta(days=days)
        Draft.objects.update(changed_at=F("changed_at") - ago, waits_until=F("waits_until") - ago)
        tend_endorsements(timezone.now())
        purge_drafts(timezone.now())

    @invariant()
    def what_was_typed_is_found(self) -> None:
        if not hasattr(self, "alive") or not self._draft:
            return
        for name, texts in self._found().items():
            assert [own for own in self.alive[name] if own not in "".join(texts)] == []

    @invariant()
    def what_was_kept_stands_in_the_page_of_whoever_is_in_again(self) -> None:
        if self.is_entered and self.is_in and self._draft:
            page = Page(self.browser.get(self._address))
            shown = "".join(page.fields["background"] + page.fields["understanding"] + page.all("main .typed"))
            assert [own for own in self.kept if own not in shown] == []

    @property
    def _address(self) -> str:
        return page_of(self.draft, "background")

    @property
    def _draft(self) -> Draft | None:
        return Draft.objects.filter(pk=self.draft.pk).first()

    @property
    def _received(self) -> Clarification | None:
        return Clarification.objects.first()

    def _opened(self) -> Tab | None:
        """The page in a tab; nothing where there is no form to be opened."""
        answer = self.browser.get(self._address)
        is_form = answer.status_code == 200 and not self._received  # the page of a received one has none
        fields: dict[str, Any] = Page(answer, FORM).fields if is_form else {}
        if "background" not in fields:
            return None
        base = self.kept_base if self.kept else {name: fields[name][0] for name in FIELDS}
        return Tab(fields, base, self.kept)

    def _is_kept(self, tab: Tab, typed: dict[str, Any]) -> None:
        """The draft has what was sent; of what the tab had shown, what was put otherwise there is gone."""
        for name in FIELDS:
            sent, base = "".join(typed[name]), tab.base[name]
            if sent != base:
                self.alive[name] = (self.alive[name] - set(OWN.findall(base))) | set(OWN.findall(sent))
        if tab.shows == self.kept:
            self.kept = frozenset()

    def _answers(self) -> dict[str, Any]:
        return dict(self._draft.answers.get("background", {})) if self._draft else {}

    def _found(self) -> dict[str, list[str]]:
        """What stands in draft or request."""
        if self._received:
            return {name: [getattr(self._received, name)] for name in FIELDS}
        answers = self._answers()
        return {name: [answers.get(name, ""), *answers.get(BESIDE, {}).get(name, ())] for name in FIELDS}


@pytest.mark.django_db(transaction=False)
@pytest.mark.no_cover  # what it reaches is chance
def test_whatever_happens_to_a_draft_what_was_typed_is_found_or_was_refused_with_a_word():
    run_state_machine_as_test(
        Form,
        settings=settings(
            max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
