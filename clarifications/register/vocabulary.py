"""The words with a fixed meaning in a public text: kinds, outcomes, fates, who decided and how, what is held."""

from django.db.models import TextChoices
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

# Of texts, their translations and what others publish on them, by the codes that browsers know: those of ISO first,
# then the official ones of its members, as far as Django names them.
ISO_LANGUAGES = ("en", "fr", "ru")
TEXT_LANGUAGES = (
    *ISO_LANGUAGES,
    *("ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "es", "et", "eu", "fa", "fi", "ga"),
    *("gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "km", "ko", "ky", "lb", "lt", "lv"),
    *("mk", "mn", "ms", "my", "nb", "ne", "nl", "nn", "pl", "pt", "pt-br", "ro", "sk", "sl", "sq", "sr", "sr-latn"),
    *("sv", "sw", "tg", "th", "tk", "tr", "uk", "ur", "uz", "vi", "zh-hans", "zh-hant"),
)


def language_name(code: str) -> str:
    """A language in words."""
    return str(get_language_info(code)["name_translated"])


def text_languages(*, but: str = "") -> list[tuple[str, str]]:
    """The languages to choose from, each by code and name: those of ISO, then by their names."""
    others = sorted(set(TEXT_LANGUAGES).difference(ISO_LANGUAGES), key=language_name)
    return [(code, language_name(code)) for code in (*ISO_LANGUAGES, *others) if code != but]


class RecordKind(TextChoices):
    """A clarification, or a text of the process before this one."""

    CLARIFICATION = "clarification", _("Clarification")
    INTERPRETATION = "interpretation", _("Historic interpretation")


class PublicOutcome(TextChoices):
    """What an answer comes to, as readers filter by it; the first nine are those of the group's answers."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    YES_BUT_NOT_ONLY = "yes-but-not-only", _("Yes, but not only so")
    YES_UNDER_CONDITIONS = "yes-under-conditions", _("Yes, under conditions")
    NOT_SPECIFIED = "not-specified", _("Intentionally not specified")
    SILENT = "silent", _("The standard is silent")
    AMBIGUOUS = "ambiguous", _("Ambiguous, to be considered in revision")
    DEFECT = "defect", _("Defect, to be corrected")
    SEE_TEXT = "see-text", _("See text")
    NO_CONSENSUS = "no-consensus", _("No consensus")
    UNKNOWN = "unknown", _("Answer not held")


class Fate(TextChoices):
    """What became of a text with the body that it comes from, as far as is known."""

    DECIDED = "decided", _("Decided")
    PENDING = "pending", _("Pending when last seen")
    UNKNOWN = "unknown", _("It is not known what became of it")
    ARCHIVED = "archived", _("Archived by its body")
    WITHDRAWN = "withdrawn", _("Withdrawn by its body")


class DecidingBody(TextChoices):
    """What kind of body decided a text that was published before this system."""

    UNKNOWN = "", _("Not known")
    WORKING_GROUP = "working-group", _("A working group")
    BALLOT = "ballot", _("A ballot of P-members")
    COMMITTEE = "committee", _("A committee")
    OTHER = "other", _("Another body")


class DecidedBy(TextChoices):
    """How it was decided."""

    UNKNOWN = "", _("Not known")
    CONSENSUS = "consensus", _("By consensus")
    VOTE = "vote", _("By vote")


class Held(TextChoices):
    """How much of a question or an answer is held here."""

    WHOLE = "whole", _("The whole text")
    BEGINNING = "beginning", _("The end of the text is not held")
    NOTHING = "nothing", _("Text not held")


class Scope(TextChoices):
    """Whether a text is about clauses."""

    CLAUSES = "clauses", _("The clauses named")
    GENERAL = "general", _("The whole document: general")
    UNKNOWN = "unknown", _("The clauses are not known")
