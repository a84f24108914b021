"""What tests of the search begin with."""

import pytest

from tests.register import Register


@pytest.fixture
def record_about():
    """Makes a published record; its title and clauses are what a search meets first."""
    return Register().add
