"""Names of editions for machines: the URN of RFC 5141."""

from standards.models.editions import Edition
from standards.reading import urns
from standards.reading.references import take_apart
from standards.reading.supplements import supplements_in


def urn_of(edition: Edition) -> str:
    """The URN of an edition, a project or a supplement; empty where the RFC has none or its number is not known."""
    parts, root = take_apart(edition.reference), edition
    while root.supplement_of is not None:
        root = root.supplement_of
    if parts is None or (edition.supplement_type and root is edition):
        return ""
    standard = edition.standard
    return urns.written(
        publisher=standard.publisher,
        type=standard.type,
        number=standard.number,
        part=standard.part,
        stage="" if root.was_published else root.stage,
        edition=root.edition_number,
        supplements=supplements_in(parts.supplement),
    )
