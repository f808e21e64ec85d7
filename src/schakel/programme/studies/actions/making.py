"""Setting up a study, changing it before anybody was asked, and beginning anew with what was learned."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError, StaleVersionError
from schakel.ground.kernel.versions import update_version
from schakel.programme.studies import access
from schakel.programme.studies.designing import (
    SHARED,
    NewStudy,
    fitting_teams,
    kept_values,
    new_from,
    told_sites,
)
from schakel.programme.studies.models import Study, StudySite
from schakel.programme.studies.queries import is_joint, require_study
from schakel.programme.studies.records import end
from schakel.programme.studies.verbs import StudyChanged, StudyEnded, StudyMade

LONGEST_REASON = 300


@action(access.STUDY)
def make_study(*, actor: Actor, organisation_id: UUID, new: NewStudy) -> UUID:
    """Set up a study of the own organisation; nobody is drawn yet. Returns its id.

    Raises InvalidError with each field for what is missing, does not fit or is not of the organisation.
    """
    return _make(actor, organisation_id, new).pk


@action(access.STUDY)
def change_study(
    *, actor: Actor, organisation_id: UUID, study_id: UUID, new: NewStudy, expected_version: int
) -> UUID:
    """Change a study of which nobody was drawn yet; returns its id.

    Raises NotFoundError, InvalidError as make_study does, ConflictError once somebody was drawn,
    StaleVersionError when a colleague changed it meanwhile.
    """
    study = require_study(study_id)
    if study.state != Study.State.NEW:
        raise ConflictError(
            gettext("Dit onderzoek kunt u niet meer wijzigen."),
            gettext("De steekproef is al getrokken."),
            gettext("Begin een nieuwe versie, of sluit dit onderzoek af."),
        )
    _require_shared_kept(study, new)
    teams = fitting_teams(organisation_id, new)
    update_version(study, expected_version, **kept_values(new))
    StudySite.objects.filter(study=study).delete()
    _add_sites(study, new)
    record(
        StudyChanged(**asdict(_made(study, told_sites(new, teams)))),
        organisation_id=organisation_id,
        things=[Thing("study", study.pk)],
    )
    return study.pk


@action(access.STUDY)
def renew_study(
    *, actor: Actor, organisation_id: UUID, study_id: UUID, new: NewStudy, reason: str, expected_version: int
) -> UUID:
    """Begin a new version of a study that was drawn, which ends with that; returns the id of the new one.

    Who was asked, was asked with the words of then: the cases of before are forgotten and everybody is asked
    again. Raises as change_study does, and InvalidError without a reason.
    """
    study, words = require_study(study_id), reason.strip()
    if study.state != Study.State.DRAWN:
        raise ConflictError(
            gettext("Van dit onderzoek kan geen nieuwe versie beginnen."),
            gettext("De steekproef is nog niet getrokken, of het is afgesloten."),
            gettext("Wijzig het, of zet een nieuw onderzoek op."),
        )
    if not 0 < len(words) <= LONGEST_REASON:
        sentence = gettext("Schrijf op waarom, in hoogstens 300 tekens.")
        raise InvalidError(gettext("De reden ontbreekt."), fields={"reason": sentence})
    if is_joint(study):
        raise ConflictError(
            gettext("Van een gezamenlijk onderzoek kan geen nieuwe versie beginnen."),
            gettext("De opzet is met andere organisaties afgesproken."),
            gettext("Sluit dit onderzoek af, en zet samen een nieuw op."),
        )
    if study.version != expected_version:
        raise StaleVersionError(study)
    made = _make(actor, organisation_id, new, follows=study, why_new=words)
    end(study.pk)
    ended = StudyEnded(study.title, words)
    record(ended, organisation_id=organisation_id, things=[Thing("study", study.pk)])
    return made.pk


def _require_shared_kept(study: Study, new: NewStudy) -> None:
    before = new_from(study)
    if is_joint(study) and any(getattr(before, name) != getattr(new, name) for name in SHARED):
        raise ConflictError(
            gettext("Deze opzet is met andere organisaties afgesproken."),
            gettext("Vraag, periode, criteria, bewaartijd en startwaarde zijn voor iedereen dezelfde."),
            gettext("Wijzig alleen de grondslag, de teams, het contact en wat de cliënt leest."),
        )


def _make(actor: Actor, organisation_id: UUID, new: NewStudy, **more: Any) -> Study:
    teams = fitting_teams(organisation_id, new)
    row = Study(**kept_values(new), **more, organisation_id=organisation_id)
    row.made_by_id, row.made_by_name, row.made_at = actor.reader_id, actor.name, clock.now()
    row.save(force_insert=True)
    _add_sites(row, new)
    made = _made(row, told_sites(new, teams))
    record(made, organisation_id=organisation_id, things=[Thing("study", row.pk)])
    return row


def _add_sites(study: Study, new: NewStudy) -> None:
    for team_id, size in new.sizes.items():
        StudySite(study=study, team_id=team_id, size=size).save(force_insert=True)


def _made(row: Study, sites: list[str]) -> StudyMade:
    return StudyMade(
        row.title,
        row.question,
        row.ground,
        row.asks_consent,
        row.why_no_consent,
        row.kept_until.isoformat(),
        row.seed,
        sites,
    )
