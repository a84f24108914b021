"""How many characters texts count for: the field that refuses, the page and its script agree on this table."""

import json
from pathlib import Path

COUNTS = json.loads((Path(__file__).parent / "counts.json").read_text("utf-8"))
