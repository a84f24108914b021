"""The one sentence on a clause list, which the rows of its branches replace."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("standards", "0010_depth_as_it_was_said")]

    operations = [
        migrations.RemoveField(model_name="edition", name="clause_list"),
        migrations.RemoveField(model_name="historicaledition", name="clause_list"),
    ]
