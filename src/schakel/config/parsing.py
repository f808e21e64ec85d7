"""The reader of the command line: Dutch help and errors, and `--data` at every command."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

Run = Callable[[argparse.Namespace], int]

_WORDS = (
    ("the following arguments are required:", "dit ontbreekt:"),
    ("unrecognized arguments:", "onbekend:"),
    ("invalid choice:", "onbekende keuze:"),
    ("choose from", "kies uit"),
    ("invalid int value:", "geen geheel getal:"),
    ("expected one argument", "hier hoort een waarde achter"),
    ("expected at least one argument", "hier hoort minstens één waarde achter"),
    ("argument ", ""),
)


class DutchFormatter(argparse.HelpFormatter):
    """Usage in Dutch."""

    def add_usage(
        self, usage: str | None, actions: Iterable[Any], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        """As argparse does, with our own word before it."""
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)


class CommandParser(argparse.ArgumentParser):
    """A parser whose commands and subcommands all speak Dutch and take --data.

    late is for a command whose arguments are its room's affair: called once it was chosen, since a room
    can only be imported when Django is set up.
    """

    late: Callable[[], None] | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "add_help": False, "formatter_class": DutchFormatter})
        self._positionals.title, self._optionals.title = "onderdelen", "opties"
        self.add_argument("-h", "--help", action="help", help="toon deze uitleg")
        # Without a default: a subcommand's parser would overwrite what its parent has read.
        self.add_argument(
            "--data",
            type=Path,
            metavar="DIR",
            default=argparse.SUPPRESS,
            help="map met de database en de sleutels (anders SCHAKEL_DATA)",
        )

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        """Add the late arguments first."""
        late, self.late = self.late, None
        if late is not None:
            late()
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where the help is; exit code 2."""
        for english, dutch in _WORDS:
            message = message.replace(english, dutch)
        self.exit(2, f"De opdracht klopt niet: {message}.\n  Bekijk de uitleg met: {self.prog} --help\n")


def add_group(subparsers: Any, name: str, help_text: str) -> Any:
    """A command that has subcommands of its own; returns where they are added."""
    parser = subparsers.add_parser(name, help=help_text, description=help_text)
    return parser.add_subparsers(
        title="opdrachten", metavar="OPDRACHT", required=True, dest=f"{name}_command"
    )


def add_command(subparsers: Any, name: str, help_text: str, run: Run, *, has_json: bool = False) -> Any:
    """A command that runs a function of the parsed arguments; returns its parser."""
    parser = subparsers.add_parser(name, help=help_text, description=help_text)
    parser.set_defaults(run=run)
    if has_json:
        parser.add_argument("--json", action="store_true", help="geef de uitkomst als JSON")
    return parser


def data_folder(words: Sequence[str] | None) -> Path | None:
    """The folder that --data names, wherever it stands: needed before anything else is read."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--data", type=Path, nargs="?")
    found: Path | None = parser.parse_known_args(words)[0].data
    return found


def port_number(text: str) -> int:
    """A port between 1 and 65535, for argparse."""
    number = int(text)
    if not 0 < number < 65536:
        raise ValueError(text)
    return number


port_number.__name__ = "poort"
