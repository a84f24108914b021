"""What the API tells of a standard, an edition, a clause and a committee: fields with their meaning."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.serializers import (
    BooleanField,
    CharField,
    ChoiceField,
    DateField,
    IntegerField,
    ListField,
    SerializerMethodField,
)

from standards.api.fields import Address, Dated, Known, Rank
from standards.catalogue.clause_depth import depth_lines
from standards.catalogue.lineage import EditionLine, StandardLine, TransitionExtension, TransitionLine
from standards.catalogue.names import urn_of
from standards.models.clauses import KINDS_OF_DEPTH, Clause, ClauseDepth
from standards.models.committees import Committee, MaintenanceGroup
from standards.models.editions import Edition, Standard, Succession
from standards.models.kinds import StandardType
from standards.models.standing import Standing, StandingKind

_API = _("Its address in this API.")
_PAGE = _("Its page for people.")
_OTHERS = _("What other bodies have published on it; not from CASCO.")
_AT_ISO = _("Its page at ISO; null where not known.")


class TitleSerializer(serializers.Serializer[Edition | Committee]):
    """A title in the languages in which it is known."""

    en = Known(source="title", help_text=_("In English."))
    fr = Known(source="title_fr", help_text=_("In French; null where not known."))


class StageSerializer(serializers.Serializer[Edition]):
    """Where ISO's work on it stands."""

    code = Known(source="stage", help_text=_("ISO's harmonized stage code: 60.60."))
    words = CharField(source="stage_in_words", help_text=_("What the code means."))


class StandingSerializer(serializers.Serializer[Standing]):
    """Whether an edition may be used today."""

    kind = ChoiceField(
        choices=StandingKind.choices, help_text=_("In force, in transition, withdrawn, under development.")
    )
    label = CharField(help_text=_("The same in words."))  # type: ignore[assignment]  # a field of this name
    until = Dated(
        help_text=_("Until when it may still be used; null where it is not in transition or no end is known.")
    )
    until_source = Known(source="end.source", help_text=_("Who says until when."))
    until_source_rank = Rank(source="end.source_rank")


class DeliverableSerializer(serializers.Serializer[Standard]):
    """What kind of deliverable a standard is."""

    code = ChoiceField(
        source="type", choices=StandardType.choices, help_text=_("As ISO abbreviates it: IS, TS, GUIDE.")
    )
    words = CharField(source="get_type_display", help_text=_("What the code means."))


class StandardLinkSerializer(serializers.Serializer[Standard]):
    """A standard that is named."""

    designation = CharField(help_text=_("As it is cited without a year: ISO/IEC 17065."))
    slug = CharField(help_text=_("Its name in addresses: 17065."))
    url = Address("standard", help_text=_API)


class EditionLinkSerializer(serializers.Serializer[Edition]):
    """An edition that is named."""

    reference = CharField(help_text=_("As it is cited: ISO/IEC 17065:2012."))
    url = Address("edition", help_text=_API)


class StandingEditionSerializer(serializers.Serializer[EditionLine]):
    """An edition of a standard, and how it stands today."""

    reference = CharField(source="edition.reference", help_text=_("As it is cited: ISO/IEC 17065:2012."))
    url = Address("edition", source="edition", help_text=_API)
    published = Dated(
        source="edition.published", help_text=_("2012-09, 2012, <2012; null where not published or not known.")
    )
    standing = StandingSerializer()


class CommitteeLinkSerializer(serializers.Serializer[Committee]):
    """A committee that is named."""

    reference = CharField(help_text=_("As ISO writes it: ISO/TC 176."))
    slug = CharField(help_text=_("Its name in addresses: iso-tc-176."))
    url = Address("committee", help_text=_API)


class OlderEditionSerializer(serializers.Serializer[Succession]):
    """An edition that this one replaces."""

    reference = CharField(source="older.reference", help_text=_("As it is cited."))
    url = Address("edition", source="older", help_text=_API)
    is_inferred = BooleanField(help_text=_("No source says in words that one replaced the other."))


class NewerEditionSerializer(serializers.Serializer[Succession]):
    """An edition that replaces this one."""

    reference = CharField(source="newer.reference", help_text=_("As it is cited."))
    url = Address("edition", source="newer", help_text=_API)
    is_inferred = BooleanField(help_text=_("No source says in words that one replaced the other."))


class SupplementSerializer(serializers.Serializer[Edition]):
    """What kind of supplement it is, and to what."""

    type = CharField(source="supplement_type", help_text=_("Amd, Cor, Add."))
    of = EditionLinkSerializer(
        source="supplement_of", allow_null=True, help_text=_("What it supplements, where known.")
    )

    def get_attribute(self, instance: EditionLine) -> Edition | None:  # type: ignore[override]  # of what it stands in
        """None for most editions."""
        return instance.edition if instance.edition.supplement_type else None


class StateOfDataSerializer(serializers.Serializer[Edition]):
    """Where the facts of an edition are from, and how sure they are."""

    origin = Known(source="data_as_of", help_text=_("Where it is from, and of which day, in words."))
    day = DateField(source="as_of", allow_null=True, help_text=_("The day of which the facts are."))
    inferred = ListField(
        child=CharField(), help_text=_("Facts that were concluded and not read, as ISO Open Data names them.")
    )
    note = Known(help_text=_("What is doubtful."))


class ClauseDepthSerializer(serializers.Serializer[ClauseDepth]):
    """How deep our list of clauses goes in a branch."""

    branch = Known(help_text=_("The clause or annex; null for all that has no entry of its own."))
    kind = ChoiceField(
        choices=KINDS_OF_DEPTH,
        help_text=_("With paragraphs complete a number that is not listed is not in this edition; else it may exist."),
    )
    level = IntegerField(allow_null=True, help_text=_("To which level headings are complete; null for the deepest."))
    first = Known(help_text=_("From which number; null for the whole branch."))
    last = Known(help_text=_("To which number; what lies below it is not meant."))
    note = Known(help_text=_("What else is known of it."))


class DepthLines(Known):
    """What is said of how deep the clause list of an edition goes, as one text."""

    def to_representation(self, value: object) -> str | None:  # type: ignore[override]  # as of what is known
        assert isinstance(value, Edition)
        return super().to_representation(depth_lines(value))


class TransitionChangeSerializer(serializers.Serializer[TransitionExtension]):
    """An extension of a transition."""

    was = Dated(help_text=_("Its end before."))
    to = Dated(help_text=_("Its end since."))
    changed = Dated(help_text=_("When it was extended."))
    reason = Known(help_text=_("Why; null where not known."))


class TransitionSerializer(serializers.Serializer[TransitionLine]):
    """Until when what an edition replaced may be used: not set by ISO."""

    until = Dated(help_text=_("Its last day; null where it was looked for and is not known."))
    months = IntegerField(allow_null=True, help_text=_("How many were given."))
    decided_by = Known(help_text=_("By whom or by which decision, as the source names it; null where not known."))
    source = Known(help_text=_("Who says so."))  # type: ignore[assignment]  # a field of this name
    source_rank = Rank()
    published = Dated(help_text=_("When the new edition was published, as the source has it; the catalogue wins."))
    note = Known(help_text=_("What is doubtful."))
    changes = TransitionChangeSerializer(many=True, help_text=_("Extensions, the earliest first."))


class EditionSerializer(serializers.Serializer[EditionLine]):
    """One dated text of a standard, a supplement to it, or a project."""

    url = Address("edition", source="edition", help_text=_API)
    html_url = Address("edition_page", source="edition", help_text=_PAGE)
    iso_url = Known(source="edition.url", help_text=_AT_ISO)
    iso_id = IntegerField(source="edition.iso_id", allow_null=True, help_text=_("Its number at ISO."))
    reference = CharField(source="edition.reference", help_text=_("As it is cited: ISO/IEC 17065:2012."))
    former_reference = Known(source="edition.former_reference", help_text=_("What it was called before."))
    urn = SerializerMethodField(help_text=_("Its name after RFC 5141; null where that has none for it."))
    slug = CharField(source="edition.slug", help_text=_("Its name in addresses: 2012, fdis, 2005-cor-1-2006."))
    standard = StandardLinkSerializer(source="edition.standard")
    title = TitleSerializer(source="edition")
    year = IntegerField(source="edition.year", allow_null=True, help_text=_("The year in its reference."))
    edition_number = IntegerField(source="edition.edition_number", allow_null=True, help_text=_("Which edition it is."))
    stage = StageSerializer(source="edition")
    published = Dated(
        source="edition.published", help_text=_("As precisely as known: 2012-09-15, 2012-09, 2012, <2012.")
    )
    corrected = Dated(
        source="edition.corrected", help_text=_("When it was printed again, corrected: the same edition.")
    )
    withdrawn = Dated(
        source="edition.withdrawn", help_text=_("When it was withdrawn; null where it is not or not known.")
    )
    standing = StandingSerializer(help_text=_("How it stands today."))
    transitions = TransitionSerializer(
        many=True, help_text=_("Until when what it replaced may be used; empty where nothing is known of one.")
    )
    supplement = SupplementSerializer(source="edition", allow_null=True, help_text=_("Null where it is no supplement."))
    replaces = OlderEditionSerializer(many=True, help_text=_("What it replaced, or will replace once it is published."))
    replaced_by = NewerEditionSerializer(
        source="successors", many=True, help_text=_("Published editions that replaced it.")
    )
    coming = NewerEditionSerializer(many=True, help_text=_("Projects that will replace it."))
    committee = CommitteeLinkSerializer(
        source="edition.committee", allow_null=True, help_text=_("Who owned it, or owns the project.")
    )
    clause_list = DepthLines(
        source="edition",
        help_text=_("How much of its clauses we list, a line a branch; null where that is not known."),
    )
    clause_depths = ClauseDepthSerializer(
        source="edition.clause_depths",
        many=True,
        help_text=_("The same in parts: how deep our list of its clauses goes, branch by branch."),
    )
    clauses_url = Address("clauses_of", source="edition", help_text=_("The clauses of it that we list."))
    others_url = Address("others_on_edition", source="edition", help_text=_OTHERS)
    state_of_data = StateOfDataSerializer(source="edition")

    def get_urn(self, line: EditionLine) -> str | None:
        """Of a supplement that of its edition, with its kind and number."""
        return urn_of(line.edition) or None


class GroupSerializer(serializers.Serializer[MaintenanceGroup]):
    """A maintenance group."""

    name = CharField(help_text=_("As the committee calls it: WG 57."))
    description = Known(help_text=_("What it is for."))
    is_example = BooleanField(help_text=_("Invented, for a demonstration: no group of ISO."))


class StandardSerializer(serializers.Serializer[StandardLine]):
    """A number under which editions follow each other."""

    url = Address("standard", source="standard", help_text=_API)
    html_url = Address("standard_page", source="standard", help_text=_PAGE)
    designation = CharField(source="standard.designation", help_text=_("As it is cited without a year: ISO/IEC 17065."))
    slug = CharField(source="standard.slug", help_text=_("Its name in addresses: 17065."))
    publisher = CharField(source="standard.publisher", help_text=_("ISO, ISO/IEC."))
    type = DeliverableSerializer(source="standard")
    number = CharField(source="standard.number", help_text=_("Without its part: 17021."))
    part = Known(source="standard.part", help_text=_("Its part: 1."))
    title = TitleSerializer(source="newest.edition", allow_null=True, help_text=_("The title of its newest edition."))
    committee = CommitteeLinkSerializer(
        source="standard.committee", allow_null=True, help_text=_("Who owns it; null where not known.")
    )
    responsible_group = GroupSerializer(
        source="group", allow_null=True, help_text=_("Who keeps it, where a source confirms it; else null.")
    )
    current_edition = StandingEditionSerializer(source="current", allow_null=True, help_text=_("The edition in force."))
    editions = StandingEditionSerializer(source="lines", many=True, help_text=_("All, with supplements and projects."))
    editions_url = Address("editions_of", source="standard", help_text=_("The same in full."))
    others_url = Address("others_on_standard", source="standard", help_text=_OTHERS)


class ClauseLinkSerializer(serializers.Serializer[Clause]):
    """A clause that is named."""

    number = CharField(help_text=_("7.8.2.1, Annex B."))
    url = Address("clause", help_text=_API)


class ClauseSerializer(serializers.Serializer[Clause]):
    """A clause, annex or term of an edition: its number and short heading; the text is ISO's and IEC's."""

    url = Address("clause", help_text=_API)
    html_url = Address("clause_page", help_text=_PAGE)
    edition = EditionLinkSerializer()
    number = CharField(help_text=_("7.8.2.1, Annex B."))
    slug = CharField(help_text=_("Its name in addresses: 7.8.2.1, annex-b."))
    title = Known(help_text=_("Its heading; null where it has none or we do not know it."))
    parent = ClauseLinkSerializer(allow_null=True, help_text=_("The clause of which it is a part."))
    number_inferred = BooleanField(help_text=_("It was concluded from others; no source prints it beside the heading."))
    others_url = Address("others_on_clause", help_text=_OTHERS)


class CommitteeSerializer(serializers.Serializer[Committee]):
    """An ISO committee; people are not told of."""

    url = Address("committee", help_text=_API)
    iso_url = Known(source="url", help_text=_AT_ISO)
    iso_id = IntegerField(allow_null=True, help_text=_("Its number at ISO."))
    reference = CharField(help_text=_("As ISO writes it: ISO/TC 176/SC 1."))
    slug = CharField(help_text=_("Its name in addresses: iso-tc-176-sc-1."))
    title = TitleSerializer(source="*")
    secretariat = Known(help_text=_("Who holds it: DIN."))
    suspended = BooleanField(source="is_suspended", help_text=_("ISO says that it does not work."))
    number_of_standards = IntegerField(help_text=_("How many standards it owns."))
    standards_url = Address("standards_of", help_text=_("The standards that it owns."))
