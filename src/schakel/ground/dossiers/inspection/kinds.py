"""The kinds of files that a dossier takes, and the words with which another one is refused."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.errors import InvalidError

MAX_BYTES = 10 * 1024 * 1024
"""The largest file, in bytes."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: what browsers call it, how its name may end, and what people call it.

    also holds other names by which honest browsers know it.
    """

    content_type: str
    extensions: tuple[str, ...]
    label: str | Promise
    also: tuple[str, ...] = ()


_OFFICE = "application/vnd.openxmlformats-officedocument"
_ZIP = ("application/zip", "application/x-zip-compressed")

PDF = FileKind("application/pdf", ("pdf",), _("PDF"), ("application/x-pdf",))
PNG = FileKind("image/png", ("png",), _("PNG-afbeelding"))
JPEG = FileKind("image/jpeg", ("jpg", "jpeg"), _("JPEG-foto"), ("image/jpg", "image/pjpeg"))
DOCX = FileKind(f"{_OFFICE}.wordprocessingml.document", ("docx",), _("Word-document"), _ZIP)
XLSX = FileKind(f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",), _("Excel-werkblad"), _ZIP)
ODT = FileKind("application/vnd.oasis.opendocument.text", ("odt",), _("OpenDocument-tekst"), _ZIP)
TEXT = FileKind("text/plain", ("txt",), _("gewone tekst"))

ALLOWED = (PDF, PNG, JPEG, DOCX, XLSX, ODT, TEXT)


def refusal(why: str, remedy: str) -> InvalidError:
    """A file that can't be taken: why, and what to do. Both stand beside the field of the form."""
    return InvalidError(
        gettext("Dit bestand kan niet in het dossier."), why, remedy, fields={"file": f"{why} {remedy}"}
    )


def damaged() -> InvalidError:
    """The refusal of a file that breaks off or does not open."""
    return refusal(
        gettext("Het bestand is beschadigd of niet volledig."),
        gettext("Open het op uw eigen computer, sla het opnieuw op en probeer het nog eens."),
    )


def can_run() -> InvalidError:
    """The refusal of a file with a macro, a script or another file inside."""
    return refusal(
        gettext("In het bestand zit een macro, een script of een ander bestand."),
        gettext("Sla het op als PDF zonder bijlagen, of druk het af naar PDF."),
    )
