"""Noting the last occupation, and confirming which concept it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.access import OPEN
from schakel.ground.journal.verbs import ChainTask, register_verb
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.bulk import add_rows
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.vocabulary.actions import confirm_alias
from schakel.ground.vocabulary.queries import label_of, suggest
from schakel.jobseekers.profile import access, verbs
from schakel.jobseekers.profile.models import LastOccupation


@dataclass(frozen=True, slots=True)
class OccupationNoted:
    """The last occupation of a client, as told."""

    title: str
    was: str | None = None


@dataclass(frozen=True, slots=True)
class OccupationConfirmed:
    """Someone confirmed which occupation a title stands for."""

    title: str
    uri: str
    label: str


def register() -> None:
    """Make this room's verbs known."""
    verbs.register()
    register_verb(
        "occupation.note",
        OccupationNoted,
        section=Section.WORK_PROFILE,
        task=ChainTask.DIAGNOSIS,
        heading=lambda c: gettext("Laatste beroep: %(title)s") % {"title": c["title"]},
        lines=lambda c: [gettext("Eerder: %(was)s") % {"was": c["was"]}] if c["was"] else [],
    )
    register_verb(
        "occupation.confirm",
        OccupationConfirmed,
        section=Section.WORK_PROFILE,
        task=ChainTask.DIAGNOSIS,
        heading=lambda c: (
            gettext("Beroep herkend: %(title)s is %(label)s") % {"title": c["title"], "label": c["label"]}
        ),
    )


@action(access.CHANGE)
def note_last_occupation(
    *, actor: Actor, dossier_id: UUID, title: str, expected_version: int | None = None
) -> UUID:
    """Note what a client last did for work, with suggestions for its concept; returns the row's id."""
    title = _checked(title)
    known = LastOccupation.objects.filter(dossier_id=dossier_id).first()
    if known is None:
        return _note(actor, [(dossier_id, title)])[0]
    was = known.title
    changes = {"title": title, "suggestions": suggest([title])[0], "obtained_on": clock.today()}
    update_version(
        known,
        expected_version,
        source_organisation_id=actor.organisation_id,
        concept_uri="",
        concept_label="",
        is_confirmed=False,
        **changes,
    )
    things = [Thing("occupation", known.id), Thing("client", dossier_id)]
    record(OccupationNoted(title, was), dossier_id=dossier_id, things=things)
    return known.id


@action(OPEN)
def note_last_occupations(
    *, actor: Actor, organisation_id: UUID, titles: Iterable[tuple[UUID, str]]
) -> list[UUID]:
    """Note the last occupations that came with a file, for dossiers without one; returns the rows' ids."""
    return _note(actor, [(dossier_id, _checked(title)) for dossier_id, title in titles])


def _note(actor: Actor, titles: list[tuple[UUID, str]]) -> list[UUID]:
    suggestions = suggest([title for _dossier_id, title in titles])
    rows = [
        LastOccupation(
            dossier_id=dossier_id,
            title=title,
            suggestions=found,
            source_organisation_id=actor.organisation_id,
            obtained_on=clock.today(),
        )
        for (dossier_id, title), found in zip(titles, suggestions, strict=True)
    ]
    add_rows(rows)
    for row in rows:
        things = [Thing("occupation", row.id), Thing("client", row.dossier_id)]
        record(OccupationNoted(row.title), dossier_id=row.dossier_id, things=things)
    return [row.id for row in rows]


@action(access.CHANGE)
def confirm_occupation(
    *, actor: Actor, dossier_id: UUID, uri: str, expected_version: int | None = None
) -> UUID:
    """Confirm which concept the noted title stands for, and remember it for the next one who writes it.

    Returns the row's id. Raises InvalidError for a concept that isn't known.
    """
    row = LastOccupation.objects.filter(dossier_id=dossier_id).first()
    if row is None:
        raise not_found()
    label = label_of(uri)
    if label is None:
        sentence = gettext("Kies een van de voorgestelde beroepen, of zoek een ander.")
        raise InvalidError(gettext("Dit beroep staat niet in de lijst."), sentence, fields={"uri": sentence})
    update_version(row, expected_version, concept_uri=uri, concept_label=label, is_confirmed=True)
    if actor.kind == "professional":
        confirm_alias(actor=actor, organisation_id=actor.organisation_id, title=row.title, uri=uri)
    things = [Thing("occupation", row.id), Thing("client", dossier_id)]
    record(OccupationConfirmed(row.title, uri, label), dossier_id=dossier_id, things=things)
    return row.id


def _checked(title: str) -> str:
    if not title.strip():
        sentence = gettext("Schrijf op welk werk het laatst gedaan is.")
        raise InvalidError(gettext("Het beroep ontbreekt."), sentence, fields={"title": sentence})
    return title.strip()[:200]
