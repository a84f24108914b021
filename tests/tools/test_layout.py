"""The text of a page as a browser lays it out, by which pages are compared before and after their templates change."""

import pytest

from tools.layout import Layout

SITE = Layout.of_the_site()


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a  \n b</p>", "a b"),
        ("<p> a </p>\n<p>b</p>", "a\nb"),
        ("<p>a <b>b</b> c</p>", "a b c"),
        ("<p>a<b>b</b></p>", "ab"),
        ("<p>a<b> b</b></p>", "a b"),
        ("<p>\n  a\n  <b>\n    b\n  </b>, c</p>", "a b , c"),
        ("<p>a&nbsp; b</p>", "a\u00a0 b"),
        ("<p>a<br>b</p>", "a\nb"),
    ],
)
def test_white_space_is_shown_as_a_browser_shows_it(html, text):
    assert SITE.text_of(html) == text


def test_a_button_stands_in_the_line_like_a_word():
    assert SITE.text_of("<p>a<button> b </button></p>") != SITE.text_of("<p>a <button>b</button></p>")
    assert SITE.text_of("<p>a <button> b </button></p>") == SITE.text_of("<p>a <button>b</button></p>")


def test_white_space_around_a_hidden_field_does_not_count():
    html = '<p>a<input type="hidden" name="b" value="c"></p>'

    assert SITE.text_of(html) == SITE.text_of(html.replace("<input", "\n<input")) == "a{value=c}"


def test_white_space_between_the_parts_of_a_flexible_box_does_not_count():
    tight = '<div class="actions"><button>a</button><a>b</a></div>'

    assert SITE.text_of(tight) == SITE.text_of(tight.replace("><", ">\n<"))


def test_line_breaks_and_blanks_count_where_they_are_shown():
    typed = '<p class="typed">a\nb c</p>'

    assert SITE.text_of(typed) != SITE.text_of(typed.replace("\n", " "))
    assert SITE.text_of(typed) != SITE.text_of(typed.replace("a", "\na"))
    assert SITE.text_of(typed) != SITE.text_of(typed.replace(" c", "  c"))


def test_what_is_read_aloud_and_where_links_lead_is_text_too():
    html = '<a id="x" href="/a">a</a><input value="b" placeholder="c"><img alt="d"><i aria-label="e" title="f"></i>'

    assert SITE.text_of(html) == "{href=/a}a[{value=b}{placeholder=c}][{alt=d}]{aria-label=e}{title=f}"


def test_what_differs_from_one_reading_to_the_next_is_left_out():
    html = '<form><input type="hidden" name="csrfmiddlewaretoken" value="{}">a</form>'

    assert SITE.text_of(html.format("one")) == SITE.text_of(html.format("another"))


def test_with_markup_elements_and_all_attributes_are_text_too():
    html = '<html><head></head><body><p class="b\n a" id="c">d</p></body></html>'

    assert Layout(markup=True).text_of(html).splitlines()[-3] == '<p class="b a" id="c">d</p>'


def test_scripts_and_comments_are_not_text():
    assert SITE.text_of("<p>a<!-- b --><script>c</script></p>") == "a"
