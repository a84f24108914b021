"""Addresses of people without what is not seen in them; where two would be one, both stay for an administrator."""

from django.db import migrations

from standards.reading.characters import address


def clean_addresses(apps, schema_editor):
    users = apps.get_model("accounts", "User").objects
    for pk, email in users.values_list("pk", "email"):
        tidy = address(email).lower()
        if tidy != email and not users.filter(email__iexact=tidy).exclude(pk=pk).exists():
            users.filter(pk=pk).update(email=tidy)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_longer_dates'),
    ]

    operations = [
        migrations.RunPython(clean_addresses, migrations.RunPython.noop, elidable=True),
    ]
