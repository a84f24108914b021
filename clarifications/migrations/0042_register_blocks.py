"""Which records have each value, in blocks; none is there yet: each is counted when it is first asked for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clarifications", "0041_drawn")]

    operations = [
        migrations.CreateModel(
            name="RegisterBlock",
            fields=[
                ("block", models.IntegerField(primary_key=True, serialize=False)),
                ("mark", models.CharField(max_length=32)),
                ("held", models.TextField()),
            ],
        ),
    ]
