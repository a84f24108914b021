"""Whom each case waits for, kept with it; what waits already is found when it is first asked for."""

import datetime
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clarifications', '0035_topics'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptTurn',
            fields=[
                ('clarification', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='kept_turn', serialize=False, to='clarifications.clarification')),
                ('awaited', models.PositiveSmallIntegerField()),
                ('by', models.PositiveSmallIntegerField()),
                ('due', models.DateField(default=datetime.date(9999, 12, 31))),
                ('since', models.DateTimeField()),
                ('asked', models.PositiveSmallIntegerField(default=0)),
                ('silent', models.PositiveSmallIntegerField(default=0)),
                ('on_roll', models.PositiveSmallIntegerField(default=0)),
                ('until', models.DateField()),
                ('mark', models.CharField(max_length=16)),
                ('convenor', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='TurnHolder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('awaited', models.PositiveSmallIntegerField()),
                ('due', models.DateField(default=datetime.date(9999, 12, 31))),
                ('since', models.DateTimeField()),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('turn', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='holders', to='clarifications.keptturn')),
            ],
        ),
        migrations.AddIndex(
            model_name='keptturn',
            index=models.Index(fields=['due', 'since'], name='kept_turn_by_day'),
        ),
        migrations.AddIndex(
            model_name='keptturn',
            index=models.Index(fields=['until'], name='kept_turn_until'),
        ),
        migrations.AddIndex(
            model_name='keptturn',
            index=models.Index(fields=['mark'], name='kept_turn_mark'),
        ),
        migrations.AddIndex(
            model_name='turnholder',
            index=models.Index(fields=['person', 'due', 'since'], name='turn_holder_by_day'),
        ),
        migrations.AddConstraint(
            model_name='turnholder',
            constraint=models.UniqueConstraint(fields=('turn', 'person'), name='turn_holder_once'),
        ),
        migrations.AddConstraint(
            model_name='turnholder',
            constraint=models.UniqueConstraint(condition=models.Q(('person', None)), fields=('turn',), name='turn_of_secretariat_once'),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(condition=models.Q(("delivery", "held")), fields=["queued_at"], name="message_held"),
        ),
    ]
