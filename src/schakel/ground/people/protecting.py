"""What is told when a protective fact is recorded, and what makes it complete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.kernel import clock
from schakel.ground.kernel.dates import long_date
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.norms.house import SAFETY_REVIEW, figure_of
from schakel.ground.people.addresses import NewAddress, checked_address


@dataclass(frozen=True, slots=True)
class NewRepresentative:
    """Who represents the client since a day, by which document of which court."""

    capacity: str
    name: str
    address: NewAddress
    court: str
    document_number: str
    document_on: date
    valid_from: date
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class NewSafetyAgreement:
    """How contacts go safely, why, until when, and whether the client was told.

    Without told_on, not_told_because says why the client doesn't know.
    """

    words: str
    because: str
    until: date
    review_on: date
    told_on: date | None = None
    not_told_because: str = ""


def check_source(source: str, fields: dict[str, str]) -> None:
    """Note in fields when it isn't said where a fact comes from."""
    if not source.strip():
        fields["source"] = gettext("Schrijf op van wie of waaruit u dit weet.")


def check_past(name: str, day: date, fields: dict[str, str]) -> None:
    """Note in fields when a day is still to come."""
    if day > clock.today():
        fields[name] = gettext("Kies vandaag of een dag die geweest is.")


def check_review(day: date | None, fields: dict[str, str], latest: date = date.max) -> None:
    """Note in fields when a day of review lies behind us, or is later than the house norm."""
    if day is not None and day <= clock.today():
        fields["review_on"] = gettext("Kies een dag die nog komt.")
    elif day is not None and day > latest:
        fields["review_on"] = gettext("Kies een dag uiterlijk op %(day)s.") % {"day": long_date(latest)}


def latest_safety_review(organisation_id: UUID) -> date:
    """By when somebody looks at a safety agreement again, by the house norm of an organisation."""
    today = clock.today()
    return figure_of(SAFETY_REVIEW, organisation_id, today).ahead(today)


def check_representative(new: NewRepresentative) -> None:
    """Raise InvalidError where the document or the person is not complete (no representation without it)."""
    fields: dict[str, str] = {}
    if not new.name.strip():
        fields["name"] = gettext("Vul de naam in.")
    if not new.court.strip():
        fields["court"] = gettext("Vul de rechtbank in die dit uitsprak.")
    if not new.document_number.strip():
        fields["document_number"] = gettext("Vul het nummer van de beschikking in.")
    check_past("document_on", new.document_on, fields)
    check_past("valid_from", new.valid_from, fields)
    try:
        checked_address(new.address)
    except InvalidError as error:
        fields |= error.fields
    refuse(
        fields,
        gettext("Deze vertegenwoordiging is nog niet compleet."),
        gettext("Zonder beschikking van de rechter mag niemand voor de cliënt tekenen."),
    )


def check_safety(new: NewSafetyAgreement, latest: date) -> None:
    """Raise InvalidError where the agreement lacks its content, reason, end, timely review or telling."""
    fields: dict[str, str] = {}
    if not new.words.strip():
        fields["words"] = gettext("Schrijf op hoe een contact veilig gaat.")
    if not new.because.strip():
        fields["because"] = gettext("Schrijf op waarom dit nodig is.")
    if new.until <= clock.today():
        fields["until"] = gettext("Kies een dag die nog komt.")
    check_review(new.review_on, fields, latest)
    if new.review_on > new.until:
        fields.setdefault("review_on", gettext("Kijk ernaar terug vóór de afspraak afloopt."))
    if new.told_on is not None:
        check_past("told_on", new.told_on, fields)
    elif not new.not_told_because.strip():
        fields["told_on"] = gettext("Vertel het de cliënt, of schrijf op waarom dat niet kan.")
    refuse(fields, gettext("De veiligheidsafspraak is nog niet compleet."))


def refuse(fields: dict[str, str], what: str, why: str = "") -> None:
    """Raise InvalidError when any field is wrong."""
    if fields:
        raise InvalidError(what, why, fields=fields)
