"""Telling facts that rules of services look at, and the facts kept beside a choice."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.norms.engine.model import Fact
from schakel.ground.norms.engine.norm_entries import is_of_kind
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.services import access
from schakel.jobseekers.services.models import ServiceFact
from schakel.jobseekers.services.telling import asked_facts, section_of, told_facts
from schakel.jobseekers.services.verbs import ServiceFactTold


@action(access.CHANGE)
def tell_facts(*, actor: Actor, dossier_id: UUID, told: Mapping[str, bool | int | None]) -> UUID:
    """Tell facts of a client, each in the section that protects it; returns the dossier's id.

    None takes back what was told. Raises InvalidError for what nobody asks or when nothing is told,
    NotFoundError or ForbiddenError for a fact of a section that the actor may not write.
    """
    require_alive(dossier_id)
    facts = _checked(told)
    seat, known, context = seat_of_actor(actor), told_facts(dossier_id, clock.today()), current_context()
    changed = [name for name in told if name not in known or known[name].value != told[name]]
    for section in {section_of(facts[name]) for name in changed}:
        access.works_on(section).check(context, {"dossier_id": dossier_id})
    for name in changed:
        row = ServiceFact(
            dossier_id=dossier_id,
            section_bit=int(section_of(facts[name])),
            name=name,
            value=told[name],
            told_on=clock.today(),
            told_by_id=seat.person_id,
            organisation_id=seat.organisation_id,
        )
        row.save(force_insert=True)
        _record(row, facts[name])
    if not changed:
        raise _nothing_new()
    return dossier_id


def _record(row: ServiceFact, fact: Fact) -> None:
    content = ServiceFactTold(row.name, fact.label, row.value)
    record(
        content,
        dossier_id=row.dossier_id,
        section=section_of(fact),
        things=[Thing("service_fact", row.id), Thing("client", row.dossier_id)],
    )


def _checked(told: Mapping[str, bool | int | None]) -> dict[str, Fact]:
    asked = asked_facts()
    wrong = {
        name: gettext("Kies ja of nee.")
        for name, value in told.items()
        if name not in asked or not is_of_kind(asked[name], value)
    }
    if wrong:
        raise InvalidError(gettext("Dit antwoord past niet bij de vraag."), fields=wrong)
    return {name: asked[name] for name in told}


def _nothing_new() -> InvalidError:
    return InvalidError(
        gettext("Er is niets veranderd."),
        gettext("Alle antwoorden stonden al zo in het dossier."),
        gettext("Kies bij een vraag een antwoord, of ga terug."),
    )
