"""Telling somebody by e-mail which link is theirs, where this installation has a mail server."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from schakel.ground.accounts.models import Account

log = logging.getLogger(__name__)


def mail_link(account: Account, url: str) -> bool:
    """Send the link once what made it is kept; False when there is no address or no mail server.

    The link is shown on the page as well, so that an e-mail that fails to leave loses nothing.
    """
    if not account.email or not settings.HAS_MAIL:
        return False
    to = account.email
    subject, body = gettext("Uw link voor Schakel"), _body(account, url)
    transaction.on_commit(lambda: _send(to, subject, body))
    return True


def _body(account: Account, url: str) -> str:
    words = gettext(
        "Met deze link kiest u uw wachtwoord voor Schakel. De link werkt één keer.\n\n%(url)s\n\n"
        "Uw inlognaam is %(username)s. Verwachtte u dit niet? Open de link dan niet,"
        " en vraag het uw beheerder."
    )
    return words % {"url": url, "username": account.username}


def _send(to: str, subject: str, body: str) -> None:
    from django.core.mail import EmailMessage

    message = EmailMessage(
        subject=subject,
        body=body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    except (SMTPException, OSError) as error:
        log.warning("a link could not be sent by e-mail: %s", type(error).__name__)
