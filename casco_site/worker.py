"""Whether the worker that sends mail is there."""

import time

from django.conf import settings
from django.core.cache import cache


def is_alive() -> bool:
    """The worker leaves the time in the shared cache each time it looks for work."""
    beat = cache.get(settings.WORKER_HEARTBEAT_KEY)
    return isinstance(beat, float | int) and time.time() - beat < settings.WORKER_SILENCE_SECONDS
