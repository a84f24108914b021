"""What was drawn of records, kept; nothing is yet: what is asked for is drawn then."""

import datetime
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clarifications', '0040_pages_by_key'),
    ]

    operations = [
        migrations.CreateModel(
            name='Drawn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('entry', 'Entry'), ('page', 'Page')], max_length=8)),
                ('language', models.CharField(max_length=12)),
                ('made_of', models.CharField(max_length=32)),
                ('until', models.DateField(default=datetime.date(9999, 12, 31))),
                ('html', models.TextField()),
                ('record', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='drawn', to='clarifications.record')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('record', 'kind', 'language'), name='drawn_once')],
            },
        ),
        migrations.CreateModel(
            name='NamedBy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('named', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='clarifications.record')),
                ('of', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='clarifications.record')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('of', 'named'), name='named_by_once')],
            },
        ),
    ]
