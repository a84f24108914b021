"""Whom the events that were written before are about, where that is certain; what is hashed stays as it was written."""

from collections import defaultdict

from django.conf import settings
from django.db import migrations

NAMED = ("name-drafter", "lift-recusal", "name-acting-convenor")  # their whole detail is a name
ANSWERED = ("handle-objection", "sustain-objection")  # theirs begins with one: "Max Example: …"
EMPTIED, IN_WORDS = 0, 1


def _drop_guard(schema_editor):
    """What the database refuses otherwise: the guard is there again after every migration (``triggers.py``)."""
    table = "clarifications_event"
    on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_update{on}")


def _fill(apps, schema_editor):
    _drop_guard(schema_editor)
    events = apps.get_model("clarifications", "Event").objects
    events.filter(naming=IN_WORDS, salt="").update(naming=EMPTIED)
    written = events.filter(naming=IN_WORDS)
    people = _people(apps)
    for pk, detail in written.filter(verb__in=NAMED).values_list("pk", "detail").iterator():
        _note(events, pk, people.get(detail, set()))
    entries = apps.get_model("clarifications", "RollEntry").objects
    answered = written.filter(verb__in=ANSWERED).values_list("pk", "detail", "clarification")
    for pk, detail, case in answered.iterator():
        on_the_roll = set(entries.filter(call__clarification=case).values_list("user__key", flat=True))
        called = {key for name, keys in people.items() if detail.startswith(f"{name}: ") for key in keys}
        _note(events, pk, called & on_the_roll)


def _people(apps):
    """Everybody who was ever called so, by name."""
    found = defaultdict(set)
    users = apps.get_model("accounts", "User").objects
    keys = dict(users.values_list("pk", "key"))
    for pk, name in users.values_list("pk", "name"):
        found[name].add(keys[pk])
    for pk, name in apps.get_model("accounts", "HistoricalUser").objects.values_list("id", "name"):
        if pk in keys:
            found[name].add(keys[pk])
    return found


def _note(events, pk, keys):
    """Two who are called alike are not told apart."""
    if len(keys) == 1:
        events.filter(pk=pk).update(about_key=str(*keys))


def _forget(apps, schema_editor):
    """Without the columns: the guard that reads them goes first."""
    _drop_guard(schema_editor)


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0008_erased_accounts"),
        ("clarifications", "0022_people_in_events_by_id"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(_fill, _forget, elidable=True)]
