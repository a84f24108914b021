"""The pages of the topics: each with how many records it has, and the records of one."""

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from clarifications import disclaimer
from clarifications.register.beside import Topic
from clarifications.register.drawn_entries import drawn_entries
from clarifications.register.facets import BY_NAME
from clarifications.register.kept_numbers import kept_number
from clarifications.register.models import Record, RecordFacet
from clarifications.register.narrowing import MANY
from clarifications.register.offers import kept_counts
from clarifications.register.paging import page_of
from clarifications.register.rows import SHOWN
from clarifications.register.totals import Total

TOPIC = BY_NAME["topic"].name


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Every topic, what it is about, and how many records it has."""
    counts = kept_counts()
    rows = [(topic, counts.of(TOPIC)[topic.key]) for topic in Topic.objects.all()]
    return render(request, "clarifications/register/topics.html", {"rows": rows, "published": counts.total})


@require_safe
def topic(request: HttpRequest, key: str) -> HttpResponse:
    """The records of a topic, the newest first; what is retired is left out, as it is in the list."""
    found = get_object_or_404(Topic, key=key)
    of_it = RecordFacet.objects.filter(facet=TOPIC, value=found.key).order_by()
    number = kept_number(TOPIC, found.key)
    # What many have is asked of each record in the order of the list, which is read no further than its page.
    has_it = Exists(of_it.filter(record=OuterRef("pk"))) if number > MANY else Q(pk__in=of_it.values("record"))
    page = page_of(Record.objects.not_retired().only(*SHOWN).filter(has_it), Total(number), request.GET)
    context = {
        "topic": found,
        "page": page,
        "records": drawn_entries([record.pk for record in page.object_list]),
        "disclaimer": disclaimer.not_included(),
    }
    return render(request, "clarifications/register/topic.html", context)
