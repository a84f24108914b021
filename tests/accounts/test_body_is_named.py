"""Wherever a page shows a body, it says what became of it: every template that names one is looked through."""

import re

from tests.test_house import named, templates

SHOWS = re.compile(r"{{\s*[\w.]*\b(?:body|body_shown|body_name)\b\s*(?:\||}})|\b\w+=[\w.]+\.(?:body|body_shown)\b")
SAYS = ("components/became.html", "components/body.html", "components/person.html", "components/position.html")
ROW = "standards/_other.html"  # of a list that says it once, above
# The page of a body says it in a part of its own, the feed in the words of its entry.
ELSEWHERE = {"templates/accounts/body.html", "templates/clarifications/register/feed_entry.html", f"templates/{ROW}"}


def test_every_page_that_names_a_body_says_what_became_of_it():
    silent = [
        named(path)
        for path in templates()
        if path.suffix == ".html" and named(path) not in ELSEWHERE
        if SHOWS.search(text := path.read_text("utf-8")) or ROW in text
        if not any(part in text for part in SAYS)
    ]

    assert silent == []


def test_every_mail_that_names_a_body_says_what_became_of_it():
    silent = [
        named(path)
        for path in templates()
        if path.suffix == ".txt"
        if SHOWS.search(text := path.read_text("utf-8"))
        and "what_became_of" not in text
        and not re.search(r"extends \"emails/endorsement/(?!nothing)", text)
    ]

    assert silent == []
