"""The judgement of one file: its kind by content, and that its name and its sender say the same."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.dossiers.inspection import office, pictures, portable, text
from schakel.ground.dossiers.inspection.kinds import (
    ALLOWED,
    JPEG,
    MAX_BYTES,
    PDF,
    PNG,
    TEXT,
    FileKind,
    refusal,
)
from schakel.ground.dossiers.inspection.naming import ending_of, safe_name
from schakel.ground.kernel.errors import InvalidError

_UNSAID = {"", "application/octet-stream", "binary/octet-stream", "application/download"}

_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_PICTURES = (b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be kept: its safe name, its kind, and its bytes as they will be kept."""

    name: str
    kind: FileKind
    content: bytes


def inspect(name: str, declared: str, content: bytes) -> Inspected:
    """Judge a file by what is in it. declared is the content type that the sender names, if any.

    Pictures come back without the place and moment a camera hid in them, text as UTF-8.
    Raises InvalidError with what to do.
    """
    _check_size(content)
    kind, kept = _opened(content)
    named = safe_name(name)
    if ending_of(named) not in kind.extensions:
        raise _lies(kind)
    said = declared.partition(";")[0].strip().lower()
    if said not in _UNSAID and said != kind.content_type and said not in kind.also:
        raise _lies(kind)
    return Inspected(named, kind, kept)


def _check_size(content: bytes) -> None:
    if not content:
        raise refusal(gettext("Het bestand is leeg."), gettext("Kies het bestand met de inhoud."))
    if len(content) > MAX_BYTES:
        raise refusal(
            gettext("Het bestand is te groot: het mag 10 megabyte zijn."),
            gettext("Sla het kleiner op, of verdeel het over meer bestanden."),
        )


def _opened(content: bytes) -> tuple[FileKind, bytes]:
    if content.startswith(b"%PDF-"):
        portable.check(content)
        return PDF, content
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG, pictures.cleaned(content, "PNG")
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG, pictures.cleaned(content, "JPEG")
    if content.startswith(b"PK"):
        return office.kind_of(content), content
    known = _known_refusal(content)
    if known is not None:
        raise known
    return TEXT, text.cleaned(content)


def _known_refusal(content: bytes) -> InvalidError | None:
    """Words of its own for what people often send, so that they know what to do."""
    if content.startswith(_PROGRAMS):
        return refusal(
            gettext("Dit is een programma, geen document."), gettext("Kies het document zelf, zoals een PDF.")
        )
    if content.startswith(_OLD_OFFICE):
        return refusal(
            gettext("Dit is een oud of beveiligd Office-bestand."),
            gettext("Open het, haal het wachtwoord eraf en sla het op als PDF of DOCX."),
        )
    if content.startswith(_OTHER_PICTURES) or content[4:8] == b"ftyp":
        return refusal(
            gettext("Dit soort foto of film kan Schakel niet openen."),
            gettext("Sla een foto op als JPEG of PNG."),
        )
    return None


def _lies(kind: FileKind) -> InvalidError:
    words = {"kind": kind.label, "endings": ", ".join(f".{ending}" for ending in kind.extensions)}
    return refusal(
        gettext("De inhoud van het bestand is: %(kind)s. De naam of de afzender zegt iets anders.") % words,
        gettext("Geef het bestand een naam die eindigt op %(endings)s, of kies het juiste bestand.") % words,
    )


def allowed_endings() -> str:
    """The endings for the file chooser of a browser."""
    return ",".join(f".{ending}" for kind in ALLOWED for ending in kind.extensions)
