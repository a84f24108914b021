"""Who owned an edition, the day of its facts, longer titles; what ISO says of a committee."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('standards', '0002_edition_clause_list'),
    ]

    operations = [
        migrations.AddField(
            model_name='committee',
            name='is_suspended',
            field=models.BooleanField(default=False, help_text='ISO says that it does not work.', verbose_name='suspended'),
        ),
        migrations.AddField(
            model_name='committee',
            name='title_fr',
            field=models.CharField(blank=True, max_length=300, verbose_name='French title'),
        ),
        migrations.AddField(
            model_name='edition',
            name='as_of',
            field=models.DateField(blank=True, help_text='Facts of an earlier day do not overwrite these.', null=True, verbose_name='day of the data'),
        ),
        migrations.AddField(
            model_name='edition',
            name='committee',
            field=models.ForeignKey(blank=True, help_text='Who owned it, or owns the project; the standard names who keeps it today.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='standards.committee', verbose_name='committee'),
        ),
        migrations.AddField(
            model_name='historicalcommittee',
            name='is_suspended',
            field=models.BooleanField(default=False, help_text='ISO says that it does not work.', verbose_name='suspended'),
        ),
        migrations.AddField(
            model_name='historicalcommittee',
            name='title_fr',
            field=models.CharField(blank=True, max_length=300, verbose_name='French title'),
        ),
        migrations.AddField(
            model_name='historicaledition',
            name='as_of',
            field=models.DateField(blank=True, help_text='Facts of an earlier day do not overwrite these.', null=True, verbose_name='day of the data'),
        ),
        migrations.AddField(
            model_name='historicaledition',
            name='committee',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Who owned it, or owns the project; the standard names who keeps it today.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='standards.committee', verbose_name='committee'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='title',
            field=models.CharField(max_length=1000, verbose_name='title'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='title_fr',
            field=models.CharField(blank=True, max_length=1000, verbose_name='French title'),
        ),
        migrations.AlterField(
            model_name='historicaledition',
            name='title',
            field=models.CharField(max_length=1000, verbose_name='title'),
        ),
        migrations.AlterField(
            model_name='historicaledition',
            name='title_fr',
            field=models.CharField(blank=True, max_length=1000, verbose_name='French title'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['former_reference'], name='standards_e_former__c77912_idx'),
        ),
        migrations.AddIndex(
            model_name='standard',
            index=models.Index(fields=['number', 'part'], name='standards_s_number_4a82ba_idx'),
        ),
    ]
