"""Reading letterheads, templates and standard paragraphs."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from schakel.ground.access.permissions import not_found
from schakel.ground.notices.models import Letterhead, NoticeTemplate, Paragraph


def letterhead_of(organisation_id: UUID, *, name: str = "", place: str = "") -> Letterhead:
    """The letterhead that was set, or a plain one (version 0, not stored) with the organisation's name."""
    found = Letterhead.objects.filter(pk=organisation_id).first()
    return found or Letterhead(
        organisation_id=organisation_id,
        sender=name,
        return_address=place,
        closing="Met vriendelijke groet,",
        version=0,
    )


def templates_of(organisation_id: UUID) -> QuerySet[NoticeTemplate]:
    """The templates in use at an organisation, by name."""
    found = NoticeTemplate.objects.filter(organisation_id=organisation_id, valid_to__isnull=True)
    return found.order_by("name", "id")


def template_of(organisation_id: UUID, template_id: UUID) -> NoticeTemplate:
    """A template in use at this organisation. Raises NotFoundError."""
    found = templates_of(organisation_id).filter(pk=template_id).first()
    if found is None:
        raise not_found()
    return found


def paragraphs_of(organisation_id: UUID) -> QuerySet[Paragraph]:
    """The standard paragraphs in use at an organisation, by title."""
    found = Paragraph.objects.filter(organisation_id=organisation_id, valid_to__isnull=True)
    return found.order_by("title", "id")


def paragraph_of(organisation_id: UUID, paragraph_id: UUID) -> Paragraph:
    """A standard paragraph in use at this organisation. Raises NotFoundError."""
    found = paragraphs_of(organisation_id).filter(pk=paragraph_id).first()
    if found is None:
        raise not_found()
    return found
