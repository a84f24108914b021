"""The thesaurus of the field: a ring of terms that mean the same in each row."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('standards', '0016_publications_of_other_bodies'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ThesaurusRing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('preferred', models.CharField(help_text='As the standards of CASCO or most people in the field say it.', max_length=80, unique=True, verbose_name='preferred term')),
                ('same', models.TextField(help_text='One a line. Endings do not count: “audit” is “audits” too. A term stands in one ring of the thesaurus.', max_length=2000, verbose_name='other terms that mean the same')),
                ('note', models.CharField(blank=True, help_text='Why these mean the same, where it is not plain.', max_length=300, verbose_name='note')),
            ],
            options={
                'verbose_name': 'ring of the thesaurus',
                'verbose_name_plural': 'rings of the thesaurus',
                'ordering': ('preferred',),
            },
        ),
        migrations.CreateModel(
            name='HistoricalThesaurusRing',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('preferred', models.CharField(db_index=True, help_text='As the standards of CASCO or most people in the field say it.', max_length=80, verbose_name='preferred term')),
                ('same', models.TextField(help_text='One a line. Endings do not count: “audit” is “audits” too. A term stands in one ring of the thesaurus.', max_length=2000, verbose_name='other terms that mean the same')),
                ('note', models.CharField(blank=True, help_text='Why these mean the same, where it is not plain.', max_length=300, verbose_name='note')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical ring of the thesaurus',
                'verbose_name_plural': 'historical rings of the thesaurus',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
