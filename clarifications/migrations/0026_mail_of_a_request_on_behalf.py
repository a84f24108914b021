"""A request that the secretariat entered keeps when its e-mail arrived, and the mail as text."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clarifications', '0025_mail_that_comes_back'),
    ]

    operations = [
        migrations.AddField(
            model_name='identity',
            name='original_mail',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='identity',
            name='received_on',
            field=models.DateField(blank=True, null=True),
        ),
    ]
