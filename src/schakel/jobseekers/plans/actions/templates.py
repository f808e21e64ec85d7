"""The standard courses of an organisation: writing, changing and stopping one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.kernel.versions import update_version
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.courses import StandardStep, problems_of_course
from schakel.jobseekers.plans.editing import refuse
from schakel.jobseekers.plans.models import PlanTemplate
from schakel.jobseekers.plans.verbs import TemplateKept, TemplateStopped


@action(access.ARRANGE)
def keep_template(
    *,
    actor: Actor,
    organisation_id: UUID,
    name: str,
    steps: Sequence[StandardStep],
    template_id: UUID | None = None,
    expected_version: int | None = None,
) -> UUID:
    """Write a standard course or change one; returns its id. Plans that run keep the steps they began with.

    Raises InvalidError, ConflictError for a name that another course has, NotFoundError, StaleVersionError.
    """
    refuse(problems_of_course(name, steps))
    same = PlanTemplate.objects.filter(organisation_id=organisation_id, name=name.strip()).first()
    if same is not None and same.pk != template_id:
        refuse({"name": gettext("Er is al een standaard met deze naam.")})
    values: dict[str, Any] = {"name": name.strip(), "steps": [asdict(step) for step in steps]}
    if template_id is None:
        row = PlanTemplate(organisation_id=organisation_id, **values)
        row.save(force_insert=True)
    else:
        row = update_version(_own(organisation_id, template_id), expected_version, **values)
    content = TemplateKept(row.name, row.steps)
    record(content, organisation_id=organisation_id, things=[Thing("plan_template", row.pk)])
    return row.pk


@action(access.ARRANGE)
def stop_template(
    *, actor: Actor, organisation_id: UUID, template_id: UUID, expected_version: int | None
) -> UUID:
    """Offer a course no longer for new plans; returns its id. Raises ConflictError, NotFoundError."""
    row = _own(organisation_id, template_id)
    if row.stopped_on is not None:
        raise ConflictError(
            gettext("Deze standaard is al gestopt."),
            gettext("Nieuwe plannen beginnen er niet meer mee."),
            gettext("Maak een nieuwe standaard als dat nodig is."),
        )
    update_version(row, expected_version, stopped_on=clock.today())
    record(
        TemplateStopped(row.name),
        organisation_id=organisation_id,
        things=[Thing("plan_template", template_id)],
    )
    return template_id


def _own(organisation_id: UUID, template_id: UUID) -> PlanTemplate:
    row = PlanTemplate.objects.filter(pk=template_id, organisation_id=organisation_id).first()
    if row is None:
        raise not_found()
    return row
