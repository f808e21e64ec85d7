"""Reading studies: what they ask, how far they are, cases without persons, and what a client was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connections, models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import OrganisationKind
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.organisations.models import Organisation, Team
from schakel.ground.people.models import Regime
from schakel.programme.studies import access
from schakel.programme.studies.models import Answer, Study, StudyInvitation, StudyPerson, StudySite
from schakel.programme.studies.steps import STEPS

SHOWN = 200
Word = StudyInvitation.State
HOLDERS = (OrganisationKind.MUNICIPALITY, OrganisationKind.UWV)
"""Kinds of organisations that hold the regie of dossiers, of which alone is drawn."""
Place = tuple[datetime, UUID]


class AgeBand(models.TextChoices):
    """How old somebody was on the day of the draw, coarsely."""

    YOUNG = "young", _("jonger dan 27")
    MIDDLE = "middle", _("27–44")
    OLDER = "older", _("45–59")
    OLDEST = "oldest", _("60 of ouder")
    UNKNOWN = "unknown", _("onbekend")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the asking is at one site; each a number of cases."""

    drawn: int = 0
    asked: int = 0
    took_part: int = 0
    refused: int = 0
    withdrawn: int = 0
    replaced: int = 0

    @property
    def to_replace(self) -> int:
        """Refusals for which nobody else was drawn yet."""
        return self.refused + self.withdrawn - self.replaced


@dataclass(frozen=True, slots=True)
class Case:
    """The coarse facts of one case; months the dossier was open, and counts within the study's period."""

    pseudonym: str
    site: str
    regimes: str
    age_band: str
    months: int
    steps: int
    handovers: int
    contacts: int


@dataclass(frozen=True, slots=True)
class JointCase:
    """A case of a joint study, and the organisation that it is of."""

    organisation: str
    case: Case


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a case, by day, and the role of who took it."""

    pseudonym: str
    step: str
    on: date
    role: str


def sites_to_draw_from(organisation_id: UUID) -> list[Team]:
    """The teams of the organisation, by name; one statement."""
    return list(Team.objects.filter(organisation_id=organisation_id).order_by("name", "id")[:SHOWN])


def studies_of(organisation_id: UUID, *, limit: int, after: Place | None = None) -> list[Study]:
    """Studies of the organisation, the newest first; keyset; one statement."""
    found = Study.objects.filter(organisation_id=organisation_id)
    if after is not None:
        made_at, study_id = after
        found = found.filter(Q(made_at__lt=made_at) | Q(made_at=made_at, id__lt=study_id))
    return list(found.order_by("-made_at", "-id")[:limit])


def require_study(study_id: UUID) -> Study:
    """A study of the own organisation. Raises NotFoundError."""
    found = Study.objects.filter(pk=study_id, organisation_id=current_context().actor.employer_id).first()
    if found is None:
        raise not_found()
    return found


def sites_of(study: Study) -> list[StudySite]:
    """The sites of a study, by name; one statement."""
    return list(study.sites.select_related("team").order_by("team__name", "id"))


def frame_sizes(study: Study) -> dict[UUID, int]:
    """How many dossiers of each site fit the criteria today; one statement."""
    return {row[0]: row[1] for row in _asked("select * from studies_frame_sizes(%s)", [study.pk])}


def progress_of(study: Study) -> dict[UUID, Progress]:
    """How far the asking is at each site where somebody was drawn; one statement."""
    rows = _asked("select * from studies_progress(%s)", [study.pk])
    return {row[0]: Progress(*row[1:]) for row in rows}


def cases_of(study: Study) -> list[Case]:
    """The cases that take part, with their coarse facts; each look stands in the read log of the dossier.

    Empty for who did not draw the sample. Three statements.
    """
    sites = {site.pk: site.team.name for site in sites_of(study)}
    rows = _asked("select * from studies_facts(%s, %s)", [study.pk, list(STEPS)])
    log_read("studies:cases", [row[0] for row in rows], access.SEEN)
    return [_case(row, sites) for row in rows]


def _case(row: tuple[Any, ...], sites: Mapping[UUID, str]) -> Case:
    _dossier_id, pseudonym, site_id, regimes, age_band, *counts = row
    words = ", ".join(str(Regime(regime).label) for regime in regimes)
    return Case(pseudonym, sites[site_id], words, str(AgeBand(age_band).label), *counts)


def events_of(study: Study) -> list[Event]:
    """What was done in the cases that take part; each look stands in the read log of the dossier.

    Only steps that are named in steps.py, by day. Empty for who did not draw the sample. Two statements.
    """
    rows = _asked("select * from studies_events(%s, %s)", [study.pk, list(STEPS)])
    log_read("studies:events", dict.fromkeys(row[0] for row in rows), access.SEEN)
    return [Event(pseudonym, str(STEPS[step]), on, role) for _dossier_id, pseudonym, step, on, role in rows]


def is_joint(study: Study) -> bool:
    """Whether others share the set-up of a study; at most one statement."""
    if study.joint_lead_id:
        return True
    return study.invitations.filter(state__in=[Word.INVITED, Word.AGREED]).exists()


def invitations_of(study: Study) -> list[StudyInvitation]:
    """Whom a study of the own organisation was shared with, by name; one statement."""
    return list(study.invitations.select_related("organisation").order_by("organisation__name", "invited_at"))


def invitations_for(organisation_id: UUID) -> list[StudyInvitation]:
    """The invitations that an organisation has not answered yet, the latest first; one statement."""
    found = StudyInvitation.objects.filter(organisation_id=organisation_id, state=Word.INVITED)
    return list(found.select_related("study", "lead").order_by("-invited_at", "-id")[:SHOWN])


def require_invitation(invitation_id: UUID) -> StudyInvitation:
    """An invitation of which the own organisation is a side, to a study that runs. Raises NotFoundError."""
    found = StudyInvitation.objects.select_related("study", "lead", "organisation").filter(pk=invitation_id)
    row = found.exclude(study__state=Study.State.ENDED).first()
    if row is None or row.study.kept_until < clock.today():
        raise not_found()
    return row


def invitation_to(study: Study) -> StudyInvitation | None:
    """The invitation that a study of the own organisation answers; one statement."""
    return StudyInvitation.objects.select_related("lead", "study").filter(own_study=study).first()


def organisations_to_invite(study: Study) -> list[Organisation]:
    """Organisations that could take part and were not asked yet, by name; one statement."""
    asked = study.invitations.filter(state__in=[Word.INVITED, Word.AGREED]).values("organisation_id")
    found = Organisation.objects.on(clock.today()).exclude(pk=study.organisation_id).exclude(pk__in=asked)
    return list(found.filter(kind__in=HOLDERS).order_by("name", "pk"))


def delivered_of(study: Study) -> tuple[int, date | None]:
    """How many cases of a study are with the lead now, and since when; for who drew it; one statement."""
    [(cases, on)] = _asked("select * from studies_delivered(%s)", [study.pk])
    return cases, on


def joint_cases_of(study: Study) -> list[JointCase]:
    """The own cases that take part and those handed over by others; for who drew the own. Four statements.

    Each look at an own case stands in the read log of its dossier; what others handed over, they read.
    """
    own = [JointCase(study.organisation.name, one) for one in cases_of(study)]
    return own + handed_over_to(study)


def handed_over_to(study: Study) -> list[JointCase]:
    """The cases that other organisations handed over for a study; two statements.

    None of an organisation under ten; a team under ten, or one that the others give away, has no name.
    """
    rows = _asked("select * from studies_joined(%s)", [study.pk])
    names = dict(Organisation.objects.filter(pk__in={row[0] for row in rows}).values_list("pk", "name"))
    return [JointCase(names[row[0]], _handed(row)) for row in rows]


def _handed(row: tuple[Any, ...]) -> Case:
    _organisation, team, pseudonym, regimes, age_band, *counts = row
    words = ", ".join(str(Regime(regime).label) for regime in regimes)
    return Case(pseudonym, team or gettext("niet genoemd"), words, str(AgeBand(age_band).label), *counts)


def withdrawn_pseudonyms(study: Study) -> list[str]:
    """The cases that took part and stopped, to be left out of files made before; one statement."""
    found = study.cases.filter(state=Answer.WITHDRAWN)
    return list(found.order_by("pseudonym").values_list("pseudonym", flat=True))


def _persons() -> QuerySet[StudyPerson]:
    return StudyPerson.objects.select_related("study__organisation", "study__joint_lead")


def of_client(dossier_id: UUID) -> list[StudyPerson]:
    """The studies for which a client was drawn and that still run, the latest first; one statement."""
    return list(_persons().filter(dossier_id=dossier_id).order_by("-id")[:SHOWN])


def person_visible(dossier_id: UUID, study_person_id: UUID) -> StudyPerson | None:
    """A client's place in a study, as far as the actor may see that dossier; one statement."""
    return _persons().filter(dossier_id=dossier_id, pk=study_person_id).first()


def is_asked(dossier_id: UUID) -> bool:
    """Whether a study waits for this client's answer; one statement."""
    found = StudyPerson.objects.filter(dossier_id=dossier_id, answer=Answer.ASKED)
    return found.filter(study__kept_until__gte=clock.today()).exists()


def waiting_for_answer() -> list[StudyPerson]:
    """The actor's clients who were asked and did not answer yet, the latest first; one statement."""
    found = _persons().filter(answer=Answer.ASKED, study__kept_until__gte=clock.today())
    return list(found.select_related("dossier__client", "study").order_by("-id")[:SHOWN])


def answers_open_to(person: StudyPerson) -> set[str]:
    """What can still be said: not what was said already, no yes once replaced, nothing after the term."""
    if person.study.kept_until < clock.today():
        return set()
    if person.answer in {Answer.YES, Answer.INCLUDED}:
        return {Answer.NO.value}
    if person.answer == Answer.ASKED:
        return {Answer.YES.value, Answer.NO.value}
    return set() if person.is_replaced or not person.study.asks_consent else {Answer.YES.value}


def _asked(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
