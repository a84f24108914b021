"""Room for dates before, after and between, in every column that holds a date of any precision."""

from functools import partial

from django.db import migrations

from standards.models.fields import widen_dates


class Migration(migrations.Migration):
    dependencies = [("clarifications", "0004_what_a_record_holds")]

    operations = [migrations.RunPython(partial(widen_dates, room="clarifications"), migrations.RunPython.noop)]
