"""The command reads the documented examples, counts every refusal, and both engines answer alike."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from schakel.config.cli import main
from tests.house import CHECKOUT

FORMAT = CHECKOUT / "docs" / "formats" / "matching.md"
CLIENT, VACANCY = re.findall(r"```json\n(.*?)\n```", FORMAT.read_text(encoding="utf-8"), re.DOTALL)


def written(folder: Path, name: str, *lines: str | dict) -> str:
    path = folder / name
    texts = [each if isinstance(each, str) else json.dumps(each) for each in lines]
    path.write_text("\n".join(texts), encoding="utf-8")
    return str(path)


def changed(text: str, **values) -> dict:
    return {**json.loads(text), **values}


def run(capsys, clients: str, vacancies: str, *options: str) -> tuple[int, dict]:
    code = main(["match", "run", "--clients", clients, "--vacancies", vacancies, "--json", *options])
    out = capsys.readouterr().out
    return code, json.loads(out) if out else {}


@pytest.mark.parametrize("engine", ["exact", "oracle"])
def test_the_examples_of_the_format_match(capsys, tmp_path, engine) -> None:
    files = written(tmp_path, "c.jsonl", CLIENT), written(tmp_path, "v.jsonl", VACANCY)
    code, answer = run(capsys, *files, "--engine", engine, "--top", "5", "--divide")
    (match,) = answer["vacancies"][0]["matches"]
    assert (code, answer["policy"], match["client"]) == (0, "2026-1", "k1")
    assert sum(line["points"] for line in match["lines"]) == match["points"]
    assert answer["division"][0]["client"] == "k1"


def test_a_near_miss_tells_its_reason_and_the_remedy_offered(capsys, tmp_path) -> None:
    files = written(tmp_path, "c.jsonl", changed(CLIENT, licences=[])), written(tmp_path, "v.jsonl", VACANCY)
    _code, answer = run(capsys, *files)
    (miss,) = answer["vacancies"][0]["near_misses"]
    assert (miss["filter"], miss["reason"]) == ("licence", "Nodig is rijbewijs B")
    assert [each["offer"] for each in miss["remedies"]] == ["training"]
    assert answer["vacancies"][0]["matches"] == []


def test_by_client_gives_the_same_points(capsys, tmp_path) -> None:
    files = written(tmp_path, "c.jsonl", CLIENT), written(tmp_path, "v.jsonl", VACANCY)
    _code, one = run(capsys, *files, "--language", "en")
    _code, other = run(capsys, *files, "--language", "en", "--by", "client")
    (given,), (found,) = one["vacancies"][0]["matches"], other["clients"][0]["matches"]
    assert (found["vacancy"], found["points"], found["lines"]) == ("v1", given["points"], given["lines"])


REFUSED = [
    ("{", "not_json"), ("[1]", "not_an_object"), ({"age": 40}, "forbidden_field"),
    ({"Sex": "x"}, "forbidden_field"),
    ({"colour": 1}, "unknown_field"), ({"location": [52.5, 3.5]}, "location_at_sea"),
    ({"location": [40.0, 5.0]}, "location_outside"), ({"location": None}, "location"),
    ({"location": [float("nan"), 5]}, "location"), ({"radius_km": -1}, "radius_km"),
    ({"radius_km": "5"}, "radius_km"),
    ({"hours": [32, 16]}, "hours"), ({"hours": [0, 200]}, "hours"), ({"hours": [0.3, 8]}, "hours"),
    ({"education": 9}, "education"), ({"education": [2]}, "education"),
    ({"languages": {"xx": "B1"}}, "languages"),
    ({"languages": {"nl": "Z9"}}, "languages"), ({"licences": ["rocket"]}, "licences"),
    ({"limitations": "night"}, "limitations"), ({"competences": [3]}, "competences"), ({"id": " "}, "id"),
    ({"occupations": [{"concept": "x", "extra": 1}]}, "occupations"), ({"id": "k1"}, "duplicate_id"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "reason"), REFUSED)
def test_a_refused_line_is_counted_by_its_reason(capsys, tmp_path, line, reason) -> None:
    rotten = line if isinstance(line, str) else changed(CLIENT, **{"id": "k2", **line})
    files = written(tmp_path, "c.jsonl", CLIENT, rotten), written(tmp_path, "v.jsonl", VACANCY)
    code, answer = run(capsys, *files, "--engine", "oracle")
    read = answer["read"]["clients"]
    assert (code, read["rows"], read["kept"]) == (1, 2, 1)
    assert read["refused"] == [{"reason": reason, "count": 1, "lines": [2]}]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"occupation": None, "competences": []}, "nothing_to_match_on"),
        ({"hours": None}, "hours"), ({"openings": 0}, "openings"), ({"offers": ["gold"]}, "offers"),
    ],
)  # fmt: skip
def test_a_rotten_vacancy_is_refused(capsys, tmp_path, values, reason) -> None:
    rotten = changed(VACANCY, id="v2", **values)
    files = written(tmp_path, "c.jsonl", CLIENT), written(tmp_path, "v.jsonl", VACANCY, rotten)
    code, answer = run(capsys, *files, "--engine", "oracle")
    assert (code, answer["read"]["vacancies"]["refused"][0]["reason"]) == (1, reason)


def test_nothing_usable_is_wrong_use(capsys, tmp_path) -> None:
    good = written(tmp_path, "v.jsonl", VACANCY)
    for lines in ((), ("kapot",)):
        assert run(capsys, written(tmp_path, "c.jsonl", *lines), good)[0] == 2
    assert run(capsys, str(tmp_path / "absent.jsonl"), good)[0] == 2
    policy = written(tmp_path, "p.yaml", "version: x")
    assert run(capsys, written(tmp_path, "c.jsonl", CLIENT), good, "--policy", policy)[0] == 2


def test_threads_change_nothing_and_a_long_run_tells_how_far_it_is(capsys, tmp_path) -> None:
    clients = written(tmp_path, "c.jsonl", CLIENT)
    vacancies = written(tmp_path, "v.jsonl", *(changed(VACANCY, id=f"v{n}") for n in range(1_200)))
    call = ["match", "run", "--clients", clients, "--vacancies", vacancies, "--json", "--threads"]
    outs = []
    for threads in ("1", "3"):
        assert main([*call, threads]) == 0
        out, told = capsys.readouterr()
        outs.append(out)
        for words in ("Gezocht", "Gezocht naar net niet", "Uitgelegd"):
            assert f"{words}: 1200 van 1200" in told
    assert outs[0] == outs[1]
    assert len(json.loads(outs[0])["vacancies"]) == 1_200


def test_no_threads_is_wrong_use(capsys, tmp_path) -> None:
    files = written(tmp_path, "c.jsonl", CLIENT), written(tmp_path, "v.jsonl", VACANCY)
    assert run(capsys, *files, "--threads", "0")[0] == 2
