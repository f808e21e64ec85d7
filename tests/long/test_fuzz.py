"""Files that somebody mangled: every reader ends with a report or a refusal, never in an unforeseen error."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest

from schakel.config import cli
from schakel.ground.kernel.errors import SchakelError
from schakel.ground.norms.tests.registers import SMALL
from schakel.information.imports.decoding import ReadingError
from schakel.information.imports.reading import read_headers, read_table
from schakel.information.imports.tests.sheets import workbook
from tests.house import CHECKOUT

pytestmark = pytest.mark.long

ROUNDS = 60
"""Mangled versions of each file; the seed is fixed, so that a failure comes back."""

FORMATS = CHECKOUT / "docs" / "formats"
ODD = [
    b"", b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"\xeb", "\u202e".encode(), b"9" * 40, b"-1", b"NaN", b"1e309",
    b"=1+1", b"31-02-2026", b"0000-00-00", b'"', b";", b",", b"\r", b"\n\n", b"\t", b"x" * 5_000, b"null",
    b"[]", b"{}", b"&a", b"*a", b"!!python/object:os", b": ", b"- ", b"true", b"../..", b"<!DOCTYPE a>",
]  # fmt: skip

EVENTS = "--case dossier --activity stap --time tijd --resource wie --reason reden"
OF_PROVIDERS = "--provider aanbieder --outcome werk --covariates leeftijd"
XES = b"""<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0"><trace><string key="concept:name" value="D-1"/>
<event><string key="concept:name" value="Intake"/>
<date key="time:timestamp" value="2026-03-02T09:10:00+01:00"/></event>
<event><string key="concept:name" value="Plan"/>
<date key="time:timestamp" value="2026-03-05T10:00:00+01:00"/></event>
</trace></log>"""
FACTS = b'{"regimes": ["PW"], "leeftijd": 34, "aanvraag_op": "2026-10-02", "besluit_op": null}'


def _blocks(name: str) -> list[bytes]:
    text = (FORMATS / name).read_text(encoding="utf-8")
    found = re.findall(r"^```[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [block.encode() for block in found]


def _commands() -> Iterator[tuple[str, bytes, str]]:
    """A name, a good file, and the command that reads it; FILE stands for the file, BESIDE for a good one."""
    events, rules = _blocks("events.md")
    plain, months, stays, providers = _blocks("effects.md")
    table, agreed, practised, answers = _blocks("coordination.md")
    client, vacancy = _blocks("matching.md")
    instrument = _preset("diagnosis/instruments")
    services = _preset("services/catalogue/presets")
    effects, by_month = "effects estimate FILE", "--person client --month maand --start begin"
    yield "events.csv", events, f"process analyse FILE {EVENTS}"
    yield "events.xes", XES, "process analyse FILE"
    yield "rules.yaml", rules, f"process analyse BESIDE {EVENTS} --rules FILE"
    yield "plain.csv", plain, f"{effects} --treatment cursus --outcome werk --covariates opleiding,leeftijd"
    yield (
        "months.csv",
        months,
        f"{effects} {by_month} --treatment cursus --outcome werk --covariates opleiding",
    )
    yield "stays.csv", stays, f"effects benefits FILE {by_month} --ended beeindigd --from 2026-01"
    yield "providers.csv", providers, f"effects providers FILE {OF_PROVIDERS}"
    yield "table.yaml", table, "steering tables --table FILE"
    yield "agreed.csv", agreed, "steering gaps --agreed FILE"
    yield "practised.csv", practised, "steering gaps --agreed BESIDE --practised FILE"
    yield "answers.csv", answers, "steering criteria mulford_rogers --answers FILE"
    yield "clients.jsonl", client, "match run --clients FILE --vacancies BESIDE"
    yield "vacancies.jsonl", vacancy, "match run --clients BESIDE --vacancies FILE"
    yield "facts.json", FACTS, "norms check --register REGISTER --facts FILE"
    yield "instrument.yaml", instrument, "instruments check FILE"
    yield "services.yaml", services, "services check FILE"


def _preset(folder: str) -> bytes:
    """The smallest file that the product has itself."""
    found = (CHECKOUT / "src" / "schakel" / "jobseekers" / folder).rglob("*.yaml")
    return min((path.read_bytes() for path in found), key=len)


BESIDE = {
    "rules.yaml": _blocks("events.md")[0],
    "practised.csv": _blocks("coordination.md")[1],
    "clients.jsonl": _blocks("matching.md")[1],
    "vacancies.jsonl": _blocks("matching.md")[0],
}
CORPUS = {name: (good, words) for name, good, words in _commands()}


def mangled(good: bytes, chance: random.Random) -> bytes:
    """The file after one to four things that happen to files."""
    content = bytearray(good)
    for _ in range(chance.randint(1, 4)):
        chance.choice(WAYS)(content, chance)
    return bytes(content)


def _put(content: bytearray, chance: random.Random) -> None:
    place = chance.randint(0, len(content))
    content[place:place] = chance.choice(ODD)


def _replace_word(content: bytearray, chance: random.Random) -> None:
    words = list(re.finditer(rb"[\w.-]+", content))
    if words:
        begin, end = chance.choice(words).span()
        content[begin:end] = chance.choice(ODD)


def _flip(content: bytearray, chance: random.Random) -> None:
    if content:
        content[chance.randrange(len(content))] = chance.randrange(256)


def _cut(content: bytearray, chance: random.Random) -> None:
    begin = chance.randint(0, len(content))
    del content[begin : begin + chance.randint(1, 80)]


def _end_early(content: bytearray, chance: random.Random) -> None:
    del content[chance.randint(0, len(content)) :]


def _swap_lines(content: bytearray, chance: random.Random) -> None:
    lines = bytes(content).split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    content[:] = b"\n".join([*lines, *chance.sample(lines, chance.randint(0, min(3, len(lines))))])


WAYS: list[Callable[[bytearray, random.Random], None]] = [
    _put, _replace_word, _replace_word, _flip, _cut, _end_early, _swap_lines,
]  # fmt: skip


@pytest.fixture
def unforeseen(monkeypatch: pytest.MonkeyPatch) -> list[Exception]:
    """What a command met that nobody had foreseen."""
    met: list[Exception] = []

    def told(error: Exception) -> int:
        if not (isinstance(error, SchakelError) or hasattr(error, "remedy")):
            met.append(error)
        return 1

    monkeypatch.setattr(cli, "tell_error", told)
    return met


@pytest.mark.parametrize("name", CORPUS)
def test_a_mangled_file_is_reported_or_refused(
    name: str, tmp_path: Path, unforeseen: list[Exception], capsys: pytest.CaptureFixture[str]
) -> None:
    good, words = CORPUS[name]
    file, chance = tmp_path / name, random.Random(name)
    places = {"FILE": str(file), "BESIDE": str(tmp_path / f"beside-{name}"), "REGISTER": str(SMALL)}
    command = [places.get(word, word) for word in words.split()]
    (tmp_path / f"beside-{name}").write_bytes(BESIDE.get(name, b""))
    file.write_bytes(good)
    assert cli.main(command) in (0, 1)
    for _ in range(ROUNDS):
        file.write_bytes(mangled(good, chance))
        code = cli.main(command)
        capsys.readouterr()
        assert code in (0, 1, 2), file.read_bytes()
        assert not unforeseen, (unforeseen, file.read_bytes())


@pytest.mark.parametrize("kind", ["csv", "xlsx", "inside xlsx"])
def test_a_mangled_list_of_clients_is_read_or_refused(kind: str) -> None:
    (text,) = _blocks("client-file.md")
    book = workbook([row.split(";") for row in text.decode().splitlines()])
    chance = random.Random(kind)
    for _ in range(ROUNDS * 5):
        content = _mangled_list(kind, text, book, chance)
        try:
            read_headers(content)
            table = read_table(content)
            assert all(line.number > 0 for line in table.lines)
        except ReadingError:
            continue


def _mangled_list(kind: str, text: bytes, book: bytes, chance: random.Random) -> bytes:
    if kind == "csv":
        return mangled(text, chance)
    if kind == "xlsx":
        return mangled(book, chance)
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(book)) as good, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bad:
        touched = chance.choice(good.namelist())
        for part in good.namelist():
            bad.writestr(part, mangled(good.read(part), chance) if part == touched else good.read(part))
    return made.getvalue()
