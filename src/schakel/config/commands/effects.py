"""`schakel effects`: what a service changed, benefit volume, providers, and a fictional file to try it on."""

from __future__ import annotations

import argparse
from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schakel.config.output import OK, show, show_json
from schakel.config.parsing import add_command, add_group
from schakel.config.progress import tell_progress

if TYPE_CHECKING:
    from schakel.programme.effects.providers import Provider

HORIZON = 12


def register(subparsers: Any) -> None:
    """Add the commands."""
    group = add_group(subparsers, "effects", "Wat een dienst veranderde, uit een bestand.")
    _add_estimate(group)
    _add_benefits(group)
    parser = add_command(
        group, "providers", "Vergelijk aanbieders, met correctie voor hun cliënten.", providers, has_json=True
    )
    parser.add_argument("file", type=Path, metavar="BESTAND", help="CSV of Parquet: één regel per cliënt")
    parser.add_argument("--provider", required=True, metavar="KOLOM", help="naam van de aanbieder")
    parser.add_argument("--outcome", required=True, metavar="KOLOM", help="ja of nee")
    _add_columns(parser, "--covariates", "kenmerken van vóór de dienst, met komma's ertussen", required=True)
    parser.add_argument("--funnel", type=Path, metavar="BESTAND", help="bewaar een trechterplaatje (SVG)")
    parser = add_command(
        group,
        "simulate",
        "Maak een verzonnen bestand waarvan de ware effecten bekend zijn.",
        simulate,
        has_json=True,
    )
    parser.add_argument("file", type=Path, metavar="BESTAND", help="CSV met één regel per cliënt en maand")
    parser.add_argument(
        "--clients", type=_clients, default=5000, metavar="AANTAL", help="hoeveel cliënten (5000)"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="GETAL", help="voor het toeval (0)")
    parser.add_argument(
        "--selection",
        type=float,
        default=0.0,
        metavar="GETAL",
        help="hoe sterk verborgen redenen meespelen (0)",
    )


def _add_estimate(group: Any) -> None:
    parser = add_command(
        group,
        "estimate",
        "Schat het effect van een dienst, of zeg waarom dat niet kan.",
        estimate,
        has_json=True,
    )
    parser.add_argument("file", type=Path, metavar="BESTAND", help="CSV of Parquet")
    parser.add_argument(
        "--treatment", required=True, metavar="KOLOM", help="ja of nee, of de naam van de dienst"
    )
    parser.add_argument("--outcome", required=True, metavar="KOLOM", help="ja of nee, of een bedrag")
    _add_columns(parser, "--covariates", "kenmerken van vóór de dienst, met komma's ertussen")
    parser.add_argument("--person", metavar="KOLOM", help="nummer van de persoon")
    parser.add_argument(
        "--start", metavar="KOLOM", help="maand of dag waarop de dienst begon; leeg: niet begonnen"
    )
    parser.add_argument("--month", metavar="KOLOM", help="maand van de regel: één regel per persoon en maand")
    parser.add_argument("--service", metavar="NAAM", help="welke dienst; all voor alle")
    parser.add_argument(
        "--against", default="", metavar="NAAM", help="vergelijk met deze dienst, niet met geen"
    )
    parser.add_argument(
        "--horizon", type=_months, default=HORIZON, metavar="MAANDEN", help="uitkomst binnen (12)"
    )
    parser.add_argument("--estimate", metavar="KOLOM", help="inschatting van de professional bij de keuze")
    _add_columns(parser, "--groups", "vooraf gekozen groepen, met komma's ertussen")
    _add_columns(parser, "--placebos", "uitkomsten die de dienst niet kan hebben veranderd")
    parser.add_argument("--randomised", action="store_true", help="het lot besliste wie de dienst kreeg")
    parser.add_argument("--seed", type=int, default=0, metavar="GETAL", help="voor de verdeling in delen (0)")


def _add_benefits(group: Any) -> None:
    parser = add_command(
        group,
        "benefits",
        "Zet het feitelijke uitkeringsvolume naast het theoretische.",
        benefits,
        has_json=True,
    )
    parser.add_argument(
        "file", type=Path, metavar="BESTAND", help="CSV of Parquet: één regel per uitkering en maand"
    )
    told = {
        "--person": "nummer van de persoon",
        "--month": "maand van de regel",
        "--start": "maand waarin de uitkering begon",
        "--ended": "1 in de laatste maand van de uitkering, anders 0",
    }
    for name, help_text in told.items():
        parser.add_argument(name, required=True, metavar="KOLOM", help=help_text)
    _add_columns(parser, "--covariates", "kenmerken bij het begin, met komma's ertussen")
    _add_columns(parser, "--groups", "vooraf gekozen groepen, met komma's ertussen")
    parser.add_argument("--economy", metavar="KOLOM", help="cijfer van de arbeidsmarkt in die maand")
    parser.add_argument(
        "--from", dest="since", required=True, metavar="MAAND", help="eerste maand van de periode"
    )
    parser.add_argument("--until", default="", metavar="MAAND", help="laatste maand (die van het bestand)")


def _add_columns(parser: Any, name: str, help_text: str, *, required: bool = False) -> None:
    parser.add_argument(
        name, type=_columns, default=(), required=required, metavar="KOLOMMEN", help=help_text
    )


def _columns(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _months(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 120:
        raise ValueError(text)
    return number


def _clients(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


_clients.__name__ = "aantal van ten minste 1"
_months.__name__ = "aantal maanden van 1 tot 120"


def estimate(arguments: argparse.Namespace) -> int:
    """Answer or refuse; both are good outcomes."""
    import os

    from schakel.ground.kernel.errors import InvalidError
    from schakel.programme.effects.asking import ask_file
    from schakel.programme.effects.model import Settings
    from schakel.programme.effects.plain import Naming

    if not arguments.covariates and not arguments.randomised:
        raise InvalidError(
            "Er zijn geen kenmerken gekozen.",
            "Zonder kenmerken is niet te zeggen of mensen vergelijkbaar zijn; dat kan alleen bij een loting.",
            "Kies ze met --covariates, of zeg met --randomised dat het lot besliste.",
        )
    naming = Naming(
        arguments.treatment,
        arguments.outcome,
        arguments.covariates,
        arguments.person,
        arguments.start,
        arguments.month,
        arguments.groups,
        arguments.placebos,
        arguments.estimate,
    )
    values = ask_file(
        arguments.file,
        naming,
        service=arguments.service,
        against=arguments.against,
        horizon=arguments.horizon,
        by_lot=arguments.randomised,
        settings=Settings(seed=arguments.seed),
        processes=os.cpu_count() or 1,
        progress=lambda done, total: tell_progress("Diensten", done, total) if total > 1 else None,
    )
    if arguments.json:
        show_json(values)
    else:
        _tell(values)
    return OK


def _tell(values: dict[str, Any]) -> None:
    for answer in values.get("services", [values]):
        show(f"{answer['service']}:")
        for sentence in answer["sentences"]["nl"]:
            show(f"  {sentence}")
    _tell_rows(values["rows"])


def _tell_rows(rows: dict[str, Any]) -> None:
    show(f"{rows['rows']} regels gelezen, {rows['kept']} gebruikt.")
    for refused in rows["refused_rows"]:
        show(f"  Niet gebruikt: {refused['count']} ({refused['reason']})")


def benefits(arguments: argparse.Namespace) -> int:
    """Months on benefit beside those to be expected, or why that can't be said."""
    from schakel.programme.effects.asking_benefits import ask_benefits
    from schakel.programme.effects.spells import BenefitNaming

    naming = BenefitNaming(
        arguments.person,
        arguments.month,
        arguments.start,
        arguments.ended,
        arguments.covariates,
        arguments.groups,
        arguments.economy,
    )
    values = ask_benefits(arguments.file, naming, arguments.since, arguments.until)
    if arguments.json:
        show_json(values)
        return OK
    for sentence in values["sentences"]["nl"]:
        show(sentence)
    _tell_rows(values["rows"])
    return OK


_STATEMENTS = {
    "above": "waarschijnlijk boven het gemiddelde",
    "below": "waarschijnlijk onder het gemiddelde",
    "indistinct": "niet te onderscheiden van het gemiddelde",
    "too_few": "te weinig cliënten voor een uitspraak",
}


def providers(arguments: argparse.Namespace) -> int:
    """Each provider beside the average; no rank, since the figures do not bear one."""
    from schakel.programme.effects.asking import compare_file
    from schakel.programme.effects.funnel import funnel_svg
    from schakel.programme.effects.showing import comparison_values

    comparison, table = compare_file(
        arguments.file, arguments.provider, arguments.outcome, arguments.covariates
    )
    if arguments.funnel is not None:
        _keep(arguments.funnel, funnel_svg(comparison))
    if arguments.json:
        show_json({**comparison_values(comparison), "rows": table.summary()})
        return OK
    for provider in comparison.providers:
        show(f"{provider.name}: {_STATEMENTS[provider.statement]}{_difference(provider)}.")
    _tell_rows(table.summary())
    return OK


def _difference(provider: Provider) -> str:
    if provider.statement == "too_few":
        return ""
    low, high = floor(100 * provider.low), ceil(100 * provider.high)
    return f" (verschil tussen {low} en {high} op de 100)"


def _keep(path: Path, text: str) -> None:
    from schakel.ground.kernel.errors import InvalidError

    try:
        path.write_text(text, encoding="utf-8")
    except OSError:
        raise InvalidError(
            f"{path.name} is niet te bewaren.",
            "De map is er niet, of u mag er niet schrijven.",
            "Kies een ander bestand.",
        ) from None


def simulate(arguments: argparse.Namespace) -> int:
    """Write a fictional registration, and tell the true effect of each service on those who got it."""
    from schakel.programme.effects.simulator import draw_cohort, month_csv, true_values

    cohort = draw_cohort(arguments.clients, arguments.seed, selection=arguments.selection)
    _keep(arguments.file, month_csv(cohort))
    truth = true_values(cohort, HORIZON)
    if arguments.json:
        show_json({"clients": arguments.clients, "months": HORIZON, "services": truth})
        return OK
    for service in truth:
        show(f"{service['service']}: werkelijk {100 * service['effect']:+.1f} op de 100")
    return OK
