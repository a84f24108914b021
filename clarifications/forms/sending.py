"""Sends the form of a step through the door: what a page sent twice means, and a database that did not keep it."""

import datetime
import hashlib
import json
import logging
from typing import Any

from django.core.cache import cache
from django.db import InterfaceError, InternalError, OperationalError, connection
from django.utils.translation import gettext as _

from clarifications.case.door import take
from clarifications.case.models import Clarification
from clarifications.case.part import F, StepRefused
from clarifications.forms.base import StepForm
from clarifications.forms.fields import copy_of
from clarifications.map.actors import Actor
from clarifications.map.steps import Step

logger = logging.getLogger(__name__)
DATABASE_FAULTS = (OperationalError, InternalError, InterfaceError)  # it went away, or its disk is full
SENT_SECONDS = 600  # for so long a page that is sent twice is known


def send(form: StepForm[F], clarification: Clarification, *, by: Actor, at: datetime.datetime) -> Clarification | None:
    """Take the step with what the form says; ``None``: the form holds what was typed and says what is wrong.

    A double click takes it once and is answered like the first one.
    """
    if not form.is_valid():
        return None
    step, seen, reason = form.step, form.cleaned_data["seen_version"], form.cleaned_data.get("reason", "")
    # Noted before the step is taken: a second click comes while the first is still being carried out.
    is_repeated = was_sent(form.data, step, by=by, key=clarification.key)
    try:
        return take(form.part, clarification, form.facts(), by=by, seen_version=seen, at=at, reason=reason)
    except StepRefused as refused:
        if is_repeated and clarification.pk and was_taken(step, clarification, by=by, seen=seen):
            return Clarification.objects.get(pk=clarification.pk)
        form.refuse(refused)
    except DATABASE_FAULTS:
        logger.exception("%s of %s was not kept", step.verb, clarification.reference)
        connection.close_if_unusable_or_obsolete()  # the page that says so asks the database again
        form.is_faulty = True
        lost = _("Nothing was saved: the database did not keep it. What you typed is still here; send it again.")
        form.add_error(None, lost)
    return None


def was_sent(data: Any, step: Step, *, by: Actor, key: str) -> bool:
    """Whether ``by`` sent exactly this page about the case with this key before, some minutes ago at most; notes it."""
    said = {name: values for name, values in sorted(copy_of(data).lists()) if name != "csrfmiddlewaretoken"}
    mark = hashlib.sha256(json.dumps([by.key, key, step.verb, said], default=str).encode()).hexdigest()
    return not cache.add(f"sent:{mark}", True, SENT_SECONDS)


def was_taken(step: Step, clarification: Clarification, *, by: Actor, seen: int | None) -> bool:
    """Whether the last that happened to the case is this step of the same actor, on the version that was ``seen``."""
    last = clarification.events.latest("number")
    version = Clarification.objects.values_list("version", flat=True).get(pk=clarification.pk)
    # A step that only adds leaves the version as it is.
    return last.actor_key == by.key and last.verb == step.verb and (step.adds_only or seen == version - 1)
