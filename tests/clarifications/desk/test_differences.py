"""Differences between drafts: whole words, and nothing of either text lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clarifications.desk.differences import differences

TEXT = st.text(alphabet="ab .,’\n-7é", max_size=60)


@pytest.mark.parametrize(
    ("former", "new", "found"),
    [
        ("", "", []),
        ("as it was", "as it was", [("same", "as it was")]),
        ("", "Yes.", [("ins", "Yes.")]),
        ("Yes.", "", [("del", "Yes.")]),
        (
            "those who were involved in the audit",
            "those who carried out the audit",
            [("same", "those who "), ("del", "were involved in"), ("ins", "carried out"), ("same", " the audit")],
        ),
        (
            "clause 7.8.2 applies",
            "clause 7.8.3 applies",
            [("same", "clause "), ("del", "7.8.2"), ("ins", "7.8.3"), ("same", " applies")],
        ),
        ("one", "one\n\ntwo", [("same", "one"), ("ins", "\n\ntwo")]),
    ],
)
def test_whole_words_are_marked(former, new, found):
    assert differences(former, new) == found


@given(TEXT, TEXT)
def test_both_texts_can_be_read_from_the_differences(former, new):
    found = differences(former, new)

    words = {
        kind: "".join("".join(text for k, text in found if k in ("same", kind)).split()) for kind in ("del", "ins")
    }
    assert words == {"del": "".join(former.split()), "ins": "".join(new.split())}


@given(TEXT, TEXT)
def test_the_new_text_is_kept_to_the_blank(former, new):
    found = differences(former, new)

    assert "".join(text for kind, text in found if kind != "del") == new
