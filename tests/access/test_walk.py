"""Every address × anonymous, wrong role, wrong organisation, former participant: refused.

New addresses are found by themselves; one that takes an id the stage does not know fails the walk.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern

from schakel.ground.access.types import Role
from schakel.web.middleware import OUTSIDE
from schakel.web.pages import page_of
from tests.access.stage import Stage, as_person
from tests.architecture.test_addresses import all_addresses
from tests.world import Person

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

ONE = (
    "dossier contact agreement fact handover entry participation run protection document message look named"
    " member merge intake line offer mentor_visit visited piece invitation join_request approval study_person"
)
FOR_ONE = {f"{name}_id" for name in ONE.split()}


def _protected() -> Iterator[tuple[str, URLPattern]]:
    return ((name, pattern) for name, pattern in all_addresses() if name not in OUTSIDE)


def _ask(person: Person | None, url: str) -> set[int]:
    browser = as_person(person)
    return {browser.get(url).status_code, browser.post(url, {}).status_code}


def _refused(stage: Stage, person: Person, name: str, pattern: URLPattern) -> str | None:
    answers = _ask(person, stage.url(name, pattern))
    return None if answers <= {404, 405} else f"{name}: {sorted(answers)}"


def _of_colleagues(who: str) -> set[str]:
    """A file belongs to its whole organisation: a former participant of it may still see that."""
    return {"run_id"} if who == "former" else set()


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_nobody_gets_in_without_logging_in(stage: Stage) -> None:
    open_doors = []
    for name, pattern in _protected():
        browser = as_person(None)
        for response in (browser.get(stage.url(name, pattern)), browser.post(stage.url(name, pattern), {})):
            if response.status_code != 302 or not response["Location"].startswith("/login/"):
                open_doors.append(f"{name}: {response.status_code}")
    assert open_doors == []


def test_a_role_that_a_page_is_not_for_finds_nothing(stage: Stage) -> None:
    world = stage.world
    people = {
        Role.WORK_COACH: world.marloes,
        Role.CLIENT_MANAGER: world.bas,
        Role.BACK_OFFICE: world.uwv_office,
        Role.TRAJECTORY_GUIDE: world.joris,
        Role.ADMINISTRATOR: world.city_admin,
        Role.CLIENT: stage.own_client,
    }
    seen = [
        f"{role}: {answer}"
        for name, pattern in _protected()
        for role, person in people.items()
        if role not in page_of(pattern.callback).roles
        if (answer := _refused(stage, person, name, pattern))
    ]
    assert seen == []


@pytest.mark.parametrize("who", ["bert", "former", "city_office", "city_admin", "other_client"])
def test_who_is_not_involved_finds_nothing_of_a_dossier(stage: Stage, who: str) -> None:
    person = getattr(stage, who, None) or getattr(stage.world, who)
    found = [
        answer
        for name, pattern in _protected()
        if (FOR_ONE - _of_colleagues(who)) & set(pattern.pattern.converters)
        if (answer := _refused(stage, person, name, pattern))
    ]
    assert found == []


def test_who_is_involved_does_get_in(stage: Stage) -> None:
    """The walk can fail: the same addresses open for who may see them."""
    opened = [
        name
        for name, pattern in _protected()
        if set(pattern.pattern.converters) == {"dossier_id"}
        and Role.WORK_COACH in page_of(pattern.callback).roles
        if 200 in _ask(stage.world.marloes, stage.url(name, pattern))
    ]
    assert len(opened) >= 5


def test_every_page_of_a_dossier_leaves_a_look(stage: Stage, owner: object) -> None:
    """No page shows a dossier without a row in the read log."""
    from django.db import connections

    silent = []
    for name, pattern in _protected():
        page = page_of(pattern.callback)
        if "dossier_id" not in pattern.pattern.converters or Role.WORK_COACH not in page.roles:
            continue
        browser = as_person(stage.world.marloes)
        with _captured(connections["default"]) as statements:
            response = browser.get(stage.url(name, pattern))
        shows = response.status_code == 200
        if shows and not any("journal_readevent" in sql for sql in statements):
            silent.append(name)
    assert silent == []


def _captured(connection: object):
    from contextlib import contextmanager

    @contextmanager
    def capture():
        statements: list[str] = []

        def note(execute, sql, params, many, context):
            statements.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            yield statements

    return capture()
