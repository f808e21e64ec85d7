"""Rows that follow from entries (what is expected of choices), and rows that go when those are erased."""

from __future__ import annotations

import json
from uuid import UUID

from schakel.ground.access.types import section_named
from schakel.ground.journal.decisions import Decision
from schakel.ground.journal.writing import Recorded
from schakel.ground.kernel import clock
from schakel.jobseekers.plans.models import Agreement, Expectation


def keep_expectation(recorded: Recorded) -> None:
    """In the act of a choice: keep what is expected of it, so that somebody is asked to look back."""
    decision = recorded.content
    if not isinstance(decision, Decision) or decision.expected is None or recorded.dossier_id is None:
        return
    header = json.loads(recorded.header)
    Expectation.objects.filter(entry_id=header.get("supersedes")).delete()
    Expectation(
        entry_id=recorded.id,
        dossier_id=recorded.dossier_id,
        section_bit=int(section_named(header["section"])),
        chosen=decision.chosen,
        what=decision.expected.what,
        by=decision.expected.by,
    ).save(force_insert=True)


def note_look_back(dossier_id: UUID, entry_id: UUID) -> None:
    """Somebody looked back on the choice today; nothing when nothing was expected of it."""
    found = Expectation.objects.filter(entry_id=entry_id, dossier_id=dossier_id)
    found.update(looked_back_on=clock.today())


def remove_agreement(dossier_id: UUID, agreement_id: UUID) -> None:
    """Take an agreement away, within the act that erases its entries."""
    Agreement.objects.filter(pk=agreement_id, dossier_id=dossier_id).delete()


def remove_expectation(dossier_id: UUID, entry_id: UUID) -> None:
    """Take what was expected of a choice away, within the act that erases the choice."""
    Expectation.objects.filter(entry_id=entry_id, dossier_id=dossier_id).delete()
