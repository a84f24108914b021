"""Types into pages at random while sessions end: words are found again by whose they are, or refused with a word."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from clarifications.map.steps import RENEW_LINK
from tests.builders import under_review
from tests.page import Page
from tests.typing import again, opened, without_session

PEOPLE = ("connie", "max")
VERBS = {"comment": "text", "draft": "answers-0-position"}  # the latter is never complete, and so never taken
SAID = ("Nothing is sent yet.", "This page was too old")


class Typing(RuleBasedStateMachine):
    """One browser, pages that are open in it, each typed into by its person; who is signed in changes meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.own = transaction.atomic()  # each walk leaves the database as it found it
        self.own.__enter__()

    @initialize()
    def begin(self) -> None:
        self.case, self.who = under_review(), ""
        self.browser = Client(enforce_csrf_checks=True, headers={"Origin": "http://testserver"})
        # Of whom, at which step, with which fields, and which words that were kept stand in it.
        self.pages: list[tuple[str, str, dict[str, Any], str]] = []
        self.kept: dict[tuple[str, str], str] = {}  # what was typed last and not sent
        self.count = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.own.__exit__(None, None, None)

    @rule(who=st.sampled_from(PEOPLE))
    def sign_in(self, who: str) -> None:
        again(self.browser, getattr(self.case, who))
        self.browser.get("/account/password/change/")  # brings the new proof
        self.who = who

    @rule()
    def let_the_session_end(self) -> None:
        without_session(self.browser)
        self.who = ""

    @rule(who=st.sampled_from(PEOPLE), verb=st.sampled_from(sorted(VERBS)))
    def open_a_page(self, who: str, verb: str) -> None:
        if self.who != who:
            self.sign_in(who)
        shown = self.kept.get((who, verb), "")
        self.pages.append((who, verb, opened(self.browser, self._address(verb)), shown))

    @rule()
    def renew_the_link(self) -> None:
        """The case moves on: its version is no more the one on the pages."""
        self.case.take(RENEW_LINK, self.case.sam)

    @rule(data=st.data())
    def send(self, data: Any) -> None:
        """Sent, or kept, or refused in the form itself; never gone."""
        if not self.pages:
            self.open_a_page("max", "comment")
        who, verb, fields, shown = data.draw(st.sampled_from(self.pages))
        self.count += 1
        words = f"Words number {self.count} of {who}."
        answer = self.browser.post(self._address(verb), fields | {VERBS[verb]: words}, follow=True)
        if self.case.clarification.comments.filter(text=words).exists():
            assert who == self.who
            if shown and self.kept.get((who, verb)) == shown:
                del self.kept[who, verb]
        elif any(said in Page(answer).words for said in SAID):
            self.kept[who, verb] = words
        else:
            assert Page(answer).fields[VERBS[verb]] == [words]

    @invariant()
    def everybody_finds_the_own_words_and_no_others(self) -> None:
        for verb, field in VERBS.items():
            shown = Page(self.browser.get(self._address(verb), follow=True)).fields.get(field, [""])
            assert shown == [self.kept.get((self.who, verb), "")]

    def _address(self, verb: str) -> str:
        return f"{self.case.clarification.get_absolute_url()}{verb}/"


@pytest.mark.django_db
def test_typed_text_is_found_again_or_was_refused_with_a_word():
    calm = settings(max_examples=4, stateful_step_count=8, suppress_health_check=list(HealthCheck), deadline=None)

    run_state_machine_as_test(Typing, settings=calm)
