"""The register that ships: every norm of the list, in plain words, in its own era, tested beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from schakel.ground.norms.engine.checking import facts_of
from schakel.ground.norms.engine.evaluating import Evaluator, Finding
from schakel.ground.norms.engine.fact_sets import FactSet, gather
from schakel.ground.norms.engine.fact_texts import read_facts
from schakel.ground.norms.engine.model import Norm, Register, Version
from schakel.ground.norms.engine.scenarios import facts_of as told_in
from schakel.ground.norms.engine.scenarios import run_scenarios
from schakel.ground.norms.registers import the_evaluator, the_register

HERE = Path(__file__).parent
IN_2007, IN_2026, IN_2027 = date(2007, 6, 1), date(2026, 11, 22), date(2027, 1, 2)
WARNED = {"WW-24-1-b1", "WW-25", "WW-26-1-b", "WW-26-1-d", "PW-17-1"}
"""The duties for which a statute allows a written warning: WW 27 lid 7 and PW 18a lid 4."""
FOUNDING_ACTS = {"wulbz": 1996, "pemba": 1998, "poortwachter": 2002, "BWBR0013060": 2002}
FOUNDING_ACTS |= {"BWBR0015703": 2004, "BWBR0019057": 2005, "wij": 2009}
MOST_SENTENCES, MOST_WORDS = 3, 20
JARGON = (
    *("onverwijld", "terstond", "ambtshalve", "belanghebbende", "beschikking", "verordening", "zienswijze"),
    *("verwijtbaar", "opschort", "discretie", "aanspraak", "inschakeling", "grondslag", "bekendmaking"),
    *("mandaat", "kosteloos", "motiver", "ontheffing", "rechthebbende", "geuniformeerd", "recidive"),
    *("desgevraagd", "genoegzaam", "ingevolge", "krachtens", "jegens", "in samenspraak", "evaluer"),
)


def _norms() -> list[Norm]:
    return list(the_register().norms.values())


def _versions() -> Iterator[tuple[Norm, Version]]:
    return ((norm, version) for norm in _norms() for version in norm.versions)


@lru_cache(maxsize=1)
def _ids() -> tuple[str, ...]:
    return tuple((HERE / "norm_ids.txt").read_text(encoding="utf-8").split())


def test_every_norm_of_the_list_is_there_and_none_besides() -> None:
    assert len(_ids()) == 174
    assert set(the_register().norms) == set(_ids())


def test_every_scenario_holds_and_every_norm_has_those_it_needs() -> None:
    report = run_scenarios(the_register())
    assert report.problems == ()
    assert report.norms - report.conditional == 54


def test_a_scenario_that_names_a_day_of_a_term_is_there_for_every_term_that_has_one() -> None:
    dated = {n.id for n in _norms() for s in n.scenarios if s.deadline is not None}
    computed = {norm.id for norm, v in _versions() if v.deadline and v.deadline.after and v.deadline.term}
    assert computed - dated == set()


@pytest.mark.parametrize("norm", _norms(), ids=lambda norm: norm.id)
def test_the_plain_words_are_short_and_free_of_jargon(norm: Norm) -> None:
    for text in {norm.plain, *(version.plain for version in norm.versions)}:
        sentences = re.split(r"(?<=[.?!])\s+", text)
        assert len(sentences) <= MOST_SENTENCES, text
        assert max(len(sentence.split()) for sentence in sentences) <= MOST_WORDS, text
        assert [word for word in JARGON if word in text.lower()] == [], text


@pytest.mark.parametrize("norm", _norms(), ids=lambda norm: norm.id)
def test_the_plain_words_speak_to_the_client(norm: Norm) -> None:
    commands = re.compile(r"\b(u|uw)\b|^(geef|vertel|vraag|zorg|doe|werk|kom) ", re.IGNORECASE)
    for text in {norm.plain, *(version.plain for version in norm.versions)} - {""}:
        assert commands.search(text), text


def test_nobody_is_said_to_have_checked_what_nobody_checked() -> None:
    assert [n.id for n in _norms() if n.checked or n.plain_checked] == []


def test_the_practice_of_2008_never_applies_in_2026() -> None:
    for norm in _norms():
        if norm.regimes != ("WW08",):
            continue
        assert norm.certainty == "S"
        assert all(v.end is not None and v.end <= date(2009, 1, 1) for v in norm.versions)
        for scenario in norm.scenarios:
            assert _one(norm, told_in(scenario, the_register()), IN_2026).applies == "no"


def test_every_declared_fact_is_used_and_health_is_marked_where_it_is_used_only() -> None:
    facts = the_register().facts
    used = {norm.id: {f for v in norm.versions for f in facts_of(v)} for norm in _norms()}
    assert set().union(*used.values()) == set(facts)
    special = {name for name, fact in facts.items() if fact.category == "special"}
    assert {n.id for n in _norms() if n.uses_health} == {
        id_ for id_, names in used.items() if names & special
    }


def test_a_warning_is_allowed_only_where_a_statute_says_so() -> None:
    assert {norm.id for norm in _norms() if norm.versions[-1].is_warning_allowed} == WARNED
    citizens = [n for n in _norms() if n.consequences and n.addressees == ("citizen",) and n.id != "BW-660a"]
    assert all(norm.versions[-1].is_warning_allowed is not None for norm in citizens)


def test_too_few_applications_could_not_be_answered_with_a_warning_in_2007() -> None:
    norm = the_register().norms["WW-24-1-b1"]
    warned = [version.is_warning_allowed for version in norm.versions]
    assert warned == [False, True]


def test_a_text_of_another_day_never_counts_as_read_in_2026() -> None:
    for norm, version in _versions():
        if version.end is not None and version.end <= date(2015, 1, 1):
            assert version.certainty != "A", norm.id


def test_announced_law_is_never_certain_and_names_its_source() -> None:
    announced = [(norm.id, version) for norm, version in _versions() if version.is_announced]
    assert {id_ for id_, v in announced if v.start} == {"PW-9-1-c", "PW-9-2", "PW-31-2-n"}
    assert {id_ for id_, v in announced if not v.start} == {"PW-18a-1", "WW-27-6", "WW-27a"}
    assert all(v.certainty == "C" and v.announced_source and v.note for _, v in announced)
    assert all(v.start is None or v.start > IN_2026 for _, v in announced)


def test_a_change_of_2027_is_nowhere_before_its_day_and_nowhere_unasked() -> None:
    for norm, version in _versions():
        if version.is_announced:
            assert norm.version_on(IN_2026, announced=True) != version
            assert norm.version_on(IN_2027) != version


def test_versions_follow_each_other_without_a_gap() -> None:
    for norm in _norms():
        enacted = [v for v in norm.versions if not v.is_announced]
        assert [v.end for v in enacted[:-1]] == [v.start for v in enacted[1:]], norm.id


def test_regulations_have_both_dates_in_order_where_they_are_known() -> None:
    regulations = the_register().regulations
    for regulation in regulations.values():
        if regulation.adopted and regulation.in_force:
            assert regulation.adopted <= regulation.in_force, regulation.id
    for id_, year in FOUNDING_ACTS.items():
        found = regulations[id_]
        assert found.adopted is not None
        assert found.in_force is not None
        assert found.in_force.year == year


def test_the_poortwachter_act_was_adopted_the_year_before_it_came_into_force() -> None:
    act = the_register().regulations["poortwachter"]
    assert (act.adopted, act.in_force) == (date(2001, 11, 29), date(2002, 4, 1))


def test_a_norm_cites_its_regulation_by_the_name_of_the_day() -> None:
    norm, pw = the_register().norms["PW-9-1-a"], the_register().regulations["BWBR0015703"]
    assert [pw.short_on(day) for day in (IN_2007, IN_2026)] == ["WWB", "PW"]
    assert norm.versions[0].sources[0].regulation == norm.versions[-1].sources[0].regulation == pw.id


def test_no_version_begins_before_its_regulation_where_that_day_is_known() -> None:
    regulations = the_register().regulations
    for norm, version in _versions():
        days = [day for source in version.sources if (day := regulations[source.regulation].in_force)]
        if days and version.start and not version.is_announced:
            assert max(days) <= version.start, norm.id


def _one(norm: Norm, facts: FactSet, on: date, *, announced: bool = False) -> Finding:
    place = list(the_register().norms).index(norm.id)
    return the_evaluator().check(facts, on, announced=announced)[place]


def _of(name: str, on: date, *, announced: bool = False) -> dict[str, Finding]:
    register: Register = the_register()
    evaluator: Evaluator = the_evaluator()
    facts = gather(read_facts(HERE / "facts" / f"{name}.json", register), register)
    return {found.norm.id: found for found in evaluator.check(facts, on, announced=announced)}


def _articles(found: Finding) -> list[str]:
    assert found.version is not None
    register, sources = the_register(), found.version.sources
    return [f"{register.regulations[s.regulation].short} {s.article}".strip() for s in sources]


def _applying(found: dict[str, Finding]) -> set[str]:
    return {id_ for id_, one in found.items() if one.applies == "yes"}


def test_a_jobseeker_of_2007_has_the_practice_of_then_and_loses_it() -> None:
    then, now = _of("jobseeker_of_2007", IN_2007), _of("jobseeker_of_2007", IN_2026)
    old = {"PWT-1", "PWT-2", "SA-12", "DIENST-MON", "BS-4.2", "SUWI-30c-1", "SUWI-30c-2"}
    old |= {"SUWI-30a-4", "SUWI-30a-5", "SUWI-30a-6", "SUWI-30a-9"}
    assert _applying(then) - _applying(now) == old
    assert then["SA-12"].deadline == date(2007, 9, 4)
    assert then["DIENST-MON"].deadline == date(2007, 7, 2)
    assert _articles(then["PWT-1"]) == ["Diensten 2008 noot 4"]
    assert now["SA-12"].state == "outside_validity"


def test_a_trial_placement_under_the_ww_was_half_as_long_then() -> None:
    then, now = _of("jobseeker_of_2007", IN_2007), _of("jobseeker_of_2007", IN_2026)
    days = [found["WW-76a"].deadline for found in (then, now)]
    assert days == [date(2007, 8, 14), date(2007, 11, 14)]


def test_who_must_help_with_a_plan_had_a_plan_made_in_2007_and_has_no_counterpart_in_2026() -> None:
    """A citizen's duty without the institution's: WW 26 lid 1 k against SUWI 30a."""
    then, now = _of("jobseeker_of_2007", IN_2007), _of("jobseeker_of_2007", IN_2026)
    assert {"WW-26-1-k", "SUWI-30a-4"} <= _applying(then)
    assert {"WW-26-1-k", "SUWI-30a-4"} & _applying(now) == {"WW-26-1-k"}
    assert now["SUWI-30a-4"].state == "other_regime"


def test_the_lowering_of_assistance_rests_on_another_paragraph_now() -> None:
    then, now = _of("on_assistance", IN_2007), _of("on_assistance", IN_2026)
    assert {"PW-18-2", "PW-18-5"} & _applying(then) == {"PW-18-2"}
    assert {"PW-18-2", "PW-18-5"} & _applying(now) == {"PW-18-5"}
    assert now["PW-18-5"].version is not None
    assert [(s.article, s.paragraph) for s in now["PW-18-5"].version.sources] == [("18", "4-5")]


def test_who_is_under_27_waits_four_weeks_now_and_was_helped_at_once_then() -> None:
    then, now = _of("youth_on_assistance", IN_2007), _of("youth_on_assistance", IN_2026)
    assert "PW-7-1-a" in _applying(then)
    assert "PW-41-4" not in _applying(then)
    assert "PW-7-1-a" not in _applying(now)
    assert "PW-41-4" in _applying(now)
    assert (now["PW-41-4"].state, now["PW-41-4"].deadline) == ("waiting", date(2026, 11, 30))
    assert _articles(now["PW-41-4"]) == ["PW 41"]


def test_the_service_in_return_ends_by_announced_law_only_when_it_is_asked_for() -> None:
    now, later = _of("on_assistance", IN_2026), _of("on_assistance", IN_2027)
    announced = _of("on_assistance", IN_2027, announced=True)
    assert _applying(now) == _applying(later)
    assert _applying(later) - _applying(announced) == {"PW-9-1-c"}
    assert _articles(announced["PW-9-1-c"]) == ["PW in balans I"]
    changed = {id_ for id_, found in announced.items() if found.version != later[id_].version}
    assert changed == {"PW-9-1-c", "PW-9-2", "PW-31-2-n"}


def test_an_ill_employee_has_a_plan_after_eight_weeks_and_a_report_after_ninety_one() -> None:
    now = _of("ill_employee", IN_2026)
    assert now["RP-2"].deadline == date(2026, 10, 19)
    assert now["BW-658a-3"].deadline == date(2026, 11, 2)
    assert now["WIA-25-3"].deadline == date(2028, 6, 5)


def test_the_report_of_an_ill_employee_was_due_two_weeks_earlier_in_2007() -> None:
    then, now = _of("ill_employee", IN_2007), _of("ill_employee", IN_2026)
    found = [one["WIA-25-3"].deadline for one in (then, now)]
    assert found == [date(2028, 5, 22), date(2028, 6, 5)]


def test_an_offence_of_category_3_gets_no_other_category() -> None:
    now = _of("jobseeker_of_2026", IN_2026)
    assert {id_ for id_ in _applying(now) if id_.startswith("MB-2")} == {"MB-2-c"}
    assert "WW-27-2" not in _applying(now)
    assert "WW-27-3" in _applying(now)
