"""The signals of services: a last day near or passed, a decision or contact that waits, no offer, debts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import DELIVERERS, GUIDES, Section
from schakel.ground.norms.uses import Use, UseKind, register_use
from schakel.ground.people.verbs import DEATH
from schakel.ground.signals.kinds import HouseDay, SignalKind, Watch
from schakel.ground.signals.refreshing import watch
from schakel.jobseekers.services import access
from schakel.jobseekers.services.limits import contact_terms
from schakel.jobseekers.services.verbs import approvals, debts

ENDS, LOOKED_BACK, DECIDED = "HOUSE-service-end", "HOUSE-service-review", "HOUSE-service-decision"
OFFERED, DEBTS = "HOUSE-offer-warning", "HOUSE-debt-help-warning"
ANSWER_TERM = "HOUSE-service-approval"
LAW_ON_OFFERS = "SA-12"
"""The norm of 2007 and 2008 from which the twelve months come (R071)."""

_HANDS = frozenset(
    {"dossier.rest", "dossier.reopen", "regie.take", "regie.undo", "handover.take_up", DEATH}
    | {"participant.join", "participant.leave"}
)
_LIFE = frozenset({"service.start", "service.extend", "service.end"})
_CHOICE = frozenset({"service.choose", "service.decide", "service.drop", approvals.ANSWERED})


def _nothing(_today: date) -> dict[str, Any]:
    return {}


def register() -> None:
    """Make these kinds known."""
    _register_limits()
    _register_decision()
    _register_offer()
    _register_debts()
    _register_contact()
    _register_approval()


def _contacts(_today: date) -> dict[str, Any]:
    return {"contacts": {key: str(term) for key, term in contact_terms().items()}}


def _register_contact() -> None:
    watch(
        SignalKind(
            name="service_contact",
            label=_("Te lang geen contact bij monitoring"),
            watch=Watch.LATE,
            section=Section.CONTACTS,
            roles=GUIDES,
            max_snooze_days=21,
            verbs=_HANDS | _LIFE | {"contact.record", "contact.correct"},
            criteria={
                "contact_by": (
                    _("Volgens de dienst was er contact nodig uiterlijk op %(day)s"),
                    _("Er is nog tijd voor het volgende contact"),
                ),
                "contacted": (_("Er was contact"), _("Sinds %(day)s is geen contact vastgelegd")),
            },
            thresholds=_contacts,
            url_name="services:uses",
            advice=_("Bel of spreek af. Leg het contact vast; dan verdwijnt dit signaal."),
        )
    )


def _register_approval() -> None:
    """Asked of who asked for it; who must answer has the same term on the list of what they decide."""
    watch(
        SignalKind(
            name="approval_waits",
            label=_("Akkoord blijft uit"),
            watch=Watch.LATE,
            section=Section.PLAN,
            roles=GUIDES | DELIVERERS,
            max_snooze_days=5,
            verbs=_HANDS | frozenset(approvals.NAMES) | {"service.drop", "service.end"},
            criteria={
                "asked": (_("Akkoord gevraagd op %(day)s"), _("Er is niets gevraagd")),
                "past_term": (_("Een antwoord moest er zijn op %(day)s"), _("De termijn loopt nog")),
                "answered": (_("Beantwoord"), _("Nog geen antwoord")),
            },
            thresholds=_nothing,
            url_name="services:uses",
            advice=_("Vraag wie akkoord geeft om een antwoord, of trek de vraag in en vraag een ander."),
        )
    )
    register_use(ANSWER_TERM, Use(UseKind.TERM, _("Akkoord om van een regel af te wijken")))


def _register_debts() -> None:
    watch(
        SignalKind(
            name="debt_help_due",
            label=_("Termijn van schuldhulp loopt af"),
            watch=Watch.LATE,
            section=Section.LIFE_DOMAINS,
            roles=access.LIFE_WRITERS,
            max_snooze_days=5,
            verbs=_HANDS | frozenset(debts.NAMES),
            criteria={
                "asked": (_("Hulp gevraagd op %(day)s"), _("Er is niets gevraagd")),
                "talk": (
                    _("Eerste gesprek was op %(day)s"),
                    _("Eerste gesprek moet er zijn op %(day)s"),
                ),
                "plan": (_("Er is een plan"), _("Er is nog geen plan en geen weigering")),
            },
            thresholds=_nothing,
            house_days={"debts_until": HouseDay(DEBTS, is_ahead=True)},
            url_name="services:debt_help",
            advice=_("Bel de schuldhulp en leg vast wat er is afgesproken."),
        )
    )


def _register_limits() -> None:
    about: dict[str, Any] = {
        "section": Section.PLAN,
        "roles": GUIDES | DELIVERERS,
        "verbs": _HANDS | _LIFE,
        "thresholds": _nothing,
        "url_name": "services:uses",
    }
    watch(
        SignalKind(
            **about,
            name="service_ends",
            label=_("Dienst loopt bijna af"),
            watch=Watch.GAP,
            max_snooze_days=21,
            criteria={
                "ends": (_("De laatste dag is %(day)s"), _("Er eindigt nog niets")),
                "next": (_("Verlengd of afgerond"), _("Nog niet verlengd of afgerond")),
            },
            house_days={"service_until": HouseDay(ENDS, is_ahead=True)},
            advice=_("Bespreek hoe het verder gaat: rond af, verleng met een reden of kies wat nu helpt."),
        )
    )
    watch(
        SignalKind(
            **about,
            name="service_over",
            label=_("Dienst voorbij zonder evaluatie"),
            watch=Watch.LATE,
            max_snooze_days=10,
            criteria={
                "over": (_("De laatste dag was %(day)s"), _("De dienst loopt nog")),
                "evaluated": (_("Teruggekeken"), _("Nog niet afgerond en teruggekeken")),
            },
            house_days={"service_over_before": HouseDay(LOOKED_BACK, is_ahead=False)},
            advice=_("Rond de dienst af en leg vast wat hij bracht."),
        )
    )


def _register_decision() -> None:
    watch(
        SignalKind(
            name="service_undecided",
            label=_("Gekozen dienst wacht op een beslissing"),
            watch=Watch.LATE,
            section=Section.PLAN,
            roles=GUIDES,
            max_snooze_days=21,
            verbs=_HANDS | _CHOICE,
            criteria={
                "chosen": (_("Gekozen op %(day)s"), _("Er is niets gekozen")),
                "decided": (_("Beslist"), _("Nog niet beslist")),
            },
            thresholds=_nothing,
            house_days={"service_chosen_before": HouseDay(DECIDED, is_ahead=False)},
            url_name="services:uses",
            advice=_("Beslis, vraag wie beslist, of leg vast waarom de dienst niet doorgaat."),
        )
    )


def _register_offer() -> None:
    """Asked of who holds the regie; once a service or a plan came, what follows is a choice."""
    watch(
        SignalKind(
            name="offer_missing",
            label=_("Nog geen passend aanbod"),
            watch=Watch.GAP,
            section=Section.BENEFIT,
            roles=GUIDES,
            max_snooze_days=30,
            verbs=_HANDS | _CHOICE | {"plan.agree", "dossier.open", "entitlement.start", "client.register"},
            criteria={
                "right": (_("Uitkering sinds %(day)s"), _("Geen uitkering")),
                "offer_by": (
                    _("Een passend aanbod is er uiterlijk op %(day)s"),
                    _("Een passend aanbod moest er zijn op %(day)s"),
                ),
                "offered": (_("Er is een aanbod"), _("Er is nog geen dienst en geen plan dat geldt")),
            },
            thresholds=_nothing,
            house_days={"offer_warned_before": HouseDay(OFFERED, is_ahead=False)},
            url_name="services:choose",
            advice=_("Bespreek wat de cliënt nodig heeft en kies een dienst, of maak het plan af."),
        )
    )
    register_use(LAW_ON_OFFERS, Use(UseKind.SIGNAL, _("Nog geen passend aanbod")))
