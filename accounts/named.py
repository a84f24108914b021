"""Bodies by the names that addresses, pages and papers give them; only those whose names are public are found."""

from django.urls import reverse
from django.utils.text import slugify

from accounts.models import Body
from standards.catalogue.once import kept_by_catalogue, once_a_request

_LONGEST_NUMBER = 9


def body_at(ref: str) -> Body | None:
    """The body at an address: by its number at ISO, else by an acronym or a name that no other public one has."""
    public = Body.objects.nameable()
    if ref.isdecimal():
        return public.filter(iso_id=int(ref)).first() if len(ref) <= _LONGEST_NUMBER else None
    own = [body for body in public.filter(iso_id=None).order_by("pk") if body.ref == ref]
    if own:
        return own[0]
    columns = ("pk", "acronym", "former_acronym", "name")
    meant = {row[0] for row in public.values_list(*columns) if ref in map(slugify, row[1:])}
    return Body.objects.get(pk=meant.pop()) if len(meant) == 1 else None


def url_of(named: object) -> str:
    """The address of the public body of this name or acronym; empty where there is none, or more than one."""
    ref = _refs().get(str(named).casefold())
    return reverse("accounts:body", args=[ref]) if ref else ""


@once_a_request
@kept_by_catalogue
def _refs() -> dict[str, str]:
    """By each name that is of one public body alone, what its address calls it; one query."""
    found: dict[str, set[str]] = {}
    for body in Body.objects.nameable().only("pk", "name", "acronym", "iso_id").order_by("pk"):
        for name in filter(None, {body.acronym, body.name, str(body)}):
            found.setdefault(name.casefold(), set()).add(body.ref)
    return {name: refs.pop() for name, refs in found.items() if len(refs) == 1}
