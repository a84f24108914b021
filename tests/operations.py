"""What docs/operations.md says to do, read from there, so that tests do it literally."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "operations.md").read_text("utf-8")
ASSIGNMENT = re.compile(r"[A-Z_]+=")


def blocks(heading: str = "") -> list[list[str]]:
    """The blocks of code below a heading, or of the whole page, each as its lines."""
    text = TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0] if heading else TEXT
    return [block.strip().splitlines() for block in re.findall(r"```\n(.*?)```", text, re.DOTALL)]


def commands(heading: str = "") -> list[str]:
    """The commands below a heading, or of the whole page; what stands in a file of variables is none."""
    return [line for block in blocks(heading) for line in block if not ASSIGNMENT.match(line)]
