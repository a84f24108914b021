"""The style sheets that browsers load: joined, short, light, and no more of them than a page needs."""

from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from casco_site.sheets import SHEETS, SheetFinder, joined, short, written
from tests.page import Page

MOST, MOST_COMPRESSED = 60_000, 12_000
A_PAGE = 15_000  # bytes of HTML, compressed
STATIC = settings.BASE_DIR / "casco_site" / "static"
UPRIGHT, ITALIC = ("margin-sans-latin", "margin-serif-latin"), "margin-serif-latin-italic"


@pytest.fixture
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path / "sheets"


@pytest.mark.parametrize("path", SHEETS)
def test_a_sheet_is_light(path):
    text = joined(path).encode()

    assert (len(text) <= MOST, len(brotli.compress(text)) <= MOST_COMPRESSED) == (True, True)


@pytest.mark.parametrize(
    ("fonts", "most"), [(UPRIGHT, 120_000), ((*UPRIGHT, ITALIC), 150_000)], ids=["a page", "a record"]
)
def test_a_first_visit_is_light(fonts, most):
    texts = [joined("css/site.css").encode(), *((STATIC / name).read_bytes() for name in ("theme.js", "site.js"))]

    sent = sum(len(brotli.compress(text)) for text in texts)
    sent += sum((STATIC / "fonts" / f"{font}.woff2").stat().st_size for font in fonts)

    assert sent + A_PAGE <= most


@pytest.mark.parametrize(
    ("address", "sheets"),
    [
        ("/", ["/static/css/site.css"]),
        ("/nothing/", ["/static/css/site.css"]),
        ("/request/", ["/static/css/site.css", "/static/css/work.css"]),
        ("/account/login/", ["/static/css/site.css", "/static/css/work.css"]),
    ],
)
def test_a_public_page_loads_one_sheet_a_private_one_two(petra, db, address, sheets):
    assert Page(petra.get(address)).values("link[rel=stylesheet]") == sheets


@pytest.mark.parametrize(
    ("long", "result"),
    [
        ("/* why */ a { color: red; }\n\nb > c, d e { margin: 0 auto }\n", "a{color:red}b>c,d e{margin:0 auto}"),
        ('.a { content: "x;  /y {" ; }', '.a{content:"x;  /y {"}'),
        ("@media (min-width: 52rem) { .a :hover { top: 0; } }", "@media (min-width:52rem){.a :hover{top:0}}"),
        (":root { --when-light: initial; --when-dark: ; }", ":root{--when-light:initial;--when-dark: }"),
        ("a { width: calc(1px + 2px); }", "a{width:calc(1px + 2px)}"),
        (".a { b: var(--x, #fff) var(--y, #000); }", ".a{b:var(--x,#fff) var(--y,#000)}"),
    ],
)
def test_what_means_nothing_is_left_out(long, result):
    assert short(long) == result


def test_print_stands_within_its_condition():
    assert joined("css/site.css").endswith("}}")
    assert "@media print{@page{" in joined("css/site.css")


def test_a_sheet_is_written_where_it_is_not_what_its_parts_say(folder):
    place = written("css/site.css")
    first = place.stat().st_mtime_ns
    again = written("css/site.css").stat().st_mtime_ns
    place.write_text("a former one")

    written("css/site.css")

    assert first == again
    assert place.read_text("utf-8") == joined("css/site.css")
    assert [path.name for path in (folder / "css").iterdir()] == ["site.css"]


def test_django_finds_the_sheets_as_it_finds_other_files(folder):
    listed = [(path, Path(storage.path(path)).is_file()) for path, storage in SheetFinder().list(None)]

    assert listed == [("css/site.css", True), ("css/work.css", True), ("css/admin.css", True)]
    assert finders.find("css/site.css") == str(folder / "css" / "site.css")
    assert finders.find("css/site.css", find_all=True) == [str(folder / "css" / "site.css")]
    assert finders.find("css/none.css") is None
