"""The way in: whether a name with its password may go on, with every failed try counted."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose
from schakel.ground.accounts.actions import note_closed_login
from schakel.ground.accounts.models import Account
from schakel.ground.accounts.throttling import (
    BY_ADDRESS,
    BY_NAME,
    Claim,
    claim_try,
    forget_tries,
    key_of_address,
    key_of_name,
    take_back,
)
from schakel.ground.kernel.actors import as_actor


@dataclass(frozen=True, slots=True)
class Entry:
    """How a try went: the account, or the sentence that says why not; wait is in seconds, 0 for none."""

    account: Account | None
    words: str = ""
    wait: int = 0


def try_password(request: HttpRequest, *, username: str, password: str) -> Entry:
    """Judge a login name and password; while too many tries failed the password is not even looked at."""
    at_address = claim_try(key_of_address(address_of(request)), BY_ADDRESS)
    if not at_address.is_heard:
        return refused(at_address)
    by_name = claim_try(key_of_name(username), BY_NAME)
    if not by_name.is_heard:
        return refused(by_name)
    account = authenticate(request, username=username, password=password)
    if isinstance(account, Account):
        take_back(at_address)
        forget_tries(by_name.key)
        return Entry(account)
    note_closing(at_address, None, "address")
    note_closing(by_name, _id_of(username), "name")
    return Entry(None, gettext("Deze combinatie van naam en wachtwoord klopt niet. Probeer het opnieuw."))


def refused(claim: Claim) -> Entry:
    """The answer while tries are not heard: the same for a name that nobody has."""
    if claim.is_locked:
        words = gettext(
            "Er is te vaak iets verkeerds ingevuld; hiermee kunt u niet meer inloggen."
            " Vraag de beheerder van uw organisatie, of uw vaste contact, om u weer toe te laten."
        )
        return Entry(None, words, 24 * 3600)
    words = ngettext(
        "Er is te vaak iets verkeerds ingevuld. Wacht %(n)s minuut en probeer het dan opnieuw.",
        "Er is te vaak iets verkeerds ingevuld. Wacht %(n)s minuten en probeer het dan opnieuw.",
        claim.minutes,
    )
    return Entry(None, words % {"n": claim.minutes}, claim.minutes * 60)


def note_closing(claim: Claim, account_id: UUID | None, step: str) -> None:
    """Write the closing of a way in down in the journal, once for each time that it closes."""
    if not claim.closes:
        return
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        note_closed_login(actor=actor, account_id=account_id, step=step, is_locked=claim.is_locked)


def address_of(request: HttpRequest) -> str:
    """The visitor's network address, as told by the nearest proxies that we trust, else the connection's.

    What stands further to the left in X-Forwarded-For may be anybody's invention.
    """
    told = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    passed = [part.strip() for part in told.split(",") if part.strip()]
    behind = int(settings.TRUSTED_PROXIES)
    if behind and len(passed) >= behind:
        return passed[-behind]
    return str(request.META.get("REMOTE_ADDR", ""))


def _id_of(username: str) -> UUID | None:
    """The account whose tries were counted; capitals and spaces count as the same name, and close it too."""
    name = username.strip()
    names = {username, name, name.casefold()}
    found: UUID | None = Account.objects.filter(username__in=names).values_list("id", flat=True).first()
    return found
