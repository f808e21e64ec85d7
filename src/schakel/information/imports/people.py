"""Who may be responsible for an imported client: the members and teams of one organisation, by name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.dossiers.actions import Responsible
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.organisations.names import folded
from schakel.ground.organisations.queries import memberships_of, teams_of
from schakel.information.imports.access import REGISTRARS


@dataclass(frozen=True, slots=True)
class People:
    """Members by login name and full name, teams by name, and the queue for a row that names nobody."""

    members: dict[str, tuple[Responsible, ...]]
    teams: dict[str, Responsible]
    default: Responsible | None = None

    def named(self, name: str) -> Responsible | str:
        """The member or team of that name, or the sentence that says why there is none."""
        found = self.members.get(folded(name), ())
        if len(found) > 1:
            return gettext("deze naam hebben meer medewerkers. Vul de inlognaam in.")
        if found:
            return found[0]
        team = self.teams.get(folded(name))
        return team or gettext("werkt niet bij uw organisatie. Vul een inlognaam of volledige naam in.")

    def team(self, name: str) -> Responsible | str:
        """The team of that name, or the sentence that says why there is none."""
        found = self.teams.get(folded(name))
        return found or gettext("heeft uw organisatie niet. Vul de naam van een van uw teams in.")


def people_of(organisation_id: UUID, default_team_id: UUID | None) -> People:
    """Who may be responsible at an organisation; its only team is the default when none is chosen.

    Raises InvalidError when the organisation has no team, or the chosen team isn't one of its own.
    """
    teams = list(teams_of(organisation_id))
    if not teams:
        raise InvalidError(
            gettext("Uw organisatie heeft nog geen team."),
            gettext("Cliënten uit een bestand wachten in de rij van een team."),
            gettext("Vraag uw beheerder om een team te maken."),
            fields={"default_team": gettext("Vraag uw beheerder om een team te maken.")},
        )
    queues = {team.id: Responsible(team_id=team.id) for team in teams}
    if default_team_id is not None and default_team_id not in queues:
        sentence = gettext("Kies een team van uw eigen organisatie.")
        raise InvalidError(gettext("Dit team is er niet."), sentence, fields={"default_team": sentence})
    if default_team_id is None and len(teams) == 1:
        default_team_id = teams[0].id
    by_name = {folded(team.name): queues[team.id] for team in teams}
    return People(
        _members(organisation_id), by_name, queues.get(default_team_id) if default_team_id else None
    )


def _members(organisation_id: UUID) -> dict[str, tuple[Responsible, ...]]:
    """By login name and by full name; of someone with two roles the one that guides comes first."""
    found: dict[str, dict[UUID, Responsible]] = defaultdict(dict)
    rows = memberships_of(organisation_id).select_related("professional__account").order_by("-role", "id")
    for row in rows:
        if row.role not in REGISTRARS:
            continue
        for name in (row.professional.account.get_username(), row.professional.name):
            found[folded(name)].setdefault(row.professional_id, Responsible(membership_id=row.id))
    return {name: tuple(people.values()) for name, people in found.items()}
