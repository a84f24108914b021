"""An e-mail address in a form: of one that is wrong one thing is said."""

import pytest
from django.core.exceptions import ValidationError

from standards.models.fields import AddressFormField

NONE = "This is not an e-mail address."


@pytest.mark.parametrize(
    "typed", ["rita", "rita@", "@body.example", "rita@b\u00f6dy", "a" * 300, "rita@body\uff0eexample"]
)
def test_of_an_address_that_is_wrong_one_thing_is_said(typed):
    field = AddressFormField(max_length=254, error_messages={"invalid": NONE})

    with pytest.raises(ValidationError) as refused:
        field.clean(typed)

    assert len(refused.value.messages) == 1
