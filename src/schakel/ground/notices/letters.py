"""The letter on paper: its page in HTML, and that page as PDF."""

from __future__ import annotations

import base64
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext

from schakel.ground.kernel.dates import long_date
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.notices.models import Letterhead
from schakel.ground.notices.ports import Addressee

_STYLE = Path(__file__).with_name("letter.css")


def letter_html(
    head: Letterhead, addressee: Addressee, *, day: date, subject: str, body: str, signed_by: str
) -> str:
    """The letter of that day as one HTML page, its address in the window of an envelope."""
    context: dict[str, Any] = {
        "head": head,
        "logo": base64.b64encode(bytes(head.logo)).decode() if head.logo else "",
        "return_line": " · ".join([head.sender, *head.return_address.splitlines()]),
        "addressee": addressee,
        "day": long_date(day),
        "subject": subject,
        "paragraphs": [part for part in body.replace("\r\n", "\n").split("\n\n") if part.strip()],
        "signed_by": signed_by,
    }
    return render_to_string("notices/letter.html", context)


def pdf_of(html: str) -> bytes:
    """The page as PDF, tagged for screen readers. Raises ConflictError where this machine can't make one."""
    if not may_make_pdf():
        raise ConflictError(
            gettext("Er kan hier geen PDF worden gemaakt."),
            gettext("Op deze machine ontbreekt Pango, dat de letters op de pagina zet."),
            gettext("Installeer het pakket libpango-1.0-0 met libpangoft2-1.0-0, of druk de brief af."),
        )
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher

    _read_pictures_strictly()

    # A letter never calls out: the logo stands in the page itself.
    within = URLFetcher(allowed_protocols=["data"])
    page = HTML(string=html, url_fetcher=within)
    style = CSS(string=_STYLE.read_text(encoding="utf-8"), url_fetcher=within)
    made: bytes = page.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")
    return made


@cache
def may_make_pdf() -> bool:
    """Whether the libraries are there; asked once, since loading them takes seconds."""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        return False
    _read_pictures_strictly()
    return True


def _read_pictures_strictly() -> None:
    """Loading WeasyPrint lets Pillow read broken pictures; uploads are judged by what it refuses."""
    from PIL import ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = False
