"""`make test`: its exit status is the worse of the two runs."""

import pytest

from tools import suite


@pytest.mark.parametrize(
    ("first", "second", "selection", "status"),
    [
        (0, 0, [], 0),
        (1, 0, [], 1),
        (0, 1, [], 1),
        (1, 2, [], 2),
        (-9, 0, [], 1),
        (0, 5, [], 5),
        (5, 0, ["tests/journeys"], 0),
        (5, 1, ["tests/journeys"], 1),
        (5, 5, ["-k", "nothing"], 5),
    ],
)
def test_the_worse_of_two_runs_counts(first, second, selection, status):
    assert suite.worse(first, second, selection) == status
