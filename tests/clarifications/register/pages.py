"""How tests of the register read its pages."""

from tests.markup import markup


def page(petra, url, status=200) -> str:
    answer = petra.get(url)
    assert answer.status_code == status
    return " ".join(markup(answer).split())


def in_order(text, *parts) -> bool:
    """Whether the parts stand in the text of the page one after the other."""
    place = max(text.find("<main"), 0)
    for part in parts:
        place = text.find(part, place)
        if place < 0:
            return False
    return True
