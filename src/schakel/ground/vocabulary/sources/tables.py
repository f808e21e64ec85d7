"""Read a CSV file whole or not at all: wrong encoding, header or length is an error, never a short list."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection
from pathlib import Path

from schakel.ground.vocabulary.errors import VocabularyError

Row = dict[str, str]

_VERSION = re.compile(r"(\d+(?:\.\d+)+)")


def read_table(path: Path, columns: Collection[str]) -> list[Row]:
    """All rows of a comma-separated UTF-8 file that has at least these columns.

    Raises VocabularyError when the file cannot be read, is no UTF-8, lacks a column, has no rows, or stops
    in the middle of a row.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            _check_header(path, reader.fieldnames or [], columns)
            rows = list(reader)
    except OSError as error:
        raise _unreadable(path) from error
    except UnicodeDecodeError as error:
        raise _not_utf8(path) from error
    except csv.Error as error:
        raise _half_written(
            path, "Een aanhalingsteken wordt niet gesloten of de regels kloppen niet."
        ) from error
    _check_rows(path, rows)
    return rows


def version_of(path: Path) -> str:
    """The version number in the name of the file or else of its folder, or an empty text."""
    found = _VERSION.search(path.stem) or _VERSION.search(path.parent.name)
    return found[1] if found else ""


def clean(label: str) -> str:
    """A label without soft hyphens and with single spaces."""
    return " ".join(label.replace("\xad", "").split())


def refused_row(path: Path, number: int, why: str) -> VocabularyError:
    """A row that cannot be used; number counts rows of data from 1."""
    return VocabularyError(
        f"Het bestand {path.name} kan zo niet worden geladen.",
        f"Gegevensregel {number}: {why}",
        "Er is niets geladen. Haal het bestand opnieuw op bij de uitgever, of herstel deze regel.",
    )


def _check_header(path: Path, header: Collection[str], columns: Collection[str]) -> None:
    missing = [column for column in columns if column not in header]
    if missing:
        raise VocabularyError(
            f"Het bestand {path.name} heeft niet de verwachte kolommen.",
            f"Ontbrekend: {', '.join(missing)}.",
            "Gebruik het bestand zoals de uitgever het levert, met komma's tussen de kolommen.",
        )


def _check_rows(path: Path, rows: list[Row]) -> None:
    if not rows:
        raise _half_written(path, "Na de kopregel staat er geen enkele regel.")
    for number, row in enumerate(rows, start=1):
        # DictReader puts surplus cells under None and fills missing cells with None.
        if None in row or None in row.values():
            raise _half_written(path, f"Gegevensregel {number} heeft te veel of te weinig kolommen.")


def _unreadable(path: Path) -> VocabularyError:
    return VocabularyError(
        f"Het bestand {path.name} kon niet worden geopend.",
        "Het bestaat niet, of deze gebruiker mag het niet lezen.",
        "Controleer de map en de rechten en probeer het opnieuw.",
    )


def _not_utf8(path: Path) -> VocabularyError:
    return VocabularyError(
        f"Het bestand {path.name} heeft een andere tekencodering dan verwacht.",
        "De tekst is geen UTF-8; vaak is het bestand in een spreadsheet geopend en opnieuw opgeslagen.",
        "Gebruik het oorspronkelijke bestand of sla het op als CSV UTF-8.",
    )


def _half_written(path: Path, why: str) -> VocabularyError:
    return VocabularyError(
        f"Het bestand {path.name} is niet compleet.",
        why,
        "Download of kopieer het bestand opnieuw en laad het daarna nog eens.",
    )
