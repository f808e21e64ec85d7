"""Streams that are read together: two dossiers turned out to be of one person."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations, models

from schakel.ground.access.policies import granted

_FIRST = import_module("schakel.ground.journal.migrations.0002_append_only")
_ERASURE = import_module("schakel.ground.journal.migrations.0101_erasure")


def _changed(sql: str, *changes: tuple[str, str]) -> str:
    """The SQL of an earlier migration with these places changed, each of which must be there once."""
    for old, new in changes:
        if sql.count(old) != 1:
            raise ValueError(f"not there once: {old}")
        sql = sql.replace(old, new)
    return sql


# Asked of every entry of a dossier, so it answers with ids only; what may be read of them, policies say.
STREAMS = """
create function journal_streams(p_dossier uuid) returns uuid[]
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
  select array(select t.stream_id from journal_streamtie t where t.joined_to = p_dossier) || p_dossier
$$;
revoke all on function journal_streams(uuid) from public;
grant execute on function journal_streams(uuid) to schakel_app, schakel_batch;

create function journal_stream_of(p_dossier uuid) returns uuid
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
  select coalesce((select t.joined_to from journal_streamtie t where t.stream_id = p_dossier), p_dossier)
$$;
revoke all on function journal_stream_of(uuid) from public;
grant execute on function journal_stream_of(uuid) to schakel_app, schakel_batch;
"""

# Called by functions of the owner only. The heads stay locked until the end of the act: who was writing in
# one of the streams is done before the rows of the dossiers are looked at, or finds the tie and is refused.
TIE = """
create function journal_hold(p_streams uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  select from journal_streamhead where stream_id = any (p_streams) order by stream_id for update
$$;
create function journal_tie(p_stream uuid, p_joined_to uuid, p_act uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into journal_streamtie (stream_id, joined_to, act_id) values (p_stream, p_joined_to, p_act)
$$;
create function journal_untie(p_stream uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from journal_streamtie where stream_id = p_stream
$$;
create function journal_retie(p_stream uuid, p_joined_to uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  update journal_streamtie set joined_to = p_joined_to where stream_id = p_stream
$$;
revoke all on function journal_hold(uuid[]), journal_tie(uuid, uuid, uuid), journal_untie(uuid),
  journal_retie(uuid, uuid) from public;
"""

# Asked once for each stream, when its head is locked: earlier the answer could still change.
APPEND = _changed(
    _FIRST.APPEND,
    ("create function", "create or replace function"),
    (
        "    v_sequence := v_sequence + 1;",
        """    if v_checked is distinct from v_stream then
      if exists (select from journal_streamtie t
                  where t.stream_id = v_stream and t.act_id is distinct from (link.header::jsonb->>'act')::uuid) then
        raise exception 'this stream is read together with another' using errcode = 'SK091';
      end if;
      v_checked := v_stream;
    end if;
    v_sequence := v_sequence + 1;""",
    ),
    ("  v_sequence bigint;", "  v_checked uuid;\n  v_sequence bigint;"),
)

# What may be done with an entry follows from the dossier that it is read in.
ERASE = _changed(
    _ERASURE.ERASE.replace("g.dossier_id = e.dossier_id", "g.dossier_id = journal_stream_of(e.dossier_id)"),
    ("create function", "create or replace function"),
    ("select e.dossier_id into v_dossier", "select journal_stream_of(e.dossier_id) into v_dossier"),
    (
        "where e.dossier_id is distinct from v_dossier",
        "where journal_stream_of(e.dossier_id) is distinct from v_dossier",
    ),
)

LOOKS = _changed(
    _FIRST.LOOKS,
    ("create function", "create or replace function"),
    ("r.dossier_ids @> array[p_dossier]", "r.dossier_ids && journal_streams(p_dossier)"),
)

RIGHTS = f"""
revoke insert, update, delete on journal_streamtie from schakel_app, schakel_batch;
alter table journal_streamtie enable row level security;
create policy journal_streamtie_read on journal_streamtie for select to schakel_app
  using ({granted("journal_streamtie", bit=1, dossier="joined_to")});
"""

UNDO = (
    _FIRST.APPEND.replace("create function", "create or replace function")
    + _ERASURE.ERASE.replace("create function", "create or replace function")
    + _FIRST.LOOKS.replace("create function", "create or replace function")
    + """
drop policy journal_streamtie_read on journal_streamtie;
drop function journal_retie(uuid, uuid); drop function journal_untie(uuid);
drop function journal_tie(uuid, uuid, uuid); drop function journal_hold(uuid[]);
drop function journal_stream_of(uuid); drop function journal_streams(uuid);
"""
)


class Migration(migrations.Migration):
    dependencies = [("journal", "0601_roles")]
    operations = [
        migrations.CreateModel(
            name="StreamTie",
            fields=[
                ("stream_id", models.UUIDField(primary_key=True, serialize=False)),
                ("joined_to", models.UUIDField()),
                ("act_id", models.UUIDField()),
            ],
            options={"indexes": [models.Index(fields=["joined_to"], name="journal_streamtie_joined")]},
        ),
        migrations.RunSQL(STREAMS + TIE + APPEND + ERASE + LOOKS + RIGHTS, UNDO),
    ]
