"""Types into two windows of a draft at random: what was typed is found again, or was refused with a word."""

import json
import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from clarifications.case.models import Clarification
from clarifications.case.part import StepRefused
from clarifications.intake.drafts import LinkRefused, ask_for_confirmation
from clarifications.intake.keeping import PageKept, keep
from clarifications.intake.merging import controls, mark, marks
from clarifications.intake.models import BESIDE, Draft
from clarifications.intake.receiving import confirm
from tests.builders import START
from tests.clarifications.intake.drafts import DAY, asked, complete_draft
from tests.factories import EditionFactory

FIELDS = ("background", "understanding")
OWN = re.compile(r"<\d+>")  # what is in one typed text alone


@dataclass
class Window:
    """A window in which the page of the background is open: what stands in its fields, and what it has seen there."""

    fields: dict[str, str]
    base: dict[str, str]
    seen: dict[str, str]


class Windows(RuleBasedStateMachine):
    """Two windows, a draft that is sent or ends, and a link that is good as long as the draft asks the same."""

    def __init__(self) -> None:
        super().__init__()
        self.own = transaction.atomic()  # each walk leaves the database as it found it
        self.own.__enter__()

    @initialize()
    def begin(self) -> None:
        self.draft = complete_draft(EditionFactory())
        self.at, self.number = START, 0
        self.code, self.asked_for = "", ""
        self.received: Clarification | None = None
        self.alive: dict[str, set[str]] = {name: set() for name in FIELDS}
        self.windows = [self._opened(), self._opened()]

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.own.__exit__(None, None, None)

    @rule(
        which=st.booleans(),
        name=st.sampled_from(FIELDS),
        kind=st.sampled_from(("new", "new", "longer", "none", "long")),
    )
    def type(self, which: bool, name: str, kind: str) -> None:
        self.number += 1
        window, own = self.windows[which], f"<{self.number}>"
        former = window.fields[name][:200]
        window.fields[name] = {"new": own, "longer": f"{former} {own}", "none": "", "long": own + "x" * 25_000}[kind]

    @rule(which=st.booleans(), is_script=st.booleans())
    def send(self, which: bool, is_script: bool) -> None:
        """The script keeps what changed, or a button sends the page, which then is opened anew."""
        window = self.windows[which]
        changed = {name: window.fields[name] for name in FIELDS if window.fields[name] != window.base[name]}
        typed = {"keep": "1"} | changed if is_script else dict(window.fields)
        kept = self._kept(typed, window)
        if kept is None:
            return
        for name, text in changed.items():
            self.alive[name] = {own for own in self.alive[name] if own not in window.base[name]} | set(
                OWN.findall(text)
            )
            assert (len(text) > 20_000) == (name in kept.cut)
        self._read_again(window, kept) if is_script else self._open(which)

    @rule(which=st.booleans(), what=st.sampled_from(("take", "add", "drop")), name=st.sampled_from(FIELDS))
    def choose(self, which: bool, what: str, name: str) -> None:
        """Somebody opens the page and chooses between two texts."""
        self._open(which)
        answers = self._answers()
        (other, *_more) = answers.get(BESIDE, {}).get(name, [""])
        if not other:
            return
        kept = self._kept(self.windows[which].fields | {"settle": f"{what}:{name}:{mark(other)}"}, self.windows[which])
        gone = {"take": answers[name], "add": "", "drop": other}[what]
        if kept is not None:
            remains = "".join(self._found(name))
            self.alive[name] = {own for own in self.alive[name] if own not in gone or own in remains}
        self._open(which)

    @rule()
    def ask(self) -> None:
        """The link is asked for, on the last page."""
        self.at += DAY  # an address gets only so many of them in one
        self.draft.refresh_from_db()
        if self.received or self.draft.unfinished_pages:
            with pytest.raises(StepRefused):
                ask_for_confirmation(self.draft, at=self.at)
            return
        self.code = asked(self.draft, at=self.at)
        self.asked_for = json.dumps(self._all())

    @rule()
    def follow(self) -> None:
        """The mailed link is followed: it confirms what the draft asked when it was sent, or says what happened."""
        if not self.code or self.received:
            return
        is_same = self.asked_for == json.dumps(self._all())
        if not is_same:
            with pytest.raises(LinkRefused) as refused:
                confirm(self.code, at=self.at)
            assert refused.value.draft == self.draft
            return
        self.received = confirm(self.code, at=self.at)

    @invariant()
    def what_was_typed_is_found(self) -> None:
        for name in FIELDS if hasattr(self, "alive") else ():
            found = self._found(name)
            assert [own for own in self.alive[name] if not any(own in text for text in found)] == []

    def _found(self, name: str) -> list[str]:
        if self.received:
            return [getattr(self.received, name)]
        answers = self._answers()
        return [answers[name], *answers.get(BESIDE, {}).get(name, ())]

    def _answers(self) -> dict[str, Any]:
        return dict(Draft.objects.get(pk=self.draft.pk).answers.get("background", {}))

    def _all(self) -> dict[str, str]:
        """All that the draft asks, whatever of it is fit to be sent."""
        return {name: text for name, text in controls(self._answers()).items() if text}

    def _kept(self, typed: dict[str, str], window: Window) -> PageKept | None:
        sent = QueryDict(mutable=True)
        sent.update(typed | {"seen": json.dumps(window.seen)})
        if not self.received:
            return keep(self.draft, "background", sent, at=self.at)
        with pytest.raises(StepRefused) as refused:
            keep(self.draft, "background", sent, at=self.at)
        assert refused.value.reasons == ["This request is received already."]
        return None

    def _opened(self) -> Window:
        answers = self._answers()
        fields = {name: answers.get(name, "") for name in FIELDS}
        return Window(dict(fields), fields, marks(answers))

    def _open(self, which: bool) -> None:
        """Open the page in a window; its script has kept what was typed there before."""
        changed = {
            name: text for name, text in self.windows[which].fields.items() if text != self.windows[which].base[name]
        }
        if self.received:
            return
        if changed:
            self.send(which, is_script=True)
        self.windows[which] = self._opened()

    def _read_again(self, window: Window, kept: PageKept) -> None:
        """The page is told which of its fields are kept as they stand there."""
        window.seen |= kept.seen
        now = controls(kept.draft.answers["background"])
        window.base |= {name: now[name] for name in kept.seen}
        window.fields |= {name: now[name] for name in kept.cut if name in kept.seen}


@pytest.mark.django_db(transaction=False)
@pytest.mark.no_cover  # what it reaches is chance
def test_whatever_is_typed_in_two_windows_is_found_again_or_was_refused_with_a_word():
    run_state_machine_as_test(
        Windows,
        settings=settings(
            max_examples=30, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
