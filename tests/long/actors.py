"""What the kill rounds run in a process of its own: acts, or an import, each told as soon as it is done."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """`python -m tests.long.actors prepare|act|import [FILE]` with SCHAKEL_DATA set."""
    from schakel.ground.kernel.database import start

    os.environ["DJANGO_SETTINGS_MODULE"] = "schakel.config.settings.test"
    start(Path(os.environ["SCHAKEL_DATA"]))
    import django

    django.setup()
    {"prepare": prepare, "act": act, "import": import_file, "verify": verify}[sys.argv[1]](*sys.argv[2:])


def say(word: object) -> None:
    """One line at once: what was said before a kill is acknowledged."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def prepare() -> None:
    """Tables and a small chain with one dossier; says the dossier, a login name and a team."""
    from django.core.management import call_command

    from tests.world import World

    call_command("migrate", database="owner", verbosity=0)
    world = World()
    say(world.open(world.marloes, world.uwv))
    say(world.marloes.username)


def _actor(username: str) -> Any:
    from schakel.ground.access.readers import actor_for, readers_of
    from schakel.ground.accounts.models import Account

    return actor_for(readers_of(Account.objects.get(username=username).pk)[0])


def act(dossier: str, username: str) -> None:
    """Record contacts for ever; says each id after its transaction was committed."""
    from uuid import UUID

    from schakel.ground.kernel import clock
    from schakel.ground.kernel.actors import as_actor
    from schakel.jobseekers.contacts.actions import NewContact, record_contact

    actor = _actor(username)
    while True:
        with as_actor(actor, "guidance"):
            new = NewContact(clock.now(), "phone", "progress", "Besproken.")
            done = record_contact(actor=actor, dossier_id=UUID(dossier), new=new)
        say(done)


def import_file(path: str, username: str) -> None:
    """Preview and apply a file; says how many rows each chunk applied."""
    from schakel.ground.kernel.actors import as_actor
    from schakel.ground.organisations.models import Team
    from schakel.information.imports.actions import apply_chunk, preview_import

    actor = _actor(username)
    content = Path(path).read_bytes()
    team_id = Team.objects.filter(organisation_id=actor.organisation_id).values_list("id", flat=True)[0]
    with as_actor(actor, "intake"):
        run_id = preview_import(
            actor=actor,
            organisation_id=actor.employer_id,
            file_name="c.csv",
            content=content,
            mapping=None,
            default_team_id=team_id,
        )
    say(run_id)
    count = 1
    while count:
        with as_actor(actor, "intake"):
            count = apply_chunk(actor=actor, organisation_id=actor.employer_id, run_id=run_id)
        say(count)


def verify() -> None:
    """Says whether the journal holds, and how many contacts and dossiers there are."""
    from schakel.config.connecting import connect
    from schakel.ground.journal import verification

    with connect("owner") as owner:
        verdict = verification.verify(owner)
        contacts = [str(row[0]) for row in owner.execute("select id from contacts_contactmoment").fetchall()]
        without_regie = owner.execute(
            "select count(*) from dossiers_dossier d where not exists"
            " (select 1 from dossiers_regie r where r.dossier_id = d.client_id and r.scope = 'chain')"
        ).fetchone()
    say(verdict.ok)
    say(verdict.dossiers)
    say(without_regie[0])
    say(" ".join(contacts))


if __name__ == "__main__":
    main()
