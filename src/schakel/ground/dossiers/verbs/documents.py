"""What can be said of documents in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.dossiers.models import Document, DocumentRevision
from schakel.ground.journal.verbs import Glyph, register_verb


@dataclass(frozen=True, slots=True)
class DocumentAdded:
    """A document came into the dossier; digest is the SHA-256 of the bytes that were kept."""

    title: str
    kind: str
    digest: str
    scan: str


@dataclass(frozen=True, slots=True)
class DocumentReplaced:
    """A document got a new version; the earlier one stays."""

    title: str
    kind: str
    number: int
    digest: str
    scan: str
    because: str


@dataclass(frozen=True, slots=True)
class DocumentWithdrawn:
    """A document counts no longer; it stays readable, marked."""

    title: str
    kind: str
    because: str


def _titled(content: dict[str, Any]) -> dict[str, Any]:
    return {"kind": Document.Kind(content["kind"]).label, "title": content["title"]}


def _scanned(content: dict[str, Any]) -> list[str]:
    is_checked = content["scan"] == DocumentRevision.Scan.CLEAN
    return [] if is_checked else [str(DocumentRevision.Scan.UNSCANNED.label)]


def _because(content: dict[str, Any]) -> list[str]:
    return [gettext("want %(why)s") % {"why": content["because"]}]


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "document.add",
        DocumentAdded,
        heading=lambda c: gettext("Document toegevoegd: %(title)s (%(kind)s)") % _titled(c),
        lines=_scanned,
    )
    register_verb(
        "document.replace",
        DocumentReplaced,
        glyph=Glyph.CORRECTION,
        heading=lambda c: gettext("Nieuwe versie van %(title)s (%(kind)s)") % _titled(c),
        lines=lambda c: [*_because(c), *_scanned(c)],
    )
    register_verb(
        "document.withdraw",
        DocumentWithdrawn,
        glyph=Glyph.CORRECTION,
        heading=lambda c: gettext("Document ingetrokken: %(title)s (%(kind)s)") % _titled(c),
        lines=_because,
    )
