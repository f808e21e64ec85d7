"""The command `schakel`: finds its commands, runs the one that was asked for, and tells troubles in Dutch."""

from __future__ import annotations

import os
import pkgutil
from collections.abc import Sequence
from importlib import import_module

from schakel.config import commands
from schakel.config.output import PROBLEMS, tell_error
from schakel.config.parsing import CommandParser, data_folder


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns 0 (good), 1 (problems were found) or 2 (wrong use)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schakel.config.settings.prod")
    data = data_folder(argv)
    if data is not None:
        os.environ["SCHAKEL_DATA"] = str(data.expanduser().resolve())
    try:
        arguments = _parser().parse_args(argv)
        return int(arguments.run(arguments))
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else PROBLEMS
    except KeyboardInterrupt:
        return PROBLEMS
    except BrokenPipeError:
        # Whoever read the output went away; the interpreter would complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return PROBLEMS
    except Exception as error:
        return tell_error(error)


def _parser() -> CommandParser:
    parser = CommandParser(prog="schakel", description="Schakel: samen van uitkering naar werk.")
    subparsers = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True, dest="command")
    for found in pkgutil.iter_modules(commands.__path__):
        import_module(f"{commands.__name__}.{found.name}").register(subparsers)
    return parser
