"""What carries a notice out of the house: paper into a print folder, e-mail by a mail server."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings

from schakel.ground.notices.letters import letter_html, pdf_of
from schakel.ground.notices.models import Letterhead, Transport
from schakel.ground.notices.ports import Addressee


@dataclass(frozen=True, slots=True)
class Parcel:
    """One notice ready to go."""

    id: UUID
    organisation_id: UUID
    day: date
    subject: str
    body: str
    signed_by: str
    head: Letterhead
    addressee: Addressee


@dataclass(frozen=True, slots=True)
class Carrier:
    """One way out: whether this installation has it, and the carrying, which raises OSError when it fails."""

    is_ready: Callable[[], bool]
    carry: Callable[[Parcel], None]


_carriers: dict[str, Carrier] = {}


def register_carrier(transport: str, carrier: Carrier) -> None:
    """Name what carries a transport; the last one registered is used."""
    _carriers[transport] = carrier


def carrier_of(transport: str) -> Carrier | None:
    """What carries this, if this installation has it."""
    carrier = _carriers.get(transport)
    return carrier if carrier is not None and carrier.is_ready() else None


def print_letter(parcel: Parcel) -> None:
    """Put the letter as PDF in the organisation's print folder; twice the same letter is one file."""
    folder = Path(settings.OUTBOX) / "letters" / str(parcel.organisation_id)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    html = letter_html(
        parcel.head,
        parcel.addressee,
        day=parcel.day,
        subject=parcel.subject,
        body=parcel.body,
        signed_by=parcel.signed_by,
    )
    unfinished = folder / f".{parcel.id}.{os.getpid()}"
    unfinished.write_bytes(pdf_of(html))
    unfinished.chmod(0o600)
    unfinished.replace(folder / f"{parcel.id}.pdf")


def send_mail(parcel: Parcel) -> None:
    """Hand the e-mail to the mail server; its Message-ID is the notice's, so that a second copy is known."""
    from smtplib import SMTPException

    from django.core.mail import EmailMessage

    message = EmailMessage(
        subject=parcel.subject,
        body=f"{parcel.body}\n\n{parcel.head.closing}\n\n{parcel.signed_by}\n{parcel.head.sender}\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[parcel.addressee.email],
        headers={"Message-ID": f"<{parcel.id}@schakel>", "Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    except SMTPException as error:
        raise OSError(type(error).__name__) from error


def register() -> None:
    """Make both ways out known."""
    from schakel.ground.notices.letters import may_make_pdf

    register_carrier(Transport.LETTER, Carrier(may_make_pdf, print_letter))
    register_carrier(Transport.EMAIL, Carrier(lambda: settings.HAS_MAIL, send_mail))
