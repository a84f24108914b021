"""What else there is on an edition: presentations, communiqués, notes."""

import django.db.models.deletion
import simple_history.models
import standards.models.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('standards', '0004_concordance'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalResource',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(choices=[('presentation', 'Presentation'), ('communique', 'Communiqué'), ('transition', 'Note on the transition'), ('other', 'Other')], max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('publisher', models.CharField(blank=True, max_length=120, verbose_name='publisher')),
                ('url', models.URLField(max_length=400, verbose_name='address')),
                ('language', models.CharField(default='en', help_text='Code: en, fr, pt-br', max_length=8, verbose_name='language')),
                ('published', standards.models.fields.PartialDateField(blank=True, verbose_name='published')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('edition', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='standards.edition', verbose_name='edition')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical resource',
                'verbose_name_plural': 'historical resources',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Resource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('presentation', 'Presentation'), ('communique', 'Communiqué'), ('transition', 'Note on the transition'), ('other', 'Other')], max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('publisher', models.CharField(blank=True, max_length=120, verbose_name='publisher')),
                ('url', models.URLField(max_length=400, verbose_name='address')),
                ('language', models.CharField(default='en', help_text='Code: en, fr, pt-br', max_length=8, verbose_name='language')),
                ('published', standards.models.fields.PartialDateField(blank=True, verbose_name='published')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='resources', to='standards.edition', verbose_name='edition')),
            ],
            options={
                'verbose_name': 'resource',
                'verbose_name_plural': 'resources',
                'ordering': ('edition', 'kind', '-published', 'title'),
                'constraints': [models.UniqueConstraint(fields=('edition', 'url'), name='resource_once_an_edition')],
            },
        ),
    ]
