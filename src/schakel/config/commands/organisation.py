"""`schakel organisation`: enter chain partners and their teams."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any
from uuid import UUID

from schakel.config.output import OK, say, show_json
from schakel.config.parsing import add_command, add_group
from schakel.ground.kernel.errors import InvalidError


def register(subparsers: Any) -> None:
    """Add the commands."""
    group = add_group(subparsers, "organisation", "Ketenpartners en hun teams.")
    parser = add_command(group, "create", "Voer een organisatie in.", create, has_json=True)
    parser.add_argument("--name", required=True, metavar="NAAM", help="zoals mensen haar noemen")
    parser.late = partial(_add_kind, parser)
    parser.add_argument("--place", default="", metavar="PLAATS", help="vestigingsplaats")
    parser = add_command(group, "preset", "Voer de partners van een regio in.", preset, has_json=True)
    parser.add_argument("name", metavar="SET", help="chain_2026 of chain_2008")
    parser.add_argument("--region", required=True, metavar="NAAM", help="naam van de regio")
    parser.add_argument("--as", dest="account", required=True, help="inlognaam van een beheerder")
    for name, run, help_text in (
        ("merge", merge, "Laat een organisatie opgaan in een andere."),
        ("split", split, "Splits een organisatie in twee of meer nieuwe."),
    ):
        parser = add_command(group, name, help_text, run, has_json=True)
        parser.add_argument("--into", required=True, action="append", metavar="NAAM", help="opvolger")
        parser.add_argument("--reason", required=True, metavar="TEKST", help="waarom")
        parser.add_argument("--as", dest="account", required=True, help="inlognaam van een beheerder")
        parser.add_argument("--dry-run", action="store_true", help="laat zien wat er overgaat, en doe niets")
    parser = add_command(group, "team", "Maak een team met een wachtrij.", team, has_json=True)
    parser.add_argument("--organisation", required=True, metavar="NAAM", help="naam van de organisatie")
    parser.add_argument("--name", required=True, metavar="NAAM", help="naam van het team")
    parser.late = partial(add_role, parser, "rol van de leden")


def _add_kind(parser: argparse.ArgumentParser) -> None:
    """The kinds, named once the command was chosen: reading them takes Django."""
    from schakel.ground.access.roles import OrganisationKind

    kinds = [kind for kind in OrganisationKind.values if kind != OrganisationKind.NONE]
    parser.add_argument("--kind", required=True, choices=kinds, help="soort organisatie")


def add_role(parser: argparse.ArgumentParser, help_text: str) -> None:
    """The roles of people at work, named once the command was chosen."""
    from schakel.ground.access.roles import STAFF, Role

    parser.add_argument("--role", required=True, choices=[r for r in Role if r in STAFF], help=help_text)


def create(arguments: argparse.Namespace) -> int:
    """Enter an organisation, valid from today."""
    from schakel.config.preparing import as_system, prepare

    prepare()
    from schakel.ground.access.types import OrganisationKind
    from schakel.ground.organisations.actions import create_organisation

    _require_name(arguments.name)
    with as_system() as actor:
        organisation_id = create_organisation(
            actor=actor,
            name=arguments.name.strip(),
            kind=OrganisationKind(arguments.kind),
            place=arguments.place,
        )
    return _made(arguments, "organisation", organisation_id)


def team(arguments: argparse.Namespace) -> int:
    """Make a team at an organisation."""
    from schakel.config.preparing import as_system, prepare

    prepare()
    from schakel.ground.access.types import Role
    from schakel.ground.organisations.actions import create_team

    _require_name(arguments.name)
    with as_system() as actor:
        organisation_id = organisation_named(arguments.organisation)
        team_id = create_team(
            actor=actor,
            organisation_id=organisation_id,
            name=arguments.name.strip(),
            role=Role(arguments.role),
        )
    return _made(arguments, "team", team_id)


def preset(arguments: argparse.Namespace) -> int:
    """Enter the partners of a region that are not there yet."""
    from schakel.config.preparing import prepare

    prepare()
    from schakel.ground.organisations.commands import enter_preset

    enter_preset(arguments.account, arguments.name, arguments.region)
    say(f"De partners van {arguments.region} zijn ingevoerd.")
    if arguments.json:
        show_json({"preset": arguments.name})
    return OK


def merge(arguments: argparse.Namespace) -> int:
    """Plan, agree to and carry out a merger into one organisation, new or existing."""
    if len(arguments.into) != 1:
        raise InvalidError(
            "Samenvoegen gaat in één organisatie.", "U noemde er meer.", "Noem --into één keer."
        )
    return _succeed(arguments)


def split(arguments: argparse.Namespace) -> int:
    """Plan and carry out a split into new organisations."""
    if len(arguments.into) < 2:
        raise InvalidError("Splitsen gaat in twee of meer.", "U noemde er één.", "Noem --into vaker.")
    return _succeed(arguments)


def _succeed(arguments: argparse.Namespace) -> int:
    from schakel.config.preparing import prepare

    prepare()
    from schakel.ground.organisations.commands import succeed

    outcome = succeed(
        arguments.account, arguments.into, arguments.reason, is_dry=arguments.dry_run, report=say
    )
    if arguments.json:
        show_json(outcome)
    return OK


def organisation_named(name: str) -> UUID:
    """The organisation with that name today. Raises InvalidError with the names that there are."""
    from schakel.ground.organisations.queries import organisations_on_record

    known = {organisation.name: organisation.pk for organisation in organisations_on_record()}
    if name not in known:
        raise InvalidError(
            f"De organisatie {name} is niet bekend.",
            f"Bekend zijn: {', '.join(known) or 'nog geen'}.",
            "Voer haar in met: schakel organisation create",
        )
    return known[name]


def _require_name(name: str) -> None:
    if not name.strip():
        raise InvalidError("De naam ontbreekt.", "Achter --name staat niets.", "Vul een naam in.")


def _made(arguments: argparse.Namespace, what: str, new_id: UUID) -> int:
    say(f"{arguments.name} is ingevoerd.")
    if arguments.json:
        show_json({what: new_id})
    return OK
