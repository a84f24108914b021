"""Days as the desk says them."""

import datetime

import pytest

from clarifications.desk import days

TODAY = datetime.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TODAY, "today"),
        (datetime.date(2026, 11, 2), "2 Nov"),
        (datetime.date(2025, 11, 2), "2 Nov 2025"),
    ],
)
def test_since_when(day, said):
    assert days.since(datetime.datetime.combine(day, datetime.time(9, tzinfo=datetime.UTC)), TODAY) == said


@pytest.mark.parametrize(
    ("distance", "said"),
    [(-3, "3 days ago"), (-1, "yesterday"), (0, "today"), (1, "tomorrow"), (8, "in 8 days")],
)
def test_until_when(distance, said):
    assert days.until(TODAY + datetime.timedelta(days=distance), TODAY) == said
