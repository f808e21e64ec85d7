"""What a database tells of each client, in a form that two ways of filling it can be held against."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

Story = dict[str, list[Any]]

# Each question gives the id of the dossier and then what is told; ids of rows differ and are left out.
_QUESTIONS = {
    "people": """select id, family_name, prefix, given_names, sort_key, search_name, birth_date, place, phone
      from people_client""",
    "dossiers": "select client_id, status, opened_on, last_contact_on, version from dossiers_dossier",
    "numbers": """select n.client_id, o.name, n.number from people_clientnumber n
      join organisations_organisation o on o.id = n.organisation_id""",
    "occupations": """select l.dossier_id, l.title, l.obtained_on, o.name, l.suggestions, l.is_confirmed
      from profile_lastoccupation l join organisations_organisation o on o.id = l.source_organisation_id""",
    "parts": """select p.dossier_id, o.name, p.role, coalesce(w.name, t.name), p.kind, p.task, p.valid_from,
        p.valid_to, p.version from dossiers_participation p
      join organisations_organisation o on o.id = p.organisation_id
      left join organisations_professional w on w.id = p.professional_id
      left join organisations_team t on t.id = p.team_id""",
    "regie": """select r.dossier_id, r.scope, o.name, coalesce(w.name, t.name), r.valid_from, r.valid_to
      from dossiers_regie r join organisations_organisation o on o.id = r.organisation_id
      left join organisations_professional w on w.id = r.professional_id
      left join organisations_team t on t.id = r.team_id""",
    "rights": """select r.client_id, o.name, r.regime, r.valid_from, r.valid_to, r.hours_per_week, r.version,
        r.is_doubled, e.verb from people_benefitentitlement r
      join organisations_organisation o on o.id = r.organisation_id
      left join journal_entry e on e.id = r.entry_id""",
    "handovers": """select h.dossier_id, f.name, u.name, t.name, h.kind, h.status, h.message, h.reason,
        h.checklist, date_trunc('minute', h.sent_at), h.due_on, date_trunc('minute', h.answered_at),
        h.return_reason, h.working_days_taken, h.term_working_days, h.waits_for, h.ends_own_task, h.version,
        w.name, r.role, (select jsonb_agg(jsonb_build_array(p.key, p.label, p.section_bit, p.text, p.place)
          order by p.place) from dossiers_handoverpart p where p.handover_id = h.id)
      from dossiers_handover h join organisations_organisation f on f.id = h.from_organisation_id
      join organisations_organisation u on u.id = h.to_organisation_id
      join organisations_team t on t.id = h.to_team_id join access_reader r on r.id = h.from_reader_id
      left join organisations_professional w on w.id = h.answered_by_id""",
    "trajectories": """select t.dossier_id, t.name, p.name, o.name, t.began_on, t.planned_end, t.paid_until,
        t.ended_on, t.end_reason, t.version from dossiers_trajectory t
      join organisations_organisation p on p.id = t.provider_id
      join organisations_organisation o on o.id = t.payer_id""",
    "contacts": """select c.dossier_id, o.name, w.name, c.occurred_at, c.channel, c.kind, c.summary, e.verb
      from contacts_contactmoment c join organisations_organisation o on o.id = c.organisation_id
      join access_reader r on r.id = c.reader_id join organisations_professional w on w.id = r.subject_id
      join journal_entry e on e.id = c.entry_id""",
}
_ENTRIES = """
select e.dossier_id, e.header, convert_from(c.body, 'UTF8'), w.name from journal_entry e
  join journal_link l on l.entry_id = e.id join journal_content c on c.entry_id = e.id
  join access_reader r on r.id = e.reader_id join organisations_professional w on w.id = r.subject_id
 where e.dossier_id is not null order by l.stream_id, l.sequence
"""
_NUMBERS = "select distinct client_id, number from people_clientnumber"


_DAY, _MINUTE = len("2026-11-23"), len("2026-11-23T09:00")


def stories(owner: Any) -> dict[str, Story]:
    """By client number all that is told of a client, and their entries in order."""
    numbers = dict(owner.execute(_NUMBERS).fetchall())
    found: dict[str, Story] = {number: defaultdict(list) for number in numbers.values()}
    for name, question in _QUESTIONS.items():
        for dossier_id, *told in owner.execute(question).fetchall():
            found[numbers[dossier_id]][name].append(tuple(map(str, told)))
    for story in found.values():
        for told in story.values():
            told.sort()
    acts: dict[Any, dict[str, int]] = defaultdict(dict)
    for dossier_id, header, body, name in owner.execute(_ENTRIES).fetchall():
        head = json.loads(header)
        act = acts[dossier_id].setdefault(head["act"], len(acts[dossier_id]))
        found[numbers[dossier_id]]["entries"].append(_entry(head, body, name, act))
    return found


def _entry(head: dict[str, Any], body: str, name: str, act: int) -> tuple[Any, ...]:
    """What an entry says, without what is of this database alone: ids, and the number of the dossier.

    Acts register everybody of a day at once, when the first of them comes in: there the day counts.
    """
    about = [(each["type"], each["part"], each["id"] == head["dossier"]) for each in head["objects"]]
    said = {} if head["verb"] == "dossier.open" else json.loads(body)
    until = _DAY if head["role"] == "back_office" else _MINUTE
    return (
        head["verb"], head["version"], head["section"], head.get("task"), head["purpose"], head["role"],
        head["precision"], head["occurred"][:until], head["recorded"][:until], name, tuple(about), act,
        json.dumps(said, sort_keys=True),
    )  # fmt: skip
