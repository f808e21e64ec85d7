"""The register says of each norm what the legal research listed: whom, about what, how, where and when."""

from __future__ import annotations

import re
from functools import lru_cache

from schakel.ground.norms.engine.checking import facts_of
from schakel.ground.norms.engine.model import Norm, Version
from schakel.ground.norms.engine.terms import Term
from schakel.ground.norms.registers import the_register
from tests.shared import shared

LIST = ("knowledge", "norms.psv")
MODES = {"plicht": "duty", "verbod": "prohibition", "bevoegdheid": "power"}
MODES |= {"aanspraak": "claim", "definitie": "definition"}
ADDRESSEES = {"burger": "citizen", "raad": "council", "werkgever": "employer", "rib": "provider"}
ADDRESSEES |= {
    "bestuursorgaan": "authority",
    "verwerkingsverantwoordelijke": "controller",
    "ieder": "everyone",
}
READ_LATER = {"WW-26-1-m", "WW-76a", "SUWI-30a-4", "SUWI-30a-5", "SUWI-30a-6", "SUWI-30d", "PW-52-1"}
"""Norms whose text of 2007 the list didn't have: found later in WWB, WW and SUWI of that year."""
UNITS = {"d": "days", "w": "weeks", "m": "months", "wd": "working_days"}


@lru_cache(maxsize=1)
def _rows() -> dict[str, list[str]]:
    lines = shared(*LIST).read_text(encoding="utf-8").splitlines()
    rows = (line.split("|") for line in lines if not line.startswith("#"))
    return {row[0]: row for row in rows}


def _norm(id_: str) -> Norm:
    return the_register().norms[id_]


def _today(norm: Norm) -> Version:
    return [version for version in norm.versions if not version.is_announced][-1]


def test_scheme_addressee_subject_mode_and_certainty_are_those_of_the_list() -> None:
    for id_, row in _rows().items():
        norm = _norm(id_)
        addressees = [ADDRESSEES.get(word, word) for word in row[2].split("/")]
        listed = (row[1].split(","), addressees, row[3], MODES[row[4]], row[11])
        found = (list(norm.regimes), list(norm.addressees), norm.subject, norm.mode, norm.certainty)
        assert found == listed, id_


def test_every_article_of_today_is_cited() -> None:
    for id_, row in _rows().items():
        if row[6] == "-":
            continue
        article = re.search(r"\d+[\d:.a-z-]*", re.sub(r"^\S*2021 ", "", row[6]))
        assert article is not None
        cited = [source.article for source in _today(_norm(id_)).sources]
        assert article[0].rstrip("-") in cited or cited[0].startswith(article[0].split("-")[0]), id_


def test_the_norms_of_both_eras_have_a_text_that_held_in_2007() -> None:
    for id_, row in _rows().items():
        is_unsourced = row[7] == "-" or "ander stelsel" in row[7] or "elders" in row[7] or "2014" in row[7]
        starts = [v.start for v in _norm(id_).versions if v.start]
        is_late = is_unsourced and id_ not in READ_LATER
        assert (min(starts).year > 2008) is is_late, id_


def test_the_conditions_use_the_facts_of_the_list() -> None:
    for id_, row in _rows().items():
        listed = {term.split()[0] for term in row[8].split(" & ")} - {"-"}
        version = _today(_norm(id_))
        assert listed <= facts_of(version), id_
        assert (version.when is None) is (not listed), id_


def test_the_terms_are_those_of_the_list() -> None:
    for id_, row in _rows().items():
        term = re.match(r"(\w+)\+(\d+)(wd|w|m|d)", row[9])
        deadline = _today(_norm(id_)).deadline
        if term:
            assert deadline is not None, id_
            assert (deadline.after, deadline.term) == (term[1], Term(int(term[2]), UNITS[term[3]])), id_
        elif row[9] == "-":
            assert deadline is None, id_
        else:
            assert deadline is not None, id_
