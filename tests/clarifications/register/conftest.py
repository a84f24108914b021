"""What tests of the register may ask for: the register, and an edition of the standard for laboratories."""

import pytest

from tests.factories import EditionFactory, StandardFactory
from tests.register import Register


@pytest.fixture
def register():
    return Register()


@pytest.fixture
def laboratory():
    return EditionFactory(standard=StandardFactory(number="17025"), year=2017)


@pytest.fixture
def inspection():
    return EditionFactory(standard=StandardFactory(number="17020"), year=2012)
