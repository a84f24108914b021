"""A publication of another body as it shall be: what a plan hands to whoever writes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

REASON = "import_others"  # in the history of what an import wrote


@dataclass(frozen=True)
class WantedOther:
    """A publication as it shall be, by its identifier."""

    identifier: str
    values: Mapping[str, Any]
