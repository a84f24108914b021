"""The thesaurus of the field: terms that mean the same to whoever searches, a ring of them in each row."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise
from simple_history.models import HistoricalRecords

from standards.models.fields import NameField
from standards.reading.characters import one_line
from standards.reading.terms import Stems, alike, stems_of

LONGEST_TERM = 80


class ThesaurusRing(models.Model):
    """Terms that mean the same: who looks for one of them finds the others too, behind it."""

    preferred = NameField(
        _("preferred term"),
        max_length=LONGEST_TERM,
        unique=True,
        help_text=_("As the standards of CASCO or most people in the field say it."),
    )
    same = models.TextField(
        _("other terms that mean the same"),
        max_length=2000,
        help_text=_(
            "One a line. Endings do not count: “audit” is “audits” too. A term stands in one ring of the thesaurus."
        ),
    )
    note = NameField(
        _("note"), max_length=300, blank=True, help_text=_("Why these mean the same, where it is not plain.")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("ring of the thesaurus")
        verbose_name_plural = _("rings of the thesaurus")
        ordering = ("preferred",)

    def __str__(self) -> str:
        return self.preferred

    @property
    def others(self) -> list[str]:
        """The terms beside the preferred one."""
        return list(filter(None, map(one_line, self.same.splitlines())))

    @property
    def terms(self) -> tuple[str, ...]:
        """All of its terms, the preferred one first."""
        return (self.preferred, *self.others)

    def clean(self) -> None:
        """Refuse a term that holds no word, that stands here twice, or that another ring has."""
        is_empty, self.same = not self.same, "\n".join(self.others)
        elsewhere = {stems_of(term): ring for ring in ThesaurusRing.objects.exclude(pk=self.pk) for term in ring.terms}
        faults = {
            "preferred": _faults([self.preferred] if self.preferred else [], elsewhere),
            "same": _faults(self.others, elsewhere) + _repeated(self.terms),
        }
        if not self.same and not is_empty:  # of an empty field the form says so itself
            faults["same"].append(_("Name at least one other term."))
        if found := {field: said for field, said in faults.items() if said}:
            raise ValidationError(found)


def _faults(terms: Iterable[str], elsewhere: Mapping[Stems, ThesaurusRing]) -> list[StrOrPromise]:
    """What is wrong with each term by itself."""
    found: list[StrOrPromise] = []
    for term in terms:
        stems = stems_of(term)
        if not stems:
            found.append(format_lazy(_("“{term}” holds no word."), term=term))
        elif len(term) > LONGEST_TERM:
            found.append(format_lazy(_("“{term}” is longer than {most} characters."), term=term, most=LONGEST_TERM))
        elif ring := elsewhere.get(stems):
            found.append(
                format_lazy(_("“{term}” stands in the ring of “{ring}” already."), term=term, ring=ring.preferred)
            )
    return found


def _repeated(terms: Iterable[str]) -> list[StrOrPromise]:
    """The terms that are one with an earlier one of the same ring."""
    said = _("“{term}” is one with “{earlier}” to the search. Leave one of them out.")
    return [format_lazy(said, term=term, earlier=earlier) for earlier, term in alike(filter(stems_of, terms))]
