"""What is recorded of services: the choice, every step of a use, and the catalogue's own additions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, Glyph, register_verb
from schakel.ground.kernel.dates import long_date
from schakel.jobseekers.services.models import ServiceEvaluation, ServiceUse, TrajectoryPart
from schakel.jobseekers.services.verbs import approvals, debts, figures

OF_USE = (
    *("service.choose", "service.decide", "service.start", "service.extend", "service.end"),
    *("service.drop", "service.log", "service.own_view", "service.test"),
    *("service.part", "service.part_end"),
    *approvals.NAMES,
)


@dataclass(frozen=True, slots=True)
class ServiceChosen:
    """A service was chosen for a client; the choice itself has an entry of its own."""

    service: str
    name: str
    verdict: str
    digest: str
    is_decision: bool
    relabels: str
    avoids: str = ""


@dataclass(frozen=True, slots=True)
class ServiceTested:
    """How the rules of a service stood at the choice, and the facts of one section that they looked at."""

    service: str
    digest: str
    verdict: str
    rules: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ServiceDecided:
    """It was decided to use a service: by, paid by and guided by which organisations."""

    name: str
    is_decision: bool
    decider: str
    payer: str
    guide: str
    price: str
    is_shortest: str


@dataclass(frozen=True, slots=True)
class ServiceStarted:
    """A service began, until which day, with the answers that were asked at the start."""

    name: str
    starts_on: str
    ends_on: str
    group: str
    answers: dict[str, bool]
    proof: str


@dataclass(frozen=True, slots=True)
class ServiceExtended:
    """A service got more time; the reason stands with the choice."""

    name: str
    until: str
    because: str


@dataclass(frozen=True, slots=True)
class ServiceEnded:
    """A service ended: when, why, and what it brought."""

    name: str
    ended_on: str
    reason: str
    reached: str
    helped: str
    words: str


@dataclass(frozen=True, slots=True)
class ServiceDropped:
    """A service that was chosen does not go ahead."""

    name: str
    because: str


@dataclass(frozen=True, slots=True)
class ServiceStepLogged:
    """Something was done within a service."""

    name: str
    done_on: str
    what: str


@dataclass(frozen=True, slots=True)
class TrajectoryPartPlanned:
    """A part of a trajectory got its days."""

    name: str
    kind: str
    what: str
    starts_on: str
    ends_on: str


@dataclass(frozen=True, slots=True)
class TrajectoryPartEnded:
    """A part of a trajectory ended, with what it brought."""

    name: str
    kind: str
    what: str
    ended_on: str
    reached: str
    result: str


@dataclass(frozen=True, slots=True)
class OwnServiceView:
    """The client said what a service brought."""

    name: str
    reached: str
    helped: str
    words: str


@dataclass(frozen=True, slots=True)
class ServiceFactTold:
    """Something was told of a client that rules of services ask; value None is not known any more."""

    fact: str
    label: str
    value: bool | int | None


@dataclass(frozen=True, slots=True)
class LocalServiceKept:
    """An organisation added or changed a service of its own."""

    name: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class LocalServiceEnded:
    """An own service ends, or was taken away unused (last_day empty)."""

    name: str
    last_day: str


@dataclass(frozen=True, slots=True)
class ServiceKnowledgeNoted:
    """What an organisation knows of a service was noted, with its source."""

    service: str
    price: str
    waiting_weeks: int | None
    effect: str
    source: str


def register() -> None:
    """Make this room's verbs known."""
    of_use: dict[str, Any] = {"section": Section.PLAN, "task": ChainTask.STRENGTHENING}
    register_verb("service.choose", ServiceChosen, glyph=Glyph.CHOICE, heading=_chosen, **of_use)
    register_verb("service.test", ServiceTested, heading=_tested, **of_use)
    register_verb("service.decide", ServiceDecided, heading=_decided, lines=_parties, **of_use)
    register_verb("service.start", ServiceStarted, heading=_started, lines=_until, **of_use)
    register_verb("service.extend", ServiceExtended, heading=_extended, lines=_because, **of_use)
    register_verb("service.end", ServiceEnded, heading=_ended, lines=_end, **of_use)
    register_verb("service.drop", ServiceDropped, heading=_dropped, lines=_because, **of_use)
    register_verb("service.log", ServiceStepLogged, heading=_logged, lines=lambda c: [c["what"]], **of_use)
    register_verb(
        "service.own_view", OwnServiceView, glyph=Glyph.CLIENT, heading=_own_view, lines=_view, **of_use
    )
    register_verb("service.part", TrajectoryPartPlanned, heading=_part, lines=_part_days, **of_use)
    register_verb("service.part_end", TrajectoryPartEnded, heading=_part_end, lines=_part_result, **of_use)
    register_verb("service.fact", ServiceFactTold, heading=_fact, **of_use)
    _register_of_catalogue()
    approvals.register()
    debts.register()
    figures.register()


def _register_of_catalogue() -> None:
    register_verb(
        "service.local",
        LocalServiceKept,
        section=None,
        heading=lambda c: gettext("Eigen dienst vastgelegd: %(name)s") % {"name": c["name"]},
    )
    register_verb(
        "service.local_end",
        LocalServiceEnded,
        section=None,
        heading=lambda c: gettext("Eigen dienst beëindigd: %(name)s") % {"name": c["name"]},
    )
    register_verb(
        "service.knowledge",
        ServiceKnowledgeNoted,
        section=None,
        heading=lambda c: gettext("Kennis over een dienst vastgelegd: %(name)s") % {"name": c["service"]},
    )


def _started(content: dict[str, Any]) -> str:
    return gettext("Dienst begonnen: %(name)s") % {"name": content["name"]}


def _ended(content: dict[str, Any]) -> str:
    return gettext("Dienst afgelopen: %(name)s") % {"name": content["name"]}


def _chosen(content: dict[str, Any]) -> str:
    if content["relabels"]:
        words = {"name": content["name"], "earlier": content["relabels"]}
        return gettext("Dienst gekozen: %(name)s, met dezelfde inhoud als %(earlier)s") % words
    if content.get("avoids"):
        words = {"name": content["name"], "other": content["avoids"]}
        return gettext("Dienst gekozen: %(name)s, in plaats van %(other)s") % words
    return gettext("Dienst gekozen: %(name)s") % {"name": content["name"]}


def _tested(content: dict[str, Any]) -> str:
    return gettext("Dienst getoetst aan de regels: %(service)s") % {"service": content["service"]}


def _decided(content: dict[str, Any]) -> str:
    words = {"name": content["name"]}
    if content["is_decision"]:
        return gettext("Besluit over een dienst: %(name)s") % words
    return gettext("Over een dienst beslist: %(name)s") % words


def _parties(content: dict[str, Any]) -> list[str]:
    labels = {
        "decider": gettext("beslist: %(name)s"),
        "payer": gettext("betaalt: %(name)s"),
        "guide": gettext("begeleidt: %(name)s"),
    }
    return [words % {"name": content[key]} for key, words in labels.items() if content[key]]


def _until(content: dict[str, Any]) -> list[str]:
    if not content["ends_on"]:
        return []
    return [gettext("t/m %(day)s") % {"day": _day(content["ends_on"])}]


def _extended(content: dict[str, Any]) -> str:
    words = {"name": content["name"], "day": _day(content["until"])}
    return gettext("Dienst verlengd: %(name)s, t/m %(day)s") % words


def _because(content: dict[str, Any]) -> list[str]:
    return [gettext("want %(why)s") % {"why": content["because"]}]


def _end(content: dict[str, Any]) -> list[str]:
    return [str(ServiceUse.EndReason(content["reason"]).label), *_view(content)]


def _dropped(content: dict[str, Any]) -> str:
    return gettext("Dienst niet doorgegaan: %(name)s") % {"name": content["name"]}


def _logged(content: dict[str, Any]) -> str:
    words = {"name": content["name"], "day": _day(content["done_on"])}
    return gettext("%(name)s, gedaan op %(day)s") % words


def _part(content: dict[str, Any]) -> str:
    kind = TrajectoryPart.Kind(content["kind"]).label
    return gettext("%(name)s, onderdeel: %(kind)s") % {"name": content["name"], "kind": kind}


def _part_days(content: dict[str, Any]) -> list[str]:
    days = {"first": _day(content["starts_on"]), "last": _day(content["ends_on"])}
    return [content["what"], gettext("van %(first)s t/m %(last)s") % days]


def _part_end(content: dict[str, Any]) -> str:
    words = {"name": content["name"], "kind": TrajectoryPart.Kind(content["kind"]).label}
    return gettext("%(name)s, onderdeel afgerond: %(kind)s") % words


def _part_result(content: dict[str, Any]) -> list[str]:
    reached = ServiceEvaluation.Reached(content["reached"]).label
    return [gettext("doel bereikt: %(reached)s") % {"reached": reached}, content["result"]]


def _own_view(content: dict[str, Any]) -> str:
    return gettext("De cliënt over een dienst: %(name)s") % {"name": content["name"]}


def _view(content: dict[str, Any]) -> list[str]:
    if not content["reached"]:
        return []
    reached = ServiceEvaluation.Reached(content["reached"]).label
    helped = ServiceEvaluation.Helped(content["helped"]).label
    lines = [
        gettext("doel bereikt: %(reached)s; geholpen: %(helped)s") % {"reached": reached, "helped": helped}
    ]
    return lines + ([content["words"]] if content["words"] else [])


def _fact(content: dict[str, Any]) -> str:
    value = content["value"]
    said = {True: gettext("ja"), False: gettext("nee")}.get(value) if isinstance(value, bool) else value
    words = {"label": content["label"], "value": gettext("niet meer bekend") if value is None else said}
    return gettext("%(label)s: %(value)s") % words


def _day(text: str) -> str:
    return long_date(date.fromisoformat(text))
