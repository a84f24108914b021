"""A group can be kept from reading which body asks."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('standards', '0012_concordance_rows_with_source'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalmaintenancegroup',
            name='hides_requesters',
            field=models.BooleanField(default=False, help_text='On: its members do not read which body asks when they say whether their own is concerned.', verbose_name='hides requesters'),
        ),
        migrations.AddField(
            model_name='maintenancegroup',
            name='hides_requesters',
            field=models.BooleanField(default=False, help_text='On: its members do not read which body asks when they say whether their own is concerned.', verbose_name='hides requesters'),
        ),
    ]
