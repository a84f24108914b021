"""What kinds of deliverables ISO publishes, and how good a source is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StandardType(models.TextChoices):
    """What kind of deliverable a standard is."""

    IS = "IS", _("International Standard")
    TS = "TS", _("Technical Specification")
    TR = "TR", _("Technical Report")
    PAS = "PAS", _("Publicly Available Specification")
    GUIDE = "GUIDE", _("Guide")
    IWA = "IWA", _("International Workshop Agreement")
    R = "R", _("Recommendation")
    ISP = "ISP", _("International Standardized Profile")
    DATA = "DATA", _("Data")
    TTA = "TTA", _("Technology Trends Assessment")


class SourceRank(models.TextChoices):
    """How good the source of a transition or a succession is."""

    PRIMARY = "primary", _("a paper of the body itself")
    ACCREDITATION_BODY = "accreditation body", _("an accreditation body")
    SECOND_HAND = "second-hand", _("second-hand")
