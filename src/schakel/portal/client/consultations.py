"""What a client reads of the consultations about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from schakel.ground.dossiers.models import CaseMessage
from schakel.ground.dossiers.queries.messages import Consultation, consultations_about_client
from schakel.ground.organisations.queries import ReaderName, names_of_readers


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with who gave it."""

    message: CaseMessage
    by: ReaderName | None


@dataclass(frozen=True, slots=True)
class Told:
    """A consultation with its answers, oldest first."""

    consultation: Consultation
    answers: list[Answer]


def consultations_about(
    dossier_id: UUID, *, limit: int, before: tuple[datetime, UUID] | None = None
) -> list[Told]:
    """At most `limit` consultations about the client, last moved first, each with its answers."""
    found = consultations_about_client(dossier_id, limit=limit, before=before)
    ids = [one.message.pk for one in found]
    rows = list(
        CaseMessage.objects.filter(thread_id__in=ids).select_related("organisation").order_by("sent_at", "id")
    )
    names = names_of_readers(row.reader_id for row in rows) if rows else {}
    answers: dict[UUID, list[Answer]] = {}
    for row in rows:
        if row.thread_id is not None:
            answers.setdefault(row.thread_id, []).append(Answer(row, names.get(row.reader_id)))
    return [Told(one, answers.get(one.message.pk, [])) for one in found]
