"""The worker's round: every subscriber's next batch, the rooms' errands, and the daily tasks that are due."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, connections

from schakel.ground.journal import daily
from schakel.ground.journal.subscribers import all_subscribers, begin, retry_wanted, run_batch

POLL_SECONDS = 0.5
"""Between rounds that found nothing. Asking costs one statement on an index; a notification at each commit
would make all writers wait for one lock."""

TROUBLE_SECONDS = 3.0
log = logging.getLogger(__name__)

Errand = Callable[[], int]
"""A little work that a room has waiting, as letters that are due; returns how much it did."""

_errands: dict[str, Errand] = {}


def register_errand(name: str, errand: Errand) -> None:
    """Do this at every round; the same name twice is one errand. It opens its own short transactions."""
    _errands[name] = errand


def work(stop: threading.Event) -> None:
    """Work until asked to stop; a batch that is being handled is finished first.

    Trouble with the database is waited out.
    """
    has_begun = False
    while not stop.is_set():
        try:
            if not has_begun:
                begin_all()
                has_begun = True
            if not one_round():
                stop.wait(POLL_SECONDS)
        except DatabaseError as error:
            log.warning("the worker waits for the database: %s", type(error).__name__)
            for alias in connections:
                connections[alias].close()
            stop.wait(TROUBLE_SECONDS)


def begin_all() -> None:
    """Give every new subscriber its cursor."""
    for subscriber in all_subscribers():
        begin(subscriber)


def one_round() -> int:
    """One batch for each subscriber, the errands, and daily tasks that are due; returns how much was done."""
    done = sum(run_batch(s) + retry_wanted(s) for s in all_subscribers())
    done += sum(_run(name, errand) for name, errand in _errands.items())
    return done + len(daily.run_due())


def _run(name: str, errand: Errand) -> int:
    """An errand that fails is tried again at the next round, and keeps nobody else from work."""
    try:
        return errand()
    except DatabaseError:
        raise
    except Exception:
        log.exception("the errand %s failed", name)
        return 0
