"""Who of the secretariat answers for what a command does to cases: the journal names a person, not a machine."""

from django.core.management.base import CommandError

from accounts.models import User


def secretary(address: str) -> User:
    """The person of the secretariat with this address. Raises ``CommandError`` where there is none."""
    if not address:
        raise CommandError("Say with --by who of the secretariat stands for it, by e-mail address.")
    person = User.objects.filter(email=address.lower(), is_secretariat=True, is_active=True).first()
    if person is None:
        raise CommandError(f"{address} is nobody of the secretariat.")
    return person
