"""Grants follow from agreed ties too: who does not lead the chain reads no more than the tie lets share."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

# Since 0902 this name is that of a dossier's own grants; those of merged dossiers are added around it.
_BEFORE = import_module("schakel.ground.dossiers.migrations.0802_consent_opens").DERIVE
BEFORE = _BEFORE.replace("dossiers_derive_grants", "dossiers_derive_own_grants")

# As in 0802, less what an agreed tie with the organisation that holds the chain's regie does not let share, on
# the days of both. Who holds it reads what its task needs; an urgent look answers for itself.
DERIVE = """
create or replace function dossiers_derive_own_grants(p_dossiers uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  select 1 from dossiers_dossier
    where client_id = any (p_dossiers) order by client_id for no key update;
  delete from access_grant where dossier_id = any (p_dossiers);
  insert into access_grant
      (dossier_id, reader_id, sections, valid_from, valid_to, is_personal, is_read_only)
  with taking_part as (
    select p.dossier_id, p.reader_id, r.organisation_kind as kind, p.role, p.organisation_id,
           daterange(p.valid_from, p.valid_to) as days, r.kind = 'client' as is_client
      from dossiers_participation p join access_reader r on r.id = p.reader_id
     where p.dossier_id = any (p_dossiers)
    union all
    select r.subject_id, r.id, r.organisation_kind, r.role, null, daterange(r.valid_from, r.valid_to), true
      from access_reader r where r.kind = 'client' and r.subject_id = any (p_dossiers)
  ), agreed as (
    select k.dossier_id, k.organisation_id, k.purpose, k.covers,
           range_agg(daterange(k.valid_from, k.valid_to)) as days
      from dossiers_consent k where k.dossier_id = any (p_dossiers) group by 1, 2, 3, 4
  ), narrowed as (
    select g.dossier_id, case when t.proposer_id = g.organisation_id then t.partner_id else t.proposer_id end
             as organisation_id,
           s.section_bit, range_agg(daterange(g.valid_from, g.valid_to) * daterange(t.valid_from, t.valid_to))
             as days
      from dossiers_regie g
      join organisations_agreedtie t on t.status = 'agreed' and g.organisation_id in (t.proposer_id, t.partner_id)
     cross join (select distinct section_bit from access_cell) s
     where g.dossier_id = any (p_dossiers) and g.scope = 'chain' and s.section_bit & t.sections = 0
     group by 1, 2, 3
  ), mandated as (
    select p.dossier_id, p.organisation_id, m.id as reader_id, m.organisation_kind as kind, m.role, m.sections,
           r.organisation_kind as principal_kind, p.role as principal_role,
           daterange(p.valid_from, p.valid_to) * daterange(m.valid_from, m.valid_to) as days
      from dossiers_participation p join access_reader r on r.id = p.reader_id
      join access_reader m on m.principal_id = r.id
     where p.dossier_id = any (p_dossiers)
  ), present as (
    select dossier_id, reader_id, range_agg(days) as days from (
        select dossier_id, reader_id, days from taking_part
        union all select dossier_id, reader_id, days from mandated) x group by 1, 2
  ), shielded as (
    select dossier_id, range_agg(daterange(valid_from, valid_to)) as days
      from dossiers_shield where dossier_id = any (p_dossiers) group by 1
  ), named as (
    select n.dossier_id, n.reader_id, range_agg(daterange(n.valid_from, n.valid_to)) as days
      from dossiers_namedreader n join dossiers_shield s on s.id = n.shield_id
     where n.dossier_id = any (p_dossiers) and n.professional_id is distinct from s.colleague_id
     group by 1, 2
  ), opened as (
    select x.dossier_id, x.reader_id, x.is_client, c.section_bit,
           range_agg(datemultirange(x.days * daterange(c.valid_from, c.valid_to))
                     * case when c.is_voluntary then a.days else '{(,)}' end
                     - coalesce(n.days, '{}')) as days
      from taking_part x
      join access_cell c on c.organisation_kind = x.kind and c.role = x.role and c.level <> 'none'
      left join agreed a on c.is_voluntary and a.dossier_id = x.dossier_id
                        and a.organisation_id = x.organisation_id and a.purpose = c.purpose
                        and a.covers = c.section_bit
      left join narrowed n on n.dossier_id = x.dossier_id and n.organisation_id = x.organisation_id
                          and n.section_bit = c.section_bit
     where not c.is_voluntary or a.days is not null
     group by 1, 2, 3, 4
    union all
    select m.dossier_id, m.reader_id, false, c.section_bit,
           range_agg(datemultirange(m.days * daterange(c.valid_from, c.valid_to)
                                    * daterange(w.valid_from, w.valid_to)) - coalesce(n.days, '{}'))
      from mandated m
      join access_cell c on c.organisation_kind = m.kind and c.role = m.role and c.level <> 'none'
                        and not c.is_voluntary
      join access_cell w on w.organisation_kind = m.principal_kind and w.role = m.principal_role
                        and w.section_bit = c.section_bit and not w.is_voluntary
      left join narrowed n on n.dossier_id = m.dossier_id and n.organisation_id = m.organisation_id
                          and n.section_bit = c.section_bit
     where case when c.section_bit = 1 then w.level <> 'none'
                else w.level = 'write' and c.section_bit & m.sections <> 0 end
     group by 1, 2, 4
  ), urgent as (
    select u.dossier_id, u.reader_id, c.section_bit,
           range_agg(daterange(u.valid_from, u.valid_to) * daterange(c.valid_from, c.valid_to)) as days
      from dossiers_urgentlook u join access_reader r on r.id = u.reader_id
      join access_cell c on c.organisation_kind = r.organisation_kind and c.role = r.role
                        and c.level <> 'none' and c.section_bit & u.sections <> 0 and not c.is_voluntary
     where u.dossier_id = any (p_dossiers)
     group by 1, 2, 3
  ), judged as (
    select o.dossier_id, o.reader_id, o.section_bit, false as is_personal, false as is_read_only,
           case when o.is_client then o.days else o.days - coalesce(s.days, '{}') end as days
      from opened o left join shielded s using (dossier_id)
    union all
    select o.dossier_id, o.reader_id, o.section_bit, true, false, o.days * s.days * n.days
      from opened o join shielded s using (dossier_id) join named n using (dossier_id, reader_id)
     where not o.is_client
    union all
    select u.dossier_id, u.reader_id, u.section_bit, false, true,
           u.days - coalesce(s.days, '{}') - coalesce(p.days, '{}')
      from urgent u left join shielded s using (dossier_id) left join present p using (dossier_id, reader_id)
  )
  select dossier_id, reader_id, bit_or(section_bit), lower(d), coalesce(upper(d), 'infinity'),
         is_personal, is_read_only
    from judged, unnest(days) as d
   group by dossier_id, reader_id, d, is_personal, is_read_only
$$;
"""

# In the database, since a tie also comes to hold when an organisation goes up in another. By chunks, so that no
# array holds a whole region.
FOLLOW = """
create function dossiers_derive_tied(p_tie uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  chunk uuid[];
begin
  for chunk in
    select array_agg(dossier_id order by dossier_id) from (
      select x.dossier_id, (row_number() over (order by x.dossier_id) - 1) / 1000 as part from (
        select distinct g.dossier_id
          from organisations_agreedtie t
          join dossiers_regie g on g.scope = 'chain' and g.organisation_id in (t.proposer_id, t.partner_id)
                               and (g.valid_to is null or g.valid_to > t.valid_from)
          join dossiers_participation p on p.dossier_id = g.dossier_id
                               and p.organisation_id in (t.proposer_id, t.partner_id)
                               and p.organisation_id <> g.organisation_id
                               and (p.valid_to is null or p.valid_to > t.valid_from)
         where t.id = p_tie and t.status = 'agreed') x) y
     group by part
  loop
    perform dossiers_derive_grants(chunk);
  end loop;
end $$;
revoke all on function dossiers_derive_tied(uuid) from public;
grant execute on function dossiers_derive_tied(uuid) to schakel_app, schakel_batch;

create function dossiers_follow_tie() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform dossiers_derive_tied(new.id);
  return null;
end $$;
create trigger dossiers_follow_tie after insert or update on organisations_agreedtie
  for each row when (new.status = 'agreed') execute function dossiers_follow_tie();
"""

UNDO = "drop function dossiers_follow_tie() cascade; drop function dossiers_derive_tied(uuid);"


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0903_merged_in_lists"), ("organisations", "1001_agreed_ties")]
    operations = [migrations.RunSQL(DERIVE, BEFORE), migrations.RunSQL(FOLLOW, UNDO)]
