"""Every role at every kind of organisation: a start page that works, and no dossier beyond its own work."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from schakel.ground.access.menus import entries_for
from schakel.ground.access.readers import system_actor
from schakel.ground.access.roles import ENDED_KINDS
from schakel.ground.access.types import PROFESSIONALS, ROLES_OF_KIND, OrganisationKind, Purpose, Role
from schakel.ground.dossiers.actions import add_participant
from schakel.ground.dossiers.panels import all_tabs
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.organisations.actions import create_organisation
from tests.access.stage import as_person
from tests.world import Person, World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
LINK = re.compile(r'(?:href|action)="(/(?!static/)[^"#?]*)')
KINDS_OF_TODAY = [kind for kind in ROLES_OF_KIND if kind not in ENDED_KINDS]


def _staff(kind: OrganisationKind) -> dict[Role, Person]:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        organisation_id = create_organisation(actor=actor, name=f"Proef {kind}", kind=kind)
        return {
            role: hire(actor, organisation_id, f"Iris Proef {role}", role, None)
            for role in sorted(ROLES_OF_KIND[kind])
        }


@pytest.mark.parametrize("kind", KINDS_OF_TODAY)
def test_everyone_begins_on_a_page_that_works_and_so_does_the_whole_menu(kind: OrganisationKind) -> None:
    for role, person in _staff(kind).items():
        browser = as_person(person)
        start = browser.get("/", follow=True)
        assert start.status_code == 200, role
        assert "Hier is nog niets voor u" not in start.content.decode(), role
        menu = {reverse(entry.url_name) for entry in entries_for(role)}
        for url in menu:
            assert browser.get(url).status_code == 200, (role, url)
        for url in set(LINK.findall(start.content.decode())) - menu:
            assert browser.get(url).status_code in (200, 302, 405), (role, url)


@pytest.mark.parametrize("kind", KINDS_OF_TODAY)
def test_who_takes_part_opens_the_dossier_and_each_tab_shown_to_them(kind: OrganisationKind) -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    for role, person in _staff(kind).items():
        if role in PROFESSIONALS:
            _let_help(world, dossier_id, person)
        browser = as_person(person)
        found = browser.get(reverse("dossiers:dossier", args=[dossier_id]))
        assert found.status_code == (200 if role in PROFESSIONALS else 404), role
        for tab in all_tabs():
            url = reverse(tab.url_name, args=[dossier_id])
            if found.status_code == 200 and f'href="{url}"' in found.content.decode():
                assert browser.get(url).status_code == 200, (role, tab.url_name)


def test_nobody_without_work_in_dossiers_can_be_asked_to_take_part() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    researcher = _staff(OrganisationKind.RESEARCH)[Role.RESEARCHER]
    with pytest.raises(InvalidError):
        _let_help(world, dossier_id, researcher)


def _let_help(world: World, dossier_id: object, person: Person) -> None:
    with world.marloes.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind="helping",
            because="kijkt mee",
            membership_id=person.membership_id,
        )
