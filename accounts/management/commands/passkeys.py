"""`manage.py passkeys`: before the site moves to another name, says whose second factor would not work there."""

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand

from accounts.models import User


class Command(BaseCommand):
    help = "Name who has a passkey and no app: a passkey is bound to the name of the site. Recovery codes still work."

    def handle(self, *args: object, **options: object) -> None:
        having = {kind: Authenticator.objects.filter(type=kind).values("user") for kind in Authenticator.Type.values}
        alone = User.objects.filter(is_active=True, pk__in=having["webauthn"]).exclude(pk__in=having["totp"])
        for user in alone.order_by("email"):
            self.stdout.write(user.email)
        self.stdout.write(f"{alone.count()} people have a passkey and no app.")
