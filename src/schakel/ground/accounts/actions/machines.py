"""Letting programs of the own organisation in, each for one task, and ending that."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.readers import end_reader, make_reader
from schakel.ground.access.types import ReaderKind
from schakel.ground.accounts import access
from schakel.ground.accounts.models import ServiceIdentity
from schakel.ground.accounts.queries.machines import MOST, machine_of
from schakel.ground.accounts.records import digest_of
from schakel.ground.accounts.tasks_of_machines import task_named
from schakel.ground.accounts.verbs.machines import MachineEnded, MachineMade, MachineRenewed
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.ids import uuid7

LONGEST = 366
"""Days for which a token lasts at most; a figure of ours."""


@action(access.MANAGE)
def make_machine(*, actor: Actor, organisation_id: UUID, name: str, task: str, days: int, token: str) -> UUID:
    """Let a program in for a task for so many days, with that token; returns its id.

    Raises InvalidError for a task that is not there, ConflictError for the hundred and first.
    """
    found = task_named(task)
    if found is None:
        sentence = gettext("Kies een taak uit de lijst.")
        raise InvalidError(gettext("Deze taak is er niet."), sentence, fields={"task": sentence})
    if ServiceIdentity.objects.filter(organisation_id=organisation_id).count() >= MOST:
        raise ConflictError(
            gettext("Er zijn al honderd koppelingen."),
            gettext("Meer houdt niemand bij."),
            gettext("Geef een koppeling die er is een nieuwe sleutel."),
        )
    machine_id, now = uuid7(), clock.now()
    reader = make_reader(
        kind=ReaderKind.SERVICE,
        role=found.role,
        subject_id=machine_id,
        organisation_id=organisation_id,
        organisation_kind=actor.organisation_kind,
        valid_from=clock.today(),
    )
    machine = ServiceIdentity(
        id=machine_id, organisation_id=organisation_id, reader=reader, name=name, task=task, made_at=now
    )
    _give(machine, token, days)
    machine.save(force_insert=True)
    _record(MachineMade(str(machine_id), task, days), machine)
    return machine_id


@action(access.MANAGE)
def renew_machine(*, actor: Actor, organisation_id: UUID, machine_id: UUID, days: int, token: str) -> UUID:
    """Give a program another token; the one before opens nothing from now on. Returns its id."""
    machine = machine_of(organisation_id, machine_id)
    _give(machine, token, days)
    machine.save(update_fields=["digest", "hint", "renewed_at", "expires_at"])
    _record(MachineRenewed(str(machine_id), days), machine)
    return machine_id


@action(access.MANAGE)
def end_machine(*, actor: Actor, organisation_id: UUID, machine_id: UUID) -> UUID:
    """Let a program in no more, from this moment; returns its id."""
    machine = machine_of(organisation_id, machine_id)
    ServiceIdentity.objects.filter(pk=machine.pk).update(ended_at=clock.now())
    end_reader(reader_id=machine.reader_id, on=clock.today())
    _record(MachineEnded(str(machine_id)), machine)
    return machine_id


def _give(machine: ServiceIdentity, token: str, days: int) -> None:
    if not 1 <= days <= LONGEST:
        sentence = gettext("Kies een termijn van hooguit een jaar.")
        raise InvalidError(gettext("Deze termijn kan niet."), sentence, fields={"days": sentence})
    now = clock.now()
    machine.digest, machine.hint = digest_of(token), token[-4:]
    machine.renewed_at, machine.expires_at = now, now + timedelta(days=days)


def _record(content: object, machine: ServiceIdentity) -> None:
    record(content, organisation_id=machine.organisation_id, things=[Thing("machine", machine.pk)])
