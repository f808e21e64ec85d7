"""What the acts on a service in use have in common: its state, fields that lack something, the journal."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.jobseekers.services.models import ServiceUse
from schakel.jobseekers.services.queries.uses import use_visible


def use_in_state(dossier_id: UUID, use_id: UUID, state: str, what: str) -> ServiceUse:
    """The use, in that state. Raises ConflictError that begins with what when it is in another."""
    use = use_visible(dossier_id, use_id)
    if use.state != state:
        raise wrong_state(what)
    return use


def wrong_state(what: str) -> ConflictError:
    """The refusal of an act that this state has no room for."""
    return ConflictError(
        what,
        gettext("Een collega kan u voor zijn geweest."),
        gettext("Bekijk de dienst opnieuw."),
    )


def refuse_fields(fields: dict[str, str]) -> None:
    """Raise InvalidError when any field lacks something."""
    if fields:
        raise InvalidError(gettext("Dit is nog niet compleet."), fields=fields)


def record_of_use(content: object, use: ServiceUse) -> UUID:
    """Write the entry about a use; returns its id."""
    return record(content, dossier_id=use.dossier_id, things=[Thing("service_use", use.pk)])
