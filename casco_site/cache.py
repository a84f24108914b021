"""Two caches: in the database, which says so where it cannot write; in the memory of a process, bounded in bytes."""

import pickle
from threading import Lock
from typing import Any

from cachetools import LRUCache
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
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


class MemoryCache(BaseCache):
    """Keeps what was asked for last, as many bytes as its option ``BYTES`` says; Django's own counts entries.

    What is kept has no end of its own: whoever keeps something names in the key what it holds for.
    """

    _stores: dict[str, LRUCache[str, bytes]] = {}  # Django makes a cache for each thread; they keep one store
    _lock = Lock()

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        most = params["OPTIONS"]["BYTES"]
        with self._lock:
            self._store = self._stores.setdefault(name, LRUCache(most, getsizeof=len))

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        with self._lock:
            found = self._store.get(self.make_key(key, version))
        return default if found is None else pickle.loads(found)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        packed = pickle.dumps(value)
        with self._lock:
            if len(packed) <= self._store.maxsize:
                self._store[self.make_key(key, version)] = packed

    def clear(self) -> None:
        with self._lock:
            self._store.clear()
