"""Parts of pages that are kept say what they would say if they were drawn anew, and never what was so before."""

import functools
import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client
from django.utils import translation
from django.utils.safestring import mark_safe

from casco_site.areas import AREAS
from casco_site.copies import COPIES
from casco_site.templatetags.kept import DrawnNode
from clarifications.triggers import create_triggers
from standards.catalogue.once import one_request
from standards.models import Edition
from tests.casco_site.test_public_tables import asked, known  # noqa: F401 - the site with something of everything
from tests.factories import EditionFactory

REQUEST_ID = re.compile(rb"[0-9a-f]{32}")
LOADED = "{% load kept %}"


@functools.cache
def compiled(text: str) -> Template:
    """As templates of the site are: once."""
    return Template(LOADED + text)


def drawn(text: str, **seen: object) -> str:
    with one_request(only_reads=True):
        return compiled(text).render(Context(seen))


def answers(addresses: list[str]) -> dict[str, bytes]:
    """Each address as a visitor gets it, drawn now."""
    found = {}
    for address in addresses:
        caches[COPIES].clear()
        found[address] = REQUEST_ID.sub(b"", b"".join(Client().get(address)))
    return found


def test_every_page_says_with_what_is_kept_what_it_says_without(open_database, known, monkeypatch):  # noqa: F811
    there, missing = asked(known)
    addresses = [one for one in (*there, *missing) if AREAS.of(one).has_copies]
    first, again = answers(addresses), answers(addresses[::-1])

    def anew(node, context):
        return node._drawn(context, {name: value.resolve(context) for name, value in node.named.items()})

    monkeypatch.setattr(DrawnNode, "render", anew)
    without = answers(addresses)

    assert {one for one in addresses if first[one] != without[one]} == set()
    assert {one for one in addresses if again[one] != without[one]} == set()


def test_a_part_sees_what_it_names_and_nothing_else(db):
    text = "{% drawn_once a=a %}[{{ a }}{{ b }}{{ c }}]{% enddrawn_once %}"
    also = "{% drawn_of_catalogue a=a with b %}[{{ a }}{{ b }}{{ c }}]{% enddrawn_of_catalogue %}"

    assert drawn(text, a=1, b=2, c=3) == "[1]"
    assert drawn(also, a=1, b=2, c=3) == "[12]"


@pytest.mark.parametrize("tag", ["drawn_once", "drawn_of_catalogue"])
def test_it_is_another_part_with_other_values_and_in_another_language(open_database, tag):
    text = "{% TAG a=a %}{% load i18n %}{% get_current_language as l %}{{ a }} {{ l }}{% endTAG %}".replace("TAG", tag)

    assert [drawn(text, a=value) for value in (1, True, 1)] == ["1 en", "True en", "1 en"]
    assert [drawn(text, a=value) for value in ("<", mark_safe("<"))] == ["&lt; en", "< en"]
    assert [drawn(text, a=value) for value in ([1], [2], {1: 2}, {1: 3})] == [
        "[1] en", "[2] en", "{1: 2} en", "{1: 3} en",
    ]  # fmt: skip
    with translation.override("fr"):
        assert drawn(text, a=1) == "1 fr"


def test_what_is_neither_named_nor_after_with_is_refused():
    with pytest.raises(TemplateSyntaxError):
        Template(LOADED + "{% drawn_once a %}{% enddrawn_once %}")


def test_what_could_never_be_found_again_is_refused():
    with pytest.raises(TypeError):
        drawn("{% drawn_once a=a %}{% enddrawn_once %}", a=object())


def test_a_part_of_the_catalogue_falls_with_each_change_of_it(open_database):
    create_triggers(connection)
    edition = EditionFactory(title="As it was")
    text = "{% drawn_of_catalogue edition=edition %}{{ edition.title }}{% enddrawn_of_catalogue %}"
    assert drawn(text, edition=edition) == "As it was"
    edition.title = "Not saved"
    assert drawn(text, edition=edition) == "As it was"

    Edition.objects.filter(pk=edition.pk).update(title="As it is")

    assert drawn(text, edition=Edition.objects.get()) == "As it is"
