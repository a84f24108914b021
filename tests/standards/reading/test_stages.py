"""What ISO's stage codes tell."""

import pytest

from standards.reading import stages


@pytest.mark.parametrize(
    ("stage", "following"),
    [
        ("00.00", ("00.20",)),
        ("40.00", ("40.20",)),
        ("40.20", ("40.60",)),
        ("40.60", ("40.92", "40.93", "40.98", "40.99")),
        ("40.93", ("40.20",)),
        ("40.99", ("50.00",)),
        ("50.99", ("60.00",)),
        ("60.00", ("60.60",)),
        ("90.20", ("90.60",)),
        ("90.60", ("90.92", "90.93", "90.99")),
        ("90.99", ("95.20",)),
        ("95.60", ("95.92", "95.99")),
    ],
)
def test_a_code_tells_what_can_come_next(stage, following):
    assert stages.following(stage) == following


@pytest.mark.parametrize("stage", ["", "60.60", "30.92", "40.98", "90.92", "90.93", "95.99", "nonsense"])
def test_where_a_code_does_not_tell_nothing_is_said(stage):
    assert stages.following(stage) == ()


def test_what_can_come_next_has_words():
    found = {code for stage in stages.STAGES for code in stages.following(stage)}

    assert found <= set(stages.STAGES)
