"""The convenor answers an objection, and who objects says by a day whether it is kept; what was resolved stays so."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clarifications', '0014_answers_as_agreed'),
    ]

    operations = [
        migrations.AddField(
            model_name='position',
            name='answer',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='position',
            name='answer_by',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='position',
            name='word',
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name='position',
            name='handling',
            field=models.CharField(blank=True, choices=[('', 'Not answered'), ('answered', 'Answered'), ('resolved', 'Resolved'), ('kept', 'Kept'), ('sustained', 'Sustained')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('handling', 'answered'), _negated=True), models.Q(models.Q(('answer', ''), _negated=True), ('answer_by__isnull', False)), _connector='OR'), name='answered_with_a_day'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('handling', 'sustained'), _negated=True), models.Q(('account', ''), _negated=True), _connector='OR'), name='sustained_with_account'),
        ),
    ]
