"""Links that were mailed before the key they were made with was noted count as made with the present one.

Else the first `renew_links` would mail everybody who waits, though the key was never changed. While a former key
still counts nobody knows with which of the two a link was made: then it is left open, and renewed.
"""

from django.conf import settings
from django.db import migrations

from accounts.site_keys import mark_of_key


def note(apps, schema_editor):
    if settings.SECRET_KEY_FALLBACKS:
        return
    for name in ("Endorsement", "Clarification"):
        apps.get_model("clarifications", name).objects.filter(link_key_mark="").update(link_key_mark=mark_of_key())


class Migration(migrations.Migration):
    dependencies = [
        ("clarifications", "0029_reports_of_readers"),
    ]

    operations = [
        migrations.RunPython(note, migrations.RunPython.noop, elidable=True),
    ]
