"""A search that names a topic offers its page, on the search page and on the list, as it does a standard."""

import pytest

from clarifications.register.beside import Topic
from clarifications.register.finding.search import search
from clarifications.register.finding.topics import topics_named
from standards.models import ThesaurusRing
from tests.factories import TopicFactory
from tests.page import Page
from tests.register import Register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def topics():
    ThesaurusRing.objects.create(preferred="impartiality", same="conflict of interest\nunbiased")
    TopicFactory(key="impartiality", label="Impartiality and independence", about="Conflicts of interest.")
    TopicFactory(key="marks", label="Marks and public information", about="Use of marks.")
    TopicFactory(key="colours", label="Colours", about="What is red.")


def named(text: str, *, as_typed: bool = False) -> list[str]:
    return topics_named(search(text, as_typed=as_typed), {topic.key: topic for topic in Topic.objects.all()})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Impartiality and independence", ["impartiality"]),
        ("impartiality", ["impartiality"]),
        ("independent", ["impartiality"]),
        ("INDEPENDENCE", ["impartiality"]),
        ("what is impartiality?", ["impartiality"]),
        ("impartia", ["impartiality"]),
        ("impartialty", ["impartiality"]),
        ("mark", ["marks"]),
        ("public marks", ["marks"]),
        ("color", ["colours"]),
        ("impartiality marks", []),
        ("impartiality of laboratories", ["impartiality"]),
        ("impartiality of printers", []),
        ("topic impartiality", ["impartiality"]),
        ("unbiased", ["impartiality"]),  # of the thesaurus
        ("conflict of interest", ["impartiality"]),
        ("conflicts", ["impartiality"]),  # of what it is about
        ("confl", ["impartiality"]),
        ("red", ["colours"]),
        ("re", []),
        ("laboratory", []),
        ("impartiality 7.8", []),
        ("and", []),
        ("4", []),
        ("", []),
        ("zeppelin", []),
    ],
)
def test_all_words_that_tell_something_stand_in_its_name(typed, expected):
    assert named(typed) == expected


def test_exactly_what_was_typed_is_no_other_word():
    assert named("impartialty", as_typed=True) == []


def test_its_page_is_offered_with_what_it_is_about_and_something_was_found(petra):
    shown = Page(petra.get("/search/", {"q": "impartiality"}), "main")

    assert shown.all('section[aria-labelledby="topics"] li') == ["Impartiality and independence Conflicts of interest."]
    assert shown.values('section[aria-labelledby="topics"] li a') == ["/topics/impartiality/"]
    assert "Nothing found" not in shown.words
    assert "/topics/" not in shown.values("a")


def test_the_list_leads_to_it_too(petra):
    Register().add("Marks of a body")

    shown = Page(petra.get("/clarifications/", {"q": "marks"}), "main")

    assert "By topic: Marks and public information" in shown.words
    assert "/topics/marks/" in shown.values("a")
    assert "By topic:" not in Page(petra.get("/clarifications/", {"q": "body"}), "main").words
