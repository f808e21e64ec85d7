"""What the actor may erase of a dossier."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found, works_on
from schakel.ground.dossiers.models import Regie
from schakel.ground.journal.erasing import Family, family_of
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.errors import ForbiddenError


def erasable(actor: Actor, dossier_id: UUID, entry_id: UUID) -> Family:
    """What the actor would erase with this entry. Raises what erase_entry raises before anything is gone."""
    family = family_of(dossier_id, entry_id)
    if family is None:
        raise not_found()
    if actor.organisation_id is None or family.organisation_id != actor.organisation_id:
        raise _not_yours()
    works_on(family.section).check(current_context(), {"dossier_id": dossier_id})
    if not _holds_regie(actor, dossier_id):
        raise _no_regie()
    return family


def _holds_regie(actor: Actor, dossier_id: UUID) -> bool:
    held = Regie.objects.on(clock.today()).filter(dossier_id=dossier_id, reader_id=actor.reader_id)
    return held.filter(scope=Regie.Scope.ORGANISATION, organisation_id=actor.employer_id).exists()


def _not_yours() -> ForbiddenError:
    return ForbiddenError(
        gettext("Deze regel kunt u niet wissen."),
        gettext("Een andere organisatie, of de cliënt zelf, legde hem vast."),
        gettext("Vraag het aan wie daar de regie heeft."),
    )


def _no_regie() -> ForbiddenError:
    return ForbiddenError(
        gettext("Deze regel kunt u niet wissen."),
        gettext("Alleen wie de regie heeft van uw organisatie beslist daarover."),
        gettext("Vraag het aan die collega, of neem eerst de regie over."),
    )
