"""The tab with a diagnosis as a browser gets it: one concluded and one under way, with what is beside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tests.performance.bench_dossier_page import coaches, median, p95, statements_of
from tests.performance.serving import Browser, server
from tests.performance.snapshot import snapshot
from tests.performance.stage import machine

if TYPE_CHECKING:
    from schakel.ground.kernel.actors import Actor

WARM, ASKED = 30, 300
FILLED = 12
"""Dossiers of one coach that get their diagnoses, in turn asked for."""


def run(shared: Path | None = None) -> dict[str, Any]:
    """p95 and median milliseconds of the tab, with the help page of the same shell as baseline."""
    with snapshot() as (data, dossiers):
        username, found = next(iter(coaches().items()))
        ids = [UUID(path.strip("/").split("/")[-1]) for path in found[:FILLED]]
        _fill(username, ids)
        paths = [f"/dossiers/{dossier_id}/diagnosis/" for dossier_id in ids]
        statements = statements_of(paths[0], username)
        with server(data) as port:
            browser = Browser(port, username)
            baseline = browser.times(["/help/"], asked=ASKED, warm=WARM)
            page = browser.times(paths, asked=ASKED, warm=WARM)
    return {
        "bench": "diagnosis-page",
        "result": {"p95_ms": p95(page), "median_ms": median(page), "statements": statements},
        "baseline": {
            "what": "the help page in the same shell",
            "p95_ms": p95(baseline),
            "median_ms": median(baseline),
        },
        "ratio": round(median(page) / median(baseline), 2),
        "unit": "ms per page",
        "n": ASKED,
        "dossiers": dossiers,
        "concurrency": 1,
        "warm": True,
        "process": "one web worker of one thread; asked over loopback",
        "machine": machine(),
    }


@dataclass(frozen=True, slots=True)
class Coach:
    """Whose dossiers are filled, in the shape that the stages of the rooms' tests ask."""

    username: str

    @contextmanager
    def at_work(self) -> Iterator[Actor]:
        from schakel.ground.access.models import Reader
        from schakel.ground.access.readers import actor_for
        from schakel.ground.access.types import Purpose
        from schakel.ground.accounts.models import Account
        from schakel.ground.kernel.actors import as_actor

        account = Account.objects.get(username=self.username)
        actor = actor_for(Reader.objects.get(account_id=account.pk))
        with as_actor(actor, Purpose.GUIDANCE.value):
            yield actor


def _fill(username: str, ids: list[UUID]) -> None:
    """Through the acts: a diagnosis that was concluded, and one under way with what stands beside."""
    from schakel.ground.kernel import clock
    from schakel.jobseekers.diagnosis.actions import NewAmbition, NewMissing, note_ambition, note_missing
    from schakel.jobseekers.diagnosis.tests import scene

    coach: Any = Coach(username)
    for dossier_id in ids:
        scene.sign(coach, dossier_id, first := scene.begin(coach, dossier_id))
        scene.conclude(coach, dossier_id, first)
        scene.sign(coach, dossier_id, second := scene.begin(coach, dossier_id))
        with coach.at_work() as actor:
            on: dict[str, Any] = {"actor": actor, "dossier_id": dossier_id, "diagnosis_id": second}
            day = clock.today() + timedelta(days=7)
            note_missing(**on, new=NewMissing("Rijbewijs", "ours", day))
            note_ambition(**on, new=NewAmbition("Bakte vroeger taarten.", "client"))
