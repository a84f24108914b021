"""Writes the pages of the documentation that are drawn from the code."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from clarifications.documentation import glossary_md, process_md


class Command(BaseCommand):
    help = "Write docs/process.md and docs/glossary.md from the code."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, text in (("process.md", process_md()), ("glossary.md", glossary_md())):
            (settings.BASE_DIR / "docs" / name).write_text(text, encoding="utf-8")
            self.stdout.write(f"docs/{name}")
