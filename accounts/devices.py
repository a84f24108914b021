"""Known devices: a browser in which somebody signed in before is not held up by what strangers try elsewhere."""

import datetime
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import get_random_string

from accounts.models import User

SALT = "accounts.device"
KNOWN_FOR = datetime.timedelta(days=180)

Answer = TypeVar("Answer", bound=HttpResponseBase)


@dataclass(frozen=True)
class Device:
    """A browser that whoever has an account used; it opens nothing by itself."""

    key: str
    person: str
    state: str


def remember(answer: Answer, user: User) -> Answer:
    """Let the browser that gets this answer be known as one of this person."""
    written = signing.dumps([get_random_string(22), str(user.key), user.entry_state], salt=SALT)
    answer.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        written,
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def known_device(request: HttpRequest, *, email: str) -> Device | None:
    """The device that the request comes from, if it is known as one of whoever has this address."""
    written = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        device = Device(*signing.loads(written, salt=SALT, max_age=KNOWN_FOR))
    except signing.BadSignature:
        return None
    user = User.objects.filter(key=device.person, email=email.lower()).first()
    return device if user and user.entry_state == device.state else None
