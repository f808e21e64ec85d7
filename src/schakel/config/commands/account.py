"""`schakel account create`: give a professional an account, a role and a place at an organisation."""

from __future__ import annotations

import argparse
import getpass
import sys
from functools import partial
from typing import Any
from uuid import UUID

from schakel.config.commands.organisation import add_role, organisation_named
from schakel.config.output import OK, say, show_json
from schakel.config.parsing import add_command, add_group
from schakel.ground.kernel.errors import InvalidError


def register(subparsers: Any) -> None:
    """Add the command."""
    group = add_group(subparsers, "account", "Accounts van medewerkers.")
    parser = add_command(group, "create", "Maak een account met een rol.", create, has_json=True)
    parser.add_argument("--username", required=True, metavar="INLOGNAAM", help="naam om mee in te loggen")
    parser.add_argument("--name", required=True, metavar="NAAM", help="voor- en achternaam")
    parser.add_argument("--organisation", required=True, metavar="NAAM", help="naam van de organisatie")
    parser.late = partial(add_role, parser, "rol bij die organisatie")
    parser.add_argument("--team", metavar="NAAM", help="team waarvan de wachtrij wordt gezien")
    parser.add_argument(
        "--password-stdin", action="store_true", help="lees het wachtwoord van de standaardinvoer"
    )


def create(arguments: argparse.Namespace) -> int:
    """Make account and membership together, or neither."""
    from schakel.config.preparing import as_system, prepare

    prepare()
    password = _password(arguments.password_stdin)
    with as_system() as actor:
        organisation_id = organisation_named(arguments.organisation)
        account_id = _make(actor, organisation_id, arguments, password)
    say(f"{arguments.name} kan inloggen als {arguments.username}.")
    if arguments.json:
        show_json({"account": account_id})
    return OK


def _make(actor: Any, organisation_id: UUID, arguments: argparse.Namespace, password: str) -> UUID:
    from schakel.ground.access.types import Role
    from schakel.ground.accounts.actions import create_account
    from schakel.ground.organisations.actions import NewProfessional, add_member

    account_id = create_account(
        actor=actor,
        organisation_id=organisation_id,
        username=arguments.username,
        name=arguments.name,
        password=password,
    )
    add_member(
        actor=actor,
        organisation_id=organisation_id,
        account_id=account_id,
        role=Role(arguments.role),
        person=NewProfessional(name=arguments.name),
        team_id=_team_named(organisation_id, arguments.team),
    )
    return account_id


def _team_named(organisation_id: UUID, name: str | None) -> UUID | None:
    from schakel.ground.organisations.queries import teams_of

    if name is None:
        return None
    known = {team.name: team.pk for team in teams_of(organisation_id)}
    if name not in known:
        raise InvalidError(
            f"Het team {name} is niet bekend bij deze organisatie.",
            f"Bekend zijn: {', '.join(known) or 'nog geen'}.",
            "Maak het met: schakel organisation team",
        )
    return known[name]


def _password(is_piped: bool) -> str:
    if is_piped:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = getpass.getpass("Wachtwoord: ")
        if getpass.getpass("Nog een keer: ") != password:
            raise InvalidError(
                "De wachtwoorden zijn niet gelijk.", "U typte twee verschillende.", "Probeer het opnieuw."
            )
    if not password:
        raise InvalidError("Het wachtwoord ontbreekt.", "Er is niets ingevuld.", "Vul een wachtwoord in.")
    return password
