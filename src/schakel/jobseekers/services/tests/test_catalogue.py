"""The catalogue: complete, meaning what its examples show, and refused with a place when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.config.cli import main
from schakel.ground.norms.engine.fact_sets import FactSet
from schakel.ground.norms.registers import the_register
from schakel.jobseekers.services.catalogue.checking import differences
from schakel.jobseekers.services.catalogue.judging import judge
from schakel.jobseekers.services.catalogue.loading import CatalogueError, facts_used, load_presets
from schakel.jobseekers.services.catalogue.model import Catalogue, Service
from schakel.jobseekers.services.catalogue.shelf import FOLDER, the_catalogue

ONE = """
preset: proef
label: Proef
edition: "1"
source: verzonnen
from: 2026-01-01
services:
  - key: hulp
    name: Hulp
    goal: Helpen.
    target: Iedereen.
    how: own
    decider: uwv
    payer: nobody
    guide: uwv
    owner: uwv
    schemes: [WW]
    norms: [SUWI-30a-1]
    content: guidance
    act: factual
    rungs: [4, 6]
    rules:
      - {key: zelf, text: Kan zelf zoeken., when: {fact: zelfredzaam, is: true}}
    examples:
      - {name: wel, schemes: [WW], outcome: "yes", facts: {zelfredzaam: true}}
      - {name: niet, schemes: [WW], outcome: unless, facts: {zelfredzaam: false}}
"""


def load(folder: Path, text: str) -> Catalogue:
    path = folder / "proef.yaml"
    path.write_text(text, encoding="utf-8")
    return load_presets([path], FOLDER / "facts.yaml", the_register())


def lines(folder: Path, text: str) -> str:
    with pytest.raises(CatalogueError) as refused:
        load(folder, text)
    return "\n".join(refused.value.lines)


def test_all_eighteen_services_of_2008_are_there_until_their_end() -> None:
    preset = the_catalogue().presets["ww-2008"]
    own = [one for one in preset.services.values() if not one.is_bought]
    assert len(preset.services) == 18
    assert len(own) == 8
    assert all(one.end is not None for one in preset.services.values())


def test_the_services_of_2026_are_more_than_twenty_and_rest_on_norms() -> None:
    services = the_catalogue().presets["services-2026"].services.values()
    assert len(services) >= 20
    assert sum(bool(one.all_norms) for one in services) >= 20


@pytest.mark.parametrize("key", sorted(the_catalogue().services))
def test_each_service_has_somebody_who_fits_and_somebody_who_does_not(key: str) -> None:
    outcomes = {example.outcome for example in the_catalogue().services[key].examples}
    assert "yes" in outcomes
    assert outcomes & {"no", "unless"}


def test_every_example_comes_out_as_it_says() -> None:
    assert differences(the_catalogue()) == []


def test_nothing_is_judged_by_origin() -> None:
    used = {name for one in the_catalogue().services.values() for name in facts_used(one)}
    assert not {name for name in used if "afkomst" in name or "herkomst" in name or "geboorteland" in name}
    past = the_catalogue().services["ww08-traject"].past_targets
    assert any("afkomst" in text for text in past)


def test_where_the_cwi_decides_and_uwv_pays_these_are_two_parties() -> None:
    step = the_catalogue().services["ww08-opstapje"]
    assert (step.decider, step.payer, step.guide) == ("cwi", "uwv", "cwi")


def test_who_fits_by_everything_but_one_rule_almost_fits() -> None:
    service = the_catalogue().services["intensieve-begeleiding"]
    facts = {"zelfredzaam": True, "bemiddelbaar": False, "komt_na": True}
    found = judge(service, FactSet(facts, frozenset({"WW"})), the_catalogue().register)
    assert found.is_almost
    assert [one.rule.key for one in found.failing] == ["meteen"]


def test_without_a_known_scheme_the_answer_waits_for_it() -> None:
    service = the_catalogue().services["deeltijd-ww"]
    found = judge(service, FactSet({"uren_ww": 8, "werkt_niet_hele_week": True}), the_catalogue().register)
    assert found.verdict == "unknown"
    assert found.missing == ("regimes",)


_SERVICES = [one for _key, one in sorted(the_catalogue().services.items())]
_YES_NO = sorted({name for one in _SERVICES for name in facts_used(one)} - {"trede", "fase", "leeftijd"})


@given(
    st.sampled_from(_SERVICES),
    st.dictionaries(st.sampled_from(_YES_NO), st.booleans()),
    st.dictionaries(st.sampled_from(_YES_NO), st.booleans()),
)
def test_a_yes_or_a_no_never_changes_when_more_becomes_known(
    service: Service, some: dict[str, bool], more: dict[str, bool]
) -> None:
    some = {name: value for name, value in some.items() if not name.startswith(("maanden", "uren"))}
    more = {name: value for name, value in more.items() if not name.startswith(("maanden", "uren"))}
    schemes, register = frozenset({"WW"}), the_catalogue().register
    before = judge(service, FactSet(some, schemes), register).verdict
    after = judge(service, FactSet({**more, **some}, schemes), register).verdict
    assert before not in {"yes", "no"} or after == before


def test_the_layout_of_a_file_does_not_change_its_hash(tmp_path: Path) -> None:
    assert load(tmp_path, ONE).digest == load(tmp_path, f"# anders\n{ONE}").digest
    assert load(tmp_path, ONE).digest != load(tmp_path, ONE.replace("Helpen.", "Anders.")).digest


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("    how: own", "    how: borrowed", "proef.yaml:12: how is borrowed"),
        ("norms: [SUWI-30a-1]", "norms: [X-1]", "proef.yaml:18: norm X-1 staat niet in het normenregister"),
        ("schemes: [WW]\n    norms", "schemes: [WWX]\n    norms", "schemes: WWX is hier geen bekend woord"),
        ("rungs: [4, 6]", "rungs: [6, 4]", "proef.yaml:21: rungs zijn twee treden"),
        ("fact: zelfredzaam", "fact: huidskleur", "huidskleur is geen bekend gegeven"),
        ("is: true}}", "is: 3}}", "zelfredzaam is true of false"),
        ("outcome: unless", 'outcome: "yes"', "er is geen voorbeeld van iemand die niet in aanmerking komt"),
        ("    goal: Helpen.", "    gaol: Helpen.", "gaol is hier geen bekende sleutel"),
        ("from: 2026-01-01", "from: gisteren", "from moet een datum zijn"),
        ("key: hulp", "key: Hulp!", "key bestaat uit hoogstens 60 kleine letters"),
        ("    act: factual", "    act: factual\n    term: P4Q", "P4Q is geen termijn"),
        ("    act: factual", "    act: factual\n    price: {amount: -1}", "amount is een bedrag"),
        ("    rules:", "    rules: {", "geen leesbare YAML"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_line_and_reason(
    tmp_path: Path, was: str, becomes: str, said: str
) -> None:
    assert was in ONE
    assert said in lines(tmp_path, ONE.replace(was, becomes, 1))


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert "het bestand is leeg" in lines(tmp_path, "")


def test_the_command_checks_the_catalogue_and_names_an_example_that_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["services", "check"]) == 0
    path = tmp_path / "proef.yaml"
    path.write_text(
        ONE.replace("facts: {zelfredzaam: true}", "facts: {zelfredzaam: false}"), encoding="utf-8"
    )
    assert main(["services", "check", str(path)]) == 1
    assert "hulp, wel: verwacht yes, gevonden unless" in capsys.readouterr().err
