"""Mail that waited in a backup of the database is held back when it is restored."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clarifications', '0020_key_of_the_private_link'),
    ]

    operations = [
        migrations.AlterField(
            model_name='message',
            name='delivery',
            field=models.CharField(choices=[('queued', 'Waiting to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Given up'), ('aside', 'Put aside'), ('held', 'Held back')], default='queued', max_length=8),
        ),
    ]
