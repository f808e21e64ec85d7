"""Requests that come when they are due, whether or not those before them were answered."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.performance.serving import Browser


@dataclass(frozen=True, slots=True)
class Round:
    """A browser and the pages it asks for in turn."""

    browser: Browser
    paths: Sequence[str]


@dataclass(slots=True)
class Answers:
    """Milliseconds since each request was due, by page; and what was answered otherwise than by 200."""

    by_path: list[tuple[str, float]] = field(default_factory=list)
    failed: list[tuple[str, int]] = field(default_factory=list)

    @property
    def times(self) -> list[float]:
        """Of all pages together."""
        return [milliseconds for _path, milliseconds in self.by_path]


def open_loop(rounds: Sequence[Round], *, rate: int, seconds: int, warm: int = 2) -> Answers:
    """Ask for `rate` pages a second, spread over the browsers, for so many seconds."""
    for each in rounds:
        each.browser.times(each.paths, asked=0, warm=warm)
    answers, begin = Answers(), time.monotonic() + 0.5
    threads = [
        threading.Thread(target=_ask, args=(each, number, len(rounds), rate, begin, seconds, answers))
        for number, each in enumerate(rounds)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _ask(each: Round, number: int, of: int, rate: int, begin: float, seconds: int, answers: Answers) -> None:
    """Every request that is this browser's turn: the first after `number` places, then each `of` places."""
    for turn, place in enumerate(range(number, rate * seconds, of)):
        due, path = begin + place / rate, each.paths[turn % len(each.paths)]
        time.sleep(max(0.0, due - time.monotonic()))
        try:
            status = each.browser.ask("GET", path)
        except (OSError, http.client.HTTPException):
            status = 0
            each.browser.connection.close()
        if status == 200:
            answers.by_path.append((path, (time.monotonic() - due) * 1e3))
        else:
            answers.failed.append((path, status))
