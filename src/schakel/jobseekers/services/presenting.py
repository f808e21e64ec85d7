"""Services in the words of the screen: whether one fits and why, what it costs, and how a use stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.dates import long_date
from schakel.ground.norms.engine.judging import NO, UNKNOWN, Ground
from schakel.ground.norms.engine.model import EVERY_REGIME
from schakel.ground.norms.engine.wording import ground_words, label_of, term_words
from schakel.jobseekers.services.catalogue.judging import Judged, RuleJudged
from schakel.jobseekers.services.catalogue.levels import LIMITS, ApprovalLevel
from schakel.jobseekers.services.catalogue.model import CONTENTS, HOW, MIX, PARTIES, Service
from schakel.jobseekers.services.catalogue.shelf import the_catalogue
from schakel.jobseekers.services.models import ServiceApproval, ServiceKnowledge, ServiceUse
from schakel.jobseekers.services.queries.eligibility import Standing, whole_months
from schakel.jobseekers.services.queries.levels import Levels, limits_of
from schakel.jobseekers.services.telling import rests_on_closed

VERDICT_MARKS: dict[str, tuple[str, str | Promise]] = {
    "yes": ("good", _("Ja")),
    "unless": ("soon", _("Nee, tenzij")),
    "unknown": ("unknown", _("Nog niet te zeggen")),
    "no": ("late", _("Nee")),
}
STATE_MARKS = {
    ServiceUse.State.AWAITING: "soon",
    ServiceUse.State.PROPOSED: "info",
    ServiceUse.State.DECIDED: "info",
    ServiceUse.State.RUNNING: "open",
    ServiceUse.State.ENDED: "good",
    ServiceUse.State.DROPPED: "unknown",
}


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule with how it stands and by which facts."""

    text: str
    mark: str
    words: str
    because: list[str]


@dataclass(frozen=True, slots=True)
class OptionShown:
    """A service as one of the options of a choice."""

    service: Service
    mark: tuple[str, str | Promise]
    verdict: str
    summary: str
    rules: list[RuleShown]
    may_choose: bool
    is_almost: bool
    effect: str
    price: str
    against_right: str
    waiting: str
    lasts: str
    known_on: date | None
    guide: str
    warning: str = ""
    norms: list[str] = field(default_factory=list)


def option_shown(judged: Judged, standing: Standing, knowledge: ServiceKnowledge | None) -> OptionShown:
    """A service beside the others: whether it fits and why, and what is known of it, with the day."""
    service = judged.service
    price = knowledge.price if knowledge and knowledge.price is not None else None
    if price is None and service.price is not None:
        price = service.price.amount
    return OptionShown(
        service=service,
        mark=VERDICT_MARKS[judged.verdict],
        verdict=judged.verdict,
        summary=summary_words(judged, standing),
        rules=[_rule(one, standing) for one in judged.rules],
        may_choose=judged.verdict != "no",
        is_almost=judged.is_almost,
        effect=effect_words(service, knowledge),
        price=price_words(price),
        against_right=right_words(standing, price),
        waiting=_waiting(knowledge),
        lasts=_lasts(service),
        known_on=knowledge.known_on if knowledge else None,
        guide=str(PARTIES[service.guide]),
        norms=list(service.all_norms),
    )


def summary_words(judged: Judged, standing: Standing) -> str:
    """Why it fits or not in one sentence; what is missing where one thing stands in the way."""
    if judged.fits_scheme is False:
        return gettext("Deze dienst is er voor %(schemes)s.") % {"schemes": scheme_words(judged.service)}
    if judged.failing:
        rules = " ".join(one.rule.text for one in judged.failing)
        if judged.is_almost:
            return gettext("Bijna. Dit ontbreekt: %(rules)s") % {"rules": rules}
        return gettext("Dit geldt nu niet: %(rules)s") % {"rules": rules}
    if judged.missing:
        return missing_words(judged.missing, standing)
    if judged.verdict == "unknown":
        return gettext("Beoordeel zelf: %(condition)s") % {"condition": judged.service.remarks}
    return " ".join(one.rule.text for one in judged.rules) or gettext("Deze dienst staat voor iedereen open.")


def missing_words(names: tuple[str, ...], standing: Standing) -> str:
    """Which facts are not known, and why."""
    register = the_catalogue().register
    parts = [
        gettext("%(fact)s (%(why)s)")
        % {"fact": label_of(name, register), "why": standing.why_untold(name).words}
        for name in names
    ]
    return gettext("Nog niet bekend: %(facts)s.") % {"facts": "; ".join(parts)}


def _rule(judged: RuleJudged, standing: Standing) -> RuleShown:
    register = the_catalogue().register
    marks = {NO: ("late", gettext("klopt niet")), UNKNOWN: ("unknown", gettext("onbekend"))}
    mark, words = marks.get(judged.verdict, ("good", gettext("klopt")))
    because = [_ground(ground) for ground in judged.because]
    if judged.verdict == UNKNOWN:
        because += [
            f"{label_of(name, register)}: {standing.why_untold(name).words}" for name in judged.missing
        ]
    return RuleShown(judged.rule.text, mark, words, because)


def _ground(ground: Ground) -> str:
    return ground_words(ground, the_catalogue().register)


def scheme_words(service: Service) -> str:
    """The schemes that a service is for: "WW, WIA", or everybody."""
    if EVERY_REGIME in service.schemes:
        return gettext("iedereen")
    known = the_catalogue().register.terms.regimes
    return ", ".join(known[code].label for code in service.schemes)


def effect_words(service: Service, knowledge: ServiceKnowledge | None) -> str:
    """What is known of the effect; empty where nothing is."""
    if knowledge is not None and knowledge.effect:
        return knowledge.effect
    return f"{service.evidence.text} ({service.evidence.source})" if service.evidence else ""


def price_words(price: Decimal | None) -> str:
    """An amount in euros; empty where it is not known."""
    return "" if price is None else f"€ {price:,.2f}".replace(",", "·").replace(".", ",").replace("·", ".")


def right_words(standing: Standing, price: Decimal | None) -> str:
    """The price beside what is left of the right to a benefit, or what is missing to say so (R074)."""
    ends = [right.valid_to for right in standing.rights if right.valid_to and right.valid_to > standing.on]
    if not ends:
        return gettext("Hoe lang de uitkering nog loopt, is niet bekend.")
    months = whole_months(standing.on, max(ends))
    left = ngettext("De uitkering loopt nog %(n)d maand.", "De uitkering loopt nog %(n)d maanden.", months)
    monthly = standing.facts.values.get("uitkering_per_maand")
    if price is None or not isinstance(monthly, int):
        return f"{left % {'n': months}} {gettext('Wat dat kost, is niet bekend.')}"
    total = price_words(Decimal(months * monthly))
    return f"{left % {'n': months}} {gettext('Dat kost nog %(amount)s.') % {'amount': total}}"


def _waiting(knowledge: ServiceKnowledge | None) -> str:
    if knowledge is None or knowledge.waiting_weeks is None:
        return ""
    weeks = knowledge.waiting_weeks
    return ngettext("%(n)d week", "%(n)d weken", weeks) % {"n": weeks} if weeks else gettext("geen")


def _lasts(service: Service) -> str:
    if service.term is None:
        return ""
    return gettext("hooguit %(term)s") % {"term": term_words(service.term)}


def option_known(judged: Judged) -> str:
    """What the journal keeps of an option: whether it fitted by the rules, where all who read it may know."""
    if rests_on_closed(judged.service):
        return gettext("Het antwoord rust op wat niet iedereen mag lezen.")
    return str(VERDICT_MARKS[judged.verdict][1])


def service_lines(service: Service) -> list[tuple[str, str]]:
    """A service as pairs of word and text, for its own page."""
    contact = gettext("elke %(term)s") % {"term": term_words(service.contact)} if service.contact else ""
    rungs = gettext("trede %(first)s tot en met %(last)s") % {
        "first": service.rungs[0],
        "last": service.rungs[1],
    }
    price = price_words(service.price.amount) if service.price else ""
    pairs = [
        (gettext("Doel"), service.goal),
        (gettext("Voor wie"), service.target),
        (gettext("Regelingen"), scheme_words(service)),
        (gettext("Hoe"), str(HOW[service.how])),
        (gettext("Wie beslist"), str(PARTIES[service.decider])),
        (gettext("Wie betaalt"), str(PARTIES[service.payer])),
        (gettext("Wie begeleidt"), str(PARTIES[service.guide])),
        (gettext("Van wie"), str(PARTIES[service.owner])),
        (gettext("In wiens periode"), _period(service)),
        (gettext("Soort"), str(CONTENTS[service.content])),
        (gettext("Groep in de dienstenmix"), str(MIX[service.mix])),
        (gettext("Ladder"), rungs),
        (gettext("Duur"), _duration(service)),
        (gettext("Contact"), contact),
        (gettext("Besluit"), _act(service)),
        (
            gettext("Gezondheid"),
            gettext("telt mee; alleen dat er iets is, niet wat") if service.uses_health else "",
        ),
        (gettext("Prijs"), price or gettext("niet bekend")),
        (gettext("Effect"), effect_words(service, None) or gettext("niet bekend")),
        (gettext("Geldig"), _validity(service)),
        (gettext("Opmerking"), service.remarks),
        (gettext("Doelgroep van toen"), "; ".join(service.past_targets)),
    ]
    return [(word, text) for word, text in pairs if text]


def _period(service: Service) -> str:
    if not service.period:
        return ""
    words = gettext("%(party)s: de tijd telt daar mee, niet bij een ander")
    return words % {"party": PARTIES[service.period]}


def _duration(service: Service) -> str:
    if service.term is None:
        return gettext("geen vaste duur")
    words = gettext("hooguit %(term)s") % {"term": term_words(service.term)}
    if service.extension == "none":
        return f"{words}; {gettext('niet te verlengen')}"
    if service.longest is not None:
        longest = gettext("met verlenging hooguit %(term)s") % {"term": term_words(service.longest)}
        return f"{words}; {longest}"
    return f"{words}; {gettext('te verlengen met een reden')}"


def _act(service: Service) -> str:
    if service.is_decision:
        return gettext("ja: de cliënt krijgt een besluit en kan bezwaar maken")
    return gettext("nee: dit is een feitelijke handeling")


def _validity(service: Service) -> str:
    since = gettext("vanaf %(day)s") % {"day": long_date(service.start)}
    if service.end is None:
        return since
    return f"{since}, {gettext('tot %(day)s') % {'day': long_date(service.end)}}"


_IN_CLIENT_WORDS: dict[str, str | Promise] = {
    ApprovalLevel.COLLEAGUE: _("een collega van uw contactpersoon"),
    ApprovalLevel.TEAM_LEADER: _("de leidinggevende van uw contactpersoon"),
    ApprovalLevel.LABOUR_EXPERT: _("een arbeidsdeskundige: iemand die weet welk werk bij u past"),
    ApprovalLevel.CONTRACT_EXPERT: _("een collega die let op de inkoop van hulp"),
}


def asked_words(asked: Sequence[ServiceApproval]) -> list[tuple[str, ServiceApproval]]:
    """Who was asked to agree, in the client's words; what was taken back is left out."""
    shown = [row for row in asked if row.state != ServiceApproval.State.WITHDRAWN]
    return [(str(_IN_CLIENT_WORDS[row.level]), row) for row in shown]


def rules_shown(service: Service, levels: Levels) -> list[dict[str, Any]]:
    """The rules of a service with the level at which each may be passed; empty where who chooses may."""
    return [
        {"text": rule.text, "is_firm": rule.is_firm, "needs": _needs(levels.get(rule.key, ""))}
        for rule in service.rules
    ]


def limits_shown(service: Service, levels: Levels) -> list[tuple[str, str]]:
    """The limits of a service for which somebody must agree, with the level."""
    found = [(str(LIMITS[name]), _needs(levels[name])) for name in limits_of(service)]
    return [(text, level) for text, level in found if level]


def _needs(level: str) -> str:
    return str(ApprovalLevel(level).label) if level and level != ApprovalLevel.CHOOSER else ""
