"""A body takes over the role of another on a day."""

import django.db.models.deletion
import standards.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0009_kept_posts'),
    ]

    operations = [
        migrations.CreateModel(
            name='BodySuccession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', standards.models.fields.PartialDateField(verbose_name='since')),
                ('source', models.CharField(max_length=300, verbose_name='source')),
                ('source_rank', models.CharField(choices=[('primary', 'a paper of the body itself'), ('accreditation body', 'an accreditation body'), ('second-hand', 'second-hand')], max_length=20, verbose_name='how good the source is')),
                ('newer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to='accounts.body', verbose_name="after")),
                ('older', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='accounts.body', verbose_name='before')),
            ],
            options={
                'verbose_name': 'succession of a body',
                'verbose_name_plural': 'successions of bodies',
                'ordering': ('older', 'since', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('older', 'newer'), name='body_succession_once'), models.CheckConstraint(condition=models.Q(('older', models.F('newer')), _negated=True), name='body_succession_of_another_body')],
            },
        ),
    ]
