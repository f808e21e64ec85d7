"""More time for a service that runs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.journal.decisions import Decision, DecisionKind, Option, Reason
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.dates import long_date
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.kernel.versions import update_version
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.plans.actions import decide
from schakel.jobseekers.services import access
from schakel.jobseekers.services.approving import Question, ask_levels, check_approvers
from schakel.jobseekers.services.asking import wanted_for_extension
from schakel.jobseekers.services.catalogue.model import Service
from schakel.jobseekers.services.limits import last_day
from schakel.jobseekers.services.models import (
    ServiceApproval,
    ServiceExtension,
    ServiceUse,
)
from schakel.jobseekers.services.queries.catalogue import service_named
from schakel.jobseekers.services.queries.levels import levels_of
from schakel.jobseekers.services.records import record_extension
from schakel.jobseekers.services.using import (
    refuse_fields,
    use_in_state,
)

State = ServiceUse.State


@action(access.CHANGE)
def extend_use(
    *,
    actor: Actor,
    dossier_id: UUID,
    use_id: UUID,
    until: date,
    because: str,
    expected_version: int | None,
    approvers: Mapping[str, UUID] | None = None,
) -> UUID:
    """Give a service more time, with a sentence that says why; returns the use's id.

    The choice stands in the journal as a deviation. Where a level above who chooses must agree, the day
    changes when they do. Raises ConflictError after its last day or where it can't be extended,
    InvalidError for a day that is not later, or later than the longest that it may last, and without an
    approver.
    """
    require_alive(dossier_id)
    use = use_in_state(dossier_id, use_id, State.RUNNING, gettext("Deze dienst loopt niet."))
    service = service_named(use.service_key, use.organisation_id)
    _refuse_extension(use, service)
    _check_extension(use, service, until, because)
    question = _question(actor, service, until, because.strip(), approvers or {})
    asked = check_approvers(actor, question)
    decide(actor=actor, dossier_id=dossier_id, decision=_extension(use, until, because))
    if asked:
        update_version(use, expected_version)
        ask_levels(actor, use, question, asked)
        return use_id
    row = ServiceExtension(
        use=use,
        dossier_id=dossier_id,
        until_before=use.ends_on,
        until=until,
        because=because.strip(),
        made_on=clock.today(),
        made_by_id=seat_of_actor(actor).person_id,
    )
    row.save(force_insert=True)
    update_version(use, expected_version, ends_on=until)
    record_extension(dossier_id, use_id, use.name, until, because.strip())
    return use_id


def _question(
    actor: Actor, service: Service, until: date, because: str, approvers: Mapping[str, UUID]
) -> Question:
    levels = levels_of([service], actor.organisation_id)[service.key]
    wanted = wanted_for_extension(service, levels)
    return Question(ServiceApproval.About.EXTENSION, wanted, because, until=until, approvers=approvers)


def _extension(use: ServiceUse, until: date, because: str) -> Decision:
    longer = gettext("%(name)s verlengen t/m %(day)s") % {"name": use.name, "day": long_date(until)}
    return Decision(
        kind=DecisionKind.DEVIATION,
        question=gettext("Krijgt deze dienst meer tijd?"),
        options=(Option(longer), Option(gettext("Niet verlengen")), Option(gettext("Een andere dienst"))),
        chosen=longer,
        reason=Reason.OTHER,
        reason_text=because.strip(),
    )


def _refuse_extension(use: ServiceUse, service: Service) -> None:
    if service.extension == "none" or use.ends_on is None:
        raise ConflictError(
            gettext("Deze dienst is niet te verlengen."),
            gettext("De regels van de dienst geven er geen ruimte voor, of hij heeft geen laatste dag."),
            gettext("Rond de dienst af, en kies zo nodig een andere."),
        )
    if use.ends_on < clock.today():
        raise ConflictError(
            gettext("De laatste dag van deze dienst is voorbij."),
            gettext("Verlengen kan tot en met de laatste dag."),
            gettext("Rond de dienst af, en kies opnieuw wat nu helpt."),
        )
    about, waiting = ServiceApproval.About.EXTENSION, ServiceApproval.State.WAITING
    if ServiceApproval.objects.filter(use=use, about=about, state=waiting).exists():
        raise ConflictError(
            gettext("Er wacht al een vraag om meer tijd op akkoord."),
            gettext("Een dienst heeft één zo'n vraag tegelijk."),
            gettext("Wacht het antwoord af, of trek de vraag in."),
        )


def _check_extension(use: ServiceUse, service: Service, until: date, because: str) -> None:
    fields = {}
    assert use.ends_on is not None
    assert use.starts_on is not None
    latest = last_day(use.starts_on, service.longest)
    again = last_day(use.ends_on, service.term)
    if until <= use.ends_on:
        fields["until"] = gettext("Kies een dag na de laatste dag van nu.")
    elif latest is not None and until > latest:
        fields["until"] = gettext("Deze dienst duurt met verlenging hooguit t/m %(day)s.") % {
            "day": latest.isoformat()
        }
    elif again is not None and until > again:
        fields["until"] = gettext("Verleng hooguit met nog een keer de gewone duur.")
    if not because.strip():
        fields["because"] = gettext("Schrijf in één zin op waarom meer tijd nodig is.")
    refuse_fields(fields)
