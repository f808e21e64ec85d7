"""Studying together: asking another organisation, its answer, handing cases over, and the file of all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.shares import LEAST
from schakel.ground.kernel.versions import update_version
from schakel.programme.studies import access
from schakel.programme.studies.designing import (
    OwnPart,
    fitting_teams,
    kept_values,
    new_from,
    told_sites,
)
from schakel.programme.studies.models import Study, StudyInvitation, StudySite
from schakel.programme.studies.queries import (
    JointCase,
    cases_of,
    invitation_to,
    invitations_of,
    joint_cases_of,
    organisations_to_invite,
    require_invitation,
    require_study,
)
from schakel.programme.studies.records import deliver
from schakel.programme.studies.verbs import (
    StudyDelivered,
    StudyExported,
    StudyInvitationAnswered,
    StudyInvitationTakenBack,
    StudyInvited,
    StudyMade,
)

State = StudyInvitation.State
LONGEST_WORDS = 400
LONGEST_REASON = 300


@action(access.STUDY)
def invite_organisation(
    *, actor: Actor, organisation_id: UUID, study_id: UUID, invited_id: UUID, words: str
) -> UUID:
    """Ask another organisation to draw by the criteria and seed of a study; returns the invitation's id.

    Raises NotFoundError, InvalidError without words or for an organisation that can't be asked, ConflictError
    for a study without consent, one that is itself part of a joint study, or one that ended.
    """
    study, said = require_study(study_id), words.strip()
    _require_leading(study)
    wrong = {}
    if not 0 < len(said) <= LONGEST_WORDS:
        wrong["words"] = gettext("Schrijf op waarom u samen wilt onderzoeken, in hoogstens 400 tekens.")
    asked = {one.pk: one for one in organisations_to_invite(study)}.get(invited_id)
    if asked is None:
        wrong["invited"] = gettext("Kies een organisatie uit de lijst.")
    if asked is None or wrong:
        raise InvalidError(gettext("De uitnodiging is nog niet compleet."), fields=wrong)
    row = StudyInvitation(study=study, lead_id=organisation_id, organisation=asked, words=said)
    row.invited_by_name, row.invited_at = actor.name, clock.now()
    row.save(force_insert=True)
    content = StudyInvited(study.title, asked.name, said)
    record(content, organisation_id=organisation_id, things=[Thing("study", study_id)])
    return row.pk


def _require_leading(study: Study) -> None:
    if study.state == Study.State.ENDED or not study.asks_consent or study.joint_lead_id:
        raise ConflictError(
            gettext("Bij dit onderzoek kunt u niemand uitnodigen."),
            gettext("Het vraagt geen toestemming, het is afgesloten, of het is van een ander."),
            gettext("Zet een onderzoek op dat cliënten om toestemming vraagt."),
        )


@action(access.STUDY)
def take_back_invitation(*, actor: Actor, organisation_id: UUID, invitation_id: UUID) -> UUID:
    """Take an invitation back; what the other handed over is gone with it. Returns its id.

    Raises NotFoundError for who did not ask, ConflictError when it ended already.
    """
    row = require_invitation(invitation_id)
    if row.lead_id != organisation_id:
        raise not_found()
    _require_standing(row, {State.INVITED, State.AGREED})
    update_version(row, None, state=State.TAKEN_BACK)
    content = StudyInvitationTakenBack(row.study.title, row.organisation.name)
    record(content, organisation_id=organisation_id, things=[Thing("study", row.study_id)])
    return row.pk


@action(access.STUDY)
def accept_invitation(
    *, actor: Actor, organisation_id: UUID, invitation_id: UUID, part: OwnPart, expected_version: int
) -> UUID:
    """Take part with an own study of the same question, criteria and seed; returns its id.

    Raises NotFoundError for who was not asked, InvalidError with fields, ConflictError when it was answered
    already, StaleVersionError.
    """
    row = _own_invitation(organisation_id, invitation_id, {State.INVITED})
    new = replace(
        new_from(row.study), ground=part.ground, told=part.told, contact=part.contact, sizes=part.sizes
    )
    teams = fitting_teams(organisation_id, new)
    own = Study(**kept_values(new), organisation_id=organisation_id, joint_lead_id=row.lead_id)
    own.made_by_id, own.made_by_name, own.made_at = actor.reader_id, actor.name, clock.now()
    own.save(force_insert=True)
    for team_id, size in new.sizes.items():
        StudySite(study=own, team_id=team_id, size=size).save(force_insert=True)
    _answer(actor, row, State.AGREED, "", expected_version, own_study=own)
    made = StudyMade(
        own.title, own.question, own.ground, own.asks_consent, "", own.kept_until.isoformat(), own.seed,
        told_sites(new, teams),
    )  # fmt: skip
    record(made, organisation_id=organisation_id, things=[Thing("study", own.pk)])
    return own.pk


@action(access.STUDY)
def decline_invitation(
    *, actor: Actor, organisation_id: UUID, invitation_id: UUID, reason: str, expected_version: int
) -> UUID:
    """Not take part, or stop: what was handed over is in no later file. Returns the invitation's id.

    Raises as accept_invitation does.
    """
    row, words = (
        _own_invitation(organisation_id, invitation_id, {State.INVITED, State.AGREED}),
        reason.strip(),
    )
    if not 0 < len(words) <= LONGEST_REASON:
        sentence = gettext("Schrijf op waarom, in hoogstens 300 tekens.")
        raise InvalidError(gettext("De reden ontbreekt."), fields={"reason": sentence})
    state = State.WITHDRAWN if row.state == State.AGREED else State.DECLINED
    _answer(actor, row, state, words, expected_version)
    return row.pk


def _own_invitation(organisation_id: UUID, invitation_id: UUID, states: set[State]) -> StudyInvitation:
    row = require_invitation(invitation_id)
    if row.organisation_id != organisation_id:
        raise not_found()
    _require_standing(row, states)
    return row


def _require_standing(row: StudyInvitation, states: set[State]) -> None:
    if row.state not in states:
        raise ConflictError(
            gettext("Deze uitnodiging is al beantwoord of ingetrokken."),
            gettext("Een collega of de ander deed dat intussen."),
            gettext("Kijk bij Onderzoek hoe het nu staat."),
        )


def _answer(
    actor: Actor, row: StudyInvitation, state: State, words: str, expected_version: int, **more: Any
) -> None:
    said = {"answer": words, "answered_by_name": actor.name, "answered_at": clock.now()}
    update_version(row, expected_version, state=state, **said, **more)
    content = StudyInvitationAnswered(row.study.title, row.lead.name, state.value, words)
    record(content, organisation_id=row.organisation_id, things=[Thing("study", row.study_id)])


@action(access.STUDY)
def deliver_cases(*, actor: Actor, organisation_id: UUID, study_id: UUID) -> int:
    """Hand the cases that take part to the lead of a joint study, in place of those before; returns how many.

    The client of each sees that it was read. Raises NotFoundError, ConflictError where it is not part of a
    joint study, or fewer than ten take part.
    """
    study = require_study(study_id)
    invitation = invitation_to(study)
    if invitation is None or invitation.state != State.AGREED:
        raise ConflictError(
            gettext("Dit onderzoek is niet gezamenlijk."),
            gettext("De uitnodiging is ingetrokken, of uw organisatie doet niet meer mee."),
        )
    cases_of(study)
    count = deliver(study_id)
    if not count:
        raise ConflictError(
            gettext("Er zijn te weinig gevallen om te delen."),
            gettext("Er doen er minder dan %(least)d mee, of u trok deze steekproef niet zelf.")
            % {"least": LEAST},
            gettext("Wacht tot meer cliënten ja hebben gezegd."),
        )
    content = StudyDelivered(study.title, invitation.lead.name, count)
    record(content, organisation_id=organisation_id, things=[Thing("study", study_id)])
    return count


@action(access.STUDY)
def export_joint(*, actor: Actor, organisation_id: UUID, study_id: UUID) -> list[JointCase]:
    """The own cases that take part and those that others handed over, for a file.

    Raises NotFoundError, ConflictError where there are none, or nobody was asked.
    """
    study = require_study(study_id)
    found = joint_cases_of(study) if invitations_of(study) else []
    if not found:
        raise ConflictError(
            gettext("Er is nog niets te bewaren."),
            gettext("Niemand doet nog mee, of u trok deze steekproef niet zelf."),
            gettext("Wacht tot cliënten ja hebben gezegd."),
        )
    content = StudyExported(study.title, gettext("gezamenlijke gevallen"), len(found))
    record(content, organisation_id=organisation_id, things=[Thing("study", study.pk)])
    return found
