"""Letting a signal wait for a reason, waking it, and giving it to a colleague."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext, ngettext

from schakel.ground.access.types import Section
from schakel.ground.dossiers.models import Participation
from schakel.ground.dossiers.queries.people import participations_of, sections_open_to, who
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.signals import access
from schakel.ground.signals.kinds import kind_named
from schakel.ground.signals.models import Signal, SnoozeReason
from schakel.ground.signals.queries import signal_visible
from schakel.ground.signals.verbs import SignalAssigned, SignalSnoozed, SignalWoken


@action(access.HANDLE)
def snooze_signal(
    *,
    actor: Actor,
    dossier_id: UUID,
    signal_id: UUID,
    until: date,
    reason: str,
    words: str,
    expected_version: int | None = None,
) -> UUID:
    """Let a signal wait until a day, for a reason from the list and a sentence; returns its id.

    Raises InvalidError for a day beyond what its kind allows, an unknown reason or no sentence.
    """
    signal = signal_visible(dossier_id, signal_id)
    _check(signal, until, reason, words)
    changes = {"snoozed_until": until, "snooze_reason": reason, "snooze_words": words.strip()}
    update_version(signal, expected_version, **changes)
    _record(signal, SignalSnoozed(signal.kind, until.isoformat(), reason, words.strip()))
    return signal.pk


@action(access.HANDLE)
def wake_signal(
    *, actor: Actor, dossier_id: UUID, signal_id: UUID, expected_version: int | None = None
) -> UUID:
    """Show a waiting signal again, before its day; returns its id."""
    signal = signal_visible(dossier_id, signal_id)
    if not signal.sleeps_on(clock.today()):
        raise ConflictError(
            gettext("Dit signaal wacht al niet meer."),
            gettext("De dag is voorbij, of een collega was u voor."),
            gettext("Kijk wat u nu met het signaal kunt doen."),
        )
    update_version(signal, expected_version, snoozed_until=None, snooze_reason="", snooze_words="")
    _record(signal, SignalWoken(signal.kind))
    return signal.pk


@action(access.HANDLE)
def assign_signal(
    *,
    actor: Actor,
    dossier_id: UUID,
    signal_id: UUID,
    reader_id: int,
    expected_version: int | None = None,
) -> UUID:
    """Give a signal to a colleague who takes part in the dossier; regie does not move. Returns its id.

    Raises InvalidError for anybody else: whoever may not see the dossier would never see the signal.
    """
    signal = signal_visible(dossier_id, signal_id)
    rows = [
        row
        for row in participations_of(dossier_id)
        if row.reader_id == reader_id and row.organisation_id == actor.organisation_id
    ]
    if not rows or not _sees(rows[0], signal):
        sentence = gettext("Kies een collega die in dit dossier meedoet.")
        raise InvalidError(
            gettext("Deze collega kan het signaal niet zien."), sentence, fields={"reader_id": sentence}
        )
    update_version(signal, expected_version, assigned_id=reader_id)
    _record(signal, SignalAssigned(signal.kind, who(rows[0])))
    return signal.pk


def _sees(row: Participation, signal: Signal) -> bool:
    """Whether that role may see the section that the signal is about."""
    kind = kind_named(signal.kind)
    open_to = sections_open_to(row.organisation.kind, row.role, clock.today())
    return bool(kind.section & open_to) and row.role in kind.roles


def _check(signal: Signal, until: date, reason: str, words: str) -> None:
    most = kind_named(signal.kind).max_snooze_days
    fields = {}
    if not clock.today() < until <= clock.today() + timedelta(days=most):
        sentence = ngettext(
            "Kies een dag na vandaag, hooguit %(days)d dag vooruit.",
            "Kies een dag na vandaag, hooguit %(days)d dagen vooruit.",
            most,
        )
        fields["until"] = sentence % {"days": most}
    if reason not in SnoozeReason.values:
        fields["reason"] = gettext("Kies waarom dit kan wachten.")
    if not words.strip():
        fields["words"] = gettext("Schrijf in één zin op waarom dit kan wachten.")
    if fields:
        first = next(iter(fields.values()))
        raise InvalidError(gettext("Zo kan dit signaal niet wachten."), first, fields=fields)


def _record(signal: Signal, said: object) -> None:
    things = [Thing("dossier", signal.dossier_id), Thing("signal", signal.pk)]
    record(said, dossier_id=signal.dossier_id, section=Section(signal.section_bit), things=things)
