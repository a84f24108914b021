"""Publications of other bodies for tests: entries of a file, and the file that holds them."""

import json
from typing import Any

from standards.imports.others.plan import OthersPlan, plan_of
from standards.imports.others.writing import carry_out
from standards.models import OtherPublication

DAY = "2026-11-27"


def entry(**differing: Any) -> dict[str, Any]:
    """An entry on 7.1.5 of ISO/IEC 90020:2012; whatever is given is so instead."""
    return {
        "body": "Example Accreditation",
        "number": "FAQ 5",
        "title_own_words": "Whether images may be sent",
        "standard": "ISO/IEC 90020",
        "edition": "2012",
        "clauses": ["7.1.5"],
        "date": "2019-03-20",
        "date_precision": "day",
        "status": "unknown",
        "language": "en",
        "url": "https://accreditation.example/faq5/",
        "evidence": "full page of the item seen",
        **differing,
    }


def file_of(*entries: Any, as_of: Any = DAY) -> bytes:
    """One object with the list, as the file that comes with the project."""
    return json.dumps({"as_of": as_of, "note": "Examples.", "entries": entries}, ensure_ascii=False).encode()


def lines_of(*entries: dict[str, Any]) -> bytes:
    """An entry a line, each with its own day."""
    return "".join(f"{json.dumps({'as_of': DAY, **one})}\n" for one in entries).encode()


def imported(*entries: dict[str, Any], as_of: str = DAY) -> OthersPlan:
    """Take over entries, all of which can be taken."""
    plan = plan_of(file_of(*entries, as_of=as_of))
    assert plan.refused == []
    carry_out(plan)
    return plan


def published(**differing: Any) -> OtherPublication:
    """One publication that was taken over."""
    one = entry(**{"number": f"FAQ {OtherPublication.objects.count() + 100}", **differing})
    before = set(OtherPublication.objects.values_list("pk", flat=True))
    imported(one)
    return OtherPublication.objects.exclude(pk__in=before).get()
