"""What the toolbox calls its columns, places, activities and bodies; the data file knows them by these keys."""

from typing import Literal, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COLUMNS: dict[str, Promise] = {
    "management-systems": _("Management systems"),
    "product": _("Product"),
    "process": _("Process"),
    "service": _("Service"),
    "people": _("People"),
    "inspection": _("Inspection"),
    "claims": _("Claims"),
    "laboratory": _("Laboratory"),
}

GROUPS: dict[str, Promise] = {
    "core": _("Core conformity assessment standards"),
    "beside": _("Beside them, each for its own object"),
    "all": _("For all of them"),
}

PLACES: dict[str, Promise] = {
    "audit-duration": _("Audit duration"),
    "remote-auditing": _("Remote auditing"),
    "fundamentals": _("Fundamentals for products"),
    "tangible-products": _("Tangible products"),
    "scheme-processes": _("Certification scheme for processes"),
    "scheme-services": _("Example of certification schemes"),
    "personnel-words": _("Vocabulary for personnel"),
    "programmes": _("Validation and verification programmes"),
    "proficiency-testing": _("Proficiency testing"),
    "reference-materials": _("Reference material producers"),
    "declaration": _("Supplier’s declaration"),
    "marks": _("Use of marks"),
    "third-party-marks": _("Use of marks by third parties"),
    "good-practice": _("Good conformity assessment practice"),
    "accreditation": _("Accreditation"),
    "peer-assessment": _("Peer assessment"),
    "terms": _("Terms and definitions"),
    "drafting": _("Guide for drafting normative documents"),
}

ACTIVITIES: dict[str, Promise] = {
    "management-systems": _("Certification of management systems"),
    "products": _("Certification of products, processes and services"),
    "persons": _("Certification of persons"),
    "inspection": _("Inspection"),
    "validation": _("Validation and verification"),
    "testing": _("Testing"),
    "declaration": _("Supplier’s declaration of conformity"),
}

OUTPUTS: dict[str, Promise] = {
    "certificate": _("Certificate"),
    "report": _("Report"),
    "statement": _("Statement or a claim"),
    "declaration": _("Declaration"),
}

TickColumn = Literal["first", "second", "third", "stages", "surveillance"]
TICK_COLUMNS: dict[TickColumn, Promise] = {
    "first": _("First party"),
    "second": _("Second party (a)"),
    "third": _("Third party"),
    "stages": _("Selection, determination, review and attestation"),
    "surveillance": _("Surveillance, when needed"),
}

TICKS: dict[str, Promise] = {"yes": _("yes"), "no": _("no"), "unknown": _("not known")}


class BodyWords(NamedTuple):
    """A kind of body: its name, what it does, and what then stands of whom."""

    name: Promise
    does: Promise
    outcome: Promise


_CERTIFIES = _("audits and certifies")
BODIES: dict[str, BodyWords] = {
    "groups": BodyWords(
        _("Group of accreditation bodies (regional or international)"),
        _("evaluates its peers"),
        _("accreditation bodies"),
    ),
    "accreditation": BodyWords(
        _("Accreditation body"), _("accredits"), _("conformity assessment bodies of the third party")
    ),
    "validation": BodyWords(
        _("Validation and verification body"),
        _("validates or verifies, and issues statements"),
        _("Claims are confirmed or not"),
    ),
    "inspection": BodyWords(
        _("Inspection body"),
        _("inspects and reports"),
        _("Commodities, items, facilities or installations meet specific requirements"),
    ),
    "persons": BodyWords(
        _("Person certification body"), _CERTIFIES, _("A person has the competence that a scope asks for")
    ),
    "products": BodyWords(
        _("Product, process and service certification body"),
        _CERTIFIES,
        _("Products, processes and services meet specified requirements"),
    ),
    "management-systems": BodyWords(
        _("Management system certification body"),
        _CERTIFIES,
        _("A company meets the requirements for its management system"),
    ),
    "laboratory": BodyWords(
        _("Laboratory"), _("tests and reports"), _("Products or samples meet specified requirements")
    ),
}
