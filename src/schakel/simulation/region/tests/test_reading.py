"""The file of a region: what is wrong is told with its line, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from schakel.simulation.region.reading import DECLARED, RegionError, read_region

OURS = DECLARED.read_text(encoding="utf-8")


def wrong(tmp_path: Path, *changes: tuple[str, str]) -> list[str]:
    text = OURS
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "regio.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegionError) as caught:
        read_region(path)
    return list(caught.value.lines)


def line_of(words: str) -> int:
    return next(number for number, line in enumerate(OURS.splitlines(), 1) if words in line)


def test_our_own_file_is_right() -> None:
    region = read_region()
    assert len(region.organisations) == 4
    assert len(region.ways) == 10


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("months: 72", "months: 7", "months: 72", "months is 7; het moet van 12 tot 240 zijn"),
        ("first_month: 2019-01", "first_month: januari", "first_month", "een maand zijn als 2019-01"),
        ("moves: 0.004", "moves: 4", "moves: 0.004", "moves is 4; het moet van 0 tot 1 zijn"),
        ("moves: 0.004", "moves: veel", "moves: 0.004", "moves moet een getal zijn"),
        ("moves: 0.004", "mvoes: 0.004", "mvoes", "mvoes is hier geen bekende sleutel"),
        ("regime: wia", "regime: wai", "regime: wia", "regime is wai; kies uit ww, participatiewet, wia"),
        ("age: [18, 26]", "age: [26, 18]", "age: [18, 26]", "twee oplopende getallen"),
        ("picks: {car: 0.2}", "picks: {bike: 0.2}", "picks: {car: 0.2}", "bike is hier geen bekende sleutel"),
        ("by_type: {newcomer: 0.6}", "by_type: {older: 1}", "newcomer: 0.6", "older is hier geen"),
        ("occupations: [elektricien,", "occupations: [piloot,", "key: eendracht", "piloot staat niet bij"),
        ("key: kim", "key: brug", "key: kim", "brug staat er twee keer"),
        ("  - {to: waterhoek", "  - {to: waterhoen", "handovers:", "handovers noemt waterhoek niet"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, old: str, new: str, place: str, words: str) -> None:
    told = wrong(tmp_path, (old, new))
    mine = [line for line in told if words in line]
    assert mine, told
    if place in OURS:
        assert abs(int(mine[0].split(":")[1]) - line_of(place)) <= 1


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    told = wrong(
        tmp_path, ("share: 0.45", "share: 0.5"), ("kind: uwv", "kind: svb"), ("months: 4\n", "months: x\n")
    )
    assert any("samen 1.05 en horen 1 te zijn" in line for line in told)
    assert any("kind is svb" in line for line in told)
    assert any("months moet een geheel getal zijn" in line for line in told)


def test_two_uwvs_are_refused(tmp_path: Path) -> None:
    assert any(
        "precies één" in line
        for line in wrong(tmp_path, ("kind: municipality, place: Noordonk", "kind: uwv, place: Noordonk"))
    )


@pytest.mark.parametrize(
    "content", [b"", b"- a\n", b"a: [\n", b"\xff\xfe\x00", b"name: x\n", b"services: 3\n"]
)
def test_rotten_files_are_refused_with_a_reason(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rot.yaml"
    path.write_bytes(content)
    with pytest.raises(RegionError) as caught:
        read_region(path)
    assert all(line.startswith("rot.yaml:") for line in caught.value.lines)
    assert caught.value.lines
