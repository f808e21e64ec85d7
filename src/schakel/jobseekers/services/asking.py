"""Which levels a choice or more time asks, with the rules to pass in words that open no other section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.norms.engine.judging import UNKNOWN, YES
from schakel.ground.norms.engine.wording import ground_words
from schakel.jobseekers.services.catalogue.judging import Judged, RuleJudged
from schakel.jobseekers.services.catalogue.labels import Avoided, avoided_by
from schakel.jobseekers.services.catalogue.levels import EXTENSION, LABEL, LIMITS, ApprovalLevel
from schakel.jobseekers.services.catalogue.loading import facts_of
from schakel.jobseekers.services.catalogue.model import Service
from schakel.jobseekers.services.catalogue.shelf import the_catalogue
from schakel.jobseekers.services.models import ServiceUse
from schakel.jobseekers.services.queries.eligibility import Standing
from schakel.jobseekers.services.queries.levels import Levels
from schakel.jobseekers.services.receipts import section_of_fact

Wanted = dict[str, list[dict[str, str]]]
"""The rules to pass, by the level that is asked."""


def avoided_at(standing: Standing, service: Service) -> Avoided | None:
    """The service of today with the same content whose steps this label leaves out, for this client."""
    return avoided_by(service, standing.services, standing.facts.values)


def wanted_for_choice(
    judged: Judged, earlier: ServiceUse | None, avoided: Avoided | None, levels: Levels
) -> Wanted:
    """The levels above who chooses: of rules that don't hold or are not known to, and of the label.

    Telling nothing is no way around a level, so what is unknown asks it as well.
    """
    found: Wanted = {}
    for one in judged.rules:
        if one.verdict != YES and not one.rule.is_firm:
            _add(found, levels.get(one.rule.key, ""), _rule(one, judged.service))
    if earlier is not None:
        _add(found, levels.get(LABEL, ""), _label(judged.service, earlier.name))
    elif avoided is not None:
        _add(found, levels.get(LABEL, ""), _label(judged.service, avoided.words))
    return _without_needless(found)


def wanted_for_extension(service: Service, levels: Levels) -> Wanted:
    """The level that more time asks, if it is above who chooses."""
    found: Wanted = {}
    rule = {"key": EXTENSION, "text": str(LIMITS[EXTENSION]), "source": source_of(service), "known": ""}
    _add(found, levels.get(EXTENSION, ""), rule)
    return found


def source_of(service: Service, norms: Sequence[str] = ()) -> str:
    """Where a rule comes from: its norms, or the edition of the catalogue."""
    if norms:
        return ", ".join(norms)
    presets = the_catalogue().presets.values()
    return next((one.label for one in presets if service.key in one.services), gettext("eigen dienst"))


def _add(found: Wanted, level: str, rule: dict[str, str]) -> None:
    if level and level != ApprovalLevel.CHOOSER:
        found.setdefault(level, []).append(rule)


def _without_needless(found: Wanted) -> Wanted:
    """Where another level is asked, that one sees the rules for a colleague too."""
    others = [level for level in found if level != ApprovalLevel.COLLEAGUE]
    if others and ApprovalLevel.COLLEAGUE in found:
        found[others[0]] += found.pop(ApprovalLevel.COLLEAGUE)
    return found


def _rule(judged: RuleJudged, service: Service) -> dict[str, str]:
    source = source_of(service, judged.rule.norms)
    known = "; ".join(_known(judged))
    return {"key": judged.rule.key, "text": judged.rule.text, "source": source, "known": known}


def _known(judged: RuleJudged) -> list[str]:
    """What the plan's own section tells; the question is read by who may read that and no more."""
    if any(section_of_fact(name) != Section.PLAN for name in facts_of(judged.rule)):
        return [gettext("de gegevens hierover staan in een ander deel van het dossier")]
    if judged.verdict == UNKNOWN:
        return [gettext("nog niet bekend")]
    return [ground_words(ground, the_catalogue().register) for ground in judged.because]


def _label(service: Service, other: str) -> dict[str, str]:
    known = gettext("lijkt op %(other)s") % {"other": other}
    return {"key": LABEL, "text": str(LIMITS[LABEL]), "source": source_of(service), "known": known}


def level_words(wanted: Mapping[str, Any]) -> str:
    """The levels in words: "teamleider en contractdeskundige"."""
    return gettext(" en ").join(str(ApprovalLevel(level).label) for level in wanted)
