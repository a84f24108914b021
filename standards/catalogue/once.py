"""What is asked of the database once a request at most, however often a page needs it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TypeVar, cast

Answer = TypeVar("Answer")

_ANSWERS: ContextVar[dict[object, object] | None] = ContextVar("answers of this request", default=None)


@contextmanager
def one_request() -> Iterator[None]:
    """Within it what is marked ``once_a_request`` is asked once; outside of any it is asked each time."""
    token = _ANSWERS.set({})
    try:
        yield
    finally:
        _ANSWERS.reset(token)


def once_a_request(ask: Callable[[], Answer]) -> Callable[[], Answer]:
    """Marks a question whose answer does not change while one request is answered."""

    @wraps(ask)
    def asked() -> Answer:
        answers = _ANSWERS.get()
        if answers is None:
            return ask()
        if ask not in answers:
            answers[ask] = ask()
        return cast(Answer, answers[ask])

    return asked
