"""What is wrong with a row, field by field, in sentences that say what to do."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from schakel.ground.dossiers.actions import Responsible
from schakel.information.imports.days import as_date
from schakel.information.imports.entries import entry_of
from schakel.information.imports.people import People
from schakel.information.imports.types import Entry

BERT, OTHER = Responsible(membership_id=uuid4()), Responsible(membership_id=uuid4())
QUEUE = Responsible(team_id=uuid4())
PEOPLE = People({"bert": (BERT,), "jan jansen": (BERT, OTHER)}, {"team werk": QUEUE}, QUEUE)


def entry(**values: str) -> Entry:
    return entry_of(2, {"family_name": "Aarts", "client_number": "K1"} | values, PEOPLE)


@pytest.mark.parametrize("text", ["2026-02-03", "3-2-2026", "03-02-2026", "3/2/2026", "3.2.2026"])
def test_dates_are_read_as_people_write_them(text: str) -> None:
    assert as_date(text) == date(2026, 2, 3)


@pytest.mark.parametrize(
    ("values", "start"),
    [
        ({"family_name": ""}, "Achternaam: ontbreekt"),
        ({"family_name": "x" * 81}, "Achternaam: 81 tekens is te lang"),
        ({"family_name": "\ufdfa" * 80}, "Achternaam: met het tussenvoegsel"),
        ({"client_number": ""}, "BSN en cliëntnummer: ontbreken beide"),
        ({"bsn": "12345678"}, "BSN: Dit nummer telt 8 cijfers"),
        ({"bsn": "999999999"}, "BSN: Dit nummer kan geen BSN zijn"),
        ({"bsn": "111222333"}, "BSN: Alleen BSN's uit de testreeks"),
        ({"birth_date": "31-2-1980"}, "Geboortedatum: dit is geen datum"),
        ({"birth_date": "1-1-2999"}, "Geboortedatum: ligt vóór 1900 of in de toekomst"),
        ({"email": "geen adres"}, "E-mail: dit is geen e-mailadres"),
        ({"phone": "bel mij"}, "Telefoon: een nummer heeft alleen cijfers"),
        ({"regime": "AOW", "valid_from": "1-1-2026"}, "Regeling: kent Schakel niet"),
        ({"regime": "WW"}, "Begindatum: ontbreekt"),
        ({"valid_from": "1-1-2026"}, "Regeling: ontbreekt"),
        ({"regime": "WW", "valid_from": "2-1-2026", "valid_to": "1-1-2026"}, "Einddatum: ligt vóór"),
        ({"regime": "WW", "valid_from": "2-1-2026", "hours": "inf"}, "Uren: schrijf hele uren"),
        ({"responsible": "Niemand"}, "Verantwoordelijke: werkt niet bij uw organisatie"),
        ({"responsible": "Jan Jansen"}, "Verantwoordelijke: deze naam hebben meer medewerkers"),
        ({"team": "Team Onbekend"}, "Team: heeft uw organisatie niet"),
    ],
)
def test_a_wrong_field_gets_its_own_sentence(values: dict[str, str], start: str) -> None:
    assert [problem for problem in entry(**values).problems if problem.startswith(start)]


def test_no_sentence_repeats_what_stood_in_the_cell() -> None:
    found = entry(
        bsn="abc-geheim", email="geheim", birth_date="geheim", responsible="geheim", regime="geheim"
    )
    assert "geheim" not in " ".join(found.problems)


def test_a_prefix_in_its_own_column_belongs_to_the_name() -> None:
    assert entry(prefix="van der", family_name="Berg").client.family_name == "van der Berg"
    assert entry(prefix="van der", family_name="van der Berg").client.family_name == "van der Berg"


def test_a_person_goes_before_a_team_and_a_team_before_the_default() -> None:
    assert entry(responsible="bert", team="Team Werk").responsible == BERT
    assert entry(responsible="Team Werk").responsible == QUEUE
    assert entry().responsible == QUEUE


def test_whole_hours_may_have_a_comma() -> None:
    right = entry(regime="bijstand", valid_from="1-1-2026", hours="24,0").client.entitlement
    assert right is not None
    assert (right.regime, right.hours_per_week) == ("participatiewet", 24)
