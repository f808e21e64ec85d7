"""Who enters for a colleague sees what the mandate names and both may; each such entry waits for a verdict."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from schakel.ground.access.policies import protect

# As in 0102, with `mandated`: the days of the principal's part and of the mandate together. Of each section the
# holder's own role must read it and the principal's write it; whom it is about goes with it, to look only.
DERIVE = """
create or replace function dossiers_derive_grants(p_dossiers uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  select 1 from dossiers_dossier
    where client_id = any (p_dossiers) order by client_id for no key update;
  delete from access_grant where dossier_id = any (p_dossiers);
  insert into access_grant
      (dossier_id, reader_id, sections, valid_from, valid_to, is_personal, is_read_only)
  with taking_part as (
    select p.dossier_id, p.reader_id, r.organisation_kind as kind, p.role,
           daterange(p.valid_from, p.valid_to) as days, r.kind = 'client' as is_client
      from dossiers_participation p join access_reader r on r.id = p.reader_id
     where p.dossier_id = any (p_dossiers)
    union all
    select r.subject_id, r.id, r.organisation_kind, r.role, daterange(r.valid_from, r.valid_to), true
      from access_reader r where r.kind = 'client' and r.subject_id = any (p_dossiers)
  ), mandated as (
    select p.dossier_id, m.id as reader_id, m.organisation_kind as kind, m.role, m.sections,
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
           range_agg(x.days * daterange(c.valid_from, c.valid_to)) as days
      from taking_part x
      join access_cell c on c.organisation_kind = x.kind and c.role = x.role and c.level <> 'none'
     group by 1, 2, 3, 4
    union all
    select m.dossier_id, m.reader_id, false, c.section_bit,
           range_agg(m.days * daterange(c.valid_from, c.valid_to) * daterange(w.valid_from, w.valid_to))
      from mandated m
      join access_cell c on c.organisation_kind = m.kind and c.role = m.role and c.level <> 'none'
      join access_cell w on w.organisation_kind = m.principal_kind and w.role = m.principal_role
                        and w.section_bit = c.section_bit
     where case when c.section_bit = 1 then w.level <> 'none'
                else w.level = 'write' and c.section_bit & m.sections <> 0 end
     group by 1, 2, 4
  ), urgent as (
    select u.dossier_id, u.reader_id, c.section_bit,
           range_agg(daterange(u.valid_from, u.valid_to) * daterange(c.valid_from, c.valid_to)) as days
      from dossiers_urgentlook u join access_reader r on r.id = u.reader_id
      join access_cell c on c.organisation_kind = r.organisation_kind and c.role = r.role
                        and c.level <> 'none' and c.section_bit & u.sections <> 0
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

BEFORE = """
create or replace function dossiers_derive_grants(p_dossiers uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  select 1 from dossiers_dossier
    where client_id = any (p_dossiers) order by client_id for no key update;
  delete from access_grant where dossier_id = any (p_dossiers);
  insert into access_grant
      (dossier_id, reader_id, sections, valid_from, valid_to, is_personal, is_read_only)
  with taking_part as (
    select p.dossier_id, p.reader_id, r.organisation_kind as kind, p.role,
           daterange(p.valid_from, p.valid_to) as days, r.kind = 'client' as is_client
      from dossiers_participation p join access_reader r on r.id = p.reader_id
     where p.dossier_id = any (p_dossiers)
    union all
    select r.subject_id, r.id, r.organisation_kind, r.role, daterange(r.valid_from, r.valid_to), true
      from access_reader r where r.kind = 'client' and r.subject_id = any (p_dossiers)
  ), present as (
    select dossier_id, reader_id, range_agg(days) as days from taking_part group by 1, 2
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
           range_agg(x.days * daterange(c.valid_from, c.valid_to)) as days
      from taking_part x
      join access_cell c on c.organisation_kind = x.kind and c.role = x.role and c.level <> 'none'
     group by 1, 2, 3, 4
  ), urgent as (
    select u.dossier_id, u.reader_id, c.section_bit,
           range_agg(daterange(u.valid_from, u.valid_to) * daterange(c.valid_from, c.valid_to)) as days
      from dossiers_urgentlook u join access_reader r on r.id = u.reader_id
      join access_cell c on c.organisation_kind = r.organisation_kind and c.role = r.role
                        and c.level <> 'none' and c.section_bit & u.sections <> 0
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

# A mandate ends with the role of either, along whichever way that role ends; its grants go at once.
ENDINGS = """
create function dossiers_end_mandates() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update access_reader m set valid_to = greatest(m.valid_from, new.valid_to)
   where (m.valid_to is null or m.valid_to > new.valid_to) and m.principal_id is not null
     and (m.principal_id = new.id
       or new.principal_id is null and m.account_id = new.account_id and m.role = new.role
          and m.organisation_id = new.organisation_id);
  if new.principal_id is not null then
    perform dossiers_derive_grants(array(
      select distinct p.dossier_id from dossiers_participation p
       where p.reader_id = new.principal_id and (p.valid_to is null or p.valid_to >= new.valid_to)));
  end if;
  return null;
end $$;
create trigger dossiers_end_mandates after update of valid_to on access_reader
  for each row when (new.valid_to is not null and new.kind = 'professional')
  execute function dossiers_end_mandates();
revoke delete on dossiers_delegatedentry from schakel_app, schakel_batch;
"""

UNDO = "drop function dossiers_end_mandates() cascade;"


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0701_waiting"), ("access", "0601_mandates")]
    operations = [
        migrations.RunSQL(DERIVE, BEFORE),
        migrations.CreateModel(
            name="DelegatedEntry",
            fields=[
                ("entry_id", models.UUIDField(primary_key=True, serialize=False)),
                ("section_bit", models.IntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("", "nog niet bekeken"), ("right", "klopt"), ("wrong", "klopt niet")],
                        default="",
                        max_length=5,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=400)),
                ("judged_at", models.DateTimeField(null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.reader"
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.reader"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["principal", "-entry_id"], name="dossiers_delegated_newest")
                ],
            },
        ),
        protect("dossiers_delegatedentry", bit=1),
        migrations.RunSQL(ENDINGS, UNDO),
    ]
