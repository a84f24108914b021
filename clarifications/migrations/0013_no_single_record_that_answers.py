"""The column of the one record is empty of meaning: its rows say it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("clarifications", "0012_the_record_that_answered"),
    ]

    operations = [
        migrations.RemoveField(model_name="clarification", name="answered_by"),
    ]
