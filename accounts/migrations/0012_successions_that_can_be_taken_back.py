"""A succession of bodies can be switched off, and keeps its history."""

import django.db.models.deletion
import simple_history.models
import standards.models.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0011_successions_by_the_newer_body'),
    ]

    operations = [
        migrations.AddField(
            model_name='bodysuccession',
            name='is_active',
            field=models.BooleanField(default=True, help_text='Off: it is said nowhere, and loading the bodies does not add it again.', verbose_name='active'),
        ),
        migrations.CreateModel(
            name='HistoricalBodySuccession',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('since', standards.models.fields.PartialDateField(verbose_name='since')),
                ('source', models.CharField(max_length=300, verbose_name='source')),
                ('source_rank', models.CharField(choices=[('primary', 'a paper of the body itself'), ('accreditation body', 'an accreditation body'), ('second-hand', 'second-hand')], max_length=20, verbose_name='how good the source is')),
                ('is_active', models.BooleanField(default=True, help_text='Off: it is said nowhere, and loading the bodies does not add it again.', verbose_name='active')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('newer', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='accounts.body', verbose_name='after')),
                ('older', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='accounts.body', verbose_name='before')),
            ],
            options={
                'verbose_name': 'historical succession of a body',
                'verbose_name_plural': 'historical successions of bodies',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
