"""The cache in the database: it says so where it cannot write, in place of saying that somebody else was there."""

from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import OperationalError

_ATTEMPTS = 3  # what was there may be gone a moment later: a lock that was let go, a count that ran out


class OutspokenDatabaseCache(DatabaseCache):
    """With a full disk Django's own adds nothing and gives no reason: whoever signs in is told of too many attempts."""

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Whether it was added; not where something is there. Raises ``OperationalError`` where nothing can be."""
        for _attempt in range(_ATTEMPTS):
            if super().add(key, value, timeout, version):
                return True
            if self.has_key(key, version):
                return False
        raise OperationalError("The cache cannot be written.")
