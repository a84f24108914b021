"""Which key of the site a private link was made with is noted, so that links can be renewed after a change of the key."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clarifications', '0019_what_a_link_confirms'),
    ]

    operations = [
        migrations.AddField(
            model_name='clarification',
            name='link_key_mark',
            field=models.CharField(blank=True, max_length=8),
        ),
    ]
