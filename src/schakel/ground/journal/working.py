"""The worker's round: every subscriber's next batch, and the daily tasks that are due."""

from __future__ import annotations

import logging
import threading

from django.db import DatabaseError, connections

from schakel.ground.journal import daily
from schakel.ground.journal.subscribers import all_subscribers, begin, retry_wanted, run_batch

POLL_SECONDS = 0.5
"""Between rounds that found nothing. Asking costs one statement on an index; a notification at each commit
would make all writers wait for one lock."""

TROUBLE_SECONDS = 3.0
log = logging.getLogger(__name__)


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
    """One batch for each subscriber, and the daily tasks that are due; returns how much was done."""
    done = sum(run_batch(s) + retry_wanted(s) for s in all_subscribers())
    return done + len(daily.run_due())
