"""What can be delivered: per topic the entries that belong to it, and the fields that a column can hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.clock import AMSTERDAM
from schakel.ground.kernel.dates import as_day
from schakel.information.imports.models import DeliveryForm
from schakel.information.imports.wording import delivery_kind
from schakel.jobseekers.contacts.models import ContactMoment
from schakel.jobseekers.plans.models import Agreement, Plan
from schakel.jobseekers.services.models import ServiceEvaluation, ServiceUse

Topic = DeliveryForm.Topic

VERBS: Mapping[str, tuple[str, ...]] = {
    Topic.CONTACT: ("contact.record", "contact.correct"),
    Topic.AGREEMENT: ("agreement.make", "agreement.change", "agreement.check"),
    Topic.TRAJECTORY: ("trajectory.start", "trajectory.change", "trajectory.end"),
    Topic.PLAN: ("plan.agree", "plan.close"),
    Topic.SERVICE: ("service.start", "service.extend", "service.end"),
    Topic.OWN: (
        "plan.write_goal",
        "plan.sign",
        "plan.refuse",
        "plan.evaluate",
        "service.own_view",
        "decision.view",
        "intake.send",
        "fact.state",
        "work_period.add",
        "workshop.decline",
    ),
}
"""Contact, plan and what came of it, work too: what professionals had to type into a second system; and of
what clients do themselves what the organisation that guides may read. Nothing that a client only drafts."""

ACCOUNT_VERBS = (*VERBS[Topic.CONTACT], *VERBS[Topic.TRAJECTORY], *VERBS[Topic.SERVICE])


@dataclass(frozen=True, slots=True)
class Shipment:
    """One entry as it leaves: its id is the number of the delivery, also when it is sent again.

    client_number is the organisation's own, and empty where it has none. replaces is the number of the
    delivery that this one corrects. content is what the entry says, field by field.
    """

    id: UUID
    organisation_id: UUID
    verb: str
    client_number: str
    dossier_number: str
    occurred_at: datetime
    heading: str
    text: str
    replaces: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)


Value = str | date | None


@dataclass(frozen=True, slots=True)
class Field:
    """What a column can hold. choices are its words by value; is_open says that it is no free text.

    Of what is not open an example shows only that something stands there.
    """

    key: str
    label: str | Promise
    read: Callable[[Shipment], Value]
    choices: Callable[[], Mapping[str, str]] | None = None
    is_open: bool = True


def topic_of(verb: str) -> str:
    """The topic of what an organisation or a client registered. Raises StopIteration for another verb."""
    return next(topic for topic, verbs in VERBS.items() if verb in verbs)


def verbs_of(topic: str) -> tuple[str, ...]:
    """The entries of a topic."""
    return ACCOUNT_VERBS if topic == Topic.ACCOUNT else VERBS[topic]


def fields_of(topic: str) -> dict[str, Field]:
    """The fields of a topic by key, those of every delivery first."""
    shared = [*_shared(topic), *_OF_TOPIC[topic]]
    return {one.key: one for one in shared}


def _said(key: str) -> Callable[[Shipment], Value]:
    return lambda s: str(s.content.get(key) if s.content.get(key) is not None else "")


def _day(key: str) -> Callable[[Shipment], Value]:
    return lambda s: _date(s.content.get(key))


def _date(text: object) -> Value:
    """A stored day; what is none stays as it is."""
    try:
        return date.fromisoformat(str(text or ""))
    except ValueError:
        return str(text or "")


def _on(*verbs: str) -> Callable[[Shipment], Value]:
    """The day of the entry, where it is one of these."""
    return lambda s: as_day(s.occurred_at) if s.verb in verbs else None


def _words(choices: Any) -> Callable[[], Mapping[str, str]]:
    return lambda: {str(value): str(label) for value, label in choices.choices}


def _shared(topic: str) -> list[Field]:
    def kinds() -> Mapping[str, str]:
        return {verb: delivery_kind(verb) for verb in verbs_of(topic)}

    found = [
        Field("number", _("nummer van de levering"), lambda s: str(s.id)),
        Field("kind", _("soort"), lambda s: s.verb, kinds),
        Field("client_number", _("cliëntnummer"), lambda s: s.client_number, is_open=False),
        Field("dossier_number", _("dossiernummer"), lambda s: s.dossier_number, is_open=False),
        Field("date", _("datum"), lambda s: as_day(s.occurred_at)),
        Field("time", _("tijd"), _time),
        Field("replaces", _("vervangt levering"), lambda s: s.replaces),
    ]
    written = [
        Field("heading", _("opschrift"), lambda s: s.heading, is_open=False),
        Field("text", _("tekst"), lambda s: s.text, is_open=False),
    ]
    return found if topic == Topic.ACCOUNT else found + written


def _time(shipment: Shipment) -> Value:
    return shipment.occurred_at.astimezone(AMSTERDAM).strftime("%H:%M")


_CHANNEL = Field("channel", _("kanaal van het contact"), _said("channel"), _words(ContactMoment.Channel))
_CONTACT_KIND = Field("contact_kind", _("soort contact"), _said("kind"), _words(ContactMoment.Kind))
_REACHED = Field("reached", _("doel bereikt"), _said("reached"), _words(ServiceEvaluation.Reached))
_HELPED = Field("helped", _("geholpen"), _said("helped"), _words(ServiceEvaluation.Helped))


def _written(key: str, label: str | Promise) -> Field:
    return Field(key, label, _said(key), is_open=False)


def _begin(shipment: Shipment) -> Value:
    """The first day of a service or trajectory."""
    if shipment.verb == "service.start":
        return _date(shipment.content.get("starts_on"))
    return as_day(shipment.occurred_at) if shipment.verb == "trajectory.start" else None


def _end(shipment: Shipment) -> Value:
    """The last day: as it is planned, and as it was when it ended."""
    told = {
        "service.start": "ends_on",
        "service.extend": "until",
        "service.end": "ended_on",
        "trajectory.start": "planned_end",
        "trajectory.change": "planned_end",
    }
    if shipment.verb == "trajectory.end":
        return as_day(shipment.occurred_at)
    return _date(shipment.content.get(told[shipment.verb])) if shipment.verb in told else None


def _named_service(shipment: Shipment) -> Value:
    return str(shipment.content.get("name") or "") if shipment.verb == "service.own_view" else ""


_OUTCOME = Field(
    "outcome",
    _("waarom een dienst afliep"),
    lambda s: str(s.content.get("reason") or "") if s.verb == "service.end" else "",
    _words(ServiceUse.EndReason),
)

_OF_TOPIC: Mapping[str, tuple[Field, ...]] = {
    Topic.CONTACT: (_CHANNEL, _CONTACT_KIND, _written("summary", _("verslag"))),
    Topic.AGREEMENT: (
        _written("what", _("wat is afgesproken")),
        _written("because", _("waarom")),
        Field("duty", _("wie het doet"), _said("duty"), _words(Agreement.Duty)),
        Field("due_on", _("uiterlijk op"), _day("due_on")),
        Field("status", _("gedaan of niet"), _said("status"), _words(Agreement.Status)),
        _written("result", _("wat het opleverde")),
    ),
    Topic.TRAJECTORY: (
        Field("name", _("naam van het traject"), _said("name")),
        Field("provider", _("aanbieder"), _said("provider")),
        Field("payer", _("wie betaalt"), _said("payer")),
        Field("next_payer", _("wie daarna betaalt"), _said("next_payer")),
        Field("begin", _("begin"), _begin),
        Field("planned_end", _("geplande einde"), _day("planned_end")),
        Field("paid_until", _("betaald tot en met"), _day("paid_until")),
        Field("end", _("einde"), _on("trajectory.end")),
        _written("because", _("waarom")),
    ),
    Topic.PLAN: (
        Field("version", _("versie van het plan"), _said("number")),
        Field("closure", _("waarom het plan is afgesloten"), _said("closure"), _words(Plan.Closure)),
        _written("words", _("toelichting")),
    ),
    Topic.SERVICE: (
        Field("name", _("naam van de dienst"), _said("name")),
        Field("begin", _("begin"), _begin),
        Field("end", _("einde, gepland of echt"), _end),
        Field("ended_on", _("echte einde"), _day("ended_on")),
        _OUTCOME,
        _REACHED,
        _HELPED,
        _written("words", _("toelichting")),
    ),
    Topic.OWN: (
        Field("version", _("versie van het plan"), _said("number")),
        Field("name", _("naam van de dienst"), _named_service),
        _REACHED,
        _HELPED,
        _written("words", _("eigen woorden van de cliënt")),
    ),
    Topic.ACCOUNT: (
        Field("name", _("dienst of traject"), _said("name")),
        Field("provider", _("aanbieder van het traject"), _said("provider")),
        _CHANNEL,
        _CONTACT_KIND,
        Field("begin", _("begin"), _begin),
        Field("end", _("einde, gepland of echt"), _end),
        _OUTCOME,
        _REACHED,
    ),
}
