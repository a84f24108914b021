"""Events name people by their opaque ids; those there are keep their names in words."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clarifications', '0021_mail_held_back'),
    ]

    operations = [
        migrations.AddField(
            model_name='event',
            name='about_key',
            field=models.CharField(blank=True, default='', max_length=40),
        ),
        # What is there already was written in words; from now on the other is meant where nothing is said.
        migrations.AddField(
            model_name='event',
            name='naming',
            field=models.PositiveSmallIntegerField(choices=[(0, 'Emptied'), (1, 'In Words'), (2, 'By Id')], default=1),
        ),
        migrations.AlterField(
            model_name='event',
            name='naming',
            field=models.PositiveSmallIntegerField(choices=[(0, 'Emptied'), (1, 'In Words'), (2, 'By Id')], default=2),
        ),
        migrations.AlterField(
            model_name='event',
            name='actor',
            field=models.CharField(blank=True, max_length=200),
        ),
    ]
