"""The bench of matching holds the index against the definition, on its own population."""

from __future__ import annotations

from schakel.employers.matching.client_index import ClientIndex
from tests.performance import bench_matching_both_ways, bench_matching_growth
from tests.performance.bench_matching import TOP, compare
from tests.performance.matching_population import clients, vacancies, world


def test_index_and_definition_agree_on_a_made_up_population() -> None:
    of = world(None)
    people, work = clients(of, 3_000), vacancies(of, 20)
    found = ClientIndex(people, of.vocabulary, of.policy).search(work, TOP)
    assert compare(found, of, people, work) == 0
    assert (found.numbers >= 0).any()


def test_growth_tells_three_sizes_and_the_bytes_of_each_and_draws_them(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("BENCH_CLIENTS", "3000")
    monkeypatch.setenv("BENCH_PLOT", str(tmp_path / "growth.svg"))
    line = bench_matching_growth.run(None)
    assert [each["clients"] for each in line["sizes"]] == [30, 300, 3_000]
    touched = [each["bytes_touched"] for each in line["sizes"]]
    assert touched == sorted(touched)
    assert touched[0] > 0
    drawn = (tmp_path / "growth.svg").read_text(encoding="utf-8")
    assert all(f"{count} clients" in drawn for count in ("30", "300", "3,000"))
    assert drawn.count("<circle") == 6


def test_both_ways_says_from_how_many_queries_it_was_extrapolated(monkeypatch) -> None:
    for name, number in (("CLIENTS", "2000"), ("VACANCIES", "400"), ("QUERIES", "50")):
        monkeypatch.setenv(f"BENCH_{name}", number)
    line = bench_matching_both_ways.run(None)
    assert line["extrapolated_from"] == {"vacancies": 50, "clients": 50}
    assert (line["n"], line["differing_answers"]) == (400, 0)
    assert "from 50 queries" in line["unit"]
