"""Drawing a sample and its replacements, files of what may be read, and ending a study."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError
from schakel.ground.kernel.shares import LEAST
from schakel.programme.studies import access
from schakel.programme.studies.models import Study
from schakel.programme.studies.queries import (
    Case,
    Event,
    cases_of,
    events_of,
    frame_sizes,
    require_study,
)
from schakel.programme.studies.records import draw, end
from schakel.programme.studies.verbs import StudyAsked, StudyDrawn, StudyEnded, StudyExported

State = Study.State
METHOD = "enkelvoudig aselect per team, op volgorde van sha256(startwaarde, dossier)"


@action(access.STUDY)
def draw_sample(*, actor: Actor, organisation_id: UUID, study_id: UUID) -> int:
    """Draw the sample, or after that a replacement for each refusal; returns how many dossiers were drawn.

    Each drawn client is asked in their own pages, or told where consent is not asked. Raises NotFoundError,
    ConflictError for an ended study or when nothing is to be drawn, ForbiddenError where somebody else drew.
    """
    study = require_study(study_id)
    _require_running(study)
    _require_drawer(study, actor)
    frame = sum(frame_sizes(study).values())
    _require_crowd(study)
    drawn = draw(study_id)
    if not drawn:
        raise ConflictError(
            gettext("Er is niemand getrokken."),
            gettext("Er past geen ander dossier, of er hoeft niemand te worden vervangen."),
            gettext("Kijk de criteria na, of zet een nieuw onderzoek op."),
        )
    shared_with = study.joint_lead.name if study.joint_lead else ""
    for dossier_id in drawn:
        content = StudyAsked(
            study.title, study.told, study.kept_until.isoformat(), study.asks_consent, shared_with
        )
        record(content, dossier_id=dossier_id, things=[Thing("study", study_id)])
    is_replacement = study.state == State.DRAWN
    told = StudyDrawn(study.title, METHOD, study.seed, len(drawn), frame, is_replacement)
    record(told, organisation_id=organisation_id, things=[Thing("study", study_id)])
    return len(drawn)


@action(access.STUDY)
def export_cases(*, actor: Actor, organisation_id: UUID, study_id: UUID) -> list[Case]:
    """The cases that take part, for a file; the client of each sees that it was read.

    Raises NotFoundError, ConflictError while nobody takes part.
    """
    study = require_study(study_id)
    found = cases_of(study)
    _exported(organisation_id, study, gettext("gevallen"), len(found))
    return found


@action(access.STUDY)
def export_events(*, actor: Actor, organisation_id: UUID, study_id: UUID) -> list[Event]:
    """What was done in the cases that take part, for a file; the client of each sees that it was read.

    Raises NotFoundError, ConflictError while nothing may be read.
    """
    study = require_study(study_id)
    found = events_of(study)
    _exported(organisation_id, study, gettext("gebeurtenissen"), len(found))
    return found


def _exported(organisation_id: UUID, study: Study, kind: str, rows: int) -> None:
    if not rows:
        raise ConflictError(
            gettext("Er is nog niets te bewaren."),
            gettext("Niemand doet nog mee, of u trok deze steekproef niet zelf."),
            gettext("Wacht tot cliënten ja hebben gezegd."),
        )
    content = StudyExported(study.title, kind, rows)
    record(content, organisation_id=organisation_id, things=[Thing("study", study.pk)])


@action(access.STUDY)
def end_study(*, actor: Actor, organisation_id: UUID, study_id: UUID, reason: str) -> UUID:
    """End a study: whom its cases were about, the cases and the key are gone at once. Returns its id.

    Raises NotFoundError, ConflictError when it ended already, InvalidError without a reason.
    """
    study, words = require_study(study_id), reason.strip()
    _require_running(study)
    if not 0 < len(words) <= 300:
        sentence = gettext("Schrijf op waarom, in hoogstens 300 tekens.")
        raise InvalidError(gettext("De reden ontbreekt."), fields={"reason": sentence})
    end(study_id)
    content = StudyEnded(study.title, words)
    record(content, organisation_id=organisation_id, things=[Thing("study", study_id)])
    return study_id


def _require_running(study: Study) -> None:
    if study.state == State.ENDED:
        raise ConflictError(
            gettext("Dit onderzoek is afgesloten."),
            gettext("De steekproef is gewist."),
            gettext("Zet een nieuw onderzoek op."),
        )


def _require_drawer(study: Study, actor: Actor) -> None:
    if study.state == State.DRAWN and study.drawn_by_id != actor.reader_id:
        raise ForbiddenError(
            gettext("Dit mag u hier niet doen."),
            gettext("Alleen wie de steekproef trok, ziet de gevallen en trekt vervangers."),
            gettext("Vraag het aan die collega, of sluit dit onderzoek af en begin een nieuw."),
        )


def _require_crowd(study: Study) -> None:
    # The coarse facts of fewer could tell who it is.
    if study.asks_consent or all(fits >= LEAST for fits in frame_sizes(study).values()):
        return
    raise ConflictError(
        gettext("Zonder toestemming kunt u hier niet trekken."),
        gettext("Bij een van de teams passen minder dan tien dossiers. Dan is te raden om wie het gaat."),
        gettext("Vraag toestemming, maak de criteria ruimer of laat dat team weg."),
    )
