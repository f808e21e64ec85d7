"""The benchmarks of the norms measure what they say: equal answers, and every person counted once."""

from __future__ import annotations

import cel

from schakel.ground.norms.engine.evaluating import Evaluator
from tests.performance import bench_norms, bench_norms_population
from tests.performance.norm_people import ON, people, register


def test_the_rule_language_answers_as_the_evaluator_does() -> None:
    found = register()
    valid = [norm for norm in found.norms.values() if norm.version_on(ON) is not None]
    programs = [cel.compile(bench_norms.expression(norm, found)) for norm in valid]
    whole = list(people(found, 0, 60, told=1.0))
    contexts = [bench_norms.context(facts, found) for facts in whole]
    assert bench_norms.compare(Evaluator(found), programs, valid, whole, contexts) == 0


def test_a_block_of_the_population_counts_each_norm_once_per_person() -> None:
    _process, _peak, tally = bench_norms_population._judge((100, 25))
    assert {sum(counts[:3]) for counts in tally} == {25}
