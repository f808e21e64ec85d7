"""`schakel match run`: who fits which vacancy and which vacancy fits whom, every point explained."""

from __future__ import annotations

import argparse
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schakel.config.output import OK, PROBLEMS, say, show, show_json
from schakel.config.parsing import add_command, add_group
from schakel.config.progress import tell_progress

if TYPE_CHECKING:
    from schakel.employers.matching.policy import Policy
    from schakel.employers.matching.vocabulary import Vocabulary

MOST_SHOWN = 1_000
MOST_THREADS = 256
# Below this a run is done before a bar could be read.
LONG = 500
PART_WORDS = {"matches": "Gezocht", "near_misses": "Gezocht naar net niet", "explaining": "Uitgelegd"}


def register(subparsers: Any) -> None:
    """Add the command."""
    group = add_group(subparsers, "match", "Werk en mensen bij elkaar zoeken, met uitleg bij elk punt.")
    parser = add_command(
        group, "run", "Zoek bij elke vacature de best passende cliënten.", run, has_json=True
    )
    parser.add_argument(
        "--clients", required=True, type=Path, metavar="BESTAND", help="cliënten, JSON per regel"
    )
    parser.add_argument(
        "--vacancies", required=True, type=Path, metavar="BESTAND", help="vacatures, JSON per regel"
    )
    parser.add_argument("--top", type=_top, default=20, metavar="AANTAL", help="hoeveel per vacature (20)")
    parser.add_argument(
        "--engine", choices=("exact", "oracle"), default="exact",
        help="exact zoekt met een index; oracle rekent elk paar na (traag, zelfde uitkomst)",
    )  # fmt: skip
    parser.add_argument(
        "--by", choices=("vacancy", "client"), default="vacancy", help="per vacature of per cliënt"
    )
    parser.add_argument(
        "--threads", type=_threads, default=os.cpu_count() or 1, metavar="AANTAL",
        help="hoeveel kernen tegelijk zoeken (alle)",
    )  # fmt: skip
    parser.add_argument("--divide", action="store_true", help="verdeel de vacatures ook over de cliënten")
    parser.add_argument(
        "--vocabulary", type=Path, action="append", metavar="MAP",
        help="map met CSV-bestanden van ESCO; meer mappen voegen talen toe",
    )  # fmt: skip
    parser.add_argument("--policy", type=Path, metavar="BESTAND", help="ander beleid dan het eigen")
    parser.add_argument("--language", choices=("nl", "en"), default="nl", help="taal van de uitleg (nl)")
    keeper = add_command(
        group, "vocabulary", "Lees een woordenlijst alvast in, zodat zoeken meteen begint.", prepare_words
    )
    keeper.add_argument(
        "--vocabulary", type=Path, action="append", required=True, metavar="MAP",
        help="map met CSV-bestanden van ESCO; meer mappen voegen talen toe",
    )  # fmt: skip
    keeper.add_argument("--policy", type=Path, metavar="BESTAND", help="ander beleid dan het eigen")


def _top(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_SHOWN:
        raise ValueError(text)
    return number


def _threads(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_THREADS:
        raise ValueError(text)
    return number


_threads.__name__ = f"aantal van 1 tot {MOST_THREADS}"
_top.__name__ = f"aantal van 1 tot {MOST_SHOWN}"


def run(arguments: argparse.Namespace) -> int:
    """Search and explain; refused lines make the exit code 1."""
    from schakel.employers.matching.policy import NEWEST, load_policy
    from schakel.employers.matching.running import answer, prepare
    from schakel.ground.kernel.errors import InvalidError

    by_client = arguments.by == "client"
    if by_client and arguments.divide:
        raise InvalidError(
            "Verdelen kan niet per cliënt.",
            "Een verdeling gaat uit van de vacatures van een dag.",
            "Laat --by weg of laat --divide weg.",
        )
    policy = load_policy(arguments.policy or NEWEST)
    prepared = prepare(
        arguments.clients, arguments.vacancies, _words(arguments.vocabulary, policy), policy,
        engine=arguments.engine, language=arguments.language,
    )  # fmt: skip
    result = answer(
        prepared, arguments.top,
        by_client=by_client, with_division=arguments.divide, threads=arguments.threads, tell=_tell_part,
    )  # fmt: skip
    refused = _tell(result)
    if arguments.json:
        show_json(result)
    else:
        _show(result, "clients" if by_client else "vacancies")
    return PROBLEMS if refused else OK


def prepare_words(arguments: argparse.Namespace) -> int:
    """Read a vocabulary and keep it, so that the first run needs not; says where and of how much."""
    from schakel.employers.matching.keeping import kept_path
    from schakel.employers.matching.policy import NEWEST, load_policy

    words = _words(arguments.vocabulary, load_policy(arguments.policy or NEWEST))
    path = kept_path(arguments.vocabulary, _home())
    if not path.is_file():
        say(f"De woordenlijst is gelezen maar niet bewaard: in {path.parent} kan niet geschreven worden.")
        say("  Kies met --data een map waarin dat wel kan.")
        return PROBLEMS
    say(
        f"{len(words.competences)} competenties en {len(words.occupations)} beroepen bewaard in {path}, "
        f"{path.stat().st_size / 1e6:.0f} MB."
    )
    return OK


def _words(folders: list[Path] | None, policy: Policy) -> Vocabulary:
    from schakel.employers.matching.keeping import kept_vocabulary
    from schakel.employers.matching.vocabulary import empty_vocabulary

    return kept_vocabulary(folders, policy, _home()) if folders else empty_vocabulary()


def _home() -> Path:
    """Where vocabularies are kept; what is there can be thrown away."""
    from schakel.ground.kernel.database import default_data
    from schakel.ground.kernel.database.layout import make_data

    with suppress(OSError):
        make_data(default_data())
    return default_data() / "vocabularies"


def _tell_part(part: str, done: int, total: int) -> None:
    if total >= LONG:
        tell_progress(PART_WORDS[part], done, total)


def _tell(result: dict[str, Any]) -> int:
    """What was read, refused and not known; returns the number of refused lines."""
    count = 0
    for kind, name in (("clients", "cliënten"), ("vacancies", "vacatures")):
        read = result["read"][kind]
        say(f"{read['kept']} van {read['rows']} {name} gebruikt.")
        if read["without_competences"]:
            say(f"  {read['without_competences']} zonder competenties.")
        for refused in read["refused"]:
            lines = ", ".join(map(str, refused["lines"]))
            say(f"  {refused['count']} geweigerd om {refused['reason']} (regel {lines}).")
            count += refused["count"]
    unknown = [*result["unknown_concepts"]["competences"], *result["unknown_concepts"]["occupations"]]
    if unknown:
        say(f"{len(unknown)} begrippen staan niet in de woordenlijst, zoals {unknown[0]}.")
    return count


def _show(result: dict[str, Any], kind: str) -> None:
    for each in result[kind]:
        show(each["id"])
        for match in each["matches"]:
            show(f"  {match.get('client') or match.get('vacancy')}: {match['points']} punten")
            for line in match["lines"]:
                show(f"    {line['points']:>5}  {line['text']}")
        for miss in each["near_misses"]:
            remedy = " of ".join(each["text"] for each in miss["remedies"])
            words = f" Misschien wel met {remedy}." if remedy else ""
            name = miss.get("client") or miss.get("vacancy")
            show(f"  net niet: {name} ({miss['points']} punten). {miss['reason']}.{words}")
    for given in result.get("division", ()):
        who = given["client"] or "niemand"
        show(f"{given['vacancy']} → {who} ({given['points']} punten). {given['text']}.")
