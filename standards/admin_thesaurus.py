"""The page of the admin on which the thesaurus of the field is kept, ring by ring."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from standards.admin_choices import saying_how_much
from standards.admin_rows import CatalogueAdmin
from standards.models.thesaurus import ThesaurusRing


@admin.register(ThesaurusRing)
class ThesaurusRingAdmin(CatalogueAdmin[ThesaurusRing]):
    list_display = ("preferred", "other_terms", "note")
    search_fields = ("preferred", "same")
    search_help_text = saying_how_much(_("A term, or a part of one"))
    fields = ("preferred", "same", "note")

    @admin.display(description=_("other terms that mean the same"))
    def other_terms(self, ring: ThesaurusRing) -> str:
        return ", ".join(ring.others)
