"""An address of the API that answers, for each that has to be told what is meant; drawn from what there is here."""

from urllib.parse import urlencode

from accounts.models import Body
from standards.catalogue.queries import CASCO
from standards.models import Clause, Edition, OtherPublication

V1 = "/api/v1/"


def examples() -> dict[str, str]:
    """By the address as its description has it; nothing where there is none yet. Five queries."""
    found: dict[str, str] = {}
    published = Edition.objects.of_committee(CASCO).main().published().select_related("standard__committee")
    if edition := published.order_by("standard__sort_key", "-published").first():
        standard, asked = edition.standard, urlencode({"q": edition.reference})
        found |= {
            "standards/{standard}/": f"standards/{standard.slug}/",
            "editions/{standard}/{edition}/": f"editions/{standard.slug}/{edition.slug}/",
            "committees/{committee}/": f"committees/{standard.committee.slug}/" if standard.committee else "",
            "resolve/": f"resolve/?{asked}",
            "responsible/": f"responsible/?{asked}",
        }
    if numbered := Edition.objects.of_committee(CASCO).exclude(iso_id=None).order_by("-published").first():
        found["editions/{iso_id}/"] = f"editions/{numbered.iso_id}/"
    if clause := Clause.objects.select_related("edition__standard").order_by("edition", "sort_key").first():
        place = f"{clause.edition.standard.slug}/{clause.edition.slug}/{clause.slug}/"
        found["clauses/{standard}/{edition}/{clause}/"] = f"clauses/{place}"
    if body := Body.objects.listed().first():
        found["bodies/{ref}/"] = f"bodies/{body.ref}/"
    if other := OtherPublication.objects.shown().first():
        found["others/{identifier}/"] = f"others/{other.identifier}/"
    return {V1 + path: V1 + address for path, address in found.items() if address}
