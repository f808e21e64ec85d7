"""A row can wait for the answer of another organisation, and be taken in after a yes."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations, models

VERDICTS_BEFORE = import_module("schakel.information.imports.migrations.1101_undoing")

# Who says yes belongs to another organisation and sees no row of this one. The question itself says that it was
# accepted, so whoever calls this can make no row say more than is true.
AGREED = """
create function imports_note_agreed(p_dossier uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  update imports_importrow r set is_agreed = true from dossiers_joinrequest j
   where j.dossier_id = p_dossier and j.state = 'accepted' and r.request_id = j.id and r.outcome = 'asked'
     and octet_length(r.cipher) > 0
$$;
revoke all on function imports_note_agreed(uuid) from public;
grant execute on function imports_note_agreed(uuid) to schakel_app;

create function imports_next_agreed() returns table (run_id uuid, organisation_id uuid, applier_id int)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.organisation_id, u.applier_id from imports_importrun u
   where u.status = 'applied' and u.stopped_because = '' and u.applier_id is not null
     and u.id in (select r.run_id from imports_importrow r
                   where r.is_agreed and r.outcome = 'asked' and r.undo = '' and octet_length(r.cipher) > 0)
     and exists (select 1 from access_reader a where a.id = u.applier_id
                    and a.valid_from <= kernel_today() and (a.valid_to is null or a.valid_to > kernel_today()))
   order by u.started_at, u.id limit 1
$$;
revoke all on function imports_next_agreed() from public;
grant execute on function imports_next_agreed() to schakel_batch;
"""
NOT_AGREED = "drop function imports_next_agreed(); drop function imports_note_agreed(uuid);"

# What a row did after a yes stands in two acts: the answer of the other organisation and the taking in. Whatever
# anybody else did in the dossier since the first of them is the work of others.
VERDICTS = """
create or replace function imports_undo_verdicts(p_rows uuid[]) returns table (row_id uuid, verdict text)
language sql stable set search_path = public, pg_temp as $$
  select r.id,
         case when r.act_id is null or own.first is null then 'unkept'
              when exists (select from journal_link l join journal_entry e on e.id = l.entry_id
                            where l.stream_id = r.client_id and l.sequence > own.first
                              and e.act_id not in (r.act_id, coalesce(j.answer_act_id, r.act_id))
                              and (e.verb = 'participant.join'
                                   and e.organisation_id is distinct from u.organisation_id
                                   or exists (select from dossiers_joinrequest x
                                               where x.dossier_id = r.client_id and x.answer_act_id = e.act_id)))
                   then 'joined'
              when exists (select from journal_link l join journal_entry e on e.id = l.entry_id
                            where l.stream_id = r.client_id and l.sequence > own.first
                              and e.act_id not in (r.act_id, coalesce(j.answer_act_id, r.act_id)))
                   then 'worked'
              when r.outcome = 'new' and c.reader_id is not null then 'worked'
              when r.outcome <> 'new' and own.replaces
                   and not exists (select from imports_importbefore b where b.row_id = r.id) then 'unkept'
              else 'open' end
    from imports_importrow r
    join imports_importrun u on u.id = r.run_id
    join people_client c on c.id = r.client_id
    left join dossiers_joinrequest j on j.id = r.request_id
    left join lateral (
      select min(l.sequence) as first,
             bool_or(e.verb = 'client.refresh' or e.verb = 'client.change') as replaces
        from journal_link l join journal_entry e on e.id = l.entry_id
       where l.stream_id = r.client_id
         and e.act_id in (r.act_id, coalesce(j.answer_act_id, r.act_id))) own on true
   where r.id = any (p_rows) and r.is_applied
$$;
"""

_OWN_ACT = "and e.act_id = r.act_id\n      join journal_link l on"
_BOTH_ACTS = """and e.verb <> 'join.answer'
       and e.act_id in (r.act_id, (select j.answer_act_id from dossiers_joinrequest j where j.id = r.request_id))
      join journal_link l on"""
ROWS = VERDICTS_BEFORE.ROWS.replace("create function", "create or replace function").replace(
    _OWN_ACT, _BOTH_ACTS
)
assert _BOTH_ACTS in ROWS

UNDO = (VERDICTS_BEFORE.VERDICTS.split("revoke all")[0] + VERDICTS_BEFORE.ROWS).replace(
    "create function", "create or replace function"
)


class Migration(migrations.Migration):
    dependencies = [("imports", "1341_asked"), ("dossiers", "1401_join_withdrawn")]
    operations = [
        migrations.AddField("importrow", "request_id", models.UUIDField(null=True)),
        migrations.AddField("importrow", "is_agreed", models.BooleanField(default=False)),
        migrations.AlterField(
            "importrow",
            "outcome",
            models.CharField(
                choices=[
                    ("new", "nieuw"),
                    ("known", "al bekend, uw organisatie komt erbij"),
                    ("ask", "u vraagt om mee te doen"),
                    ("asked", "gevraagd om mee te doen"),
                    ("changed", "gewijzigd"),
                    ("same", "ongewijzigd"),
                    ("duplicate", "dubbel in dit bestand"),
                    ("wrong", "fout"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            "importrow",
            models.Index(
                fields=["request_id"], condition=models.Q(request_id__isnull=False), name="imports_row_asked"
            ),
        ),
        migrations.AddIndex(
            "importrow",
            models.Index(
                fields=["run"], condition=models.Q(is_agreed=True, outcome="asked"), name="imports_row_agreed"
            ),
        ),
        migrations.RunSQL(AGREED, NOT_AGREED),
        migrations.RunSQL(VERDICTS + ROWS, UNDO),
    ]
