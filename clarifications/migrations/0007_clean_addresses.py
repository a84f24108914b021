"""Addresses of requesters and of messages without what is not seen in them: mail to them could never be sent."""

from django.db import migrations

from standards.reading.characters import address


def clean_addresses(apps, schema_editor):
    for model, column in (("Identity", "email"), ("Message", "to")):
        rows = apps.get_model("clarifications", model).objects
        for pk, written in rows.values_list("pk", column):
            if address(written) != written:
                rows.filter(pk=pk).update(**{column: address(written)})


class Migration(migrations.Migration):

    dependencies = [
        ('clarifications', '0006_verdicts_reviewed_and_withdrawn'),
    ]

    operations = [
        migrations.RunPython(clean_addresses, migrations.RunPython.noop, elidable=True),
    ]
