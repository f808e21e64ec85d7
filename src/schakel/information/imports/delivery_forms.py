"""Reading the forms of an organisation, examples of them, and the files of days and months."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel.actors import current_context
from schakel.information.imports.access import LOOK_AFTER
from schakel.information.imports.delivery_fields import (
    ACCOUNT_VERBS,
    Shipment,
    Topic,
    fields_of,
    verbs_of,
)
from schakel.information.imports.delivery_files import closing_day, month_before, shipments_of_month
from schakel.information.imports.models import DeliveryFile, DeliveryForm
from schakel.information.imports.rendering import CONSTANT, DeliveryLayout, cells, from_json, rendered

EXAMPLES = 5
FILES = 50
MONTHS_BACK = 12
SECTIONS = Section.PLAN | Section.CONTACTS | Section.WORK_PROFILE
"""What an example or an account tells of a dossier: services, trajectories, agreements and contacts."""

_SAMPLE = "select * from imports_deliveries_sample(%s, %s)"
_MONTH = "select * from imports_month_rows(%s, %s)"


@dataclass(frozen=True, slots=True)
class FormsOfTopic:
    """A topic with the form in use and the draft, if any."""

    topic: str
    used: DeliveryForm | None
    draft: DeliveryForm | None


def forms_of(organisation_id: UUID) -> list[FormsOfTopic]:
    """Every topic with its forms, in their order."""
    LOOK_AFTER.check(current_context(), {"organisation_id": organisation_id})
    on, draft = DeliveryForm.State.ON, DeliveryForm.State.DRAFT
    kept = DeliveryForm.objects.filter(organisation_id=organisation_id, state__in=[on, draft])
    found = {(one.topic, one.state): one for one in kept}
    return [FormsOfTopic(topic, found.get((topic, on)), found.get((topic, draft))) for topic in Topic.values]


def forms_of_topic(organisation_id: UUID, topic: str) -> FormsOfTopic:
    """The forms of one topic. Raises NotFoundError for what is no topic."""
    found = next((one for one in forms_of(organisation_id) if one.topic == topic), None)
    if found is None:
        raise not_found()
    return found


@dataclass(frozen=True, slots=True)
class Example:
    """The last deliveries as a form would write them; dossier_ids says of whom."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    dossier_ids: frozenset[UUID]


def example_of(form: DeliveryForm) -> Example:
    """The last deliveries of the own organisation in this form, with what people wrote left out.

    Each look is logged. An administrator may see no dossier: numbers of clients and free texts are told as
    words for them, by the database already.
    """
    LOOK_AFTER.check(current_context(), {"organisation_id": form.organisation_id})
    layout = from_json(form.layout)
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(_SAMPLE, [list(verbs_of(form.topic)), EXAMPLES])
        found = cursor.fetchall()
    dossier_ids = frozenset(row[6] for row in found)
    log_read("imports.delivery_example", dossier_ids, SECTIONS)
    rows = cells(layout, form.topic, [_sampled(row, form.organisation_id) for row in found])
    headings = [column.heading for column in layout.columns]
    return Example(headings, [_covered(layout, form.topic, row) for row in rows], dossier_ids)


def _sampled(row: Sequence[Any], organisation_id: UUID) -> Shipment:
    _id, entry_id, verb, occurred_at, supersedes, content, _dossier = row
    return Shipment(
        entry_id,
        organisation_id,
        verb,
        "",
        "",
        occurred_at,
        "",
        "",
        str(supersedes or ""),
        json.loads(content),
    )


def _covered(layout: DeliveryLayout, topic: str, row: Sequence[str]) -> list[str]:
    """What is no word from a list is told by its name."""
    known = fields_of(topic)
    return [
        cell
        if column.source == CONSTANT or known[column.source].is_open
        else gettext("[%(what)s]") % {"what": known[column.source].label}
        for column, cell in zip(layout.columns, row, strict=True)
    ]


def files_of(organisation_id: UUID, before: UUID | None = None) -> list[DeliveryFile]:
    """At most 51 files of days and months, newest first; before is the last one shown."""
    LOOK_AFTER.check(current_context(), {"organisation_id": organisation_id})
    found = DeliveryFile.objects.filter(organisation_id=organisation_id).select_related("form")
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-id")[: FILES + 1])


def months_to_ask(organisation_id: UUID) -> list[date]:
    """The last twelve months that are over and have no account yet, newest first."""
    LOOK_AFTER.check(current_context(), {"organisation_id": organisation_id})
    made = DeliveryFile.objects.filter(organisation_id=organisation_id, rhythm=DeliveryForm.Rhythm.MONTH)
    there = set(made.values_list("starts_on", flat=True))
    months, day = [], closing_day()
    for _month in range(MONTHS_BACK):
        day = month_before(day)[0]
        months.append(day)
    return [month for month in months if month not in there]


def account_of(organisation_id: UUID, file_id: UUID) -> tuple[DeliveryFile, bytes]:
    """The file of a month and its content, byte for byte as it is delivered; the look is logged.

    Raises NotFoundError for a file of a day, which only the own system gets.
    """
    LOOK_AFTER.check(current_context(), {"organisation_id": organisation_id})
    found = DeliveryFile.objects.filter(pk=file_id, organisation_id=organisation_id).select_related("form")
    file = found.filter(rhythm=DeliveryForm.Rhythm.MONTH).first()
    if file is None:
        raise not_found()
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(_MONTH, [file_id, list(ACCOUNT_VERBS)])
        rows = cursor.fetchall()
    log_read("imports.account_of_month", {row[6] for row in rows}, SECTIONS)
    shipments = shipments_of_month(rows, organisation_id)
    return file, rendered(from_json(file.form.layout), Topic.ACCOUNT, shipments)
