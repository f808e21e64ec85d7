"""The letter on paper: what stands on it, and that it calls nobody."""

from __future__ import annotations

import logging
import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import pytest

from schakel.ground.notices.letters import letter_html, may_make_pdf, pdf_of
from schakel.ground.notices.models import Letterhead
from schakel.ground.notices.ports import Addressee

HEAD = Letterhead(sender="Gemeente Oosterwaard", return_address="Postbus 1\n1234 AB Oord", closing="Groet,")


def letter(addressee: Addressee, body: str = "Regel een.\n\nRegel twee.") -> str:
    day = date(2026, 11, 2)
    return letter_html(HEAD, addressee, day=day, subject="Uw plan", body=body, signed_by="Bas Kuiper")


@pytest.fixture
def _pango() -> None:
    if not may_make_pdf():
        message = "Pango is not on this machine, so no PDF is made"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)


def test_every_part_stands_on_the_page() -> None:
    html = letter(Addressee("Noor de Wit", "Beste Noor,", ("Dorpsstraat 1", "1234 AB Oord")))
    for words in (
        "Noor de Wit",
        "Dorpsstraat 1",
        "Postbus 1 · 1234 AB Oord",
        "Uw plan",
        "Regel twee.",
        "2 november 2026",
    ):
        assert words in html


def test_what_a_person_typed_stays_text() -> None:
    assert "<script>" not in letter(Addressee("<script>", ""), "<script>alert(1)</script>")


def test_a_letter_for_who_receives_the_post_names_the_client() -> None:
    html = letter(Addressee("Bewindkantoor", "Geachte,", ("Plein 1",), on_behalf_of="Noor de Wit"))
    assert "Betreft: Noor de Wit" in html


def plain_parts(pdf: bytes) -> Iterator[bytes]:
    """The streams of a PDF that are compressed and can be read."""
    for part in pdf.split(b"stream\n")[1:]:
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(part)


@pytest.mark.usefixtures("_pango")
def test_the_pdf_is_one_with_tags() -> None:
    made = pdf_of(letter(Addressee("Noor de Wit", "Beste Noor,")))
    assert made.startswith(b"%PDF-")
    assert b"/MarkInfo" in b"".join(plain_parts(made))


@pytest.mark.usefixtures("_pango")
def test_a_picture_from_elsewhere_is_not_fetched(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR, logger="weasyprint")
    assert pdf_of("<p>hallo</p><img src='http://127.0.0.1:9/x.png' alt='x'>").startswith(b"%PDF-")
    assert "Failed to load image" in caplog.text


@pytest.mark.usefixtures("_pango")
def test_after_a_letter_broken_pictures_are_still_refused() -> None:
    from PIL import ImageFile

    pdf_of("<p>hallo</p>")
    assert not ImageFile.LOAD_TRUNCATED_IMAGES
