"""The pages that explain conformity assessment: their order, and the standards that each belongs to."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from standards.catalogue.in_force import InForce
from standards.models.editions import Edition, Standard


@dataclass(frozen=True)
class Subject:
    """One page; its text is a template, its standards are named by an edition of their line."""

    slug: str
    title: Promise
    lead: Promise
    references: tuple[str, ...]

    def get_absolute_url(self) -> str:
        return reverse("standards:subject", args=[self.slug])

    @property
    def template(self) -> str:
        return f"standards/understanding/{self.slug}.html"


@dataclass(frozen=True)
class SubjectPage:
    """A subject with its neighbours and the editions in force."""

    subject: Subject
    before: Subject | None
    after: Subject | None
    editions: list[Edition]

    @property
    def standards(self) -> list[Standard]:
        return [edition.standard for edition in self.editions]


SUBJECTS = (
    Subject(
        "conformity-assessment",
        _("What conformity assessment is"),
        _("Showing that requirements are met."),
        ("ISO/IEC 17000:2020", "ISO/IEC 17060:2022", "ISO/IEC 17007:2026"),
    ),
    Subject(
        "certification",
        _("Certification"),
        _("An independent body gives its assurance in writing."),
        ("ISO/IEC 17021-1:2015", "ISO/IEC 17065:2012", "ISO/IEC 17024:2026", "ISO/IEC 17067:2013"),
    ),
    Subject(
        "testing",
        _("Testing"),
        _("A laboratory finds out what something is like."),
        ("ISO/IEC 17025:2017", "ISO/IEC 17043:2023", "ISO 17034:2016"),
    ),
    Subject(
        "inspection",
        _("Inspection"),
        _("Looking at a thing to see whether it is as it must be."),
        ("ISO/IEC 17020:2026",),
    ),
    Subject(
        "validation-and-verification",
        _("Validation and verification"),
        _("A claim is confirmed or not."),
        ("ISO/IEC 17029:2019", "ISO/IEC TS 17035:2024"),
    ),
    Subject(
        "accreditation",
        _("Accreditation and peer assessment"),
        _("Who looks at those who assess."),
        ("ISO/IEC 17011:2017", "ISO/IEC 17040:2005"),
    ),
    Subject(
        "mutual-recognition",
        _("Mutual recognition"),
        _("Results that count on both sides of a border."),
        ("ISO/IEC Guide 68:2002",),
    ),
)


def page_of(slug: str, in_force: InForce) -> SubjectPage | None:
    """The page at an address; none where there is no such page."""
    place = next((place for place, subject in enumerate(SUBJECTS) if subject.slug == slug), None)
    if place is None:
        return None
    subject = SUBJECTS[place]
    named = [edition for reference in subject.references if (edition := in_force.named(reference))]
    editions = dict.fromkeys(one for edition in named for one in in_force.instead_of(edition))
    before = SUBJECTS[place - 1] if place else None
    after = SUBJECTS[place + 1] if place + 1 < len(SUBJECTS) else None
    return SubjectPage(subject, before, after, list(editions))
