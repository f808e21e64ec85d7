"""The client's own word on a service that ended."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import ReaderKind
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.jobseekers.services import access
from schakel.jobseekers.services.limits import problems_of_view
from schakel.jobseekers.services.models import ServiceEvaluation, ServiceUse
from schakel.jobseekers.services.queries.uses import evaluations_of, use_visible
from schakel.jobseekers.services.records import keep_evaluation
from schakel.jobseekers.services.verbs import OwnServiceView

Voice = ServiceEvaluation.Voice


@action(access.OWN_VIEW)
def give_own_view(
    *, actor: Actor, dossier_id: UUID, use_id: UUID, reached: str, helped: str, words: str = ""
) -> UUID:
    """Let the client say what a service brought; returns the use's id.

    Raises NotFoundError for who is not the client, ConflictError while it runs or when it was said already.
    """
    if actor.kind != ReaderKind.CLIENT:
        raise not_found()
    use = use_visible(dossier_id, use_id)
    if use.state != ServiceUse.State.ENDED or (use.pk, Voice.CLIENT) in evaluations_of([use.pk]):
        raise ConflictError(
            gettext("U kunt nu niets over deze dienst zeggen."),
            gettext("De dienst loopt nog, of u hebt uw mening al gegeven."),
            gettext("Bel uw contactpersoon als u iets wilt zeggen."),
        )
    problems = problems_of_view(reached, helped)
    if problems:
        raise InvalidError(gettext("Uw antwoord is nog niet compleet."), fields=problems)
    keep_evaluation(use, Voice.CLIENT, reached, helped, words)
    content = OwnServiceView(use.name, reached, helped, words.strip())
    record(content, dossier_id=dossier_id, things=[Thing("service_use", use_id)])
    return use_id
