"""Logging in at one's own organisation in a real browser, with a provider that really runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.accounts.actions import NewSignOn, set_sign_on
from schakel.ground.accounts.tests.provider import provider
from schakel.ground.kernel.actors import as_actor
from tests.world import PASSWORD, World

pytestmark = [
    pytest.mark.journey,
    pytest.mark.long,
    pytest.mark.django_db(databases=["default", "owner"], transaction=True),
]


def test_who_logs_in_at_their_organisation_is_in_here(
    open_browser: Any, audit: Callable[[Any], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCHAKEL_SIGN_ON_STAD", "een-geheim")
    world, actor = World(), system_actor()
    page = open_browser(world.bas.username, PASSWORD)
    with provider({"bas": world.bas.username}) as issuer:
        new = NewSignOn("stad", "Werk en Inkomen", issuer, "schakel", (("sk-coach", Role.CLIENT_MANAGER),))
        with as_actor(actor, Purpose.ADMINISTRATION.value):
            set_sign_on(actor=actor, organisation_id=world.city, new=new)
        page.context.clear_cookies()
        page.goto("/login/?next=/account/")
        audit(page)
        page.get_by_role("link", name="Werk en Inkomen").click()
        page.get_by_role("button", name="s-nobody").click()
        page.get_by_text("Schakel kent u niet").wait_for()
        page.goto("/login/?next=/account/")
        page.get_by_role("link", name="Werk en Inkomen").click()
        page.get_by_role("button", name="s-bas").first.click()
        page.wait_for_url("**/account/")
        page.get_by_role("heading", name="Mijn account").wait_for()
