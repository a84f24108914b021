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
    """What was typed, as a browser would send it, and when; ``earlier``: texts of sendings before, none the same.

    ``is_cut``: some of the earlier texts were more than is kept of a page.
    """

    fields: QueryDict
    at: datetime.datetime
    earlier: tuple[str, ...] = ()
    is_cut: bool = False


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
    fields: dict[str, list[str]], *, place: MadePage, key: str, network: str, at: datetime.datetime, showed: str = ""
) -> KeptPost | None:
    """Keep the fields of a page, and as much as fits of what was kept of it before; ``None`` where they are too many.

    ``showed`` is of when what was kept is that the page showed that is sent: who typed over that has seen it.
    """
    kept = KeptPost.objects.filter(at__gt=at - LASTS).exclude(place=place.digest(key))
    holder = _digest("holder", place.holder, secret=site_key())
    network = _digest("network", network, secret=site_key())
    if _size(fields) > MOST_BYTES or kept.filter(network=network).count() >= MOST_OF_A_NETWORK:
        return None
    oldest = kept.filter(holder=holder).order_by("-at", "-pk").values_list("pk", flat=True)[MOST_OF_A_HOLDER - 1 :]
    KeptPost.objects.filter(pk__in=list(oldest)).delete()
    whose = {"holder": holder, "network": network, "at": at}
    posts = KeptPost.objects.select_for_update()  # two tabs may send at the same moment: the second reads the first
    row, is_new = posts.get_or_create(place=place.digest(key), defaults=whose | {"sealed": _sealed(fields, key=key)})
    if not is_new:
        before = _opened(row, key=key) if row.at > at - LASTS else None
        row.holder, row.network, row.at = holder, network, at
        row.sealed = _sealed(fields, before, key=key, showed=showed)
        row.save()
    return row


def find(place: MadePage, *, key: str, at: datetime.datetime) -> Typed | None:
    """What is kept of a page, for whoever it was made for, in the browser that has the key."""
    kept = KeptPost.objects.filter(place=place.digest(key), at__gt=at - LASTS).first()
    return _opened(kept, key=key) if kept else None


def forget(place: MadePage, *, key: str, at: str) -> None:
    """Throw away what is kept of a page since ``at``: it was sent, or is not wanted."""
    KeptPost.objects.filter(place=place.digest(key), at=at).delete()


def purge_kept(at: datetime.datetime) -> int:
    """Delete what was kept for a day."""
    return KeptPost.objects.filter(at__lte=at - LASTS).delete()[0]


def _opened(kept: KeptPost, *, key: str) -> Typed:
    said = json.loads(Fernet(key).decrypt(kept.sealed))
    if not isinstance(said.get("fields"), dict):  # kept before a page could be kept from two tabs: its fields alone
        said = {"fields": said, "earlier": []}
    return Typed(_as_sent(said["fields"]), kept.at, tuple(said["earlier"]), said.get("is_cut", False))


def _sealed(fields: dict[str, list[str]], before: Typed | None = None, *, key: str, showed: str = "") -> str:
    """The fields, and of the texts before the latest that fit."""
    texts = _texts_before(fields, before, showed=showed) if before else []
    fitting: list[str] = []
    left = MOST_BYTES - _size(fields)
    for text in reversed(texts):
        left -= _size(text)
        if left < 0:
            break
        fitting.insert(0, text)
    is_cut = len(fitting) < len(texts) or (before is not None and before.is_cut)
    said = {"fields": fields, "earlier": fitting, "is_cut": is_cut}
    return Fernet(key).encrypt(json.dumps(said).encode()).decode()


def _texts_before(fields: dict[str, list[str]], before: Typed, *, showed: str) -> list[str]:
    """The texts kept of this page that are not in what is sent now: it stood open in two tabs.

    Where the page showed what was kept, whoever sends it has typed over that: only fields it sends no more count.
    """
    now = {value for values in fields.values() for value in values}
    rest = before.fields.copy()
    if showed == before.at.isoformat():
        for name in set(rest) & set(fields):
            del rest[name]
    return [text for text in dict.fromkeys((*before.earlier, *texts_in(rest))) if text not in now]


def _size(said: object) -> int:
    return len(json.dumps(said).encode())


def _as_sent(fields: dict[str, list[str]]) -> QueryDict:
    sent = QueryDict(mutable=True)
    for name, values in fields.items():
        sent.setlist(name, values)
    return sent


def _digest(of: str, text: str, *, secret: str) -> str:
    return salted_hmac(f"accounts.kept.{of}", text, secret=secret, algorithm="sha256").hexdigest()
