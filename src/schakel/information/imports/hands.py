"""Several hands at one file: while the database writes the rows of one, another reads and seals the next.

More than two have no use: the work of the program itself is done by one at a time.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable

from django.db import connections

from schakel.information.imports.actions import NoneFreeError
from schakel.information.imports.queries import CHUNK

HANDS = min(2, os.cpu_count() or 1)
LARGE = 4 * CHUNK
"""From this many rows on it is worth it."""

SECONDS = 5.0
"""For how long they go on before others have their turn."""


def together(portion: Callable[[], int], *, seconds: float = SECONDS) -> int:
    """Do portions side by side until no row is free or the time is up; returns how many rows were taken in.

    portion takes in rows in a transaction of its own and returns how many. Raises what the first that
    failed raised, when the others are done with theirs.
    """
    until, counts, failed = time.monotonic() + seconds, list[int](), list[BaseException]()

    def hand() -> None:
        try:
            while not failed and time.monotonic() < until:
                counts.append(portion())
        except NoneFreeError:
            pass
        except BaseException as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=hand) for _ in range(HANDS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return sum(counts)


def freshen_statistics(using: str) -> None:
    """Let the database look at tables that it knows nothing of yet: those of a new database."""
    with connections[using].cursor() as cursor:
        cursor.execute("select kernel_analyse_new()")
