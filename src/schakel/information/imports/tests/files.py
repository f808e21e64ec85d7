"""Client files for tests: fictional people whose BSNs are in the test series."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import answer_join_request
from schakel.ground.dossiers.queries.join_requests import asked_of_actor
from schakel.information.imports.actions import apply_chunk, preview_import, take_in_agreed
from schakel.information.imports.models import ImportRun
from schakel.information.imports.queries import Progress, progress_of
from tests.world import Person

HEADERS = (
    "achternaam;tussenvoegsel;voornaam;geboortedatum;bsn;cliëntnummer;plaats;telefoon;e-mail;laatste beroep;"
    "regeling;begindatum;einddatum;uren;verantwoordelijke;team"
)
NAMES = ("Aarts", "Berg", "Çelik", "Dijkstra", "El Idrissi", "Faber", "Groot", "Hendriks", "Ivanov", "Jonge")


def bsns() -> Iterator[str]:
    """All valid BSNs of the test series, in order."""
    for number in range(999_000_000, 1_000_000_000):
        digits = [int(digit) for digit in str(number)]
        total = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits[:8], strict=True))
        if (total - digits[8]) % 11 == 0:
            yield str(number)


def row(place: int, bsn: str = "", **values: str) -> str:
    """One line of a file; place makes the person another one."""
    cells = {
        "achternaam": f"{NAMES[place % len(NAMES)]}{place}",
        "voornaam": "Amina",
        "geboortedatum": f"{1 + place % 28}-{1 + place % 12}-{1960 + place % 40}",
        "bsn": bsn,
        "cliëntnummer": f"K{place:06d}",
    } | values
    return ";".join(cells.get(name, "") for name in HEADERS.split(";"))


def file_of(*lines: str) -> bytes:
    """A whole file."""
    return "\n".join((HEADERS, *lines)).encode()


def people_file(count: int, *, start: int = 0, **values: str) -> bytes:
    """A file with that many people; every third has no BSN."""
    places, numbers = range(start + count), bsns()
    found = ["" if place % 3 == 2 else next(numbers) for place in places]
    lines = [row(place, found[place], **values) for place in places[start:]]
    return file_of(*lines)


def previewed(person: Person, organisation_id: UUID, content: bytes, **more: object) -> UUID:
    """A previewed run of that person."""
    with person.at_work(Purpose.INTAKE) as actor:
        return preview_import(
            actor=actor, organisation_id=organisation_id, file_name="klanten.csv", content=content, **more
        )


def applied(person: Person, organisation_id: UUID, run_id: UUID) -> list[int]:
    """The sizes of the chunks until the run was finished."""
    sizes = []
    while not sizes or sizes[-1]:
        with person.at_work(Purpose.INTAKE) as actor:
            sizes.append(apply_chunk(actor=actor, organisation_id=organisation_id, run_id=run_id))
    return sizes


def imported(person: Person, organisation_id: UUID, content: bytes, **more: object) -> Progress:
    """A file taken in whole, and what became of its rows."""
    run_id = previewed(person, organisation_id, content, **more)
    applied(person, organisation_id, run_id)
    return progress(person, run_id)


def answered(guide: Person, *, is_accepted: bool = True) -> int:
    """Everything that waits for an answer of that person gets one; returns how many."""
    with guide.at_work() as actor:
        waiting = asked_of_actor(actor)
        for one in waiting:
            on = {"dossier_id": one.dossier_id, "request_id": one.pk, "because": "wij spreken het af"}
            answer_join_request(actor=actor, **on, is_accepted=is_accepted)
    return len(waiting)


def joined(person: Person, organisation_id: UUID, content: bytes, guide: Person) -> UUID:
    """A file taken in whole, and after a yes of that guide what it says of their clients; returns the run."""
    run_id = previewed(person, organisation_id, content)
    applied(person, organisation_id, run_id)
    assert answered(guide)
    with person.at_work(Purpose.INTAKE) as actor:
        take_in_agreed(actor=actor, organisation_id=organisation_id, run_id=run_id)
    return run_id


def progress(person: Person, run_id: UUID) -> Progress:
    """How far a run is."""
    with person.at_work(Purpose.INTAKE):
        return progress_of(ImportRun.objects.get(pk=run_id))


def outcomes(found: Progress) -> dict[str, int]:
    """The outcomes that occur."""
    return {outcome: count for outcome, count in found.outcomes.items() if count}
