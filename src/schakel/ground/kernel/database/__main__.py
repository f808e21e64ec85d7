"""A small command for checks: `python -m schakel.ground.kernel.database start|stop|status [DATA]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import DatabaseTrouble, default_data, start, status, stop


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0, or 1 after a trouble that is told on standard error."""
    parser = argparse.ArgumentParser(prog="python -m schakel.ground.kernel.database")
    parser.add_argument("command", choices=("start", "stop", "status"))
    parser.add_argument("data", nargs="?", type=Path, default=default_data())
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command != "status":
            {"start": start, "stop": stop}[chosen.command](chosen.data)
        sys.stdout.write(f"{status(chosen.data)}\n")
    except DatabaseTrouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
