"""The places where somebody who was erased may be named in words."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clarifications', '0023_whom_former_events_are_about'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.CharField(max_length=40)),
                ('kind', models.CharField(max_length=20)),
                ('row', models.BigIntegerField()),
                ('path', models.CharField(max_length=200)),
                ('start', models.PositiveIntegerField()),
                ('words', models.TextField(blank=True)),
                ('found_at', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, choices=[('', 'Not looked at'), ('redacted', 'Redacted'), ('left', 'Left'), ('gone', 'Changed since')], default='', max_length=8)),
                ('settled_at', models.DateTimeField(null=True)),
                ('clarification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='clarifications.clarification')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('pk',),
                'indexes': [models.Index(condition=models.Q(('outcome', '')), fields=['clarification'], name='place_to_look_at')],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome', ''), ('words', ''), _connector='OR'), name='no_words_kept_of_a_settled_place')],
            },
        ),
    ]
