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
from schakel.ground.accounts.judging import account_by_passkey
from schakel.ground.accounts.known import known_browser
from schakel.ground.accounts.models import Account
from schakel.ground.accounts.passkeys import State
from schakel.ground.accounts.throttling import (
    BY_ADDRESS,
    BY_NAME,
    BY_PLACE,
    Claim,
    claim_try,
    forget_tries,
    key_of_address,
    key_of_name,
    key_of_place,
    place_of_address,
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
    at_address = claim_at_address(request)
    if not at_address.is_heard:
        return refused(at_address)
    of_name = _claims_of_name(request, username)
    if not of_name[-1].is_heard:
        return refused(of_name[-1])
    account = authenticate(request, username=username, password=password)
    if isinstance(account, Account):
        take_back(at_address)
        _begin_anew(of_name)
        return Entry(account)
    note_closing(at_address, None, "address")
    for claim in of_name:
        note_closing(claim, _id_of(username), "name")
    return Entry(None, gettext("Deze combinatie van naam en wachtwoord klopt niet. Probeer het opnieuw."))


def by_passkey(request: HttpRequest, state: State, answer: str) -> Entry:
    """Judge what a browser showed to a question that was counted; a right answer takes the count back.

    Nobody is told whether it was the key, the account or the signature that was wrong.
    """
    account = account_by_passkey(request, state, answer)
    if account is not None:
        uncount_address(request)
        return Entry(account)
    return Entry(None, gettext("Inloggen met een passkey is niet gelukt. Probeer het opnieuw."))


def claim_at_address(request: HttpRequest) -> Claim:
    """Count a try for the network address of the visitor."""
    return claim_try(key_of_address(address_of(request)), BY_ADDRESS)


def uncount_address(request: HttpRequest) -> None:
    """Take the try back that was counted for the visitor's address: it went well."""
    take_back(Claim(key_of_address(address_of(request)), is_heard=True))


def _claims_of_name(request: HttpRequest, username: str) -> list[Claim]:
    """The tries for this name from this place, and if that is no browser of its owner also from everywhere.

    So whoever guesses from elsewhere makes strangers wait, and not the owner at their own desk.
    """
    of, own = key_of_name(username), known_browser(request, username)
    place = own or place_of_address(address_of(request))
    here = claim_try(key_of_place(username, place), BY_PLACE, of=of)
    if own or not here.is_heard:
        return [here]
    return [here, claim_try(of, BY_NAME)]


def _begin_anew(claims: list[Claim]) -> None:
    """Who got in begins anew at this place; what was guessed elsewhere stays counted."""
    first, *others = claims
    forget_tries(first.key)
    for claim in others:
        take_back(claim)


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
