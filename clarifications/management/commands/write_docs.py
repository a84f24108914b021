"""Writes the pages of the documentation that are drawn from the code."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from clarifications.documentation import glossary_md, process_md, published_text_schema, register_schema


class Command(BaseCommand):
    help = "Write docs/process.md, docs/glossary.md and the schemas in docs/ from the code."

    def handle(self, *args: Any, **options: Any) -> None:
        pages = {
            "process.md": process_md(),
            "glossary.md": glossary_md(),
            "published-text.schema.json": published_text_schema(),
            "moving/register.schema.json": register_schema(),
        }
        for name, text in pages.items():
            (settings.BASE_DIR / "docs" / name).write_text(text, encoding="utf-8")
            self.stdout.write(f"docs/{name}")
