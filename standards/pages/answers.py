"""Pages that answer a question: which text does this citation mean, and who answers for a standard?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from standards.catalogue.clause_depth import ClauseLists
from standards.catalogue.resolver import editions_instead, resolve
from standards.catalogue.responsible import responsible, words_of_another
from standards.reading.asked import taken, too_long


@require_safe
def cite(request: HttpRequest) -> HttpResponse:
    """Lead to the text that a citation means; where several are meant, or none, say what was understood."""
    query = _typed(request)
    found = resolve(taken(query))
    if found.answer:
        return redirect(found.answer.url)
    lists = ClauseLists.of([match.edition for match in found.matches if match.clause])
    said = [(match, lists.words([match.clause] if match.clause else [], match.edition)) for match in found.matches]
    context = {
        "query": query,
        "found": found,
        "said": said,
        "editions": editions_instead(found),
        "cut": too_long(query),
    }
    if found.citation and found.citation.owner:
        context["elsewhere"] = words_of_another(found.citation.reference, found.citation.owner)
    return render(request, "standards/cite.html", context)


@require_safe
def who_answers(request: HttpRequest) -> HttpResponse:
    """Which committee answers for a standard, by its number or by words of its title."""
    query = _typed(request)
    suggests = reverse("standards-api:responsible")
    context = {"query": query, "answers": responsible(taken(query)), "cut": too_long(query), "suggests": suggests}
    context["editions"] = editions_instead(resolve(taken(query)))
    return render(request, "standards/responsible.html", context)


def _typed(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()
