"""`schakel import clients FILE --as ACCOUNT`: preview and apply a client file with that account's rights."""

from __future__ import annotations

import json
import math
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.readers import actor_for, readers_of
from schakel.ground.access.types import Purpose
from schakel.ground.accounts.queries import account_named
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.ground.kernel.database_errors import in_words
from schakel.ground.kernel.errors import ForbiddenError, InvalidError, SchakelError
from schakel.ground.organisations.names import folded
from schakel.ground.organisations.queries import teams_of
from schakel.information.imports.access import REGISTRARS
from schakel.information.imports.actions import apply_beside, apply_chunk, preview_import
from schakel.information.imports.choosing import layout_mapping
from schakel.information.imports.decoding import MAX_BYTES
from schakel.information.imports.hands import LARGE, freshen_statistics, together
from schakel.information.imports.models import ImportRun
from schakel.information.imports.queries import REFUSED, Progress, layouts_of, progress_of

OK, PROBLEMS, WRONG_USE = 0, 1, 2
_SHOWN = 20


class WrongUse(Exception):  # noqa: N818 - named after the exit code
    """The command was given something that isn't there or isn't allowed."""


@dataclass(frozen=True, slots=True)
class Seat:
    """The one seat in which the account may import: its actor and organisation."""

    actor: Actor
    organisation_id: UUID

    @contextmanager
    def at_work(self) -> Iterator[Actor]:
        """One transaction for intake, with refusals of the database in words."""
        with in_words(), as_actor(self.actor, Purpose.INTAKE.value):
            yield self.actor


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of `schakel import`."""
    parser.add_argument("kind", choices=["clients"], help="wat er in het bestand staat: clients")
    parser.add_argument("file", type=Path, help="een CSV- of XLSX-bestand")
    parser.add_argument("--as", dest="account", required=True, help="inlognaam van wie de rechten gelden")
    parser.add_argument(
        "--team", default="", help="team in wiens wachtrij cliënten zonder verantwoordelijke komen"
    )
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="GEGEVEN=KOLOM",
        help="welke kolom welk gegeven is, zoals achternaam=Naam",
    )
    parser.add_argument(
        "--layout", default="", metavar="NAAM", help="indeling van het bestand, met haar naam op het scherm"
    )
    parser.add_argument("--dry-run", action="store_true", help="kijk de regels na en verander geen dossier")
    parser.add_argument("--json", action="store_true", help="geef het resultaat als één JSON-object")


def run(arguments: Namespace) -> int:
    """Import a file; returns 0, 1 when the file or some of its rows were refused, 2 for wrong use."""
    try:
        return _import(arguments)
    except WrongUse as error:
        return _fail(arguments, str(error), WRONG_USE)
    except ForbiddenError as error:
        return _fail(arguments, str(error), WRONG_USE)
    except SchakelError as error:
        is_choice = isinstance(error, InvalidError) and {"mapping", "default_team"} & set(error.fields)
        return _fail(arguments, str(error), WRONG_USE if is_choice else PROBLEMS)


def _import(arguments: Namespace) -> int:
    started = time.perf_counter()
    content, mapping = _content(arguments.file), _mapping(arguments.map)
    seat = _seat(arguments.account)
    team_id = _team(seat, arguments.team)
    layout = _layout(seat, arguments)
    with seat.at_work() as actor:
        run_id = preview_import(
            actor=actor,
            organisation_id=seat.organisation_id,
            file_name=arguments.file.name,
            content=content,
            mapping=layout_mapping(seat.organisation_id, layout, content) if layout else mapping,
            default_team_id=team_id,
            layout=layout,
        )
        progress = progress_of(ImportRun.objects.get(pk=run_id))
    if not arguments.dry_run:
        progress = _apply(seat, run_id, progress.waiting)
    return _report(arguments, seat, run_id, progress, time.perf_counter() - started)


def _apply(seat: Seat, run_id: UUID, waiting: int) -> Progress:
    from tqdm import tqdm

    with tqdm(total=waiting, unit="regel", disable=not sys.stderr.isatty(), file=sys.stderr) as bar:

        def portion(take_in: Callable[..., int]) -> int:
            with seat.at_work() as actor:
                done = take_in(actor=actor, organisation_id=seat.organisation_id, run_id=run_id)
            bar.update(done)
            return done

        while portion(apply_chunk):
            if waiting >= LARGE:
                freshen_statistics("default")
                together(lambda: portion(apply_beside), seconds=math.inf)
    with seat.at_work():
        return progress_of(ImportRun.objects.get(pk=run_id))


def _report(arguments: Namespace, seat: Seat, run_id: UUID, progress: Progress, seconds: float) -> int:
    with seat.at_work():
        rows = ImportRun(pk=run_id).rows.filter(outcome__in=REFUSED).order_by("number")
        refused = [{"line": row.number, "problems": row.problems} for row in rows]
    result = {
        "run": str(run_id),
        "file": arguments.file.name,
        "dry_run": arguments.dry_run,
        "rows": progress.rows,
        "outcomes": progress.outcomes,
        "applied": progress.applied,
        "refused": refused,
        "seconds": round(seconds, 2),
    }
    for row in refused[:_SHOWN]:
        _say(gettext("Regel %(line)s: %(problems)s") % {**row, "problems": " ".join(row["problems"])})
    if len(refused) > _SHOWN:
        _say(gettext("En nog %(count)s regels.") % {"count": len(refused) - _SHOWN})
    _print(arguments, result, _summary(arguments, progress))
    return PROBLEMS if refused else OK


def _summary(arguments: Namespace, progress: Progress) -> str:
    words = {"rows": progress.rows, "applied": progress.applied, "refused": progress.refused}
    if arguments.dry_run:
        words["waiting"] = progress.waiting
        return gettext("%(rows)s regels nagekeken: %(waiting)s te verwerken, %(refused)s geweigerd.") % words
    sentence = gettext("%(rows)s regels gelezen: %(applied)s verwerkt, %(refused)s geweigerd.") % words
    if asked := progress.outcomes["asked"]:
        waits = gettext("%(count)s wachten op antwoord van een andere organisatie.") % {"count": asked}
        return f"{sentence} {waits}"
    return sentence


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise WrongUse(gettext("Dit bestand is groter dan 20 megabyte. Verdeel het over meer bestanden."))
        return file.read_bytes()
    except OSError:
        words = {"file": file}
        raise WrongUse(
            gettext("Het bestand %(file)s kan niet worden geopend. Kijk het pad na.") % words
        ) from None


def _mapping(pairs: list[str]) -> dict[str, str]:
    split = [pair.partition("=") for pair in pairs]
    if any(not separator or not name for name, separator, _column in split):
        raise WrongUse(gettext("Schrijf --map als gegeven=kolom, zoals --map achternaam=Naam."))
    return {name.strip(): column.strip() for name, _separator, column in split}


def _seat(username: str) -> Seat:
    account = account_named(username)
    if account is None:
        raise WrongUse(gettext("Deze inlognaam bestaat niet. Kijk na wat er achter --as staat."))
    readers = [reader for reader in readers_of(account.pk) if reader.role in REGISTRARS]
    if len(readers) != 1 or readers[0].organisation_id is None:
        if readers:
            raise WrongUse(
                gettext("Dit account heeft meer rollen die mogen inlezen. Gebruik er een met één rol.")
            )
        raise WrongUse(gettext("Dit account mag geen cliënten inlezen. Vraag het de beheerder."))
    return Seat(actor_for(readers[0], name=account.name), readers[0].organisation_id)


def _team(seat: Seat, name: str) -> UUID | None:
    if not name:
        return None
    with seat.at_work():
        found = {folded(team.name): team.id for team in teams_of(seat.organisation_id)}
    if folded(name) not in found:
        raise WrongUse(gettext("Dit team heeft de organisatie niet. Kijk na wat er achter --team staat."))
    return found[folded(name)]


def _layout(seat: Seat, arguments: Namespace) -> str:
    """The key of the layout of that name, or of one that comes with Schakel."""
    if not arguments.layout:
        return ""
    if arguments.map:
        raise WrongUse(gettext("Geef --layout of --map: een indeling zegt al welke kolom wat is."))
    with seat.at_work():
        layouts = layouts_of(seat.organisation_id)
    wanted = folded(arguments.layout)
    found = [one.key for one in layouts if wanted in (folded(str(one.name)), folded(one.key))]
    if not found:
        names = ", ".join(str(one.name) for one in layouts)
        sentence = gettext("Deze indeling heeft de organisatie niet. Kies een van deze: %(names)s.")
        raise WrongUse(sentence % {"names": names})
    return found[-1]


def _fail(arguments: Namespace, sentence: str, code: int) -> int:
    _say(sentence)
    if arguments.json:
        _print(arguments, {"error": sentence}, "")
    return code


def _print(arguments: Namespace, result: dict[str, Any], sentence: str) -> None:
    sys.stdout.write((json.dumps(result, ensure_ascii=False) if arguments.json else sentence) + "\n")


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
