"""What is asked of the database once a request at most; of the catalogue, once as long as nothing in it changes."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial, wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar, cast

from cachetools import LRUCache
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language

from standards.catalogue.stamp import Stamped, marks_of_now

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

MOST = 200  # answers of the catalogue that a process keeps
MOST_DRAWN = 6_000_000  # characters of pages that were drawn of it
BESIDE = 1_000  # characters that stand for the name of a part and its place
_MISSING = object()
_ANSWERS: ContextVar[dict[object, Any] | None] = ContextVar("answers of this request", default=None)
_MAY_KEEP: ContextVar[bool] = ContextVar("whether this request only reads", default=False)


class _Kept:
    """The answers of one state of the catalogue; those of another one begin anew."""

    def __init__(self, most: int, size: Callable[[Any], int] | None = None) -> None:
        self._lock = Lock()
        self._mark: int | None = None
        self._answers: LRUCache[Hashable, Any] = LRUCache(most, size)

    def get(self, mark: int, key: Hashable) -> Any:
        with self._lock:
            return self._answers.get(key, _MISSING) if mark == self._mark else _MISSING

    def set(self, mark: int, key: Hashable, answer: Any) -> None:
        with self._lock:
            if mark != self._mark:
                self._answers.clear()
                self._mark = mark
            if self._answers.getsizeof(answer) <= self._answers.maxsize:
                self._answers[key] = answer


_KEPT, _DRAWN = _Kept(MOST), _Kept(MOST_DRAWN, lambda html: len(html) + BESIDE)


@contextmanager
def one_request(*, only_reads: bool = False) -> Iterator[None]:
    """Within it what is marked ``once_a_request`` is asked once; outside of any it is asked each time.

    ``only_reads``: answers of the catalogue may be those of requests before, as long as nothing in it changed.
    """
    answers, may_keep = _ANSWERS.set({}), _MAY_KEEP.set(only_reads)
    try:
        yield
    finally:
        _ANSWERS.reset(answers)
        _MAY_KEEP.reset(may_keep)


def leaves_catalogue(view: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Marks a view that writes, but nothing of what answers of the catalogue are kept from: it is given those too."""

    @wraps(view)
    def answered(*args: Asked.args, **named: Asked.kwargs) -> Answer:
        may_keep = _MAY_KEEP.set(True)
        try:
            return view(*args, **named)
        finally:
            _MAY_KEEP.reset(may_keep)

    return answered


def once_a_request(ask: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Marks a question whose answer does not change while one request is answered; what it is about can be a key."""

    @wraps(ask)
    def asked(*about: Asked.args, **named: Asked.kwargs) -> Answer:
        answers = _ANSWERS.get()
        if answers is None:
            return ask(*about, **named)
        key: Hashable = (ask, about, tuple(sorted(named.items())))
        if key not in answers:
            answers[key] = ask(*about, **named)
        return cast(Answer, answers[key])

    return asked


@once_a_request
def marks_of_request() -> Stamped | None:
    """The marks as they were when this request first asked; one statement a request."""
    return marks_of_now()


def kept_by_catalogue(ask: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Marks a question to catalogue, list of bodies and criteria, whose answer requests share: nobody may change it.

    It is kept under what it is asked with, which must be hashable, the language, the day, and the mark that every
    change of the catalogue raises. Whoever writes, and whatever is in a transaction, asks anew.
    """

    @wraps(ask)
    def asked(*args: Asked.args, **named: Asked.kwargs) -> Answer:
        return _kept_in(_KEPT, (ask, args, tuple(named.items())), partial(ask, *args, **named))

    return asked


def drawn_of_catalogue(key: Hashable, draw: Callable[[], str]) -> str:
    """A part of a page that says nothing but what ``key`` and the catalogue say, kept as its answers are."""
    return draw() if settings.DEBUG else _kept_in(_DRAWN, key, draw)  # in development templates change under it


def _kept_in(kept: _Kept, key: Hashable, ask: Callable[[], Answer]) -> Answer:
    """The answer that is kept, or a new one, in the language and on the day of the request."""
    marks = marks_of_request() if _MAY_KEEP.get() and not connection.in_atomic_block else None
    if marks is None:
        return ask()
    key = (key, get_language(), timezone.localdate())
    answer = kept.get(marks.catalogue, key)
    if answer is _MISSING:
        answer = ask()
        kept.set(marks.catalogue, key, answer)
    return cast(Answer, answer)
