"""Days as the desk says them: since when, and how long until."""

import datetime

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def since(moment: datetime.datetime, today: datetime.date) -> str:
    """“today”, “2 Nov”, or with its year where it is another."""
    day = moment.date()
    if day == today:
        return _("today")
    # Translators: Django's date formats; short, as in a column of a table.
    return format_date(day, _("j M") if day.year == today.year else _("j M Y"))


def until(day: datetime.date, today: datetime.date) -> str:
    """“in 8 days”, “today”, “yesterday”, “3 days ago”."""
    days = (day - today).days
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    if days in near:
        return near[days]
    if days < 0:
        return ngettext("%(days)s day ago", "%(days)s days ago", -days) % {"days": -days}
    return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}
