"""How the site writes its log: one line per event with the id of the request, private keys masked."""

import re
from collections.abc import Iterable

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from casco_site.areas import AREAS

MASK = "…"
_OF_LINES = ("exception", "stack")  # what of an event stands in several lines
_WITH_KEYS = re.compile(rf"{AREAS.key_pattern}[^\s\"'<>?#]*")
# A part that is a plain word or a small number names a page; anything else there is taken for a key
# (and the name of a module is one, when a traceback passes through a folder of that name).
_HARMLESS = re.compile(r"[a-z]+(?:[-_][a-z]+){0,3}(?:\.py)?|\d{1,4}|")


def mask_keys(text: str) -> str:
    """``text`` with the keys and tokens in private addresses hidden."""
    return _WITH_KEYS.sub(_masked_path, text)


def logging_settings(*, json: bool, level: str) -> dict[str, object]:
    """Settings for ``logging``: machine-readable lines in production, lines for people elsewhere."""
    renderers: list[Processor] = (
        [structlog.processors.format_exc_info, mask_event, structlog.processors.JSONRenderer()]
        if json
        else [structlog.processors.format_exc_info, mask_event, structlog.dev.ConsoleRenderer(colors=False)]
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderers],
                "foreign_pre_chain": _enriched(),
            },
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django's own handlers would print each line a second time, unmasked.
            "django": {"handlers": ["console"], "level": level, "propagate": False},
            # Anybody can send a wrong Host header; the 400 stands in the access log.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        },
    }


def configure_structlog() -> None:
    """Send what ``structlog.get_logger()`` writes through the same lines as everything else."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_enriched(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def mask_event(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Mask every text of the line, also what a library or a traceback put into it; write out what is not seen."""
    return {name: _masked(value, of_lines=name in _OF_LINES) for name, value in event.items()}


def seen(text: str) -> str:
    """``text`` with each sign that is not seen, or would begin a line, as its escape: a NUL as backslash, x, 00."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def _enriched() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _masked(value: object, *, of_lines: bool = False) -> object:
    if isinstance(value, str):
        masked = mask_keys(value)
        return "\n".join(map(seen, masked.split("\n"))) if of_lines else seen(masked)
    if isinstance(value, (list, tuple)):
        return [_masked(part) for part in value]
    if isinstance(value, dict):
        return {name: _masked(part) for name, part in value.items()}
    return value


def _masked_path(match: re.Match[str]) -> str:
    return "/".join(_masked_parts(match.group().split("/")))


def _masked_parts(parts: Iterable[str]) -> Iterable[str]:
    return (part if _HARMLESS.fullmatch(part) and len(part) <= 24 else MASK for part in parts)
