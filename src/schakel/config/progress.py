"""How far a long command is."""

from __future__ import annotations

import sys

from schakel.config.output import say


def tell_progress(what: str, done: int, total: int) -> None:
    """One line that is written over on a terminal; elsewhere a line for every tenth part."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{what}: {done} van {total}    " + ("\n" if done == total else ""))
        sys.stderr.flush()
    elif done == total or done % max(1, total // 10) == 0:
        say(f"{what}: {done} van {total}")
