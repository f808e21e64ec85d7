"""The receipt of a choice: how each rule stood and by which facts, kept per section of the dossier."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.access.types import Section
from schakel.ground.journal.writing import Thing, record
from schakel.ground.norms.engine.wording import value_words
from schakel.jobseekers.services.catalogue.judging import Judged
from schakel.jobseekers.services.catalogue.loading import facts_used
from schakel.jobseekers.services.catalogue.shelf import the_catalogue
from schakel.jobseekers.services.queries.eligibility import Standing
from schakel.jobseekers.services.telling import CLOSED_TO_MANY, DISTANCE, section_of, verdict_for_the_plan
from schakel.jobseekers.services.verbs import ServiceTested

_WORDS = ("no", "unknown", "yes")


def keep_receipt(standing: Standing, judged: Judged, use_id: UUID) -> None:
    """Leave the receipt in the running act: an entry for each section that a fact came from."""
    known = sorted(facts_used(judged.service) & standing.facts.values.keys())
    by_section: dict[Section, list[tuple[str, str, str]]] = {}
    for name in known:
        section = section_of_fact(name)
        told = (name, value_words(standing.facts.values[name]), standing.sources.get(name, ""))
        by_section.setdefault(section, []).append(told)
    for section, facts in (by_section or {Section.PLAN: []}).items():
        rules = tuple(
            (one.rule.key, _WORDS[one.verdict])
            for one in judged.rules
            if {section_of_fact(ground.test.fact) for ground in one.because} <= {section}
        )
        verdict = judged.verdict if section & CLOSED_TO_MANY else verdict_for_the_plan(judged)
        content = ServiceTested(judged.service.key, the_catalogue().digest, verdict, rules, tuple(facts))
        record(
            content, dossier_id=standing.dossier_id, section=section, things=[Thing("service_use", use_id)]
        )


def section_of_fact(name: str) -> Section:
    """Where a fact stands; what a diagnosis tells stands with the diagnosis."""
    if name in {DISTANCE, "trede", "fase"}:
        return Section.DIAGNOSIS
    return section_of(the_catalogue().register.facts[name])
