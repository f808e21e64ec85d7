"""`schakel organisation merge`, `split` and `preset`: with the rights of the account that --as names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.readers import actor_for, readers_of
from schakel.ground.access.types import OrganisationKind, Purpose, Role
from schakel.ground.accounts.queries import account_named
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.ground.kernel.database_errors import in_words
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.organisations.actions import (
    NewOrganisation,
    agree_to_succession,
    cancel_succession,
    carry_out_succession,
    plan_merger,
    plan_split,
    use_preset,
)
from schakel.ground.organisations.mapping import missing_lines
from schakel.ground.organisations.models import Organisation, Succession
from schakel.ground.organisations.succession import weights

Report = Callable[[str], None]


def enter_preset(account: str, name: str, region: str) -> None:
    """Enter a preset as an administrator. Raises InvalidError for an account without that role."""
    with _at_work(account) as actor:
        use_preset(actor=actor, organisation_id=actor.employer_id, name=name, region=region)


def succeed(account: str, into: list[str], reason: str, *, is_dry: bool, report: Report) -> dict[str, Any]:
    """Plan a merger (one name) or split (more) for today, and carry it out unless dry.

    An organisation that was there already must have agreed by its own administrator: then it is refused with
    who still must, and the plan waits for them on its page.
    """
    with _at_work(account) as actor:
        succession_id = _plan(actor, into, reason)
        counted = _tell(succession_id, report)
        if is_dry:
            on: dict[str, Any] = {"actor": actor, "organisation_id": actor.employer_id}
            cancel_succession(**on, succession_id=succession_id, reason=gettext("alleen bekeken"))
            return {"succession": None, **counted}
        own = actor.employer_id
        agree_to_succession(actor=actor, organisation_id=own, succession_id=succession_id)
    return {"succession": succession_id, **counted, "moved": _carry_out(account, succession_id, report)}


def _plan(actor: Actor, into: list[str], reason: str) -> UUID:
    on: dict[str, Any] = {"actor": actor, "organisation_id": actor.employer_id, "planned_on": clock.today()}
    successors = [_successor(actor, name) for name in into]
    if len(successors) == 1:
        return plan_merger(**on, others=[], into=successors[0], reason=reason)
    return plan_split(**on, into=successors, reason=reason)


def _successor(actor: Actor, name: str) -> UUID | NewOrganisation:
    known = Organisation.objects.on(clock.today()).filter(name__iexact=name.strip()).first()
    return known.pk if known else NewOrganisation(name, OrganisationKind(actor.organisation_kind))


def _tell(succession_id: UUID, report: Report) -> dict[str, int]:
    plan = Succession.objects.get(pk=succession_id)
    counted = {weight.label: weight.count for weight in weights(plan)}
    for label, count in counted.items():
        report(gettext("Gaat over: %(count)d %(what)s.") % {"count": count, "what": label})
    for one in missing_lines(plan):
        words = {"role": one.role, "name": one.organisation}
        report(gettext("Waar %(role)s van %(name)s heen gaat, staat nog niet vast.") % words)
    return counted


def _carry_out(account: str, succession_id: UUID, report: Report) -> int:
    while True:
        with _at_work(account) as actor:
            own = actor.employer_id
            carry_out_succession(actor=actor, organisation_id=own, succession_id=succession_id)
            plan = Succession.objects.get(pk=succession_id)
        report(gettext("%(count)d dossiers over.") % {"count": plan.moved})
        if plan.status == Succession.Status.DONE:
            return plan.moved


@contextmanager
def _at_work(username: str) -> Iterator[Actor]:
    """One transaction in the account's seat as administrator; the newest, since a merger gives a new one."""
    account = account_named(username)
    found = [r for r in readers_of(account.pk) if r.role == Role.ADMINISTRATOR] if account else []
    if account is None or not found:
        raise InvalidError(
            gettext("Dit account mag dit niet."),
            gettext("Het bestaat niet, of het is van niemand die een organisatie beheert."),
            gettext("Noem achter --as de inlognaam van een beheerder."),
        )
    actor = actor_for(found[-1], name=account.name)
    with in_words(), as_actor(actor, Purpose.ADMINISTRATION.value):
        yield actor
