"""Who reviewed a record, by what and when; verdicts that are withdrawn, and what is asked of them; tables begun."""

import django.db.models.deletion
import standards.models.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clarifications', '0005_longer_dates'),
        ('standards', '0008_longer_dates'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='VerdictTable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('common', models.JSONField(default=dict)),
                ('rows', models.JSONField(default=dict)),
                ('saved_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='WithdrawalRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('reason', models.TextField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.AddField(
            model_name='verdict',
            name='decided_on',
            field=standards.models.fields.PartialDateField(blank=True),
        ),
        migrations.AddField(
            model_name='verdict',
            name='group',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='verdict',
            name='resolution',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='verdict',
            name='withdrawal',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='verdict',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawal', ''), ('withdrawn_at__isnull', True)), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawal', ''), _negated=True)), _connector='OR'), name='withdrawal_of_verdict_has_a_reason'),
        ),
        migrations.AddField(
            model_name='verdicttable',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='verdicttable',
            name='edition',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='verdict_table', to='standards.edition'),
        ),
        migrations.AddField(
            model_name='withdrawalrequest',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='withdrawalrequest',
            name='clarification',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='withdrawal_requests', to='clarifications.clarification'),
        ),
        migrations.AddField(
            model_name='withdrawalrequest',
            name='verdict',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal_requests', to='clarifications.verdict'),
        ),
        migrations.AddConstraint(
            model_name='withdrawalrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('verdict',), name='withdrawal_asked_once'),
        ),
    ]
