"""What is sent compressed: public pages, for browsers that take it, and nothing that holds a secret."""

import gzip
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles.finders import find
from django.core.files.base import ContentFile
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from whitenoise.storage import CompressedManifestStaticFilesStorage

from casco_site.compression import CompressionMiddleware
from tests.register import Register

TAKES = {"accept-encoding": "gzip, deflate, br"}
LONG = "A clarification is not a requirement. " * 50
PROOF = '<input type="hidden" name="csrfmiddlewaretoken" value="x">'


def sent(response: HttpResponse | StreamingHttpResponse, *, headers: dict[str, str] = TAKES):
    """An answer of the site to somebody who looks something up."""
    return CompressionMiddleware(lambda request: response)(RequestFactory().get("/search/", headers=headers))


@pytest.mark.parametrize("address", ["/", "/glossary/", "/search/?q=images", "/sitemap-pages.xml"])
def test_a_public_page_is_sent_compressed_and_is_the_same(petra, db, address):
    plain, packed = petra.get(address), petra.get(address, headers=TAKES)

    assert (packed["Content-Encoding"], packed["Content-Length"]) == ("gzip", str(len(packed.content)))
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) * 2 < len(plain.content)
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in plain["Vary"]
    assert "Accept-Encoding" in packed["Vary"]


@pytest.mark.parametrize(
    ("said", "packed"),
    [
        ("gzip", True),
        ("br;q=1.0, GZIP;q=0.5", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip; q=0.00, *", False),
        ("x-gzip", False),
        ("identity", False),
        ("", False),
    ],
)
def test_only_who_unpacks_it_gets_it_compressed(petra, db, said, packed):
    assert ("Content-Encoding" in petra.get("/glossary/", headers={"accept-encoding": said})) == packed


def test_a_compressed_record_is_not_sent_again_while_nothing_has_changed(petra, db):
    url = Register().add().get_absolute_url()
    first = petra.get(url, headers=TAKES)

    again = petra.get(url, headers=TAKES | {"if-none-match": first["ETag"]})

    assert first["ETag"].startswith('W/"')
    assert (again.status_code, again.content) == (304, b"")
    assert "Accept-Encoding" in again["Vary"]


def test_the_api_says_the_same_compressed_also_where_nothing_is_found(petra, db):
    answers = [(petra.get(url), petra.get(url, headers=TAKES)) for url in ("/api/v1/schema/", "/api/v1/nothing/")]

    (schema, packed_schema), (nothing, packed_nothing) = answers
    assert gzip.decompress(packed_schema.content) == schema.content
    assert packed_nothing.json() == nothing.json()


@pytest.mark.parametrize("address", ["/request/", "/account/login/"])
def test_a_private_page_is_left_alone(petra, db, address):
    answer = petra.get(address, headers=TAKES)

    assert (answer.status_code, "Content-Encoding" in answer) == (200, False)


def test_a_public_page_for_somebody_signed_in_is_left_alone(browser_of, sam):
    answer = browser_of(sam).get("/glossary/", headers=TAKES)

    assert (answer.status_code, "Content-Encoding" in answer) == (200, False)


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse(LONG + PROOF),
        HttpResponse("short"),
        HttpResponse(LONG, content_type="image/png"),
        StreamingHttpResponse([LONG]),
    ],
    ids=["with the proof of a form", "short", "a picture", "a stream"],
)
def test_what_holds_a_secret_or_gains_nothing_is_left_alone(response):
    assert "Content-Encoding" not in sent(response)


def test_a_browser_that_does_not_unpack_is_sent_the_page_as_it_is():
    answer = sent(HttpResponse(LONG), headers={})

    assert (answer.content.decode(), answer["Vary"]) == (LONG, "Accept-Encoding")


def test_a_static_file_is_compressed_when_it_is_collected(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    sheet = Path(find("css/site.css")).read_bytes()
    storage = CompressedManifestStaticFilesStorage(location=tmp_path)
    storage.save("css/site.css", ContentFile(sheet))

    assert all(found is not None for found in storage.post_process({"css/site.css": (storage, "css/site.css")}))

    (packed,) = (tmp_path / "css").glob("*.css.br")
    assert brotli.decompress(packed.read_bytes()) == sheet
