"""What the catalogue holds: presets of dated services, each with its rules and the examples beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.norms.engine.conditions import Condition
from schakel.ground.norms.engine.model import Place, Register
from schakel.ground.norms.engine.terms import Term
from schakel.jobseekers.services.catalogue.levels import ApprovalLevel

Verdict = Literal["yes", "no", "unless", "unknown"]
VERDICTS = ("yes", "no", "unless", "unknown")

PARTIES: dict[str, str | Promise] = {
    "benefit": _("wie de uitkering betaalt"),
    "uwv": _("UWV"),
    "municipality": _("gemeente"),
    "cwi": _("CWI"),
    "provider": _("re-integratiebedrijf"),
    "employer": _("werkgever"),
    "training": _("opleider"),
    "debt_help": _("schuldhulp of kredietbank"),
    "care": _("zorg of welzijn"),
    "client": _("cliënt"),
    "nobody": _("niemand: kost niets"),
}
"""Who decides on a service, who pays it and who guides the client in it: three things (R108)."""

CONTENTS: dict[str, str | Promise] = {
    "guidance": _("begeleiding"),
    "following": _("volgen en controleren"),
    "work_place": _("ervaring op een werkplek"),
    "training": _("scholing"),
    "search": _("solliciteren en bemiddelen"),
    "trajectory": _("traject"),
    "research": _("onderzoek"),
    "enterprise": _("eigen bedrijf"),
    "life": _("schulden, zorg en rust"),
    "participation": _("meedoen"),
    "work_support": _("ondersteuning bij werk"),
}
"""What a service consists of, whatever it is called: two labels on one content may hide a passed limit."""

MIX: dict[str, str | Promise] = {
    "intensive": _("intensieve begeleiding"),
    "monitoring": _("monitoring"),
    "modular": _("losse ingekochte dienst"),
    "trajectory": _("traject of IRO"),
    "other": _("andere dienst"),
}
"""The groups in which an organisation plans its mix of services (R118)."""


def mix_of(content: str, *, is_bought: bool) -> str:
    """The group of a service that names none; services_mix_group of the database says the same."""
    if content == "trajectory":
        return "trajectory"
    if content == "following":
        return "monitoring"
    if is_bought:
        return "modular"
    return "intensive" if content == "guidance" else "other"


AIMED_AT: dict[str, str | Promise] = {
    "age_45": _("45 jaar en ouder"),
    "age_50": _("50 jaar en ouder"),
    "age_55": _("55 jaar en ouder"),
    "youth": _("jongeren"),
    "high_educated": _("hoog opgeleid"),
    "low_educated": _("zonder startkwalificatie"),
    "near": _("kleine afstand tot werk"),
    "far": _("grote afstand tot werk"),
    "part_time": _("werkt al in deeltijd"),
    "disabled": _("beperking bij het werk"),
    "newcomers": _("inburgeraars"),
}
"""Groups that a service is aimed at, to find it by; nobody is judged by them. Origin is never one (R120)."""

MODULES: dict[str, str | Promise] = {
    "course": _("korte cursus"),
    "vocational": _("beroepsopleiding"),
    "language": _("taal"),
    "application": _("solliciteren leren"),
    "job_search": _("samen werk zoeken"),
    "coaching": _("coaching"),
}
"""What is done within a service, finer than its content: by these two labels are compared (R109)."""

STEPS: dict[str, str | Promise] = {
    "broker": _("de scholingsmakelaar"),
    "protocol": _("het scholingsprotocol"),
    "assessment": _("een assessment"),
}
"""Steps that come before a service; another label for the same content can avoid them (R109)."""

STEP_DONE = {"protocol": "scholing_noodzakelijk", "assessment": "protocol_uitsluitsel"}
"""The fact that is known once a step was taken; of the training broker no fact tells."""

HOW: dict[str, str | Promise] = {"own": _("doet de organisatie zelf"), "bought": _("wordt ingekocht")}
EXTENSIONS = ("reasoned", "none")


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition of a service in plain words. A firm one is law: no reason goes past it.

    level says who agrees when somebody goes past it with a reason (R227).
    """

    key: str
    text: str
    when: Condition
    is_firm: bool
    norms: tuple[str, ...]
    level: str = ApprovalLevel.CHOOSER.value


@dataclass(frozen=True, slots=True)
class Example:
    """A case beside the service: these facts, and what must come out."""

    name: str
    schemes: tuple[str, ...]
    facts: Mapping[str, object]
    outcome: Verdict
    place: Place


@dataclass(frozen=True, slots=True)
class Price:
    """What a service costs in euros, per what, and where that is said."""

    amount: Decimal
    per: str
    source: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of its effect, and where that is said."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Service:
    """A service as it holds over a period; end is exclusive. rungs are steps of the ladder (1 to 6).

    is_decision: granting it is a besluit of an administrative body; otherwise it is a factual act. groups are
    the codes of which one must be chosen at the start, as the answer to group_question; questions
    are answered then with yes or no. longest is the most that a service lasts with its extensions. Only where
    uses_health its rules look at health. period is in whose time the service runs, which may be neither who
    decides nor who pays (C30). limits are the levels at which its limits may be passed; modules are what is
    done in it, steps what comes before it.
    """

    key: str
    name: str
    goal: str
    target: str
    remarks: str
    how: str
    decider: str
    payer: str
    guide: str
    owner: str
    price: Price | None
    evidence: Evidence | None
    start: date
    end: date | None
    norms: tuple[str, ...]
    rungs: tuple[int, int]
    schemes: tuple[str, ...]
    content: str
    mix: str
    aimed_at: tuple[str, ...]
    past_targets: tuple[str, ...]
    is_decision: bool
    term: Term | None
    extension: str
    longest: Term | None
    contact: Term | None
    is_exclusive: bool
    groups: Mapping[str, str]
    group_question: str
    questions: Mapping[str, str]
    log: str
    asks_document: bool
    uses_health: bool
    rules: tuple[Rule, ...]
    examples: tuple[Example, ...]
    place: Place
    period: str = ""
    limits: Mapping[str, str] = field(default_factory=dict)
    modules: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def is_bought(self) -> bool:
        """Whether somebody outside is paid for it."""
        return self.how == "bought"

    @property
    def all_norms(self) -> tuple[str, ...]:
        """The norms it rests on, those of its rules among them."""
        return tuple(dict.fromkeys((*self.norms, *(name for rule in self.rules for name in rule.norms))))

    def holds_on(self, day: date) -> bool:
        """Whether the day lies in its period."""
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Preset:
    """One edition of services: where it comes from and when it holds."""

    key: str
    label: str
    edition: str
    source: str
    start: date
    end: date | None
    services: Mapping[str, Service]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All presets; register holds the words and facts that rules may use, digest the hash of content."""

    presets: Mapping[str, Preset]
    register: Register
    digest: str = field(default="", compare=False)

    @property
    def services(self) -> dict[str, Service]:
        """Every service by its key."""
        return {key: one for preset in self.presets.values() for key, one in preset.services.items()}

    def on(self, day: date) -> list[Service]:
        """The services of a day."""
        return [one for one in self.services.values() if one.holds_on(day)]
