"""Fills an empty register with invented cases and writes down what is measured on it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.models import Count
from django.urls import reverse

from accounts.models import Body, BodyKind, User
from bench.fill import SEED, fill
from bench.grow import indexed_at_the_end
from bench.plan import CASE_FILE, CONDITIONAL, DESK, EMPTY, Fields, Plan
from bench.texts import FREQUENT, RARE, Writer
from clarifications.case.models import Clarification
from clarifications.map.steps import State
from clarifications.register.models import Record, RecordClause

OWN_TEXTS = 10_000  # records that are written one by one; where more are wanted, these are written some times more


class Command(BaseCommand):
    help = "Fill an empty register with invented cases for the bench."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", type=int, help="how many records")
        parser.add_argument("plan", type=Path, help="where the addresses that are measured are written")

    def handle(self, *, number: int, plan: Path, **options: Any) -> None:
        if Clarification.objects.exists():
            raise CommandError("The register is not empty; the bench fills only an empty one.")
        with indexed_at_the_end():
            fill(number, most=OWN_TEXTS)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as the database does by itself, later
        Plan(paths=paths(), cookie=cookie(User.objects.get(is_secretariat=True)), fields=fields()).save(plan)


def paths() -> dict[str, str]:
    """The address of every operation but the submission."""
    index = reverse("clarifications:index")
    standard = Record.objects.values("standard__slug").annotate(number=Count("pk")).order_by("-number")[0]
    record = Record.objects.order_by("pk")[Record.objects.count() // 2].get_absolute_url()
    return {
        EMPTY: reverse("bench-empty"),
        "home": reverse("home"),
        "list": index,
        "filtered list": f"{index}?standard={standard['standard__slug']}&outcome=yes",
        "list, page 40": f"{index}?page=40",
        "search, 1 % found": f"{index}?q={RARE}",
        "search, 10 % found": f"{index}?q={FREQUENT}",
        "record page": record,
        CONDITIONAL: record,
        "clause page": _busiest_clause(),
        "feed": reverse("clarifications:feed"),
        "pending": reverse("clarifications:pending"),
        "process": reverse("process"),
        "standards": reverse("standards:index"),
        "page of a standard": reverse("standards:standard", args=["17025"]),
        "page of an edition": reverse("standards:edition", args=["17025", "2017"]),
        "toolbox": reverse("standards:toolbox"),
        "who answers, by words": f"{reverse('standards:responsible')}?q=risk+manag",
        "who answers, as JSON": f"{reverse('standards-api:responsible')}?q=22301",
        "citation, as JSON": f"{reverse('standards-api:resolve')}?q=17025:2005+cl+4.1",
        "50 editions, as JSON": reverse("standards-api:editions"),
        "an edition, as JSON": reverse("standards-api:edition", args=["17025", "2017"]),
        DESK: reverse("clarifications:desk"),
        CASE_FILE: Clarification.objects.exclude(state=State.PUBLISHED).order_by("pk")[0].get_absolute_url(),
        "first page of the form": reverse("clarifications:request"),
    }


def _busiest_clause() -> str:
    """The clause that most records are about."""
    rows = RecordClause.objects.order_by().values("edition__standard__slug", "edition__slug", "slug")
    return reverse(
        "clarifications:clause",
        args=rows.annotate(number=Count("pk"))
        .order_by("-number")
        .values_list("edition__standard__slug", "edition__slug", "slug")[0],
    )


def cookie(user: User) -> str:
    """A session of the secretariat, with the second factor that production asks for."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def fields() -> Fields:
    """A request about two clauses that the catalogue knows."""
    writer = Writer(SEED + 1)
    edition = Record.objects.order_by("-pk")[0].edition
    return Fields(
        edition=edition.reference,
        body=str(Body.objects.filter(kind=BodyKind.MEMBER).order_by("pk")[0]),
        clauses=", ".join(edition.clauses.order_by("-sort_key").values_list("number", flat=True)[:2]),
        subject=writer.line(),
        question=writer.text(),
        background=writer.text(),
        understanding=writer.text(),
    )
