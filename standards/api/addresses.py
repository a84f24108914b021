"""Where the API and the pages for people have what an answer speaks of, as whole addresses."""

from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from standards.models.clauses import Clause
from standards.models.committees import Committee
from standards.models.editions import Edition, Standard
from standards.models.others import OtherPublication


@dataclass(frozen=True)
class Addresses:
    """Addresses below those of the lists; a page of 200 editions names more than a thousand of them."""

    standards: str
    editions: str
    clauses: str
    committees: str
    others: str
    pages: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Addresses":
        """As the request called the site."""
        site = f"{request.scheme}://{request.get_host()}"
        return cls(
            standards=site + reverse("standards-api:standards"),
            editions=site + reverse("standards-api:editions"),
            clauses=site + reverse("standards-api:clauses"),
            committees=site + reverse("standards-api:committees"),
            others=site + reverse("standards-api:others"),
            pages=site + reverse("standards:index"),
        )

    def standard(self, standard: Standard) -> str:
        return f"{self.standards}{standard.slug}/"

    def edition(self, edition: Edition) -> str:
        return f"{self.editions}{_path(edition)}"

    def clause(self, clause: Clause) -> str:
        return f"{self.clauses}{_path(clause.edition)}{clause.slug}/"

    def committee(self, committee: Committee) -> str:
        return f"{self.committees}{committee.slug}/"

    def editions_of(self, standard: Standard) -> str:
        return f"{self.editions}?{urlencode({'standard': standard.slug})}"

    def standards_of(self, committee: Committee) -> str:
        return f"{self.standards}?{urlencode({'committee': committee.slug})}"

    def clauses_of(self, edition: Edition) -> str:
        return f"{self.clauses}?edition={_path(edition).removesuffix('/')}"

    def other(self, publication: OtherPublication) -> str:
        return f"{self.others}{quote(publication.identifier)}/"

    def others_on_standard(self, standard: Standard) -> str:
        return f"{self.others}?{urlencode({'standard': standard.slug})}"

    def others_on_edition(self, edition: Edition) -> str:
        return f"{self.others}?edition={_path(edition).removesuffix('/')}"

    def others_on_clause(self, clause: Clause) -> str:
        return f"{self.others_on_edition(clause.edition)}&{urlencode({'clause': clause.number})}"

    def standard_page(self, standard: Standard) -> str:
        return f"{self.pages}{standard.slug}/"

    def edition_page(self, edition: Edition) -> str:
        return f"{self.pages}{_path(edition)}"

    def clause_page(self, clause: Clause) -> str:
        return f"{self.pages}{_path(clause.edition)}{clause.slug}/"


def _path(edition: Edition) -> str:
    return f"{edition.standard.slug}/{edition.slug}/"
