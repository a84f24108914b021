"""The one record that a request was answered with until now is the first of several."""

from django.db import migrations


def move(apps, schema_editor):
    row = apps.get_model("clarifications", "RecordThatAnswers")
    answered = apps.get_model("clarifications", "Clarification").objects.filter(answered_by__isnull=False)
    named = answered.order_by("pk").values_list("pk", "answered_by")
    # Where it was moved back, the rows are still there.
    row.objects.bulk_create(
        [row(clarification_id=case, record_id=record, order=1) for case, record in named], ignore_conflicts=True
    )


def move_back(apps, schema_editor):
    """Only the first fits; the others stay in the journal, which names them all."""
    cases = apps.get_model("clarifications", "Clarification").objects
    for row in apps.get_model("clarifications", "RecordThatAnswers").objects.filter(order=1):
        cases.filter(pk=row.clarification_id).update(answered_by=row.record_id)


class Migration(migrations.Migration):
    dependencies = [
        ("clarifications", "0011_records_that_answer"),
    ]

    operations = [
        migrations.RunPython(move, move_back),
    ]
