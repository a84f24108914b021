"""Rows of a concordance name their own source, tell what is new, and what an unknown clause was set beside."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('standards', '0011_drop_clause_list'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='concordancerow',
            name='concordance_row_leads_somewhere_or_not',
        ),
        migrations.AddField(
            model_name='concordancerow',
            name='source',
            field=models.CharField(blank=True, help_text='Where it is not that of the whole comparison.', max_length=300, verbose_name='source'),
        ),
        migrations.AddField(
            model_name='historicalconcordancerow',
            name='source',
            field=models.CharField(blank=True, help_text='Where it is not that of the whole comparison.', max_length=300, verbose_name='source'),
        ),
        migrations.AlterField(
            model_name='concordancerow',
            name='kind',
            field=models.CharField(choices=[('same', 'The same'), ('changed', 'Changed'), ('moved', 'Moved'), ('merged', 'Merged with others'), ('split', 'Split into several'), ('removed', 'Removed'), ('unknown', 'Not known'), ('new', 'New')], max_length=10, verbose_name='what became of it'),
        ),
        migrations.AlterField(
            model_name='concordancerow',
            name='older',
            field=models.CharField(blank=True, max_length=60, verbose_name='clause of the older edition'),
        ),
        migrations.AlterField(
            model_name='concordancerow',
            name='older_key',
            field=models.CharField(blank=True, editable=False, max_length=80),
        ),
        migrations.AlterField(
            model_name='historicalconcordancerow',
            name='kind',
            field=models.CharField(choices=[('same', 'The same'), ('changed', 'Changed'), ('moved', 'Moved'), ('merged', 'Merged with others'), ('split', 'Split into several'), ('removed', 'Removed'), ('unknown', 'Not known'), ('new', 'New')], max_length=10, verbose_name='what became of it'),
        ),
        migrations.AlterField(
            model_name='historicalconcordancerow',
            name='older',
            field=models.CharField(blank=True, max_length=60, verbose_name='clause of the older edition'),
        ),
        migrations.AlterField(
            model_name='historicalconcordancerow',
            name='older_key',
            field=models.CharField(blank=True, editable=False, max_length=80),
        ),
        migrations.AddConstraint(
            model_name='concordancerow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'new'), ('older', ''), models.Q(('newer', ''), _negated=True)), models.Q(('kind', 'removed'), ('newer', ''), models.Q(('older', ''), _negated=True)), models.Q(('kind', 'unknown'), models.Q(('older', ''), _negated=True)), models.Q(models.Q(('kind__in', ['new', 'removed', 'unknown']), _negated=True), models.Q(('older', ''), _negated=True), models.Q(('newer', ''), _negated=True)), _connector='OR'), name='concordance_row_has_the_ends_of_its_kind'),
        ),
    ]
