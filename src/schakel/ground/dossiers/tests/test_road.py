"""One client, two organisations: opening, joining, handing over, and what each may see."""

from __future__ import annotations

import pytest
from tests.world import World

from schakel.ground.dossiers.models import Dossier

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_only_participants_see_a_dossier() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    with world.marloes.at_work():
        assert Dossier.objects.filter(pk=dossier_id).exists()
    with world.bas.at_work():
        assert not Dossier.objects.filter(pk=dossier_id).exists()
