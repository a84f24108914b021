"""Outcomes stand among the facets; the table that they had is gone."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("clarifications", "0033_facets_of_what_there_is")]

    operations = [migrations.DeleteModel("RecordAnswer")]
