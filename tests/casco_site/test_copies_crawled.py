"""Nothing private gets into a copy: every public address is asked for by everybody, and then by a visitor."""

import re

from django.core.cache import caches
from django.test import Client

from accounts.models import User
from casco_site.areas import AREAS
from casco_site.copies import COPIES
from tests.casco_site.test_public_tables import asked, known  # noqa: F401 - the site with something of everything

REQUEST_ID = re.compile(rb"[0-9a-f]{32}")


def answers(browser: Client, addresses: list[str]) -> dict[str, tuple[int, bytes]]:
    """How each address is answered; errors name the id of the request, which is another one each time."""
    found = {address: browser.get(address) for address in addresses}
    return {address: (answer.status_code, REQUEST_ID.sub(b"", b"".join(answer))) for address, answer in found.items()}


def test_what_a_visitor_gets_is_the_same_whoever_came_before(open_database, known, browser_of):  # noqa: F811
    there, missing = asked(known)
    addresses = [one for one in (*there, *missing) if AREAS.of(one).has_copies]
    by_a_visitor = answers(Client(), addresses)
    caches[COPIES].clear()

    secretary = User.objects.filter(is_secretariat=True).first()
    member = User.objects.filter(is_secretariat=False, seats__isnull=False).first()
    for person in (secretary, member):
        seen = [browser_of(person).get(address) for address in addresses]
        assert [one for one in seen if one.status_code == 200 and "private" not in one["Cache-Control"]] == []
    after_everybody = answers(Client(), addresses)
    once_more = answers(Client(), addresses)

    assert {one for one in addresses if after_everybody[one] != by_a_visitor[one]} == set()
    assert {one for one in addresses if once_more[one] != by_a_visitor[one]} == set()
