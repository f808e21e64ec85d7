"""Plain text: readable as such, and no page, drawing or script in disguise."""

from __future__ import annotations

import re

from django.utils.translation import gettext

from schakel.ground.dossiers.inspection.kinds import can_run, refusal

_MARKUP = re.compile(r"<\s*(!doctype|html|head|body|script|svg|iframe|object|embed|\?xml)", re.IGNORECASE)


def cleaned(content: bytes) -> bytes:
    """The text as UTF-8. Raises InvalidError when it is no text, or when a browser could run it."""
    words = _decoded(content)
    if words is None or any(ord(sign) < 32 and sign not in "\t\r\n\f" for sign in words):
        raise refusal(
            gettext("Dit soort bestand neemt Schakel niet aan."),
            gettext("Kies een PDF, DOCX, XLSX, ODT, JPEG, PNG of TXT."),
        )
    if _MARKUP.search(words):
        raise can_run()
    return words.encode()


def _decoded(content: bytes) -> str | None:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
