"""Figures of the labour market of the invented region: made up, and said to be so with every figure."""

from __future__ import annotations

from datetime import date, timedelta

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.jobseekers.diagnosis.actions import load_market
from schakel.jobseekers.diagnosis.market_file import COLUMNS, read_market
from schakel.simulation.demo.casting import Cast

SOURCE = "Verzonnen cijfers voor de demonstratie"
_HERE, _THERE = "AM99;Oosterwaard", "AM98;Westerwaard"
_RECENT = (
    f"{_HERE};751;Bakkers, slagers en andere voedingsberoepen;38;2,1;9,5",
    f"{_THERE};751;Bakkers, slagers en andere voedingsberoepen;21;;11",
    f"{_HERE};42;Medewerkers met klantcontact;145;1,4;",
    f"{_HERE};712;Bouwvakkers, afbouw;64;3,8;5,5",
    f"{_HERE};432;Logistieke medewerkers;210;1,9;8",
    f"{_HERE};522;Winkelpersoneel;175;1,2;12,5",
    f"{_HERE};833;Vrachtwagen- en buschauffeurs;90;2,6;7",
)
_OLD = (
    f"{_HERE};723;Monteurs van machines;52;3,1;6",
    f"{_HERE};512;Koks;77;2,7;",
)


def tell_of_the_market(cast: Cast, today: date) -> None:
    """A quarter that just passed, and one of two years ago that is old by now, at both organisations."""
    text = "\n".join([";".join(COLUMNS), *_lines(_RECENT, today, 120), *_lines(_OLD, today, 820)])
    for username in ("ada", "ulla"):
        with as_actor(cast.actors[username], Purpose.ADMINISTRATION.value) as context:
            read = read_market(text, clock.today())
            actor = context.actor
            load_market(actor=actor, organisation_id=actor.employer_id, rows=read.rows)


def _lines(rows: tuple[str, ...], today: date, days: int) -> list[str]:
    first = today - timedelta(days=days)
    last = first + timedelta(days=90)
    return [f"{SOURCE};{last + timedelta(days=10)};{first};{last};{row}" for row in rows]
