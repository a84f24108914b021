"""Room for dates before, after and between, in every column that holds a date of any precision."""

from functools import partial

from django.db import migrations

from standards.models.fields import widen_dates


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_body_facts")]

    operations = [migrations.RunPython(partial(widen_dates, room="accounts"), migrations.RunPython.noop)]
