"""What the API tells of a publication of another body: theirs, with a line of our words, its date and its status."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.serializers import CharField, ChoiceField, DateField

from standards.api.fields import Address, Dated, Known
from standards.api.shapes import EditionLinkSerializer, StandardLinkSerializer
from standards.models.others import OtherClause, OtherPublication, OtherStatus


class OtherClauseSerializer(serializers.Serializer[OtherClause]):
    """A clause that a publication names."""

    said = CharField(help_text=_("As its body writes it."))
    number = Known(help_text=_("In its one form: 7.8.2.1; null where it is none that we can read."))


class OtherSerializer(serializers.Serializer[OtherPublication]):
    """Something that another body published; no decision of CASCO."""

    url = Address("other", help_text=_("Its address in this API."))
    id = CharField(source="identifier", help_text=_("Its identifier, which stays."))
    body = CharField(help_text=_("Who published it."))
    number = Known(help_text=_("Its number or name at its body; null where it has none."))
    title_own_words = CharField(source="line", help_text=_("What it is about, in our words."))
    standard = StandardLinkSerializer(allow_null=True, help_text=_("The standard that it names."))
    edition = EditionLinkSerializer(
        allow_null=True, help_text=_("The edition that it names; null where it names none.")
    )
    clauses = OtherClauseSerializer(source="clauses.all", many=True, help_text=_("The clauses that it names."))
    date = Dated(help_text=_("As precisely as known: 2019-03-20, 2019-03, 2019; null where it is not."))
    status = ChoiceField(choices=OtherStatus.choices, help_text=_("What its body says of it, as far as that was seen."))
    status_in_words = CharField(source="get_status_display", help_text=_("The same in words."))
    language = CharField(help_text=_("The code of its language."))
    link = CharField(source="url", help_text=_("Where it is."))
    evidence = Known(help_text=_("How much of it was seen, and where its facts are from."))
    as_of = DateField(help_text=_("The day on which this was so."))
    looked_at = DateField(allow_null=True, help_text=_("When somebody last looked at the link; null: nobody has."))
    dead_since = DateField(allow_null=True, help_text=_("When the link was first found dead; null where it is not."))
