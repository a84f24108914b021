"""What is asked of the database once a request at most, however often a page needs it."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar, cast

Answer = TypeVar("Answer")
Asked = ParamSpec("Asked")

_ANSWERS: ContextVar[dict[object, object] | None] = ContextVar("answers of this request", default=None)


@contextmanager
def one_request() -> Iterator[None]:
    """Within it what is marked ``once_a_request`` is asked once; outside of any it is asked each time."""
    token = _ANSWERS.set({})
    try:
        yield
    finally:
        _ANSWERS.reset(token)


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
