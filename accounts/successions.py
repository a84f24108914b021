"""Loads which body took over the role of which other one, and since when."""

import json
from pathlib import Path

from accounts.models import Body, BodyKind, BodySuccession
from standards.reading.dates import PartialDate

DATA = Path(__file__).parent / "data" / "successions.json"


def load_successions(path: Path = DATA) -> int:
    """Load the successions of a file, again without doubles; how many were added. What is not there is left out."""
    added = 0
    for entry in json.loads(path.read_text(encoding="utf-8"))["successions"]:
        named = {"name": entry["newer"]["name"], "country_code": ""}
        facts = {"acronym": entry["newer"]["acronym"], "kind": BodyKind.OTHER, "is_verified": False}
        newer, _created = Body.objects.get_or_create(**named, defaults=facts | {"source": entry["source"]})
        said = {"since": PartialDate(entry["since"]), "source": entry["source"], "source_rank": entry["sourceRank"]}
        for older in Body.objects.filter(iso_id__in=entry["older"]).order_by("pk"):
            _row, is_new = BodySuccession.objects.update_or_create(older=older, newer=newer, defaults=said)
            added += is_new
    return added
