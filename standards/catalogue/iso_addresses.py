"""Addresses of ISO's site that people copy: each holds the number that the edition has at ISO."""

import re

from standards.models.editions import Edition
from standards.reading.asked import taken

# As the site writes them today, and as it did before: /standard/66912.html, /standard/06/69/66912.html, ?csnumber=66912
_ADDRESS = re.compile(
    r"(?:https?://)?(?:[a-z]+\.)?iso\.org/[^\s<>\"”]*?(?:/?\bstandard/(?:[0-9]{2}/){0,2}|csnumber=)(?P<number>[0-9]{1,9})\b"
    r"[^\s<>\"”,;)]*",
    re.IGNORECASE,
)


def with_references(text: str) -> str:
    """``text`` with the reference of an edition where an address of ISO's site leads to it; one query, if any.

    An address that leads to nothing that we hold stands for nothing: the number in it is that of no standard.
    """
    address = _ADDRESS.search(taken(text))
    if address is None:
        return text
    found = Edition.objects.filter(iso_id=int(address["number"])).values_list("reference", flat=True).first()
    return f"{text[: address.start()]}{found or ''}{text[address.end() :]}"
