"""Before a move to another name: whose second factor is bound to the former one."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command

from tests.factories import UserFactory


def person(name: str, *factors: str, **given):
    user = UserFactory(email=f"{name}@member.example", **given)
    for factor in factors:
        Authenticator.objects.create(user=user, type=factor, data={})
    return user


@pytest.mark.django_db
def test_who_has_a_passkey_and_no_app_is_named(capsys):
    person("nina", "webauthn", "recovery_codes")
    person("max", "webauthn", "webauthn")
    person("sam", "webauthn", "totp")
    person("rita", "totp")
    person("left", "webauthn", is_active=False)

    call_command("passkeys")

    said = capsys.readouterr().out.splitlines()
    assert said == ["max@member.example", "nina@member.example", "2 people have a passkey and no app."]
