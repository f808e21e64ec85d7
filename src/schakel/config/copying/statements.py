"""What is said to the database around the parts of a copy, all in the one transaction that puts it back."""

from __future__ import annotations

from schakel.config.copying.dumping import ENTRIES, HEADS

# Rights given by default would be added to those of the copy, which takes none away: the journal could be
# changed then. The copy gives the defaults again at its end.
BEGIN = """
begin;
set session client_min_messages = warning;
do $$
declare v record;
begin
  for v in
    select d.defaclobjtype as kind, x.grantee from pg_default_acl d, aclexplode(d.defaclacl) x
     where d.defaclrole = (select oid from pg_roles where rolname = current_user)
       and d.defaclnamespace = 0 and x.grantee not in (0, d.defaclrole) group by 1, 2
  loop
    execute format('alter default privileges revoke all on %s from %I',
      case v.kind when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' else 'types' end,
      (select rolname from pg_roles where oid = v.grantee));
  end loop;
end $$;
"""

# Subscribers read entries by the number of their transaction, below those that still run. Where the server
# counted less far they would wait, and new entries would come before old ones. So all numbers go down
# together, below zero if need be, and where the subscribers are with them: only the order counts.
# A type is set anew since that writes the table once, without leaving the old rows behind.
# What a merge was working on belongs to a transaction that is over; number 1 is never given to another.
RENUMBER = """
do $$
declare
  v_top bigint := 0;
  v_by bigint;
  v_table regclass;
begin
  for v_table in select to_regclass(n) from unnest(array['public.journal_entry', 'public.journal_cursor']) n
    where to_regclass(n) is not null
  loop
    execute format('select greatest(%s, max(transaction_id)) from %s', v_top, v_table) into v_top;
  end loop;
  v_by := v_top - pg_snapshot_xmin(pg_current_snapshot())::text::bigint + 1;
  if v_by > 0 then
    for v_table in select to_regclass(n) from unnest(array['public.journal_entry', 'public.journal_cursor']) n
      where to_regclass(n) is not null
    loop
      execute format(
        'alter table %s alter transaction_id type bigint using transaction_id - %s', v_table, v_by);
    end loop;
  end if;
  if to_regclass('public.dossiers_mergeimage') is not null then
    update public.dossiers_mergeimage set transaction_id = '1'::xid8;
  end if;
  if to_regclass('public.dossiers_touched') is not null then
    delete from public.dossiers_touched;
  end if;
end $$;
"""
NUMBERED = ("journal_entry", "journal_cursor", "dossiers_mergeimage", "dossiers_touched")
"""The tables that hold numbers of transactions; a test finds any other."""

OTHER_JOURNAL = "SK901"
"""The state by which the database tells that the journal isn't as the manifest says."""


def ending(*, entries: int, streams: int, heads: str) -> str:
    """Compare the journal with the manifest's figures, and let all of it stand or nothing."""
    return f"""
do $$ begin
  if ({ENTRIES}) <> {entries:d} or not exists (
      select from ({HEADS}) as h(streams, heads)
       where h.streams = {streams:d} and h.heads = '{int(heads, 16):064x}')
  then
    raise exception 'another journal' using errcode = '{OTHER_JOURNAL}';
  end if;
end $$;
commit;
"""


HOLDS_ANY = """
select exists (
  select from pg_class c where c.relnamespace = 'public'::regnamespace and not exists (
    select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
) or exists (
  select from pg_proc p where p.pronamespace = 'public'::regnamespace and not exists (
    select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'))
"""
"""Whether anything but extensions is in the database."""

ANALYSED = """
select string_agg(format('%I', tablename), ', ') from pg_tables
 where schemaname = 'public' and tableowner = current_user
"""
