"""When the keys to an account ended; and no address beside the one that the person has."""

from django.db import migrations, models


def forget_addresses(apps, schema_editor):
    apps.get_model("account", "EmailAddress").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_clean_addresses'),
        ('account', '0009_emailaddress_unique_primary_email'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='entries_ended_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunPython(forget_addresses, migrations.RunPython.noop, elidable=True),
    ]
