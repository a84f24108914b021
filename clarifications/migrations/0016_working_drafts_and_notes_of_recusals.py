"""A member can keep a draft of an answer for themself, and say why they recuse."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clarifications', '0015_objections_answered_and_judged'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='recusal',
            name='note',
            field=models.TextField(blank=True),
        ),
        migrations.CreateModel(
            name='WorkingDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('typed', models.JSONField()),
                ('saved_at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('clarification', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='clarifications.clarification')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('clarification', 'by'), name='working_draft_once')],
            },
        ),
    ]
