"""`schakel process`: what really happened, from a file with events."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schakel.config.output import OK, PROBLEMS, say, show, show_json
from schakel.config.parsing import add_command, add_group
from schakel.ground.kernel.errors import InvalidError

if TYPE_CHECKING:
    from schakel.programme.process.engine.analysis import Analysis, Wishes
    from schakel.programme.process.engine.event_log import EventLog
    from schakel.programme.process.engine.reading import Question
    from schakel.programme.process.engine.selecting import Choice


def register(subparsers: Any) -> None:
    """Add the commands."""
    group = add_group(subparsers, "process", "Hoe zaken werkelijk lopen, uit een bestand met gebeurtenissen.")
    help_text = "Kaart, varianten, duur, overdrachten en regels."
    parser = add_command(group, "analyse", help_text, analyse, has_json=True)
    _add_source(parser)
    _add_choice(parser)
    _add_wishes(parser)
    parser.add_argument(
        "--report", type=Path, metavar="MAP", help="schrijf een verslag (HTML) in deze nieuwe map"
    )
    parser.add_argument(
        "--language", choices=("nl", "en"), default="nl", help="taal van antwoord en verslag (nl)"
    )
    parser.add_argument("--keep", type=Path, metavar="MAP", help="bewaar de gelezen gegevens als Parquet")
    parser = add_command(group, "export", "Schrijf de gebeurtenissen als OCEL 2.0.", export, has_json=True)
    _add_source(parser)
    parser.add_argument(
        "--to", required=True, type=Path, metavar="BESTAND", help="nieuw bestand: .json of .sqlite"
    )


def _add_source(parser: Any) -> None:
    parser.add_argument(
        "file", type=Path, metavar="BESTAND", help="CSV, Parquet, XES, OCEL 2.0, of een bewaarde map"
    )
    parser.add_argument("--case", metavar="KOLOM", help="de zaak (anders case:concept:name)")
    parser.add_argument("--activity", metavar="KOLOM", help="de stap (anders concept:name)")
    parser.add_argument("--time", metavar="KOLOM", help="de tijd (anders time:timestamp)")
    parser.add_argument("--resource", metavar="KOLOM", help="wie het deed: organisatie, team of rol")
    parser.add_argument("--reason", metavar="KOLOM", help="de vastgelegde reden")
    parser.add_argument("--object", default="", metavar="SOORT", help="wat een zaak is, bij OCEL")
    parser.add_argument(
        "--time-format", default="", metavar="PATROON", help="schrijfwijze van de tijd, als %%d/%%m/%%Y"
    )
    parser.add_argument(
        "--events", nargs=2, action="append", default=[], metavar=("KOLOM", "WAARDEN"),
        help="alleen gebeurtenissen met een van deze waarden (met komma's)",
    )  # fmt: skip


def _add_choice(parser: Any) -> None:
    parser.add_argument(
        "--started-from", type=_day, metavar="DATUM", help="zaken die op of na deze dag begonnen"
    )
    parser.add_argument(
        "--started-until", type=_day, metavar="DATUM", help="zaken die op of voor deze dag begonnen"
    )
    parser.add_argument("--has", action="append", default=[], metavar="STAP", help="zaken met deze stap")
    parser.add_argument("--lacks", action="append", default=[], metavar="STAP", help="zaken zonder deze stap")
    _add_pairs(parser, "--follows", ("STAP", "STAP"), "zaken waarin de tweede ooit na de eerste komt")
    _add_pairs(parser, "--where", ("KOLOM", "WAARDE"), "zaken met deze waarde")
    parser.add_argument("--days-min", type=_days, metavar="DAGEN", help="zaken die minstens zo lang duurden")
    parser.add_argument("--days-max", type=_days, metavar="DAGEN", help="zaken die hooguit zo lang duurden")


def _add_wishes(parser: Any) -> None:
    parser.add_argument(
        "--end", action="append", default=[], metavar="STAP", help="stap die een zaak afsluit"
    )
    parser.add_argument("--closed", default="", metavar="KOLOM", help="eindtijd van de zaak; leeg is open")
    parser.add_argument(
        "--deadline", default="", metavar="KOLOM", help="uiterste tijd van de zaak; vraagt --closed"
    )
    _add_pairs(parser, "--between", ("STAP", "STAP"), "tijd van de eerste tot de tweede stap, per zaak")
    parser.add_argument("--rules", type=Path, metavar="BESTAND", help="regels als YAML of JSON")
    parser.add_argument(
        "--compare", nargs=3, metavar=("KOLOM", "WAARDE", "WAARDE"), help="zet twee groepen naast elkaar"
    )
    parser.add_argument(
        "--most-cases",
        type=_count,
        default=1000,
        metavar="AANTAL",
        help="zoveel zaken per lijst in de JSON (1000)",
    )


def _add_pairs(parser: Any, name: str, words: tuple[str, str], help_text: str) -> None:
    parser.add_argument(name, nargs=2, action="append", default=[], metavar=words, help=help_text)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _days(text: str) -> float:
    number = float(text)
    if not 0 <= number < float("inf"):
        raise ValueError(text)
    return number


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


_count.__name__ = "aantal"
_day.__name__ = "datum als 2026-01-01"
_days.__name__ = "aantal dagen"


def analyse(arguments: argparse.Namespace) -> int:
    """Read the file, choose cases, work out the answers, and write them where asked."""
    from schakel.programme.process.engine.analysis import analyse as work_out
    from schakel.programme.process.engine.analysis import as_json
    from schakel.programme.process.engine.language import speaking
    from schakel.programme.process.engine.selecting import choose
    from schakel.programme.process.engine.store import open_kept

    _check(arguments)
    wishes = _wishes(arguments)
    read = _read(arguments)
    if arguments.keep is not None:
        _write(arguments.keep, read.save)
    log = choose(read, _choice(arguments))
    is_whole = arguments.file.is_dir() and log is read
    with speaking(arguments.language):
        answer = work_out(log, wishes, open_kept(arguments.file) if is_whole else None)
        _tell(answer)
        if arguments.report is not None:
            _report(arguments, answer)
        if arguments.json:
            show_json(as_json(answer, arguments.most_cases))
        else:
            for line in _words(answer):
                show(line)
    return PROBLEMS if read.intake.refused else OK


def _check(arguments: argparse.Namespace) -> None:
    if arguments.deadline and not arguments.closed:
        raise InvalidError(
            "Bij --deadline hoort ook --closed.",
            "Zonder eindtijd is niet te zien wat te laat was.",
            "Noem de kolom.",
        )
    if arguments.end and arguments.closed:
        raise InvalidError(
            "--end en --closed gaan niet samen.", "Beide zeggen wat afgesloten is.", "Kies er een."
        )


def _question(arguments: argparse.Namespace) -> Question:
    from schakel.programme.process.engine.building import Filter
    from schakel.programme.process.engine.reading import ACTIVITY, CASE, TIME, Question

    asked = [column for column, _text in getattr(arguments, "where", [])]
    asked += [getattr(arguments, name, "") for name in ("closed", "deadline")]
    asked += (getattr(arguments, "compare", None) or [])[:1]
    return Question(
        arguments.case or CASE,
        arguments.activity or ACTIVITY,
        arguments.time or TIME,
        arguments.resource or "",
        arguments.reason or "",
        tuple(dict.fromkeys(column for column in asked if column)),
        tuple(Filter(column, tuple(texts.split(","))) for column, texts in arguments.events),
        arguments.object,
        arguments.time_format,
    )


def _read(arguments: argparse.Namespace) -> EventLog:
    from schakel.programme.process.engine.reading import read_log

    return read_log(arguments.file, _question(arguments), _Percents())


class _Percents:
    """Tells how much of a file was read, once per percent."""

    told = 0

    def __call__(self, done: int, size: int) -> None:
        from schakel.config.progress import tell_progress

        percent = 100 * done // max(1, size)
        if percent > self.told:
            self.told = percent
            tell_progress("Gelezen, in procenten", percent, 100)


def _choice(arguments: argparse.Namespace) -> Choice:
    from schakel.programme.process.engine.selecting import Choice

    return Choice(
        arguments.started_from,
        arguments.started_until,
        arguments.has,
        arguments.lacks,
        [(first, then) for first, then in arguments.follows],
        arguments.days_min,
        arguments.days_max,
        [(column, text) for column, text in arguments.where],
    )


def _wishes(arguments: argparse.Namespace) -> Wishes:
    from schakel.programme.process.engine.analysis import Wishes
    from schakel.programme.process.engine.rules import read_rules

    group = arguments.compare
    return Wishes(
        tuple(arguments.end),
        arguments.closed,
        arguments.deadline,
        [(first, then) for first, then in arguments.between],
        read_rules(arguments.rules) if arguments.rules else (),
        (group[0], group[1], group[2]) if group else None,
    )


def _write(folder: Path, write: Callable[[Path], None]) -> None:
    """Let something be written in a new or empty folder; nothing is overwritten."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise InvalidError(
                f"{folder.name} is er al.", "Er wordt niets overschreven.", "Kies een nieuwe of lege map."
            )
        write(folder)
    except OSError as error:
        raise InvalidError(
            f"Er is niet te schrijven in {folder.name}.", str(error.strerror), "Kies een andere map."
        ) from None


def _report(arguments: argparse.Namespace, answer: Analysis) -> None:
    from schakel.programme.process.engine.report import write_report

    _write(arguments.report, lambda folder: write_report(answer, folder, title=arguments.file.name))
    say(f"Het verslag staat in {arguments.report}.")


def _tell(answer: Analysis) -> None:
    """How the file was read, for the person at the terminal."""
    from schakel.programme.process.engine.building import NOTES, REASONS

    intake = answer.log.intake
    for reason, count in intake.refused.items():
        say(f"Geweigerd: {count} rijen, want {REASONS[reason]}.")
    for note, count in intake.notes.items():
        say(f"Let op: {count} {NOTES[note]}.")


def _words(answer: Analysis) -> list[str]:
    """The answers in a few lines."""
    from schakel.programme.process.engine.wording import findings

    return findings(answer)


def export(arguments: argparse.Namespace) -> int:
    """Write the events as an object-centric log; an OCEL file keeps all its objects."""
    from schakel.programme.process.engine.ocel import as_ocel
    from schakel.programme.process.engine.ocel_files import read_ocel, write_ocel
    from schakel.programme.process.engine.reading import kind_of

    if kind_of(arguments.file).startswith("ocel"):
        log, refused = read_ocel(arguments.file), 0
    else:
        read = _read(arguments)
        log, refused = as_ocel(read), sum(read.intake.refused.values())
    try:
        write_ocel(log, arguments.to)
    except OSError as error:
        raise InvalidError(
            f"{arguments.to.name} is niet te schrijven.", str(error.strerror), "Kies een ander pad."
        ) from None
    say(f"{len(log.events)} gebeurtenissen en {len(log.objects)} voorwerpen geschreven.")
    say(f"{refused} rijen geweigerd.")
    if arguments.json:
        show_json({"events": len(log.events), "objects": len(log.objects), "refused": refused})
    return PROBLEMS if refused else OK
