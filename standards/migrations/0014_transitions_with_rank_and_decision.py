"""A transition names who decided it and how good its source is."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('standards', '0013_groups_that_hide_requesters'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicaltransition',
            name='decided_by',
            field=models.CharField(blank=True, help_text='Empty: not known. As the source names it.', max_length=200, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='historicaltransition',
            name='source_rank',
            field=models.CharField(blank=True, choices=[('primary', 'a paper of the body itself'), ('accreditation body', 'an accreditation body'), ('second-hand', 'second-hand')], help_text='Empty: not known.', max_length=20, verbose_name='how good the source is'),
        ),
        migrations.AddField(
            model_name='transition',
            name='decided_by',
            field=models.CharField(blank=True, help_text='Empty: not known. As the source names it.', max_length=200, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='transition',
            name='source_rank',
            field=models.CharField(blank=True, choices=[('primary', 'a paper of the body itself'), ('accreditation body', 'an accreditation body'), ('second-hand', 'second-hand')], help_text='Empty: not known.', max_length=20, verbose_name='how good the source is'),
        ),
    ]
