"""The bench of matching holds the index against the definition, on its own population."""

from __future__ import annotations

from schakel.employers.matching.client_index import ClientIndex
from tests.performance.bench_matching import TOP, compare
from tests.performance.matching_population import clients, vacancies, world


def test_index_and_definition_agree_on_a_made_up_population() -> None:
    of = world(None)
    people, work = clients(of, 3_000), vacancies(of, 20)
    found = ClientIndex(people, of.vocabulary, of.policy).search(work, TOP)
    assert compare(found, of, people, work) == 0
    assert (found.numbers >= 0).any()
