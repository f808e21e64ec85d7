"""A file as large as a real one: fictional people whose last occupations are titles of real vacancies."""

from __future__ import annotations

import json
import sys
import time
from argparse import ArgumentParser
from itertools import islice
from pathlib import Path

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose
from schakel.ground.kernel.actors import as_actor
from schakel.ground.vocabulary.actions import load_vocabulary
from schakel.ground.vocabulary.queries import suggest
from schakel.ground.vocabulary.sources import discover
from schakel.information.imports.command import add_arguments, run
from schakel.information.imports.tests.files import bsns, file_of, row
from schakel.jobseekers.profile.models import LastOccupation
from tests.shared import shared
from tests.world import World

pytestmark = [pytest.mark.long, pytest.mark.django_db(databases=["default", "owner"])]

TITLES = ("data", "melo_nl", "nld_q_nl_c_nl", "queries.tsv")


def people_with(titles: list[str]) -> bytes:
    """Two of three have a BSN; the delimiter is not the one that titles hold."""
    numbers = list(islice(bsns(), len(titles)))
    lines = [
        row(
            place,
            "" if place % 3 == 2 else numbers[place],
            regeling="WW",
            begindatum="1-9-2026",
            einddatum="28-2-2027",
            uren="32",
            telefoon="0600000001",
            **{"laatste beroep": f'"{title}"'},
        )
        for place, title in enumerate(titles)
    ]
    return file_of(*lines)


def take_in(path: Path, username: str, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    parser = ArgumentParser()
    add_arguments(parser)
    started = time.perf_counter()
    code = run(parser.parse_args(["clients", str(path), "--as", username, "--json"]))
    result: dict[str, object] = json.loads(capsys.readouterr().out)
    return result | {"code": code, "took": time.perf_counter() - started}


def test_a_file_with_every_real_title_is_taken_in_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = shared(*TITLES).read_text(encoding="utf-8").splitlines()
    titles = [line.partition("\t")[2].replace('"', "") for line in lines]
    world, sources = World(), discover(shared("data"))
    with as_actor(system_actor(), Purpose.ADMINISTRATION.value) as context:
        load_vocabulary(actor=context.actor, concepts=sources.concepts(), mappings=sources.mappings())
        suggest(["kok"])
    path = tmp_path / "klanten.csv"
    path.write_bytes(people_with(titles))
    first = take_in(path, world.uwv_office.username, capsys)
    again = take_in(path, world.uwv_office.username, capsys)
    crossed = take_in(path, world.city_office.username, capsys)
    with world.marloes.at_work():
        noted = list(LastOccupation.objects.values_list("suggestions", flat=True))
    with capsys.disabled():
        linked = sum(1 for found in noted if found)
        times = ", ".join(f"{result['took']:.1f} s" for result in (first, again, crossed))
        sys.stderr.write(
            f"\n{len(titles)} rows, first / again / other organisation: {times}; {linked} with suggestions\n"
        )
    known = sum(1 for place in range(len(titles)) if place % 3 != 2)
    assert (first["code"], first["applied"], len(noted)) == (0, len(titles), len(titles))
    assert again["outcomes"] == first["outcomes"] | {"new": 0, "same": len(titles)}  # type: ignore[operator]
    assert crossed["outcomes"]["asked"] == known  # type: ignore[index]
