"""What a body is to ISO: membership, committees, liaisons; longer acronyms."""

import standards.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_seats'),
    ]

    operations = [
        migrations.AddField(
            model_name='body',
            name='former_acronym',
            field=models.CharField(blank=True, max_length=60, verbose_name='former acronym'),
        ),
        migrations.AddField(
            model_name='body',
            name='liaisons',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='committees it is in liaison with'),
        ),
        migrations.AddField(
            model_name='body',
            name='membership',
            field=models.CharField(blank=True, choices=[('member body', 'member body'), ('correspondent member', 'correspondent member')], max_length=30, verbose_name='membership'),
        ),
        migrations.AddField(
            model_name='body',
            name='membership_as_of',
            field=standards.models.fields.PartialDateField(blank=True, verbose_name='membership as of'),
        ),
        migrations.AddField(
            model_name='body',
            name='observing',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='committees it observes'),
        ),
        migrations.AddField(
            model_name='body',
            name='participating',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='committees it participates in'),
        ),
        migrations.AddField(
            model_name='body',
            name='secretariats',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='secretariats it holds'),
        ),
        migrations.AddField(
            model_name='historicalbody',
            name='former_acronym',
            field=models.CharField(blank=True, max_length=60, verbose_name='former acronym'),
        ),
        migrations.AddField(
            model_name='historicalbody',
            name='liaisons',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='committees it is in liaison with'),
        ),
        migrations.AddField(
            model_name='historicalbody',
            name='membership',
            field=models.CharField(blank=True, choices=[('member body', 'member body'), ('correspondent member', 'correspondent member')], max_length=30, verbose_name='membership'),
        ),
        migrations.AddField(
            model_name='historicalbody',
            name='membership_as_of',
            field=standards.models.fields.PartialDateField(blank=True, verbose_name='membership as of'),
        ),
        migrations.AddField(
            model_name='historicalbody',
            name='observing',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='committees it observes'),
        ),
        migrations.AddField(
            model_name='historicalbody',
            name='participating',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='committees it participates in'),
        ),
        migrations.AddField(
            model_name='historicalbody',
            name='secretariats',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='secretariats it holds'),
        ),
        migrations.AlterField(
            model_name='body',
            name='acronym',
            field=models.CharField(blank=True, max_length=60, verbose_name='acronym'),
        ),
        migrations.AlterField(
            model_name='body',
            name='is_verified',
            field=models.BooleanField(default=True, help_text='Off: its country, its full membership or its liaison with ISO/CASCO could not be confirmed.', verbose_name='verified'),
        ),
        migrations.AlterField(
            model_name='body',
            name='iso_id',
            field=models.PositiveIntegerField(blank=True, help_text='A body without one is not in the public list.', null=True, unique=True, verbose_name='ISO id'),
        ),
        migrations.AlterField(
            model_name='historicalbody',
            name='acronym',
            field=models.CharField(blank=True, max_length=60, verbose_name='acronym'),
        ),
        migrations.AlterField(
            model_name='historicalbody',
            name='is_verified',
            field=models.BooleanField(default=True, help_text='Off: its country, its full membership or its liaison with ISO/CASCO could not be confirmed.', verbose_name='verified'),
        ),
        migrations.AlterField(
            model_name='historicalbody',
            name='iso_id',
            field=models.PositiveIntegerField(blank=True, db_index=True, help_text='A body without one is not in the public list.', null=True, verbose_name='ISO id'),
        ),
    ]
