"""What other bodies have published, and the clauses that they name."""

import django.db.models.deletion
import simple_history.models
import standards.models.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('standards', "0015_transitions_not_known_and_dated_otherwise"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalOtherPublication',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('identifier', models.CharField(db_index=True, editable=False, help_text='It stays, whatever else is put right.', max_length=80, verbose_name='identifier')),
                ('body', models.CharField(max_length=200, verbose_name='body')),
                ('number', models.CharField(blank=True, max_length=120, verbose_name='number')),
                ('line', models.CharField(help_text='What it is about, in our own words.', max_length=300, verbose_name='line')),
                ('clauses_said', models.JSONField(blank=True, default=list, help_text='As its body writes them.', verbose_name='clauses')),
                ('date', standards.models.fields.PartialDateField(blank=True, verbose_name='date')),
                ('status', models.CharField(choices=[('unknown', 'status not known'), ('current', 'in force at its body'), ('archived', 'archived'), ('replaced', 'replaced')], default='unknown', max_length=10, verbose_name='status')),
                ('language', models.CharField(default='en', help_text='Code: en, fr, pt-br', max_length=12, verbose_name='language')),
                ('url', models.URLField(max_length=500, verbose_name='address')),
                ('evidence', models.CharField(blank=True, max_length=500, verbose_name='how much was seen')),
                ('as_of', models.DateField(help_text='Facts of an earlier day do not overwrite these.', verbose_name='day of the data')),
                ('looked_at', models.DateField(blank=True, null=True, verbose_name='link looked at')),
                ('dead_since', models.DateField(blank=True, help_text='The day on which it was first found dead.', null=True, verbose_name='link dead since')),
                ('taken_off_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='taken off')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('edition', models.ForeignKey(blank=True, db_constraint=False, help_text='Empty: the body names none.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='standards.edition', verbose_name='edition')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('standard', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='standards.standard', verbose_name='standard')),
            ],
            options={
                'verbose_name': 'historical publication of another body',
                'verbose_name_plural': 'historical publications of other bodies',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='OtherPublication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identifier', models.CharField(editable=False, help_text='It stays, whatever else is put right.', max_length=80, unique=True, verbose_name='identifier')),
                ('body', models.CharField(max_length=200, verbose_name='body')),
                ('number', models.CharField(blank=True, max_length=120, verbose_name='number')),
                ('line', models.CharField(help_text='What it is about, in our own words.', max_length=300, verbose_name='line')),
                ('clauses_said', models.JSONField(blank=True, default=list, help_text='As its body writes them.', verbose_name='clauses')),
                ('date', standards.models.fields.PartialDateField(blank=True, verbose_name='date')),
                ('status', models.CharField(choices=[('unknown', 'status not known'), ('current', 'in force at its body'), ('archived', 'archived'), ('replaced', 'replaced')], default='unknown', max_length=10, verbose_name='status')),
                ('language', models.CharField(default='en', help_text='Code: en, fr, pt-br', max_length=12, verbose_name='language')),
                ('url', models.URLField(max_length=500, verbose_name='address')),
                ('evidence', models.CharField(blank=True, max_length=500, verbose_name='how much was seen')),
                ('as_of', models.DateField(help_text='Facts of an earlier day do not overwrite these.', verbose_name='day of the data')),
                ('looked_at', models.DateField(blank=True, null=True, verbose_name='link looked at')),
                ('dead_since', models.DateField(blank=True, help_text='The day on which it was first found dead.', null=True, verbose_name='link dead since')),
                ('taken_off_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='taken off')),
                ('words', models.TextField(blank=True, editable=False)),
                ('edition', models.ForeignKey(blank=True, help_text='Empty: the body names none.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='other_publications', to='standards.edition', verbose_name='edition')),
                ('standard', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='other_publications', to='standards.standard', verbose_name='standard')),
            ],
            options={
                'verbose_name': 'publication of another body',
                'verbose_name_plural': 'publications of other bodies',
                'ordering': ('-date', 'body', 'number', 'identifier'),
            },
        ),
        migrations.CreateModel(
            name='OtherClause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('said', models.CharField(max_length=60)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('sort_key', models.CharField(blank=True, max_length=80)),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clauses', to='standards.otherpublication')),
            ],
            options={
                'verbose_name': 'clause that a publication names',
                'verbose_name_plural': 'clauses that publications name',
                'ordering': ('publication', 'place'),
            },
        ),
        migrations.AddConstraint(
            model_name='otherpublication',
            constraint=models.CheckConstraint(condition=models.Q(('edition__isnull', True), ('standard__isnull', False), _connector='OR'), name='other_edition_of_a_standard'),
        ),
        migrations.AddConstraint(
            model_name='otherpublication',
            constraint=models.CheckConstraint(condition=models.Q(('dead_since__isnull', True), ('looked_at__gte', models.F('dead_since')), _connector='OR'), name='other_link_dead_when_looked_at'),
        ),
        migrations.AddIndex(
            model_name='otherclause',
            index=models.Index(fields=['sort_key'], name='standards_o_sort_ke_ad79fb_idx'),
        ),
        migrations.AddConstraint(
            model_name='otherclause',
            constraint=models.UniqueConstraint(fields=('publication', 'place'), name='other_clause_once_a_place'),
        ),
    ]
