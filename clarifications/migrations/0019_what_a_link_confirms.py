"""A mailed link confirms what the draft asked when it was sent."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clarifications', '0018_endorsement'),
    ]

    operations = [
        migrations.AddField(
            model_name='draft',
            name='asked_for',
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
