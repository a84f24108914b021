"""Which key of the site the links to a body were made with is noted, so that they too are renewed after a change."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clarifications", "0027_who_waits_for_endorsement"),
    ]

    operations = [
        migrations.AddField(
            model_name="endorsement",
            name="link_key_mark",
            field=models.CharField(blank=True, max_length=8),
        ),
    ]
