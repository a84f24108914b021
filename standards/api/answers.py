"""Two questions put to the catalogue: what does this citation mean, and who answers for a standard?

Their shape is fixed: other programs build on it.
"""

from collections.abc import Callable
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings

from standards.api.errors import PROBLEM, ErrorSerializer, refuse_unknown, refused
from standards.catalogue.clause_depth import ClauseListing, ClauseLists
from standards.catalogue.resolver import Match, Resolution, resolve
from standards.catalogue.responsible import Keeping, ResponsibleParty, responsible
from standards.reading.asked import MOST_ASKED
from standards.reading.citations import Citation

Described = TypeVar("Described", bound=Callable[..., object])


class UnderstoodSerializer(serializers.Serializer[Citation]):
    """What was understood of a citation."""

    standard = serializers.CharField(
        allow_null=True, help_text=_("The number, with part and type where they were named: TS 17021-10.")
    )
    year = serializers.IntegerField(allow_null=True, help_text=_("The year that was named."))
    clause = serializers.CharField(allow_null=True, help_text=_("The clauses in their one form: 9.2.3 b), Annex B."))
    publisher = serializers.CharField(
        allow_null=True, help_text=_("Whose document it is, where it is none of ISO: IAF, OIML; null for those of ISO.")
    )


class MatchSerializer(serializers.Serializer[Match]):
    """A text that is meant."""

    standard = serializers.CharField(help_text=_("Its standard."))
    edition = serializers.CharField(help_text=_("The reference of its edition."))
    clause = serializers.CharField(allow_null=True, help_text=_("The clause, where one was named."))
    listing = serializers.ChoiceField(
        choices=ClauseListing.choices,
        allow_null=True,
        help_text=_("What our list of the edition says of the clause, where one was named."),
    )
    url = serializers.CharField(help_text=_("Its page here."))
    followed = serializers.CharField(allow_null=True, help_text=_("What was followed to reach it, in words."))
    successor = serializers.CharField(allow_null=True, help_text=_("The reference of the edition that replaced it."))


class ResolutionSerializer(serializers.Serializer[Resolution]):
    """What a citation means, best first."""

    query = serializers.CharField(help_text=_("What was asked."))
    understood = UnderstoodSerializer()
    matches = MatchSerializer(many=True)


class AnswerSerializer(serializers.Serializer[ResponsibleParty]):
    """An edition and who answers for it."""

    reference = serializers.CharField(help_text=_("The reference of the edition."))
    title = serializers.CharField(help_text=_("Its title."))
    kind = serializers.ChoiceField(choices=Keeping.choices, help_text=_("In whose hands it is."))
    committee = serializers.CharField(allow_null=True, help_text=_("The committee to ask."))
    committee_title = serializers.CharField(allow_null=True, help_text=_("Its title."))
    secretariat = serializers.CharField(allow_null=True, help_text=_("Who holds its secretariat."))
    publisher = serializers.CharField(
        allow_null=True, help_text=_("Whose document it is, where it is none of ISO; null for those of ISO.")
    )
    words = serializers.CharField(help_text=_("What whoever asks about it is told, in a sentence."))
    group = serializers.CharField(
        allow_null=True, help_text=_("The maintenance group of CASCO, where it is confirmed.")
    )


class ResponsibleSerializer(serializers.Serializer[list[ResponsibleParty]]):
    """Who answers for the standards that fit, those in force first."""

    query = serializers.CharField(help_text=_("What was asked."))
    matches = AnswerSerializer(many=True)


def _described(
    shape: type[ResolutionSerializer | ResponsibleSerializer], name: str, summary: Promise, asked: Promise
) -> Callable[[Described], Described]:
    asks = OpenApiParameter("q", str, required=True, description=asked)
    answers = {200: shape, (400, PROBLEM): OpenApiResponse(ErrorSerializer, _("Nothing was asked, or too much."))}
    described: Callable[[Described], Described] = extend_schema(
        operation_id=name, summary=summary, tags=["answers"], parameters=[asks], responses=answers
    )
    return described


@_described(
    ResolutionSerializer,
    "resolve_citation",
    _("The text that a citation means"),
    _("A citation, as it was written: 17025:2005 cl 4.1."),
)
@api_view(["GET", "HEAD"])
def resolution(request: Request) -> Response:
    """Numbers that live on in parts, national adoptions and years without an edition are followed, and that is said."""
    query = _asked(request)
    found = resolve(query)
    said = found.citation
    understood = {
        "standard": said.standard if said else None,
        "year": said.year if said else None,
        "clause": (said.clause or None) if said else None,
        "publisher": (said.owner or None) if said else None,
    }
    lists = ClauseLists.of([match.edition for match in found.matches if match.clause])
    matches = [_match(match, lists) for match in found.matches]
    return Response({"query": query, "understood": understood, "matches": matches})


@_described(
    ResponsibleSerializer,
    "find_responsible",
    _("Who answers for a standard"),
    _("A number, perhaps only begun, or words of a title."),
)
@api_view(["GET", "HEAD"])
def answers(request: Request) -> Response:
    """At most ten editions, of each standard the one in force."""
    query = _asked(request)
    return Response({"query": query, "matches": [_answer(answer) for answer in responsible(query)]})


def _asked(request: Request) -> str:
    """What was asked; refused where it is missing or longer than a citation, or where more was said."""
    refuse_unknown(request, ("q", api_settings.URL_FORMAT_OVERRIDE))
    query = request.query_params.get("q")
    if query is None:
        raise refused("q", _t("Say what you look for."))
    if len(query) > MOST_ASKED or "\0" in query:
        raise refused("q", _t("At most %(most)s characters, none of them unseen.") % {"most": MOST_ASKED})
    return query


def _match(match: Match, lists: ClauseLists) -> dict[str, str | None]:
    return {
        "standard": match.standard.designation,
        "edition": match.edition.reference,
        "clause": match.clause.canonical if match.clause else None,
        "listing": lists.listing(match.clause, match.edition).value if match.clause else None,
        "url": match.url,
        "followed": match.followed or None,
        "successor": match.successor or None,
    }


def _answer(answer: ResponsibleParty) -> dict[str, str | None]:
    committee = answer.committee
    return {
        "reference": answer.reference,
        "title": answer.title,
        "kind": str(answer.kind),
        "committee": committee.reference if committee else None,
        "committee_title": committee.title if committee else None,
        "secretariat": (committee.secretariat or None) if committee else None,
        "publisher": answer.publisher or None,
        "words": answer.words,
        "group": answer.group.name if answer.group else None,
    }
