"""`schakel sign-on`: let the people of an organisation log in with the account that they have there."""

from __future__ import annotations

import argparse
from typing import Any

from schakel.config.commands.organisation import organisation_named
from schakel.config.output import OK, say, show_json
from schakel.config.parsing import add_command, add_group
from schakel.ground.kernel.errors import InvalidError


def register(subparsers: Any) -> None:
    """Add the commands."""
    group = add_group(subparsers, "sign-on", "Inloggen via de eigen organisatie (OpenID Connect).")
    parser = add_command(group, "set", "Voer een aanbieder in, of wijzig hem.", set_one, has_json=True)
    parser.add_argument("slug", metavar="NAAM", help="naam in het adres: kleine letters, cijfers, streepjes")
    parser.add_argument("--organisation", required=True, metavar="NAAM", help="naam van de organisatie")
    parser.add_argument("--label", required=True, metavar="TEKST", help="woorden op de inlogpagina")
    parser.add_argument("--issuer", required=True, metavar="ADRES", help="adres van de aanbieder, met https")
    parser.add_argument("--client-id", required=True, metavar="ID", help="hoe de aanbieder Schakel noemt")
    parser.add_argument(
        "--role", required=True, action="append", metavar="WOORD=ROL", help="rol die een woord opent"
    )
    parser.add_argument("--name-claim", default="preferred_username", help="wat hier de inlognaam is")
    parser.add_argument("--role-claim", default="roles", help="waarin de rollen staan")
    parser.add_argument("--two-step", action="store_true", help="de aanbieder vraagt zelf een tweede stap")
    parser = add_command(group, "end", "Laat niemand meer zo inloggen.", end, has_json=True)
    parser.add_argument("slug", metavar="NAAM", help="naam in het adres")
    parser.add_argument("--organisation", required=True, metavar="NAAM", help="naam van de organisatie")
    add_command(group, "list", "Toon wie zo kan inloggen.", show, has_json=True)


def set_one(arguments: argparse.Namespace) -> int:
    """Enter or change a provider; its secret stays outside the database."""
    from schakel.config.preparing import as_system, prepare

    prepare()
    from schakel.ground.accounts.actions import NewSignOn, set_sign_on
    from schakel.ground.accounts.queries.sign_on import secret_of_sign_on

    new = NewSignOn(
        slug=_slug(arguments.slug),
        label=arguments.label.strip(),
        issuer=arguments.issuer.strip(),
        client_id=arguments.client_id.strip(),
        roles=tuple(_pair(one) for one in arguments.role),
        name_claim=arguments.name_claim,
        role_claim=arguments.role_claim,
        is_two_step=arguments.two_step,
    )
    with as_system() as actor:
        organisation_id = organisation_named(arguments.organisation)
        sign_on_id = set_sign_on(actor=actor, organisation_id=organisation_id, new=new)
    say(f"{new.label} staat op de inlogpagina.")
    if not secret_of_sign_on(new.slug):
        say(f"Het geheim ontbreekt nog: zet het in het bestand keys/sign-on-{new.slug}.")
    if arguments.json:
        show_json({"sign_on": sign_on_id})
    return OK


def end(arguments: argparse.Namespace) -> int:
    """Take a provider off the page."""
    from schakel.config.preparing import as_system, prepare

    prepare()
    from schakel.ground.accounts.actions import end_sign_on

    with as_system() as actor:
        organisation_id = organisation_named(arguments.organisation)
        sign_on_id = end_sign_on(actor=actor, organisation_id=organisation_id, slug=arguments.slug)
    say("Zo kan niemand meer inloggen. Wie binnen is, blijft dat tot de sessie eindigt.")
    if arguments.json:
        show_json({"sign_on": sign_on_id})
    return OK


def show(arguments: argparse.Namespace) -> int:
    """Show the providers that are on."""
    from schakel.config.preparing import as_system, prepare

    prepare()
    from schakel.ground.accounts.queries.sign_on import sign_ons

    with as_system():
        rows = [
            {"slug": one.slug, "label": one.label, "issuer": one.issuer, "two_step": one.is_two_step}
            for one in sign_ons()
        ]
    for row in rows:
        say(f"{row['slug']}: {row['label']}, {row['issuer']}")
    if arguments.json:
        show_json({"sign_ons": rows})
    return OK


def _slug(text: str) -> str:
    import re

    if not re.fullmatch(r"[a-z0-9-]{1,40}", text) or text == "back":
        raise InvalidError(
            "Deze naam past niet in een adres.", "Er staat iets anders in.", "Gebruik a-z, 0-9 en streepjes."
        )
    return text


def _pair(text: str) -> tuple[str, Any]:
    from schakel.ground.access.types import Role

    word, separator, role = text.rpartition("=")
    if not separator or not word or role not in Role.values:
        raise InvalidError(
            f"{text} is geen rol.", f"Rollen zijn: {', '.join(Role.values)}.", "Schrijf WOORD=ROL."
        )
    return word, Role(role)
