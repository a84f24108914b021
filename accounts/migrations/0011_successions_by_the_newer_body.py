"""A body knows whose place it took."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0010_successions_of_bodies'),
    ]

    operations = [
        migrations.AlterField(
            model_name='bodysuccession',
            name='newer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='accounts.body', verbose_name='after'),
        ),
    ]
