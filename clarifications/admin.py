"""The page of the admin on which the topics of the register are kept; nothing else of clarifications is there."""

from django.contrib import admin
from django.http import HttpRequest

from clarifications.register.beside import Topic
from standards.admin_rows import CatalogueAdmin


@admin.register(Topic)
class TopicAdmin(CatalogueAdmin[Topic]):
    list_display = ("label", "about", "key", "order")
    fields = ("label", "about", "key", "order")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Of clarifications there is nothing else to administer."""
        return bool(self.has_view_permission(request))

    def get_readonly_fields(self, request: HttpRequest, obj: Topic | None = None) -> tuple[str, ...]:
        return ("key",) if obj else ()
