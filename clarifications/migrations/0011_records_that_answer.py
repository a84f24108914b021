"""A request can be answered with several published records."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clarifications", "0010_consultation"),
    ]

    operations = [
        migrations.CreateModel(
            name="RecordThatAnswers",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "clarification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records_that_answer",
                        to="clarifications.clarification",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clarifications.record"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "records that answer",
                "ordering": ("order",),
                "constraints": [
                    models.UniqueConstraint(fields=("clarification", "record"), name="record_answers_once")
                ],
            },
        ),
    ]
