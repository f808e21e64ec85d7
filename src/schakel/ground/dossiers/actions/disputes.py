"""Answering the client who disputes a fact, and choosing between sources that differ."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers import access
from schakel.ground.dossiers.actions.facts import NewFact, state_fact
from schakel.ground.dossiers.models import Fact, FactChoice
from schakel.ground.dossiers.queries.facts import known_fact
from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.dossiers.verbs.disputes import DisputeAnswered, FactChosen
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version

Outcome = Fact.Outcome


@action(access.WEIGH_FACTS)
def answer_dispute(
    *,
    actor: Actor,
    dossier_id: UUID,
    fact_id: UUID,
    outcome: str,
    because: str,
    value: str = "",
    expected_version: int | None = None,
) -> UUID:
    """Answer the client, for the organisation that stated the fact; returns the fact's id.

    Upheld, the fact is replaced by value, or stands no longer where that is empty; rejected, it stays.
    Raises NotFoundError for another organisation's fact, InvalidError without an outcome or reason,
    ConflictError when no dispute waits.
    """
    fact = Fact.objects.filter(pk=fact_id, dossier_id=dossier_id, is_current=True).first()
    if fact is None or fact.source_organisation_id != actor.organisation_id:
        raise not_found()
    if not fact.is_disputed:
        raise ConflictError(
            gettext("Hier wacht geen bezwaar van de cliënt meer."),
            gettext("Een collega was u voor, of het gegeven is gewijzigd."),
            gettext("Bekijk het gegeven opnieuw."),
        )
    _check(outcome, because)
    seat = seat_of_actor(actor)
    answer = {"dispute_outcome": outcome, "dispute_answer": because.strip(), "answered_on": clock.today()}
    update_version(fact, expected_version, answered_by_id=seat.person_id, **answer)
    content = DisputeAnswered(fact.name, fact.value, seat.organisation_name, outcome, because.strip())
    record(content, dossier_id=dossier_id, things=[Thing("fact", fact.id)])
    if outcome == Outcome.UPHELD:
        _put_right(actor, fact, value.strip())
    return fact.id


@action(access.WEIGH_FACTS)
def choose_fact(*, actor: Actor, dossier_id: UUID, name: str, fact_id: UUID, because: str) -> UUID:
    """Choose which source the chain goes by, where sources differ; returns the choice's id.

    The others stay readable, and whatever is said later opens the question again. Raises ConflictError
    when the sources don't differ (any longer), InvalidError without a reason.
    """
    known = known_fact(dossier_id, name)
    fact = next((f for f in known.sources if f.pk == fact_id), None)
    if fact is None:
        raise not_found()
    if not known.differs:
        raise ConflictError(
            gettext("De bronnen zeggen hetzelfde."),
            gettext("Er is niets om tussen te kiezen."),
            gettext("Bekijk het gegeven opnieuw."),
        )
    if not because.strip():
        raise InvalidError(
            gettext("De reden ontbreekt."), fields={"because": gettext("Schrijf de reden in één zin op.")}
        )
    FactChoice.objects.filter(dossier_id=dossier_id, name=name, is_current=True).update(is_current=False)
    choice = FactChoice(
        dossier_id=dossier_id,
        name=name,
        fact=fact,
        section_bit=fact.section_bit,
        weighed=[str(f.pk) for f in known.sources],
        reason=because.strip(),
        chosen_by_id=seat_of_actor(actor).person_id,
        chosen_on=clock.today(),
    )
    choice.save(force_insert=True)
    source = fact.source_organisation.name if fact.source_organisation else ""
    content = FactChosen(name, fact.value, source, because.strip())
    record(content, dossier_id=dossier_id, section=known.kind.section, things=[Thing("fact", fact.id)])
    return choice.id


def _put_right(actor: Actor, fact: Fact, value: str) -> None:
    if value:
        state_fact(actor=actor, dossier_id=fact.dossier_id, new=NewFact(fact.name, value, fact.quality))
    else:
        update_version(fact, None, is_current=False)


def _check(outcome: str, because: str) -> None:
    fields = {}
    if outcome not in Outcome.values:
        fields["outcome"] = gettext("Kies of de cliënt gelijk heeft.")
    if not because.strip():
        fields["because"] = gettext("Schrijf de reden in één zin op.")
    if fields:
        raise InvalidError(
            gettext("Uw antwoord is nog niet compleet."),
            gettext("De cliënt leest wat er met het bezwaar is gedaan, en waarom."),
            gettext("Vul aan wat ontbreekt."),
            fields=fields,
        )
