"""Each template gives each case the state that plain Python gives it, open cases and reasons included."""

from __future__ import annotations

import tempfile
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.process.engine.judging import judge
from schakel.programme.process.engine.reading import Question, read_log
from schakel.programme.process.engine.rules import Rule, read_rules, rule_of
from schakel.programme.process.engine.store import open_store
from schakel.programme.process.engine.timing import endings
from schakel.programme.process.tests import brute
from schakel.programme.process.tests.logs import TIMES, rows, write

Events = list[dict[str, Any]]
ASKED = Question("case", "activity", "time", "resource", "reason")
NAMES = ["Intake", "Diagnose", 'Plan "B"']
# A rule about a step that never occurs is refused, so one case has each.
EVERY_STEP = [["z9", name, "2026-05-01", "UWV", ""] for name in (*NAMES, "Start")]


@st.composite
def rule(draw: Any, template: str) -> Rule:
    entry: dict[str, Any] = {"template": template, "from": draw(st.sampled_from(NAMES))}
    if template not in ("starts_with", "at_most", "at_least_every"):
        entry["to"] = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True))
    if template == "at_most":
        entry["times"] = draw(st.integers(0, 3))
    if template in ("at_least_every", "phase_at_most") or (template == "followed_by" and draw(st.booleans())):
        entry[draw(st.sampled_from(["days", "working_days"]))] = draw(st.integers(0, 200))
    return rule_of(entry, "toets")


@pytest.mark.parametrize(
    "template",
    ["starts_with", "followed_by", "only_after", "not_together", "at_most", "at_least_every", "phase_at_most",
     "other_person"],
)  # fmt: skip
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_states_and_reasons_equal_plain_python(template: str, data: Any) -> None:
    made = data.draw(rows(times=TIMES)) + EVERY_STEP
    asked = data.draw(rule(template))
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "log.csv", made)
        cases, _refused = brute.read(path)
        log = read_log(path, ASKED)
    ends = endings(log, activities=("Start",))
    found = judge(log, open_store(log), asked, ends.closed, ends.now)
    today = max(brute.day(event) for events in cases.values() for event in events)
    told = {case: state(asked, events, today) for case, events in cases.items()}
    assert (found.kept, found.pending, found.unknown) == tuple(
        list(told.values()).count(name) for name in ("kept", "pending", "unknown")
    )
    deviating = {case: reason(asked, cases[case]) for case in cases if told[case] == "deviating"}
    assert dict(found.cases) == deviating
    assert found.with_reason == sum(map(bool, deviating.values()))
    assert found.checked == sum(name is not None for name in told.values())


def state(rule: Rule, events: Events, today: date) -> str | None:
    """kept, deviating, pending, unknown, or None where the rule does not apply."""
    closed = events[-1]["activity"] == "Start"
    stop = brute.day(events[-1]) if closed else today
    starts = [n for n, event in enumerate(events) if event["activity"] in rule.start]
    ends = [n for n, event in enumerate(events) if event["activity"] in rule.end]
    working = rule.working_days is not None
    term = rule.working_days if working else rule.days

    def late(start: int, end: int | None) -> bool:
        day = stop if end is None else brute.day(events[end])
        return term is not None and brute.apart(brute.day(events[start]), day, working=working) > term

    if rule.template == "starts_with":
        return "kept" if 0 in starts else "deviating"
    if rule.template == "followed_by":
        nexts = {n: next((end for end in ends if end > n), None) for n in starts}
        if not starts:
            return None
        if any(late(n, end) or (end is None and closed) for n, end in nexts.items()):
            return "deviating"
        return "pending" if None in nexts.values() else "kept"
    if rule.template == "only_after":
        return None if not ends else "kept" if starts and starts[0] < ends[0] else "deviating"
    if rule.template == "not_together":
        return None if not starts and not ends else "deviating" if starts and ends else "kept"
    if rule.template == "at_most":
        return None if not starts else "deviating" if len(starts) > (rule.times or 0) else "kept"
    if rule.template == "at_least_every":
        days = sorted([brute.day(events[n]) for n in {0, *starts}] + [stop])
        gaps = [brute.apart(one, other, working=working) for one, other in pairwise(days)]
        return "deviating" if max(gaps) > (term or 0) else "kept"
    if rule.template == "phase_at_most":
        if not starts:
            return None
        end = next((end for end in ends if end > starts[0]), None)
        return "deviating" if late(starts[0], end) else "pending" if end is None and not closed else "kept"
    if not starts or not ends:
        return None
    people = [{events[n]["resource"] for n in found} for found in (starts, ends)]
    return (
        "deviating"
        if (people[0] & people[1]) - {""}
        else "unknown"
        if "" in people[0] | people[1]
        else "kept"
    )


def reason(rule: Rule, events: Events) -> str:
    if rule.template == "starts_with":
        return str(events[0]["reason"])
    own = [event["reason"] for event in events if event["activity"] in (*rule.start, *rule.end)]
    return next((told for told in own if told), "")


@pytest.mark.parametrize(
    ("entry", "mistake"),
    [
        ({"template": "soms", "from": "A"}, "template is een van"),
        ({"template": "followed_by", "from": "A"}, "heeft ook nodig: to"),
        ({"template": "starts_with", "from": "A", "days": 3}, "kent niet"),
        ({"template": "phase_at_most", "from": "A", "to": "B", "days": -1}, "heel getal"),
        (
            {"template": "phase_at_most", "from": "A", "to": "B", "days": 1, "working_days": 1},
            "niet in beide",
        ),
        ({"template": "at_most", "from": [], "times": 1}, "naam van een stap"),
        ({"template": "at_most", "from": "A", "times": 1, "tot": 1}, "onbekend: tot"),
        ("A volgt op B", "namen met waarden"),
    ],
)
def test_a_wrong_rule_is_refused_with_its_mistake(entry: object, mistake: str) -> None:
    with pytest.raises(InvalidError, match="De regels kloppen niet") as refusal:
        rule_of(entry, "regel 1")
    assert mistake in refusal.value.why


@pytest.mark.parametrize("text", ["", "nee", "- [", "\x00", "{template: starts_with}"])
def test_a_file_that_is_no_list_of_rules_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "regels.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidError):
        read_rules(path)


def test_a_rule_reads_as_a_sentence() -> None:
    told = rule_of({"template": "followed_by", "from": "Plan", "to": ["A", "B"], "working_days": 1}, "")
    assert told.sentence == "Na ‘Plan’ volgt ‘A’ of ‘B’ binnen 1 werkdag."
