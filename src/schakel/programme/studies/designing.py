"""What a study is made of, and whether that fits: its words, days, criteria and teams."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.organisations.models import Team
from schakel.ground.people.models import Regime
from schakel.jobseekers.services.catalogue.model import CONTENTS
from schakel.programme.studies.models import Study
from schakel.programme.studies.queries import sites_to_draw_from

LONGEST_KEPT = timedelta(days=2 * 366)
"""How long a sample may lead to persons at most; ours."""

MOST = 500
"""Dossiers of one site at most; ours."""

_PLAIN = (
    "period_from",
    "period_to",
    "asks_consent",
    "kept_until",
    "regimes",
    "opened_from",
    "opened_to",
    "age_from",
    "age_to",
    "service_content",
)
_LENGTHS = {"title": 120, "question": 600, "purpose": 600, "ground": 400, "told": 600, "contact": 160}


@dataclass(frozen=True, slots=True)
class NewStudy:
    """What is studied and how it is drawn; sizes gives for a team how many dossiers, seed empty makes one."""

    title: str
    question: str
    purpose: str
    ground: str
    told: str
    contact: str
    period_from: date
    period_to: date
    kept_until: date
    sizes: Mapping[UUID, int]
    asks_consent: bool = True
    why_no_consent: str = ""
    regimes: list[str] = field(default_factory=list)
    opened_from: date | None = None
    opened_to: date | None = None
    age_from: int | None = None
    age_to: int | None = None
    service_content: str = ""
    seed: str = ""


@dataclass(frozen=True, slots=True)
class OwnPart:
    """What an organisation adds that takes part in a joint study: its ground, words, contact and teams."""

    ground: str
    told: str
    contact: str
    sizes: Mapping[UUID, int]


SHARED = ("title", "question", "purpose", *_PLAIN, "seed")
"""What all who take part in a joint study have the same."""


def new_from(study: Study) -> NewStudy:
    """A study as it could be made once more, without its teams."""
    words = {name: getattr(study, name) for name in (*_LENGTHS, *_PLAIN, "why_no_consent", "seed")}
    return NewStudy(**words, sizes={})


def fitting_teams(organisation_id: UUID, new: NewStudy) -> dict[UUID, str]:
    """The names of the teams that a study draws from; one statement.

    Raises InvalidError with each field for what is missing, does not fit or is not of the organisation.
    """
    teams = {team.pk: team for team in sites_to_draw_from(organisation_id)}
    wrong = _wrong_words(new) | _wrong_days(new) | _wrong_criteria(new) | _wrong_sites(new, teams)
    if wrong:
        raise InvalidError(gettext("Dit onderzoek is nog niet compleet."), fields=wrong)
    return {team_id: teams[team_id].name for team_id in new.sizes}


def kept_values(new: NewStudy) -> dict[str, Any]:
    """The columns of a study, as they are kept."""
    values: dict[str, Any] = {name: getattr(new, name).strip() for name in _LENGTHS}
    values |= {name: getattr(new, name) for name in _PLAIN}
    values["why_no_consent"] = "" if new.asks_consent else new.why_no_consent.strip()
    values["seed"] = new.seed.strip() or secrets.token_hex(8)
    return values


def told_sites(new: NewStudy, teams: Mapping[UUID, str]) -> list[str]:
    """Each team with how many dossiers are wanted, for the journal."""
    return [f"{teams[team_id]}: {size}" for team_id, size in new.sizes.items()]


def _wrong_words(new: NewStudy) -> dict[str, str]:
    wrong = {
        name: gettext("Vul dit in, in hoogstens %(most)d tekens.") % {"most": most}
        for name, most in _LENGTHS.items()
        if not 0 < len(getattr(new, name).strip()) <= most
    }
    if not new.asks_consent and not 0 < len(new.why_no_consent.strip()) <= 400:
        wrong["why_no_consent"] = gettext("Schrijf op waarom u geen toestemming vraagt.")
    if len(new.seed.strip()) > 40:
        wrong["seed"] = gettext("Een startwaarde heeft hoogstens 40 tekens.")
    return wrong


def _wrong_days(new: NewStudy) -> dict[str, str]:
    wrong, today = {}, clock.today()
    if new.period_to < new.period_from:
        wrong["period_to"] = gettext("De laatste dag ligt voor de eerste.")
    if not today < new.kept_until <= today + LONGEST_KEPT:
        wrong["kept_until"] = gettext("Kies een dag na vandaag, binnen twee jaar.")
    if new.opened_from and new.opened_to and new.opened_to < new.opened_from:
        wrong["opened_to"] = gettext("De laatste dag ligt voor de eerste.")
    return wrong


def _wrong_criteria(new: NewStudy) -> dict[str, str]:
    wrong = {}
    if not set(new.regimes) <= set(Regime.values):
        wrong["regimes"] = gettext("Kies uitkeringen uit de lijst.")
    if new.service_content and new.service_content not in CONTENTS:
        wrong["service_content"] = gettext("Kies een soort dienst uit de lijst.")
    for name in ("age_from", "age_to"):
        age = getattr(new, name)
        if age is not None and not 0 <= age <= 120:
            wrong[name] = gettext("Kies een leeftijd van 0 tot en met 120 jaar.")
    if new.age_from is not None and new.age_to is not None and new.age_to < new.age_from:
        wrong["age_to"] = gettext("De hoogste leeftijd ligt onder de laagste.")
    return wrong


def _wrong_sites(new: NewStudy, teams: Mapping[UUID, Team]) -> dict[str, str]:
    if not new.sizes:
        return {"sizes": gettext("Vul bij ten minste één team in hoeveel dossiers u wilt.")}
    wrong = {
        f"size_{team_id}": gettext("Kies een getal van 1 tot en met %(most)d.") % {"most": MOST}
        for team_id, size in new.sizes.items()
        if not 1 <= size <= MOST
    }
    if not new.sizes.keys() <= teams.keys():
        wrong["sizes"] = gettext("Kies teams van uw eigen organisatie.")
    return wrong
