"""What tests of the process may ask for: cases in every state, walked once for all of them."""

import pytest

from tests import kept


@pytest.fixture(scope="session", autouse=True)
def kept_cases(calm_site, django_db_setup, django_db_blocker) -> None:
    """Builders write again what they left here."""
    with django_db_blocker.unblock():
        kept.walk_all()
