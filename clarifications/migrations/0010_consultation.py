"""Groups and bodies that are consulted on a case."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_clean_addresses"),
        ("clarifications", "0009_record_scope"),
        ("standards", "0012_concordance_rows_with_source"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.body",
                    ),
                ),
                (
                    "clarification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="clarifications.clarification",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="standards.maintenancegroup",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body__isnull", True), ("group__isnull", False)),
                            models.Q(("body__isnull", False), ("group__isnull", True)),
                            _connector="OR",
                        ),
                        name="consultation_of_a_group_or_a_body",
                    ),
                    models.UniqueConstraint(
                        fields=("clarification", "group"), name="consultation_of_a_group_once"
                    ),
                    models.UniqueConstraint(fields=("clarification", "body"), name="consultation_of_a_body_once"),
                ],
            },
        ),
    ]
