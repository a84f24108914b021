"""What a database finds is what stands there, so that the order of results cannot depend on the database."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clarifications.register.finding.asked import read
from clarifications.register.finding.index import EVERYWHERE, PLACES, Ask, holding
from clarifications.register.finding.needles import Form, Forms, needles, rings_of
from clarifications.register.models import RecordIndex
from tests.register import Register

pytestmark = pytest.mark.django_db
WORDS = ["image", "images", "seal", "sealed", "client", "7.8.6", "7.8", "7.80", "re-certification", "recertified", "2"]
TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
RINGS = rings_of([["image", "client seal"]])


def stands_in(form: Form, words: list[str]) -> bool:
    """Whether a form stands in these words, by reading them."""
    size = len(form.words)
    whole = size and any(tuple(words[place : place + size]) == form.words for place in range(len(words)))
    return bool(whole or (form.begun and any(word.startswith(form.begun) for word in words)))


def expected(ask: Ask, rows: list[RecordIndex]) -> list[int]:
    def holds(row: RecordIndex, forms: Forms) -> bool:
        return any(stands_in(form, getattr(row, ask.place).split()) for form in forms)

    found = [row.pk for row in rows if all(holds(row, forms) for forms in ask.each) and not holds(row, ask.without)]
    return sorted(found, reverse=True)


@pytest.fixture
def rows():
    """Indexes to write words into; the records are of no matter."""
    register = Register()
    return [register.add(f"Record {number}").index for number in range(3)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
@given(texts=st.lists(TITLES, min_size=3, max_size=3), typed=TITLES, refused=st.sampled_from(WORDS))
def test_the_database_finds_what_reading_finds(rows, texts, typed, refused):
    for row, text in zip(rows, texts, strict=True):
        said = " ".join(word.stem for word in read(text).words) or "nothing"
        RecordIndex.objects.filter(pk=row.pk).update(title=said, question=f"{said} {said}", words=f"{said} more")
    now = list(RecordIndex.objects.all())
    sought = needles(read(typed), RINGS, mended={})
    asks = [Ask((needle.all,), place) for needle in sought for place in PLACES]
    without = tuple(form for needle in needles(read(refused), {}, mended={}) for form in needle.own)
    if sought:
        asks.append(Ask(tuple(needle.all for needle in sought), EVERYWHERE, without))

    assert holding(asks) == [expected(ask, now) for ask in asks]


def test_nothing_asked_is_nothing_found():
    assert holding([]) == []
