"""Dossiers that may be of one person: found among what the actor may see, and judged not to be."""

from __future__ import annotations

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
from schakel.ground.access.policies import granted, protect

REGISTRARS = import_module("schakel.ground.people.migrations.0501_bsn_keys").REGISTRARS
_BOTH = granted("dossiers_distinctpair", bit=1, dossier="other_id")

BOTH = f"""
create policy dossiers_distinctpair_other on dossiers_distinctpair as restrictive for all to schakel_app
  using ({_BOTH}) with check ({_BOTH});
revoke update, delete on dossiers_distinctpair from schakel_app, schakel_batch;
"""

# Only among dossiers that are open to the actor, and for registrars: nothing tells of any other. Each way in
# is an equality of two things, so that a reader of many dossiers costs three hash joins and no comparison of
# all with all. Two different BSNs are two people, however much is alike. A secret address counts only for
# who may know it.
FIND = f"""
create function dossiers_duplicates(p_limit int, p_score int, p_dossier uuid, p_other uuid)
returns table (dossier_id uuid, other_id uuid, alike text[], score int)
language sql stable security definer set search_path = public, pg_temp as $$
  with mine as materialized (
    select distinct g.dossier_id as id from access_grant g
     where g.reader_id = any (kernel_readers()) and g.sections & 1 <> 0 and not g.is_read_only
       and (not g.is_personal or g.reader_id = kernel_own_reader())
       and g.valid_from <= kernel_today() and g.valid_to > kernel_today()
       and current_setting('schakel.role', true) in ({REGISTRARS})
  ), persons as materialized (
    select c.id, c.birth_date, people_phone_key(c.phone) as phone, c.bsn_hash is not null as has_bsn
      from mine m join people_client c on c.id = m.id
  ), sounds as materialized (
    select distinct n.client_id as id, w.sound
      from mine m join people_nameword n on n.client_id = m.id join people_word w on w.word = n.word
  ), homes as materialized (
    select a.client_id as id, a.postcode, a.house_number, lower(a.house_suffix) as suffix
      from mine m join people_address a on a.client_id = m.id
     where a.house_number is not null and a.valid_from <= kernel_today()
       and (a.valid_to is null or a.valid_to > kernel_today()) and people_address_open(a.client_id)
  ), named as materialized (
    select p.id, p.birth_date, p.phone, s.sound from persons p join sounds s on s.id = p.id
  ), found as (
    select a.id as a, b.id as b from named a join named b
        on b.birth_date = a.birth_date and b.sound = a.sound and a.id < b.id
     group by 1, 2 having count(*) > 1
    union
    select a.id, b.id from named a join named b on b.phone = a.phone and b.sound = a.sound and a.id < b.id
     group by 1, 2 having count(*) > 1
    union
    select a.id, b.id from persons a join persons b
        on b.birth_date = a.birth_date and b.phone = a.phone and a.id < b.id
    union
    select a.id, b.id from (select h.*, p.birth_date from homes h join persons p on p.id = h.id) a
      join (select h.*, p.birth_date from homes h join persons p on p.id = h.id) b
        on b.birth_date = a.birth_date and b.postcode = a.postcode and b.house_number = a.house_number
       and b.suffix = a.suffix and a.id < b.id
  ), judged as (
    select f.a, f.b, array_remove(array[
        case when (select count(*) from sounds x join sounds y on y.sound = x.sound
                    where x.id = f.a and y.id = f.b) > 1 then 'name' end,
        case when p.birth_date = q.birth_date then 'birth' end,
        case when p.phone = q.phone then 'phone' end,
        case when exists (select 1 from homes x join homes y using (postcode, house_number, suffix)
                           where x.id = f.a and y.id = f.b) then 'address' end], null) as alike
      from found f join persons p on p.id = f.a join persons q on q.id = f.b
     where not (p.has_bsn and q.has_bsn)
       and not exists (select 1 from dossiers_distinctpair d where d.dossier_id = f.a and d.other_id = f.b)
  )
  select j.a, j.b, j.alike, cardinality(j.alike) from judged j
   where p_dossier is null
      or (-cardinality(j.alike), j.a, j.b) > (-p_score, p_dossier, p_other)
   order by cardinality(j.alike) desc, j.a, j.b
   limit least(p_limit, 200)
$$;
revoke all on function dossiers_duplicates(int, int, uuid, uuid) from public;
grant execute on function dossiers_duplicates(int, int, uuid, uuid) to schakel_app;
"""

UNDO = """
drop function dossiers_duplicates(int, int, uuid, uuid);
drop policy dossiers_distinctpair_other on dossiers_distinctpair;
"""

_TO = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0604_roles_of_all"), ("people", "0501_bsn_keys")]
    operations = [
        migrations.CreateModel(
            name="DistinctPair",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("reason", models.CharField(max_length=400)),
                ("judged_at", models.DateTimeField()),
                ("dossier", models.ForeignKey(on_delete=_TO, related_name="+", to="dossiers.dossier")),
                ("other", models.ForeignKey(on_delete=_TO, related_name="+", to="dossiers.dossier")),
                (
                    "judged_by",
                    models.ForeignKey(on_delete=_TO, related_name="+", to="organisations.professional"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "other"), name="dossiers_distinctpair_once"),
                    models.CheckConstraint(
                        condition=models.Q(dossier__lt=models.F("other")), name="dossiers_distinctpair_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="dossiers_distinctpair_reason"
                    ),
                ]
            },
        ),
        protect("dossiers_distinctpair", bit=1),
        migrations.RunSQL(BOTH + FIND, UNDO),
    ]
