"""The tables of the process, its journal and the register."""

import clarifications.case.events
import clarifications.case.keys
import django.db.models.deletion
import standards.models.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0002_seats'),
        ('accounts', '__first__'),
        ('standards', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='CriteriaSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('since', models.DateField(unique=True, verbose_name='in force since')),
            ],
            options={
                'ordering': ('-since',),
            },
        ),
        migrations.CreateModel(
            name='Record',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('clarification', 'Clarification'), ('interpretation', 'Historic interpretation')], default='clarification', max_length=16)),
                ('title', models.CharField(max_length=300)),
                ('clauses', models.JSONField(default=list)),
                ('outcomes', models.JSONField(default=list)),
                ('label', models.CharField(choices=[('applies', 'Applies'), ('still-applies', 'Still applies, reviewed'), ('incorporated', 'Included in a standard'), ('no-longer-applies', 'No longer applies'), ('not-reviewed', 'Not reviewed for the newest edition')], default='applies', max_length=20)),
                ('published', standards.models.fields.PartialDateField()),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('-published', '-pk'),
                'indexes': [models.Index(fields=['-published', '-id'], name='record_newest'), models.Index(fields=['year', '-published'], name='record_of_year'), models.Index(fields=['label', '-published'], name='record_with_label'), models.Index(fields=['-changed_at'], name='record_changed')],
            },
        ),
        migrations.CreateModel(
            name='Clarification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=clarifications.case.keys.make_key, editable=False, max_length=32, unique=True)),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('kind', models.CharField(choices=[('clarification', 'Clarification'), ('interpretation', 'Historic interpretation')], default='clarification', max_length=16)),
                ('state', models.CharField(choices=[('received', 'Received'), ('returned', 'Returned'), ('under-review', 'Under review'), ('seeking-consensus', 'Seeking consensus'), ('decided', 'Decided'), ('published', 'Published'), ('not-accepted', 'Not accepted'), ('referred', 'Referred'), ('answered', 'Answered by a record'), ('withdrawn', 'Withdrawn')], max_length=20)),
                ('version', models.PositiveIntegerField(default=1)),
                ('since', models.DateTimeField()),
                ('subject', models.CharField(max_length=200)),
                ('other_standard', models.CharField(blank=True, max_length=200)),
                ('is_general', models.BooleanField(default=False)),
                ('background', models.TextField(blank=True)),
                ('understanding', models.TextField(blank=True)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('source', models.CharField(blank=True, max_length=500)),
                ('submitted_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('reason_code', models.CharField(blank=True, choices=[('outside-casco', 'Outside CASCO: another committee’s standard'), ('how-to', 'Asks how to implement, not what is meant'), ('new-requirement', 'Asks for a new or changed requirement'), ('dispute', 'A dispute or a particular case'), ('already-answered', 'Already answered'), ('text-is-clear', 'The text is clear'), ('not-understandable', 'Cannot be understood'), ('other', 'Other')], max_length=20)),
                ('closing_note', models.TextField(blank=True)),
                ('link_counter', models.PositiveIntegerField(default=1)),
                ('acting_convenor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('drafter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='clarifications', to='standards.edition')),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='clarifications', to='standards.maintenancegroup')),
                ('referred_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='standards.committee')),
                ('screened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('criteria_set', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clarifications.criteriaset')),
            ],
            options={
                'ordering': ('-submitted_at', '-pk'),
                'indexes': [models.Index(fields=['state', 'since'], name='clarification_turns'), models.Index(fields=['group', 'state'], name='clarification_of_group')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['received', 'returned', 'under-review', 'seeking-consensus', 'decided', 'published', 'not-accepted', 'referred', 'answered', 'withdrawn'])), name='clarification_state_on_the_map'), models.CheckConstraint(condition=models.Q(('edition__isnull', True), ('other_standard', ''), _connector='OR'), name='clarification_about_one_standard')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('text', models.TextField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('clarification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='clarifications.clarification')),
                ('reply_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='clarifications.comment')),
            ],
            options={
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('meaning', models.TextField()),
                ('help_text', models.TextField(blank=True)),
                ('blocks', models.BooleanField(default=True)),
                ('criteria_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='criteria', to='clarifications.criteriaset')),
            ],
            options={
                'verbose_name_plural': 'criteria',
                'ordering': ('number',),
                'constraints': [models.UniqueConstraint(fields=('criteria_set', 'number'), name='criterion_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('note', models.CharField(blank=True, max_length=500)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('clarification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='clarifications.clarification')),
            ],
            options={
                'ordering': ('number',),
                'constraints': [models.UniqueConstraint(fields=('clarification', 'number'), name='decision_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField()),
                ('opened_at', models.DateTimeField()),
                ('ends_on', models.DateField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('clarification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='clarifications.clarification')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='clarifications.decision')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='standards.maintenancegroup')),
            ],
            options={
                'ordering': ('round',),
                'constraints': [models.UniqueConstraint(fields=('clarification', 'round'), name='call_round_once')],
            },
        ),
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('interest', models.CharField(choices=[('none', 'Own body not concerned'), ('disclosed', 'Own body concerned, disclosed')], max_length=10)),
                ('note', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('clarification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='clarifications.clarification')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=clarifications.case.keys.make_key, editable=False, max_length=32, unique=True)),
                ('answers', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('confirmation', models.CharField(blank=True, db_index=True, max_length=64)),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('clarification', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='draft', to='clarifications.clarification')),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['changed_at'], name='draft_age')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('verb', models.CharField(max_length=40)),
                ('roles', models.CharField(max_length=80)),
                ('from_state', models.CharField(blank=True, max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('at', models.DateTimeField()),
                ('actor_key', models.CharField(max_length=40)),
                ('reason_digest', models.CharField(max_length=64)),
                ('detail_digest', models.CharField(max_length=64)),
                ('previous', models.CharField(blank=True, max_length=64)),
                ('hash', models.CharField(max_length=64)),
                ('actor', models.CharField(max_length=200)),
                ('on_behalf_of', models.CharField(blank=True, max_length=200)),
                ('reason', models.TextField(blank=True)),
                ('detail', models.TextField(blank=True)),
                ('salt', models.CharField(default=clarifications.case.events.make_salt, max_length=32)),
                ('clarification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='clarifications.clarification')),
            ],
            options={
                'ordering': ('number',),
                'constraints': [models.UniqueConstraint(fields=('clarification', 'number'), name='event_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('result', models.CharField(choices=[('met', 'Met'), ('not-met', 'Not met'), ('not-applicable', 'Not applicable')], max_length=16)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('clarification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='clarifications.clarification')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clarifications.criterion')),
            ],
            options={
                'ordering': ('criterion__number',),
                'constraints': [models.UniqueConstraint(fields=('clarification', 'criterion'), name='finding_once')],
            },
        ),
        migrations.CreateModel(
            name='Identity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body_name', models.CharField(blank=True, max_length=200)),
                ('claimed_kind', models.CharField(choices=[('member', 'ISO member body'), ('liaison', 'Organisation in category A liaison'), ('other', 'Other body')], max_length=10)),
                ('confirmed_kind', models.CharField(blank=True, choices=[('member', 'ISO member body'), ('liaison', 'Organisation in category A liaison'), ('other', 'Other body')], max_length=10)),
                ('contact', models.CharField(blank=True, max_length=120)),
                ('position', models.CharField(blank=True, max_length=120)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('originator', models.CharField(blank=True, max_length=200)),
                ('erased_at', models.DateTimeField(blank=True, null=True)),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.body')),
                ('clarification', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='identity', to='clarifications.clarification')),
            ],
            options={
                'verbose_name_plural': 'identities',
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(blank=True, max_length=40)),
                ('role', models.CharField(blank=True, max_length=20)),
                ('to_name', models.CharField(blank=True, max_length=120)),
                ('to', models.EmailField(max_length=254)),
                ('subject', models.CharField(max_length=300)),
                ('text', models.TextField()),
                ('line', models.CharField(default='work', max_length=16)),
                ('queued_at', models.DateTimeField()),
                ('delivery', models.CharField(choices=[('queued', 'Waiting to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Given up')], default='queued', max_length=8)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_at', models.DateTimeField()),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('fault', models.CharField(blank=True, max_length=300)),
                ('clarification', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='clarifications.clarification')),
            ],
            options={
                'ordering': ('-queued_at', '-pk'),
                'indexes': [models.Index(condition=models.Q(('delivery__in', ['queued', 'sending'])), fields=['next_at'], name='message_to_send')],
            },
        ),
        migrations.CreateModel(
            name='Pending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=20)),
                ('clauses', models.JSONField(default=list)),
                ('stage', models.CharField(max_length=20)),
                ('accepted_at', models.DateTimeField()),
                ('since', models.DateTimeField()),
                ('clarification', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='pending', to='clarifications.clarification')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pending', to='standards.edition')),
            ],
            options={
                'verbose_name_plural': 'pending',
                'ordering': ('accepted_at', 'pk'),
                'indexes': [models.Index(fields=['edition', 'accepted_at'], name='pending_of_edition')],
            },
        ),
        migrations.CreateModel(
            name='PublicText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.JSONField()),
                ('clarification', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='public_text', to='clarifications.clarification')),
            ],
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('label', models.CharField(max_length=40)),
                ('text', models.TextField()),
                ('clarification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='clarifications.clarification')),
                ('stem', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='clarifications.question')),
            ],
            options={
                'ordering': ('order',),
                'constraints': [models.UniqueConstraint(fields=('clarification', 'order'), name='question_order_once'), models.UniqueConstraint(fields=('clarification', 'label'), name='question_label_once')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('outcome', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('yes-but-not-only', 'Yes, but not only so'), ('yes-under-conditions', 'Yes, under conditions'), ('not-specified', 'Intentionally not specified'), ('silent', 'The standard is silent'), ('ambiguous', 'Ambiguous, to be considered in revision'), ('defect', 'Defect, to be corrected'), ('see-text', 'See text')], max_length=24)),
                ('position', models.TextField()),
                ('considerations', models.TextField(blank=True)),
                ('conditions', models.JSONField(blank=True, default=list)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='clarifications.decision')),
                ('questions', models.ManyToManyField(related_name='answers', to='clarifications.question')),
            ],
            options={
                'ordering': ('order',),
            },
        ),
        migrations.CreateModel(
            name='RecordIndex',
            fields=[
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='index', serialize=False, to='clarifications.record')),
                ('words', models.TextField()),
            ],
        ),
        migrations.AddField(
            model_name='record',
            name='clarification',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='record', to='clarifications.clarification'),
        ),
        migrations.AddField(
            model_name='record',
            name='edition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='standards.edition'),
        ),
        migrations.AddField(
            model_name='record',
            name='standard',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='standards.standard'),
        ),
        migrations.AddField(
            model_name='clarification',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clarifications.record'),
        ),
        migrations.CreateModel(
            name='RecordAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('yes-but-not-only', 'Yes, but not only so'), ('yes-under-conditions', 'Yes, under conditions'), ('not-specified', 'Intentionally not specified'), ('silent', 'The standard is silent'), ('ambiguous', 'Ambiguous, to be considered in revision'), ('defect', 'Defect, to be corrected'), ('see-text', 'See text'), ('no-consensus', 'No consensus'), ('unknown', 'Answer not held')], max_length=24)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answer_rows', to='clarifications.record')),
            ],
            options={
                'indexes': [models.Index(fields=['outcome', 'record'], name='record_answer_found')],
                'constraints': [models.UniqueConstraint(fields=('record', 'outcome'), name='record_answer_once')],
            },
        ),
        migrations.CreateModel(
            name='RecordClause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('canonical', models.CharField(max_length=80)),
                ('slug', models.CharField(max_length=80)),
                ('sort_key', models.CharField(max_length=200)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='standards.edition')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clause_rows', to='clarifications.record')),
            ],
            options={
                'ordering': ('sort_key',),
                'indexes': [models.Index(fields=['edition', 'slug'], name='record_clause_found')],
            },
        ),
        migrations.CreateModel(
            name='RecordVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('note', models.TextField(blank=True)),
                ('content', models.JSONField()),
                ('rendered', models.JSONField()),
                ('disclaimer', models.PositiveSmallIntegerField()),
                ('hash', models.CharField(max_length=64)),
                ('redacted_at', models.DateTimeField(blank=True, null=True)),
                ('redaction', models.TextField(blank=True)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='clarifications.record')),
            ],
            options={
                'ordering': ('number',),
                'constraints': [models.UniqueConstraint(fields=('record', 'number'), name='record_version_once')],
            },
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('lifted_at', models.DateTimeField(blank=True, null=True)),
                ('clarification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='clarifications.clarification')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('at', 'pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('clarification', 'user'), name='recusal_open_once')],
            },
        ),
        migrations.CreateModel(
            name='Return',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('clarification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='clarifications.clarification')),
            ],
            options={
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='ReturnQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('answer', models.TextField(blank=True)),
                ('about', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clarifications.question')),
                ('returned', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='clarifications.return')),
            ],
            options={
                'ordering': ('order',),
            },
        ),
        migrations.CreateModel(
            name='RollEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('disclosed', models.BooleanField(default=False)),
                ('recused_at', models.DateTimeField(blank=True, null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.body')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roll', to='clarifications.call')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'roll entries',
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('call', 'user'), name='roll_entry_once')],
            },
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('view', models.CharField(choices=[('agree', 'Agrees'), ('agree-editorial', 'Agrees, with an editorial comment'), ('object', 'Objects'), ('abstain', 'Abstains')], max_length=16)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('handling', models.CharField(blank=True, choices=[('', 'Not handled'), ('resolved', 'Resolved'), ('sustained', 'Sustained')], max_length=10)),
                ('account', models.TextField(blank=True)),
                ('handled_at', models.DateTimeField(blank=True, null=True)),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='position', to='clarifications.rollentry')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('view', 'object'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='objection_has_a_reason'), models.CheckConstraint(condition=models.Q(('view', 'object'), ('handling', ''), _connector='OR'), name='only_objections_are_handled')],
            },
        ),
        migrations.CreateModel(
            name='SubjectClause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('typed', models.CharField(max_length=80)),
                ('canonical', models.CharField(max_length=80)),
                ('slug', models.CharField(max_length=80)),
                ('sort_key', models.CharField(max_length=200)),
                ('clarification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subject_clauses', to='clarifications.clarification')),
                ('clause', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='standards.clause')),
                ('question', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='clauses', to='clarifications.question')),
            ],
            options={
                'ordering': ('order', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Verdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('applies', 'Applies'), ('still-applies', 'Still applies'), ('incorporated', 'Included'), ('no-longer-applies', 'No longer applies'), ('not-reviewed', 'Not reviewed')], max_length=20)),
                ('clause', models.CharField(blank=True, max_length=80)),
                ('in_force', standards.models.fields.PartialDateField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='standards.edition')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='clarifications.record')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='clarifications.verdict')),
            ],
            options={
                'ordering': ('-at', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'incorporated'), _negated=True), models.Q(('clause', ''), _negated=True), _connector='OR'), name='inclusion_names_a_clause')],
            },
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('replaced_at', models.DateTimeField()),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='clarifications.question')),
            ],
            options={
                'ordering': ('replaced_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Conclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ending', models.CharField(choices=[('consensus', 'Consensus'), ('no-consensus', 'No consensus')], max_length=16)),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('reopened_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conclusions', to='clarifications.call')),
                ('clarification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conclusions', to='clarifications.clarification')),
            ],
            options={
                'ordering': ('at', 'pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('reopened_at__isnull', True)), fields=('clarification',), name='conclusion_standing_once')],
            },
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(fields=['standard', '-published'], name='record_of_standard'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(fields=['edition', '-published'], name='record_of_edition'),
        ),
        migrations.AddConstraint(
            model_name='record',
            constraint=models.UniqueConstraint(fields=('edition', 'kind', 'number'), name='record_number_once_an_edition'),
        ),
    ]
