"""Keeps what was typed into a page that could not be sent: sealed, for a day, for whom the page was made alone."""

import datetime
import json
from dataclasses import dataclass

from cryptography.fernet import Fernet
from django.db import transaction
from django.http import QueryDict
from django.utils.crypto import salted_hmac

from accounts.models import KeptPost
from accounts.site_keys import site_key
from standards.editing.unsent import texts_in

LASTS = datetime.timedelta(days=1)
MOST_BYTES = 1_000_000  # of one page
MOST_OF_A_HOLDER = 10  # the oldest gives way
MOST_OF_A_NETWORK = 50


@dataclass(frozen=True)
class MadePage:
    """A page, and for whom it was made."""

    holder: str
    address: str

    def digest(self, key: str) -> str:
        """What stands for it in the database, beside which the key of the browser is needed."""
        return _digest("place", json.dumps([self.holder, self.address]), secret=key)


@dataclass(frozen=True)
class Typed:
    """What was typed, as a browser would send it, and when; ``earlier``: texts of sendings before, none the same."""

    fields: QueryDict
    at: datetime.datetime
    earlier: tuple[str, ...] = ()


def new_key() -> str:
    """A key for what one browser has kept."""
    return Fernet.generate_key().decode()


def is_key(text: str) -> bool:
    """Whether it can be a key; whatever else stands in a cookie is none of ours."""
    try:
        Fernet(text)
    except ValueError:
        return False
    return True


@transaction.atomic
def keep(
    fields: dict[str, list[str]], *, place: MadePage, key: str, network: str, at: datetime.datetime
) -> KeptPost | None:
    """Keep the fields of a page, and the texts that were kept of it before; ``None`` where they are too many."""
    said = json.dumps({"fields": fields, "earlier": _texts_before(fields, place=place, key=key, at=at)}).encode()
    kept = KeptPost.objects.filter(at__gt=at - LASTS).exclude(place=place.digest(key))
    holder = _digest("holder", place.holder, secret=site_key())
    network = _digest("network", network, secret=site_key())
    if len(said) > MOST_BYTES or kept.filter(network=network).count() >= MOST_OF_A_NETWORK:
        return None
    before = kept.filter(holder=holder).order_by("-at", "-pk").values_list("pk", flat=True)
    KeptPost.objects.filter(pk__in=list(before[MOST_OF_A_HOLDER - 1 :])).delete()
    sealed = {"holder": holder, "network": network, "at": at, "sealed": Fernet(key).encrypt(said).decode()}
    return KeptPost.objects.update_or_create(place=place.digest(key), defaults=sealed)[0]


def find(place: MadePage, *, key: str, at: datetime.datetime) -> Typed | None:
    """What is kept of a page, for whoever it was made for, in the browser that has the key."""
    kept = KeptPost.objects.filter(place=place.digest(key), at__gt=at - LASTS).first()
    if kept is None:
        return None
    said = json.loads(Fernet(key).decrypt(kept.sealed))
    if not isinstance(said.get("fields"), dict):  # kept before a page could be kept from two tabs: its fields alone
        said = {"fields": said, "earlier": []}
    return Typed(_as_sent(said["fields"]), kept.at, tuple(said["earlier"]))


def forget(place: MadePage, *, key: str, at: str) -> None:
    """Throw away what is kept of a page since ``at``: it was sent, or is not wanted."""
    KeptPost.objects.filter(place=place.digest(key), at=at).delete()


def purge_kept(at: datetime.datetime) -> int:
    """Delete what was kept for a day."""
    return KeptPost.objects.filter(at__lte=at - LASTS).delete()[0]


def _texts_before(fields: dict[str, list[str]], *, place: MadePage, key: str, at: datetime.datetime) -> list[str]:
    """The texts kept of this page that are not in what is sent now: it stood open in two tabs."""
    before = find(place, key=key, at=at)
    now = {value for values in fields.values() for value in values}
    texts = (*before.earlier, *texts_in(before.fields)) if before else ()
    return [text for text in dict.fromkeys(texts) if text not in now]


def _as_sent(fields: dict[str, list[str]]) -> QueryDict:
    sent = QueryDict(mutable=True)
    for name, values in fields.items():
        sent.setlist(name, values)
    return sent


def _digest(of: str, text: str, *, secret: str) -> str:
    return salted_hmac(f"accounts.kept.{of}", text, secret=secret, algorithm="sha256").hexdigest()
