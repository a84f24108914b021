"""Mail that comes back: in which sending, and each report once."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clarifications', '0024_places_where_somebody_erased_is_named'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='sending',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name='message',
            name='delivery',
            field=models.CharField(choices=[('queued', 'Waiting to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Not delivered'), ('aside', 'Put aside'), ('held', 'Held back')], default='queued', max_length=8),
        ),
        migrations.CreateModel(
            name='ReturnedMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('at', models.DateTimeField()),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='clarifications.message')),
            ],
        ),
    ]
