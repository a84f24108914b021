"""The requester can be asked without a return, and a case that was taken back keeps the group that it left."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clarifications', '0016_working_drafts_and_notes_of_recusals'),
        ('standards', '0013_groups_that_hide_requesters'),
    ]

    operations = [
        migrations.AddField(
            model_name='clarification',
            name='left_group',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='standards.maintenancegroup'),
        ),
        migrations.AddField(
            model_name='return',
            name='is_inquiry',
            field=models.BooleanField(default=False),
        ),
    ]
