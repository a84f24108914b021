"""How deep the clause list of an edition goes, branch by branch; where the list is from, and what is doubtful."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('standards', '0008_longer_dates'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='clause_doubts',
            field=models.TextField(blank=True, verbose_name='doubts about the clause list'),
        ),
        migrations.AddField(
            model_name='edition',
            name='clause_sources',
            field=models.TextField(blank=True, help_text='One a line: an address, or words.', verbose_name='sources of the clause list'),
        ),
        migrations.AddField(
            model_name='historicaledition',
            name='clause_doubts',
            field=models.TextField(blank=True, verbose_name='doubts about the clause list'),
        ),
        migrations.AddField(
            model_name='historicaledition',
            name='clause_sources',
            field=models.TextField(blank=True, help_text='One a line: an address, or words.', verbose_name='sources of the clause list'),
        ),
        migrations.AlterField(
            model_name='clause',
            name='number_inferred',
            field=models.BooleanField(default=False, help_text='It was concluded from others; no source prints it beside the heading.', verbose_name='number inferred'),
        ),
        migrations.AlterField(
            model_name='historicalclause',
            name='number_inferred',
            field=models.BooleanField(default=False, help_text='It was concluded from others; no source prints it beside the heading.', verbose_name='number inferred'),
        ),
        migrations.CreateModel(
            name='HistoricalClauseDepth',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('branch', models.CharField(blank=True, help_text='A clause or annex; empty for all that has no row.', max_length=60, verbose_name='branch')),
                ('kind', models.CharField(choices=[('headings', 'Headings complete'), ('paragraphs', 'Headings and numbered paragraphs complete'), ('partial', 'Partial')], max_length=10, verbose_name='what is complete')),
                ('level', models.PositiveSmallIntegerField(blank=True, help_text='For headings: 2 for 4.1; empty for the deepest.', null=True, verbose_name='to level')),
                ('first', models.CharField(blank=True, max_length=60, verbose_name='from')),
                ('last', models.CharField(blank=True, max_length=60, verbose_name='to')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('sort_key', models.CharField(editable=False, max_length=80)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('edition', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='standards.edition', verbose_name='edition')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical depth of a clause list',
                'verbose_name_plural': 'historical depths of clause lists',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='ClauseDepth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('branch', models.CharField(blank=True, help_text='A clause or annex; empty for all that has no row.', max_length=60, verbose_name='branch')),
                ('kind', models.CharField(choices=[('headings', 'Headings complete'), ('paragraphs', 'Headings and numbered paragraphs complete'), ('partial', 'Partial')], max_length=10, verbose_name='what is complete')),
                ('level', models.PositiveSmallIntegerField(blank=True, help_text='For headings: 2 for 4.1; empty for the deepest.', null=True, verbose_name='to level')),
                ('first', models.CharField(blank=True, max_length=60, verbose_name='from')),
                ('last', models.CharField(blank=True, max_length=60, verbose_name='to')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('sort_key', models.CharField(editable=False, max_length=80)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clause_depths', to='standards.edition', verbose_name='edition')),
            ],
            options={
                'verbose_name': 'depth of a clause list',
                'verbose_name_plural': 'depths of clause lists',
                'ordering': ('edition', 'sort_key'),
                'constraints': [models.UniqueConstraint(fields=('edition', 'branch'), name='clause_depth_once_a_branch'), models.CheckConstraint(condition=models.Q(('level__isnull', True), ('kind', 'headings'), _connector='OR'), name='clause_depth_level_of_headings'), models.CheckConstraint(condition=models.Q(models.Q(('first', ''), ('last', '')), models.Q(models.Q(('first', ''), _negated=True), models.Q(('last', ''), _negated=True)), _connector='OR'), name='clause_depth_has_both_ends')],
            },
        ),
    ]
