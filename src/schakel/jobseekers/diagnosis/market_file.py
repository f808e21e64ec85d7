"""Reading a CSV file with figures of the labour market, with a sentence for every row that is wrong."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from io import StringIO

from django.utils.translation import gettext

COLUMNS = (
    "bron",
    "gepubliceerd",
    "periode_van",
    "periode_tot",
    "regiocode",
    "regio",
    "beroepsgroep",
    "omschrijving",
    "vacatures",
    "spanning",
    "weken_tot_werk",
)
MAX_BYTES = 500_000
MAX_ROWS = 5_000
MOST_PROBLEMS = 50
_LONGEST = {"bron": 120, "regiocode": 8, "regio": 80, "omschrijving": 120}
_MOST = {"vacatures": 9_999_999, "spanning": 1_000, "weken_tot_werk": 520}
_PLACES = {"vacatures": 0, "spanning": 2, "weken_tot_werk": 1}
_GROUP = re.compile(r"[0-9]{1,4}")
_EARLIEST = date(2000, 1, 1)

Key = tuple[str, date, date]


@dataclass(frozen=True, slots=True)
class MarketRow:
    """One row: the figures of one group of occupations in one region, as the source gives them."""

    source: str
    published_on: date
    period_from: date
    period_to: date
    region_code: str
    region_name: str
    group_code: str
    group_name: str
    vacancies: int | None
    tension: Decimal | None
    weeks_to_work: Decimal | None

    @property
    def key(self) -> Key:
        """What is replaced together: the source and its period."""
        return self.source, self.period_from, self.period_to


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row; line 0 is the file as a whole."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class MarketFile:
    """What was read, and what is wrong; with a problem nothing of the file is to be used."""

    rows: list[MarketRow]
    problems: list[Problem] = field(default_factory=list)

    @property
    def batches(self) -> dict[Key, int]:
        """How many rows of each source and period there are."""
        return dict(Counter(row.key for row in self.rows))


def decoded(content: bytes) -> str | None:
    """The text of a file in UTF-8 or Windows-1252; None for what is neither, or too large."""
    if len(content) > MAX_BYTES or b"\x00" in content:
        return None
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def read_market(text: str, today: date) -> MarketFile:
    """All rows of a file with `;`, `,` or a tab between its columns, in any order of columns."""
    if len(text) > MAX_BYTES or "\x00" in text:
        return _refused(gettext("Het bestand is te groot of is geen tekst."))
    head = text.lstrip("\ufeff\r\n ").splitlines()[:1]
    if not head:
        return _refused(gettext("Het bestand is leeg."))
    delimiter = max(";,\t", key=head[0].count)
    try:
        lines = list(csv.reader(StringIO(text.lstrip("\ufeff\r\n ")), delimiter=delimiter, strict=True))
    except csv.Error:
        return _refused(gettext("Een aanhalingsteken wordt niet gesloten, of een cel is te lang."))
    return _read(lines, today)


def _read(lines: list[list[str]], today: date) -> MarketFile:
    names = [name.strip().lower() for name in lines[0]]
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        return _refused(gettext("Deze kolommen ontbreken: %(names)s.") % {"names": ", ".join(missing)})
    if len(set(names)) < len(names):
        return _refused(gettext("Twee kolommen hebben dezelfde naam."))
    cells = [(n, line) for n, line in enumerate(lines[1:], 2) if any(cell.strip() for cell in line)]
    if not cells:
        return _refused(gettext("Onder de koppen staat geen enkele regel."))
    if len(cells) > MAX_ROWS:
        return _refused(gettext("Het bestand heeft meer dan %(most)s regels.") % {"most": MAX_ROWS})
    rows, problems = [], []
    for number, line in cells:
        found = _row(line, names, today)
        problems += [Problem(number, found)] if isinstance(found, str) else []
        rows += [] if isinstance(found, str) else [(number, found)]
    problems += _twice(rows)
    return MarketFile([row for _number, row in rows], sorted(problems, key=lambda one: one.line))


def _refused(words: str) -> MarketFile:
    return MarketFile([], [Problem(0, words)])


def _row(line: list[str], names: list[str], today: date) -> MarketRow | str:
    if len(line) != len(names):
        return gettext("De regel heeft te veel of te weinig kolommen.")
    cells = {name: cell.strip() for name, cell in zip(names, line, strict=True)}
    wrong = [*_wrong_texts(cells), *_wrong_days(cells, today), *_wrong_numbers(cells)]
    if wrong:
        return " ".join(wrong)
    vacancies = _number(cells["vacatures"])
    first, last, published = (_day(cells[name]) for name in ("periode_van", "periode_tot", "gepubliceerd"))
    assert first is not None and last is not None and published is not None  # noqa: PT018 - judged above
    return MarketRow(
        cells["bron"], published, first, last, cells["regiocode"], cells["regio"], cells["beroepsgroep"],
        cells["omschrijving"], None if vacancies is None else int(vacancies), _number(cells["spanning"]),
        _number(cells["weken_tot_werk"]),
    )  # fmt: skip


def _wrong_texts(cells: Mapping[str, str]) -> Iterator[str]:
    for name, longest in _LONGEST.items():
        if not 0 < len(cells[name]) <= longest or not cells[name].isprintable():
            words = gettext("%(name)s is leeg of langer dan %(longest)s tekens.")
            yield words % {"name": name, "longest": longest}
    if not _GROUP.fullmatch(cells["beroepsgroep"]) or not cells["beroepsgroep"].isascii():
        yield gettext("beroepsgroep is geen ISCO-code van één tot vier cijfers.")


def _wrong_days(cells: Mapping[str, str], today: date) -> Iterator[str]:
    days = {name: _day(cells[name]) for name in ("gepubliceerd", "periode_van", "periode_tot")}
    for name, day in days.items():
        if day is None or day < _EARLIEST:
            yield gettext("%(name)s is geen dag als 2026-03-31, of ligt voor 2000.") % {"name": name}
    published, first, last = days["gepubliceerd"], days["periode_van"], days["periode_tot"]
    if published is not None and published > today:
        yield gettext("gepubliceerd ligt na vandaag.")
    if first is not None and last is not None and last < first:
        yield gettext("periode_tot ligt voor periode_van.")


def _wrong_numbers(cells: Mapping[str, str]) -> Iterator[str]:
    for name, most in _MOST.items():
        try:
            number = _number(cells[name])
        except ValueError:
            yield gettext("%(name)s is geen getal.") % {"name": name}
            continue
        if number is not None and not 0 <= number <= most:
            yield gettext("%(name)s ligt niet tussen 0 en %(most)s.") % {"name": name, "most": most}
        elif number is not None and number != round(number, _PLACES[name]):
            yield gettext("%(name)s heeft te veel cijfers achter de komma.") % {"name": name}
    if not any(cells[name] for name in _MOST):
        yield gettext("Er staat geen enkel cijfer.")


def _number(text: str) -> Decimal | None:
    """The number; a comma or a point stands before decimals. Raises ValueError; None for an empty cell."""
    if not text:
        return None
    if not re.fullmatch(r"-?[0-9]{1,9}([.,][0-9]{1,6})?", text, re.ASCII):
        raise ValueError(text)
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise ValueError(text) from None


def _day(text: str) -> date | None:
    for pattern in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return None


def _twice(rows: Iterable[tuple[int, MarketRow]]) -> Iterator[Problem]:
    seen: dict[tuple[Key, str, str], int] = {}
    for number, row in rows:
        place = (row.key, row.region_code, row.group_code)
        if place in seen:
            words = gettext("Dezelfde bron, periode, regio en beroepsgroep staat ook op regel %(line)s.")
            yield Problem(number, words % {"line": seen[place]})
        seen.setdefault(place, number)
