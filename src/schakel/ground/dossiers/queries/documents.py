"""Reading documents: the list of a dossier, one with its versions, and the bytes of a version."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from schakel.ground.access.permissions import may, not_found
from schakel.ground.access.types import Level, Section
from schakel.ground.dossiers.actions.documents import SECTION_OF_KIND
from schakel.ground.dossiers.models import Document, DocumentContent, DocumentRevision
from schakel.ground.dossiers.queries.visible import sections_allowed
from schakel.ground.dossiers.sealing import unseal
from schakel.ground.kernel.actors import current_context


def documents_before(
    dossier_id: UUID, *, limit: int, before: tuple[datetime, UUID] | None = None
) -> list[Document]:
    """At most `limit` documents before a place in the list, newest first, each with its versions."""
    found = _visible(dossier_id)
    if before is not None:
        moment, last = before
        found = found.filter(Q(added_at__lt=moment) | Q(added_at=moment, id__lt=last))
    return list(_with_versions(found.order_by("-added_at", "-id")[:limit]))


def document_visible(dossier_id: UUID, document_id: UUID) -> Document:
    """One document with its versions. Raises NotFoundError."""
    found = _with_versions(_visible(dossier_id).filter(pk=document_id)).first()
    if found is None:
        raise not_found()
    return found


def opened(dossier_id: UUID, document_id: UUID, number: int) -> tuple[DocumentRevision, bytes]:
    """A version of a document with its bytes. Raises NotFoundError."""
    content = (
        DocumentContent.objects.select_related("revision")
        .filter(revision__document__in=_visible(dossier_id).filter(pk=document_id), revision__number=number)
        .first()
    )
    if content is None:
        raise not_found()
    return content.revision, unseal(content.key_id, bytes(content.sealed), content.revision_id)


def kinds_writable() -> list[Document.Kind]:
    """The kinds of documents whose section the actor may write for the purpose in force."""
    context = current_context()
    return [
        kind
        for kind, section in SECTION_OF_KIND.items()
        if may(context.actor, context.purpose, section, Level.WRITE).is_allowed
    ]


def is_own(document: Document) -> bool:
    """Whether the actor's organisation added it, may still write there, and it was not withdrawn."""
    context = current_context()
    is_ours = document.organisation_id == context.actor.organisation_id and document.withdrawn_at is None
    section = Section(document.section_bit)
    return is_ours and may(context.actor, context.purpose, section, Level.WRITE).is_allowed


def _visible(dossier_id: UUID) -> QuerySet[Document]:
    """What is granted, narrowed to what the purpose in force allows."""
    bits = [int(section) for section in Section if section & sections_allowed()]
    return Document.objects.filter(dossier_id=dossier_id, section_bit__in=bits)


def _with_versions(found: QuerySet[Document]) -> QuerySet[Document]:
    newest_first = DocumentRevision.objects.order_by("-number")
    return found.select_related("organisation").prefetch_related(Prefetch("revisions", newest_first))
