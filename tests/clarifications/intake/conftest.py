"""What tests of intake may ask for: drafts in the browser of somebody who is not signed in, a body that endorses."""

import pytest

from accounts.models import Body
from clarifications.intake.models import Draft
from tests.clarifications.intake.endorsing import OTHER_TYPED, asking_criteria, represented
from tests.clarifications.intake.pages import BACKGROUND, IDENTITY, QUESTION, ask, page_of
from tests.factories import EditionFactory, StandardFactory


@pytest.fixture
def edition(db):
    return EditionFactory(standard=StandardFactory(number="90025", slug="90025"))


@pytest.fixture
def draft(petra, edition) -> Draft:
    """A draft that was begun, with its edition chosen."""
    petra.post("/request/", {"edition": "90025/2017"})
    return Draft.objects.get()


@pytest.fixture
def complete(petra, draft) -> Draft:
    """A draft of which every page is filled in."""
    for page, answers in (("question", QUESTION), ("background", BACKGROUND), ("identity", IDENTITY)):
        petra.post(page_of(draft, page), answers)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def norland(db) -> Body:
    """A member body, whose representative is Dana; the criteria ask for endorsement."""
    asking_criteria()
    return represented(email="dana@norland.example", name="Dana Example")[0]


@pytest.fixture
def asked(petra, complete, norland) -> Draft:
    """A request of another body whose address is confirmed: it waits for its endorsement."""
    petra.post(page_of(complete, "identity"), OTHER_TYPED | {"endorsing_body": norland.name})
    petra.post(ask(petra, complete))
    return complete
