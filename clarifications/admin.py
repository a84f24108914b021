"""The page of the admin on which the topics of the register are kept; nothing else of clarifications is there."""

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from clarifications.register.beside import RecordTopic, Topic
from clarifications.register.write import touch
from standards.admin_rows import CatalogueAdmin


@admin.register(Topic)
class TopicAdmin(CatalogueAdmin[Topic]):
    list_display = ("label", "about", "key", "order")
    fields = ("label", "about", "key", "order")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Of clarifications there is nothing else to administer."""
        return self.has_view_permission(request)

    def get_readonly_fields(self, request: HttpRequest, obj: Topic | None = None) -> tuple[str, ...]:
        return ("key",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Topic, form: forms.BaseForm, change: bool) -> None:
        """The pages of its records call it by its new name at once."""
        super().save_model(request, obj, form, change)
        named = RecordTopic.objects.standing().filter(topic=obj).order_by()
        touch(named.values_list("record", flat=True), at=timezone.now())
