"""Which clause of an edition became which of the next one."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('standards', '0003_owner_and_day_of_facts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Concordance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, help_text='Who compared them, or an address.', max_length=300, verbose_name='source')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('newer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='concordances', to='standards.edition', verbose_name='newer edition')),
                ('older', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='standards.edition', verbose_name='older edition')),
            ],
            options={
                'verbose_name': 'concordance',
                'verbose_name_plural': 'concordances',
                'ordering': ('newer', 'older'),
            },
        ),
        migrations.CreateModel(
            name='ConcordanceRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('older', models.CharField(max_length=60, verbose_name='clause of the older edition')),
                ('newer', models.CharField(blank=True, max_length=60, verbose_name='clause of the newer edition')),
                ('kind', models.CharField(choices=[('same', 'The same'), ('changed', 'Changed'), ('moved', 'Moved'), ('merged', 'Merged with others'), ('split', 'Split into several'), ('removed', 'Removed'), ('unknown', 'Not known')], max_length=10, verbose_name='what became of it')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('older_key', models.CharField(editable=False, max_length=80)),
                ('newer_key', models.CharField(blank=True, editable=False, max_length=80)),
                ('concordance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='standards.concordance', verbose_name='concordance')),
            ],
            options={
                'verbose_name': 'row of a concordance',
                'verbose_name_plural': 'rows of a concordance',
                'ordering': ('concordance', 'older_key', 'newer_key'),
            },
        ),
        migrations.CreateModel(
            name='HistoricalConcordance',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('source', models.CharField(blank=True, help_text='Who compared them, or an address.', max_length=300, verbose_name='source')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('newer', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='standards.edition', verbose_name='newer edition')),
                ('older', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='standards.edition', verbose_name='older edition')),
            ],
            options={
                'verbose_name': 'historical concordance',
                'verbose_name_plural': 'historical concordances',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalConcordanceRow',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('older', models.CharField(max_length=60, verbose_name='clause of the older edition')),
                ('newer', models.CharField(blank=True, max_length=60, verbose_name='clause of the newer edition')),
                ('kind', models.CharField(choices=[('same', 'The same'), ('changed', 'Changed'), ('moved', 'Moved'), ('merged', 'Merged with others'), ('split', 'Split into several'), ('removed', 'Removed'), ('unknown', 'Not known')], max_length=10, verbose_name='what became of it')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('older_key', models.CharField(editable=False, max_length=80)),
                ('newer_key', models.CharField(blank=True, editable=False, max_length=80)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('concordance', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='standards.concordance', verbose_name='concordance')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical row of a concordance',
                'verbose_name_plural': 'historical rows of a concordance',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddConstraint(
            model_name='concordance',
            constraint=models.UniqueConstraint(fields=('older', 'newer'), name='concordance_once'),
        ),
        migrations.AddConstraint(
            model_name='concordance',
            constraint=models.CheckConstraint(condition=models.Q(('older', models.F('newer')), _negated=True), name='concordance_of_two_editions'),
        ),
        migrations.AddConstraint(
            model_name='concordancerow',
            constraint=models.UniqueConstraint(fields=('concordance', 'older', 'newer'), name='concordance_row_once'),
        ),
        migrations.AddConstraint(
            model_name='concordancerow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['removed', 'unknown']), ('newer', '')), models.Q(models.Q(('kind__in', ['removed', 'unknown']), _negated=True), models.Q(('newer', ''), _negated=True)), _connector='OR'), name='concordance_row_leads_somewhere_or_not'),
        ),
    ]
