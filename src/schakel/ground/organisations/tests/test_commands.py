"""Merging, splitting and entering partners from the command line, with an administrator's rights."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.organisations.commands import enter_preset, succeed
from schakel.ground.organisations.models import Organisation, Succession
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def tell(told: list[str]) -> Callable[[str], None]:
    return told.append


def test_a_merger_is_carried_out_whole(world: World, told: list[str], tell: Callable[[str], None]) -> None:
    world.open(world.bas, world.city)
    account = world.city_admin.username
    outcome = succeed(account, ["Gemeente Waard"], "raadsbesluit", is_dry=False, report=tell)
    assert outcome["moved"] == 1
    assert told[0] == "Gaat over: 1 dossiers."
    assert Succession.objects.get().status == Succession.Status.DONE


def test_a_dry_run_counts_and_leaves_everything(world: World, tell: Callable[[str], None]) -> None:
    account = world.city_admin.username
    outcome = succeed(account, ["Noord", "Zuid"], "raadsbesluit", is_dry=True, report=tell)
    assert outcome == {"succession": None, "dossiers": 0}
    assert Succession.objects.get().status == Succession.Status.CANCELLED
    assert Organisation.objects.get(pk=world.city).valid_to is None


def test_who_is_there_already_must_agree_first(world: World, tell: Callable[[str], None]) -> None:
    with pytest.raises(ConflictError, match="UWV Oosterwaard"):
        succeed(world.city_admin.username, ["UWV Oosterwaard"], "besluit", is_dry=False, report=tell)
    assert Succession.objects.get().status == Succession.Status.PLANNED


@pytest.mark.parametrize("who", ["nobody", "bas"])
def test_an_account_that_administers_nothing_is_refused(world: World, who: str) -> None:
    account = world.bas.username if who == "bas" else who
    with pytest.raises(InvalidError):
        enter_preset(account, "chain_2026", "Waard")
    assert not Organisation.objects.exclude(preset="").exists()
