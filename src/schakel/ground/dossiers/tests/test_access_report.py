"""The report that reads every protected table as every reader, on a small chain of its own."""

from __future__ import annotations

from typing import Any

import pytest

from schakel.ground.dossiers.access_report import report
from schakel.ground.dossiers.tests.agreeing import Agreeing
from schakel.ground.kernel import clock
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)


def test_a_sound_chain_has_no_leaks_in_any_protected_table(owner: Any, app: Any) -> None:
    world = World()
    world.open(world.bas, world.city)
    found = report(owner, app, clock.today())
    assert found.leaks == []
    assert found.probes > 100


def test_a_grant_that_nobody_gave_is_found_in_the_grants_and_in_the_tables(owner: Any, app: Any) -> None:
    world = World()
    dossier_id = world.open(world.bas, world.city)
    stranger = world.joris.reader_id
    owner.execute(
        "insert into access_grant (dossier_id, reader_id, sections, valid_from, valid_to)"
        " select dossier_id, %s, sections, valid_from, valid_to from access_grant"
        " where dossier_id = %s limit 1",
        [stranger, dossier_id],
    )
    leaks = report(owner, app, clock.today()).leaks
    assert {leak.reader for leak in leaks} == {stranger}
    assert {"grant differs from its definition", "people_client shows a row"} <= {leak.what for leak in leaks}


def test_consent_given_and_taken_back_leaves_no_leak_in_life_domains(owner: Any, app: Any) -> None:
    scene = Agreeing()
    scene.open(scene.cor)
    consent_id = scene.agree(scene.world.marloes)
    given = report(owner, app, clock.today())
    scene.stop(scene.amina, consent_id)
    taken_back = report(owner, app, clock.today())
    assert given.probes > 0
    assert given.leaks == taken_back.leaks == []
