"""A passkey in a real browser, with an authenticator of Chromium's own: made, used and taken away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.world import PASSWORD, World

pytestmark = [
    pytest.mark.journey,
    pytest.mark.long,
    pytest.mark.django_db(databases=["default", "owner"], transaction=True),
]

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name).click()


def give_authenticator(page: Any) -> Callable[[bool], None]:
    """Give the browser a device with keys; returns what tells it whether its owner's finger fits."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    def verified(value: bool) -> None:
        who = {"authenticatorId": made["authenticatorId"], "isUserVerified": value}
        session.send("WebAuthn.setUserVerified", who)

    return verified


def make_passkey(page: Any, audit: Callable[[Any], None]) -> None:
    page.goto("/account/")
    page.get_by_role("link", name="Beheer uw passkeys").click()
    audit(page)
    page.get_by_label("Naam van de passkey").fill("werklaptop")
    page.get_by_label("Uw wachtwoord").fill(PASSWORD)
    press(page, "Ga verder")
    page.get_by_role("button", name="Maak de passkey").wait_for()
    audit(page)
    press(page, "Maak de passkey")
    page.get_by_text("De passkey is gemaakt.").wait_for()


def test_a_passkey_is_made_used_and_taken_away(open_browser: Any, audit: Callable[[Any], None]) -> None:
    page = open_browser(World().bas.username, PASSWORD)
    is_verified = give_authenticator(page)
    make_passkey(page, audit)

    page.context.clear_cookies()
    page.goto("/login/?next=/account/passkeys/")
    audit(page)
    is_verified(False)
    press(page, "Gebruik een passkey")
    page.get_by_text("Inloggen met een passkey is niet gelukt, of u brak het af.").wait_for()
    is_verified(True)
    press(page, "Gebruik een passkey")
    page.wait_for_url("**/account/passkeys/")
    page.get_by_role("link", name="werklaptop").wait_for()

    press(page, "Haal weg")
    page.get_by_text("De passkey is weggehaald").wait_for()
    page.context.clear_cookies()
    page.goto("/login/")
    press(page, "Gebruik een passkey")
    page.get_by_text("Inloggen met een passkey is niet gelukt").first.wait_for()


def test_without_scripts_a_password_still_lets_in(open_browser: Any) -> None:
    page = open_browser(World().bas.username, PASSWORD, script=False)
    page.goto("/account/passkeys/")
    page.get_by_label("Naam van de passkey").fill("werklaptop")
    page.get_by_label("Uw wachtwoord").fill(PASSWORD)
    press(page, "Ga verder")
    page.get_by_text("Deze browser kan geen passkey maken").wait_for()
