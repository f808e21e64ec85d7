"""Rows of accounts and their links, for acts of this room and of those that give logins."""

from __future__ import annotations

import hmac
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.readers import end_reader, readers_of
from schakel.ground.accounts.codes import digest_of_code
from schakel.ground.accounts.models import (
    Account,
    Authenticator,
    OneTimeLink,
    Passkey,
    RecoveryCode,
    ServiceIdentity,
    SignOn,
)
from schakel.ground.accounts.throttling import forget_tries, key_of_account, key_of_name
from schakel.ground.journal.writing import SYSTEM_STREAM
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, InvalidError

LASTS = {
    OneTimeLink.Kind.INVITATION: timedelta(days=14),
    OneTimeLink.Kind.RESET: timedelta(days=3),
}
"""How long a link can be used: long enough for a letter, for a reset shorter. Figures of ours."""


def make_account(*, username: str, name: str, password: str | None, email: str = "") -> Account:
    """A new account, saved. Raises ConflictError for a taken name, InvalidError for a weak password."""
    if Account.objects.filter(username=username).exists():
        raise ConflictError(
            gettext("Deze inlognaam bestaat al."),
            gettext("Elke inlognaam hoort bij één persoon."),
            gettext("Kies een andere."),
        )
    account = Account(username=username, name=name, email=email)
    account.set_password(checked_password(password, account) if password is not None else None)
    account.save(force_insert=True)
    return account


def held_account(account_id: UUID) -> Account:
    """The active account, its row held: two that change its ways in at once do so one after the other.

    Raises NotFoundError for one that is closed or not there.
    """
    account: Account | None = (
        Account.objects.select_for_update().filter(pk=account_id, is_active=True).first()
    )
    if account is None:
        raise not_found()
    return account


def set_password(account: Account, password: str, *, field: str) -> None:
    """Give the account another password: sessions and links of before end, and tries begin anew.

    Raises InvalidError at that field for a weak one.
    """
    account.set_password(checked_password(password, account, field=field))
    account.save(update_fields=["password"])
    end_links(account.pk)
    unlock(account)


def checked_password(password: str, account: Account, *, field: str = "") -> str:
    """The password, when it is strong enough. Raises InvalidError, at the field if one is named."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        words = " ".join(_in_words(one) for one in error.error_list)
        raise InvalidError(
            gettext("Dit wachtwoord is te zwak."),
            words,
            gettext("Kies een langer wachtwoord."),
            fields={field: words} if field else {},
        ) from error
    return password


def make_link(account: Account, kind: OneTimeLink.Kind, token: str, *, made_by: int) -> OneTimeLink:
    """A link for this account, saved; those of before end."""
    end_links(account.pk)
    now = clock.now()
    link = OneTimeLink(
        account=account,
        kind=kind,
        digest=digest_of(token),
        made_by=made_by,
        made_at=now,
        expires_at=now + LASTS[kind],
    )
    link.save(force_insert=True)
    return link


def end_links(account_id: UUID) -> None:
    """No link that was given for this account can be used any more."""
    OneTimeLink.objects.filter(account_id=account_id, used_at=None).update(used_at=clock.now())


def end_sessions(account_id: UUID) -> None:
    """Whoever is logged in with this account is so no more at their next request."""
    Account.objects.filter(pk=account_id).update(session_round=F("session_round") + 1)


def close_account(account: Account) -> None:
    """Nobody can log in with it, and whoever is logged in is out."""
    Account.objects.filter(pk=account.pk).update(is_active=False, session_round=F("session_round") + 1)
    end_links(account.pk)


def reopen_account(account: Account) -> None:
    """It can be logged in with again; sessions of before stay ended."""
    Account.objects.filter(pk=account.pk).update(is_active=True)


def void_password(account: Account) -> None:
    """The password of before opens nothing any more; only a link lets its owner choose the next."""
    account.set_unusable_password()
    account.save(update_fields=["password"])


def unlock(account: Account) -> None:
    """Forget the tries that failed, by name and at the second step."""
    forget_tries(key_of_name(account.username), key_of_account(account.pk))


def keep_paper_codes(account: Account, codes: list[str]) -> None:
    """These codes count from now on, and none of before."""
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, digest=digest_of_code(account.pk, code)) for code in codes
    )


def remove_second_step(account_id: UUID) -> None:
    """The account logs in with its password alone, until somebody sets a step up again.

    Tries at the step that goes must not close the one that is set up next.
    """
    Authenticator.objects.filter(account_id=account_id).delete()
    RecoveryCode.objects.filter(account_id=account_id).delete()
    forget_tries(key_of_account(account_id))


def remove_passkeys(account_id: UUID) -> None:
    """No passkey of before opens this account."""
    Passkey.objects.filter(account_id=account_id).delete()


def close_ways_of(organisation_id: UUID) -> None:
    """An organisation is no more: none of its programs comes in, and nobody logs in by its provider."""
    machines = ServiceIdentity.objects.filter(organisation_id=organisation_id, ended_at=None)
    for reader_id in list(machines.values_list("reader_id", flat=True)):
        end_reader(reader_id=reader_id, on=clock.today())
    machines.update(ended_at=clock.now())
    SignOn.objects.filter(organisation_id=organisation_id).update(is_on=False)


def token_of(key: UUID) -> str:
    """The word of a link that belongs to a submit key: a double click shows the one that was really made."""
    return hmac.new(settings.SECRET_KEY.encode(), b"one-time-link:" + key.bytes, sha256).hexdigest()


def digest_of(token: str) -> bytes:
    """What is kept of the word of a link; it is long and random, so a plain hash is enough."""
    return sha256(token.encode()).digest()


def streams_of(account_id: UUID) -> list[UUID]:
    """The journals that tell of an account: those of the organisations where it has a role today."""
    found = dict.fromkeys(r.organisation_id for r in readers_of(account_id) if r.organisation_id)
    return list(found) or [SYSTEM_STREAM]


def _in_words(error: ValidationError) -> str:
    """Django's own sentences are not all translated."""
    if error.code == "password_too_short":
        return gettext("Dit wachtwoord is te kort. Gebruik minstens %(n)s tekens.") % {
            "n": (error.params or {}).get("min_length", "")
        }
    if error.code == "password_too_common":
        return gettext("Dit wachtwoord gebruiken te veel mensen. Kies een ander.")
    return " ".join(error.messages)
