"""Every page of every role, wide and narrow: axe finds nothing, and nothing is wider than the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from schakel.ground.access.types import Role
from schakel.web.middleware import OUTSIDE
from schakel.web.pages import page_of
from tests.access.stage import Stage
from tests.architecture.test_addresses import all_addresses
from tests.world import PASSWORD, Person

pytestmark = [
    pytest.mark.journey,
    pytest.mark.long,
    pytest.mark.walk,
    pytest.mark.django_db(databases=["default", "owner"], transaction=True),
]


CAST = (
    Role.WORK_COACH,
    Role.CLIENT_MANAGER,
    Role.BACK_OFFICE,
    Role.TRAJECTORY_GUIDE,
    Role.ADMINISTRATOR,
    Role.CLIENT,
)


def _cast(stage: Stage) -> dict[Role, Person]:
    world = stage.world
    return {
        Role.WORK_COACH: world.marloes,
        Role.CLIENT_MANAGER: world.bas,
        Role.BACK_OFFICE: world.uwv_office,
        Role.TRAJECTORY_GUIDE: world.joris,
        Role.ADMINISTRATOR: world.city_admin,
        Role.CLIENT: stage.own_client,
    }


def _pages(stage: Stage, role: Role) -> Iterator[str]:
    for name, pattern in all_addresses():
        declared = page_of(pattern.callback)
        is_page = name not in OUTSIDE and not name.endswith(":refused")
        if is_page and declared is not None and role in declared.roles:
            yield stage.url(name, pattern)


@pytest.mark.parametrize("role", CAST)
def test_every_page_of_a_role_is_accessible(
    role: Role, open_browser: Callable[..., Any], audit: Callable[[Any], None]
) -> None:
    stage = Stage()
    person = _cast(stage)[role]
    shown = 0
    for width in (1280, 320):
        browser = open_browser(person.username, PASSWORD, width=width)
        for url in _pages(stage, role):
            answer = browser.request.get(url)
            if answer.status == 200 and "text/html" in answer.headers["content-type"]:
                browser.goto(url)
                audit(browser)
                shown += 1
    assert shown >= 6


def test_the_doors_are_accessible(live_server: Any, chromium: Any, audit: Callable[[Any], None]) -> None:
    Stage()
    for width in (1280, 320):
        context = chromium.new_context(base_url=live_server.url, viewport={"width": width, "height": 900})
        page = context.new_page()
        for path in ("/login/", "/demo/", "/nowhere/"):
            page.goto(path)
            audit(page)
        context.close()
